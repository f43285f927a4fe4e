/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SOLVE_H
#define STREAM_SOLVE_H

/*
 * Year and zone of every source, from what all of them show. The files of one rotation set are
 * solved together: the stamps of one follow those of the one before it. The order of proof:
 * what the operator says, ids in the lines, the date in a file's name, the time in its gzip head,
 * the file's time; a 29 February and weekdays narrow each of them; else it is assumed.
 */

#include "format/host_zone.h"
#include "input/walk.h"
#include "stream/messages.h"
#include "stream/setup.h"
#include "stream/survey.h"

/* A source as the solver sees it. */
struct member {
	const struct walk_item *item;
	const char *path;
	struct walk_name name;
	spoor_view folder;
	bool once; /* standard input, a pipe: it cannot be read twice */
	struct survey survey;
	bool skipped; /* it is not to be opened: stream/span.h */
	int years;    /* New Years between its set's first stamp and its own first one */
	struct clock_setup clock; /* the result */
	struct host_zone *hosts;  /* … and the zones of some hosts */
	size_t host_count;
	struct host_zones host_zones; /* the two together */
};

struct solver {
	struct member *members; /* one a walk item, in the walk's order */
	size_t count;
	struct member **sorted; /* by set, each from the oldest to the newest */
	struct zone **zones;    /* made from evidence; owned */
	size_t zone_count;
	bool copied; /* the files' times are those of a copy: they prove nothing */
	bool said_year;
	bool said_zone;
};

/* False without memory. Free with solver_deinit in both cases. */
bool solver_init(struct solver *solver, const struct walk *walk);
void solver_deinit(struct solver *solver);

/* How many of the sorted members, from `start` on, are one set. */
size_t solver_set_size(const struct solver *solver, size_t start);

/* Looks at all files and solves them. What contradicts a solution is said in `messages`. False
 * without memory. Members that can be read but once are left. */
bool solver_run(
	struct solver *solver, const struct setup *setup, struct messages *messages);

/* Solves one source alone, from a survey of its first lines: one that can be read but once. */
bool solver_run_one(struct solver *solver, size_t index, const struct setup *setup,
	struct messages *messages);

#endif
