/* SPDX-License-Identifier: ISC */
/* memmem and memrchr are not in POSIX.1-2008, but in glibc, musl and the BSDs, and linear. */
#define _GNU_SOURCE

#include "view.h"

size_t view_count(spoor_view view, char c)
{
	size_t count = 0;

	while (view.len >= COUNT_STEP) {
		size_t steps = view.len / COUNT_STEP < COUNT_STEPS ? view.len / COUNT_STEP
								   : COUNT_STEPS;

		count += count16s(view.ptr, steps, c);
		view = view_skip(view, steps * COUNT_STEP);
	}
	for (size_t i = 0; i < view.len; i++)
		count += view.ptr[i] == c;
	return count;
}

size_t view_find_last(spoor_view view, char c)
{
	const char *hit;

	if (HAS_MASKS && view.len >= CHUNK) {
		unsigned mask = equal16(load16(view.ptr + view.len - CHUNK), c);

		if (mask)
			return view.len - 1 - ((size_t)__builtin_clz(mask) - CHUNK);
	}
	hit = view.len ? memrchr(view.ptr, c, view.len) : NULL;
	return hit ? (size_t)(hit - view.ptr) : view.len;
}

size_t view_search(spoor_view view, spoor_view needle)
{
	const char *hit;

	if (needle.len == 0)
		return 0;
	if (view.len < needle.len)
		return view.len;
	hit = memmem(view.ptr, view.len, needle.ptr, needle.len);
	return hit ? (size_t)(hit - view.ptr) : view.len;
}

size_t view_search_last(spoor_view view, spoor_view needle)
{
	size_t last = view.len;
	size_t from = 0;

	while (from < view.len) {
		size_t hit = view_search(view_skip(view, from), needle);

		if (hit == view.len - from)
			break;
		last = from + hit;
		from = last + needle.len;
	}
	return last;
}

static bool same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (to_lower(a[i]) != to_lower(b[i]))
			return false;
	return true;
}

bool view_eq_nocase(spoor_view a, spoor_view b)
{
	return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len);
}

bool view_starts_nocase(spoor_view view, spoor_view head)
{
	return view.len >= head.len && same_nocase(view.ptr, head.ptr, head.len);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

spoor_view view_trim(spoor_view view)
{
	while (view.len && is_blank(view.ptr[0]))
		view = view_skip(view, 1);
	while (view.len && is_blank(view.ptr[view.len - 1]))
		view.len--;
	return view;
}

spoor_view view_unwrap(spoor_view view, char open, char close)
{
	if (view.len >= 2 && view.ptr[0] == open && view.ptr[view.len - 1] == close)
		return view_of(view.ptr + 1, view.len - 2);
	return view;
}

spoor_view view_split(spoor_view *rest, char c)
{
	size_t at = view_find(*rest, c);
	spoor_view head = view_head(*rest, at);

	*rest = at < rest->len ? view_skip(*rest, at + 1) : view_skip(*rest, at);
	return head;
}

int view_order(spoor_view a, spoor_view b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool view_number(spoor_view view, int64_t *number_r)
{
	uint64_t number = 0;

	if (view.len == 0 || view.len > 19)
		return false;
	for (size_t i = 0; i < view.len; i++) {
		if (!is_digit(view.ptr[i]))
			return false;
		number = number * 10 + (uint64_t)(view.ptr[i] - '0');
	}
	if (number > INT64_MAX)
		return false;
	*number_r = (int64_t)number;
	return true;
}
