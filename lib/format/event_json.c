/* SPDX-License-Identifier: ISC */
/*
 * Events of Windows in JSON, in lines, arrays or over several lines: of Get-WinEvent and
 * ConvertTo-Json, and of tools that read event logs (EvtxECmd, Chainsaw, evtx_dump), which keep
 * the shape of the XML.
 *
 *	{"Id":1,"ProviderName":"MSExchange CmdletLogs","LogName":"MSExchange Management",
 *	 "MachineName":"ex1","TimeCreated":"\/Date(1766994617377)\/","Properties":[{"Value":"Set-…
 *	{"Event":{"System":{"Provider":{"#attributes":{"Name":"MSExchange CmdletLogs"}}, …
 */
#include "format/members.h"
#include "format/table.h"
#include "format/winevent.h"
#include "format/wrap.h"

enum { SURE = 85 };

enum key {
	PROVIDER_NAME,
	LOG_NAME,
	MACHINE_NAME,
	PROVIDER,
	CHANNEL,
	COMPUTER,
	EVENT,
	KEY_COUNT
};

static const char *const keys[] = {
	[PROVIDER_NAME] = "ProviderName",
	[LOG_NAME] = "LogName",
	[MACHINE_NAME] = "MachineName",
	[PROVIDER] = "Provider",
	[CHANNEL] = "Channel",
	[COMPUTER] = "Computer",
	[EVENT] = "Event",
};

#define BIT(key_) (1u << (key_))

static int bid(spoor_view line)
{
	static const unsigned kinds[] = {
		BIT(PROVIDER_NAME) | BIT(LOG_NAME) | BIT(MACHINE_NAME),
		BIT(PROVIDER) | BIT(CHANNEL) | BIT(COMPUTER),
	};
	unsigned seen = members_seen(line, keys, KEY_COUNT);

	for (size_t i = 0; i < COUNT(kinds); i++)
		if ((seen & kinds[i]) == kinds[i])
			return SURE;
	return seen & BIT(EVENT) && view_holds(line, VIEW("\"EventID\"")) ? SURE : 0;
}

/* The keys that lead to a value, the innermost last. */
struct path {
	spoor_view keys[JSON_DEPTH + 1];
	int depth;
};

/* The innermost key that is no wrapper of a value. */
static spoor_view key_of(const struct path *path, int *at_r)
{
	static const char *const wrappers[] = {
		"#text", "#attributes", "Value", "Name", "@Name", "_"};
	int at = path->depth;

	while (at > 0) {
		bool is_wrapper = path->keys[at].len == 0;

		for (size_t i = 0; i < COUNT(wrappers); i++)
			is_wrapper |= view_eq(path->keys[at], view_string(wrappers[i]));
		if (!is_wrapper)
			break;
		at--;
	}
	*at_r = at;
	return path->keys[at];
}

static void take(struct winevent *winevent, const struct path *path, spoor_view value)
{
	int at;
	spoor_view key = key_of(path, &at);

	if (view_eq(key, VIEW("Properties")) || view_eq(key, VIEW("Data")))
		winevent_add(winevent, view_of("", 0), value);
	else
		winevent_take(winevent, key, value);
}

static bool read_token(struct json *json, enum json_token token, struct path *path,
	struct winevent *winevent, struct arena *arena)
{
	spoor_view text;

	switch (token) {
	case JSON_KEY:
		path->depth = json->depth;
		return json_text(json, arena, &path->keys[json->depth]);
	case JSON_OBJECT:
	case JSON_ARRAY:
		path->keys[json->depth] = view_of("", 0);
		path->depth = json->depth;
		return true;
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		path->depth = json->depth;
		return true;
	case JSON_STRING:
		if (!json_text(json, arena, &text))
			return false;
		path->depth = json->depth;
		take(winevent, path, text);
		return true;
	case JSON_NUMBER:
		path->depth = json->depth;
		take(winevent, path, json->text);
		return true;
	case JSON_ERROR:
		return false;
	default:
		return true;
	}
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct winevent winevent;
	struct path path = {.depth = 0};
	struct json json;
	enum json_token token;
	bool good = true;

	if (bid(record) == 0)
		return false;
	for (size_t i = 0; i < COUNT(path.keys); i++)
		path.keys[i] = view_of("", 0);
	winevent_init(&winevent);
	json_init(&json, record);
	while (good && (token = json_next(&json)) != JSON_END)
		good = read_token(&json, token, &path, &winevent, event->arena);
	winevent_set(scene, &winevent, event);
	if (!good)
		wrap_broken(event, VIEW("windows.event"), VIEW("not JSON, or cut"));
	return true;
}

const struct format format_event_json = {
	.info = {.name = "event_json",
		.about = "Windows events (Exchange's shell) in JSON",
		.sample = "{\"Id\":1,\"ProviderName\":\"MSExchange CmdletLogs\","
			  "\"LogName\":\"MSExchange Management\",\"MachineName\":\"ex1\","
			  "\"TimeCreated\":\"2026-03-02T09:20:00Z\",\"Properties\":["
			  "{\"Value\":\"Get-Mailbox\"},{\"Value\":\"\"}]}"},
	.bid = bid,
	.parse = parse,
};
