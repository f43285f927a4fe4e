/* SPDX-License-Identifier: ISC */
/* RFC 3339 offsets have no seconds: a zone that has them is read at its whole minute. */
#include "local_time.h"

enum { MINUTE = 60, HOUR = 3600 };

static int offset_at(int64_t ns, const struct zone *zone)
{
	int offset = zone ? zone_offset(zone, stamp_second(ns)) : 0;
	int64_t shift = offset * STAMP_NANOS;

	if (shift > 0 ? ns > INT64_MAX - shift : ns < INT64_MIN - shift)
		return 0;
	return offset / MINUTE * MINUTE;
}

static size_t put_two(char *out, int number)
{
	out[0] = (char)('0' + number / 10);
	out[1] = (char)('0' + number % 10);
	return 2;
}

size_t local_time_format(
	int64_t ns, int digits, const struct zone *zone, char text[STAMP_TEXT_MAX])
{
	int offset = offset_at(ns, zone);
	size_t len = stamp_format(ns + offset * STAMP_NANOS, digits, text) - 1; /* no Z */

	text[len++] = offset < 0 ? '-' : '+';
	offset = offset < 0 ? -offset : offset;
	len += put_two(text + len, offset / HOUR);
	text[len++] = ':';
	len += put_two(text + len, offset % HOUR / MINUTE);
	text[len] = '\0';
	return len;
}
