/* SPDX-License-Identifier: ISC */
#include "codec/columns.h"
#include "events.h"

static void assert_refused(const char *field, const char *output, const char *want)
{
	const struct asked asked = {.output = output, .fields = {field}};
	struct spoor_error error = {0};

	assert_null(open_writer(&asked, 1, &error));
	assert_int_equal(error.status, SPOOR_E_USAGE);
	assert_non_null(strstr(error.text, want));
}

static void every_field_is_a_column(void **state)
{
	struct column column;

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		spoor_view name = view_string(field_row((enum field)i)->info.name);

		assert_true(column_find(name, NULL, &column, NULL));
		assert_int_equal(column.field, i);
		assert_int_equal(field_nearest(name), i);
	}
}

static void a_misspelt_field_is_refused_with_a_suggestion(void **state)
{
	static const struct {
		const char *name;
		const char *want;
	} cases[] = {
		{"username", "no field 'username'; is 'user.name' meant?"},
		{"soruce.ip", "is 'source.ip' meant?"},
		{"Source.IP", "is 'source.ip' meant?"},
		{"ip", "is 'source.ip' meant?"},
		{"event.acton", "is 'event.action' meant?"},
		{"timestamp", "is '@timestamp' meant?"},
		{"zzz", "no field 'zzz' (spoor-event(5)"},
		{"", "no field ''"},
		{"label", "no field 'label'"},
		{"a-name-that-is-longer-than-any-field-has-and-that-nobody-could-ever-"
		 "mean-x",
			"no field "
			"'a-name-that-is-longer-than-any-field-has-and-that-nobody-could-"
			"'"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_refused(cases[i].name, "csv", cases[i].want);
}

static void a_local_time_needs_a_zone(void **state)
{
	(void)state;
	assert_refused("datetime_local", "csv", "datetime_local needs a zone");
}

static void whole_events_have_no_columns(void **state)
{
	(void)state;
	assert_refused("user.name", "json", "output 'json' writes whole events");
	assert_refused("user.name", "text", "output 'text' writes whole events");
	assert_refused("user.name", "ecs", "output 'ecs' writes whole events");
	assert_refused("user.name", "raw", "output 'raw' writes whole events");
}

static void too_many_columns_are_refused(void **state)
{
	const char *fields[COLUMNS_MAX + 1];
	struct spoor_writer_options options = {
		.output = "csv", .fields = {fields, COUNT(fields)}};
	struct spoor_error error = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++)
		fields[i] = "user.name";
	assert_null(spoor_writer_new(&options, &error));
	assert_string_equal(error.text, "too many columns");
}

static void cells_show_values_of_each_kind(void **state)
{
	static const struct {
		const char *field;
		const char *members;
		const char *want;
	} cases[] = {
		{"user.name", ",\"user.name\":\"alice\"", "alice\n"},
		{"user.name", "", "\n"},
		{"spoor.user.key", ",\"user.name\":\"Alice+x@example.org\"",
			"alice@example.org\n"},
		{"event.category", "", "authentication\n"},
		{"event.kind", "", "event\n"},
		{"spoor.log.line", "", "1\n"},
		{"tls.established", ",\"tls.established\":false", "false\n"},
		{"spoor.smtp.delay", ",\"spoor.smtp.delay\":0.40", "0.40\n"},
		{"@timestamp", ",\"@timestamp\":\"2025-06-30T21:40:00.5Z\"",
			"2025-06-30T21:40:00.5Z\n"},
		{"datetime", ",\"@timestamp\":\"2025-06-30T21:40:00.5Z\"",
			"2025-06-30T21:40:00.5+00:00\n"},
		{"datetime_local", ",\"@timestamp\":\"2025-06-30T23:40:00.5Z\"",
			"2025-07-01T01:40:00.5+02:00\n"},
		{"datetime", "", "\n"},
		{"datetime_local", "", "\n"},
		{"timestamp_desc", "", "Login Time\n"},
		{"message", ",\"user.name\":\"alice\"", "alice logged in\n"},
		{"email.to.address",
			",\"email.to.address\":[\"a@example.org\",\"b@example.org\"]",
			"a@example.org;b@example.org\n"},
		{"email.to.address", ",\"email.to.address\":[\"a;b@example.org\",\"c\"]",
			"a\\x3bb@example.org;c\n"},
		{"labels.case", ",\"labels.case\":\"A-1\"", "A-1\n"},
		{"labels.case", ",\"labels.other\":[1],\"labels.case\":[\"x\",2,\"y;\"]",
			"x;2;y\\x3b\n"},
		{"labels.case", ",\"labels.case\":-5", "-5\n"},
		{"labels.case", ",\"labels.case\":true", "true\n"},
		{"labels.case", ",\"labels.case\":null", "\n"},
		{"labels.case", ",\"labels.case\":[]", "\n"},
		{"labels.case", ",\"labels.\\u0063ase\":\"\\u00e9\\t\"", "\xc3\xa9\\t\n"},
		{"labels.case", ",\"labels.case\":\"a\\ud800\"", "a\\\\ud800\n"},
		{"labels.case", ",\"labels.cases\":\"A-1\"", "\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct asked asked = {.output = "tsv",
			.fields = {cases[i].field},
			.zone = "CET-1CEST,M3.5.0,M10.5.0/3",
			.no_header = true};
		char line[512];

		snprintf(line, sizeof(line), EVENT("login", "%s"), cases[i].members);
		assert_prints(&asked, line, cases[i].want);
	}
}

static void no_value_of_many_is_left_out(void **state)
{
	enum { MANY = 500 };
	struct asked asked = {
		.output = "tsv", .fields = {"email.to.address"}, .no_header = true};
	struct buf line;
	struct buf want;

	(void)state;
	buf_init(&line, 1 << 20);
	buf_init(&want, 1 << 20);
	buf_add(&line, VIEW("{\"event.action\":\"mail-send\",\"spoor.log.line\":1,"
			    "\"email.to.address\":["));
	for (int i = 0; i < MANY; i++) {
		buf_add_string(&line, i ? ",\"" : "\"");
		buf_add_number(&line, i);
		buf_add_string(&line, "@example.org\"");
		buf_add_string(&want, i ? ";" : "");
		buf_add_number(&want, i);
		buf_add_string(&want, "@example.org");
	}
	buf_add(&line, view_of("]}", 3));
	buf_add(&want, view_of("\n", 2));
	assert_prints(&asked, line.ptr, want.ptr);
	buf_deinit(&line);
	buf_deinit(&want);
}

static void numbers_go_to_the_right(void **state)
{
	struct column column;

	(void)state;
	assert_true(column_find(VIEW("source.port"), NULL, &column, NULL));
	assert_true(column_is_number(&column));
	assert_true(column_find(VIEW("user.name"), NULL, &column, NULL));
	assert_false(column_is_number(&column));
	assert_true(column_find(VIEW("message"), NULL, &column, NULL));
	assert_false(column_is_number(&column));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_a_column),
		cmocka_unit_test(a_misspelt_field_is_refused_with_a_suggestion),
		cmocka_unit_test(a_local_time_needs_a_zone),
		cmocka_unit_test(whole_events_have_no_columns),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(cells_show_values_of_each_kind),
		cmocka_unit_test(no_value_of_many_is_left_out),
		cmocka_unit_test(numbers_go_to_the_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
