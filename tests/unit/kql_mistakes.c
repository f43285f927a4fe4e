/* SPDX-License-Identifier: ISC */
/* What is said of expressions that are wrong: where, and what to do. */
#include "base/mem.h"
#include "base/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct mistake {
	const char *expression;
	size_t column;
	const char *text; /* a part of the message */
};

/* clang-format off */
static const struct mistake mistakes[] = {
	{"",                                 1, "is empty"},
	{"  ",                               3, "is empty"},
	/* Fields */
	{"user.nmae: alice",                 1, "no field user.nmae; did you mean user.name?"},
	{"alice and User.Name: x",          11, "did you mean user.name?"},
	{"username: alice",                  1, "did you mean user.name?"},
	{"action: login",                    1, "did you mean event.action?"},
	{"timestamp: 2025-12-31",            1, "did you mean @timestamp?"},
	{"completely_else: 1",               1, "no field completely_else (spoor-event(5)"},
	{"labels.case: 1",                   1, "no field labels.case"},
	{"nothing.like.*: 1",                1, "no field nothing.like.*"},
	{"12:30:01",                         1, "must be quoted"},
	{": alice",                          1, "the name of a field"},
	{"> 5",                              1, "the name of a field"},
	{"~ \"a\"",                          1, "the name of a field"},
	{"(user.name: a) : b",              16, "the name of a field"},
	/* Values */
	{"user.name:",                      11, "a value must follow"},
	{"user.name: )",                    12, "a value must follow"},
	{"user.name: or",                   12, "quote this word"},
	{"user.name: not alice",            12, "FIELD: (not a)"},
	{"user.name: ()",                   13, "a term must stand before this )"},
	{"user.name: \"\"",                 12, "not FIELD: *"},
	{"\"\"",                             1, "* keeps every event"},
	{"user.name: null",                 12, "not FIELD: *"},
	{"user.name: \"alice",              12, "quote has no end"},
	{"user.name: \xe2\x80\x9c""alice\xe2\x80\x9d", 12, "straight ones"},
	{"user.name: DOM\\alice",           15, "must be written \\\\"},
	{"user.name: \"DOM\\alice\"",       16, "must be written \\\\"},
	{"user.name: alice\\",              17, "must be written \\\\"},
	{"user.name: \"\\ud83d\"",          13, "must be written \\\\"},
	{"user.name: \"\\u12\"",            13, "must be written \\\\"},
	{"user.name: :x",                   12, "quote it if it has ':'"},
	{"user.name: <a@b>",                12, "quote it if it has <"},
	{"destination.bytes: >5",           20, "FIELD >= value, without ':'"},
	{"user.name: {x: 1}",               12, "nested queries"},
	{"user.name: a { b }",              14, "nested queries"},
	{"source.ip: 2001:db8::1",          12, "quote the value: it has : in it"},
	{"@timestamp >= 2025-12-31T10:00:00Z", 15, "quote the value: it has : in it"},
	{"@timestamp: 2025-12-31T10:00",    13, "quote the value: it has : in it"},
	{"email.message_id: a<b",           19, "quote the value: it has < in it"},
	{"user.name: (a or source.ip: 192.0.2.1)", 18, "in this list stand values only"},
	{"destination.bytes >= (1 or 2)",   22, "only FIELD: takes a list"},
	{"\xc3\xa9t\xc3\xa9 and user.name: \"\\x\"", 21, "must be written \\\\"},
	{"user.name: \"a\xff\"",            14, "not UTF-8"},
	/* Types */
	{"process.pid: abc",                14, "process.pid holds a whole number, and abc is none"},
	{"process.pid: 1*",                 14, "holds a whole number"},
	{"process.pid: -1",                 14, "holds a whole number"},
	{"process.pid: 1.5",                14, "holds a whole number"},
	{"process.pid > 9223372036854775808", 15, "holds a whole number"},
	{"spoor.smtp.delay: fast",          19, "holds a number, and fast is none"},
	{"tls.established: yes",            18, "tls.established holds true or false"},
	{"tls.established > true",          19, "are for numbers and times"},
	{"@timestamp: yesterday",           13, "@timestamp holds a time, and yesterday is none (as 2025-12-31"},
	{"@timestamp > 2025-13-01",         14, "holds a time"},
	{"@timestamp: 2025-12-*",           13, "holds a time"},
	{"source.ip: alice",                12, "source.ip holds an address"},
	{"source.ip: 192.0.2",              12, "192.0.2.*"},
	{"source.ip: 10.0.0.0/33",          12, "holds an address"},
	{"source.ip: 10.0.0.0/9223372036854775807", 12, "holds an address"},
	{"source.ip: \"192.0.2.*\"",        12, "holds an address"},
	{"source.ip > 10.0.0.0",            13, "are for numbers and times"},
	{"user.name > 5",                   13, "user.name holds text"},
	{"user.name > abc",                 13, "are for numbers and times"},
	{"process.pid > 1*",                15, "a wildcard cannot be compared"},
	{"spoor.imap.*: many",              15, "none of the fields spoor.imap.*"},
	{"process.pid ~ \"1\"",             15, "~ is for texts and addresses, but process.pid holds a whole number"},
	{"event.action: logn",              15, "no event.action is logn; did you mean login?"},
	{"event.action: Login",             15, "did you mean login?"},
	{"event.action: (login or mail-opn)", 25, "did you mean mail-open?"},
	{"event.action: xyz*",              15, "no event.action is xyz*"},
	{"event.action ~ \"^log_\"",        16, "no event.action is"},
	/* Regular expressions */
	{"user.name ~ adm",                 13, "must be quoted"},
	{"user.name ~",                     12, "must be quoted"},
	{"user.name ~ \"a(b\"",             17, "regular expression: "},
	{"user.name ~ \"[\xc3\xa9\"",       16, "regular expression: "},
	{"user.name ~ \"a",                 13, "quote has no end"},
	/* Joints */
	{"alice bob",                        7, "two values side by side"},
	{"user.name: alice bob",            18, "two values side by side"},
	{"user.name: (alice bob)",          19, "two values side by side"},
	{"\"a\" \"b\"",                      5, "two values side by side"},
	{"user.name = alice",               11, "compared with ':'"},
	{"user.name=alice",                  1, "compared with ':'"},
	{"event.outcome != success",        15, "write not FIELD: value"},
	{"alice && bob",                     7, "write 'and'"},
	{"alice || bob",                     7, "write 'or'"},
	{"! alice",                          3, "two values side by side"},
	{"alice not bob",                    7, "write 'and' or 'or' before 'not'"},
	{"alice (bob)",                      7, "before this ("},
	{"and alice",                        1, "both sides"},
	{"alice and",                       10, "ends where a term must follow"},
	{"alice or or bob",                 10, "both sides"},
	{"not",                              4, "ends where a term must follow"},
	{"not and a",                        5, "both sides"},
	{"(alice",                           1, "is not closed"},
	{"user.name: (alice or (bob)",      12, "is not closed"},
	{"alice)",                           6, "closes nothing"},
	{"()",                               2, "a term must stand before this )"},
	{"(a) > 5",                          5, "the name of a field before this"},
	{"a ~ b",                            1, "no field a"},
};
/* clang-format on */

