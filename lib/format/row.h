/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ROW_H
#define FORMAT_ROW_H

/* A row of a log with named columns, and what the kinds of such logs share. */

#include "format/format.h"

enum { ROW_CELLS = 128 };

struct row {
	struct scene *scene;
	struct spoor_event *event;
	spoor_view record;
	const struct log_kind *kind;
	const struct header *header; /* NULL: bound by the number of its cells */
	spoor_view cells[ROW_CELLS]; /* by the kind's columns; absent ones are empty */
	size_t cell_count;           /* of the line, where there is a header */
	/* Cells that the kind has no column for, and where they stand. */
	spoor_view others[ROW_CELLS];
	uint16_t other_at[ROW_CELLS];
	size_t other_count;
};

/* Reads a line of a header, or a row of the one in force. Without one, a row whose number of
 * cells, looks and file's name leave no doubt. `w3c`: only W3C logs, else only the others. */
bool row_read(
	struct scene *scene, bool w3c, spoor_view record, struct spoor_event *event);

/* Reads what another container has as names and values: the columns of the kind with the dataset.
 * False: they are no row of it, and nothing was set. */
bool row_read_named(struct scene *scene, spoor_view dataset, const spoor_view *names,
	const spoor_view *values, size_t count, struct spoor_event *event);

/* ------------------------------------------------------------------ for the kinds */

/* "ADDRESS", "ADDRESS:PORT" or "[ADDRESS]:PORT", perhaps with a zone id. */
void row_set_endpoint(
	struct spoor_event *event, spoor_view text, enum field address, enum field port);

/* An address, without its zone id. False, and nothing set: it is none. */
bool row_set_address(struct spoor_event *event, enum field field, spoor_view text);

/* Whole milliseconds as event.duration. */
void row_set_milliseconds(struct spoor_event *event, spoor_view text);

/* Each member of a collection "a;b;'c;d'" as one more value. */
void row_add_list(struct spoor_event *event, enum field field, spoor_view text);

/* A path and a query, which may begin with its '?', as one. */
spoor_view row_url(const struct row *row, spoor_view path, spoor_view query);

/* A status of HTTP; 0: it is none. */
int row_status(spoor_view text);

/* A message id without its brackets. */
spoor_view row_bare_id(spoor_view text);

#endif
