/* SPDX-License-Identifier: ISC */
/* All calendar arithmetic is here; nothing asks libc, whose answers depend on the environment. */
#include "stamp.h"

#include "base/scan.h"

struct month_name {
	const char *name; /* lower case, without a point */
	int month;
};

/* The abbreviations of the C library's locales whose logs we have seen or must expect. The
 * first twelve are English and by far the most common. */
/* clang-format off */
static const struct month_name month_names[] = {
	{"jan", 1},   {"feb", 2},   {"mar", 3},   {"apr", 4},   {"may", 5},   {"jun", 6},
	{"jul", 7},   {"aug", 8},   {"sep", 9},   {"oct", 10},  {"nov", 11},  {"dec", 12},
	{"janv", 1},  {"f\xc3\xa9vr", 2}, {"mars", 3}, {"avril", 4}, {"avr", 4}, {"mai", 5},
	{"juin", 6},  {"juil", 7},  {"ao\xc3\xbbt", 8}, {"sept", 9}, {"d\xc3\xa9""c", 12},
	{"m\xc3\xa4r", 3}, {"m\xc3\xa4rz", 3}, {"okt", 10}, {"dez", 12}, {"juni", 6}, {"juli", 7},
	{"ene", 1},   {"abr", 4},   {"ago", 8},   {"dic", 12},  {"gen", 1},   {"mag", 5},
	{"giu", 6},   {"lug", 7},   {"set", 9},   {"ott", 10},  {"fev", 2},   {"out", 10},
	{"mrt", 3},   {"mei", 5},   {"maa", 3},   {"fevr", 2},  {"aout", 8},
};
/* clang-format on */

static const char *const weekday_names[] = {
	"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

bool stamp_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool stamp_fits_year(const struct stamp *stamp, int year)
{
	if (stamp->month == 2 && stamp->day == 29 && !stamp_is_leap(year))
		return false;
	if (stamp->weekday == 0)
		return true;
	/* 1970-01-01 was a Thursday. */
	return (stamp_days(year, stamp->month, stamp->day) % 7 + 7 + 3) % 7 + 1 ==
	       stamp->weekday;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && (year == 0 || stamp_is_leap(year)))
		return 29;
	return days[month - 1];
}

/* Howard Hinnant's days_from_civil: March is the first month, eras have 400 years. */
int64_t stamp_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t stamp_seconds(const struct stamp *stamp, int year)
{
	return stamp_days(year, stamp->month, stamp->day) * 86400 + stamp->hour * 3600 +
	       stamp->minute * 60 + stamp->second;
}

void stamp_from_seconds(struct stamp *stamp, int64_t seconds)
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int64_t rest = seconds - days * 86400;
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	stamp->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	stamp->month = (int)(month < 10 ? month + 3 : month - 9);
	stamp->year = (int)(year + era * 400 + (stamp->month <= 2));
	stamp->hour = (int)(rest / 3600);
	stamp->minute = (int)(rest % 3600 / 60);
	stamp->second = (int)(rest % 60);
}

int stamp_year(int64_t seconds)
{
	struct stamp stamp;

	stamp_from_seconds(&stamp, seconds);
	return stamp.year;
}

/* Letters and bytes of UTF-8 up to something else, perhaps with a point behind them. */
static bool scan_month(spoor_view *cursor, int *month_r)
{
	spoor_view rest = *cursor;
	spoor_view name;
	size_t len = 0;

	while (len < rest.len && len < 8 &&
		(is_alpha(rest.ptr[len]) || (unsigned char)rest.ptr[len] >= 0x80))
		len++;
	name = view_head(rest, len);
	rest = view_skip(rest, len);
	scan_char(&rest, '.');
	for (size_t i = 0; len >= 3 && i < COUNT(month_names); i++)
		if (view_eq_nocase(name, view_string(month_names[i].name))) {
			*month_r = month_names[i].month;
			*cursor = rest;
			return true;
		}
	return false;
}

/* One or two digits. */
static bool scan_day(spoor_view *cursor, int *day_r)
{
	if (scan_digits(cursor, 2, day_r))
		return true;
	return scan_digits(cursor, 1, day_r);
}

static bool scan_clock(spoor_view *cursor, struct stamp *stamp)
{
	return scan_digits(cursor, 2, &stamp->hour) && scan_char(cursor, ':') &&
	       scan_digits(cursor, 2, &stamp->minute) && scan_char(cursor, ':') &&
	       scan_digits(cursor, 2, &stamp->second);
}

/* Nothing, or '.' or ',' and digits; beyond nine they are dropped. */
static void scan_fraction(spoor_view *cursor, struct stamp *stamp)
{
	spoor_view rest = *cursor;

	stamp->nanos = 0;
	stamp->digits = 0;
	if (rest.len < 2 || (rest.ptr[0] != '.' && rest.ptr[0] != ',') ||
		!is_digit(rest.ptr[1]))
		return;
	for (rest = view_skip(rest, 1); rest.len && is_digit(rest.ptr[0]);
		rest = view_skip(rest, 1))
		if (stamp->digits < 9) {
			stamp->nanos = stamp->nanos * 10 + (rest.ptr[0] - '0');
			stamp->digits++;
		}
	for (int i = stamp->digits; i < 9; i++)
		stamp->nanos *= 10;
	*cursor = rest;
}

