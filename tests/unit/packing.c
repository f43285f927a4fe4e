/* SPDX-License-Identifier: ISC */
/* What a file is by its first bytes; and that no log is taken for an archive. */
#include "input/packing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

struct fact {
	spoor_view head;
	enum packing packing;
};

/* clang-format off */
static const struct fact facts[] = {
	{{"", 0},                                          PACKING_NONE},
	{{"\x1f\x8b\x08", 3},                              PACKING_GZIP},
	{{"\x1f\x8b\x07", 3},                              PACKING_NONE},
	{{"\xfd" "7zXZ\0", 6},                             PACKING_XZ},
	{{"\xfd" "7zXZ", 5},                               PACKING_NONE},
	{{"\x28\xb5\x2f\xfd", 4},                          PACKING_ZSTD},
	{{"BZh91AY&SY", 10},                               PACKING_BZIP2},
	{{"BZh1\x17\x72\x45\x38\x50\x90", 10},             PACKING_BZIP2},
	{{"BZh01AY&SY", 10},                               PACKING_NONE},
	{{"BZhello, this is a log", 22},                   PACKING_NONE},
	{{"PK\x03\x04", 4},                                PACKING_ZIP},
	{{"PK\x05\x06", 4},                                PACKING_ZIP},
	{{"PK\x01\x02", 4},                                PACKING_NONE},
	{{"Nov  1 00:00:00 mx postfix/smtpd[1]: x\n", 39}, PACKING_NONE},
};
/* clang-format on */

static void magics(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++)
		assert_int_equal(packing_of(facts[i].head), facts[i].packing);
}

/* The head of a tar member, with its sum. */
static void make_head(char head[PACKING_HEAD], char fill)
{
	unsigned sum = 0;
	char field[9];

	memset(head, fill, PACKING_HEAD);
	memcpy(head, "mail.log", 8);
	memset(head + 148, ' ', 8);
	for (size_t i = 0; i < PACKING_HEAD; i++)
		sum += (unsigned char)head[i];
	snprintf(field, sizeof(field), "%06o", sum & 0777777U);
	memcpy(head + 148, field, 6);
	head[154] = fill ? ' ' : '\0';
	head[155] = ' ';
}

static void tar_heads(void **state)
{
	char head[PACKING_HEAD];

	(void)state;
	make_head(head, '\0');
	assert_int_equal(packing_of(view_of(head, sizeof(head))), PACKING_TAR);
	assert_int_equal(packing_of(view_of(head, sizeof(head) - 1)), PACKING_NONE);
	head[20] = 'x';
	assert_int_equal(packing_of(view_of(head, sizeof(head))), PACKING_NONE);
	memset(head, '\0', sizeof(head));
	assert_int_equal(packing_of(view_of(head, sizeof(head))), PACKING_NONE);
}

/* A client can make a server write text with the right sum, but no NUL bytes. */
static void a_log_with_the_sum_of_a_head(void **state)
{
	char head[PACKING_HEAD];

	(void)state;
	make_head(head, 'x');
	assert_int_equal(packing_of(view_of(head, sizeof(head))), PACKING_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(magics),
		cmocka_unit_test(tar_heads),
		cmocka_unit_test(a_log_with_the_sum_of_a_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
