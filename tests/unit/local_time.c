/* SPDX-License-Identifier: ISC */
#include "codec/local_time.h"
#include "events.h"

static void an_instant_is_shown_with_its_offset(void **state)
{
	static const struct {
		const char *zone; /* NULL: UTC */
		const char *instant;
		const char *want;
	} cases[] = {
		{NULL, "2025-12-31T21:40:00Z", "2025-12-31T21:40:00+00:00"},
		{NULL, "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5+00:00"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2025-12-31T23:40:00Z",
			"2026-01-01T00:40:00+01:00"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2025-10-26T00:59:59.123Z",
			"2025-10-26T02:59:59.123+02:00"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2025-10-26T01:00:00Z",
			"2025-10-26T02:00:00+01:00"},
		{"+05:45", "2025-01-01T00:00:00Z", "2025-01-01T05:45:00+05:45"},
		{"-03:30", "2025-01-01T00:00:00Z", "2024-12-31T20:30:00-03:30"},
		{"UTC", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00+00:00"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct zone *zone = cases[i].zone
					    ? zone_load(view_string(cases[i].zone), NULL)
					    : NULL;
		char text[STAMP_TEXT_MAX];
		int64_t ns;
		int digits;
		size_t len;

		assert_true(zone || !cases[i].zone);
		assert_true(
			stamp_parse_instant(view_string(cases[i].instant), &ns, &digits));
		len = local_time_format(ns, digits, zone, text);
		assert_string_equal(text, cases[i].want);
		assert_int_equal(len, strlen(text));
		zone_free(&zone);
	}
}

static void the_ends_of_time_do_not_overflow(void **state)
{
	static const char *const zones[] = {"+14:00", "-12:00"};

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++) {
		struct zone *zone = zone_load(view_string(zones[i]), NULL);
		char text[STAMP_TEXT_MAX];

		assert_true(local_time_format(INT64_MAX, 9, zone, text) < STAMP_TEXT_MAX);
		assert_true(local_time_format(INT64_MIN + STAMP_NANOS, 9, zone, text) <
			    STAMP_TEXT_MAX);
		zone_free(&zone);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_instant_is_shown_with_its_offset),
		cmocka_unit_test(the_ends_of_time_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
