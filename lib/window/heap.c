/* SPDX-License-Identifier: ISC */
#include "heap.h"

#include "base/mem.h"

enum { FIRST_ROOM = 64 };

void heap_deinit(struct heap *heap)
{
	mem_free(heap->items);
	*heap = (struct heap){0};
}

static bool is_before(const struct heap_item *a, const struct heap_item *b)
{
	if (a->key != b->key)
		return a->key < b->key;
	if (a->order != b->order)
		return a->order < b->order;
	return view_order(a->text, b->text) < 0;
}

static void sift_up(struct heap *heap, size_t at)
{
	struct heap_item item = heap->items[at];

	while (at > 0) {
		size_t parent = (at - 1) / 2;

		if (!is_before(&item, &heap->items[parent]))
			break;
		heap->items[at] = heap->items[parent];
		at = parent;
	}
	heap->items[at] = item;
}

static void sift_down(struct heap *heap, size_t at)
{
	struct heap_item item = heap->items[at];

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= heap->count)
			break;
		if (child + 1 < heap->count &&
			is_before(&heap->items[child + 1], &heap->items[child]))
			child++;
		if (!is_before(&heap->items[child], &item))
			break;
		heap->items[at] = heap->items[child];
		at = child;
	}
	heap->items[at] = item;
}

bool heap_add(struct heap *heap, struct heap_item item)
{
	if (heap->count == heap->room) {
		size_t room = heap->room ? heap->room * 2 : FIRST_ROOM;
		struct heap_item *items = mem_resize(heap->items, room * sizeof(*items));

		if (!items)
			return false;
		heap->items = items;
		heap->room = room;
	}
	heap->items[heap->count++] = item;
	sift_up(heap, heap->count - 1);
	return true;
}

struct heap_item heap_take(struct heap *heap)
{
	struct heap_item top = heap->items[0];

	heap->items[0] = heap->items[--heap->count];
	if (heap->count)
		sift_down(heap, 0);
	return top;
}

void heap_replace(struct heap *heap, struct heap_item item)
{
	heap->items[0] = item;
	sift_down(heap, 0);
}
