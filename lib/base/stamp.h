/* SPDX-License-Identifier: ISC */
#ifndef BASE_STAMP_H
#define BASE_STAMP_H

/*
 * Time stamps as logs write them. A stamp says what the line says and no more: the year may be
 * missing, and so may the zone. base/clock.h makes an instant of it.
 */

#include "base/view.h"

#define STAMP_NANOS INT64_C(1000000000)

/* The whole years that nanoseconds since 1970 can hold: a stamp of another year is none. */
enum { STAMP_YEAR_MIN = 1678, STAMP_YEAR_MAX = 2261 };

struct stamp {
	int year; /* 0: not stated */
	int month;
	int day;
	int hour;
	int minute;
	int second; /* 60 is a leap second */
	int nanos;
	int digits;      /* of the fraction: 0 … 9 */
	int weekday;     /* 1 (Monday) … 7; 0: not stated */
	bool zoned;      /* `offset` is stated */
	int offset;      /* seconds east of UTC */
	spoor_view zone; /* a zone by name ("UTC", "Europe/Paris"), else empty */
	uint8_t order;   /* of day and month, an enum stamp_order */
};

/* Which of two numbers is the day. */
enum stamp_order {
	ORDER_NONE, /* the shape has but one way to be read */
	ORDER_DAY_FIRST, /* shapes that have two: the numbers, or what stands between them, tell */
	ORDER_MONTH_FIRST,
	ORDER_DAY_GUESSED, /* … do not */
	ORDER_MONTH_GUESSED,
};

/* Each reads one shape from the front of the cursor and checks the ranges. */

/* Perhaps "Www ", then "Mmm dd hh:mm:ss" (day padded with a blank, a zero or not at all), also "Mmm dd yyyy hh:mm:ss"
 * and months in French, German, Spanish, Italian, Portuguese and Dutch, with or without their
 * point; perhaps a fraction. */
bool stamp_scan_bsd(spoor_view *cursor, struct stamp *stamp_r);

/* "yyyy-mm-dd" 'T' or blank "hh:mm:ss", perhaps a fraction after '.' or ',', perhaps "Z",
 * "+hh:mm", "+hhmm" or "+hh". */
bool stamp_scan_iso(spoor_view *cursor, struct stamp *stamp_r);

/* "dd/Mon/yyyy:hh:mm:ss +hhmm" (Apache, nginx). */
bool stamp_scan_access(spoor_view *cursor, struct stamp *stamp_r);

/* "Www Mmm dd hh:mm:ss[.frac] yyyy" (Apache's error log). */
bool stamp_scan_ctime(spoor_view *cursor, struct stamp *stamp_r);

/* "yyyy/mm/dd hh:mm:ss" (nginx's error log). */
bool stamp_scan_slash(spoor_view *cursor, struct stamp *stamp_r);

/* "dd-Mon-yyyy hh:mm:ss[.frac] +hhmm" or a zone's name behind it (Roundcube, PHP). */
bool stamp_scan_php(spoor_view *cursor, struct stamp *stamp_r);

/* "d/M/yyyy h:mm[:ss] [AM|PM]" as Windows prints times, in any culture: with '/', '.' or '-', the
 * day or the month in front, perhaps padded, perhaps with 24 hours. Where it could be either,
 * `order` decides (ORDER_DAY_FIRST or ORDER_MONTH_FIRST), else AM and PM are taken for American. */
bool stamp_scan_culture(
	spoor_view *cursor, enum stamp_order order, struct stamp *stamp_r);

/* "@" and 16 to 24 hexadecimal digits (TAI64, TAI64N). Gives an instant, not a stamp; leap
 * seconds as the software that writes it: a constant 10 seconds. */
bool stamp_scan_tai64(spoor_view *cursor, int64_t *ns_r, int *digits_r);

/* "+hhmm", "+hh:mm" or "+hh", and "Z". */
bool stamp_scan_offset(spoor_view *cursor, int *seconds_r);

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar. */
int64_t stamp_days(int year, int month, int day);

/* Seconds since 1970 of the stamp's date and time read as UTC, in `year`. */
int64_t stamp_seconds(const struct stamp *stamp, int year);

bool stamp_is_leap(int year);

/* True when the date exists in that year and, where the stamp states a weekday, falls on it. */
bool stamp_fits_year(const struct stamp *stamp, int year);

/* The second that an instant in nanoseconds falls in, also before 1970. */
static inline int64_t stamp_second(int64_t ns)
{
	return ns / STAMP_NANOS - (ns % STAMP_NANOS < 0);
}

/* The year of an instant in UTC. */
int stamp_year(int64_t seconds);

/* Sets the date and time fields from seconds since 1970. */
void stamp_from_seconds(struct stamp *stamp, int64_t seconds);

enum { STAMP_TEXT_MAX = 40 };

/* RFC 3339 with Z, `digits` of fraction: "2025-12-29T08:50:17.377Z". Gives the length. */
size_t stamp_format(int64_t ns, int digits, char text[STAMP_TEXT_MAX]);

/* An RFC 3339 time with a zone, or a date, or a date and time without a zone (UTC). The whole
 * view. `digits_r` is the fraction's. */
bool stamp_parse_instant(spoor_view view, int64_t *ns_r, int *digits_r);

#endif
