/* SPDX-License-Identifier: ISC */
/* The keys that sites use, and one pass over the tokens. */
#include "access_members.h"

#define NAME(name_, slot_)                                                               \
	{                                                                                \
		.name = {"" name_, sizeof(name_) - 1}, .slot = (slot_)                   \
	}

/* Compared without case; in order of their slots. */
/* clang-format off */
static const struct {
	spoor_view name;
	enum access_slot slot;
} names[] = {
	NAME("time",                   SLOT_TIME),
	NAME("time_iso8601",           SLOT_TIME),
	NAME("@timestamp",             SLOT_TIME),
	NAME("timestamp",              SLOT_TIME),
	NAME("time_local",             SLOT_TIME),
	NAME("msec",                   SLOT_TIME),
	NAME("ts",                     SLOT_TIME),
	NAME("StartUTC",               SLOT_TIME),
	NAME("remote_addr",            SLOT_CLIENT),
	NAME("remote_ip",              SLOT_CLIENT),
	NAME("client",                 SLOT_CLIENT),
	NAME("client_ip",              SLOT_CLIENT),
	NAME("clientip",               SLOT_CLIENT),
	NAME("remote_host",            SLOT_CLIENT),
	NAME("ClientHost",             SLOT_CLIENT),
	NAME("remote_port",            SLOT_PORT),
	NAME("ClientPort",             SLOT_PORT),
	NAME("http_x_forwarded_for",   SLOT_FORWARDED),
	NAME("x_forwarded_for",        SLOT_FORWARDED),
	NAME("x-forwarded-for",        SLOT_FORWARDED),
	NAME("forwarded_for",          SLOT_FORWARDED),
	NAME("xff",                    SLOT_FORWARDED),
	NAME("remote_user",            SLOT_USER),
	NAME("user",                   SLOT_USER),
	NAME("user_id",                SLOT_USER),
	NAME("auth",                   SLOT_USER),
	NAME("ClientUsername",         SLOT_USER),
	NAME("host",                   SLOT_HOST),
	NAME("http_host",              SLOT_HOST),
	NAME("vhost",                  SLOT_HOST),
	NAME("server_name",            SLOT_HOST),
	NAME("RequestHost",            SLOT_HOST),
	NAME("request",                SLOT_REQUEST),
	NAME("request_method",         SLOT_METHOD),
	NAME("method",                 SLOT_METHOD),
	NAME("verb",                   SLOT_METHOD),
	NAME("RequestMethod",          SLOT_METHOD),
	NAME("request_uri",            SLOT_URL),
	NAME("url",                    SLOT_URL),
	NAME("RequestPath",            SLOT_URL),
	NAME("uri",                    SLOT_PATH),
	NAME("path",                   SLOT_PATH),
	NAME("args",                   SLOT_QUERY),
	NAME("query",                  SLOT_QUERY),
	NAME("query_string",           SLOT_QUERY),
	NAME("server_protocol",        SLOT_PROTOCOL),
	NAME("protocol",               SLOT_PROTOCOL),
	NAME("proto",                  SLOT_PROTOCOL),
	NAME("RequestProtocol",        SLOT_PROTOCOL),
	NAME("status",                 SLOT_STATUS),
	NAME("response",               SLOT_STATUS),
	NAME("status_code",            SLOT_STATUS),
	NAME("DownstreamStatus",       SLOT_STATUS),
	NAME("body_bytes_sent",        SLOT_BODY_BYTES),
	NAME("bytes",                  SLOT_BODY_BYTES),
	NAME("size",                   SLOT_BODY_BYTES),
	NAME("DownstreamContentSize",  SLOT_BODY_BYTES),
	NAME("bytes_sent",             SLOT_BYTES),
	NAME("http_referer",           SLOT_REFERRER),
	NAME("referer",                SLOT_REFERRER),
	NAME("referrer",               SLOT_REFERRER),
	NAME("request_Referer",        SLOT_REFERRER),
	NAME("http_user_agent",        SLOT_AGENT),
	NAME("user_agent",             SLOT_AGENT),
	NAME("user-agent",             SLOT_AGENT),
	NAME("useragent",              SLOT_AGENT),
	NAME("agent",                  SLOT_AGENT),
	NAME("request_User-Agent",     SLOT_AGENT),
	NAME("request_time",           SLOT_DURATION),
	NAME("request_id",             SLOT_REQUEST_ID),
	NAME("ssl_protocol",           SLOT_TLS_VERSION),
	NAME("ssl_cipher",             SLOT_TLS_CIPHER),
	NAME("headers",                SLOT_INSIDE),
	NAME("event.action",           SLOT_ALIEN),
	NAME("MESSAGE",                SLOT_ALIEN),
	NAME("__REALTIME_TIMESTAMP",   SLOT_ALIEN),
	NAME("log",                    SLOT_ALIEN),
	NAME("fields",                 SLOT_ALIEN),
};
/* clang-format on */

