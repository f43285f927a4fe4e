/* SPDX-License-Identifier: ISC */
#ifndef BASE_VIEW_H
#define BASE_VIEW_H

/* Comparing, searching and cutting views. A view never owns; NUL is a byte like any other. */

#include "base/bytes16.h"

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

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool is_alpha(char c)
{
	return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

/* The value of a hexadecimal digit, -1 for anything else. */
static inline int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
