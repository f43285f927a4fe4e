/* SPDX-License-Identifier: ISC */
#ifndef INPUT_ARCHIVE_H
#define INPUT_ARCHIVE_H

/*
 * The door to libarchive: tar and zip, and what is packed by xz, zstd and bzip2. Bytes are read
 * as they are needed; memory does not depend on their number, but for the list of a zip archive.
 */

#include "input/packing.h"
#include "input/supply.h"

struct archive_reader;

/* Packed data (xz, zstd, bzip2) has one member. The supply's damage is its end. NULL on failure, said in `error`. */
struct archive_reader *archive_reader_new(
	enum packing packing, const struct supply *supply, struct spoor_error *error);
void archive_reader_free(struct archive_reader **reader);

/* A regular file in the archive. */
struct archive_member {
	spoor_view name; /* any bytes; valid until the next call */
	int64_t mtime;   /* seconds since 1970; -1: none, or one of no known zone */
	int64_t place; /* where its bytes stand in the supply, in one piece; -1: nowhere */
	int64_t size;  /* … how many, as the archive says */
	bool encrypted;
};

/*
 * The next member; what is none (a folder, a link, a device) is passed over, as it holds no bytes
 * of its own. SPOOR_END: there are no more. SPOOR_E_DAMAGE: no more can be found.
 */
enum spoor_status archive_reader_next(
	struct archive_reader *reader, struct archive_member *member_r);

/* After archive_reader_next: that the member before the one found stood where it was said to. Sizes
 * lie, and only the next head shows it. */
bool archive_reader_was_placed(const struct archive_reader *reader);

/* Up to `room` bytes of the member. SPOOR_E_DAMAGE: there are more, but they cannot be had. */
enum spoor_status archive_reader_read(
	struct archive_reader *reader, char *out, size_t room, size_t *got_r);

/* Why the last call failed; "" when it did not. */
const char *archive_reader_trouble(const struct archive_reader *reader);

/* Blocks of a tar archive that should have been the head of a member and were not. */
uint64_t archive_reader_passed(const struct archive_reader *reader);

/* False: a tar archive ended without its end mark. */
bool archive_reader_is_whole(const struct archive_reader *reader);

/* How many bytes of the supply belong to what was read. */
int64_t archive_reader_taken(const struct archive_reader *reader);

#endif
