/* SPDX-License-Identifier: ISC */
#include "input/walk.h"
#include "stream/place.h"

/* FNV-1a. */
static uint64_t hash(uint64_t start, spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		start = (start ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
	return start;
}

static void keep(struct place *place, spoor_view path)
{
	const uint64_t start = UINT64_C(0xcbf29ce484222325);
	size_t slash = view_find_last(path, '/');
	size_t head = slash < path.len ? slash + 1 : 0;

	place->len = path.len < PLACE_PATH_MOST ? path.len : 0;
	if (place->len)
		memcpy(place->path, path.ptr, place->len);
	place->file = hash(start, path);
	place->set = hash(hash(start, view_head(path, head)),
		walk_take_apart(view_skip(path, head)).base);
}

void place_find(struct place *place, spoor_view path)
{
	if (path.len == 0 || !view_eq(path, view_of(place->path, place->len)))
		keep(place, path);
}
