/* SPDX-License-Identifier: ISC */
#ifndef CODEC_OUTPUT_H
#define CODEC_OUTPUT_H

/* The ways to print events: one object each, all in the table of codec/table.c. */

#include "base/buf.h"
#include "base/zone.h"
#include "codec/ndjson.h"
#include "codec/sentence.h"

struct output_state;

/* What a column that is no field shows, appended to `out`. */
typedef void column_function(struct buf *out, const struct output_state *state,
	const struct spoor_event *event);

enum { COLUMNS_MAX = 200 };

/* One column of a table; made by column_find (codec/columns.h). */
struct column {
	spoor_view name;
	enum field field;      /* FIELD_COUNT: made up, a key of `members`, or of rows */
	column_function *make; /* of a made-up one; else NULL */
	enum spoor_field_type type;
	bool multi; /* of rows: several values, with a line feed between them */
};

/* What an output works with: the writer's options, ready to use, and what it keeps. */
struct output_state {
	const struct column *columns;
	size_t column_count;
	const struct zone *zone; /* of the second, local time; NULL: none */
	bool colour;
	bool no_header;
	bool terminal;      /* raw bytes are made visible */
	bool line_open;     /* original bytes ended in the middle of a line */
	uint64_t count;     /* events written */
	uint64_t originals; /* events whose original line was wanted and is not at hand */
	struct ndjson_cache cache;
	struct sentences *sentences;
	struct arena arena;           /* for one event; reset by the writer */
	struct buf held;              /* what must wait for the end (an aligned table) */
	struct buf cell;              /* one value on its way to the output */
	size_t widths[COLUMNS_MAX];   /* of an aligned table's columns */
	bool is_aligned;              /* they are settled, nothing is held any more */
	int64_t last_time;            /* of the last event that had one, in nanoseconds */
	uint8_t by_name[FIELD_COUNT]; /* fields in the order of their names */
};

struct output {
	struct spoor_output_info info;
	/* Default columns, separated by commas; "": whole events; NULL: whole events always. */
	const char *columns;

	/* Appends what stands before the first event; NULL: nothing. */
	void (*begin)(struct output_state *state, struct buf *out);
	void (*write)(struct output_state *state, struct buf *out,
		const struct spoor_event *event);
	/* Appends a row that is no event, a text a column; NULL: it is for events only. */
	void (*write_row)(
		struct output_state *state, struct buf *out, const spoor_view *cells);
	/* Appends bytes of a file as they were found there; NULL: it is for events only. */
	void (*write_original)(struct output_state *state, struct buf *out,
		const struct spoor_original *original);
	/* Appends what stands behind the last one; NULL: nothing. */
	void (*end)(struct output_state *state, struct buf *out);
};

size_t output_count(void);
const struct output *output_at(size_t index);
const struct output *output_find(spoor_view name);

extern const struct output output_csv;
extern const struct output output_ecs;
extern const struct output output_json;
extern const struct output output_raw;
extern const struct output output_table;
extern const struct output output_text;
extern const struct output output_timesketch;
extern const struct output output_tsv;

#endif
