/* SPDX-License-Identifier: ISC */
#ifndef STREAM_PROGRESS_H
#define STREAM_PROGRESS_H

/* How many bytes of the inputs, as they are stored, were read; for all threads. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
	atomic_uint_fast64_t done;
	atomic_uint_fast64_t total; /* 0: not known */
};

/* The place in a source moved on from *place. */
static inline void progress_move(
	struct progress *progress, uint64_t *place, uint64_t moved_to)
{
	if (moved_to <= *place)
		return;
	atomic_fetch_add_explicit(
		&progress->done, moved_to - *place, memory_order_relaxed);
	*place = moved_to;
}

#endif
