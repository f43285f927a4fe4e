/* SPDX-License-Identifier: ISC */
#ifndef STREAM_QUEUE_H
#define STREAM_QUEUE_H

/* One rotation set in time order: a lane behind a window, or behind a sort. */

#include "stream/lane.h"
#include "window/heap.h"
#include "window/keyer.h"

enum {
	QUEUE_WINDOW = 1024, /* events held back of what cannot be looked at first */
	QUEUE_SERIAL_BITS = 40
};

struct queue {
	struct lane lane;
	struct keyer keyer;
	struct place place;
	const struct spoor_event **waiting; /* events whose key is not known yet */
	uint64_t *waiting_orders;
	size_t waiting_count;
	struct heap window;
	size_t width;                /* events that are held back */
	struct spoor_sorter *sorter; /* NULL: the window is enough */
	bool sorted;                 /* all is in the sorter */
	bool ended;                  /* the lane is */
	uint64_t serial;
	int64_t given; /* the highest key handed out */
};

/* `width` as said above, or more than DISORDER_MOST: sort. False without memory. */
bool queue_init(struct queue *queue, const struct lane_plan *plan, const size_t *sources,
	size_t source_count, size_t width, uint64_t max_memory);
void queue_deinit(struct queue *queue);

/*
 * The next event in order, its key, and its place among equal keys: that of its file, then its
 * line. The event is held: give it back with queue_release; one that comes from a sort
 * (queue->sorter is there) is valid until the next call.
 */
enum spoor_status queue_next(struct queue *queue, const struct spoor_event **event_r,
	int64_t *key_r, uint64_t *order_r);
/* The file of an event, by its place among equal keys. */
static inline uint64_t queue_source(uint64_t order)
{
	return order >> QUEUE_SERIAL_BITS;
}

void queue_release(struct queue *queue, const struct spoor_event *event);

#endif
