/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_HEAP_H
#define WINDOW_HEAP_H

/* A binary heap: the smallest key first, of equal keys the smallest order, of those the smallest
 * text. It grows. */

#include "base/view.h"

struct heap_item {
	int64_t key;
	uint64_t order;
	spoor_view text; /* may be left empty */
	void *what;
};

struct heap {
	struct heap_item *items;
	size_t count;
	size_t room;
};

void heap_deinit(struct heap *heap);

/* False without memory. */
bool heap_add(struct heap *heap, struct heap_item item);

/* The smallest item; the heap is not empty. */
static inline const struct heap_item *heap_top(const struct heap *heap)
{
	return &heap->items[0];
}

/* Takes the smallest item out; the heap is not empty. */
struct heap_item heap_take(struct heap *heap);

/* Puts an item in the place of the smallest one: cheaper than taking and adding. */
void heap_replace(struct heap *heap, struct heap_item item);

#endif
