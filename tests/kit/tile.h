/* SPDX-License-Identifier: ISC */
#ifndef KIT_TILE_H
#define KIT_TILE_H

/*
 * The law of conservation: the spans of a source's events tile its bytes, their lines add up to
 * its lines, and where an event carries its original line, path, line and offset give it back.
 */

#include "base/buf.h"
#include "event/event.h"

struct tile {
	spoor_view plain; /* the source's bytes */
	uint64_t at;      /* up to here they are in events */
	uint64_t line;    /* number of the line that `at` is on */
	uint64_t lines;   /* what the events say, added up */
	struct buf text;  /* … made UTF-8 */
	struct arena arena;
};

/* What is broken, in words; NULL: nothing. */
void tile_init(struct tile *tile, spoor_view plain);
const char *tile_add(struct tile *tile, const struct spoor_event *event);
const char *tile_end(const struct tile *tile);
void tile_deinit(struct tile *tile);

/* How many lines the bytes have; a last one without a line feed is one too. */
uint64_t tile_count_lines(spoor_view bytes);

#endif
