/* SPDX-License-Identifier: ISC */
/*
 * libarchive never reads a file and never starts a program here (it would, for a packing that it
 * was built without): it sees bytes. Names in an archive are an attacker's; they are labels.
 */
#include "archive.h"

#include "base/err.h"
#include "base/mem.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, FIRST_BLOCK = 4096 /* behind a seek */, TAR_BLOCK = 512 };

/* A tar archive may say that a member has holes, of any size. No log has such ones. */
#define HOLES_MOST (INT64_C(64) << 30)

/* Later than any log; what a header says of a time may be anything. */
#define MTIME_MOST (INT64_C(1) << 33)

struct archive_reader {
	struct archive *archive;
	enum packing packing;
	struct supply supply;
	locale_t locale;
	int64_t at;               /* in the supply */
	size_t ask;               /* bytes to read next */
	size_t zeros;             /* at the end of what was read */
	uint64_t passed;          /* see archive_reader_passed */
	int64_t piece_end;        /* where the member's bytes should end; -1: not known */
	bool was_placed;          /* see archive_reader_was_placed */
	spoor_view block;         /* of the member, read and not yet given */
	int64_t offset;           /* of the block in the member */
	int64_t given;            /* bytes of the member given out */
	int64_t holes;            /* … that are in no block */
	bool ended;               /* the member */
	enum spoor_status status; /* once failed, it stays so */
	char trouble[200];
	char bytes[BLOCK];
};

/* ------------------------------------------------------------------ the supply */

static void count_zeros(struct archive_reader *reader, size_t got)
{
	size_t zeros = 0;

	while (zeros < got && zeros < TAR_BLOCK && reader->bytes[got - 1 - zeros] == '\0')
		zeros++;
	reader->zeros = zeros == got ? reader->zeros + zeros : zeros;
}

/* What ended the supply early is known to its owner; here it is the end. */
static la_ssize_t supply_read(struct archive *archive, void *self, const void **bytes_r)
{
	struct archive_reader *reader = self;
	size_t got;
	enum spoor_status status = reader->supply.read(
		reader->supply.self, reader->bytes, reader->ask, &got);

	if (reader->ask < sizeof(reader->bytes))
		reader->ask *= 2;
	*bytes_r = reader->bytes;
	if (status == SPOOR_E_NOMEM) {
		reader->status = SPOOR_E_NOMEM;
		archive_set_error(archive, ENOMEM, "out of memory");
		return ARCHIVE_FATAL;
	}
	if (got)
		count_zeros(reader, got);
	reader->at += (int64_t)got;
	return (la_ssize_t)got;
}

static la_int64_t move_to(struct archive_reader *reader, int64_t offset)
{
	if (!reader->supply.seek(reader->supply.self, offset))
		return ARCHIVE_FATAL;
	reader->zeros = 0;
	reader->ask = FIRST_BLOCK;
	reader->at = offset;
	return offset;
}

static la_int64_t supply_skip(struct archive *archive, void *self, la_int64_t request)
{
	struct archive_reader *reader = self;
	int64_t start = reader->at;
	int64_t most = reader->supply.size - start;

	(void)archive;
	if (request > most)
		request = most;
	return request > 0 && move_to(reader, start + request) >= 0 ? request : 0;
}

static la_int64_t supply_seek(
	struct archive *archive, void *self, la_int64_t offset, int whence)
{
	struct archive_reader *reader = self;
	int64_t base = whence == SEEK_SET   ? 0
		       : whence == SEEK_CUR ? reader->at
					    : reader->supply.size;

	(void)archive;
	if (offset < -base || offset > reader->supply.size - base)
		return ARCHIVE_FATAL;
	return move_to(reader, base + offset);
}

/* ------------------------------------------------------------------ opening */

/* Anything but ARCHIVE_OK would mean: by starting a program. */
static bool choose_filter(struct archive *archive, int filter)
{
	return archive_read_append_filter(archive, filter) == ARCHIVE_OK &&
	       archive_read_set_format(archive, ARCHIVE_FORMAT_RAW) == ARCHIVE_OK;
}

static bool choose(struct archive *archive, enum packing packing)
{
	switch (packing) {
	case PACKING_XZ:
		return choose_filter(archive, ARCHIVE_FILTER_XZ);
	case PACKING_ZSTD:
		return choose_filter(archive, ARCHIVE_FILTER_ZSTD);
	case PACKING_BZIP2:
		return choose_filter(archive, ARCHIVE_FILTER_BZIP2);
	case PACKING_TAR:
		return archive_read_support_format_tar(archive) == ARCHIVE_OK &&
		       archive_read_set_option(archive, "tar",
			       "read_concatenated_archives", "1") == ARCHIVE_OK;
	case PACKING_ZIP:
		return archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK;
	case PACKING_ZIP_STREAM:
		return archive_read_support_format_zip_streamable(archive) == ARCHIVE_OK;
	case PACKING_NONE:
	case PACKING_GZIP:
		break;
	}
	return false;
}

