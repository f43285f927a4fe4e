/* SPDX-License-Identifier: ISC */
#ifndef STREAM_BLOCK_H
#define STREAM_BLOCK_H

/*
 * The unit of work: a stretch of a source's bytes and the events in it. A worker fills a block
 * from the stretch alone, so that blocks can be filled on any thread and handed out in order.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "codec/ndjson.h"
#include "format/memo.h"
#include "input/lines.h"
#include "stream/place.h"
#include "window/keyer.h"

/* What all blocks of one reader have in common. */
struct block_plan {
	const struct spoor_filter *filter; /* NULL: keep all */
	int64_t since;                     /* ns; INT64_MIN: none */
	int64_t until;                     /* ns; INT64_MAX: none */
	bool raw;                          /* event.original on every event */
	bool encoded;                      /* render at once, keep only the text */
	bool times_only;                   /* keep nothing but the events' times */
};

/* When an event was, and in which file. */
struct block_time {
	int64_t ns;    /* KEYER_NO_TIME: not known */
	uint64_t file; /* place.h */
	uint64_t set;
};

/* What was counted while a block was filled. */
struct block_counts {
	uint64_t events;
	uint64_t kept;
	uint64_t other;
	uint64_t unparsed;
	uint64_t no_year; /* events whose year the line does not state */
	uint64_t no_zone; /* … whose zone … */
};

struct block {
	struct line_buffer *hold; /* whose bytes the events point into */
	struct arena events;
	struct arena texts;
	struct buf text; /* rendered events, one after the other */
	struct buf kept; /* pointers to the kept events, where they are not rendered */
	struct buf
		times; /* struct block_time: one an event, if that is all that is wanted */
	struct buf answers; /* of ids that were asked, see stream/doubt.h */
	size_t next;        /* the one to hand out next */
	struct block_counts counts;
	struct ndjson_cache cache;
	struct ndjson_hint hint;
	struct memo memo; /* of heads; shapes are this block's */
	struct place place;
	struct spoor_event
		shell; /* stands for a rendered event: only `text` and `action` */
	bool failed;   /* out of memory */
};

void block_init(struct block *block);
void block_deinit(struct block *block);

/* Fills the block from a stretch of whole records of raw log lines (stream/cut.h). */
void block_parse(struct block *block, const struct block_plan *plan, struct scene *scene,
	const struct stretch *stretch);

/* Fills the block from lines of an event stream read from `path`. */
void block_decode(struct block *block, const struct block_plan *plan, spoor_view path,
	const struct stretch *stretch);

/* The next event that was kept, or, when they are rendered, one that stands for all of them;
 * NULL: all were handed out. Valid until the block is filled again. */
const struct spoor_event *block_next(struct block *block);

bool block_is_empty(const struct block *block);

#endif
