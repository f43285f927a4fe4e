/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ROUNDCUBE_QUERY_H
#define FORMAT_ROUNDCUBE_QUERY_H

/* The parameters of a Roundcube URL, read in one pass, as PHP reads them: of a name given twice
 * the last value counts, and names may be percent-encoded or have a point for the first `_`. */

#include "base/arena.h"

enum roundcube_key {
	KEY_TASK,
	KEY_ACTION,
	KEY_MBOX,
	KEY_UID,
	KEY_TOKEN,
	KEY_UNLOCK,
	KEY_FRAMED,
	KEY_PART,
	KEY_DOWNLOAD,
	KEY_THUMB,
	KEY_EMBED,
	KEY_FILE,
	KEY_ID,
	KEY_FROM,
	KEY_Q,
	KEY_SCOPE,
	KEY_HEADERS,
	KEY_FILTER,
	KEY_INTERVAL,
	KEY_TARGET_MBOX,
	KEY_FLAG,
	KEY_ACT,
	KEY_TO,
	KEY_REPLY_UID,
	KEY_FORWARD_UID,
	KEY_DRAFT_UID,
	KEY_DRAFT,
	KEY_SOURCE,
	KEY_GID,
	KEY_CID,
	KEY_CODE,
	KEY_COUNT,
};

struct roundcube_query {
	spoor_view at[KEY_COUNT]; /* still encoded; NULL: not given */
};

/* Reads the part behind the '?'. */
void roundcube_query_read(
	struct roundcube_query *query, struct arena *arena, spoor_view text);

static inline bool roundcube_query_has(
	const struct roundcube_query *query, enum roundcube_key key)
{
	return query->at[key].ptr != NULL;
}

/* The decoded value, empty when it is not given. */
spoor_view roundcube_query_text(
	const struct roundcube_query *query, struct arena *arena, enum roundcube_key key);

/* The same of a task or action: Roundcube drops all bytes but letters, digits, '_', '-', '.'. */
spoor_view roundcube_query_word(
	const struct roundcube_query *query, struct arena *arena, enum roundcube_key key);

#endif
