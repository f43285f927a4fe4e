/* SPDX-License-Identifier: ISC */
/* Where a source is cut whose records are no lines. */
#include "input/records.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void tells_objects_from_lines(void **state)
{
	static const struct {
		const char *in;
		bool told;
		enum records_kind want;
		size_t skip;
	} table[] = {
		{"[{\"a\":1}]", true, RECORDS_OBJECTS, 0},
		{"[\r\n  {", true, RECORDS_OBJECTS, 0},
		{"[]", true, RECORDS_OBJECTS, 0},
		{"\xef\xbb\xbf[{", true, RECORDS_OBJECTS, 3},
		{"{\n  \"a\": 1", true, RECORDS_OBJECTS, 0},
		{"{\"value\":[{", true, RECORDS_OBJECTS, 9},
		{"{\"@odata.context\":\"x\", \"value\" : [", true, RECORDS_OBJECTS, 33},
		{"{\"a\":1}\n{\"a\":2}\n", true, RECORDS_LINES, 0},
		{"[Mon Dec 29 08:50:17.123456 2025] [core:notice]", true, RECORDS_LINES,
			0},
		{"Dec 29 08:50:17 mx1", true, RECORDS_LINES, 0},
		{"[", false, RECORDS_LINES, 0},
		{" ", false, RECORDS_LINES, 0},
		{"<Event xmlns='x'>", true, RECORDS_ELEMENTS, 0},
		{"<?xml version=\"1.0\"?><SearchResults><Event ", true, RECORDS_ELEMENTS,
			0},
		{"<?xml version=\"1.0\"?><svg>", false, RECORDS_LINES, 0},
		{"<13>Dec 29 08:50:17 mx1", true, RECORDS_LINES, 0},
		{"{\"@odata.context\":\"x\"", false, RECORDS_LINES, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		enum records_kind kind;
		size_t skip;

		assert_int_equal(records_begin(view_string(table[i].in), &kind, &skip),
			table[i].told);
		assert_int_equal(kind, table[i].want);
		if (kind != RECORDS_LINES)
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
		spoor_view record = view_head(in, record_next(in, RECORDS_OBJECTS, 0));

		assert_true(view_eq(record, view_string(table[i].record)));
		assert_true(view_eq(record_inside(record, RECORDS_OBJECTS, 0),
			view_string(table[i].object)));
	}
}

static void cuts_rows_and_elements(void **state)
{
	static const struct {
		enum records_kind kind;
		const char *in;
		const char *record;
		const char *inside;
	} table[] = {
		{RECORDS_ROWS, "a,b\nc", "a,b\n", "a,b\n"},
		{RECORDS_ROWS, "\"a\nb\",\"c \"\"d\"\"\ne\"\r\nf",
			"\"a\nb\",\"c \"\"d\"\"\ne\"\r\n",
			"\"a\nb\",\"c \"\"d\"\"\ne\"\r\n"},
		{RECORDS_ROWS, "a,\"\n\",b\nc", "a,\"\n\",b\n", "a,\"\n\",b\n"},
		{RECORDS_ROWS, "lost\",\"b\"\nc,d\n", "lost\",\"b\"\n", "lost\",\"b\"\n"},
		{RECORDS_ELEMENTS, "<Events><Event a='1'><EventData/></Event>\n<Event>",
			"<Events><Event a='1'><EventData/></Event>\n",
			"<Event a='1'><EventData/></Event>"},
		{RECORDS_ELEMENTS, "<Event a=\"x>y\"/></Events>",
			"<Event a=\"x>y\"/></Events>", "<Event a=\"x>y\"/>"},
		{RECORDS_ELEMENTS, "<Event><EventID>1", "<Event><EventID>1",
			"<Event><EventID>1"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		spoor_view in = view_string(table[i].in);
		spoor_view record = view_head(in, record_next(in, table[i].kind, 0));

		assert_true(view_eq(record, view_string(table[i].record)));
		assert_true(view_eq(record_inside(record, table[i].kind, 0),
			view_string(table[i].inside)));
	}
}

static void comes_to_the_same_in_pieces(void **state)
{
	spoor_view in = VIEW("[ {\"a\":\"x\\\"}\\\\\",\"b\":{}} , {\"c\":1}]");

	(void)state;
	for (size_t cut = 0; cut < in.len; cut++) {
		struct record_scan scan = {.kind = RECORDS_OBJECTS};
		size_t len;
		size_t rest;

		if (!record_scan(&scan, view_head(in, cut), &len)) {
			record_scan(&scan, view_skip(in, len), &rest);
			len += rest;
		}
		assert_int_equal(len, record_next(in, RECORDS_OBJECTS, 0));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_objects_from_lines),
		cmocka_unit_test(cuts_between_objects),
		cmocka_unit_test(cuts_rows_and_elements),
		cmocka_unit_test(comes_to_the_same_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
