/* SPDX-License-Identifier: ISC */
/*
 * A table with columns as wide as their cells. Rows are held until the end, or until there are
 * so many that the widths are settled by what was seen; from then on the rows stream. A cell
 * wider than its column pushes the rest of its row to the right and is never cut.
 */
#include "codec/columns.h"

enum {
	HELD_BYTES = 1024 * 1024,
	HELD_ROWS = 5000,
	WIDEST = 60 /* no column is padded further */
};

/* Puts a cell of the row into state->held: it is escaped, so that tabs and line feeds divide them. */
static void hold_cell(struct output_state *state, size_t i, spoor_view text)
{
	size_t width = escape_width(text);

	if (!state->is_aligned && width > state->widths[i])
		state->widths[i] = width < WIDEST ? width : WIDEST;
	buf_add(&state->held, text);
	buf_add_char(&state->held, i + 1 < state->column_count ? '\t' : '\n');
}

static void add_blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_add_char(out, ' ');
}

static void print_row(const struct output_state *state, struct buf *out, spoor_view row)
{
	for (size_t i = 0; i < state->column_count; i++) {
		spoor_view cell = view_split(&row, '\t');
		size_t width = escape_width(cell);
		size_t gap = width < state->widths[i] ? state->widths[i] - width : 0;
		bool on_right = column_is_number(&state->columns[i]);
		bool last = i + 1 == state->column_count;

		if (on_right)
			add_blanks(out, gap);
		buf_add(out, cell);
		if (!on_right && !last)
			add_blanks(out, gap);
		if (!last)
			add_blanks(out, 2);
	}
	buf_add_char(out, '\n');
}

static void print_held(struct output_state *state, struct buf *out)
{
	spoor_view rest = buf_view(&state->held);

	while (rest.len)
		print_row(state, out, view_split(&rest, '\n'));
	state->held.len = 0; /* a failure is kept for the writer to see */
}

static void begin(struct output_state *state, struct buf *out)
{
	(void)out;
	for (size_t i = 0; !state->no_header && i < state->column_count; i++) {
		size_t start = state->held.len;

		escape_add(&state->held, state->columns[i].name, ESCAPE_PLAIN);
		state->widths[i] = escape_width(view_skip(buf_view(&state->held), start));
		buf_add_char(&state->held, i + 1 < state->column_count ? '\t' : '\n');
	}
}

/* A row is held; more than enough are printed. */
static void pass_on(struct output_state *state, struct buf *out)
{
	if (!state->is_aligned && state->held.len < HELD_BYTES &&
		state->count + 1 < HELD_ROWS)
		return;
	state->is_aligned = true;
	print_held(state, out);
}

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	for (size_t i = 0; i < state->column_count; i++) {
		enum cell cell =
			column_cell(state, &state->columns[i], event, ESCAPE_PLAIN);

		hold_cell(state, i,
			cell == CELL_EMPTY ? VIEW("-") : buf_view(&state->cell));
	}
	pass_on(state, out);
}

static void write_row(
	struct output_state *state, struct buf *out, const spoor_view *cells)
{
	for (size_t i = 0; i < state->column_count; i++) {
		state->cell.len = 0;
		escape_add(&state->cell, cells[i], ESCAPE_PLAIN);
		hold_cell(state, i, cells[i].len ? buf_view(&state->cell) : VIEW("-"));
	}
	pass_on(state, out);
}

static void end(struct output_state *state, struct buf *out)
{
	print_held(state, out);
}

const struct output output_table = {
	.info = {.name = "table", .about = "columns, aligned for people"},
	.columns = "@timestamp,datetime_local,host.name,event.action,event.outcome,user."
		   "name,"
		   "source.ip,message",
	.begin = begin,
	.write = write,
	.write_row = write_row,
	.end = end,
};
