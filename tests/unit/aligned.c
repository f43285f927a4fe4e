/* SPDX-License-Identifier: ISC */
#include "events.h"

static void columns_are_as_wide_as_their_cells(void **state)
{
	const struct asked asked = {.output = "table",
		.fields = {"user.name", "source.port", "event.action"}};
	const char *const lines[] = {
		EVENT("login", ",\"user.name\":\"alice@example.org\",\"source.port\":5"),
		EVENT("logout", ",\"user.name\":\"bob\",\"source.port\":50123"),
		EVENT("login", ",\"user.name\":\"\\u90f5\\u4fbf\\u001b\""),
		NULL,
	};
	char *text = print_events(&asked, lines);

	(void)state;
	assert_string_equal(text,
		"user.name          source.port  event.action\n"
		"alice@example.org            5  login\n"
		"bob                      50123  logout\n"
		"\xe9\x83\xb5\xe4\xbe\xbf\\x1b                     -  login\n");
	free(text);
}

static void no_header_and_no_rows_are_fine(void **state)
{
	struct asked asked = {.output = "table",
		.fields = {"user.name", "event.action"},
		.no_header = true};
	const char *const none[] = {NULL};
	char *text = print_events(&asked, none);

	(void)state;
	assert_string_equal(text, "");
	free(text);
	assert_prints(&asked, EVENT("login", ",\"user.name\":\"bob\""), "bob  login\n");
	asked.no_header = false;
	text = print_events(&asked, none);
	assert_string_equal(text, "user.name  event.action\n");
	free(text);
}

static void a_very_wide_cell_is_neither_cut_nor_padded_for(void **state)
{
	enum { WIDE = 300 };
	const struct asked asked = {.output = "table",
		.fields = {"user.name", "event.action"},
		.no_header = true};
	char line[WIDE + 200];
	char name[WIDE + 1];
	const char *const lines[] = {
		line, EVENT("logout", ",\"user.name\":\"bob\""), NULL};
	char want[2 * WIDE];
	char *text;

	(void)state;
	memset(name, 'x', WIDE);
	name[WIDE] = '\0';
	snprintf(line, sizeof(line), EVENT("login", ",\"user.name\":\"%s\""), name);
	text = print_events(&asked, lines);
	snprintf(want, sizeof(want), "%s  login\n%-60s  logout\n", name, "bob");
	assert_string_equal(text, want);
	free(text);
}

/* The widths are those of the first rows; what comes later streams, and loses nothing. */
static void many_rows_stream(void **state)
{
	enum { ROWS = 6000 };
	const struct asked asked = {.output = "table",
		.fields = {"user.name", "event.action"},
		.no_header = true};
	const char **lines = calloc(ROWS + 1, sizeof(*lines));
	size_t count = 0;
	char *text;
	char *last;

	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		lines[i] = EVENT("login", ",\"user.name\":\"bob\"");
	lines[ROWS - 1] = EVENT("login", ",\"user.name\":\"late-and-wide\"");
	text = print_events(&asked, lines);
	for (const char *at = text; (at = strchr(at, '\n')); at++)
		count++;
	assert_int_equal(count, ROWS);
	last = strstr(text, "late-and-wide");
	assert_string_equal(last, "late-and-wide  login\n");
	assert_memory_equal(text, "bob  login\n", 11);
	assert_memory_equal(last - 11, "bob  login\n", 11);
	free(text);
	free(lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_as_wide_as_their_cells),
		cmocka_unit_test(no_header_and_no_rows_are_fine),
		cmocka_unit_test(a_very_wide_cell_is_neither_cut_nor_padded_for),
		cmocka_unit_test(many_rows_stream),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