/* Names in UTF-8 get lost in the C locale, which is the one of this process. */
static locale_t utf8_locale(void)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);

	return locale ? locale : newlocale(LC_CTYPE_MASK, "en_US.UTF-8", (locale_t)0);
}

static enum spoor_status fail(
	struct archive_reader *reader, enum spoor_status status, const char *why)
{
	if (reader->status != SPOOR_E_NOMEM)
		reader->status = status;
	err_join(reader->trouble, sizeof(reader->trouble),
		(const char *const[]){why ? why : "damaged", NULL});
	return reader->status;
}

static enum spoor_status fail_as_told(struct archive_reader *reader)
{
	bool memory = archive_errno(reader->archive) == ENOMEM;

	return fail(reader, memory ? SPOOR_E_NOMEM : SPOOR_E_DAMAGE,
		archive_error_string(reader->archive));
}

static int open_archive(struct archive_reader *reader)
{
	struct archive *archive = reader->archive;

	archive_read_set_callback_data(archive, reader);
	archive_read_set_read_callback(archive, supply_read);
	if (reader->supply.seek) {
		archive_read_set_skip_callback(archive, supply_skip);
		archive_read_set_seek_callback(archive, supply_seek);
	}
	return archive_read_open1(archive);
}

struct archive_reader *archive_reader_new(
	enum packing packing, const struct supply *supply, struct spoor_error *error)
{
	struct archive_reader *reader = mem_new(sizeof(*reader));

	if (reader) {
		reader->packing = packing;
		reader->ask = sizeof(reader->bytes);
		reader->supply = *supply;
		reader->locale = utf8_locale();
		reader->archive = archive_read_new();
	}
	if (!reader || !reader->archive) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		archive_reader_free(&reader);
	} else if (!choose(reader->archive, packing)) {
		ERR_SET(error, SPOOR_E_IO, "is packed by ", packing_name(packing),
			", which this libarchive cannot read");
		archive_reader_free(&reader);
	} else if (open_archive(reader) != ARCHIVE_OK) {
		fail_as_told(reader);
		ERR_SET(error, reader->status, reader->trouble);
		archive_reader_free(&reader);
	}
	return reader;
}

void archive_reader_free(struct archive_reader **reader)
{
	if (!*reader)
		return;
	archive_read_free((*reader)->archive);
	if ((*reader)->locale)
		freelocale((*reader)->locale);
	mem_free(*reader);
	*reader = NULL;
}

/* ------------------------------------------------------------------ members */

static bool is_member(struct archive_entry *entry)
{
	return archive_entry_filetype(entry) == AE_IFREG &&
	       !archive_entry_hardlink(entry);
}

static spoor_view name_of(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	return view_string(name ? name : archive_entry_pathname(entry));
}

/* A zip archive has local times, of a zone that is not said; only where it has a time of access
 * too are its times those of Unix. */
static int64_t mtime_of(const struct archive_reader *reader, struct archive_entry *entry)
{
	int64_t mtime = archive_entry_mtime(entry);

	if (!archive_entry_mtime_is_set(entry) || mtime <= 0 || mtime > MTIME_MOST)
		return -1;
	if (reader->packing != PACKING_TAR && archive_entry_atime(entry) <= 0)
		return -1;
	return mtime;
}

static struct archive_member describe(
	const struct archive_reader *reader, struct archive_entry *entry)
{
	bool is_piece = reader->packing == PACKING_TAR && reader->supply.seek &&
			archive_entry_sparse_count(entry) == 0 &&
			archive_entry_size_is_set(entry);

	return (struct archive_member){
		.name = name_of(entry),
		.mtime = mtime_of(reader, entry),
		.place = is_piece ? archive_filter_bytes(reader->archive, 0) : -1,
		.size = archive_entry_size(entry),
		.encrypted = archive_entry_is_data_encrypted(entry) == 1,
	};
}

static void begin_member(struct archive_reader *reader)
{
	reader->block.len = 0;
	reader->offset = reader->given = reader->holes = 0;
	reader->ended = false;
	reader->trouble[0] = '\0';
}

/* The next head of anything. A bad one is passed over as long as that leads on. */
static int next_head(struct archive_reader *reader, struct archive_entry **entry_r)
{
	la_int64_t before = -1;

	for (;;) {
		int code = archive_read_next_header(reader->archive, entry_r);
		la_int64_t now = archive_filter_bytes(reader->archive, 0);

		if (code != ARCHIVE_RETRY && code != ARCHIVE_FAILED)
			return code;
		if (now <= before)
			return ARCHIVE_FATAL;
		before = now;
		reader->passed++;
	}
}

/* Where the next head begins, the last member ended, and what fills up its last block. */
static void check_place(struct archive_reader *reader)
{
	reader->was_placed =
		reader->piece_end >= 0 &&
		archive_read_header_position(reader->archive) == reader->piece_end;
	reader->piece_end = -1;
}

