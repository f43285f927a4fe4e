/* SPDX-License-Identifier: ISC */
#ifndef BASE_VIEW_H
#define BASE_VIEW_H

/* Comparing, searching and cutting views. A view never owns; NUL is a byte like any other. */

#include "base/bytes16.h"
#include "base/chars.h"
#include "base/slice.h"

/* Where the first `c` is; view.len when there is none. */
static inline size_t view_find(spoor_view view, char c)
{
	const char *hit;

	if (HAS_MASKS && view.len >= CHUNK) {
		unsigned mask = equal16(load16(view.ptr), c);

		if (mask)
			return (size_t)__builtin_ctz(mask);
	}
	hit = view.len ? memchr(view.ptr, c, view.len) : NULL;
	return hit ? (size_t)(hit - view.ptr) : view.len;
}

static inline bool view_has(spoor_view view, char c)
{
	return view_find(view, c) < view.len;
}

/* How many `c` there are; several gigabytes a second. */
size_t view_count(spoor_view view, char c);

/* Where the first of two bytes is; view.len when there is none. For short ways. */
static inline size_t view_find_either(spoor_view view, char a, char b)
{
	size_t at = 0;

	for (; view.len - at >= CHUNK; at += CHUNK) {
		unsigned mask = either16(load16(view.ptr + at), a, b);

		if (mask && HAS_MASKS)
			return at + (size_t)__builtin_ctz(mask);
		if (mask)
			break;
	}
	while (at < view.len && view.ptr[at] != a && view.ptr[at] != b)
		at++;
	return at;
}

/* Where the last `c` is; view.len when there is none. */
size_t view_find_last(spoor_view view, char c);

/* Where the first `needle` is; view.len when there is none (an empty needle is at 0). Linear. */
size_t view_search(spoor_view view, spoor_view needle);

/* Where the last `needle` is; view.len when there is none. */
size_t view_search_last(spoor_view view, spoor_view needle);

static inline bool view_holds(spoor_view view, spoor_view needle)
{
	return needle.len == 0 || view_search(view, needle) < view.len;
}

/* Equal, starts, with A-Z as a-z; other bytes as they are. */
bool view_eq_nocase(spoor_view a, spoor_view b);
bool view_starts_nocase(spoor_view view, spoor_view head);

/* Without the blanks and tabs at both ends. */
spoor_view view_trim(spoor_view view);

/* The text inside one pair of `open` and `close` at the ends; `view` itself without them. */
spoor_view view_unwrap(spoor_view view, char open, char close);

/* Splits at the first `c`: gives what is before it, `*rest` becomes what is behind it. Without
 * a `c` gives all and leaves `*rest` empty. */
spoor_view view_split(spoor_view *rest, char c);

/* A number below zero, zero or above it, by bytes. */
int view_order(spoor_view a, spoor_view b);

/* The whole view as a decimal number of at most 19 digits. */
bool view_number(spoor_view view, int64_t *number_r);

#endif
