/* SPDX-License-Identifier: ISC */
/* One place for the text of a cell; how cells become a line is the outputs' affair. */
#include "columns.h"

#include "base/err.h"
#include "base/json.h"
#include "codec/local_time.h"
#include "codec/members.h"
#include "codec/sentence.h"
#include "event/print.h"

/* ------------------------------------------------------------------ made-up columns */

static void make_message(struct buf *out, const struct output_state *state,
	const struct spoor_event *event)
{
	sentence_write(state->sentences, out, event);
}

static void make_time_name(struct buf *out, const struct output_state *state,
	const struct spoor_event *event)
{
	(void)state;
	buf_add_string(out, sentence_time_name(event->action));
}

static void add_time(
	struct buf *out, const struct spoor_event *event, const struct zone *zone)
{
	const union value *value = event_get(event, FIELD_TIMESTAMP);
	char text[STAMP_TEXT_MAX];

	if (value)
		buf_add(out, view_of(text, local_time_format(value->time.ns,
						   value->time.digits, zone, text)));
}

static void make_datetime(struct buf *out, const struct output_state *state,
	const struct spoor_event *event)
{
	(void)state;
	add_time(out, event, NULL);
}

static void make_local(struct buf *out, const struct output_state *state,
	const struct spoor_event *event)
{
	add_time(out, event, state->zone);
}

struct made_up {
	const char *name;
	column_function *make;
	bool zoned; /* needs a zone */
};

static const struct made_up made_up[] = {
	{"message", make_message, false},
	{"datetime", make_datetime, false},
	{"datetime_local", make_local, true},
	{"timestamp_desc", make_time_name, false},
};

/* ------------------------------------------------------------------ finding */

static bool no_zone(struct spoor_error *error)
{
	ERR_SET(error, SPOOR_E_USAGE, "datetime_local needs a zone (--out-tz)");
	return false;
}

static bool no_column(spoor_view name, struct spoor_error *error)
{
	enum field near = field_nearest(name);
	char text[64];
	size_t len = name.len < sizeof(text) ? name.len : sizeof(text) - 1;

	memcpy(text, name.ptr, len);
	text[len] = '\0';
	if (near < FIELD_COUNT)
		ERR_SET(error, SPOOR_E_USAGE, "no field '", text, "'; is '",
			field_row(near)->info.name, "' meant?");
	else
		ERR_SET(error, SPOOR_E_USAGE, "no field '", text,
			"' (spoor-event(5) lists them; there are also message, datetime, "
			"datetime_local, timestamp_desc and your own labels.*)");
	return false;
}

bool column_find(spoor_view name, const struct zone *zone, struct column *column_r,
	struct spoor_error *error)
{
	*column_r = (struct column){
		.name = name, .field = field_find(name), .type = SPOOR_TEXT};
	if (column_r->field != FIELD_COUNT)
		column_r->type = field_row(column_r->field)->info.type;
	if (column_r->field != FIELD_COUNT || view_starts(name, VIEW("labels.")))
		return true;
	for (size_t i = 0; i < COUNT(made_up); i++) {
		if (!view_eq(name, view_string(made_up[i].name)))
			continue;
		column_r->make = made_up[i].make;
		return zone || !made_up[i].zoned ? true : no_zone(error);
	}
	return no_column(name, error);
}

/* ------------------------------------------------------------------ cells */

/* One of several values: no separator in it stays as it is. */
static void add_part(struct buf *out, spoor_view text, bool first, enum escape how)
{
	if (!first)
		buf_add_char(out, ';');
	for (;;) {
		size_t end = view_find(text, ';');

		escape_add(out, view_head(text, end), how);
		if (end == text.len)
			return;
		buf_add(out, VIEW("\\x3b"));
		text = view_skip(text, end + 1);
	}
}

static enum cell add_field(struct buf *out, const struct spoor_event *event,
	const struct column *column, enum escape how)
{
	enum field field = column->field;
	bool multi = field_row(field)->info.multi;
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count = print_count(event, field, &derived);

	for (size_t i = 0; i < count; i++) {
		spoor_view text = print_value(event, field, &derived, i, room);

		if (multi)
			add_part(out, text, i == 0, how);
		else
			escape_add(out, text, how);
	}
	if (count == 0)
		return CELL_EMPTY;
	return column_is_number(column) ? CELL_NUMBER : CELL_TEXT;
}

/* A value of JSON that is no array; its text is empty for null. */
static enum cell read_scalar(
	struct json *json, enum json_token token, struct arena *arena, spoor_view *text_r)
{
	switch (token) {
	case JSON_STRING:
		if (!json_text(json, arena, text_r)) /* half a surrogate */
			*text_r = json->text;
		return CELL_TEXT;
	case JSON_NUMBER:
		*text_r = json->text;
		return CELL_NUMBER;
	case JSON_TRUE:
		*text_r = VIEW("true");
		return CELL_TEXT;
	case JSON_FALSE:
		*text_r = VIEW("false");
		return CELL_TEXT;
	default:
		return CELL_EMPTY;
	}
}

/* A key that the field table does not know. */
static enum cell add_member(struct output_state *state, const struct spoor_event *event,
	spoor_view name, enum escape how)
{
	struct json json;
	enum json_token token;
	spoor_view text = view_of("", 0);
	enum cell cell;

	if (!members_find(event, &state->arena, name, &text, &state->cell.failed))
		return CELL_EMPTY;
	json_init(&json, text);
	token = json_next(&json);
	text = view_of("", 0);
	if (token != JSON_ARRAY) {
		cell = read_scalar(&json, token, &state->arena, &text);
		escape_add(&state->cell, text, how);
		return cell;
	}
	for (bool first = true;; first = false) {
		token = json_next(&json);
		if (token == JSON_ARRAY_END || token == JSON_ERROR)
			return first ? CELL_EMPTY : CELL_TEXT;
		text = view_of("", 0);
		read_scalar(&json, token, &state->arena, &text);
		add_part(&state->cell, text, first, how);
	}
}

/* What is made up is safe already; that its backslashes can be had back, they are doubled. */
static void double_backslashes(struct buf *cell)
{
	size_t len = cell->len;

	if (!view_has(buf_view(cell), '\\') || !buf_reserve(cell, 2 * len))
		return;
	escape_add(cell, view_of(cell->ptr, len), ESCAPE_BACKSLASH);
	cell->len -= len;
	memmove(cell->ptr, cell->ptr + len, cell->len);
}

enum cell column_cell(struct output_state *state, const struct column *column,
	const struct spoor_event *event, enum escape how)
{
	struct buf *cell = &state->cell;

	cell->len = 0; /* not buf_clear: a failure is kept for the writer to see */
	if (column->field != FIELD_COUNT)
		return add_field(cell, event, column, how);
	if (!column->make)
		return add_member(state, event, column->name, how);
	column->make(cell, state, event);
	if (how == ESCAPE_BACKSLASH)
		double_backslashes(cell);
	return cell->len ? CELL_TEXT : CELL_EMPTY;
}
