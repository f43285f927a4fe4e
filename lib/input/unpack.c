/* SPDX-License-Identifier: ISC */
/*
 * Where the inflate library is the fast one, it has not the last word about damage. A file can
 * be read again: the careful one reads from its start up to what the fast one ran into, and every
 * build gives out the same bytes and says the same about them. (But for bytes that were given out
 * by an earlier read, where a bit of a block's code table is wrong and only the checksum tells.)
 *
 * What libarchive unpacks ends where it notices damage; up to 64 KiB before that may be missing.
 */
#include "unpack.h"

#include "base/err.h"
#include "base/mem.h"
#include "input/gz.h"

#define LOST "; up to 64 KiB before that are lost"

enum { PACKED_SIZE = 64 * 1024 };

struct unpack {
	enum packing packing;
	struct supply supply;
	bool ended; /* the supply */
	char trouble[200];

	/* gzip */
	struct gz *gz;
	uint64_t given;    /* plain bytes */
	spoor_view packed; /* read and not yet taken */

	/* what libarchive unpacks */
	struct archive_reader *reader;
	bool begun;
	int64_t supplied; /* packed bytes it was given */

	char bytes[PACKED_SIZE]; /* for `packed` */
};

static enum spoor_status damaged(struct unpack *unpack, const char *const *pieces)
{
	err_join(unpack->trouble, sizeof(unpack->trouble), pieces);
	return SPOOR_E_DAMAGE;
}

#define DAMAGED(unpack, ...) damaged(unpack, (const char *const[]){__VA_ARGS__, NULL})

static enum spoor_status corrupt(struct unpack *unpack, const char *why)
{
	return DAMAGED(unpack, "corrupt ", packing_name(unpack->packing), " data: ", why);
}

static enum spoor_status cut_off(struct unpack *unpack)
{
	return DAMAGED(unpack, "the ", packing_name(unpack->packing),
		" data ends too early (truncated file)");
}

static enum spoor_status foreign(struct unpack *unpack)
{
	return DAMAGED(unpack, "bytes behind the end of the ",
		packing_name(unpack->packing), " data were left out");
}

static enum spoor_status read_supply(
	struct unpack *unpack, char *out, size_t room, size_t *got_r)
{
	enum spoor_status status =
		unpack->supply.read(unpack->supply.self, out, room, got_r);

	if (status != SPOOR_OK && status != SPOOR_E_NOMEM) {
		unpack->ended = true;
		return SPOOR_END;
	}
	return status;
}

/* ------------------------------------------------------------------ gzip */

static enum spoor_status refill(struct unpack *unpack)
{
	size_t got;
	enum spoor_status status =
		read_supply(unpack, unpack->bytes, sizeof(unpack->bytes), &got);

	unpack->packed = view_of(unpack->bytes, got);
	return status;
}

static enum spoor_status inflate_some(struct unpack *unpack, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	for (;;) {
		enum spoor_status status;

		*state_r = gz_inflate(unpack->gz, &unpack->packed, out, room, got_r);
		if (*state_r == GZ_NOMEM)
			return SPOOR_E_NOMEM;
		if (*got_r || *state_r == GZ_CORRUPT || *state_r == GZ_FOREIGN)
			return SPOOR_OK;
		if (unpack->packed.len)
			continue;
		status = refill(unpack);
		if (status != SPOOR_OK)
			return status;
	}
}

/* All that there is room for: what is damaged close behind must not be given out first. From a
 * pipe, what is at hand. */
static enum spoor_status inflate_all(struct unpack *unpack, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	enum spoor_status status;
	size_t got;

	*got_r = 0;
	do {
		status = inflate_some(unpack, out + *got_r, room - *got_r, &got, state_r);
		*got_r += got;
	} while (got && *got_r < room && unpack->supply.seek);
	return status;
}

/* Passes over what was given out already. */
static enum spoor_status skip_given(struct unpack *unpack, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	uint64_t left = unpack->given;
	enum spoor_status status = SPOOR_OK;

	*state_r = GZ_MORE;
	while (left) {
		status = inflate_some(
			unpack, out, left < room ? (size_t)left : room, got_r, state_r);
		left -= *got_r;
		if (*got_r == 0)
			break;
	}
	*got_r = 0;
	return status;
}

/* After damage: reads on, from where we are, with the careful library. */
static enum spoor_status read_carefully(struct unpack *unpack, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	struct gz *gz = gz_new_careful();
	enum spoor_status status;

	*got_r = 0;
	if (!gz)
		return SPOOR_E_NOMEM;
	gz_free(&unpack->gz);
	unpack->gz = gz;
	unpack->packed.len = 0;
	status = skip_given(unpack, out, room, got_r, state_r);
	if (status != SPOOR_OK || *state_r == GZ_CORRUPT)
		return status;
	return inflate_all(unpack, out, room, got_r, state_r);
}

