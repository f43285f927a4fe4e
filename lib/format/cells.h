/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CELLS_H
#define FORMAT_CELLS_H

/*
 * The cells of a row: of CSV as Exchange and PowerShell write it (RFC 4180, but a quote that is
 * not closed takes the rest of the record, and text behind a closing quote belongs to the cell),
 * or of a W3C log, where each blank ends a cell.
 */

#include "base/arena.h"

struct cells {
	spoor_view rest;
	char separator; /* ',' and others: CSV; ' ': W3C */
	bool more;      /* there is another cell, perhaps an empty one */
	struct arena *arena;
};

/* A row without its line end. What must be made (doubled quotes) is in the arena. */
void cells_init(struct cells *cells, spoor_view row, char separator, struct arena *arena);

/* The next cell; false: there is none. */
bool cells_next(struct cells *cells, spoor_view *cell_r);

/* True when a quote is open at the end of a record of whole lines, where each line but the last
 * is known to have left one open. */
bool cells_open(spoor_view record);

#endif
