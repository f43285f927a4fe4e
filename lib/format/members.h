/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_MEMBERS_H
#define FORMAT_MEMBERS_H

/* The members of a JSON object on one line, as wrappers write them: a few wanted keys among
 * many. Strict: a wanted key that stands twice is a fault, for nobody can say which is true. */

#include "base/json.h"

struct member {
	spoor_view text; /* see `token` */
	enum json_token
		token; /* JSON_END: the key is not there. JSON_STRING: its text, escapes
				* undone; a list of byte numbers is one too, and the first of a
				* list of texts. Of all else: as it stands */
};

enum members_fault { MEMBERS_FINE, MEMBERS_NOT_JSON, MEMBERS_TWICE };

enum { MEMBERS_MOST = 24 };

/* Reads the object that is the whole line; members_r[i] is the value of keys[i], count <=
 * MEMBERS_MOST. What must be made is in the arena. On a fault the members before it are there. */
enum members_fault members_read(spoor_view line, const char *const *keys, size_t count,
	struct arena *arena, struct member *members_r);

/* The fault in words. */
spoor_view members_fault_text(enum members_fault fault);

/* Which of the keys the object at the front of the line has: bit i for keys[i]. */
unsigned members_seen(spoor_view line, const char *const *keys, size_t count);

#endif