static bool year_in_range(int year)
{
	return year == 0 || (year >= STAMP_YEAR_MIN && year <= STAMP_YEAR_MAX);
}

/* All but the year. */
static bool is_date(const struct stamp *stamp)
{
	return stamp->month >= 1 && stamp->month <= 12 && stamp->day >= 1 &&
	       stamp->day <= month_days(stamp->year, stamp->month) && stamp->hour < 24 &&
	       stamp->minute < 60 && stamp->second <= 60;
}

static bool in_range(const struct stamp *stamp)
{
	return year_in_range(stamp->year) && is_date(stamp);
}

bool stamp_scan_offset(spoor_view *cursor, int *seconds_r)
{
	spoor_view rest = *cursor;
	int hours;
	int minutes = 0;
	bool west;

	if (scan_char(cursor, 'Z')) {
		*seconds_r = 0;
		return true;
	}
	if (rest.len < 3 || (rest.ptr[0] != '+' && rest.ptr[0] != '-'))
		return false;
	west = rest.ptr[0] == '-';
	rest = view_skip(rest, 1);
	if (!scan_digits(&rest, 2, &hours))
		return false;
	*cursor = rest;
	scan_char(&rest, ':');
	if (scan_digits(&rest, 2, &minutes))
		*cursor = rest;
	*seconds_r = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
	return hours < 24 && minutes < 60;
}

static bool scan_weekday(spoor_view *cursor, int *weekday_r)
{
	for (size_t i = 0; i < COUNT(weekday_names); i++)
		if (view_starts_nocase(*cursor, view_string(weekday_names[i]))) {
			*cursor = view_skip(*cursor, 3);
			*weekday_r = (int)i + 1;
			return true;
		}
	return false;
}

