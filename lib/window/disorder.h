/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_DISORDER_H
#define WINDOW_DISORDER_H

/*
 * How far a nearly sorted sequence is from sorted: how many records a window must hold back so
 * that what leaves it is in order.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DISORDER_MOST = 16 * 1024 /* records; beyond that only a full sort helps */ };

struct disorder_high;

struct disorder {
	struct disorder_high *highs; /* the latest record highs, a ring */
	size_t first;
	size_t count;
	uint64_t seen;
	size_t width; /* the result so far; more than DISORDER_MOST: sort */
	int64_t least;
	int64_t most;
};

/* False without memory. */
bool disorder_init(struct disorder *disorder);
void disorder_deinit(struct disorder *disorder);

void disorder_add(struct disorder *disorder, int64_t key);

#endif
