/* SPDX-License-Identifier: ISC */
/* The times that stand before a line of syslog. The first two are on nearly every line. */
#include "base/scan.h"
#include "format/head.h"

enum { DATE_LEN = 10, MICROS = 6, NANOS_OF_MICRO = 1000 };
enum { EPOCH_LEAST = 9, EPOCH_MOST = 11, FIRST_YEAR = 1970, LAST_YEAR = 2261 };

/* "2025-12-29T08:50:17.377642+01:00". More than six digits of fraction is what container
 * engines write, not syslog. */
static bool scan_iso(struct clock *clock, spoor_view *cursor, struct head *head,
	enum head_need *need_r)
{
	spoor_view rest = *cursor;

	if (!clock_scan_iso(clock, &rest, &head->moment) || head->moment.digits > MICROS)
		return false;
	*need_r = cursor->ptr[DATE_LEN] == ' ' ? NEED_PID : NEED_NOTHING;
	*cursor = rest;
	return true;
}

/* "2025 Dec 29 08:50:17". */
static bool scan_year_first(struct clock *clock, spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	struct stamp stamp;
	int year;

	if (!scan_digits(&rest, 4, &year) || !scan_char(&rest, ' ') ||
		!stamp_scan_bsd(&rest, &stamp) || stamp.year)
		return false;
	if (year < FIRST_YEAR || year > LAST_YEAR ||
		(stamp.month == 2 && stamp.day == 29 && !stamp_is_leap(year)))
		return false;
	stamp.year = year;
	clock_solve(clock, &stamp, &head->moment);
	*cursor = rest;
	return true;
}

/* "1766994617.377642": seconds since 1970 in UTC. */
static bool scan_epoch(struct clock *clock, spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	size_t point = view_find(view_head(rest, rest.len < 16 ? rest.len : 16), '.');
	struct stamp stamp = {.zoned = true, .digits = MICROS};
	int64_t seconds;
	int micros;

	if (point < EPOCH_LEAST || point > EPOCH_MOST || !scan_number(&rest, &seconds) ||
		!scan_char(&rest, '.') || !scan_digits(&rest, MICROS, &micros) ||
		seconds > INT64_MAX / STAMP_NANOS - 1)
		return false;
	stamp_from_seconds(&stamp, seconds);
	stamp.nanos = micros * NANOS_OF_MICRO;
	clock_solve(clock, &stamp, &head->moment);
	*cursor = rest;
	return true;
}

/* "Mon 2025-12-29 08:50:17 CET": the weekday says nothing new; of the zones only UTC and GMT
 * and numbers are without doubt. */
static bool scan_full(struct clock *clock, spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	struct stamp stamp;
	spoor_view word;

	if (rest.len < 4 || !is_alpha(rest.ptr[0]) || rest.ptr[3] != ' ')
		return false;
	rest = view_skip(rest, 4);
	if (!stamp_scan_iso(&rest, &stamp) || stamp.zoned || !scan_char(&rest, ' ') ||
		!scan_word(&rest, &word))
		return false;
	*cursor = view_of(
		word.ptr + word.len, (size_t)(rest.ptr + rest.len - word.ptr) - word.len);
	if (view_eq(word, VIEW("UTC")) || view_eq(word, VIEW("GMT")))
		stamp.zoned = true;
	else if (is_alpha(word.ptr[0]))
		head->zone = word;
	else
		stamp.zoned = stamp_scan_offset(&word, &stamp.offset);
	clock_solve(clock, &stamp, &head->moment);
	head->full = true;
	return true;
}

/* "Mon Dec 29 08:50:17 2025": behind a weekday four digits are a year, not a host. */
static bool scan_ctime(struct clock *clock, spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	struct stamp stamp;

	if (rest.len < 4 || rest.ptr[3] != ' ' || !stamp_scan_ctime(&rest, &stamp) ||
		!view_starts(rest, VIEW(" ")))
		return false;
	clock_solve(clock, &stamp, &head->moment);
	*cursor = rest;
	return true;
}

/* "Dec 29 08:50:17", perhaps with the mark of a clock that is not set or not right. */
static bool scan_bsd(struct clock *clock, spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;

	if (!scan_char(&rest, '*'))
		scan_char(&rest, '.');
	if (!clock_scan_bsd(clock, &rest, &head->moment))
		return false;
	*cursor = rest;
	return true;
}

bool head_scan_time(struct clock *clock, spoor_view *cursor, struct head *head,
	enum head_need *need_r)
{
	*need_r = NEED_NOTHING;
	if (cursor->len == 0)
		return false;
	if (!is_digit(cursor->ptr[0]))
		return scan_ctime(clock, cursor, head) || scan_bsd(clock, cursor, head) ||
		       scan_full(clock, cursor, head);
	if (scan_iso(clock, cursor, head, need_r) || scan_year_first(clock, cursor, head))
		return true;
	*need_r = NEED_PROGRAM;
	return scan_epoch(clock, cursor, head);
}
