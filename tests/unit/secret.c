/* SPDX-License-Identifier: ISC */
/* What is masked, and how: every row of the table, and texts that look like one. */
#include "base/buf.h"
#include "base/mem.h"
#include "format/secret.h"
#include "input/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#define B64 "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkw"

struct masking {
	const char *in;
	const char *want;
};

/* clang-format off */
static const struct masking passwords[] = {
	{"user=bob&password=secret&x=1",           "user=bob&password=********&x=1"},
	{"PASSWORD=\"se cr\\\"et\" next",          "PASSWORD=\"********\" next"},
	{"password='it is' next",                  "password='********' next"},
	{"{\"log\":\"password=\\\"s e\\\" x\"}",   "{\"log\":\"password=\\\"********\\\" x\"}"},
	{"{\"log\":\"password=se\"}",              "{\"log\":\"password=********\"}"},
	{"password=\"never closed",                "password=\"********"},
	{"passwd=secret",                          "passwd=********"},
	{"/?_user=bob&_pass=secret)",              "/?_user=bob&_pass=********)"},
	{"pwd=secret;",                            "pwd=********;"},
	{"client_secret=abc def",                  "client_secret=******** def"},
	{"a: mismatch (given password: a) b)",     "a: mismatch (given password: ********)"},
	{"(given password: open\nnext)",           "(given password: ********\nnext)"},
	{"CREATE USER x IDENTIFIED BY 'it''s'",    "CREATE USER x IDENTIFIED BY '********''s'"},
	{"Authorization: Basic Ym9iOnB3",          "Authorization: Basic ********"},
	{"AUTH PLAIN AGJvYgBzZWNyZXQ=",            "AUTH PLAIN ********"},
	{"AUTH PLAIN AGJvYgBzZWNyZXQ= [31]",       "AUTH PLAIN ******** [31]"},
	{"AUTH LOGIN Ym9iYm9iYm9i\r",              "AUTH LOGIN ********\r"},
	{"AUTH XOAUTH2 dXNlcj1ib2I=",              "AUTH XOAUTH2 ********"},
	{"AUTH OAUTHBEARER bixhPWJv",              "AUTH OAUTHBEARER ********"},
	{"a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=", "a1 AUTHENTICATE PLAIN ********"},
	{"a1 authenticate login Ym9iYm9iYm9i",     "a1 authenticate login ********"},
	{"a1 AUTHENTICATE XOAUTH2 dXNlcj1ib2I=",   "a1 AUTHENTICATE XOAUTH2 ********"},
	{"a1 AUTHENTICATE OAUTHBEARER bixhPWJv",   "a1 AUTHENTICATE OAUTHBEARER ********"},
	{"C: AUTHENTICATE \"PLAIN\" \"AGJvYgBzZWNyZXQ=\"",
		"C: AUTHENTICATE \"PLAIN\" \"********\""},
	{"{\"m\":\"C: AUTHENTICATE \\\"PLAIN\\\" \\\"AGJvYgBzZWNyZXQ=\\\"\"}",
		"{\"m\":\"C: AUTHENTICATE \\\"PLAIN\\\" \\\"********\\\"\"}"},
	{"C: AUTHENTICATE \"LOGIN\" \"Ym9iYm9i\"",       "C: AUTHENTICATE \"LOGIN\" \"********\""},
	{"C: AUTHENTICATE \"XOAUTH2\" \"dXNlcj1i\"",     "C: AUTHENTICATE \"XOAUTH2\" \"********\""},
	{"C: AUTHENTICATE \"OAUTHBEARER\" \"bixhPWJv\"", "C: AUTHENTICATE \"OAUTHBEARER\" \"********\""},
	{"<s> C: \"cGFzc3dvcmQ=\"",                "<s> C: \"********\""},
	{"<s> Send: cGFzc3dvcmQ=",                 "<s> Send: ********"},
	{"<s> Send: cGFzc3dvcmQ=\\x0d",            "<s> Send: ********\\x0d"},
	{"<s> Send: cGFzc3dvcmQ=#015",             "<s> Send: ********#015"},
	{"{\"log\":\"x Send: cGFz\\n\"}",          "{\"log\":\"x Send: ********\\n\"}"},
	{"C: Bind [uid=bob] [pass: secret]",       "C: Bind [uid=bob] [pass: ********"},
	{"{\"password\":\"se\\\"cret\",\"a\":1}",  "{\"password\":\"********\",\"a\":1}"},
	{"{\"m\":\"{\\\"password\\\":\\\"secret\\\"}\"}",
		"{\"m\":\"{\\\"password\\\":\\\"********\\\"}\"}"},
	{"{\"client_secret\":\"abc\"}",            "{\"client_secret\":\"********\"}"},
	{"SET k password|s:6:\"abcdef\";x|i:1;",   "SET k password|s:6:\"********\";x|i:1;"},
	{"a:1:{s:8:\"password\";s:6:\"abcdef\";}", "a:1:{s:8:\"password\";s:6:\"********\";}"},
	{"#3 a.php(1): rcmail->login('bob', 'p)w', true)\n#4 {main}",
		"#3 a.php(1): rcmail->login(********)\n#4 {main}"},
	{"rcube_imap->connect('h', 'u', 'pw')",    "rcube_imap->connect(********)"},
	{"x->authenticate('u', 'pw', 'PLAIN')",    "x->authenticate(********)"},
	{"Net_SMTP->auth('u', 'pw')",              "Net_SMTP->auth(********)"},
	{"rcube_ldap_generic->bind('dn', 'pw')",   "rcube_ldap_generic->bind(********)"},
	{"rcube->encrypt('pw')",                   "rcube->encrypt(********)"},
	{"rcube->decrypt('pw')",                   "rcube->decrypt(********)"},
	{"rcube_x_password->save('old', 'new')",   "rcube_x_password->save(********)"},
	{"password->_save('old', 'new')",          "password->_save(********)"},
	{"PDO->__construct('dsn', 'u', 'pw')",     "PDO->__construct(********)"},
	{"\"vars\" = '" B64 "', \"ip\" = '192.0.2.1'", "\"vars\" = '********', \"ip\" = '192.0.2.1'"},
	{"VALUES ('id', '" B64 "... [truncated 9 bytes];", "VALUES ('id', '********... [truncated 9 bytes];"},
	{"password=a passwd=b",                    "password=******** passwd=********"},
};

