/* SPDX-License-Identifier: ISC */
/* What ids say about the time of their lines. */
#include "events.h"
#include "stream/claim.h"

/* A login of Dovecot, and a message that Postfix takes from its queue. */
#define LOGIN(process, id, address)                                                      \
	EVENT("login",                                                                   \
		",\"event.dataset\":\"dovecot.log\",\"process.name\":\"" process         \
		"\",\"spoor.session.id\":\"" id "\",\"source.ip\":\"" address "\"")
#define QUEUED(action, id)                                                               \
	EVENT(action, ",\"event.dataset\":\"postfix.mail\",\"email.local_id\":\"" id "\"")

/* Made at 2026-11-23T18:21:31.771271Z for 127.0.0.5; at 2025-12-31T23:19:59.828953Z. */
#define LOGIN_ID "h+XEqfVgv4N/AAAF"
#define QUEUE_ID "4dhQsW5tYPzCqt2"

struct claim_case {
	const char *event;
	const char *proof; /* NULL: there is no claim */
};

static const struct claim_case claim_cases[] = {
	{LOGIN("imap-login", LOGIN_ID, "127.0.0.5"), "session-id"},
	/* The address must be that of the line, and the process must be a login process. */
	{LOGIN("imap-login", LOGIN_ID, "127.0.0.6"), NULL},
	{LOGIN("imap", LOGIN_ID, "127.0.0.5"), NULL},
	{LOGIN("imap-login", "OE+RBhWNBGusVwAAbw8qlA", "127.0.0.5"), NULL},
	{QUEUED("mail-receive", QUEUE_ID), "queue-id"},
	{QUEUED("mail-send", QUEUE_ID), "queue-id"},
	{QUEUED("mail-receive", "4B221EADEB15"), NULL},
	{QUEUED("connect", "4dhQsW5tYPzCqt2"), NULL},
	{EVENT("login", ""), NULL},
};

static void only_ids_of_the_server_count(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(claim_cases); i++) {
		struct spoor_event event;
		struct claim claim;
		struct arena arena;
		bool found;

		arena_init(&arena, 1 << 20);
		read_event(claim_cases[i].event, &event, &arena);
		found = claim_of(&event, &claim);
		assert_int_equal(found, claim_cases[i].proof != NULL);
		if (found)
			assert_string_equal(claim.proof, claim_cases[i].proof);
		arena_deinit(&arena);
	}
}

/* 2026-11-23T18:21:31Z */
#define INSTANT INT64_C(1795458091)

struct sense_case {
	struct stamp stamp;
	int limit;
	bool makes_sense;
	int year;
	int offset;
};

/* clang-format off */
static const struct sense_case sense_cases[] = {
	{{.month = 11, .day = 23, .hour = 18, .minute = 21, .second = 31}, 180, true, 2026, 0},
	{{.month = 11, .day = 23, .hour = 19, .minute = 24, .second = 31}, 180, true, 2026, 3600},
	{{.month = 11, .day = 23, .hour = 13, .minute = 21, .second = 32}, 180, true, 2026, -5 * 3600},
	{{.month = 11, .day = 23, .hour = 23, .minute = 51, .second = 40}, 180, true, 2026, 5 * 3600 + 1800},
	/* four minutes later than any offset makes it */
	{{.month = 11, .day = 23, .hour = 18, .minute = 26, .second = 31}, 180, false, 0, 0},
	{{.month = 11, .day = 23, .hour = 18, .minute = 22, .second = 31}, 10, false, 0, 0},
	/* another day */
	{{.month = 11, .day = 21, .hour = 18, .minute = 21, .second = 31}, 180, false, 0, 0},
	/* a stated year must fit, a stated weekday too */
	{{.year = 2025, .month = 11, .day = 23, .hour = 18, .minute = 21, .second = 31}, 180, false, 0, 0},
	{{.month = 11, .day = 23, .hour = 18, .minute = 21, .second = 31, .weekday = 1}, 180, true, 2026, 0},
	{{.month = 11, .day = 23, .hour = 18, .minute = 21, .second = 31, .weekday = 2}, 180, false, 0, 0},
};
/* clang-format on */

static void a_line_follows_its_id(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sense_cases); i++) {
		const struct sense_case *test = &sense_cases[i];
		struct claim claim = {.count = 2, .limit = test->limit};
		struct claim_sense sense;

		claim.seconds[0] = INSTANT - 9 * 365 * 86400;
		claim.seconds[1] = INSTANT;
		assert_int_equal(
			claim_sense(&claim, &test->stamp, &sense), test->makes_sense);
		if (!test->makes_sense)
			continue;
		assert_int_equal(sense.year, test->year);
		assert_int_equal(sense.offset, test->offset);
		assert_int_equal(sense.instant,
			stamp_seconds(&test->stamp, test->year) - test->offset);
	}
}

static void a_line_is_allowed_so_much_later(void **state)
{
	struct claim claim = {.count = 1, .limit = 10, .seconds = {INSTANT}};

	(void)state;
	assert_false(claim_allows(&claim, INSTANT - 3));
	assert_true(claim_allows(&claim, INSTANT - 2));
	assert_true(claim_allows(&claim, INSTANT + 12));
	assert_false(claim_allows(&claim, INSTANT + 13));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_ids_of_the_server_count),
		cmocka_unit_test(a_line_follows_its_id),
		cmocka_unit_test(a_line_is_allowed_so_much_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
