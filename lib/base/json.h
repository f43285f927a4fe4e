/* SPDX-License-Identifier: ISC */
#ifndef BASE_JSON_H
#define BASE_JSON_H

/*
 * A strict JSON reader (RFC 8259) for evidence: it gives one token after the other, keeps
 * numbers as they stand, never recurses. It accepts nothing that is not JSON; duplicate keys
 * are the caller's to find, since only the caller knows the keys.
 */

#include "base/arena.h"

enum { JSON_DEPTH = 64 };

enum json_token {
	JSON_ERROR, /* not JSON, or too deep; the reader stays there */
	JSON_END,   /* the value is complete and nothing but white space follows */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY,    /* text: between the quotes, escapes as they stand */
	JSON_STRING, /* the same */
	JSON_NUMBER, /* text: the number */
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
};

struct json {
	spoor_view rest;
	spoor_view text; /* of a key, string or number */
	bool escaped;    /* the text holds a backslash */
	int depth;
	bool in_array[JSON_DEPTH];
	uint8_t state;
};

void json_init(struct json *json, spoor_view text);
enum json_token json_next(struct json *json);

/* The current key or string with its escapes undone (in the arena, if there are any). False:
 * a lone surrogate, or no memory. \u0000 becomes a NUL byte. */
bool json_text(const struct json *json, struct arena *arena, spoor_view *text_r);

/* Skips the value whose first token was just read; `span_r` is all of it, as it stands. */
bool json_skip(
	struct json *json, enum json_token first, const char *start, spoor_view *span_r);

#endif
