/* SPDX-License-Identifier: ISC */
#include "base/view.h"
#include "window/keyer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define NONE KEYER_NO_TIME

struct step {
	uint64_t set;
	uint64_t file;
	int64_t time;
};

struct keyer_case {
	struct step steps[8];
	size_t count;
	int64_t keys[8];
};

static const struct keyer_case cases[] = {
	/* behind the one before it */
	{{{1, 1, 5}, {1, 1, NONE}, {1, 1, 7}}, 3, {5, 5, 7}},
	/* a head goes with the first time of its file */
	{{{1, 1, NONE}, {1, 1, NONE}, {1, 1, 7}}, 3, {7, 7, 7}},
	{{{1, 1, 5}, {1, 2, NONE}, {1, 2, 3}, {1, 2, NONE}}, 4, {5, 3, 3, 3}},
	/* a file without a time goes with the file before it in its set */
	{{{1, 1, 5}, {1, 2, NONE}, {1, 3, 9}}, 3, {5, 5, 9}},
	{{{1, 1, 5}, {1, 2, NONE}, {1, 3, NONE}, {1, 3, 9}}, 4, {5, 5, 9, 9}},
	/* … and not with one of another set */
	{{{1, 1, 5}, {2, 2, NONE}, {2, 3, 9}}, 3, {5, NONE, 9}},
	{{{1, 1, NONE}, {1, 1, NONE}}, 2, {NONE, NONE}},
};

static void keys_of_sequences(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct keyer_case *test = &cases[i];
		struct keyer keyer = {0};
		int64_t keys[8];
		size_t known = 0;

		for (size_t n = 0; n < test->count; n++) {
			struct keyed keyed = keyer_add(&keyer, test->steps[n].set,
				test->steps[n].file, test->steps[n].time);

			while (keyed.released-- > 0)
				keys[known++] = keyed.released_key;
			if (!keyed.waits)
				keys[known++] = keyed.key;
		}
		while (known < test->count)
			keys[known++] = keyer_end(&keyer);
		for (size_t n = 0; n < test->count; n++)
			assert_int_equal(keys[n], test->keys[n]);
	}
}

static void not_more_than_so_many_wait(void **state)
{
	struct keyer keyer = {0};
	struct keyed keyed = {0};

	(void)state;
	keyer_add(&keyer, 1, 1, 4);
	for (int i = 0; i < KEYER_MOST; i++) {
		keyed = keyer_add(&keyer, 1, 2, NONE);
		assert_true(keyed.waits);
	}
	keyed = keyer_add(&keyer, 1, 2, NONE);
	assert_false(keyed.waits);
	assert_int_equal(keyed.released, KEYER_MOST);
	assert_int_equal(keyed.released_key, 4);
	assert_int_equal(keyed.key, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_sequences),
		cmocka_unit_test(not_more_than_so_many_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
