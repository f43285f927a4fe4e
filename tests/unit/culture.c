/* SPDX-License-Identifier: ISC */
/* Times as Windows prints them, and which of two numbers is the day. */
#include "base/stamp.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void reads_times_of_all_cultures(void **state)
{
	static const struct {
		const char *in;
		enum stamp_order told;
		int64_t want; /* seconds since 1970 */
		enum stamp_order order;
	} table[] = {
		{"3/28/2026 10:30:05 PM", ORDER_NONE, 1774737005, ORDER_MONTH_FIRST},
		{"28/03/2026 22:30:05", ORDER_NONE, 1774737005, ORDER_DAY_FIRST},
		{"28.03.2026 22:30:05", ORDER_NONE, 1774737005, ORDER_DAY_FIRST},
		{"28-03-2026 22:30:05", ORDER_NONE, 1774737005, ORDER_DAY_FIRST},
		{"2026/03/28 22:30:05", ORDER_NONE, 1774737005, ORDER_NONE},
		{"3/28/2026 10:30:05\xe2\x80\xafPM", ORDER_NONE, 1774737005,
			ORDER_MONTH_FIRST},
		{"28/3/2026 10:30:05 p.m.", ORDER_NONE, 1774737005, ORDER_DAY_FIRST},
		{"28.03.26, 22:30", ORDER_NONE, 1774737000, ORDER_DAY_FIRST},
		{"3/3/2026 12:00:00 AM", ORDER_NONE, 1772496000, ORDER_NONE},
		{"3/2/2026 12:00:00 PM", ORDER_NONE, 1772452800, ORDER_MONTH_GUESSED},
		{"2/3/2026 12:00:00", ORDER_NONE, 1772452800, ORDER_DAY_GUESSED},
		{"3/2/2026 12:00:00", ORDER_MONTH_FIRST, 1772452800, ORDER_MONTH_GUESSED},
		{"2/3/2026 12:00:00 PM", ORDER_DAY_FIRST, 1772452800, ORDER_DAY_GUESSED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		spoor_view cursor = view_string(table[i].in);
		struct stamp stamp;

		assert_true(stamp_scan_culture(&cursor, table[i].told, &stamp));
		assert_int_equal(cursor.len, 0);
		assert_int_equal(stamp_seconds(&stamp, stamp.year), table[i].want);
		assert_int_equal(stamp.order, table[i].order);
		assert_false(stamp.zoned);
	}
}

static void refuses_what_is_no_time(void **state)
{
	static const char *const table[] = {"", "3/28/2026", "3/28 10:30:05",
		"31/31/2026 10:00:00", "29.02.2026 10:00:00", "1/1/2026 24:00:00",
		"1/1/2026 13:00:00 ", "3-28/2026 10:00:00", "0/1/2026 10:00:00",
		"12345/1/2026 10:00:00", "1/1/2026 1:2:3"};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		spoor_view cursor = view_string(table[i]);
		struct stamp stamp;

		if (stamp_scan_culture(&cursor, ORDER_NONE, &stamp))
			assert_int_not_equal(cursor.len, 0);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_times_of_all_cultures),
		cmocka_unit_test(refuses_what_is_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
