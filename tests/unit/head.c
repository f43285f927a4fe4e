/* SPDX-License-Identifier: ISC */
/* How the head of a syslog line is taken apart. */
#include "format/head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct row {
	const char *line;
	const char *host;
	const char *ident;
	const char *pid;
	const char *text;
};

#define BSD "Dec  9 08:50:17 "
#define ISO "2025-12-09T08:50:17.5+01:00 "

/* clang-format off */
static const struct row rows[] = {
	{BSD "mx1 cron[12]: x",                "mx1", "cron", "12", "x"},
	{BSD "mx1 cron: x",                    "mx1", "cron", "", "x"},
	{BSD "mx1 cron[12] x",                 "mx1", "cron", "12", "x"},
	{BSD "mx1 cron x",                     "mx1", "", "", "cron x"},
	{BSD "mx1 cron",                       "mx1", "", "", "cron"},
	{BSD "mx1",                            "mx1", "", "", ""},
	{BSD "cron[12]: x",                    "", "cron", "12", "x"},
	{BSD "cron: x: y",                     "", "cron", "", "x: y"},
	{BSD "mx1 postfix/smtpd[12]: a[1]: b", "mx1", "postfix/smtpd", "12", "a[1]: b"},
	{BSD "mx1 smtpd(12): x",               "mx1", "smtpd", "12", "x"},
	{BSD "smtpd(12): x",                   "", "smtpd(12)", "", "x"},
	{BSD "imap(a b)<1><s>: x",             "", "", "", "imap(a b)<1><s>: x"},
	{BSD "s_net@192.0.2.1/mx1 cron: x",    "s_net@192.0.2.1/mx1", "cron", "", "x"},
	{BSD "mx1 smtpd(a): x",                "mx1", "smtpd(a)", "", "x"},
	{BSD "mx1 (12): x",                    "mx1", "(12)", "", "x"},
	{BSD "mx1 two words[12]: x",           "mx1", "two words", "12", "x"},
	{BSD "mx1 two words[a]: x",            "mx1", "", "", "two words[a]: x"},
	{BSD "mx1 two (words)[12]: x",         "mx1", "", "", "two (words)[12]: x"},
	{BSD "mx1 cron [12]: x",               "mx1", "cron", "12", "x"},
	{BSD "cron [12]: x",                   "", "cron", "12", "x"},
	{BSD "mx1 cron[12] <Error>: x",        "mx1", "cron", "12", "x"},
	{BSD "mx1 cron[12] (x[3]): y",         "mx1", "cron", "12", "y"},
	{BSD "mx1 cron[12] (x) y",             "mx1", "cron", "12", "(x) y"},
	{BSD "mx1 cron[: x",                   "mx1", "", "", "cron[: x"},
	{BSD "mx1 cron[]: x",                  "mx1", "cron", "", "x"},
	{BSD "mx1 cron:",                      "mx1", "cron", "", ""},
	{BSD "mx1 :x",                         "mx1", "", "", ":x"},
	{BSD "2001:db8:: cron: x",             "2001:db8::", "cron", "", "x"},
	{BSD "[2001:db8::1] cron: x",          "2001:db8::1", "cron", "", "x"},
	{BSD "- cron: x",                      "", "cron", "", "x"},
	{BSD "last message repeated 3 times",  "", "", "", "last message repeated 3 times"},
	{BSD "-- MARK --",                     "", "", "", "-- MARK --"},
	{"Dec  9 08:50:17: cron: x",           "", "cron", "", "x"},
	{"<78>" BSD "mx1 cron: x",             "mx1", "cron", "", "x"},
	{"<78>1 - - - - - - x",                "", "", "", "x"},
	{"<78>1 - - - - - -",                  "", "", "", ""},
	{"<78>1 " ISO "mx1 cron 12 ID - x",    "mx1", "cron", "12", "x"},
	{"<78>1 " ISO "mx1 cron 12 ID [a b=\"\\\"] \"][c] x", "mx1", "cron", "12", "x"},
	{ISO "mx1 cron 12 ID [a@1] x",         "mx1", "cron", "12", "x"},
	{ISO "mx1 cron 12 - [1] x",            "mx1", "", "", "cron 12 - [1] x"},
	{ISO "mx1 cron: - - - x",              "mx1", "cron", "", "- - - x"},
	{ISO "mx1 cron 12 - -x",               "mx1", "", "", "cron 12 - -x"},
	{ISO "ERR cron: x",                    "", "cron", "", "x"},
	{ISO "ERROR7 cron: x",                 "ERROR7", "cron", "", "x"},
	{ISO "Mail cron: x",                   "Mail", "cron", "", "x"},
	{"Tue 2025-12-09 08:50:17 CET mx1 cron.service[12]: x", "mx1", "cron", "12", "x"},
	{"Tue 2025-12-09 08:50:17 CET mx1 a@b.service[12]: x",  "mx1", "a", "12", "x"},
	{BSD "mx1 cron.service[12]: x",        "mx1", "cron.service", "12", "x"},
	{"Tue " BSD "mx1 cron: x",             "mx1", "cron", "", "x"},
	{"Tue " BSD "2025 mx1 cron: x",        "mx1", "cron", "", "x"},
	{"Tue " BSD "2025 cron: x",            "", "cron", "", "x"},
	{BSD "2025 cron: x",                   "2025", "cron", "", "x"},
	{"1765266621.377642 mx1 cron: x",      "mx1", "cron", "", "x"},
	{"2025-12-09 08:50:17 mx1 cron[12]: x", "mx1", "cron", "12", "x"},
};

