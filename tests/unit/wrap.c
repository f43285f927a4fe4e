/* SPDX-License-Identifier: ISC */
/* Each wrapper bids on its own lines and on no other's, whatever they wrap; and nobody else bids
 * on a wrapper's. */
#include "format/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define JOURNAL_HEAD                                                                     \
	"{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1765266621377642\","
#define CURSOR_IN_TEXT "\\\"__CURSOR\\\":\\\"s=1\\\""

struct row {
	const char *line;
	const char *owner; /* NULL: nobody of ours */
};

/* clang-format off */
static const struct row rows[] = {
	{JOURNAL_HEAD "\"MESSAGE\":\"Dec  9 08:50:17 mx1 cron[1]: x\"}", "journald"},
	{"{\"MESSAGE\":\"{\\\"log\\\":\\\"x\\\"}\",\"__CURSOR\":\"s=1\"}", "journald"},
	{"{\"log\":\"x\",\"stream\":\"stdout\",\"time\":\"2025-12-09T07:50:21Z\"}", "docker"},
	{"{\"log\":\"{" CURSOR_IN_TEXT "}\\n\",\"stream\":\"stderr\",\"time\":\"\"}", "docker"},
	{"{ \"time\" : \"2025-12-09T07:50:21Z\", \"log\" : \"x\\n\" }", "docker"},
	{"{\"log\":\"cut", NULL},
	{"{\"log\":\"x\",\"stream\":\"stdout\",\"ti", "docker"},
	{"{\"time\":\"2025-12-09T07:50:21Z\",\"remote_addr\":\"192.0.2.1\",\"status\":200}", NULL},
	{"{\"request\":{\"log\":\"x\",\"time\":\"y\",\"__CURSOR\":\"z\"}}", NULL},
	{"{\"__CURSOR\"", NULL},
	{"{}", NULL},
	{"2025-12-09T07:50:21.377642123Z x", "docker"},
	{"2025-12-09T07:50:21.377642123Z mx1 cron[1]: x", "docker"},
	{"2025-12-09T07:50:21.377642Z mx1 cron[1]: x", "syslog"},
	{"2025-12-09T07:50:21.377642123Z stdout F mx1 cron[1]: x", "cri"},
	{"2025-12-09T07:50:21Z stderr P x", "cri"},
	{"2025-12-09T07:50:21Z stdout F", "cri"},
	{"2025-12-09T07:50:21Z stdout cron[1]: x", "syslog"},
	{"2025-12-09 07:50:21.377642123 cron: x", "multilog"},
	{"@400000006937d51716825650 mx1 | x", "multilog"},
	{"@400000006937d517 x", "multilog"},
	{"jobs-1  | 2025-12-09T07:50:21.377642123Z stdout F x", "compose"},
	{"jobs-1  | @400000006937d51716825650 x", "compose"},
	{"jobs_1  |", "compose"},
	{"\x1b[36mjobs-1  | \x1b[0m{\"log\":\"x\",\"time\":\"y\"}", "compose"},
	{"jobs-1 exited with code 0", "compose"},
	{"Attaching to jobs-1", "compose"},
	{"Dec | 9", "compose"},
	{"Dec  9 08:50:17 mx1 | x", "syslog"},
	{"Dec  9 08:50:17 mx1 cron[1]: jobs-1  | x", "syslog"},
	{"-- Journal begins at Tue 2025-12-09 08:50:17 UTC. --", "syslog"},
	{"-- x", NULL},
	{"", NULL},
};
/* clang-format on */

static void test_bids(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t n = 0; n < format_count(); n++) {
			const struct format *format = format_at(n);
			bool owns = rows[i].owner &&
				    strcmp(rows[i].owner, format->info.name) == 0;

			if (owns != (format->bid(view_string(rows[i].line)) > 0))
				fail_msg("%s: %s", format->info.name, rows[i].line);
		}
}

/* A format that reads only what stands behind a syslog head has syslog's lines. */
static bool owns(
	const struct format *format, const struct format *of_sample, spoor_view sample)
{
	if (of_sample->claims && of_sample->bid(sample) == 0)
		return strcmp(format->info.name, "syslog") == 0;
	return format == of_sample;
}

/* A line as its format's table shows it is its own and nobody else's. */
static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++)
		for (size_t n = 0; n < format_count(); n++) {
			spoor_view sample = view_string(format_at(i)->info.sample);
			int bid = format_at(n)->bid(sample);

			if ((bid > 0) != owns(format_at(n), format_at(i), sample))
				fail_msg("%s bids %d on the sample of %s",
					format_at(n)->info.name, bid,
					format_at(i)->info.name);
		}
}

/* What continues is known without asking each format. */
static void test_continuing(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *format = format_at(i);
		spoor_view sample = view_string(format->info.sample);

		assert_ptr_equal(
			format_continuing(sample), format->continues ? format : NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bids),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_continuing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
