/* SPDX-License-Identifier: ISC */
/*
 * A stack of open objects and lists, each with the path that its members begin with. A list adds
 * nothing to the path. Where a string holds JSON, its reader is put on top of the one before.
 */
#include "audit_walk.h"

#include "base/json.h"
#include "base/utf8.h"

enum { READERS_MOST = 4, FRAMES_MOST = 96, PATH_MOST = 160 };

struct frame {
	uint8_t path_len;
	uint8_t how; /* AUDIT_PAIRS, AUDIT_SETTINGS, AUDIT_ITEM, AUDIT_ROOT or AUDIT_INSIDE */
	bool is_list;
	bool is_record; /* its members are the record's own */
};

struct walk {
	struct audit *audit;
	struct json readers[READERS_MOST];
	int reader_frames[READERS_MOST]; /* how many frames were open when it came */
	int reader_count;
	struct frame frames[FRAMES_MOST];
	int frame_count;
	char path[PATH_MOST];
	size_t path_len;
	struct audit_pair pair; /* of the open object in a list of pairs */
	spoor_view old;
	bool seen[AUDIT_NAMES_MOST]; /* names that the record's own members had */
	enum audit_fault fault;
};

spoor_view audit_fault_text(enum audit_fault fault)
{
	static const char *const texts[] = {
		[AUDIT_FINE] = "",
		[AUDIT_NOT_JSON] = "not JSON, or cut",
		[AUDIT_TWICE] = "a key stands twice",
		[AUDIT_DEEP] = "more levels than a record has",
	};

	return view_string(texts[fault]);
}

static struct json *reader(struct walk *walk)
{
	return &walk->readers[walk->reader_count - 1];
}

static struct frame *frame(struct walk *walk)
{
	return &walk->frames[walk->frame_count - 1];
}

static spoor_view path(const struct walk *walk)
{
	return view_of(walk->path, walk->path_len);
}

static bool fail(struct walk *walk, enum audit_fault fault)
{
	if (walk->fault == AUDIT_FINE)
		walk->fault = fault;
	return false;
}

/* A name that outlives the walk. */
static spoor_view keep_path(struct walk *walk)
{
	const struct audit_name *row = audit_name_find(path(walk));

	return row ? row->name : arena_copy(walk->audit->event->arena, path(walk));
}

/* ------------------------------------------------------------------ pairs */

static bool is_any(spoor_view key, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(key, view_string(names[i])))
			return true;
	return false;
}

/* The member's key, which is behind the frame's path. */
static spoor_view last_key(struct walk *walk)
{
	size_t start = frame(walk)->path_len;

	return start + 1 < walk->path_len ? view_skip(path(walk), start + 1) : path(walk);
}

static bool in_pair(struct walk *walk)
{
	uint8_t how = walk->frame_count ? frame(walk)->how : AUDIT_INSIDE;

	return (how == AUDIT_PAIRS || how == AUDIT_SETTINGS) && !frame(walk)->is_list;
}

static void take_half(struct walk *walk, spoor_view value)
{
	static const char *const names[] = {"Name", "displayName", "key", "ID"};
	static const char *const values[] = {"Value", "NewValue"};
	static const char *const olds[] = {"OldValue"};
	spoor_view key = last_key(walk);

	if (is_any(key, names, COUNT(names)))
		walk->pair.name = value;
	else if (is_any(key, values, COUNT(values)))
		walk->pair.value = value;
	else if (is_any(key, olds, COUNT(olds)))
		walk->old = value;
	else
		audit_take(walk->audit, keep_path(walk), value);
}

/* LIST.NAME, or LIST.NAME.old: a name of its own. */
static spoor_view pair_name(struct walk *walk, spoor_view end)
{
	struct arena *arena = walk->audit->event->arena;
	size_t len = frame(walk)->path_len;
	size_t most = len + 1 + walk->pair.name.len + end.len;
	char *room = arena_room(arena, most);

	if (!room)
		return view_of("", 0);
	memcpy(room, walk->path, len);
	room[len] = '.';
	if (walk->pair.name.len)
		memcpy(room + len + 1, walk->pair.name.ptr, walk->pair.name.len);
	if (end.len)
		memcpy(room + most - end.len, end.ptr, end.len);
	arena_keep(arena, most);
	return view_of(room, most);
}

static void close_pair(struct walk *walk)
{
	struct audit *audit = walk->audit;

	if (frame(walk)->how == AUDIT_SETTINGS)
		audit_param(audit, walk->pair.name, walk->pair.value);
	else if (walk->pair.value.len)
		audit_take(audit, pair_name(walk, view_of("", 0)), walk->pair.value);
	if (walk->old.len)
		audit_take(audit, pair_name(walk, VIEW(".old")), walk->old);
	walk->pair = (struct audit_pair){view_of("", 0), view_of("", 0)};
	walk->old = view_of("", 0);
}

/* ------------------------------------------------------------------ frames */

static bool push_frame(struct walk *walk, uint8_t how, bool is_list)
{
	bool is_record = how == AUDIT_ROOT && !is_list;

	if (walk->frame_count == FRAMES_MOST || walk->path_len > UINT8_MAX)
		return fail(walk, AUDIT_DEEP);
	if (is_record) {
		walk->path_len = 0;
		memset(walk->seen, 0, sizeof(walk->seen));
	}
	walk->frames[walk->frame_count++] = (struct frame){
		.path_len = (uint8_t)walk->path_len,
		.how = how,
		.is_list = is_list,
		.is_record = is_record,
	};
	return true;
}

