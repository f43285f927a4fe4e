/* SPDX-License-Identifier: ISC */
/* What a document accepts, where it says an error is, and how its tree is read. */
#include "base/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static struct document *parse(const char *text, struct spoor_error *error)
{
	return document_parse("x.json", view_string(text), error);
}

static void test_wrong_text_is_placed(void **state)
{
	static const struct {
		const char *in;
		const char *want;
	} rows[] = {
		{"", "x.json:1:1: not JSON, or nested too deep"},
		{"{\"a\":1,}", "x.json:1:8: not JSON, or nested too deep"},
		{"{\n\"a\": tru\n}", "x.json:2:6: not JSON, or nested too deep"},
		{"{} {}", "x.json:1:4: not JSON, or nested too deep"},
		{"[\n\n1 2]", "x.json:3:3: not JSON, or nested too deep"},
		{"[\"a\\u0000b\"]",
			"x.json:1:12: an escape in this text stands for no character"},
		{"[\"\\ud800\"]",
			"x.json:1:10: an escape in this text stands for no character"},
		{"{\"\\udc00\": 1}",
			"x.json:1:11: an escape in this text stands for no character"},
		{"{'a': 1}", "x.json:1:2: not JSON, or nested too deep"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct spoor_error error = {.status = SPOOR_OK};
		struct document *document = parse(rows[i].in, &error);

		assert_null(document);
		assert_int_equal(error.status, SPOOR_E_USAGE);
		assert_string_equal(error.text, rows[i].want);
	}
}

static void test_deep_nesting_is_refused(void **state)
{
	struct spoor_error error = {.status = SPOOR_OK};
	char text[4096];

	(void)state;
	memset(text, '[', sizeof(text));
	assert_null(document_parse("x.json", view_of(text, sizeof(text)), &error));
	assert_int_equal(error.status, SPOOR_E_USAGE);
}

static void test_missing_file(void **state)
{
	struct spoor_error error = {.status = SPOOR_OK};

	(void)state;
	assert_null(document_load("no/such.json", &error));
	assert_int_equal(error.status, SPOOR_E_IO);
	assert_string_equal(error.text, "no/such.json: No such file or directory");
}

static void test_tree(void **state)
{
	struct document *document =
		parse("\xef\xbb\xbf{\"text\": \"a\\u00e9\\\"\", \"list\": [1, true, "
		      "null, {}], \"text\": \"again\"}",
			NULL);
	const struct node *root;
	const struct node *list;
	const struct node *item;
	int64_t number;

	(void)state;
	assert_non_null(document);
	root = document_root(document);
	assert_int_equal(node_kind(root), NODE_TABLE);
	assert_int_equal(node_count(root), 3);
	assert_string_equal(node_text(node_find(root, "text")).ptr, "a\xc3\xa9\"");
	assert_null(node_find(root, "Text"));
	assert_null(node_find(NULL, "text"));
	list = node_find(root, "list");
	assert_int_equal(node_kind(list), NODE_LIST);
	item = node_first(list);
	assert_true(node_number(item, &number) && number == 1);
	assert_string_equal(node_key(item), "");
	assert_int_equal(node_text(item).len, 0);
	item = node_next(item);
	assert_int_equal(node_kind(item), NODE_FLAG);
	assert_true(node_flag(item));
	item = node_next(item);
	assert_int_equal(node_kind(item), NODE_NULL);
	item = node_next(item);
	assert_int_equal(node_kind(item), NODE_TABLE);
	assert_null(node_first(item));
	assert_null(node_next(item));
	assert_string_equal(node_key(node_next(list)), "text");
	document_free(&document);
	assert_null(document);
	document_free(&document);
}

static void test_numbers(void **state)
{
	static const struct {
		const char *in;
		bool good;
		int64_t want;
	} rows[] = {
		{"0", true, 0},
		{"42", true, 42},
		{"1e3", true, 1000},
		{"9007199254740992", true, INT64_C(9007199254740992)},
		{"9007199254740994", false, 0},
		{"1e300", false, 0},
		{"-1", false, 0},
		{"1.5", false, 0},
		{"\"1\"", false, 0},
		{"true", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct document *document = parse(rows[i].in, NULL);
		int64_t number = 0;

		assert_non_null(document);
		assert_int_equal(
			node_number(document_root(document), &number), rows[i].good);
		if (rows[i].good)
			assert_int_equal(number, rows[i].want);
		document_free(&document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrong_text_is_placed),
		cmocka_unit_test(test_deep_nesting_is_refused),
		cmocka_unit_test(test_missing_file),
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
