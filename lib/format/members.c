/* SPDX-License-Identifier: ISC */
#include "members.h"

#include "base/scan.h"
#include "base/utf8.h"

spoor_view members_fault_text(enum members_fault fault)
{
	static const char *const texts[] = {
		[MEMBERS_FINE] = "",
		[MEMBERS_NOT_JSON] = "not JSON, or cut",
		[MEMBERS_TWICE] = "a key stands twice",
	};

	return view_string(texts[fault]);
}

static size_t find_key(spoor_view key, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count && key.len; i++)
		if (keys[i][0] == key.ptr[0] && view_eq(key, view_string(keys[i])))
			return i;
	return count;
}

/* The byte that a number stands for; -1: none. */
static int byte_of(spoor_view number)
{
	int64_t value;

	return view_number(number, &value) && value < 256 ? (int)value : -1;
}

/* The rest of a list of byte numbers whose first is the reader's present token: the bytes, as
 * clean UTF-8. False: broken, or numbers that are no bytes. */
static bool read_bytes(struct json *json, struct arena *arena, spoor_view *text_r)
{
	char *room = arena_room(arena, json->rest.len + 1);
	size_t used = 0;
	enum json_token token = JSON_NUMBER;

	for (; token == JSON_NUMBER; token = json_next(json)) {
		int byte = byte_of(json->text);

		if (!room || byte < 0)
			return false;
		room[used++] = (char)byte;
	}
	if (token != JSON_ARRAY_END)
		return false;
	arena_keep(arena, used);
	*text_r = utf8_clean(arena, view_of(room, used));
	return true;
}

/* A list: of bytes, or of the values of a field that was given more than once. */
static bool read_list(struct json *json, struct arena *arena, struct member *member)
{
	const char *open = json->rest.ptr - 1;
	struct json ahead = *json;
	enum json_token first = json_next(&ahead);
	spoor_view list;

	member->token = JSON_STRING;
	if (first == JSON_NUMBER && read_bytes(&ahead, arena, &member->text)) {
		*json = ahead;
		return true;
	}
	if (!json_skip(json, JSON_ARRAY, open, &list))
		return false;
	if (first == JSON_STRING)
		return json_text(&ahead, arena, &member->text);
	member->token = JSON_ARRAY;
	member->text = list;
	return true;
}

static bool read_value(struct json *json, struct arena *arena, struct member *member)
{
	enum json_token token = json_next(json);

	member->token = token;
	switch (token) {
	case JSON_ERROR:
		return false;
	case JSON_STRING:
		return json_text(json, arena, &member->text);
	case JSON_ARRAY:
		return read_list(json, arena, member);
	case JSON_OBJECT:
		return json_skip(json, token, json->rest.ptr - 1, &member->text);
	default:
		member->text = token == JSON_NUMBER ? json->text : view_of("", 0);
		return true;
	}
}

static enum members_fault read_member(struct json *json, const char *const *keys,
	size_t count, struct arena *arena, struct member *members_r)
{
	struct member unwanted;
	spoor_view key;
	size_t index;

	if (!json_text(json, arena, &key))
		return MEMBERS_NOT_JSON;
	index = find_key(key, keys, count);
	if (index < count && members_r[index].token != JSON_END)
		return MEMBERS_TWICE;
	if (index == count) {
		enum json_token token = json_next(json);

		return json_skip(json, token, json->rest.ptr, &unwanted.text)
			       ? MEMBERS_FINE
			       : MEMBERS_NOT_JSON;
	}
	return read_value(json, arena, &members_r[index]) ? MEMBERS_FINE
							  : MEMBERS_NOT_JSON;
}

enum members_fault members_read(spoor_view line, const char *const *keys, size_t count,
	struct arena *arena, struct member *members_r)
{
	struct json json;
	enum members_fault fault = MEMBERS_FINE;
	enum json_token token;

	for (size_t i = 0; i < count; i++)
		members_r[i] = (struct member){.text = view_of("", 0), .token = JSON_END};
	json_init(&json, line);
	if (json_next(&json) != JSON_OBJECT)
		return MEMBERS_NOT_JSON;
	while (fault == MEMBERS_FINE && (token = json_next(&json)) != JSON_OBJECT_END)
		fault = token == JSON_KEY
				? read_member(&json, keys, count, arena, members_r)
				: MEMBERS_NOT_JSON;
	if (fault == MEMBERS_FINE && json_next(&json) != JSON_END)
		fault = MEMBERS_NOT_JSON;
	return fault;
}

unsigned members_seen(spoor_view line, const char *const *keys, size_t count)
{
	struct json json;
	spoor_view value;
	unsigned seen = 0;

	json_init(&json, line);
	if (line.len == 0 || line.ptr[0] != '{' || json_next(&json) != JSON_OBJECT)
		return 0;
	while (json_next(&json) == JSON_KEY) {
		size_t index = find_key(json.text, keys, count);
		enum json_token token;

		if (index < count)
			seen |= 1u << index;
		token = json_next(&json);
		if (!json_skip(&json, token, json.rest.ptr, &value))
			break;
	}
	return seen;
}
