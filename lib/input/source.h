/* SPDX-License-Identifier: ISC */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

/*
 * A source of bytes: a file or standard input, inflated when its first bytes say gzip, and made
 * UTF-8 when they are UTF-16 (input/wide.h). Reading goes on as far as the data can be had; what is wrong with it is said at the end.
 */

#include "base/view.h"

struct source;

/* True when the bytes of `path` can be read but once: standard input, a pipe, a device. */
bool source_is_once(const char *path);

/* Opens `path`, "-" is standard input; NULL on failure, said in `error`. */
struct source *source_open(const char *path, struct spoor_error *error);
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

/* How many stored bytes were read so far, packed or not, and how many there are; -1: not known
 * (a pipe). */
uint64_t source_stored(const struct source *source);
int64_t source_stored_size(const struct source *source);

/* How it is packed: "gzip"; NULL: not at all. Known once the first bytes were read. */
const char *source_packing(const struct source *source);

/* Moves to a byte of a plain file. False: the source is none, or has no such byte. */
bool source_seek(struct source *source, int64_t offset);

#endif
