/* SPDX-License-Identifier: ISC */
#include "base/scan.h"
#include "format/custom_rule.h"
#include "format/wrap.h"

static bool scan_tai64(spoor_view *cursor, struct stamp *stamp_r)
{
	int64_t ns;
	int digits;

	if (!stamp_scan_tai64(cursor, &ns, &digits))
		return false;
	*stamp_r = wrap_stamp(ns, digits);
	return true;
}

/* clang-format off */
static const struct custom_time ways[] = {
	{"iso",      stamp_scan_iso,    0},
	{"bsd",      stamp_scan_bsd,    0},
	{"access",   stamp_scan_access, 0},
	{"ctime",    stamp_scan_ctime,  0},
	{"slash",    stamp_scan_slash,  0},
	{"php",      stamp_scan_php,    0},
	{"tai64",    scan_tai64,        0},
	{"epoch",    NULL,              STAMP_NANOS},
	{"epoch-ms", NULL,              STAMP_NANOS / 1000},
	{"epoch-us", NULL,              STAMP_NANOS / 1000000},
	{"epoch-ns", NULL,              1},
};
/* clang-format on */

const struct custom_time *custom_time_find(spoor_view name)
{
	for (size_t i = 0; i < COUNT(ways); i++)
		if (view_eq(name, view_string(ways[i].name)))
			return &ways[i];
	return NULL;
}

/* The digits behind the point, as nanoseconds; beyond nine in all they are dropped. */
static int64_t scan_fraction(spoor_view *cursor, int64_t unit, int *digits)
{
	int64_t ns = 0;

	while (cursor->len && is_digit(cursor->ptr[0])) {
		unit /= 10;
		ns += unit * (cursor->ptr[0] - '0');
		*digits += unit > 0;
		*cursor = view_skip(*cursor, 1);
	}
	return ns;
}

/* How many digits of a second the unit stands for. */
static int unit_digits(int64_t unit)
{
	int digits = 0;

	for (; unit < STAMP_NANOS; unit *= 10)
		digits++;
	return digits;
}

static bool parse_number(int64_t unit, spoor_view text, struct stamp *stamp_r)
{
	int digits = unit_digits(unit);
	int64_t number;
	int64_t ns;

	if (!scan_number(&text, &number) || number >= INT64_MAX / unit)
		return false;
	ns = number * unit;
	if (scan_char(&text, '.'))
		ns += scan_fraction(&text, unit, &digits);
	*stamp_r = wrap_stamp(ns, digits);
	return text.len == 0;
}

bool custom_time_parse(
	const struct custom_time *time, spoor_view text, struct stamp *stamp_r)
{
	if (time->unit)
		return parse_number(time->unit, text, stamp_r);
	return time->scan(&text, stamp_r) && text.len == 0;
}
