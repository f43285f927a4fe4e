/* SPDX-License-Identifier: ISC */
#ifndef FILTER_GLOB_H
#define FILTER_GLOB_H

/*
 * Patterns with wildcards. A wildcard stands for any bytes, none too; in the pattern it is the
 * byte GLOB_STAR, which no UTF-8 text holds, so that "*" itself needs no escape. Matching is
 * linear in the text and allocates nothing.
 */

#include "base/arena.h"

#define GLOB_STAR '\xff'

enum { GLOB_MOST = UINT16_MAX + 1 }; /* bytes of a pattern */

struct glob {
	spoor_view pattern;      /* in lower case if `borders` */
	const uint16_t *borders; /* NULL: letters must be the same in case */
};

/* `nocase`: A-Z are a-z, other letters as they are. The glob points into `pattern` or the
 * arena. False: no memory, or the pattern is longer than GLOB_MOST. */
bool glob_init(struct glob *glob, struct arena *arena, spoor_view pattern, bool nocase);

/* The pattern is all of the text. */
bool glob_is(const struct glob *glob, spoor_view text);

/* The pattern stands somewhere in the text. */
bool glob_in(const struct glob *glob, spoor_view text);

/* The text in lower case, in the arena; empty without memory. */
spoor_view glob_lower(struct arena *arena, spoor_view text);

#endif
