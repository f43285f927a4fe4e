/* SPDX-License-Identifier: ISC */
/* XML as exports have it, well-formed or not. */
#include "format/xml.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void gives_tags_and_texts(void **state)
{
	spoor_view rest = VIEW("<a b='1' c=\"x>y\"> t <d/></a>");
	struct xml_node node;

	(void)state;
	assert_true(xml_next(&rest, &node));
	assert_true(view_eq(node.name, VIEW("a")));
	assert_true(view_eq(xml_get(node.attributes, VIEW("b")), VIEW("1")));
	assert_true(view_eq(xml_get(node.attributes, VIEW("c")), VIEW("x>y")));
	assert_int_equal(xml_get(node.attributes, VIEW("x")).len, 0);
	assert_true(xml_next(&rest, &node));
	assert_true(view_eq(node.text, VIEW(" t ")));
	assert_true(xml_next(&rest, &node));
	assert_true(node.is_empty && view_eq(node.name, VIEW("d")));
	assert_true(xml_next(&rest, &node));
	assert_true(node.is_end && view_eq(node.name, VIEW("a")));
	assert_false(xml_next(&rest, &node));
}

static void undoes_entities(void **state)
{
	static const struct {
		const char *in;
		const char *want;
	} table[] = {
		{" a ", "a"},
		{"&lt;&gt;&amp;&quot;&apos;", "<>&\"'"},
		{"&#65;&#x42;&#x20ac;", "AB\xe2\x82\xac"},
		{"a & b &no; &#xd800; &#;", "a & b &no; &#xd800; &#;"},
		{"&amp;lt;", "&lt;"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, 1024 * 1024);
	for (size_t i = 0; i < COUNT(table); i++)
		assert_true(view_eq(xml_text(&arena, view_string(table[i].in)),
			view_string(table[i].want)));
	arena_deinit(&arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_tags_and_texts),
		cmocka_unit_test(undoes_entities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
