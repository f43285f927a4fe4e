/* SPDX-License-Identifier: ISC */
/* The external sort: order, stability, and the same result with and without runs. */
#include "window/extsort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { FEW = 20000, MANY = 200000, RECORD_LEN = 400 };

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Each record holds its key and its number; keys repeat often. */
static void sorted_and_stable(size_t max_memory, int records)
{
	struct extsort *sort = extsort_new(max_memory);
	char bytes[RECORD_LEN] = {0};
	uint32_t state = 7;
	int64_t last_key = INT64_MIN;
	int last_number = -1;
	int count = 0;
	spoor_view record;

	for (int i = 0; i < records; i++) {
		int64_t key = (int64_t)(next_random(&state) % 500) - 250;

		memcpy(bytes, &key, sizeof(key));
		memcpy(bytes + sizeof(key), &i, sizeof(i));
		assert_int_equal(extsort_add(sort, key, (uint64_t)i,
					 view_of(bytes, sizeof(bytes))),
			SPOOR_OK);
	}
	while (extsort_next(sort, &record) == SPOOR_OK) {
		int64_t key;
		int number;

		assert_int_equal(record.len, RECORD_LEN);
		memcpy(&key, record.ptr, sizeof(key));
		memcpy(&number, record.ptr + sizeof(key), sizeof(number));
		assert_true(key > last_key || (key == last_key && number > last_number));
		last_key = key;
		last_number = number;
		count++;
	}
	assert_int_equal(count, records);
	extsort_free(&sort);
	assert_null(sort);
}

static void in_memory(void **state)
{
	(void)state;
	sorted_and_stable((size_t)64 << 20, FEW);
}

static void with_runs(void **state)
{
	(void)state;
	sorted_and_stable(1, FEW);
}

/* More runs than can be merged at once. */
static void with_many_runs(void **state)
{
	(void)state;
	sorted_and_stable(1, MANY);
}

/* Of one key come the smaller order and the smaller bytes first, whichever run they are in. */
static void order_and_bytes_decide_across_runs(void **state)
{
	struct extsort *sort = extsort_new(1);
	char bytes[RECORD_LEN] = {0};
	uint64_t last_order = 0;
	int last_number = 0;
	int count = 0;
	spoor_view record;

	(void)state;
	for (int i = FEW; i > 0; i--) {
		uint64_t order = (uint64_t)i % 3;

		memcpy(bytes, &order, sizeof(order));
		for (int byte = 0; byte < 4; byte++)
			bytes[8 + byte] = (char)(i >> (24 - 8 * byte));
		assert_int_equal(
			extsort_add(sort, 1, order, view_of(bytes, sizeof(bytes))),
			SPOOR_OK);
	}
	while (extsort_next(sort, &record) == SPOOR_OK) {
		uint64_t order;
		int number = 0;

		memcpy(&order, record.ptr, sizeof(order));
		for (int byte = 0; byte < 4; byte++)
			number = number * 256 + (unsigned char)record.ptr[8 + byte];
		assert_true(order > last_order ||
			    (order == last_order && number > last_number));
		last_order = order;
		last_number = number;
		count++;
	}
	assert_int_equal(count, FEW);
	extsort_free(&sort);
}

static void nothing_gives_nothing(void **state)
{
	struct extsort *sort = extsort_new(0);
	spoor_view record;

	(void)state;
	assert_int_equal(extsort_next(sort, &record), SPOOR_END);
	extsort_free(&sort);
}

static void empty_records_survive(void **state)
{
	struct extsort *sort = extsort_new(0);
	spoor_view record;

	(void)state;
	assert_int_equal(extsort_add(sort, 1, 0, view_of("", 0)), SPOOR_OK);
	assert_int_equal(extsort_next(sort, &record), SPOOR_OK);
	assert_int_equal(record.len, 0);
	assert_int_equal(extsort_next(sort, &record), SPOOR_END);
	extsort_free(&sort);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_memory),
		cmocka_unit_test(with_runs),
		cmocka_unit_test(with_many_runs),
		cmocka_unit_test(order_and_bytes_decide_across_runs),
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(empty_records_survive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
