/* SPDX-License-Identifier: ISC */
#include "events.h"

/* One cell of a JSON string value. */
struct cell_case {
	const char *json;
	const char *want;
};

static void assert_cells(const char *output, const char *field,
	const struct cell_case *cases, size_t count)
{
	struct asked asked = {
		.output = output, .fields = {field, "event.action"}, .no_header = true};

	for (size_t i = 0; i < count; i++) {
		char line[512];
		char want[512];

		snprintf(line, sizeof(line), EVENT("login", ",\"%s\":%s"), field,
			cases[i].json);
		snprintf(want, sizeof(want), "%s%clogin\n", cases[i].want,
			strcmp(output, "csv") == 0 ? ',' : '\t');
		assert_prints(&asked, line, want);
	}
}

static void csv_quotes_as_rfc_4180_says(void **state)
{
	static const struct cell_case cases[] = {
		{"\"alice\"", "alice"},
		{"\"a,b\"", "\"a,b\""},
		{"\"say \\\"hi\\\"\"", "\"say \"\"hi\"\"\""},
		{"\"\\\"\"", "\"\"\"\""},
		{"\" lead\"", "\" lead\""},
		{"\"trail \"", "\"trail \""},
		{"\"two words\"", "two words"},
		{"\"CORP\\\\alice\"", "CORP\\alice"},
	};

	(void)state;
	assert_cells("csv", "user.name", cases, COUNT(cases));
}

static void csv_rows_are_lines(void **state)
{
	static const struct cell_case cases[] = {
		{"\"a\\nb\"", "a\\nb"},
		{"\"a\\r\\nb\"", "a\\r\\nb"},
		{"\"\\u0000\\u001b[2J\"", "\\x00\\x1b[2J"},
		{"\"\\u202eexe\"", "\\u202eexe"},
	};

	(void)state;
	assert_cells("csv", "user.name", cases, COUNT(cases));
}

static void csv_cells_that_a_spreadsheet_would_run_are_guarded(void **state)
{
	static const struct cell_case cases[] = {
		{"\"=1+1\"", "'=1+1"},
		{"\"=cmd|' /C calc'!A0\"", "'=cmd|' /C calc'!A0"},
		{"\"=HYPERLINK(\\\"x\\\",1)\"", "\"'=HYPERLINK(\"\"x\"\",1)\""},
		{"\"+33123\"", "'+33123"},
		{"\"-5\"", "'-5"},
		{"\"@SUM(A1)\"", "'@SUM(A1)"},
		{"\"\\t=1\"", "\\t=1"},
		{"\"\\r=1\"", "\\r=1"},
		{"\"\\uff1d1\"", "'\xef\xbc\x9d"
				 "1"},
		{"\"'=1\"", "''=1"},
		{"\"'a\"", "'a"},
		{"\"a=1\"", "a=1"},
	};

	(void)state;
	assert_cells("csv", "user.name", cases, COUNT(cases));
	assert_cells("csv", "labels.note", cases, COUNT(cases));
}

static void csv_numbers_stay_numbers(void **state)
{
	static const struct cell_case cases[] = {
		{"-5", "-5"},
		{"-1.5e3", "-1.5e3"},
		{"7", "7"},
	};
	static const struct cell_case ports[] = {{"993", "993"}};
	static const struct cell_case delays[] = {{"0.04", "0.04"}};

	(void)state;
	assert_cells("csv", "labels.score", cases, COUNT(cases));
	assert_cells("csv", "source.port", ports, COUNT(ports));
	assert_cells("csv", "spoor.smtp.delay", delays, COUNT(delays));
}

static void csv_guards_sentences_too(void **state)
{
	const struct asked asked = {
		.output = "csv", .fields = {"message"}, .no_header = true};

	(void)state;
	assert_prints(
		&asked, EVENT("login", ",\"user.name\":\"=1+1\""), "'=1+1 logged in\n");
	assert_prints(&asked, EVENT("login", ",\"user.name\":\"=1,1\""),
		"\"\"\"=1,1\"\" logged in\"\n");
}

static void tsv_can_be_had_back(void **state)
{
	static const struct cell_case cases[] = {
		{"\"alice\"", "alice"},
		{"\"a\\tb\"", "a\\tb"},
		{"\"a\\nb\"", "a\\nb"},
		{"\"a\\\\tb\"", "a\\\\tb"},
		{"\"\\u001b\"", "\\x1b"},
		{"\"\\\\x1b\"", "\\\\x1b"},
		{"\"\\u2028\"", "\\u2028"},
		{"\"a,\\\"b\\\"\"", "a,\"b\""},
		{"\"=1+1\"", "=1+1"},
	};
	const struct asked asked = {
		.output = "tsv", .fields = {"message"}, .no_header = true};

	(void)state;
	assert_cells("tsv", "user.name", cases, COUNT(cases));
	assert_prints(&asked, EVENT("login", ",\"user.name\":\"a\\u001b\""),
		"\"a\\\\x1b\" logged in\n");
	assert_prints(&asked, EVENT("login", ",\"user.name\":\"CORP\\\\alice\""),
		"CORP\\\\alice logged in\n");
}

static void the_header_names_the_columns(void **state)
{
	struct asked asked = {.output = "csv", .fields = {"@timestamp", "labels.a,b"}};
	const char *const none[] = {NULL};
	char *text = print_events(&asked, none);

	(void)state;
	assert_string_equal(text, "@timestamp,\"labels.a,b\"\n");
	free(text);
	asked.output = "tsv";
	text = print_events(&asked, none);
	assert_string_equal(text, "@timestamp\tlabels.a,b\n");
	free(text);
	asked.no_header = true;
	text = print_events(&asked, none);
	assert_string_equal(text, "");
	free(text);
}

static void the_default_has_a_local_time_where_there_is_a_zone(void **state)
{
	static const char *const outputs[] = {"csv", "tsv", "table"};
	const char *const none[] = {NULL};

	(void)state;
	for (size_t i = 0; i < COUNT(outputs); i++) {
		struct asked asked = {.output = outputs[i]};
		char *text = print_events(&asked, none);

		assert_null(strstr(text, "datetime_local"));
		assert_non_null(strstr(text, "message"));
		free(text);
		asked.zone = "+02:00";
		text = print_events(&asked, none);
		assert_non_null(strstr(text, "datetime_local"));
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_quotes_as_rfc_4180_says),
		cmocka_unit_test(csv_rows_are_lines),
		cmocka_unit_test(csv_cells_that_a_spreadsheet_would_run_are_guarded),
		cmocka_unit_test(csv_numbers_stay_numbers),
		cmocka_unit_test(csv_guards_sentences_too),
		cmocka_unit_test(tsv_can_be_had_back),
		cmocka_unit_test(the_header_names_the_columns),
		cmocka_unit_test(the_default_has_a_local_time_where_there_is_a_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
