/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_QUICK_H
#define FORMAT_QUICK_H

/*
 * Scanners for the few kinds of text that make up most of a log. A quick reader knows a text in
 * one exact shape with nothing unusual in it and gives the same event as the format's own
 * readers; what differs by a byte is left to them. It runs only behind a head that is kept
 * (format/memo.h). A test reads all lines both ways.
 */

#include "event/event.h"
#include "format/quick_odd.h"

/* What is left of a text that has at least CHUNK bytes. */
struct quick {
	const char *at;
	const char *end;
};

static inline struct quick quick_of(spoor_view text)
{
	return (struct quick){text.ptr, text.ptr + text.len};
}

static inline bool quick_ended(const struct quick *quick)
{
	return quick->at == quick->end;
}

#define QUICK_SKIP(quick, literal) quick_skip(quick, "" literal, sizeof(literal) - 1)

/* The literal is next; the cursor ends behind it. */
ALWAYS_INLINE bool quick_skip(struct quick *quick, const char *literal, size_t len)
{
	if ((size_t)(quick->end - quick->at) < len ||
		memcmp(quick->at, literal, len) != 0)
		return false;
	quick->at += len;
	return true;
}

/* Moves to the first odd byte; the end when there is none. */
ALWAYS_INLINE void quick_find_odd(struct quick *quick)
{
	unsigned mask;

	while (quick->end - quick->at >= CHUNK) {
		mask = quick_odds(load16(quick->at));
		if (mask) {
			quick->at += __builtin_ctz(mask);
			return;
		}
		quick->at += CHUNK;
	}
	mask = quick_odds(load16(quick->end - CHUNK)) >>
	       (CHUNK - (quick->end - quick->at));
	quick->at = mask ? quick->at + __builtin_ctz(mask) : quick->end;
}

/* A plain word of at least one byte, and the odd byte `stop` behind it. */
ALWAYS_INLINE bool quick_word(struct quick *quick, char stop, spoor_view *word_r)
{
	const char *start = quick->at;

	quick_find_odd(quick);
	*word_r = view_of(start, (size_t)(quick->at - start));
	if (quick->at == start || quick->at == quick->end || *quick->at != stop)
		return false;
	quick->at++;
	return true;
}

/* The same up to the end. */
ALWAYS_INLINE bool quick_last_word(struct quick *quick, spoor_view *word_r)
{
	const char *start = quick->at;

	quick_find_odd(quick);
	*word_r = view_of(start, (size_t)(quick->at - start));
	return quick->at != start && quick->at == quick->end;
}

/* One to eighteen digits. */
ALWAYS_INLINE bool quick_number(struct quick *quick, int64_t *number_r)
{
	const char *start = quick->at;
	int64_t number = 0;

	while (quick->at < quick->end && is_digit(*quick->at))
		number =
			(int64_t)((uint64_t)number * 10 + (uint64_t)(*quick->at++ - '0'));
	*number_r = number;
	return quick->at != start && quick->at - start <= 18;
}

#endif
