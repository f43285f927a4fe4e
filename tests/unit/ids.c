/* SPDX-License-Identifier: ISC */
/* The dates in Dovecot's and Postfix's ids. */
#include "base/stamp.h"
#include "format/ids.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct dovecot_case {
	const char *id;
	const char *time; /* NULL: it is no such id */
	int port;
	const char *address;
};

static const struct dovecot_case dovecot_cases[] = {
	{"sLrCqfVgJZN/AAAB", "2026-11-23T18:21:31.629232Z", 37669, "127.0.0.1"},
	{"MKTDqfVgV9h/AAAC", "2026-11-23T18:21:31.689008Z", 55383, "127.0.0.2"},
	{"h+XEqfVgv4N/AAAF", "2026-11-23T18:21:31.771271Z", 33727, "127.0.0.5"},
	{"OE+RBhWNBGusVwAAbw8qlA", NULL, 0, NULL},
	{"sLrCqfVgJZN/AAA!", NULL, 0, NULL},
	{"", NULL, 0, NULL},
};

static void dovecot_session_ids(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(dovecot_cases); i++) {
		const struct dovecot_case *test = &dovecot_cases[i];
		struct dovecot_id id;
		char text[STAMP_TEXT_MAX];
		char address[ADDR_TEXT_MAX];

		assert_int_equal(
			ids_read_dovecot(view_string(test->id), &id), test->time != NULL);
		if (!test->time)
			continue;
		/* The lowest 48 bits: 2026 is in the seventh period since 1970. */
		stamp_format((id.micros + 6 * DOVECOT_ID_WRAP) * 1000, 6, text);
		addr_format(&id.addr, address);
		assert_string_equal(text, test->time);
		assert_int_equal(id.port, test->port);
		assert_string_equal(address, test->address);
	}
}

/* Writes what Postfix would. */
static void encode_postfix(char *out, int64_t seconds, int64_t micros)
{
	static const char digits[] =
		"0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

	for (int i = 5; i >= 0; i--, seconds /= 52)
		out[i] = digits[seconds % 52];
	for (int i = 9; i >= 6; i--, micros /= 52)
		out[i] = digits[micros % 52];
	memcpy(out + 10, "zCqt2", 6);
}

static void postfix_long_queue_ids(void **state)
{
	static const int64_t seconds[] = {1552343274, 1767223199, 1753855258};
	char id[16];
	int64_t ns;

	(void)state;
	for (size_t i = 0; i < COUNT(seconds); i++) {
		encode_postfix(id, seconds[i], 828953);
		assert_true(ids_read_postfix(view_string(id), &ns));
		assert_int_equal(ns, seconds[i] * 1000000000 + 828953000);
	}
}

static void other_ids_are_not_read(void **state)
{
	static const char *const ids[] = {
		"B221EADEB15", "4F5C64474F", "", "z", "NOQUEUE", "aaaaaaaaaazaaa"};
	int64_t ns;

	(void)state;
	for (size_t i = 0; i < COUNT(ids); i++)
		assert_false(ids_read_postfix(view_string(ids[i]), &ns));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dovecot_session_ids),
		cmocka_unit_test(postfix_long_queue_ids),
		cmocka_unit_test(other_ids_are_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
