/* SPDX-License-Identifier: ISC */
/* The event stream as an output: what is rendered already, or read unchanged, is passed on. */
#include "codec/columns.h"

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	if (event->text.len)
		buf_add(out, event->text);
	else
		ndjson_write(out, event, &state->cache);
}

static void write_value(struct buf *out, const struct column *column, spoor_view value)
{
	if (column_is_number(column) || column->type == SPOOR_FLAG)
		buf_add(out, value);
	else
		ndjson_write_text(out, value);
}

static void write_list(struct buf *out, const struct column *column, spoor_view cell)
{
	buf_add_char(out, '[');
	while (cell.len) {
		write_value(out, column, view_split(&cell, '\n'));
		if (cell.len)
			buf_add_char(out, ',');
	}
	buf_add_char(out, ']');
}

/* An object a row; what is empty is not there. */
static void write_row(
	struct output_state *state, struct buf *out, const spoor_view *cells)
{
	char divider = '{';

	for (size_t i = 0; i < state->column_count; i++) {
		const struct column *column = &state->columns[i];

		if (cells[i].len == 0)
			continue;
		buf_add_char(out, divider);
		ndjson_write_text(out, column->name);
		buf_add_char(out, ':');
		if (column->multi)
			write_list(out, column, cells[i]);
		else
			write_value(out, column, cells[i]);
		divider = ',';
	}
	buf_add(out, divider == '{' ? VIEW("{}\n") : VIEW("}\n"));
}

const struct output output_json = {
	.info = {.name = "json",
		.about = "the event stream: one flat JSON object a line"},
	.write = write,
	.write_row = write_row,
};
