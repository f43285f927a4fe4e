/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ACCESS_MEMBERS_H
#define FORMAT_ACCESS_MEMBERS_H

/* The members of an access log's JSON object, each with what its key means. */

#include "base/json.h"

enum { ACCESS_MEMBERS = 64, ACCESS_NAMES = 96 };

enum access_slot {
	SLOT_TIME,
	SLOT_CLIENT,
	SLOT_PORT,
	SLOT_FORWARDED,
	SLOT_USER,
	SLOT_HOST,
	SLOT_REQUEST,
	SLOT_METHOD,
	SLOT_URL,
	SLOT_PATH,
	SLOT_QUERY,
	SLOT_PROTOCOL,
	SLOT_STATUS,
	SLOT_BODY_BYTES,
	SLOT_BYTES,
	SLOT_REFERRER,
	SLOT_AGENT,
	SLOT_DURATION,
	SLOT_REQUEST_ID,
	SLOT_TLS_VERSION,
	SLOT_TLS_CIPHER,
	SLOT_INSIDE, /* an object whose keys count as the line's own */
	SLOT_ALIEN,  /* a key of other logs: it is none of ours */
	SLOT_COUNT,
};

/* One key and its value as they stand in the line. */
struct access_member {
	spoor_view key;
	spoor_view text;
	bool escaped;
	enum access_slot slot;
};

struct access_members {
	struct access_member at[ACCESS_MEMBERS];
	size_t count;
	uint32_t has; /* one bit a slot */
	bool seen[ACCESS_NAMES];
};

/* Reads all members of a line, as they stand in it. False: it is no JSON, has a known key twice,
 * or is not what a web server logs of a request. */
bool access_members_read(spoor_view record, struct access_members *members);

#endif
