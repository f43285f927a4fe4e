/* SPDX-License-Identifier: ISC */
/* The strict reader: every line of a stream that is not one flat event is refused with a reason. */
#include "base/addr.h"
#include "base/json.h"
#include "base/stamp.h"
#include "codec/ndjson.h"

enum { MAX_MEMBERS = 256 };

/* The keys that were there, while a line is read. */
struct keys {
	uint64_t known[EVENT_WORDS];   /* fields, also those whose value was empty */
	spoor_view other[MAX_MEMBERS]; /* those that the table does not know */
	size_t count;                  /* … how many */
	struct buf text;               /* … with their values */
};

const char *ndjson_fault_text(enum ndjson_fault fault)
{
	static const char *const texts[] = {
		[NDJSON_FINE] = "",
		[NDJSON_NOT_JSON] = "not JSON",
		[NDJSON_NESTED] = "not flat: a value is an object or a nested array",
		[NDJSON_TWICE] = "a key stands twice",
		[NDJSON_BAD_VALUE] = "a field's value is not of its type",
		[NDJSON_NOT_AN_EVENT] =
			"no event.action of the vocabulary, or no spoor.log.line",
		[NDJSON_NOMEM] = "out of memory",
	};

	return texts[fault];
}

static enum ndjson_fault read_text(
	struct json *json, struct spoor_event *event, enum field field)
{
	enum spoor_field_type type = field_row(field)->info.type;
	spoor_view text;
	int64_t ns;
	int digits;

	if (!json_text(json, event->arena, &text))
		return NDJSON_BAD_VALUE;
	switch (type) {
	case SPOOR_TEXT:
		event_set_text(event, field, text);
		return NDJSON_FINE;
	case SPOOR_ADDRESS:
		return event_set_address(event, field, text) ? NDJSON_FINE
							     : NDJSON_BAD_VALUE;
	case SPOOR_TIME:
		if (!stamp_parse_instant(text, &ns, &digits))
			return NDJSON_BAD_VALUE;
		event_set_time(event, field, ns, digits);
		return NDJSON_FINE;
	default:
		return NDJSON_BAD_VALUE;
	}
}

static enum ndjson_fault read_number(
	const struct json *json, struct spoor_event *event, enum field field)
{
	int64_t number;

	switch (field_row(field)->info.type) {
	case SPOOR_INTEGER:
		if (!view_number(json->text, &number))
			return NDJSON_BAD_VALUE;
		event_set_number(event, field, number);
		return NDJSON_FINE;
	case SPOOR_DECIMAL:
		event_set_text(event, field, json->text);
		return NDJSON_FINE;
	default:
		return NDJSON_BAD_VALUE;
	}
}

static enum ndjson_fault read_list(
	struct json *json, struct spoor_event *event, enum field field)
{
	bool is_address = field_row(field)->info.type == SPOOR_ADDRESS;

	for (;;) {
		enum json_token token = json_next(json);
		spoor_view text;

		if (token == JSON_ARRAY_END)
			return NDJSON_FINE;
		if (token == JSON_ERROR)
			return NDJSON_NOT_JSON;
		if (token != JSON_STRING)
			return NDJSON_NESTED;
		if (!json_text(json, event->arena, &text))
			return NDJSON_BAD_VALUE;
		if (is_address) {
			text = addr_canonical(event->arena, text);
			if (text.len == 0)
				return NDJSON_BAD_VALUE;
		}
		event_add_text(event, field, text);
	}
}

static enum ndjson_fault read_field(
	struct json *json, struct spoor_event *event, enum field field)
{
	bool multi = field_row(field)->info.multi;
	enum json_token token = json_next(json);

	if (token == JSON_ERROR)
		return NDJSON_NOT_JSON;
	if (token == JSON_OBJECT)
		return NDJSON_NESTED;
	if ((token == JSON_ARRAY) != multi)
		return NDJSON_BAD_VALUE;
	switch (token) {
	case JSON_ARRAY:
		return read_list(json, event, field);
	case JSON_STRING:
		return read_text(json, event, field);
	case JSON_NUMBER:
		return read_number(json, event, field);
	case JSON_TRUE:
	case JSON_FALSE:
		if (field_row(field)->info.type != SPOOR_FLAG)
			return NDJSON_BAD_VALUE;
		event_set_flag(event, field, token == JSON_TRUE);
		return NDJSON_FINE;
	default:
		return NDJSON_BAD_VALUE;
	}
}

