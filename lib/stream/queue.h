/* SPDX-License-Identifier: ISC */
#ifndef STREAM_QUEUE_H
#define STREAM_QUEUE_H

/* One rotation set in time order: a lane behind a window, or behind a sort. */

#include "stream/lane.h"
#include "window/heap.h"

enum { QUEUE_WINDOW = 1024 /* events held back of what cannot be looked at first */ };

struct queue {
	struct lane lane;
	struct heap window;
	size_t width;                /* events that are held back */
	struct spoor_sorter *sorter; /* NULL: the window is enough */
	bool sorted;                 /* all is in the sorter */
	bool ended;                  /* the lane is */
	int64_t last_key; /* of the event read last: an event without a time keeps it */
	uint64_t serial;
	int64_t given; /* the highest key handed out */
};

/* Takes over the sources; `width` as above, or more than DISORDER_MOST: sort. `least`: the key of
 * an event before any with a time. False without memory. */
bool queue_init(struct queue *queue, const struct lane_plan *plan, const size_t *sources,
	size_t source_count, size_t width, int64_t least, uint64_t max_memory);
void queue_deinit(struct queue *queue);

/* The next event in order and its key. The event is held: give it back with queue_release, or
 * with the next call where it comes from a sort (queue->sorter is there). */
enum spoor_status queue_next(
	struct queue *queue, const struct spoor_event **event_r, int64_t *key_r);
void queue_release(struct queue *queue, const struct spoor_event *event);

#endif
