/* SPDX-License-Identifier: ISC */
#include "events.h"

#define MAIL_OPEN                                                                        \
	EVENT("mail-open",                                                               \
		",\"@timestamp\":\"2025-12-31T21:40:00Z\",\"event.outcome\":"            \
		"\"success\","                                                           \
		"\"event.dataset\":\"apache.access\",\"host.name\":\"webmail\","         \
		"\"user.name\":\"prefet@example.org\",\"source.ip\":\"192.0.2.6\","      \
		"\"spoor.mailbox.folder\":\"INBOX\",\"spoor.mail.uid\":\"30\","          \
		"\"log.file.path\":\"apache/webmail_access.log\"")

static void a_line_tells_when_where_what_and_leads_back(void **state)
{
	const struct asked asked = {.output = "text"};

	(void)state;
	assert_prints(&asked, MAIL_OPEN,
		"2025-12-31 21:40:00Z      webmail   apache     mail-open            ok    "
		"prefet@example.org opened message 30 in INBOX from 192.0.2.6  "
		"apache/webmail_access.log:1\n");
}

static void a_zone_adds_the_local_time(void **state)
{
	const struct asked asked = {
		.output = "text", .zone = "CET-1CEST,M3.5.0,M10.5.0/3"};

	(void)state;
	assert_prints(&asked, MAIL_OPEN,
		"2025-12-31 21:40:00Z      2025-12-31 22:40:00+01:00      webmail   "
		"apache     "
		"mail-open            ok    prefet@example.org opened message 30 in INBOX "
		"from "
		"192.0.2.6  apache/webmail_access.log:1\n");
}

static void time_is_as_exact_as_the_source_up_to_milliseconds(void **state)
{
	static const struct {
		const char *members;
		const char *want;
	} cases[] = {
		{",\"@timestamp\":\"2025-12-31T21:40:00.5Z\"",
			"2025-12-31 21:40:00.5Z    "},
		{",\"@timestamp\":\"2025-12-31T21:40:00.123456Z\"",
			"2025-12-31 21:40:00.123Z  "},
		{",\"@timestamp\":\"2025-12-31T21:40:00Z\",\"spoor.time.year\":"
		 "\"assumed\"",
			"2025-12-31 21:40:00Z?     "},
		{",\"@timestamp\":\"2025-12-31T21:40:00Z\",\"spoor.time.zone\":"
		 "\"assumed\"",
			"2025-12-31 21:40:00Z?     "},
		{",\"@timestamp\":\"2025-12-31T21:40:00Z\",\"spoor.time.zone\":"
		 "\"option\"",
			"2025-12-31 21:40:00Z      "},
		{"", "no time                   "},
	};
	const struct asked asked = {.output = "text"};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char line[512];
		char want[512];

		snprintf(line, sizeof(line), EVENT("login", "%s"), cases[i].members);
		snprintf(want, sizeof(want),
			"%s-         -          login                -     A client logged "
			"in  :1\n",
			cases[i].want);
		assert_prints(&asked, line, want);
	}
}

static void nothing_reaches_the_terminal_raw(void **state)
{
	const struct asked asked = {.output = "text"};

	(void)state;
	assert_prints(&asked,
		EVENT("login",
			",\"host.name\":\"mx\\u001b[2J\",\"event.dataset\":\"a\\nb.c\","
			"\"event.outcome\":\"failure\",\"user.name\":\"\\u202eroot\","
			"\"event.reason\":\"\\u009b31m\","
			"\"log.file.path\":\"my \\u0007log\""),
		"no time                   \"mx\\x1b[2J\"  \"a\\nb\"     login           "
		"     fail  "
		"\"\\u202eroot\" failed to log in: \"\\u009b31m\"  \"my \\x07log\":1\n");
}

static void colour_marks_kind_and_outcome(void **state)
{
	const struct asked asked = {.output = "text", .colour = true};

	(void)state;
	assert_prints(&asked, EVENT("login", ",\"event.outcome\":\"failure\""),
		"no time                   -         -          "
		"\x1b[34mlogin\x1b[0m                \x1b[31mfail\x1b[0m  "
		"A client failed to log in  \x1b[2m:1\x1b[0m\n");
	assert_prints(&asked, EVENT("unparsed", ""),
		"no time                   -         -          "
		"\x1b[2munparsed\x1b[0m             \x1b[2m-\x1b[0m     "
		"Not understood  \x1b[2m:1\x1b[0m\n");
}

static void every_action_is_one_line(void **state)
{
	const struct asked asked = {.output = "text"};

	(void)state;
	for (size_t i = 0; spoor_action_at(i); i++) {
		char line[512];
		const char *const lines[] = {line, NULL};
		char *text;

		snprintf(line, sizeof(line), EVENT("%s", ",\"host.name\":\"mx1\""),
			spoor_action_at(i)->name);
		text = print_events(&asked, lines);
		assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
		assert_non_null(strstr(text, spoor_action_at(i)->name));
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_tells_when_where_what_and_leads_back),
		cmocka_unit_test(a_zone_adds_the_local_time),
		cmocka_unit_test(time_is_as_exact_as_the_source_up_to_milliseconds),
		cmocka_unit_test(nothing_reaches_the_terminal_raw),
		cmocka_unit_test(colour_marks_kind_and_outcome),
		cmocka_unit_test(every_action_is_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
