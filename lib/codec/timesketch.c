/* SPDX-License-Identifier: ISC */
/*
 * What Timesketch imports: JSON lines with message, datetime and timestamp_desc, and behind
 * them the event's fields by their own names, derived ones too (or those that were chosen).
 *
 * Timesketch takes no event without a time. One that has none gets that of the event before it
 * (the beginning of 1970 if there is none) and says so: "Time unknown (line order)"; its
 * @timestamp is missing all the same. Its datetime has microseconds, not more.
 */
#include "codec/columns.h"
#include "codec/json_value.h"
#include "codec/local_time.h"
#include "codec/members.h"
#include "codec/sentence.h"

static bool is_taken(spoor_view key)
{
	return view_eq(key, VIEW("message")) || view_eq(key, VIEW("datetime")) ||
	       view_eq(key, VIEW("timestamp_desc"));
}

static void write_head(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);
	int digits = time ? time->time.digits : 0;
	char text[STAMP_TEXT_MAX];
	size_t len;

	if (time)
		state->last_time = time->time.ns;
	len = local_time_format(state->last_time, digits < 6 ? digits : 6, NULL, text);
	state->cell.len = 0;
	sentence_write(state->sentences, &state->cell, event);
	buf_add(out, VIEW("{\"message\":"));
	ndjson_write_text(out, buf_view(&state->cell));
	buf_add(out, VIEW(",\"datetime\":\""));
	buf_add(out, view_of(text, len));
	buf_add(out, VIEW("\",\"timestamp_desc\":\""));
	buf_add_string(out,
		time ? sentence_time_name(event->action) : "Time unknown (line order)");
	buf_add_char(out, '"');
}

static void write_field(struct output_state *state, struct buf *out,
	const struct spoor_event *event, enum field field)
{
	size_t start = out->len;

	buf_add(out, field_key(field));
	if (!json_value_write(out, event, field, &state->cache))
		out->len = start;
}

static void add_key(struct buf *out, spoor_view name)
{
	buf_add_char(out, ',');
	ndjson_write_text(out, name);
	buf_add_char(out, ':');
}

/* A column that is no field. */
static void write_other(struct output_state *state, struct buf *out,
	const struct spoor_event *event, const struct column *column)
{
	spoor_view value;

	if (!column->make) {
		if (!members_find(
			    event, &state->arena, column->name, &value, &out->failed))
			return;
		add_key(out, column->name);
		buf_add(out, value);
	} else if (!is_taken(column->name) &&
		   column_cell(state, column, event, ESCAPE_PLAIN) != CELL_EMPTY) {
		add_key(out, column->name);
		ndjson_write_text(out, buf_view(&state->cell));
	}
}

static void write_columns(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	for (size_t i = 0; i < state->column_count; i++) {
		const struct column *column = &state->columns[i];

		if (column->field == FIELD_COUNT)
			write_other(state, out, event, column);
		else
			write_field(state, out, event, column->field);
	}
}

static void write_all(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	for (int field = 0; field < FIELD_COUNT; field++)
		write_field(state, out, event, (enum field)field);
	members_write(out, event, &state->arena, is_taken);
}

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	write_head(state, out, event);
	if (state->column_count)
		write_columns(state, out, event);
	else
		write_all(state, out, event);
	buf_add(out, VIEW("}\n"));
}

const struct output output_timesketch = {
	.info = {.name = "timesketch", .about = "JSON lines that Timesketch imports"},
	.columns = "",
	.write = write,
};
