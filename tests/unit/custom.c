/* SPDX-License-Identifier: ISC */
/* What a file of the operator's own formats must say, and what is said when it does not. What
 * the formats then read is in testdata/custom. */
#include "format/custom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#define HEAD "{\"formats\": [{\"name\": \"x\", "
#define ACTION "\"action\": \"logout\""
#define PATTERN "\"pattern\": \"^(?<user_name>a)$\""
#define TAIL "}]}"

static struct custom *load(const char *text, struct spoor_error *error)
{
	char path[] = "custom.XXXXXX";
	int fd = mkstemp(path);
	struct custom *custom;
	char *start;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	custom = custom_load(path, error);
	unlink(path);
	start = strstr(error->text, path);
	if (start)
		memmove(start, start + strlen(path), strlen(start + strlen(path)) + 1);
	return custom;
}

static const struct {
	const char *in;
	const char *want;
} mistakes[] = {
	{"[]", ": must be {\"formats\": [{…}, …]}"},
	{"{}", ": must be {\"formats\": [{…}, …]}"},
	{"{\"formats\": []}", ": must be {\"formats\": [{…}, …]}"},
	{"{\"formats\": {}}", ": must be {\"formats\": [{…}, …]}"},
	{"{\"formats\": [1]}", ": a format must be an object"},
	{"{\"formats\": [{}], \"x\": 1}", ": must be {\"formats\": [{…}, …]}"},
	{"{\"formats\": [{}]}", ": 'name' is missing"},
	{"{\"formats\": [{\"name\": \"a b\"}]}",
		": format 'a b': 'a b' is no name: use letters, digits, '.', '_' and '-'"},
	{"{\"formats\": [{\"name\": \"\"}]}",
		": '' is no name: use letters, digits, '.', '_' and '-'"},
	{"{\"formats\": [{\"name\": 1}]}", ": 'name' must be a text"},
	{HEAD ACTION TAIL, ": format 'x': 'pattern' is missing"},
	{HEAD PATTERN TAIL, ": format 'x': 'action' is missing"},
	{HEAD PATTERN ", \"patern\": \"\"" TAIL,
		": format 'x': no member 'patern' (name, pattern, action, fields, time, "
		"outcome, dataset, set, sample, about)"},
	{HEAD PATTERN ", " PATTERN TAIL, ": format 'x': 'pattern' stands twice"},
	{HEAD ACTION ", \"pattern\": \"ab(c\"" TAIL,
		": format 'x': pattern, column 5: regular expression: missing closing "
		"parenthesis"},
	{HEAD PATTERN ", \"action\": \"log-in\"" TAIL,
		": format 'x': action 'log-in' is not one that a line can have "
		"(spoor-event(5) lists them)"},
	{HEAD PATTERN ", \"action\": \"finding\"" TAIL,
		": format 'x': action 'finding' is not one that a line can have "
		"(spoor-event(5) lists them)"},
	{HEAD PATTERN ", " ACTION ", \"outcome\": \"ok\"" TAIL,
		": format 'x': outcome 'ok' is not success, failure or unknown"},
	{HEAD PATTERN ", " ACTION ", \"dataset\": \"\"" TAIL,
		": format 'x': dataset is empty: leave it out"},
	{HEAD PATTERN ", " ACTION ", \"fields\": {\"usr\": \"user.name\"}" TAIL,
		": format 'x': fields: the pattern has no group (?<usr>…)"},
	{HEAD PATTERN ", " ACTION ", \"fields\": {\"user_name\": \"user.nam\"}" TAIL,
		": format 'x': no field 'user.nam' (spoor-event(5) lists them)"},
	{HEAD PATTERN ", " ACTION ", \"fields\": {\"user_name\": 7}" TAIL,
		": format 'x': fields: 'user_name' must be the name of a field"},
	{HEAD PATTERN ", " ACTION
		      ", \"fields\": {\"user_name\": \"user.id\", \"user_name\": "
		      "\"user.id\"}" TAIL,
		": format 'x': fields: 'user_name' stands twice"},
	{HEAD PATTERN ", " ACTION
		      ", \"fields\": {\"user_name\": \"spoor.log.line\"}" TAIL,
		": format 'x': 'spoor.log.line' is not for formats to set (action, outcome "
		"and dataset are members)"},
	{HEAD PATTERN ", " ACTION ", \"fields\": {\"user_name\": \"related.user\"}" TAIL,
		": format 'x': 'related.user' is not for formats to set (action, outcome and "
		"dataset are members)"},
	{HEAD ACTION ", \"pattern\": \"(?<nobody>a)\"" TAIL,
		": format 'x': no field for the group (?<nobody>…): name one in fields, or "
		"make it (?:…)"},
	{HEAD ACTION ", \"pattern\": \"(?<event_type>a)\"" TAIL,
		": format 'x': event.type is for 'set', not for a group"},
	{HEAD ACTION ", \"pattern\": \"a\"" TAIL,
		": format 'x': the pattern has no named group: nothing would be known of such "
		"a line"},
	{HEAD ACTION ", \"pattern\": \"(?<time>a)\"" TAIL,
		": format 'x': 'time' must say how @timestamp is written: iso, bsd, access, "
		"ctime, slash, php, tai64, epoch, epoch-ms, epoch-us, epoch-ns"},
	{HEAD ACTION ", \"pattern\": \"(?<time>a)\", \"time\": \"rfc\"" TAIL,
		": format 'x': time 'rfc' is not one of iso, bsd, access, ctime, slash, php, "
		"tai64, epoch, epoch-ms, epoch-us, epoch-ns"},
	{HEAD PATTERN ", " ACTION ", \"time\": \"iso\"" TAIL,
		": format 'x': 'time' is given, but no group is @timestamp"},
	{HEAD PATTERN ", \"action\": \"rule-change\"" TAIL,
		": format 'x': this action wants event.type in 'set', one of: "
		"creation|change|deletion"},
	{HEAD PATTERN
		", \"action\": \"rule-change\", \"set\": {\"event.type\": \"start\"}" TAIL,
		": format 'x': event.type of this action is one of: creation|change|deletion"},
	{HEAD PATTERN ", " ACTION ", \"set\": {\"source.port\": \"25\"}" TAIL,
		": format 'x': set: the value of 'source.port' is not of the field's type "
		"(numbers, true and false without quotes, all else with)"},
	{HEAD PATTERN ", " ACTION ", \"set\": {\"source.ip\": \"mx1\"}" TAIL,
		": format 'x': set: the value of 'source.ip' is not of the field's type "
		"(numbers, true and false without quotes, all else with)"},
	{HEAD PATTERN ", " ACTION ", \"set\": {\"user.name\": [\"a\"]}" TAIL,
		": format 'x': set: the value of 'user.name' is not of the field's type "
		"(numbers, true and false without quotes, all else with)"},
	{HEAD PATTERN ", " ACTION ", \"set\": {\"@timestamp\": \"a\"}" TAIL,
		": format 'x': set: @timestamp comes from a group"},
	{HEAD PATTERN ", " ACTION ", \"sample\": \"b\"" TAIL,
		": format 'x': the pattern (or 'time') does not match the sample"},
	{HEAD PATTERN ", " ACTION "}, {\"name\": \"x\", " PATTERN ", " ACTION TAIL,
		": format 'x': the name stands twice"},
};

