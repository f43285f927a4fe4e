/* SPDX-License-Identifier: ISC */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

/*
 * Scanners read from the front of a view: they move the cursor behind what they took, or leave
 * it alone and give false. None looks further than the end of the view.
 */

#include "base/view.h"

static inline bool scan_char(spoor_view *cursor, char c)
{
	if (cursor->len == 0 || cursor->ptr[0] != c)
		return false;
	*cursor = view_skip(*cursor, 1);
	return true;
}

static inline bool scan_literal(spoor_view *cursor, spoor_view literal)
{
	if (!view_starts(*cursor, literal))
		return false;
	*cursor = view_skip(*cursor, literal.len);
	return true;
}

/* The text before the next `c`; the cursor ends behind the `c`. */
static inline bool scan_until(spoor_view *cursor, char c, spoor_view *text_r)
{
	size_t at = view_find(*cursor, c);

	if (at == cursor->len)
		return false;
	*text_r = view_head(*cursor, at);
	*cursor = view_skip(*cursor, at + 1);
	return true;
}

/* The text before the next `mark`; the cursor ends behind the mark. */
bool scan_until_text(spoor_view *cursor, spoor_view mark, spoor_view *text_r);

/* The text before the last `mark`; the cursor ends behind it. */
bool scan_until_last(spoor_view *cursor, spoor_view mark, spoor_view *text_r);

/* The text between `open`, which must be next, and the following `close`. */
bool scan_between(spoor_view *cursor, char open, char close, spoor_view *text_r);

/* Text up to the next blank or the end, at least one byte; takes the blank too. */
bool scan_word(spoor_view *cursor, spoor_view *word_r);

/* A decimal number of at most 19 digits, at least one. */
bool scan_number(spoor_view *cursor, int64_t *number_r);

/* Exactly `digits` decimal digits (at most 9). */
bool scan_digits(spoor_view *cursor, int digits, int *number_r);

/* A decimal fraction: digits, perhaps a point and digits. */
bool scan_decimal(spoor_view *cursor, spoor_view *text_r);

/* Blanks and tabs, none is fine. */
void scan_blanks(spoor_view *cursor);

#endif
