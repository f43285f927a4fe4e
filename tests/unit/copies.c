/* SPDX-License-Identifier: ISC */
/* Which of equal records stay: of several files, and of one. */
#include "stream/copies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define SECOND INT64_C(1000000000)

/* A record: what it says, its file, its time after a second that all share. */
struct record {
	char content;
	char file;
	int64_t ns;
	int digits;
};

struct copies_case {
	struct record records[6];
	size_t count;
	const char *copies;  /* one letter a record: '-' dropped, '+' stays */
	const char *repeats; /* the same for --unique */
};

/* clang-format off */
static const struct copies_case cases[] = {
	/* the same in two files, and one of another text */
	{{{'a', 'x', 0, 0}, {'b', 'x', 0, 0}, {'a', 'y', 0, 0}}, 3, "++-", "++-"},
	/* twice in one file, once in another */
	{{{'a', 'x', 0, 0}, {'a', 'x', 0, 0}, {'a', 'y', 0, 0}}, 3, "++-", "+--"},
	{{{'a', 'x', 0, 0}, {'a', 'x', 0, 0}}, 2, "++", "+-"},
	/* the most exact stays */
	{{{'a', 'x', 0, 0}, {'a', 'y', 500000000, 3}}, 2, "-+", "-+"},
	/* of one precision the times must be equal */
	{{{'a', 'x', 1000000, 3}, {'a', 'y', 2000000, 3}}, 2, "++", "++"},
	{{{'a', 'x', 1000000, 3}, {'a', 'x', 2000000, 3}, {'a', 'x', 1000000, 3}}, 3, "+++", "++-"},
	/* without a time there are no copies */
	{{{'a', 'x', COPIES_NO_TIME, 0}, {'a', 'y', COPIES_NO_TIME, 0}}, 2, "++", "++"},
};
/* clang-format on */

static void assert_marks(const struct copies_case *test, bool unique, const char *want)
{
	struct candidate candidates[6];
	struct candidate *sorted[6];
	size_t dropped = 0;
	size_t marked;

	for (size_t i = 0; i < test->count; i++) {
		const struct record *record = &test->records[i];
		int64_t ns = record->ns == COPIES_NO_TIME ? COPIES_NO_TIME
							  : SECOND + record->ns;

		candidates[i] = (struct candidate){.content = (uint64_t)record->content,
			.file = (uint64_t)record->file,
			.ns = ns,
			.digits = record->digits};
	}
	marked = unique ? copies_mark_repeats(sorted, candidates, test->count)
			: copies_mark(sorted, candidates, test->count);
	for (size_t i = 0; i < test->count; i++) {
		assert_int_equal(candidates[i].dropped, want[i] == '-');
		dropped += want[i] == '-';
	}
	assert_int_equal(marked, dropped);
}

static void equal_records_are_dropped(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_marks(&cases[i], false, cases[i].copies);
		assert_marks(&cases[i], true, cases[i].repeats);
	}
}

/* However often one file repeats it. */
static void one_of_many_repeats_stays(void **state)
{
	enum { MANY = 20000 };
	static struct candidate candidates[MANY];
	static struct candidate *sorted[MANY];

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		candidates[i] = (struct candidate){.content = i % 3, .file = 1, .ns = 5};
	assert_int_equal(copies_mark_repeats(sorted, candidates, MANY), MANY - 3);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(candidates[i].dropped, i >= 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_records_are_dropped),
		cmocka_unit_test(one_of_many_repeats_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
