/* SPDX-License-Identifier: ISC */
/* They are kept as the text of an object without its braces: walking puts these back. */
#include "members.h"

#include "base/json.h"

/* A walk over the members; it ends early when there is no memory. */
struct walk {
	struct json json;
	struct arena *arena;
	spoor_view key;   /* as it stands */
	spoor_view name;  /* with its escapes undone */
	spoor_view value; /* as it stands */
	bool failed;
};

static void begin(struct walk *walk, const struct spoor_event *event, struct arena *arena)
{
	size_t len = event->members.len;
	char *text = arena_room(arena, len + 1);

	walk->arena = arena;
	walk->failed = !text;
	if (!text)
		return;
	memcpy(text, event->members.ptr, len);
	text[0] = '{'; /* the first key's comma */
	text[len] = '}';
	arena_keep(arena, len + 1);
	json_init(&walk->json, view_of(text, len + 1));
	json_next(&walk->json);
}

static bool next(struct walk *walk)
{
	struct json *json = &walk->json;
	const char *start;

	if (walk->failed || json_next(json) != JSON_KEY)
		return false;
	walk->key = json->text;
	start = json->rest.ptr;
	walk->failed = !json_text(json, walk->arena, &walk->name) ||
		       !json_skip(json, json_next(json), start, &walk->value);
	return !walk->failed;
}

bool members_find(const struct spoor_event *event, struct arena *arena, spoor_view name,
	spoor_view *value_r, bool *failed_r)
{
	struct walk walk;

	if (event->members.len == 0)
		return false;
	begin(&walk, event, arena);
	while (next(&walk)) {
		if (!view_eq(walk.name, name))
			continue;
		*value_r = walk.value;
		return true;
	}
	*failed_r |= walk.failed;
	return false;
}

void members_write(struct buf *out, const struct spoor_event *event, struct arena *arena,
	bool (*is_taken)(spoor_view key))
{
	struct walk walk;

	if (event->members.len == 0)
		return;
	begin(&walk, event, arena);
	while (next(&walk)) {
		buf_add(out, is_taken(walk.name) ? VIEW(",\"labels.") : VIEW(",\""));
		buf_add(out, walk.key);
		buf_add(out, VIEW("\":"));
		buf_add(out, walk.value);
	}
	out->failed |= walk.failed;
}
