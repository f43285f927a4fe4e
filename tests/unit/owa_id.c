/* SPDX-License-Identifier: ISC */
#include "format/owa_id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

enum { ARENA_MOST = 1 << 20 };

#define MAILBOX "33345678-3232-4323-9111-08da9fd00918"

/* Made with the bytes 00 01 02 … as entry id and f0 f1 … as attachment id. */
static const char entry[] =
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122"
	"232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445";
static const char message_id[] =
	"AAMkADMzMzQ1Njc4LTMyMzItNDMyMy05MTExLTA4ZGE5ZmQwMDkxOABGAAABAgMEBQYHCA"
	"kKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9"
	"Pj9AQUJDREU=";
static const char attachment_id[] =
	"AAMkADMzMzQ1Njc4LTMyMzItNDMyMy05MTExLTA4ZGE5ZmQwMDkxOABGAAABAgMEBQYHCA"
	"kKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9"
	"Pj9AQUJDREUBEgAQAPDx8vP09fb3+Pn6+/z9/v8=";
static const char escaped_id[] =
	"AAMkADMzMzQ1Njc4LTMyMzItNDMyMy05MTExLTA4ZGE5ZmQwMDkxOABGAAABAgMEBQYHCA"
	"kKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9"
	"Pj9AQUJDREUBEgAQAPDx8vP09fb3-Pn6-_z9_v8%3d";
static const char other_type[] =
	"AAEkADMzMzQ1Njc4LTMyMzItNDMyMy05MTExLTA4ZGE5ZmQwMDkxOABGAAABAgMEBQYHCA"
	"kKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9"
	"Pj9AQUJDREUBEgAQAPDx8vP09fb3+Pn6+/z9/v8=";
static const char short_entry[] =
	"AAMkADMzMzQ1Njc4LTMyMzItNDMyMy05MTExLTA4ZGE5ZmQwMDkxOAAUAAABAgMEBQYHCA"
	"kKCwwNDg8QERIT";

static void expect(spoor_view got, const char *want)
{
	assert_int_equal(got.len, strlen(want));
	assert_memory_equal(got.ptr, want, got.len);
}

static void ids_name_mailbox_and_message(void **state)
{
	static const struct {
		const char *in;
		const char *attachment;
	} cases[] = {
		{message_id, ""},
		{attachment_id, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"},
		{escaped_id, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct owa_id id;

		assert_true(owa_id_decode(&arena, view_string(cases[i].in), &id));
		expect(id.mailbox, MAILBOX);
		expect(id.entry, entry);
		expect(id.attachment, cases[i].attachment);
	}
	arena_deinit(&arena);
}

static void other_ids_are_left_alone(void **state)
{
	static const char *const cases[] = {other_type, short_entry, "", "AAAA",
		"AAMkADMzMzQ1Njc4LTMyMzI", "no base 64 at all!"};
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct owa_id id;

		assert_false(owa_id_decode(&arena, view_string(cases[i]), &id));
	}
	arena_deinit(&arena);
}

/* Every shorter text of an id is refused or gives a part of it, and nothing is read behind it. */
static void cut_ids_are_survived(void **state)
{
	spoor_view whole = view_string(attachment_id);
	struct arena arena;

	(void)state;
	for (size_t len = 0; len < whole.len; len++) {
		struct owa_id id;
		char *copy = malloc(len + 1);

		assert_non_null(copy);
		memcpy(copy, whole.ptr, len);
		arena_init(&arena, ARENA_MOST);
		if (owa_id_decode(&arena, view_of(copy, len), &id))
			expect(id.mailbox, MAILBOX);
		arena_deinit(&arena);
		free(copy);
	}
}

static const char token[] =
	"VgEAVAdXaW5kb3dzQwBBCEtlcmJlcm9zTBlhZG1pbmlzdHJhdG9yQGV4YW1wbGUub3JnVS"
	"xTLTEtNS0yMS0xMDA0MzM2MzQ4LTExNzcyMzg5MTUtNjgyMDAzMzMwLTUwMEcBAAAABwAA"
	"AAxTLTEtNS0zMi01NDRFAAAAAA==";
static const char odd_token[] =
	"WAEAVAdXaW5kb3dzQwBBCEtlcmJlcm9zTBlhZG1pbmlzdHJhdG9yQGV4YW1wbGUub3JnVS"
	"xTLTEtNS0yMS0xMDA0MzM2MzQ4LTExNzcyMzg5MTUtNjgyMDAzMzMwLTUwMEcBAAAABwAA"
	"AAxTLTEtNS0zMi01NDRFAAAAAA==";

static void tokens_name_who_is_assumed(void **state)
{
	struct rps_token got;
	struct arena arena;

	(void)state;
	arena_init(&arena, ARENA_MOST);
	assert_true(rps_token_decode(&arena, view_string(token), &got));
	expect(got.method, "Kerberos");
	expect(got.user, "administrator@example.org");
	expect(got.sid, "S-1-5-21-1004336348-1177238915-682003330-500");
	assert_false(rps_token_decode(&arena, view_string(odd_token), &got));
	assert_false(rps_token_decode(&arena, view_string(message_id), &got));
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_name_mailbox_and_message),
		cmocka_unit_test(other_ids_are_left_alone),
		cmocka_unit_test(cut_ids_are_survived),
		cmocka_unit_test(tokens_name_who_is_assumed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
