/* SPDX-License-Identifier: ISC */
/* Reading from the front of a view; the shortest scanners are in the header. */
#include "scan.h"

bool scan_until_text(spoor_view *cursor, spoor_view mark, spoor_view *text_r)
{
	size_t at = view_search(*cursor, mark);

	if (at == cursor->len)
		return false;
	*text_r = view_head(*cursor, at);
	*cursor = view_skip(*cursor, at + mark.len);
	return true;
}

bool scan_until_last(spoor_view *cursor, spoor_view mark, spoor_view *text_r)
{
	size_t at = view_search_last(*cursor, mark);

	if (at == cursor->len)
		return false;
	*text_r = view_head(*cursor, at);
	*cursor = view_skip(*cursor, at + mark.len);
	return true;
}

bool scan_between(spoor_view *cursor, char open, char close, spoor_view *text_r)
{
	spoor_view rest = *cursor;

	if (!scan_char(&rest, open) || !scan_until(&rest, close, text_r))
		return false;
	*cursor = rest;
	return true;
}

bool scan_word(spoor_view *cursor, spoor_view *word_r)
{
	size_t at = view_find(*cursor, ' ');

	if (at == 0)
		return false;
	*word_r = view_head(*cursor, at);
	*cursor = view_skip(*cursor, at < cursor->len ? at + 1 : at);
	return true;
}

bool scan_number(spoor_view *cursor, int64_t *number_r)
{
	size_t digits = 0;

	while (digits < cursor->len && is_digit(cursor->ptr[digits]))
		digits++;
	if (!view_number(view_head(*cursor, digits), number_r))
		return false;
	*cursor = view_skip(*cursor, digits);
	return true;
}

bool scan_digits(spoor_view *cursor, int digits, int *number_r)
{
	int number = 0;

	if (cursor->len < (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		if (!is_digit(cursor->ptr[i]))
			return false;
		number = number * 10 + (cursor->ptr[i] - '0');
	}
	*number_r = number;
	*cursor = view_skip(*cursor, (size_t)digits);
	return true;
}

bool scan_decimal(spoor_view *cursor, spoor_view *text_r)
{
	size_t len = 0;
	size_t point;

	while (len < cursor->len && is_digit(cursor->ptr[len]))
		len++;
	if (len == 0)
		return false;
	point = len;
	if (len + 1 < cursor->len && cursor->ptr[len] == '.' &&
		is_digit(cursor->ptr[len + 1]))
		for (point = len + 1;
			point < cursor->len && is_digit(cursor->ptr[point]);)
			point++;
	*text_r = view_head(*cursor, point);
	*cursor = view_skip(*cursor, point);
	return true;
}

void scan_blanks(spoor_view *cursor)
{
	while (cursor->len && (cursor->ptr[0] == ' ' || cursor->ptr[0] == '\t'))
		*cursor = view_skip(*cursor, 1);
}