/* Lines that are none of syslog. */
static const char *const others[] = {
	"", " ", "Dec", "Dec  9", "Dec  9 08:50:17", "Dec  9 08:50:17x", "Dec  9 24:00:00 mx1 x: y",
	"<78>", "<78>1 ", "<78>1 2025", "<78>1 - mx1", "<192>" BSD "mx1 cron: x", "<>" BSD "mx1 x: y",
	"<78>1 - - - - - [x", "2025-12-09 08:50:17 cron[12]: x", "2025-12-09 08:50:17 mx1 cron: x",
	"2025-12-09T08:50:17.1234567Z mx1 cron: x", "2025-12-09T08:50:17Z stdout F mx1 cron: x",
	"1765266621.377 mx1 cron: x", "1765266621 mx1 cron: x", "1765266621.377642 cron: x",
	"99999999999.377642 mx1 cron: x", "2025 Feb 29 08:50:17 mx1 cron: x", "9999 Dec  9 08:50:17 mx1 cron: x",
	"9999-12-09T08:50:17Z mx1 cron: x",
	"Tue 2025-12-09 08:50:17", "Tue 2025-12-09T08:50:17Z mx1 cron: x",
};
/* clang-format on */

static bool scan(const char *line, struct head *head)
{
	struct clock clock = {.started = false};

	return head_scan(&clock, view_string(line), head);
}

static void assert_view(const char *line, spoor_view got, const char *want)
{
	if (!view_eq(got, view_string(want)))
		fail_msg("%s: got '%.*s', want '%s'", line, (int)got.len, got.ptr, want);
}

static void test_heads(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct head head;

		if (!scan(rows[i].line, &head))
			fail_msg("no head: %s", rows[i].line);
		assert_view(rows[i].line, head.envelope.host, rows[i].host);
		assert_view(rows[i].line, head.envelope.ident, rows[i].ident);
		assert_view(rows[i].line, head.envelope.pid, rows[i].pid);
		assert_view(rows[i].line, head.envelope.text, rows[i].text);
	}
}

static void test_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(others); i++) {
		struct head head;

		if (scan(others[i], &head))
			fail_msg("a head: %s", others[i]);
	}
}

/* Every prefix of a line is taken or refused without reading behind its end. */
static void test_prefixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t len = 0; len <= strlen(rows[i].line); len++) {
			struct clock clock = {.started = false};
			struct head head;
			char exact[160];

			memcpy(exact + sizeof(exact) - len, rows[i].line, len);
			head_scan(
				&clock, view_of(exact + sizeof(exact) - len, len), &head);
		}
}

static void test_priorities(void **state)
{
	static const struct {
		const char *line;
		int64_t priority;
		int severity;
	} wanted[] = {
		{"<22>" BSD "mx1 cron: x", 22, 6},
		{"<191>1 - - - - - -", 191, 7},
		{BSD "<4.3> mx1 cron: x", 35, 3},
		{BSD "<mail.info> mx1 cron: x", 22, 6},
		{BSD "<nobody> mx1 cron: x", -1, -1},
		{BSD "mx1 mail:err cron: x", 19, 3},
		{BSD "mx1 cron: [ID 7 mail.warning] x", 20, 4},
		{BSD "mx1 cron: [ID x mail.warning] x", -1, -1},
		{BSD "mx1 cron[1] <Notice>: x", -1, 5},
		{ISO "WARNING cron: x", -1, 4},
		{BSD "mx1 cron: x", -1, -1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wanted); i++) {
		struct head head;

		assert_true(scan(wanted[i].line, &head));
		assert_int_equal(head.priority, wanted[i].priority);
		assert_int_equal(head.severity, wanted[i].severity);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_priorities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
