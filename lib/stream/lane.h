/* SPDX-License-Identifier: ISC */
#ifndef STREAM_LANE_H
#define STREAM_LANE_H

/*
 * A lane reads sources one after the other and gives their events in order. With a pool, other
 * threads read and parse ahead of the caller; what comes out is the same.
 *
 * Two tasks at most are under way for a lane's next block: one that reads the stretch, then one
 * that parses it. Reading is in order; parsing is not, so a block is parsed with the clock and the
 * header of columns as they probably stand at its start. When its turn comes this is checked, and
 * the block is parsed again in the rare case that a year, a clock that was put back or a header
 * makes a difference.
 */

#include "stream/block.h"
#include "stream/doubt.h"
#include "stream/feed.h"
#include "stream/pool.h"
#include "stream/progress.h"
#include "stream/sources.h"

struct job;

/* What all lanes of a reader share. */
struct lane_plan {
	const struct setup *setup;
	const struct block_plan *block; /* the setup's, or one for a first look */
	struct solver *solver;
	struct pool *pool; /* NULL: the caller does all */
	struct messages *messages;
	struct spoor_counts *counts;
	struct progress *progress;
	struct sources *sources; /* what is known of each; NULL: a first look */
};

enum { LANE_AHEAD = 4 /* blocks read ahead of the caller */ };

struct lane {
	const struct lane_plan *plan;
	const size_t
		*sources; /* indices into the solver's members, in order; not owned */
	size_t source_count;
	size_t next_source;
	struct feed feed;
	uint64_t told;                /* of its stored bytes as progress */
	struct messages notes;        /* of the feed, until the caller's turn comes */
	struct job *jobs[LANE_AHEAD]; /* a ring */
	size_t first;                 /* the one whose turn it is */
	size_t count;
	bool reading;             /* a task is */
	bool had_stream;          /* among the sources handed out */
	bool is_once;             /* the source at hand may make us wait */
	bool ended;               /* no more sources */
	enum spoor_status status; /* SPOOR_E_NOMEM */
	struct doubt doubt;       /* of the source */
	struct clock clock;       /* as it stands after the last block handed out */
	struct header header;     /* … and the columns in force */
	struct job *current;      /* whose events are handed out */
	struct job *all;          /* every job there is, in use or not */
};

/* `sources` must outlive the lane. */
void lane_init(struct lane *lane, const struct lane_plan *plan, const size_t *sources,
	size_t source_count);
void lane_deinit(struct lane *lane);

/* The next event; valid until the next call on this lane. */
enum spoor_status lane_next(struct lane *lane, const struct spoor_event **event_r);

/* The next block as a whole; valid until the next call on this lane. */
enum spoor_status lane_next_block(struct lane *lane, const struct block **block_r);

/* Keeps the event that lane_next gave last, and all of its block, until it is released. */
void lane_hold(struct lane *lane);
void lane_release(struct lane *lane, const struct spoor_event *event);

/* The source of the event that lane_next gave last: an index of the solver's members. */
size_t lane_source(const struct lane *lane);

/* True when an event that was handed out came from a stream of events. */
bool lane_had_stream(const struct lane *lane);

/* False when lane_next would wait for the input. */
bool lane_is_ready(const struct lane *lane);

#endif
