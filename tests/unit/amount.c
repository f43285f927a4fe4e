/* SPDX-License-Identifier: ISC */
#include "codec/amount.h"
#include "events.h"

struct amount {
	int64_t number;
	const char *want;
};

static void assert_amounts(const struct amount *cases, size_t count,
	void (*add)(struct buf *out, int64_t number))
{
	struct buf out;

	buf_init(&out, 4096);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&out);
		add(&out, cases[i].number);
		buf_add_char(&out, '\0');
		assert_string_equal(out.ptr, cases[i].want);
	}
	buf_deinit(&out);
}

static void sizes_are_rounded_down(void **state)
{
	static const struct amount cases[] = {
		{0, "0 bytes"},
		{1, "1 byte"},
		{999, "999 bytes"},
		{1000, "1 kB"},
		{1999, "1.9 kB"},
		{9216, "9.2 kB"},
		{22345, "22 kB"},
		{999999, "999 kB"},
		{1400000000, "1.4 GB"},
		{INT64_MAX, "9223372 TB"},
	};

	(void)state;
	assert_amounts(cases, COUNT(cases), amount_add_size);
}

static void durations_take_the_largest_unit(void **state)
{
	static const struct amount cases[] = {
		{0, "0 ns"},
		{12, "12 ns"},
		{1500, "1.5 us"},
		{35000000, "35 ms"},
		{1250000000, "1.2 s"},
		{INT64_C(90000000000), "1.5 min"},
		{INT64_C(12600000000000), "3.5 h"},
	};

	(void)state;
	assert_amounts(cases, COUNT(cases), amount_add_duration);
}

static void add_messages(struct buf *out, int64_t number)
{
	amount_add_count(out, number, VIEW("message"));
}

static void add_messages_were(struct buf *out, int64_t number)
{
	amount_add_count(out, number, VIEW("message was"));
}

static void counts_agree_with_noun_and_verb(void **state)
{
	static const struct amount nouns[] = {
		{0, "no messages"}, {1, "1 message"}, {30, "30 messages"}};
	static const struct amount verbs[] = {
		{0, "no messages were"}, {1, "1 message was"}, {30, "30 messages were"}};

	(void)state;
	assert_amounts(nouns, COUNT(nouns), add_messages);
	assert_amounts(verbs, COUNT(verbs), add_messages_were);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_are_rounded_down),
		cmocka_unit_test(durations_take_the_largest_unit),
		cmocka_unit_test(counts_agree_with_noun_and_verb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