static const char *const texts[] = {
	"",
	"password=",
	"password=&x=1",
	"password=\"\"",
	"password=********",
	"given password: ",
	"pass word=x",
	"AUTH PLAIN",
	"AUTH PLAIN LOGIN",
	"250-AUTH PLAIN LOGIN CRAM-MD5",
	"C: A0001 AUTHENTICATE PLAIN ****** [33]",
	"AUTH PLAIN not/base64,",
	"<s> Send: STARTTLS",
	"<s> Send: QUIT",
	"<s> Send: ****** [16]",
	"<s> Send: EHLO webmail.example.org",
	"resend: data",
	"<s> C: \"not one\"",
	"SET k password|s:x",
	"rcmail->login()",
	"auth cookie for 12",
	"\"sess_id\" = '0123456789abcdef0123456789abcdef0123456789abcdef'",
	"'short'",
};
/* clang-format on */

/* Tokens become a mark that tells equal ones. */
static const struct {
	const char *in;
	const char *token;
	const char *before;
	const char *behind;
} tokens[] = {
	{"/?_task=mail&_token=abc123&x=1", "abc123", "/?_task=mail&_token=", "&x=1"},
	{"?access_token=abc", "abc", "?access_token=", ""},
	{"/owa/?canary=abc&x", "abc", "/owa/?canary=", "&x"},
	{"X-Rps-CAT=abc,", "abc", "X-Rps-CAT=", ","},
	{"SecurityToken=abc", "abc", "SecurityToken=", ""},
	{"Cookie: roundcube_sessauth=abc-1; x", "abc-1",
		"Cookie: roundcube_sessauth=", "; x"},
	{"Authorization: Bearer abc", "abc", "Authorization: Bearer ", ""},
	{"Send new auth cookie for 12ab: Xy3-9", "Xy3-9",
		"Send new auth cookie for 12ab: ", ""},
	{"{\"access_token\":\"abc\",\"a\":1}", "abc", "{\"access_token\":\"",
		"\",\"a\":1}"},
	{"SET k request_token|s:3:\"abc\";", "abc", "SET k request_token|s:3:\"", "\";"},
	{"s:13:\"request_token\";s:3:\"abc\";", "abc", "s:13:\"request_token\";s:3:\"",
		"\";"},
	{"auth_secret|s:3:\"abc\";", "abc", "auth_secret|s:3:\"", "\";"},
};

static const struct site hiding = {.show_secrets = false};
static const struct site showing = {.show_secrets = true};

struct room {
	struct arena arena;
	struct spoor_event event;
};

static int set_up(void **state)
{
	struct room *room = mem_new(sizeof(*room));

	if (!room)
		return -1;
	arena_init(&room->arena, 64 * 1024 * 1024);
	event_clear(&room->event, &room->arena);
	*state = room;
	return 0;
}

static int tear_down(void **state)
{
	struct room *room = *state;

	arena_deinit(&room->arena);
	mem_free(room);
	return 0;
}

static void check(struct room *room, spoor_view in, spoor_view want)
{
	spoor_view got;

	event_clear(&room->event, &room->arena);
	got = secret_mask(&hiding, &room->event, in);
	if (!view_eq(got, want))
		fail_msg("%.*s\n  gave %.*s\n  want %.*s", (int)in.len, in.ptr,
			(int)got.len, got.ptr, (int)want.len, want.ptr);
	assert_int_equal(event_has(&room->event, FIELD_SECRET), !view_eq(in, want));
	event_clear(&room->event, &room->arena);
	got = secret_mask(&showing, &room->event, in);
	assert_ptr_equal(got.ptr, in.ptr);
	assert_int_equal(got.len, in.len);
	assert_false(event_has(&room->event, FIELD_SECRET));
}