bool stamp_scan_bsd(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;
	spoor_view year;

	if (scan_weekday(&rest, &stamp.weekday) && !scan_char(&rest, ' '))
		return false;
	if (!scan_month(&rest, &stamp.month) || !scan_char(&rest, ' '))
		return false;
	scan_char(&rest, ' ');
	if (!scan_day(&rest, &stamp.day) || !scan_char(&rest, ' '))
		return false;
	year = rest;
	if (scan_digits(&year, 4, &stamp.year) && scan_char(&year, ' '))
		rest = year;
	else
		stamp.year = 0;
	if (!scan_clock(&rest, &stamp))
		return false;
	scan_fraction(&rest, &stamp);
	if (!in_range(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

static bool scan_iso(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;

	if (!scan_digits(&rest, 4, &stamp.year) || !scan_char(&rest, '-') ||
		!scan_digits(&rest, 2, &stamp.month) || !scan_char(&rest, '-') ||
		!scan_digits(&rest, 2, &stamp.day))
		return false;
	if (!scan_char(&rest, 'T') && !scan_char(&rest, ' '))
		return false;
	if (!scan_clock(&rest, &stamp))
		return false;
	scan_fraction(&rest, &stamp);
	stamp.zoned = stamp_scan_offset(&rest, &stamp.offset);
	if (!is_date(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

bool stamp_scan_iso(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp;
	spoor_view rest = *cursor;

	if (!scan_iso(&rest, &stamp) || !year_in_range(stamp.year))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

/* "dd", `separator`, "Mon", the same separator, "yyyy". */
static bool scan_day_month_year(spoor_view *cursor, char separator, struct stamp *stamp)
{
	return scan_day(cursor, &stamp->day) && scan_char(cursor, separator) &&
	       scan_month(cursor, &stamp->month) && scan_char(cursor, separator) &&
	       scan_digits(cursor, 4, &stamp->year);
}

bool stamp_scan_access(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;

	if (!scan_day_month_year(&rest, '/', &stamp) || !scan_char(&rest, ':') ||
		!scan_clock(&rest, &stamp))
		return false;
	scan_fraction(&rest, &stamp);
	if (scan_char(&rest, ' '))
		stamp.zoned = stamp_scan_offset(&rest, &stamp.offset);
	if (!in_range(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

bool stamp_scan_ctime(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;

	if (!scan_weekday(&rest, &stamp.weekday) || !scan_char(&rest, ' ') ||
		!scan_month(&rest, &stamp.month) || !scan_char(&rest, ' '))
		return false;
	scan_char(&rest, ' ');
	if (!scan_day(&rest, &stamp.day) || !scan_char(&rest, ' ') ||
		!scan_clock(&rest, &stamp))
		return false;
	scan_fraction(&rest, &stamp);
	if (!scan_char(&rest, ' ') || !scan_digits(&rest, 4, &stamp.year) ||
		!in_range(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

bool stamp_scan_slash(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;

	if (!scan_digits(&rest, 4, &stamp.year) || !scan_char(&rest, '/') ||
		!scan_digits(&rest, 2, &stamp.month) || !scan_char(&rest, '/') ||
		!scan_digits(&rest, 2, &stamp.day) || !scan_char(&rest, ' ') ||
		!scan_clock(&rest, &stamp) || !in_range(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

/* "UTC", "CET", "Europe/Paris", "America/Port-au-Prince". */
static void scan_zone_name(spoor_view *cursor, struct stamp *stamp)
{
	size_t len = 0;

	while (len < cursor->len && len < 40 &&
		(is_alpha(cursor->ptr[len]) || memchr("/_-", cursor->ptr[len], 3)))
		len++;
	stamp->zone = view_head(*cursor, len);
	*cursor = view_skip(*cursor, len);
}

bool stamp_scan_php(spoor_view *cursor, struct stamp *stamp_r)
{
	struct stamp stamp = {.zone = view_of("", 0)};
	spoor_view rest = *cursor;

	if (!scan_day_month_year(&rest, '-', &stamp) || !scan_char(&rest, ' ') ||
		!scan_clock(&rest, &stamp))
		return false;
	scan_fraction(&rest, &stamp);
	if (scan_char(&rest, ' ')) {
		stamp.zoned = stamp_scan_offset(&rest, &stamp.offset);
		if (!stamp.zoned)
			scan_zone_name(&rest, &stamp);
	}
	if (!in_range(&stamp))
		return false;
	*stamp_r = stamp;
	*cursor = rest;
	return true;
}

static bool scan_hex(spoor_view *cursor, int digits, uint64_t *number_r)
{
	uint64_t number = 0;

	if (cursor->len < (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		int value = hex_value(cursor->ptr[i]);

		if (value < 0)
			return false;
		number = number << 4 | (uint64_t)value;
	}
	*number_r = number;
	*cursor = view_skip(*cursor, (size_t)digits);
	return true;
}

bool stamp_scan_tai64(spoor_view *cursor, int64_t *ns_r, int *digits_r)
{
	const uint64_t label = UINT64_C(0x4000000000000000) + 10;
	spoor_view rest = *cursor;
	uint64_t seconds;
	uint64_t nanos = 0;

	if (!scan_char(&rest, '@') || !scan_hex(&rest, 16, &seconds))
		return false;
	if (seconds < label || seconds - label >= INT64_MAX / STAMP_NANOS)
		return false;
	*digits_r = scan_hex(&rest, 8, &nanos) ? 9 : 0;
	if (nanos >= (uint64_t)STAMP_NANOS)
		return false;
	*ns_r = (int64_t)(seconds - label) * STAMP_NANOS + (int64_t)nanos;
	*cursor = rest;
	return true;
}

static void put_digits(char *text, int number, int digits)
{
	while (digits-- > 0) {
		text[digits] = (char)('0' + number % 10);
		number /= 10;
	}
}

size_t stamp_format(int64_t ns, int digits, char text[STAMP_TEXT_MAX])
{
	int64_t seconds = stamp_second(ns);
	int nanos = (int)(ns - seconds * STAMP_NANOS);
	struct stamp stamp;
	size_t len = 19;

	stamp_from_seconds(&stamp, seconds);
	memcpy(text, "0000-00-00T00:00:00", 19);
	put_digits(text, stamp.year, 4);
	put_digits(text + 5, stamp.month, 2);
	put_digits(text + 8, stamp.day, 2);
	put_digits(text + 11, stamp.hour, 2);
	put_digits(text + 14, stamp.minute, 2);
	put_digits(text + 17, stamp.second, 2);
	if (digits > 0) {
		for (int i = digits; i < 9; i++)
			nanos /= 10;
		text[len++] = '.';
		put_digits(text + len, nanos, digits);
		len += (size_t)digits;
	}
	text[len++] = 'Z';
	text[len] = '\0';
	return len;
}

bool stamp_parse_instant(spoor_view view, int64_t *ns_r, int *digits_r)
{
	const int64_t most = INT64_MAX / STAMP_NANOS - 1;
	struct stamp stamp;
	int64_t seconds;

	if (!scan_iso(&view, &stamp)) {
		stamp = (struct stamp){0};
		if (!scan_digits(&view, 4, &stamp.year) || !scan_char(&view, '-') ||
			!scan_digits(&view, 2, &stamp.month) || !scan_char(&view, '-') ||
			!scan_digits(&view, 2, &stamp.day) || !is_date(&stamp))
			return false;
	}
	seconds = stamp_seconds(&stamp, stamp.year) - stamp.offset;
	if (view.len || seconds < -most || seconds > most)
		return false;
	*ns_r = seconds * STAMP_NANOS + stamp.nanos;
	*digits_r = stamp.digits;
	return true;
}
