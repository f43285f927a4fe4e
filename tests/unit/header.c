/* SPDX-License-Identifier: ISC */
#include "format/header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static void lines_of_headers_are_known(void **state)
{
	static const struct {
		const char *in;
		enum header_line want;
	} cases[] = {
		{"#Software: Microsoft Exchange Server", HEADER_REMARK},
		{"\xef\xbb\xbf#Software: Microsoft Exchange Server", HEADER_REMARK},
		{"#log-type: Message Tracking Log", HEADER_REMARK},
		{"#Date: 2025-12-29 07:50:17", HEADER_REMARK},
		{"#Fields: date time", HEADER_FIELDS},
		{"DateTime,RequestId,MajorVersion", HEADER_BARE},
		{"\"CreationDate\",\"UserIds\",\"Operations\"", HEADER_BARE},
		{"#!/bin/sh", HEADER_NONE},
		{"# a remark: of no log", HEADER_NONE},
		{"#Comment: of no log", HEADER_NONE},
		{"2025-12-29T07:50:17.377Z,a,b", HEADER_NONE},
		{"Dec 29 08:50:17 mx1 postfix/smtpd[1]: a,b,c", HEADER_NONE},
		{"one,", HEADER_NONE},
		{"", HEADER_NONE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(header_look(view_string(cases[i].in)), cases[i].want);
}

static void take(struct header *header, const char *path, const char *line)
{
	header_take(header, view_string(path), view_string(line));
}

static void expect_kind(const struct header *header, const char *dataset)
{
	assert_non_null(header->kind);
	assert_string_equal(header->kind->dataset, dataset);
}

static void columns_are_bound_by_name(void **state)
{
	struct header header = {.kind = NULL};

	(void)state;
	take(&header, "x.log",
		"#Fields: event-id,new,date-time,SOURCE-CONTEXT,internal-message-id");
	expect_kind(&header, "exchange.tracking");
	assert_int_equal(header.count, 5);
	assert_int_equal(header.column[1], COLUMN_UNKNOWN);
	assert_string_equal(header.kind->columns[header.column[0]].name, "event-id");
	assert_string_equal(header.kind->columns[header.column[2]].name, "date-time");
	assert_string_equal(
		header.kind->columns[header.column[3]].name, "source-context");
}

/* The same columns: what is announced decides, then the file's name, then the order. */
static void kinds_with_the_same_columns_are_told_apart(void **state)
{
	static const char fields[] =
		"#Fields: date-time,connector-id,session-id,sequence-number,"
		"local-endpoint,remote-endpoint,event,data,context";
	struct header header = {.kind = NULL};

	(void)state;
	take(&header, "x.log", fields);
	expect_kind(&header, "exchange.smtp_receive");
	header = (struct header){.kind = NULL};
	take(&header, "C:\\logs\\SEND20251229-1.LOG", fields);
	expect_kind(&header, "exchange.smtp_send");
	header = (struct header){.kind = NULL};
	take(&header, "SEND20251229-1.LOG", "#Log-type: SMTP Receive Protocol Log");
	take(&header, "SEND20251229-1.LOG", fields);
	expect_kind(&header, "exchange.smtp_receive");
}

static void columns_that_nobody_knows_unbind(void **state)
{
	struct header header = {.kind = NULL};

	(void)state;
	take(&header, "x.log", "#Fields: date time cs-method sc-status");
	expect_kind(&header, "iis.access");
	take(&header, "x.log", "one,two,three,four");
	expect_kind(&header, "iis.access");
	take(&header, "x.log", "#Fields: one two three four");
	assert_null(header.kind);
}

static void too_many_columns_are_refused(void **state)
{
	char line[2 * HEADER_TEXT];
	struct header header = {.kind = NULL};
	size_t used = 0;

	(void)state;
	memcpy(line, "#Fields: date,time,cs-method,sc-status", 38);
	for (used = 38; used < 38 + 2 * HEADER_COLUMNS; used += 2)
		memcpy(line + used, ",x", 2);
	assert_int_equal(
		header_take(&header, VIEW("x.log"), view_of(line, used)), HEADER_FIELDS);
	assert_null(header.kind);
}

/* What a block leaves behind is what its lines say, read one by one or at a glance. */
static void skimming_finds_the_last_header(void **state)
{
	static const char text[] =
		"Dec 29 08:50:17 mx1 postfix/smtpd[1]: text with # in it\n"
		"#Fields: date time cs-method sc-status\n"
		"2025-12-29 07:50:17 GET 200\n"
		"\xef\xbb\xbf#Date: 2025-12-30 00:00:00\r\n"
		"#Fields: date time c-ip cs-method sc-status\r\n"
		"2025-12-29 07:50:17 192.0.2.1 GET 200\r\n";
	struct header one = {.kind = NULL};
	struct header all = {.kind = NULL};
	spoor_view rest = view_string(text);

	(void)state;
	header_skim(&all, VIEW("x.log"), rest);
	while (rest.len)
		header_take(&one, VIEW("x.log"), view_split(&rest, '\n'));
	assert_true(header_eq(&one, &all));
	assert_int_equal(all.count, 5);
	assert_true(all.dated);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_headers_are_known),
		cmocka_unit_test(columns_are_bound_by_name),
		cmocka_unit_test(kinds_with_the_same_columns_are_told_apart),
		cmocka_unit_test(columns_that_nobody_knows_unbind),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(skimming_finds_the_last_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
