/* SPDX-License-Identifier: ISC */
#include "input/walk.h"
#include "stream/place.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* FNV-1a. */
static uint64_t hash(uint64_t start, spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		start = (start ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
	return start;
}

uint64_t place_hash(spoor_view name)
{
	return hash(HASH_START, name);
}

static void keep(struct place *place, spoor_view path)
{
	size_t slash = view_find_last(path, '/');
	size_t head = slash < path.len ? slash + 1 : 0;

	place->len = path.len < PLACE_PATH_MOST ? path.len : 0;
	if (place->len)
		memcpy(place->path, path.ptr, place->len);
	place->file = place_hash(path);
	place->set = hash(place_hash(view_head(path, head)),
		walk_take_apart(view_skip(path, head)).base);
}

void place_find(struct place *place, spoor_view path)
{
	if (path.len == 0 || !view_eq(path, view_of(place->path, place->len)))
		keep(place, path);
}