/* Skips a value that is no object, and no array of anything but texts and numbers. */
static enum ndjson_fault skip_flat(struct json *json)
{
	enum json_token token = json_next(json);

	if (token == JSON_ERROR)
		return NDJSON_NOT_JSON;
	if (token == JSON_OBJECT)
		return NDJSON_NESTED;
	if (token != JSON_ARRAY)
		return NDJSON_FINE;
	for (;;) {
		token = json_next(json);
		if (token == JSON_ARRAY_END)
			return NDJSON_FINE;
		if (token == JSON_ERROR)
			return NDJSON_NOT_JSON;
		if (token == JSON_OBJECT || token == JSON_ARRAY)
			return NDJSON_NESTED;
	}
}

/* Keeps ,"key":value of a key that the table does not know. `key` is as it stands. */
static enum ndjson_fault keep_unknown(
	struct json *json, struct keys *keys, spoor_view key)
{
	const char *start = key.ptr - 1;
	enum ndjson_fault fault;

	if (keys->count == MAX_MEMBERS)
		return NDJSON_BAD_VALUE;
	for (size_t i = 0; i < keys->count; i++)
		if (view_eq(keys->other[i], key))
			return NDJSON_TWICE;
	keys->other[keys->count++] = key;
	fault = skip_flat(json);
	if (fault != NDJSON_FINE)
		return fault;
	buf_add_char(&keys->text, ',');
	buf_add(&keys->text, view_of(start, (size_t)(json->rest.ptr - start)));
	return keys->text.failed ? NDJSON_NOMEM : NDJSON_FINE;
}

static enum ndjson_fault read_member(
	struct json *json, struct spoor_event *event, struct keys *keys)
{
	spoor_view key = json->text;
	spoor_view name;
	enum field field;

	if (!json_text(json, event->arena, &name))
		return NDJSON_NOT_JSON;
	field = field_find(name);
	if (field == FIELD_COUNT)
		return keep_unknown(json, keys, key);
	if (keys->known[field / 64] & field_bit(field))
		return NDJSON_TWICE;
	keys->known[field / 64] |= field_bit(field);
	return read_field(json, event, field);
}

static enum ndjson_fault read_members(
	struct json *json, struct spoor_event *event, struct keys *keys)
{
	for (;;) {
		enum json_token token = json_next(json);
		enum ndjson_fault fault;

		if (token == JSON_OBJECT_END)
			return json_next(json) == JSON_END ? NDJSON_FINE
							   : NDJSON_NOT_JSON;
		if (token != JSON_KEY)
			return NDJSON_NOT_JSON;
		fault = read_member(json, event, keys);
		if (fault != NDJSON_FINE)
			return fault;
	}
}

/* Finds the action and asks for the line number. */
static enum ndjson_fault check_event(struct spoor_event *event)
{
	event->action = action_find(event_text(event, FIELD_EVENT_ACTION));
	if (event->action == ACTION_COUNT || !event_has(event, FIELD_LOG_LINE))
		return NDJSON_NOT_AN_EVENT;
	return NDJSON_FINE;
}

enum ndjson_fault ndjson_read(spoor_view line, struct spoor_event *event)
{
	struct keys keys = {.count = 0};
	struct json json;
	enum ndjson_fault fault = NDJSON_NOT_JSON;

	json_init(&json, line);
	buf_init(&keys.text, line.len + MAX_MEMBERS);
	if (json_next(&json) == JSON_OBJECT)
		fault = read_members(&json, event, &keys);
	if (fault == NDJSON_FINE && keys.count) {
		event->members = arena_copy(event->arena, buf_view(&keys.text));
		if (event->members.len == 0)
			fault = NDJSON_NOMEM;
	}
	buf_deinit(&keys.text);
	return fault == NDJSON_FINE ? check_event(event) : fault;
}

bool ndjson_is_event(spoor_view line, struct arena *arena)
{
	struct spoor_event event;

	if (line.len == 0 || line.ptr[0] != '{')
		return false;
	event_clear(&event, arena);
	return ndjson_read(line, &event) == NDJSON_FINE;
}