static int64_t end_of(const struct archive_member *member)
{
	if (member->place < 0 || member->size < 0 ||
		member->size > INT64_MAX - member->place - TAR_BLOCK)
		return -1;
	return member->place + (member->size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
}

static enum spoor_status find_member(
	struct archive_reader *reader, struct archive_member *member_r)
{
	struct archive_entry *entry;
	int code;

	begin_member(reader);
	code = next_head(reader, &entry);
	check_place(reader);
	while ((code == ARCHIVE_OK || code == ARCHIVE_WARN) && !is_member(entry))
		code = next_head(reader, &entry);
	if (code == ARCHIVE_EOF)
		return SPOOR_END;
	if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
		return fail_as_told(reader);
	*member_r = describe(reader, entry);
	reader->piece_end = end_of(member_r);
	return SPOOR_OK;
}

bool archive_reader_was_placed(const struct archive_reader *reader)
{
	return reader->was_placed;
}

enum spoor_status archive_reader_next(
	struct archive_reader *reader, struct archive_member *member_r)
{
	locale_t before = reader->locale ? uselocale(reader->locale) : (locale_t)0;
	enum spoor_status status = reader->status;

	if (status == SPOOR_OK)
		status = find_member(reader, member_r);
	if (before)
		uselocale(before);
	return status;
}

/* ------------------------------------------------------------------ a member's bytes */

/* Reads the next block. At the end of a member with holes, the block is empty. */
static enum spoor_status read_block(struct archive_reader *reader)
{
	const void *bytes = NULL;
	size_t len = 0;
	la_int64_t offset = 0;
	int code = archive_read_data_block(reader->archive, &bytes, &len, &offset);

	if (code == ARCHIVE_FATAL || code == ARCHIVE_FAILED || code == ARCHIVE_RETRY) {
		enum spoor_status status = fail_as_told(reader);

		if (code != ARCHIVE_FATAL)
			reader->status = SPOOR_OK;
		reader->ended = true;
		return status;
	}
	if (code == ARCHIVE_WARN)
		err_join(reader->trouble, sizeof(reader->trouble),
			(const char *const[]){
				archive_error_string(reader->archive), NULL});
	reader->ended = code == ARCHIVE_EOF || code == ARCHIVE_WARN;
	reader->block = view_of(bytes, bytes ? len : 0);
	reader->offset = offset > reader->given ? offset : reader->given;
	return SPOOR_OK;
}

/* Gives zeros for what lies before the block. */
static enum spoor_status give_hole(
	struct archive_reader *reader, char *out, size_t room, size_t *got_r)
{
	int64_t gap = reader->offset - reader->given;

	*got_r = gap < (int64_t)room ? (size_t)gap : room;
	reader->holes += (int64_t)*got_r;
	if (reader->holes > HOLES_MOST || gap > HOLES_MOST) {
		*got_r = 0;
		reader->ended = true;
		reader->block.len = 0;
		reader->offset = reader->given;
		err_join(reader->trouble, sizeof(reader->trouble),
			(const char *const[]){"a hole larger than any log", NULL});
		return SPOOR_E_DAMAGE;
	}
	memset(out, 0, *got_r);
	reader->given += (int64_t)*got_r;
	return SPOOR_OK;
}

static void give_block(
	struct archive_reader *reader, char *out, size_t room, size_t *got_r)
{
	*got_r = reader->block.len < room ? reader->block.len : room;
	memcpy(out, reader->block.ptr, *got_r);
	reader->block = view_skip(reader->block, *got_r);
	reader->offset += (int64_t)*got_r;
	reader->given += (int64_t)*got_r;
}

enum spoor_status archive_reader_read(
	struct archive_reader *reader, char *out, size_t room, size_t *got_r)
{
	*got_r = 0;
	while (reader->block.len == 0 && reader->offset <= reader->given) {
		enum spoor_status status = reader->status;

		if (reader->ended)
			return reader->trouble[0] ? SPOOR_E_DAMAGE : SPOOR_END;
		if (status == SPOOR_OK)
			status = read_block(reader);
		if (status != SPOOR_OK)
			return status;
	}
	if (reader->offset > reader->given)
		return give_hole(reader, out, room, got_r);
	give_block(reader, out, room, got_r);
	return SPOOR_OK;
}

const char *archive_reader_trouble(const struct archive_reader *reader)
{
	return reader->trouble;
}

uint64_t archive_reader_passed(const struct archive_reader *reader)
{
	return reader->passed;
}

bool archive_reader_is_whole(const struct archive_reader *reader)
{
	return reader->packing != PACKING_TAR || reader->zeros >= TAR_BLOCK;
}

int64_t archive_reader_taken(const struct archive_reader *reader)
{
	return archive_filter_bytes(reader->archive, -1);
}
