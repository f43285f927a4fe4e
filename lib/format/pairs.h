/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_PAIRS_H
#define FORMAT_PAIRS_H

/*
 * Collections as Exchange writes them into one cell: members with ';' between them, a member
 * with ';' or a quote in it inside '…' and its own quotes doubled; pairs "S:key=value" with a
 * type before the key, or plain "key=value".
 */

#include "base/arena.h"

/* The next member, quotes undone; false: there is none. Empty members are skipped. */
bool pairs_member(spoor_view *rest, struct arena *arena, spoor_view *member_r);

struct pair {
	spoor_view key; /* without its type */
	spoor_view value;
};

/* The next "key=value"; members that are none are skipped. */
bool pairs_next(spoor_view *rest, struct arena *arena, struct pair *pair_r);

/* The value of the first pair with that key (without case); empty: there is none. */
spoor_view pairs_find(spoor_view text, struct arena *arena, spoor_view key);

#endif
