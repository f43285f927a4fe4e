/* SPDX-License-Identifier: ISC */
#ifndef BASE_DECODE_H
#define BASE_DECODE_H

/*
 * Undoing the escapes that log writers and protocols put into text. Each gives the view itself
 * when there is nothing to undo, else a copy in the arena, always valid UTF-8 (what is not
 * becomes U+FFFD). Escapes that are none stay as they are.
 */

#include "base/arena.h"

/* %HH, and '+' as a blank if `plus`. */
spoor_view decode_percent(struct arena *arena, spoor_view view, bool plus);

/* Apache's and nginx's \xHH, \", \\, \n, \t and \r. */
spoor_view decode_backslash(struct arena *arena, spoor_view view);

/* rsyslog's #HHH (octal control characters), as #011 for a tab. */
spoor_view decode_octal(struct arena *arena, spoor_view view);

/* Base 64 (RFC 4648, also without padding); empty when it is none. The bytes may be any. */
spoor_view decode_base64(struct arena *arena, spoor_view view);

/* The same into `out`, which has room for three bytes of every four characters begun. */
bool decode_base64_into(spoor_view view, char *out, size_t *len_r);

#endif
