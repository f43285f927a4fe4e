/* SPDX-License-Identifier: ISC */
#include "window/heap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void gives_by_key_then_order(void **state)
{
	struct heap heap = {0};
	uint32_t random = 3;
	int64_t key = INT64_MIN;
	uint64_t order = 0;

	(void)state;
	for (uint64_t i = 0; i < 1000; i++) {
		random = random * 1664525u + 1013904223u;
		assert_true(heap_add(
			&heap, (struct heap_item){
				       .key = random >> 28, .order = i, .what = NULL}));
	}
	while (heap.count) {
		struct heap_item item = heap_take(&heap);

		assert_true(item.key > key || (item.key == key && item.order > order));
		key = item.key;
		order = item.order;
	}
	heap_deinit(&heap);
}

static void replacing_the_top_keeps_the_order(void **state)
{
	struct heap heap = {0};

	(void)state;
	for (int64_t key = 0; key < 10; key++)
		assert_true(heap_add(&heap, (struct heap_item){.key = key * 2}));
	heap_replace(&heap, (struct heap_item){.key = 5});
	assert_int_equal(heap_take(&heap).key, 2);
	assert_int_equal(heap_take(&heap).key, 4);
	assert_int_equal(heap_take(&heap).key, 5);
	assert_int_equal(heap_take(&heap).key, 6);
	heap_deinit(&heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_by_key_then_order),
		cmocka_unit_test(replacing_the_top_keeps_the_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