static void mistakes_are_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		const struct mistake *mistake = &mistakes[i];
		struct spoor_error error = {0};

		if (spoor_filter_new(mistake->expression, &error))
			fail_msg("%s\n  was taken", mistake->expression);
		assert_int_equal(error.status, SPOOR_E_USAGE);
		if (error.column != mistake->column || !strstr(error.text, mistake->text))
			fail_msg("%s\n  column %zu: %s", mistake->expression,
				error.column, error.text);
	}
}

/* `count` times `head`, a middle, `count` times `tail`. */
static char *repeat(const char *head, size_t count, const char *middle, const char *tail)
{
	size_t room = count * (strlen(head) + strlen(tail)) + strlen(middle) + 1;
	char *text = mem_new(room);
	size_t len = 0;

	assert_non_null(text);
	for (size_t i = 0; i < count; i++, len += strlen(head))
		memcpy(text + len, head, strlen(head));
	memcpy(text + len, middle, strlen(middle));
	len += strlen(middle);
	for (size_t i = 0; i < count; i++, len += strlen(tail))
		memcpy(text + len, tail, strlen(tail));
	return text;
}

struct limit {
	const char *head;
	size_t count;
	const char *middle;
	const char *tail;
	const char *text; /* NULL: it is taken */
};

/* clang-format off */
static const struct limit limits[] = {
	{"(", 64, "a", ")", NULL},
	{"(", 65, "a", ")", "64 at most"},
	{"user.name: (", 1, "((((a or b))))", ")", NULL},
	{"not ", 10000, "a", "", NULL},
	{"a or ", 4095, "a", "", NULL},
	{"a or ", 4096, "a", "", "more than 4096 values"},
	{"a and (b or not ", 64, "c", ")", NULL},
	{"a", 64 * 1024, "", "", NULL},
	{"*a", 32 * 1024, "", "", NULL},
	{" ", 64 * 1024, "a", "", "longer than 64 KiB"},
	{"\"", 1, "", "", "no end"},
};
/* clang-format on */

static void limits_are_stated(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(limits); i++) {
		const struct limit *limit = &limits[i];
		char *text =
			repeat(limit->head, limit->count, limit->middle, limit->tail);
		struct spoor_error error = {0};
		struct spoor_filter *filter = spoor_filter_new(text, &error);

		if (!filter != !!limit->text ||
			(limit->text && !strstr(error.text, limit->text)))
			fail_msg("%zu times %s: %s", limit->count, limit->head,
				error.text);
		spoor_filter_free(&filter);
		mem_free(text);
	}
}

static void an_error_is_optional(void **state)
{
	struct spoor_filter *filter = NULL;

	(void)state;
	assert_null(spoor_filter_new("(", NULL));
	assert_null(spoor_filter_new(NULL, NULL));
	spoor_filter_free(&filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_explained),
		cmocka_unit_test(limits_are_stated),
		cmocka_unit_test(an_error_is_optional),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
