/* SPDX-License-Identifier: ISC */
#include "card.h"

#include "codec/escape.h"

static void add_blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_add_char(out, ' ');
}

static size_t widest_name(const struct output_state *state)
{
	size_t width = 0;

	for (size_t i = 1; i < state->column_count; i++)
		if (state->columns[i].name.len > width)
			width = state->columns[i].name.len;
	return width;
}

/* Several values stand below each other. */
static void add_cell(
	struct buf *out, const struct column *column, size_t width, spoor_view cell)
{
	spoor_view name = column->name;

	while (cell.len) {
		spoor_view value = column->multi ? view_split(&cell, '\n') : cell;

		if (!column->multi)
			cell.len = 0;
		add_blanks(out, 2);
		buf_add(out, name);
		add_blanks(out, width - name.len + 2);
		escape_add(out, value, ESCAPE_PLAIN);
		buf_add_char(out, '\n');
		name.len = 0;
	}
}

void card_write_row(struct output_state *state, struct buf *out, const spoor_view *cells)
{
	size_t width = widest_name(state);

	escape_add(out, cells[0], ESCAPE_PLAIN);
	buf_add_char(out, '\n');
	for (size_t i = 1; i < state->column_count; i++)
		add_cell(out, &state->columns[i], width, cells[i]);
}
