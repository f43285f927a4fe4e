/* SPDX-License-Identifier: ISC */
#include "format/cells.h"
#include "format/pairs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

enum { ARENA_MOST = 1 << 20, CELLS_MOST = 6 };

static void expect(spoor_view got, const char *want)
{
	assert_int_equal(got.len, strlen(want));
	assert_memory_equal(got.ptr, want, got.len);
}

static void rows_are_split(void **state)
{
	static const struct {
		const char *in;
		char separator;
		const char *want[CELLS_MOST];
	} cases[] = {
		{"a,b,c", ',', {"a", "b", "c"}},
		{"", ',', {""}},
		{",", ',', {"", ""}},
		{"a,\"b,c\",d", ',', {"a", "b,c", "d"}},
		{"\"say \"\"no\"\"\",x", ',', {"say \"no\"", "x"}},
		{"\"\",x", ',', {"", "x"}},
		{"\"\"\"\"", ',', {"\""}},
		{"a,\"never closed,b", ',', {"a", "never closed,b"}},
		{"a,\"closed\" but not,b", ',', {"a", "\"closed\" but not", "b"}},
		{"a,\"one\ntwo\",b", ',', {"a", "one\ntwo", "b"}},
		{"a, b ,c\"d", ',', {"a", " b ", "c\"d"}},
		{"GET / \"x y\" -", ' ', {"GET", "/", "\"x", "y\"", "-"}},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cells cells;
		spoor_view cell;
		size_t count = 0;

		cells_init(&cells, view_string(cases[i].in), cases[i].separator, &arena);
		for (; cells_next(&cells, &cell); count++) {
			assert_true(count < CELLS_MOST && cases[i].want[count]);
			expect(cell, cases[i].want[count]);
		}
		assert_true(count == CELLS_MOST || !cases[i].want[count]);
	}
	arena_deinit(&arena);
}

static void open_quotes_are_seen(void **state)
{
	static const struct {
		const char *in;
		bool want;
	} cases[] = {
		{"a,b", false},
		{"a,\"b", true},
		{"a,\"b\"\"", true},
		{"a,\"b\nc", true},
		{"a,\"b\nc\",d", false},
		{"a,\"b\nc \"\"d\"\" e", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(cells_open(view_string(cases[i].in)), cases[i].want);
}

static void collections_are_split(void **state)
{
	static const struct {
		const char *in;
		const char *want[CELLS_MOST];
	} cases[] = {
		{"a@x;b@y", {"a@x", "b@y"}},
		{"a;;b;", {"a", "b"}},
		{"'o''brien@x';b", {"o'brien@x", "b"}},
		{"o'brien@x;b", {"o'brien@x", "b"}},
		{"'a;b';c", {"a;b", "c"}},
		{"'never closed;b", {"'never closed", "b"}},
		{"", {NULL}},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	for (size_t i = 0; i < COUNT(cases); i++) {
		spoor_view rest = view_string(cases[i].in);
		spoor_view member;
		size_t count = 0;

		for (; pairs_member(&rest, &arena, &member); count++)
			expect(member, cases[i].want[count]);
		assert_null(cases[i].want[count]);
	}
	arena_deinit(&arena);
}

static void pairs_have_types_or_none(void **state)
{
	static const char text[] =
		"S:A=1;I32:B.C[d]=2;'S:CMD=Set-X.Url=''http://f/?a=b;c''.Y=$true';F=plain;"
		"nothing;Dbl:E=2.147484E+09;S:A=again";
	static const struct {
		const char *key;
		const char *want;
	} cases[] = {
		{"A", "1"},
		{"b.c[D]", "2"},
		{"CMD", "Set-X.Url='http://f/?a=b;c'.Y=$true"},
		{"F", "plain"},
		{"E", "2.147484E+09"},
		{"nothing", ""},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	for (size_t i = 0; i < COUNT(cases); i++)
		expect(pairs_find(view_string(text), &arena, view_string(cases[i].key)),
			cases[i].want);
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_split),
		cmocka_unit_test(open_quotes_are_seen),
		cmocka_unit_test(collections_are_split),
		cmocka_unit_test(pairs_have_types_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
