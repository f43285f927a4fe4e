/* SPDX-License-Identifier: ISC */
#ifndef CODEC_OUTPUT_H
#define CODEC_OUTPUT_H

/* The ways to print events: one object each, all in the table of codec/table.c. */

#include "base/buf.h"
#include "base/zone.h"
#include "codec/ndjson.h"

/* One column of a table. */
struct column {
	enum field
		field; /* FIELD_COUNT: a key of `members`, or made by the output itself */
	spoor_view name;
};

/* What an output works with: the writer's options, ready to use, and what it keeps. */
struct output_state {
	const struct column *columns;
	size_t column_count;
	const struct zone *zone; /* of the second, local time; NULL: none */
	bool colour;
	bool no_header;
	uint64_t count;     /* events written */
	uint64_t originals; /* events whose original line was wanted and is not at hand */
	struct ndjson_cache cache;
	struct arena arena; /* for one event; reset by the writer */
	struct buf held;    /* what must wait for the end (an aligned table) */
};

struct output {
	struct spoor_output_info info;
	const char *columns; /* default columns, separated by commas; NULL: has none */

	/* Appends what stands before the first event; NULL: nothing. */
	void (*begin)(struct output_state *state, struct buf *out);
	void (*write)(struct output_state *state, struct buf *out,
		const struct spoor_event *event);
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
