/* SPDX-License-Identifier: ISC */
/* strtod depends on the locale, wants a NUL and rounds; a log's 0.1 is compared as 0.1. */
#include "decimal.h"

#include "base/scan.h"

enum { DIGITS = 19, EXPONENT_MOST = 1000000 };

/* Takes the digits at the front; `point` is true behind the point. Gives how many. */
static size_t scan_mantissa(
	spoor_view *cursor, struct decimal *decimal, int *used, bool point)
{
	size_t count = 0;

	for (; count < cursor->len && is_digit(cursor->ptr[count]); count++) {
		int digit = cursor->ptr[count] - '0';

		if (*used == 0 && digit == 0) {
			decimal->exponent -= point;
			continue;
		}
		decimal->exponent += !point;
		if (*used < DIGITS) {
			decimal->digits = decimal->digits * 10 + (uint64_t)digit;
			++*used;
		}
	}
	*cursor = view_skip(*cursor, count);
	return count;
}

/* Nothing, or 'e', a sign and digits. */
static bool scan_exponent(spoor_view *cursor, int64_t *exponent)
{
	int64_t number;
	bool down;

	if (!scan_char(cursor, 'e') && !scan_char(cursor, 'E'))
		return true;
	down = scan_char(cursor, '-');
	if (!down)
		scan_char(cursor, '+');
	if (!scan_number(cursor, &number))
		return false;
	if (number > EXPONENT_MOST)
		number = EXPONENT_MOST;
	*exponent += down ? -number : number;
	return true;
}

bool decimal_parse(spoor_view view, struct decimal *decimal_r)
{
	struct decimal decimal = {.negative = scan_char(&view, '-')};
	int used = 0;

	if (scan_mantissa(&view, &decimal, &used, false) == 0)
		return false;
	if (scan_char(&view, '.') && scan_mantissa(&view, &decimal, &used, true) == 0)
		return false;
	if (!scan_exponent(&view, &decimal.exponent) || view.len)
		return false;
	if (used == 0)
		decimal = (struct decimal){.exponent = INT64_MIN};
	else
		for (; used < DIGITS; used++)
			decimal.digits *= 10;
	*decimal_r = decimal;
	return true;
}

int decimal_order(const struct decimal *a, const struct decimal *b)
{
	int order;

	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	if (a->exponent != b->exponent)
		order = a->exponent < b->exponent ? -1 : 1;
	else
		order = (a->digits > b->digits) - (a->digits < b->digits);
	return a->negative ? -order : order;
}
