/* SPDX-License-Identifier: ISC */
#ifndef STREAM_ORDER_H
#define STREAM_ORDER_H

/*
 * All sources as one sequence by time. Each rotation set is read by a lane of its own, which is
 * opened when its first event is due. A first look at the times tells how far a set is from
 * sorted: a window of so many events puts it right, or, where it is too far, a sort in temporary
 * files. Standard input can be looked at only once: it is sorted, or, where that would hold back
 * everything, a window does what it can, and what comes too late is marked.
 *
 * Equal times keep the order of the sets, and within a set that of its files and lines.
 */

#include "stream/lane.h"

struct order_options {
	bool keep_copies;
	bool unique;         /* drop what one file repeats, too */
	bool exact_stdin;    /* sort standard input, however long that takes */
	uint64_t max_memory; /* of sorts, in bytes; 0: the usual */
};

struct order;

/* Looks at all times. NULL without memory. `plan` must outlive the order. */
struct order *order_new(
	const struct lane_plan *plan, const struct order_options *options);
void order_free(struct order **order);

/* The next event; valid until the next call. */
enum spoor_status order_next(struct order *order, const struct spoor_event **event_r);

/* How many copies were dropped so far. */
uint64_t order_copies(const struct order *order);

/* Why the last call failed, in words; "" when it is memory. */
const char *order_trouble(const struct order *order);

#endif
