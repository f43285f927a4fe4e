/* SPDX-License-Identifier: ISC */
#include "codec/escape.h"
#include "events.h"

struct escaped {
	spoor_view in;
	const char *want;
};

static void assert_escaped(const struct escaped *cases, size_t count, enum escape how)
{
	struct buf out;

	buf_init(&out, 4096);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&out);
		escape_add(&out, cases[i].in, how);
		buf_add_char(&out, '\0');
		assert_string_equal(out.ptr, cases[i].want);
	}
	buf_deinit(&out);
}

static void what_a_terminal_obeys_is_escaped(void **state)
{
	static const struct escaped cases[] = {
		{{"", 0}, ""},
		{{"plain", 5}, "plain"},
		{{"\0", 1}, "\\x00"},
		{{"\x01\x1f", 2}, "\\x01\\x1f"},
		{{"\x1b]0;title\a", 10}, "\\x1b]0;title\\x07"},
		{{"a\nb\tc\rd", 7}, "a\\nb\\tc\\rd"},
		{{"\x7f", 1}, "\\x7f"},
		{{"\xc2\x80\xc2\x9b\xc2\x9f", 6}, "\\u0080\\u009b\\u009f"},
		{{"back\\slash \"quote\"", 18}, "back\\slash \"quote\""},
	};

	(void)state;
	assert_escaped(cases, COUNT(cases), ESCAPE_PLAIN);
}

static void what_is_not_seen_or_turns_text_is_escaped(void **state)
{
	static const struct escaped cases[] = {
		{{"\xe2\x80\x8b\xe2\x80\x8f", 6}, "\\u200b\\u200f"},
		{{"\xe2\x80\xa8\xe2\x80\xae", 6}, "\\u2028\\u202e"},
		{{"\xe2\x81\xa6\xe2\x81\xa9", 6}, "\\u2066\\u2069"},
		{{"\xef\xbb\xbf", 3}, "\\ufeff"},
		{{"\xc2\xad", 2}, "\\u00ad"},
		{{"\xf3\xa0\x81\x81", 4}, "\\U000e0041"},
		/* the neighbours of the ranges, and what people write */
		{{"\xc2\xa0\xe2\x80\x8a\xe2\x80\x90", 8},
			"\xc2\xa0\xe2\x80\x8a\xe2\x80\x90"},
		{{"\xe2\x80\xa7\xe2\x80\xaf", 6}, "\xe2\x80\xa7\xe2\x80\xaf"},
		{{"Envoy\xc3\xa9s", 8}, "Envoy\xc3\xa9s"},
		{{"\xe5\x8f\x97\xe4\xbf\xa1", 6}, "\xe5\x8f\x97\xe4\xbf\xa1"},
		{{"\xf0\x9f\x93\xa7", 4}, "\xf0\x9f\x93\xa7"},
		/* no UTF-8: never raw */
		{{"\xff", 1}, "\xef\xbf\xbd"},
		{{"\xc2", 1}, "\xef\xbf\xbd"},
	};

	(void)state;
	assert_escaped(cases, COUNT(cases), ESCAPE_PLAIN);
}

static void backslashes_can_be_had_back(void **state)
{
	static const struct escaped cases[] = {
		{{"CORP\\alice", 10}, "CORP\\\\alice"},
		{{"\\x1b", 4}, "\\\\x1b"},
		{{"\x1b", 1}, "\\x1b"},
		{{"\"", 1}, "\""},
	};

	(void)state;
	assert_escaped(cases, COUNT(cases), ESCAPE_BACKSLASH);
}

static void quotes_are_safe_between_quotes(void **state)
{
	static const struct escaped cases[] = {
		{{"say \"a\\b\"", 9}, "say \\\"a\\\\b\\\""},
	};

	(void)state;
	assert_escaped(cases, COUNT(cases), ESCAPE_QUOTED);
}

static void a_word_is_quoted_where_it_could_be_mistaken(void **state)
{
	static const struct escaped cases[] = {
		{{"alice@example.org", 17}, "alice@example.org"},
		{{"CORP\\alice", 10}, "CORP\\alice"},
		{{"mx.example.org[192.0.2.1]:25", 28}, "mx.example.org[192.0.2.1]:25"},
		{{"2001:db8::1", 11}, "2001:db8::1"},
		{{"/?_task=mail&_uid=3", 19}, "/?_task=mail&_uid=3"},
		{{"", 0}, "\"\""},
		{{"two words", 9}, "\"two words\""},
		{{"alice,", 6}, "\"alice,\""},
		{{"alice:", 6}, "\"alice:\""},
		{{"alice.", 6}, "\"alice.\""},
		{{"a(b)", 4}, "\"a(b)\""},
		{{"\"a\"", 3}, "\"\\\"a\\\"\""},
		{{"\xd0\xb0lice", 6}, "\"\xd0\xb0lice\""},
		{{"a\x1b[31m", 6}, "\"a\\x1b[31m\""},
		{{"a\0b", 3}, "\"a\\x00b\""},
		{{"a;b", 3}, "\"a;b\""},
	};
	struct buf out;

	(void)state;
	buf_init(&out, 4096);
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_clear(&out);
		escape_add_word(&out, cases[i].in, 100);
		buf_add_char(&out, '\0');
		assert_string_equal(out.ptr, cases[i].want);
	}
	buf_deinit(&out);
}

static void a_long_text_is_cut_between_characters_and_says_so(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 4096);
	escape_add_word(&out, VIEW("abcdef"), 5);
	buf_add_char(&out, ' ');
	escape_add_quoted(&out, VIEW("abcd\xc3\xa9"), 5);
	buf_add_char(&out, ' ');
	escape_add_quoted(&out, VIEW("abc\xc3\xa9"), 5);
	buf_add_char(&out, '\0');
	assert_string_equal(out.ptr, "\"abcde\"… \"abcd\"… \"abc\xc3\xa9\"");
	buf_deinit(&out);
}

static void width_is_what_a_terminal_shows(void **state)
{
	(void)state;
	assert_int_equal(escape_width(VIEW("")), 0);
	assert_int_equal(escape_width(VIEW("abc")), 3);
	assert_int_equal(escape_width(VIEW("Envoy\xc3\xa9s")), 7);
	assert_int_equal(escape_width(VIEW("e\xcc\x81")), 1);
	assert_int_equal(escape_width(VIEW("\xe5\x8f\x97\xe4\xbf\xa1")), 4);
	assert_int_equal(escape_width(VIEW("\xf0\x9f\x93\xa7")), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_terminal_obeys_is_escaped),
		cmocka_unit_test(what_is_not_seen_or_turns_text_is_escaped),
		cmocka_unit_test(backslashes_can_be_had_back),
		cmocka_unit_test(quotes_are_safe_between_quotes),
		cmocka_unit_test(a_word_is_quoted_where_it_could_be_mistaken),
		cmocka_unit_test(a_long_text_is_cut_between_characters_and_says_so),
		cmocka_unit_test(width_is_what_a_terminal_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