static void test_passwords_become_stars(void **state)
{
	for (size_t i = 0; i < COUNT(passwords); i++)
		check(*state, view_string(passwords[i].in),
			view_string(passwords[i].want));
}

static void test_other_texts_stay_as_they_are(void **state)
{
	for (size_t i = 0; i < COUNT(texts); i++)
		check(*state, view_string(texts[i]), view_string(texts[i]));
}

static void test_tokens_become_marks_that_tie(void **state)
{
	struct room *room = *state;

	for (size_t i = 0; i < COUNT(tokens); i++) {
		char mark[DIGEST_MARK_LEN];
		struct buf want;

		digest_mark(view_string(tokens[i].token), mark);
		buf_init(&want, 4096);
		buf_add_string(&want, tokens[i].before);
		buf_add(&want, view_of(mark, sizeof(mark)));
		buf_add_string(&want, tokens[i].behind);
		check(room, view_string(tokens[i].in), buf_view(&want));
		buf_deinit(&want);
	}
}

/* A NUL and what is no ASCII are part of a secret like any other byte. */
static void test_any_byte_may_be_in_a_secret(void **state)
{
	check(*state, VIEW("password=a\0b&c"), VIEW("password=********&c"));
	check(*state, VIEW("password=\xc3\xa9&c"), VIEW("password=********&c"));
}

static void test_one_secret_given_apart(void **state)
{
	struct room *room = *state;
	spoor_view mark = VIEW("#ba7816bf8f01"); /* FIPS 180-2, appendix B.1 */

	assert_true(view_eq(
		secret_password(&hiding, &room->event, VIEW("abc")), SECRET_STARS));
	assert_true(view_eq(
		secret_password(&showing, &room->event, VIEW("abc")), VIEW("abc")));
	assert_true(view_eq(secret_token(&hiding, &room->event, VIEW("abc")), mark));
	assert_true(
		view_eq(secret_token(&showing, &room->event, VIEW("abc")), VIEW("abc")));
	assert_int_equal(secret_token(&hiding, &room->event, VIEW("")).len, 0);
}

/* A key that names a secret makes one of all that is said of it, blanks too. */
static void test_a_key_says_what_its_value_is(void **state)
{
	static const struct {
		const char *key;
		const char *value;
		const char *want;
	} rows[] = {
		{"password", "two words", "********"},
		{"User_Password", "x", "********"},
		{"password", "", ""},
		{"password_scheme", "SHA512", "SHA512"},
		{"key", "password=x y", "password=******** y"},
		{"driver", "sql", "sql"},
	};
	struct room *room = *state;
	char mark[DIGEST_MARK_LEN];

	digest_mark(VIEW("a b"), mark);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_true(view_eq(
			secret_value(&hiding, &room->event, view_string(rows[i].key),
				view_string(rows[i].value)),
			view_string(rows[i].want)));
	assert_true(view_eq(
		secret_value(&hiding, &room->event, VIEW("access_token"), VIEW("a b")),
		view_of(mark, sizeof(mark))));
	assert_true(view_eq(
		secret_value(&showing, &room->event, VIEW("password"), VIEW("two words")),
		VIEW("two words")));
}

/* Each text, 1 MiB of it, must take no longer than a few passes over 1 MiB take. */
static void test_hostile_lines_take_linear_time(void **state)
{
	static const char *const parts[] = {"'", "\"", "'a", "auth plain ",
		"auth plain \"", "auth plain '", "auth plain A",
		"password=", "password=\"\" ", "password=\\\"", "auth cookie for ",
		"given password: ", "->login(", "->login()", "password|s:1",
		"password|s:1:", "password\";s:1:\\", "\"password\":\"\"", "token=* ",
		" send: A", " c: \"A", "'QUJD", "\\", "\\\"", "=", "(", ":"};
	enum { LONG = 1024 * 1024, MOST_SECONDS = 5 };
	struct room *room = *state;
	char *text = mem_alloc(LONG);

	assert_non_null(text);
	for (size_t i = 0; i < COUNT(parts); i++) {
		spoor_view part = view_string(parts[i]);
		clock_t start = clock();

		for (size_t at = 0; at < LONG; at++)
			text[at] = part.ptr[at % part.len];
		event_clear(&room->event, &room->arena);
		assert_true(
			secret_mask(&hiding, &room->event, view_of(text, LONG)).len > 0);
		arena_reset(&room->arena);
		if ((clock() - start) / CLOCKS_PER_SEC > MOST_SECONDS)
			fail_msg("slow: %s", parts[i]);
	}
	mem_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_passwords_become_stars, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_other_texts_stay_as_they_are, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_tokens_become_marks_that_tie, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_any_byte_may_be_in_a_secret, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_one_secret_given_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_key_says_what_its_value_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_hostile_lines_take_linear_time, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