static void test_mistakes_are_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct spoor_error error = {.status = SPOOR_OK};
		struct custom *custom = load(mistakes[i].in, &error);

		assert_null(custom);
		assert_int_equal(error.status, SPOOR_E_USAGE);
		assert_string_equal(error.text, mistakes[i].want);
	}
}

/* A group's own name finds its field only if no two fields read alike. */
static void test_flat_names_are_unique(void **state)
{
	char names[FIELD_COUNT][80];

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		snprintf(names[i], sizeof(names[i]), "%s",
			field_row((enum field)i)->info.name);
		for (char *p = names[i]; *p; p++)
			*p = *p == '.' ? '_' : *p;
		for (int n = 0; n < i; n++)
			assert_string_not_equal(names[i], names[n]);
	}
}

static void test_good_files(void **state)
{
	static const char *const files[] = {
		HEAD PATTERN ", " ACTION ", \"sample\": \"a\"" TAIL,
		HEAD "\"action\": \"other\", \"pattern\": \"noise\"" TAIL,
		HEAD ACTION
		", \"time\": \"bsd\", \"pattern\": \"^(?<timestamp>.{15}) (?<u>\\\\w+)\", "
		"\"fields\": {\"u\": \"user.name\"}, "
		"\"sample\": \"Dec  9 08:50:17 alice\"" TAIL,
		HEAD ACTION ", \"pattern\": \"(?J)a(?<u>x)|b(?<u>y)\", "
			    "\"fields\": {\"u\": \"user.name\"}" TAIL,
	};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct spoor_error error = {.status = SPOOR_OK};
		struct custom *custom = load(files[i], &error);

		assert_string_equal(error.text, "");
		assert_non_null(custom);
		custom_free(&custom);
		assert_null(custom);
		custom_free(&custom);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mistakes_are_named),
		cmocka_unit_test(test_flat_names_are_unique),
		cmocka_unit_test(test_good_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
