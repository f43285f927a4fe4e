/* SPDX-License-Identifier: ISC */
/* Which texts are places, and in which order places come. */
#include "stream/wanted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct text_case {
	const char *text;
	const char *path; /* NULL: it is no place */
	uint64_t line;
	uint64_t last;
	uint64_t offset;
};

/* clang-format off */
static const struct text_case text_cases[] = {
	{"mail.log:12",            "mail.log",          12, 12, WANTED_NO_OFFSET},
	{"mail.log:12-14",         "mail.log",          12, 14, WANTED_NO_OFFSET},
	{"mail.log:12@345",        "mail.log",          12, 12, 345},
	{"mail.log-20251214:3",    "mail.log-20251214", 3,  3,  WANTED_NO_OFFSET},
	{"a:b:7",                  "a:b",               7,  7,  WANTED_NO_OFFSET},
	{"a@1:7",                  "a@1",               7,  7,  WANTED_NO_OFFSET},
	{"x.tar.gz!var/mail.log:1","x.tar.gz!var/mail.log", 1, 1, WANTED_NO_OFFSET},
	{"mail.log",               NULL, 0, 0, 0},
	{"mail.log-20251214",      NULL, 0, 0, 0},
	{"mail.log:",              NULL, 0, 0, 0},
	{"mail.log:0",             NULL, 0, 0, 0},
	{"mail.log:5-4",           NULL, 0, 0, 0},
	{"mail.log:x",             NULL, 0, 0, 0},
	{"mail.log:-5",            NULL, 0, 0, 0},
	{"mail.log:99999999999999999999", NULL, 0, 0, 0},
	{":5",                     NULL, 0, 0, 0},
	{"",                       NULL, 0, 0, 0},
};
/* clang-format on */

static void texts_that_are_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(text_cases); i++) {
		const struct text_case *test = &text_cases[i];
		struct wanted_list list;

		wanted_init(&list, NULL);
		assert_int_equal(wanted_add_text(&list, view_string(test->text)),
			test->path != NULL);
		if (test->path) {
			assert_string_equal(wanted_file(&list, 0)->path.ptr, test->path);
			assert_int_equal(wanted_places(&list)->line, test->line);
			assert_int_equal(wanted_places(&list)->last, test->last);
			assert_int_equal(wanted_places(&list)->offset, test->offset);
		}
		wanted_deinit(&list);
	}
}

/* Far apart, so that the same file is added again; it is one in the end. */
static void files_come_as_they_were_named_first(void **state)
{
	enum { MANY = 500 };
	struct wanted_list list;
	char text[] = "000:2";

	(void)state;
	wanted_init(&list, NULL);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < MANY; i++) {
			text[0] = (char)('9' - i / 100);
			text[1] = (char)('0' + i / 10 % 10);
			text[2] = (char)('0' + i % 10);
			text[4] = (char)('2' - round);
			assert_true(wanted_add_text(&list, view_string(text)));
		}
	assert_true(wanted_sort(&list));
	assert_int_equal(wanted_count(&list), 2 * MANY);
	for (size_t i = 0; i < wanted_count(&list); i++) {
		const struct wanted *wanted = &wanted_places(&list)[i];

		assert_int_equal(wanted->file, i / 2);
		assert_int_equal(wanted->line, 1 + i % 2);
	}
	wanted_deinit(&list);
}

static void events_stand_below_the_root(void **state)
{
	static const char *const cases[][2] = {
		{"logs/a", "case/logs/a"}, {"/logs/a", "/logs/a"}, {"-", "-"}};
	struct wanted_list list;
	struct spoor_event event;
	struct arena arena;

	(void)state;
	arena_init(&arena, 4096);
	wanted_init(&list, "case");
	event_clear(&event, &arena);
	wanted_add_event(&list, &event);
	assert_int_equal(list.placeless, 1);
	for (size_t i = 0; i < COUNT(cases); i++) {
		event_clear(&event, &arena);
		event_set_text(&event, FIELD_LOG_PATH, view_string(cases[i][0]));
		event_set_number(&event, FIELD_LOG_LINE, 3);
		wanted_add_event(&list, &event);
		assert_string_equal(wanted_file(&list, i)->path.ptr, cases[i][1]);
	}
	wanted_deinit(&list);
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_that_are_places),
		cmocka_unit_test(files_come_as_they_were_named_first),
		cmocka_unit_test(events_stand_below_the_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
