/* SPDX-License-Identifier: ISC */
#ifndef CODEC_COLUMNS_H
#define CODEC_COLUMNS_H

/*
 * What stands in the cells of csv, tsv, table and timesketch. A column is a field (derived ones
 * too), a key of one's own that begins with "labels.", or one that spoor makes up: message,
 * datetime, datetime_local, timestamp_desc.
 *
 * Several values of a field stand in one cell, joined by ";"; a ";" inside of a value is \x3b
 * there, so that cutting at ";" always gives the values.
 */

#include "codec/escape.h"
#include "codec/output.h"

enum cell {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_NUMBER, /* nothing but a number: no spreadsheet runs it */
};

/* The column of a name; `zone` is that of datetime_local. False, and a suggestion in `error`:
 * there is none. The name must live as long as the column. */
bool column_find(spoor_view name, const struct zone *zone, struct column *column_r,
	struct spoor_error *error);

/* Puts the cell's text, escaped, into state->cell. */
enum cell column_cell(struct output_state *state, const struct column *column,
	const struct spoor_event *event, enum escape how);

/* True when cells of the column are numbers, to be aligned on the right. */
static inline bool column_is_number(const struct column *column)
{
	return column->type == SPOOR_INTEGER || column->type == SPOOR_DECIMAL;
}

#endif
