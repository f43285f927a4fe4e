/* SPDX-License-Identifier: ISC */
#include "base/view.h"
#include "window/disorder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct disorder_case {
	int64_t keys[8];
	size_t count;
	size_t width;
};

static const struct disorder_case cases[] = {
	{{1, 2, 3, 4}, 4, 0},
	{{1, 1, 1}, 3, 0},
	{{1, 3, 2, 4}, 4, 1},
	{{5, 6, 7, 1}, 4, 3},
	{{5, 1, 6, 2}, 4, 3},
	{{1, 5, 4, 3, 2}, 5, 3},
	{{7}, 1, 0},
};

static void width_of_small_sequences(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct disorder disorder;

		assert_true(disorder_init(&disorder));
		for (size_t n = 0; n < cases[i].count; n++)
			disorder_add(&disorder, cases[i].keys[n]);
		assert_int_equal(disorder.width, cases[i].width);
		disorder_deinit(&disorder);
	}
}

static void a_record_far_behind_asks_for_a_sort(void **state)
{
	struct disorder disorder;

	(void)state;
	assert_true(disorder_init(&disorder));
	for (int64_t key = 10; key < 10 + 3 * DISORDER_MOST; key++)
		disorder_add(&disorder, key);
	assert_int_equal(disorder.width, 0);
	disorder_add(&disorder, 1);
	assert_true(disorder.width > DISORDER_MOST);
	assert_int_equal(disorder.least, 1);
	assert_int_equal(disorder.most, 9 + 3 * DISORDER_MOST);
	disorder_deinit(&disorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_of_small_sequences),
		cmocka_unit_test(a_record_far_behind_asks_for_a_sort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
