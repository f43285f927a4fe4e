/* SPDX-License-Identifier: ISC */
#include "cells.h"

void cells_init(struct cells *cells, spoor_view row, char separator, struct arena *arena)
{
	*cells = (struct cells){row, separator, true, arena};
}

/* Where the quote that was opened before the view ends; view.len: nowhere. */
static size_t closing_quote(spoor_view view, bool *doubled_r)
{
	size_t at = view_find(view, '"');

	*doubled_r = false;
	while (at + 1 < view.len && view.ptr[at + 1] == '"') {
		*doubled_r = true;
		at += 2;
		at += view_find(view_skip(view, at), '"');
	}
	return at < view.len ? at : view.len;
}

/* The text with each two quotes made one. */
static spoor_view undouble(struct arena *arena, spoor_view text)
{
	char *out = arena_room(arena, text.len);
	size_t used = 0;

	if (!out)
		return view_of("", 0);
	while (text.len) {
		size_t at = view_find(text, '"');
		size_t len = at < text.len ? at + 1 : at;

		memcpy(out + used, text.ptr, len);
		used += len;
		text = view_skip(text, len);
		if (text.len && text.ptr[0] == '"')
			text = view_skip(text, 1);
	}
	arena_keep(arena, used);
	return view_of(out, used);
}

static spoor_view quoted_cell(struct cells *cells)
{
	spoor_view inside = view_skip(cells->rest, 1);
	bool doubled;
	size_t end = closing_quote(inside, &doubled);
	spoor_view text = view_head(inside, end);
	spoor_view behind = view_skip(inside, end);
	size_t next;

	if (behind.len == 0) {
		cells->more = false;
		return doubled ? undouble(cells->arena, text) : text;
	}
	next = view_find(behind, cells->separator);
	if (next > 1) /* no end of a cell: all of it as it stands */
		text = view_head(cells->rest, 1 + end + next);
	else if (doubled)
		text = undouble(cells->arena, text);
	cells->more = next < behind.len;
	cells->rest = view_skip(behind, cells->more ? next + 1 : next);
	return text;
}

bool cells_next(struct cells *cells, spoor_view *cell_r)
{
	size_t end;

	if (!cells->more)
		return false;
	if (cells->separator != ' ' && cells->rest.len && cells->rest.ptr[0] == '"') {
		*cell_r = quoted_cell(cells);
		return true;
	}
	end = view_find(cells->rest, cells->separator);
	*cell_r = view_head(cells->rest, end);
	cells->more = end < cells->rest.len;
	cells->rest = view_skip(cells->rest, cells->more ? end + 1 : end);
	return true;
}

bool cells_open(spoor_view record)
{
	size_t feed = view_find_last(record, '\n');
	bool is_odd;

	if (feed == record.len)
		return view_count(record, '"') % 2 == 1;
	is_odd = view_count(view_skip(record, feed + 1), '"') % 2 == 1;
	return !is_odd;
}
