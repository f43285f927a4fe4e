/* SPDX-License-Identifier: ISC */
#ifndef INPUT_GZ_H
#define INPUT_GZ_H

/*
 * The door to inflate: gzip (RFC 1952), members chained. Compressed bytes are fed, plain bytes
 * come out in pieces; memory does not depend on either.
 */

#include "base/view.h"

enum gz_state {
	GZ_MORE,    /* feed more, or give more room */
	GZ_BETWEEN, /* a member is complete: more members may follow, or the end */
	GZ_CORRUPT, /* what came out so far is all there is; gz_reason says why */
	GZ_FOREIGN, /* bytes behind the last member are no gzip */
	GZ_NOMEM,
};

struct gz;

bool gz_is_magic(spoor_view head);

/* The time in the head of a gzip file, in seconds since 1970; 0: it has none. */
int64_t gz_head_time(spoor_view head);

/*
 * NULL without memory. The library behind gz_new is the fastest there is; on damaged data it may
 * give some bytes more or less than there are before it notices. The careful one stops at the
 * first wrong bit, always after the same bytes and with the same words.
 */
struct gz *gz_new(void);
struct gz *gz_new_careful(void);
bool gz_is_careful(const struct gz *gz);
void gz_free(struct gz **gz);

/* Takes from the front of `*in`, writes up to `room` bytes to `out`, says how many. Zeros
 * behind a member are padding, as for gzip(1). */
enum gz_state gz_inflate(
	struct gz *gz, spoor_view *in, char *out, size_t room, size_t *made_r);

/* Why the data is corrupt, in zlib's words. */
const char *gz_reason(const struct gz *gz);

#endif
