/* SPDX-License-Identifier: ISC */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

/*
 * A source of bytes: a file, standard input or a part of an archive, unpacked when its first
 * bytes say gzip, xz, zstd or bzip2, and made UTF-8 when they are UTF-16 (input/wide.h). Reading
 * goes on as far as the data can be had; what is wrong with it is said at the end.
 */

#include "input/digest.h"
#include "input/origin.h"

struct source;

/* Opens `path`, "-" is standard input; NULL on failure, said in `error`. */
struct source *source_open(const char *path, struct spoor_error *error);

/* Takes over an origin; NULL without memory (the origin is closed then too). */
struct source *source_new(const struct origin *origin);
void source_free(struct source **source);

/* Up to `room` plain bytes; SPOOR_END when there are no more. SPOOR_E_DAMAGE and SPOOR_E_IO end
 * the source too: source_trouble says why. Gives what is at hand, not always all of `room`. */
enum spoor_status source_read(
	struct source *source, char *out, size_t room, size_t *got_r);

/* What ended the source early, in words; "" when nothing did. */
const char *source_trouble(const struct source *source);

/* True when a read would have to wait for more than so many milliseconds; -1: never. */
bool source_waits(const struct source *source, int patience);

/* The file's time of last change, in seconds since 1970; -1 where there is none (a pipe). */
int64_t source_mtime(const struct source *source);

/* The time in the gzip header, in seconds since 1970; 0 where there is none. Known once the
 * first bytes were read. */
int64_t source_gz_time(const struct source *source);

/* The size of a plain file, whose bytes can be read in any order; -1 of what is packed, in UTF-16 or
 * a pipe. Known once the first bytes were read. */
int64_t source_size(const struct source *source);

/* What its bytes are packed by, "gzip"; NULL: nothing. Known once the first bytes were read. */
const char *source_packing(const struct source *source);

/* How many stored bytes were read so far, packed or not, and how many there are; -1: not known
 * (a pipe). */
uint64_t source_stored(const struct source *source);
int64_t source_stored_size(const struct source *source);

/* Moves to a byte of a plain file. False: the source is none, or has no such byte. */
bool source_seek(struct source *source, int64_t offset);

/* From here on the stored bytes are hashed as they are read: call it before the first read, and
 * read from the start to the end. False without memory. */
bool source_begin_digest(struct source *source);

/* Reads what is left, damaged or not, and tells the SHA-256 and the size of all stored bytes.
 * False: they could not all be read. */
bool source_end_digest(struct source *source, char hex[DIGEST_ROOM], uint64_t *size_r);

#endif