static void pop_frame(struct walk *walk)
{
	if (in_pair(walk))
		close_pair(walk);
	if (frame(walk)->how == AUDIT_ITEM && !frame(walk)->is_list)
		walk->audit->items++;
	walk->path_len = frame(walk)->path_len;
	walk->frame_count--;
}

/* JSON inside a string. */
static bool push_reader(struct walk *walk, spoor_view text)
{
	if (walk->reader_count == READERS_MOST)
		return false;
	json_init(&walk->readers[walk->reader_count], text);
	walk->reader_frames[walk->reader_count++] = walk->frame_count;
	return true;
}

/* ------------------------------------------------------------------ values */

static bool has_members(uint8_t how)
{
	return how >= AUDIT_INSIDE;
}

static void take_value(struct walk *walk, spoor_view value)
{
	if (in_pair(walk))
		take_half(walk, value);
	else
		audit_take(walk->audit, keep_path(walk), value);
}

/* A string that is the record, or the list, as JSON. */
static bool is_nested(spoor_view text, const struct audit_name *row)
{
	return row && has_members(row->how) && text.len > 1 &&
	       (text.ptr[0] == '{' || text.ptr[0] == '[');
}

static bool take_string(struct walk *walk)
{
	const struct audit_name *row = audit_name_find(path(walk));
	spoor_view text;

	if (!json_text(reader(walk), walk->audit->event->arena, &text))
		return fail(walk, AUDIT_NOT_JSON);
	if (!in_pair(walk) && is_nested(text, row) && push_reader(walk, text))
		return true;
	take_value(walk, text);
	return true;
}

/* An object or list: its members, where the path has a name; else as it stands. */
static bool open_value(struct walk *walk, enum json_token token)
{
	const struct audit_name *row = audit_name_find(path(walk));
	const char *start = reader(walk)->rest.ptr - 1;
	bool is_list = token == JSON_ARRAY;
	spoor_view span;

	if (walk->frame_count == 0)
		return push_frame(walk, AUDIT_ROOT, is_list);
	if (!in_pair(walk) && row && (has_members(row->how) || is_list))
		return push_frame(
			walk, has_members(row->how) ? row->how : AUDIT_INSIDE, is_list);
	if (!json_skip(reader(walk), token, start, &span))
		return fail(walk, AUDIT_NOT_JSON);
	if (span.len > 2)
		take_value(walk, span);
	return true;
}

/* The path of a member; a name of the record's own may stand but once. */
static bool take_key(struct walk *walk)
{
	size_t len = frame(walk)->path_len;
	const struct audit_name *row;
	spoor_view key;
	size_t index;

	if (!json_text(reader(walk), walk->audit->event->arena, &key))
		return fail(walk, AUDIT_NOT_JSON);
	if (len && len < PATH_MOST)
		walk->path[len++] = '.';
	key = utf8_head(key, PATH_MOST - len);
	if (key.len)
		memcpy(walk->path + len, key.ptr, key.len);
	walk->path_len = len + key.len;
	row = frame(walk)->is_record ? audit_name_find(path(walk)) : NULL;
	if (!row)
		return true;
	index = (size_t)(row - audit_name_at(0));
	if (walk->seen[index])
		return fail(walk, AUDIT_TWICE);
	walk->seen[index] = true;
	return true;
}

static bool take_token(struct walk *walk, enum json_token token)
{
	switch (token) {
	case JSON_KEY:
		return take_key(walk);
	case JSON_STRING:
		return take_string(walk);
	case JSON_NUMBER:
		take_value(walk, reader(walk)->text);
		return true;
	case JSON_TRUE:
		take_value(walk, VIEW("True"));
		return true;
	case JSON_FALSE:
		take_value(walk, VIEW("False"));
		return true;
	case JSON_NULL:
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
		return open_value(walk, token);
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		pop_frame(walk);
		return true;
	default:
		return fail(walk, AUDIT_NOT_JSON);
	}
}

/* What a string held is at its end, or broken: then the string's reader goes on. */
static void pop_reader(struct walk *walk)
{
	walk->reader_count--;
	while (walk->frame_count > walk->reader_frames[walk->reader_count])
		pop_frame(walk);
}

enum audit_fault audit_walk(struct audit *audit, spoor_view text)
{
	struct walk walk;

	memset(&walk, 0, sizeof(walk));
	walk.audit = audit;
	walk.pair = (struct audit_pair){view_of("", 0), view_of("", 0)};
	walk.old = view_of("", 0);
	if (text.len == 0 || text.ptr[0] != '{')
		return AUDIT_NOT_JSON;
	push_reader(&walk, text);
	while (walk.reader_count) {
		enum json_token token = json_next(reader(&walk));

		if (token == JSON_END || (token == JSON_ERROR && walk.reader_count > 1)) {
			if (token == JSON_ERROR)
				fail(&walk, AUDIT_NOT_JSON);
			pop_reader(&walk);
		} else if (!take_token(&walk, token)) {
			break;
		}
	}
	return walk.fault;
}
