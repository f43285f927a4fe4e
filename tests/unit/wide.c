/* SPDX-License-Identifier: ISC */
#include "input/wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

/* Bytes that are given a few at a time. */
struct drip {
	spoor_view rest;
	size_t step;
};

static enum spoor_status read_drip(void *self, char *out, size_t room, size_t *got_r)
{
	struct drip *drip = self;
	size_t len = drip->step < room ? drip->step : room;

	*got_r = len < drip->rest.len ? len : drip->rest.len;
	if (*got_r == 0)
		return SPOOR_END;
	memcpy(out, drip->rest.ptr, *got_r);
	drip->rest = view_skip(drip->rest, *got_r);
	return SPOOR_OK;
}

#define CASE(in_, want_)                                                                 \
	{                                                                                \
		{in_, sizeof(in_) - 1},                                                  \
		{                                                                        \
			want_, sizeof(want_) - 1                                         \
		}                                                                        \
	}

static void texts_become_utf8(void **state)
{
	static const struct {
		spoor_view in;
		spoor_view want;
	} cases[] = {
		CASE("", ""),
		CASE("a", "a"),
		CASE("plain text\n", "plain text\n"),
		CASE("\xff\xfe"
		     "a\0b\0",
			"\xef\xbb\xbf"
			"ab"),
		CASE("a\0b\0c\0d\0e\0", "abcde"),
		CASE("a\0b\0c\0d\0\xe9\0\xac\x20", "abcd\xc3\xa9\xe2\x82\xac"),
		CASE("a\0b\0c\0d\0\x3d\xd8\x00\xde", "abcd\xf0\x9f\x98\x80"),
		CASE("a\0b\0c\0d\0\x3d\xd8x\0", "abcd\xef\xbf\xbdx"),
		CASE("a\0b\0c\0d\0\x3d\xd8", "abcd\xef\xbf\xbd"),
		CASE("a\0b\0c\0d\0\x00\xdex\0", "abcd\xef\xbf\xbdx"),
		CASE("a\0b\0c\0d\0x", "abcd\xef\xbf\xbd"),
		CASE("a\0b\0c\0\0\0d\0", "a\0b\0c\0\0\0d\0"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t step = 1; step < 12; step++) {
			struct drip drip = {cases[i].in, step};
			struct wide wide = {.looked = false};
			char out[64];
			size_t used = 0;
			size_t got;

			while (wide_read(&wide, read_drip, &drip, out + used, step,
				       &got) == SPOOR_OK)
				used += got;
			assert_int_equal(used, cases[i].want.len);
			assert_memory_equal(out, cases[i].want.ptr, used);
			wide_deinit(&wide);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_become_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
