/* SPDX-License-Identifier: ISC */
/* Groups are exact, in memory and with temporary files. */
#include "window/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

enum { KEYS = 5000, ROUNDS = 40 };

static const enum tally_op ops[] = {TALLY_SUM, TALLY_LEAST, TALLY_MOST};

static spoor_view key_of(int number, char room[400])
{
	/* Long keys, so that a small memory is soon used up. */
	int len = snprintf(room, 400, "%0350d", number);

	return view_of(room, (size_t)len);
}

static void fill(struct tally *tally)
{
	for (int round = 0; round < ROUNDS; round++)
		for (int key = 0; key < KEYS; key++) {
			int64_t numbers[] = {1, round * 10 + key, round * 10 + key};
			char room[400];
			char value[16];

			snprintf(value, sizeof(value), "%d", round % 7);
			assert_int_equal(
				tally_add(tally, key_of(key, room), numbers), SPOOR_OK);
			assert_int_equal(tally_add_value(tally, key_of(key, room), 0,
						 view_string(value)),
				SPOOR_OK);
		}
}

static void exact_with(size_t max_memory)
{
	struct tally *tally = tally_new(ops, COUNT(ops), 1, max_memory);
	struct tally_group group;
	bool seen[KEYS] = {false};
	int count = 0;

	fill(tally);
	while (tally_next(tally, &group) == SPOOR_OK) {
		int64_t key;

		assert_true(view_number(view_skip(group.key, group.key.len - 9), &key));
		assert_false(seen[key]);
		seen[key] = true;
		assert_int_equal(group.numbers[0], ROUNDS);
		assert_int_equal(group.numbers[1], key);
		assert_int_equal(group.numbers[2], (ROUNDS - 1) * 10 + key);
		assert_int_equal(group.distinct[0], 7);
		count++;
	}
	assert_int_equal(count, KEYS);
	tally_free(&tally);
	assert_null(tally);
}

static void in_memory(void **state)
{
	(void)state;
	exact_with((size_t)256 << 20);
}

static void with_files(void **state)
{
	(void)state;
	exact_with(1);
}

static void nothing_gives_nothing(void **state)
{
	struct tally *tally = tally_new(ops, COUNT(ops), 0, 0);
	struct tally_group group;

	(void)state;
	assert_int_equal(tally_next(tally, &group), SPOOR_END);
	tally_free(&tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_memory),
		cmocka_unit_test(with_files),
		cmocka_unit_test(nothing_gives_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