static bool is_damaged(enum spoor_status status, enum gz_state state)
{
	return state == GZ_CORRUPT || (status == SPOOR_END && state == GZ_MORE);
}

static bool rewind_supply(const struct unpack *unpack)
{
	return unpack->supply.seek && unpack->supply.seek(unpack->supply.self, 0);
}

static enum spoor_status read_gzip(
	struct unpack *unpack, char *out, size_t room, size_t *got_r)
{
	enum gz_state state;
	enum spoor_status status = inflate_all(unpack, out, room, got_r, &state);

	if (is_damaged(status, state) && !gz_is_careful(unpack->gz) &&
		rewind_supply(unpack))
		status = read_carefully(unpack, out, room, got_r, &state);
	unpack->given += *got_r;
	if (*got_r || status == SPOOR_E_NOMEM)
		return *got_r ? SPOOR_OK : status;
	if (state == GZ_CORRUPT)
		return corrupt(unpack, gz_reason(unpack->gz));
	if (state == GZ_FOREIGN)
		return foreign(unpack);
	return is_damaged(status, state) ? cut_off(unpack) : status;
}

/* ------------------------------------------------------------------ xz, zstd, bzip2 */

static enum spoor_status supply_reader(void *self, char *out, size_t room, size_t *got_r)
{
	struct unpack *unpack = self;
	enum spoor_status status = read_supply(unpack, out, room, got_r);

	unpack->supplied += (int64_t)*got_r;
	return status;
}

static enum spoor_status reader_failed(struct unpack *unpack)
{
	if (unpack->ended)
		return DAMAGED(unpack, "the ", packing_name(unpack->packing),
			" data is cut off, or damaged at its end: ",
			archive_reader_trouble(unpack->reader), LOST);
	return DAMAGED(unpack, "corrupt ", packing_name(unpack->packing),
		" data: ", archive_reader_trouble(unpack->reader), LOST);
}

/* At the end: whatever follows is none of it. */
static enum spoor_status look_behind(struct unpack *unpack)
{
	int64_t taken = archive_reader_taken(unpack->reader);
	size_t got = 0;

	if (taken == 0)
		return cut_off(unpack);
	if (taken < unpack->supplied)
		return foreign(unpack);
	if (!unpack->ended && read_supply(unpack, unpack->bytes, 1, &got) == SPOOR_OK)
		return foreign(unpack);
	return SPOOR_END;
}

static enum spoor_status read_by_reader(
	struct unpack *unpack, char *out, size_t room, size_t *got_r)
{
	struct archive_member member;
	enum spoor_status status = SPOOR_OK;

	if (!unpack->begun)
		status = archive_reader_next(unpack->reader, &member);
	unpack->begun = true;
	if (status == SPOOR_OK)
		status = archive_reader_read(unpack->reader, out, room, got_r);
	if (status == SPOOR_END)
		return look_behind(unpack);
	return status == SPOOR_E_DAMAGE ? reader_failed(unpack) : status;
}

/* ------------------------------------------------------------------ the whole */

static bool begin(struct unpack *unpack, struct spoor_error *error)
{
	struct supply supply = {.read = supply_reader, .self = unpack};

	if (unpack->packing == PACKING_GZIP) {
		unpack->gz = gz_new();
		if (!unpack->gz)
			ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return unpack->gz != NULL;
	}
	unpack->reader = archive_reader_new(unpack->packing, &supply, error);
	return unpack->reader != NULL;
}

struct unpack *unpack_new(
	enum packing packing, const struct supply *supply, struct spoor_error *error)
{
	struct unpack *unpack = mem_new(sizeof(*unpack));

	if (!unpack) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	unpack->packing = packing;
	unpack->supply = *supply;
	unpack->packed = view_of(unpack->bytes, 0);
	if (!begin(unpack, error))
		unpack_free(&unpack);
	return unpack;
}

void unpack_free(struct unpack **unpack)
{
	if (!*unpack)
		return;
	gz_free(&(*unpack)->gz);
	archive_reader_free(&(*unpack)->reader);
	mem_free(*unpack);
	*unpack = NULL;
}

enum spoor_status unpack_read(
	struct unpack *unpack, char *out, size_t room, size_t *got_r)
{
	*got_r = 0;
	if (unpack->trouble[0])
		return SPOOR_E_DAMAGE;
	return unpack->gz ? read_gzip(unpack, out, room, got_r)
			  : read_by_reader(unpack, out, room, got_r);
}

const char *unpack_trouble(const struct unpack *unpack)
{
	return unpack->trouble;
}
