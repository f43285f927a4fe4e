/* SPDX-License-Identifier: ISC */
/* Decimal fractions are compared as they are written. */
#include "filter/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct order {
	const char *a;
	const char *b;
	int want;
};

/* clang-format off */
static const struct order orders[] = {
	{"0", "0", 0},
	{"0", "-0.00", 0},
	{"1", "1.000", 0},
	{"0.1", "0.10", 0},
	{"100", "1e2", 0},
	{"0.00001", "1e-05", 0},
	{"1.5E+1", "15", 0},
	{"007", "7", 0},
	{"0", "0.0000000001", -1},
	{"-1", "0", -1},
	{"-2", "-1", -1},
	{"-0.5", "0.5", -1},
	{"9", "10", -1},
	{"0.09", "0.1", -1},
	{"9223372036854775806", "9223372036854775807", -1},
	{"0.30000000000000000", "0.30000000000000001", -1},
	{"1e999999999", "2", 1},
	{"1e-999999999", "0", 1},
};

static const char *const no_decimals[] = {
	"", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1 ", " 1", "0x10", "1,5", "1.2.3",
	"--1", "abc", "1e99999999999999999999", "NaN",
};
/* clang-format on */

static struct decimal read(const char *text)
{
	struct decimal decimal;

	assert_true(decimal_parse(view_string(text), &decimal));
	return decimal;
}

static void ordered_by_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		struct decimal a = read(orders[i].a);
		struct decimal b = read(orders[i].b);

		if (decimal_order(&a, &b) != orders[i].want ||
			decimal_order(&b, &a) != -orders[i].want)
			fail_msg("%s against %s", orders[i].a, orders[i].b);
	}
}

static void nothing_else_is_read(void **state)
{
	struct decimal decimal;

	(void)state;
	for (size_t i = 0; i < COUNT(no_decimals); i++)
		if (decimal_parse(view_string(no_decimals[i]), &decimal))
			fail_msg("'%s' was read", no_decimals[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordered_by_value),
		cmocka_unit_test(nothing_else_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
