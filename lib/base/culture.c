/* SPDX-License-Identifier: ISC */
/* Dates as Windows prints them where a program did not ask for a fixed form. */
#include "base/scan.h"
#include "base/stamp.h"

/* A number of one to four digits. */
static bool scan_part(spoor_view *cursor, int *number_r, int *digits_r)
{
	spoor_view rest = *cursor;
	int number = 0;
	int digits = 0;

	while (digits < 4 && rest.len && is_digit(rest.ptr[0])) {
		number = number * 10 + (rest.ptr[0] - '0');
		rest = view_skip(rest, 1);
		digits++;
	}
	if (digits == 0 || (rest.len && is_digit(rest.ptr[0])))
		return false;
	*number_r = number;
	*digits_r = digits;
	*cursor = rest;
	return true;
}

/* "h:mm", perhaps ":ss". */
static bool scan_hours(spoor_view *cursor, struct stamp *stamp)
{
	int digits;
	spoor_view rest;

	if (!scan_part(cursor, &stamp->hour, &digits) || digits > 2 ||
		!scan_char(cursor, ':') || !scan_digits(cursor, 2, &stamp->minute))
		return false;
	rest = *cursor;
	stamp->second = 0;
	if (scan_char(&rest, ':')) {
		if (!scan_digits(&rest, 2, &stamp->second))
			return false;
		*cursor = rest;
	}
	return stamp->hour < 24 && stamp->minute < 60 && stamp->second <= 60;
}

/* " AM", " p.m.": the half of the day, with any blank before it. */
static bool scan_half(spoor_view *cursor, struct stamp *stamp)
{
	static const spoor_view narrow_blank = {"\xe2\x80\xaf", 3};
	spoor_view rest = *cursor;
	bool is_late;

	scan_blanks(&rest);
	scan_literal(&rest, narrow_blank);
	if (rest.len < 2 ||
		(to_lower(rest.ptr[0]) != 'a' && to_lower(rest.ptr[0]) != 'p'))
		return false;
	is_late = to_lower(rest.ptr[0]) == 'p';
	rest = view_skip(rest, 1);
	scan_char(&rest, '.');
	if (rest.len == 0 || to_lower(rest.ptr[0]) != 'm')
		return false;
	rest = view_skip(rest, 1);
	scan_char(&rest, '.');
	if (stamp->hour == 0 || stamp->hour > 12)
		return false;
	stamp->hour = stamp->hour % 12 + (is_late ? 12 : 0);
	*cursor = rest;
	return true;
}

/* Which of two numbers is the day, and how that is known. */
static enum stamp_order decide(
	int first, int second, char separator, bool is_half, enum stamp_order order)
{
	if (separator != '/' || first > 12)
		return ORDER_DAY_FIRST;
	if (second > 12)
		return ORDER_MONTH_FIRST;
	if (first == second)
		return ORDER_NONE;
	if (order == ORDER_DAY_FIRST || order == ORDER_MONTH_FIRST)
		return order == ORDER_DAY_FIRST ? ORDER_DAY_GUESSED : ORDER_MONTH_GUESSED;
	return is_half ? ORDER_MONTH_GUESSED : ORDER_DAY_GUESSED;
}

static bool is_date(const struct stamp *stamp)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (stamp->year < STAMP_YEAR_MIN || stamp->year > STAMP_YEAR_MAX ||
		stamp->month < 1 || stamp->month > 12 || stamp->day < 1)
		return false;
	return stamp->day <=
	       days[stamp->month - 1] + (stamp->month == 2 && stamp_is_leap(stamp->year));
}

bool stamp_scan_culture(spoor_view *cursor, enum stamp_order order, struct stamp *stamp_r)
{
	spoor_view rest = *cursor;
	struct stamp stamp = {.zone = view_of("", 0)};
	int numbers[3];
	int digits[3];
	char separator;
	bool is_half;
	bool is_day_first;

	if (!scan_part(&rest, &numbers[0], &digits[0]) || rest.len == 0)
		return false;
	separator = rest.ptr[0];
	if (separator != '/' && separator != '.' && separator != '-')
		return false;
	if (!scan_char(&rest, separator) || !scan_part(&rest, &numbers[1], &digits[1]) ||
		!scan_char(&rest, separator) ||
		!scan_part(&rest, &numbers[2], &digits[2]))
		return false;
	scan_char(&rest, ',');
	scan_blanks(&rest);
	if (!scan_hours(&rest, &stamp))
		return false;
	is_half = scan_half(&rest, &stamp);
	if (digits[0] == 4) {
		stamp.year = numbers[0];
		stamp.month = numbers[1];
		stamp.day = numbers[2];
	} else {
		stamp.order = (uint8_t)decide(
			numbers[0], numbers[1], separator, is_half, order);
		is_day_first = stamp.order == ORDER_DAY_FIRST ||
			       stamp.order == ORDER_DAY_GUESSED;
		stamp.day = numbers[is_day_first ? 0 : 1];
		stamp.month = numbers[is_day_first ? 1 : 0];
		stamp.year = digits[2] == 2 ? 2000 + numbers[2] : numbers[2];
	}
	if (!is_date(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}
