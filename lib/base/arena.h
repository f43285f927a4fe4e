/* SPDX-License-Identifier: ISC */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * Memory that is given back all at once. A block's arena holds the texts that its events need
 * and its source bytes do not have: decoded, joined, canonical. Once warm it allocates nothing:
 * a reset keeps the pages.
 */

#include "base/view.h"

enum { ARENA_PAGE = 64 * 1024 };

struct arena_page;

struct arena {
	struct arena_page *first;
	struct arena_page *page; /* the one in use */
	size_t used;             /* bytes of it */
	size_t total;            /* bytes of all pages */
	size_t max;
	bool failed; /* something found no room; stays so until arena_init */
};

/* `max`: the most bytes it will ever hold. */
void arena_init(struct arena *arena, size_t max);
void arena_deinit(struct arena *arena);

/* Forgets all content; keeps at most one page of standard size. */
void arena_drop_pages(struct arena *arena);

static inline void arena_reset(struct arena *arena)
{
	if (arena->page == arena->first && arena->total <= ARENA_PAGE)
		arena->used = 0;
	else
		arena_drop_pages(arena);
}

/* `size` bytes aligned for any object; NULL without memory or beyond the maximum. Valid until
 * the reset. */
void *arena_alloc(struct arena *arena, size_t size);

/* Room for up to `size` bytes of text; arena_keep says how many of them are used. Nothing else
 * may be allocated between the two. */
char *arena_room(struct arena *arena, size_t size);
void arena_keep(struct arena *arena, size_t used);

/* A copy of the view's bytes; an empty view on failure. */
spoor_view arena_copy(struct arena *arena, spoor_view view);

#endif
