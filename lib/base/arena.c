/* SPDX-License-Identifier: ISC */
/* A chain of pages, each filled from its start. */
#include "arena.h"

#include "base/mem.h"

struct arena_page {
	struct arena_page *next;
	size_t size;
	max_align_t bytes[];
};

void arena_init(struct arena *arena, size_t max)
{
	*arena = (struct arena){.max = max};
}

static void free_pages(struct arena_page *page)
{
	while (page) {
		struct arena_page *next = page->next;

		mem_free(page);
		page = next;
	}
}

void arena_deinit(struct arena *arena)
{
	free_pages(arena->first);
	*arena = (struct arena){.max = arena->max, .failed = arena->failed};
}

void arena_drop_pages(struct arena *arena)
{
	if (arena->first && arena->first->size > ARENA_PAGE) {
		arena_deinit(arena);
		return;
	}
	if (arena->first) {
		free_pages(arena->first->next);
		arena->first->next = NULL;
		arena->total = arena->first->size;
	}
	arena->page = arena->first;
	arena->used = 0;
}

static bool add_page(struct arena *arena, size_t size)
{
	struct arena_page *page;

	if (size < ARENA_PAGE)
		size = ARENA_PAGE;
	if (size > arena->max || arena->total > arena->max - size)
		return false;
	page = mem_alloc(sizeof(*page) + size);
	if (!page)
		return false;
	page->next = NULL;
	page->size = size;
	if (arena->page)
		arena->page->next = page;
	else
		arena->first = page;
	arena->page = page;
	arena->used = 0;
	arena->total += size;
	return true;
}

char *arena_room(struct arena *arena, size_t size)
{
	if (!arena->page || arena->page->size - arena->used < size)
		if (!add_page(arena, size)) {
			arena->failed = true;
			return NULL;
		}
	return (char *)arena->page->bytes + arena->used;
}

void arena_keep(struct arena *arena, size_t used)
{
	arena->used += used;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	enum { ALIGN = _Alignof(max_align_t) };
	size_t pad = (ALIGN - arena->used % ALIGN) % ALIGN;
	char *room;

	if (arena->page && arena->page->size - arena->used >= pad)
		arena->used += pad;
	room = arena_room(arena, size);
	if (room)
		arena_keep(arena, size);
	return room;
}

spoor_view arena_copy(struct arena *arena, spoor_view view)
{
	char *room = arena_room(arena, view.len);

	if (!room || view.len == 0)
		return view_of("", 0);
	memcpy(room, view.ptr, view.len);
	arena_keep(arena, view.len);
	return view_of(room, view.len);
}
