/* SPDX-License-Identifier: ISC */
/* Where a source is cut that is objects rather than lines. */
#include "input/objects.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void tells_objects_from_lines(void **state)
{
	static const struct {
		const char *in;
		enum objects_start want;
		size_t skip;
	} table[] = {
		{"[{\"a\":1}]", OBJECTS_YES, 0},
		{"[\r\n  {", OBJECTS_YES, 0},
		{"[]", OBJECTS_YES, 0},
		{"\xef\xbb\xbf[{", OBJECTS_YES, 3},
		{"{\n  \"a\": 1", OBJECTS_YES, 0},
		{"{\"value\":[{", OBJECTS_YES, 9},
		{"{\"@odata.context\":\"x\", \"value\" : [", OBJECTS_YES, 33},
		{"{\"a\":1}\n{\"a\":2}\n", OBJECTS_NO, 0},
		{"[Mon Dec 29 08:50:17.123456 2025] [core:notice]", OBJECTS_NO, 0},
		{"Dec 29 08:50:17 mx1", OBJECTS_NO, 0},
		{"[", OBJECTS_MORE, 0},
		{" ", OBJECTS_MORE, 0},
		{"{\"@odata.context\":\"x\"", OBJECTS_MORE, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		size_t skip;

		assert_int_equal(
			objects_begin(view_string(table[i].in), &skip), table[i].want);
		if (table[i].want == OBJECTS_YES)
			assert_int_equal(skip, table[i].skip);
	}
}

static void cuts_between_objects(void **state)
{
	static const struct {
		const char *in;
		const char *record;
		const char *object;
	} table[] = {
		{"[{\"a\":1},{\"a\":2}]", "[{\"a\":1},", "{\"a\":1}"},
		{"{\"a\":2} ]\n", "{\"a\":2} ]\n", "{\"a\":2}"},
		{"{\"a\":{\"b\":[{}]}}][{", "{\"a\":{\"b\":[{}]}}][",
			"{\"a\":{\"b\":[{}]}}"},
		{"{\"a\":\"}{\\\"}\"}\n{", "{\"a\":\"}{\\\"}\"}\n",
			"{\"a\":\"}{\\\"}\"}"},
		{"{\"a\":\"\\\\\"},{", "{\"a\":\"\\\\\"},", "{\"a\":\"\\\\\"}"},
		{"{\"a\":\"lost\n{\"b\":1}", "{\"a\":\"lost\n", "{\"a\":\"lost\n"},
		{"text, {\"a\":1}", "text, ", "text, "},
		{"text\n,{\"a\":1}", "text\n", "text\n"},
		{"{\"a\":1", "{\"a\":1", "{\"a\":1"},
		{"[ ]\n", "[ ]\n", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		spoor_view in = view_string(table[i].in);
		spoor_view record = view_head(in, objects_next(in, 0));

		assert_true(view_eq(record, view_string(table[i].record)));
		assert_true(
			view_eq(objects_inside(record, 0), view_string(table[i].object)));
	}
}

static void comes_to_the_same_in_pieces(void **state)
{
	spoor_view in = VIEW("[ {\"a\":\"x\\\"}\\\\\",\"b\":{}} , {\"c\":1}]");

	(void)state;
	for (size_t cut = 0; cut < in.len; cut++) {
		struct objects objects = {.depth = 0};
		size_t len;
		size_t rest;

		if (objects_scan(&objects, view_head(in, cut), &len)) {
			assert_int_equal(len, objects_next(in, 0));
			continue;
		}
		objects_scan(&objects, view_skip(in, cut), &rest);
		assert_int_equal(len + rest, objects_next(in, 0));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_objects_from_lines),
		cmocka_unit_test(cuts_between_objects),
		cmocka_unit_test(comes_to_the_same_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
