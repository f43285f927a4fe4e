/* SPDX-License-Identifier: ISC */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

/* Valid UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */

#include "base/arena.h"

/* How many bytes at the front are valid UTF-8 (NUL and all of ASCII are). */
size_t utf8_valid_len(spoor_view view);

/* The view itself when it is valid; else a copy in which each maximal invalid part is U+FFFD.
 * Without memory the valid part at the front. */
spoor_view utf8_clean(struct arena *arena, spoor_view view);

/* At most `most` bytes of the front of valid text, no character cut in two. */
spoor_view utf8_head(spoor_view text, size_t most);

/* Writes a code point, gives its length (1 … 4). `out` has room for 4 bytes. */
size_t utf8_put(char *out, uint32_t code);

/* The code point at the front of a valid, non-empty view, and its length. */
uint32_t utf8_get(spoor_view view, size_t *len_r);

#endif