_Static_assert(COUNT(names) <= ACCESS_NAMES, "`seen` has room for every name");

/* Where the name stands in the table; its size when it does not. */
static size_t find_name(spoor_view name)
{
	size_t i = 0;

	while (i < COUNT(names) && !view_eq_nocase(names[i].name, name))
		i++;
	return i;
}

/* Reads up to the end of the array or object that is open. */
static bool close_level(struct json *json)
{
	int depth = json->depth;

	while (json->depth >= depth)
		if (json_next(json) == JSON_ERROR)
			return false;
	return true;
}

/* The value behind a key. Of a list the first text counts, where the key has a slot; a list or
 * object of any other key is kept as it stands. */
static bool read_value(struct json *json, struct access_member *member)
{
	enum json_token token = json_next(json);
	const char *start = json->rest.ptr - 1;

	if (token == JSON_ARRAY && member->slot < SLOT_COUNT) {
		token = json_next(json);
		if (token == JSON_ARRAY_END) {
			member->text = view_of("", 0);
			return true;
		}
		member->text = json->text;
		member->escaped = json->escaped;
		return token == JSON_STRING && close_level(json);
	}
	if (token == JSON_OBJECT || token == JSON_ARRAY) {
		member->slot = SLOT_COUNT;
		return json_skip(json, token, start, &member->text);
	}
	if (token == JSON_TRUE || token == JSON_FALSE)
		member->text = token == JSON_TRUE ? VIEW("true") : VIEW("false");
	else if (token == JSON_STRING || token == JSON_NUMBER)
		member->text = json->text;
	member->escaped = token == JSON_STRING && json->escaped;
	return token != JSON_ERROR;
}

/* Adds the member whose key was just read; false: the line is none of ours. */
static bool read_member(struct json *json, struct access_members *members)
{
	struct access_member *member = &members->at[members->count];
	size_t name = find_name(json->text);
	struct json ahead;

	if (members->count == ACCESS_MEMBERS)
		return false;
	*member = (struct access_member){
		.key = json->text, .text = view_of("", 0), .slot = SLOT_COUNT};
	if (name < COUNT(names)) {
		if (members->seen[name] || names[name].slot == SLOT_ALIEN)
			return false;
		members->seen[name] = true;
		member->slot = names[name].slot;
	}
	ahead = *json;
	if ((member->slot == SLOT_INSIDE || member->slot == SLOT_REQUEST) &&
		json_next(&ahead) == JSON_OBJECT) {
		*json = ahead;
		return true;
	}
	if (!read_value(json, member))
		return false;
	if (member->slot < SLOT_COUNT && member->text.len)
		members->has |= UINT32_C(1) << member->slot;
	members->count++;
	return true;
}

static bool has(const struct access_members *members, enum access_slot slot)
{
	return members->has >> slot & 1;
}

bool access_members_read(spoor_view record, struct access_members *members)
{
	struct json json;
	enum json_token token;

	if (record.len == 0 || record.ptr[0] != '{')
		return false;
	members->count = 0;
	members->has = 0;
	memset(members->seen, 0, sizeof(members->seen));
	json_init(&json, record);
	while ((token = json_next(&json)) != JSON_END)
		if (token == JSON_ERROR ||
			(token == JSON_KEY && !read_member(&json, members)))
			return false;
	return has(members, SLOT_STATUS) &&
	       (has(members, SLOT_TIME) || has(members, SLOT_CLIENT)) &&
	       (has(members, SLOT_REQUEST) || has(members, SLOT_URL) ||
		       has(members, SLOT_PATH));
}
