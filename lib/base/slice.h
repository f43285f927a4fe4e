/* SPDX-License-Identifier: ISC */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

/* Views and parts of them; included by view.h. */

#include <spoor.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The view of a string literal. */
#define VIEW(literal) ((spoor_view){"" literal, sizeof(literal) - 1})

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline spoor_view view_of(const char *ptr, size_t len)
{
	return (spoor_view){ptr, len};
}

/* The view of a NUL-ended string; NULL gives the empty view. */
static inline spoor_view view_string(const char *string)
{
	return string ? view_of(string, strlen(string)) : view_of("", 0);
}

static inline bool view_eq(spoor_view a, spoor_view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool view_starts(spoor_view view, spoor_view head)
{
	return view.len >= head.len && memcmp(view.ptr, head.ptr, head.len) == 0;
}

static inline bool view_ends(spoor_view view, spoor_view tail)
{
	return view.len >= tail.len &&
	       memcmp(view.ptr + view.len - tail.len, tail.ptr, tail.len) == 0;
}

/* `view` without its first `n` bytes; n <= view.len. */
static inline spoor_view view_skip(spoor_view view, size_t n)
{
	return view_of(view.ptr + n, view.len - n);
}

/* The first `n` bytes of `view`; n <= view.len. */
static inline spoor_view view_head(spoor_view view, size_t n)
{
	return view_of(view.ptr, n);
}

#endif
