/* SPDX-License-Identifier: ISC */
/* Wildcards, in the tables written as "*". */
#include "base/mem.h"
#include "filter/glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

enum { PATTERN_ROOM = 64, HOSTILE = 1024 * 1024, ARENA_MOST = 4 * 1024 * 1024 };

struct row {
	const char *pattern;
	const char *text;
	bool is;        /* the whole text, with case */
	bool is_nocase; /* … without */
	bool in;        /* somewhere, without case */
};

/* clang-format off */
static const struct row rows[] = {
	{"abc", "abc", true, true, true},
	{"abc", "ABC", false, true, true},
	{"abc", "xabcx", false, false, true},
	{"abc", "ab", false, false, false},
	{"*", "", true, true, true},
	{"*", "x", true, true, true},
	{"a*", "a", true, true, true},
	{"a*", "Abc", false, true, true},
	{"a*", "ba", false, false, true},
	{"*a", "ba", true, true, true},
	{"*a", "ab", false, false, true},
	{"a*a", "a", false, false, false},
	{"a*a", "aa", true, true, true},
	{"*b*", "abc", true, true, true},
	{"a*b*c", "a-b-c", true, true, true},
	{"a*b*c", "acb", false, false, false},
	{"a*b*c", "abcb", false, false, true},
	{"*aab*", "aaaab", true, true, true},
	{"*abab*abac*", "xabaBABaabac", false, true, true},
	{"ab*ab", "abab", true, true, true},
	{"ab*ab", "abxab", true, true, true},
	{"ab*ab", "aab", false, false, false},
	{"ab*ba", "aba", false, false, false},
	{"\xc3\xa9", "\xc3\x89", false, false, false},
};
/* clang-format on */

static spoor_view starred(const char *pattern, char room[PATTERN_ROOM])
{
	size_t len = strlen(pattern);

	for (size_t i = 0; i < len; i++)
		room[i] = pattern[i] == '*' ? GLOB_STAR : pattern[i];
	return view_of(room, len);
}

static void wildcards_stand_for_anything(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *row = &rows[i];
		spoor_view text = view_string(row->text);
		char room[PATTERN_ROOM];
		struct arena arena;
		struct glob exact;
		struct glob nocase;

		arena_init(&arena, ARENA_MOST);
		assert_true(
			glob_init(&exact, &arena, starred(row->pattern, room), false));
		assert_true(
			glob_init(&nocase, &arena, starred(row->pattern, room), true));
		if (glob_is(&exact, text) != row->is ||
			glob_is(&nocase, text) != row->is_nocase ||
			glob_in(&nocase, text) != row->in)
			fail_msg("%s in %s", row->pattern, row->text);
		arena_deinit(&arena);
	}
}

/* A needle that nearly matches everywhere must not cost its length for each byte. */
static void hostile_text_is_searched_in_linear_time(void **state)
{
	char *text = mem_alloc(HOSTILE);
	char *needle = mem_alloc(GLOB_MOST);
	struct arena arena;
	struct glob glob;
	clock_t start;

	(void)state;
	assert_non_null(text);
	assert_non_null(needle);
	memset(text, 'a', HOSTILE);
	memset(needle, 'a', GLOB_MOST);
	needle[GLOB_MOST - 1] = 'b';
	arena_init(&arena, ARENA_MOST);
	assert_true(glob_init(&glob, &arena, view_of(needle, GLOB_MOST), true));
	start = clock();
	assert_false(glob_in(&glob, view_of(text, HOSTILE)));
	assert_true(clock() - start < CLOCKS_PER_SEC);
	text[HOSTILE - 1] = 'B';
	assert_true(glob_in(&glob, view_of(text, HOSTILE)));
	arena_deinit(&arena);
	mem_free(needle);
	mem_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wildcards_stand_for_anything),
		cmocka_unit_test(hostile_text_is_searched_in_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
