/* SPDX-License-Identifier: ISC */
/* Dovecot's lines where they are hard to read: texts that an attacker chose, odd prefixes, and
 * JSON that is none. */
#include "format/dovecot_export.h"
#include "format/dovecot_verdict.h"
#include "format/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct bench {
	struct arena arena;
	struct site site;
	struct scene scene;
	struct spoor_event event;
};

static void bench_init(struct bench *bench)
{
	static const struct clock_setup setup = {
		.zone_proof = "assumed", .newest = 1767225600, .year_proof = "option"};

	*bench = (struct bench){.scene = {.site = &bench->site}};
	arena_init(&bench->arena, 1 << 24);
	clock_init(&bench->scene.clock, &setup);
	event_clear(&bench->event, &bench->arena);
}

static void assert_view(spoor_view got, const char *want)
{
	if (!view_eq(got, view_string(want)))
		fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr, want);
}

/* The first value, when the field has several. */
static spoor_view value_of(const struct spoor_event *event, enum field field)
{
	const union value *value = event_get(event, field);

	if (!value)
		return view_of("", 0);
	return field_row(field)->info.multi ? value->list.at[0] : value->text;
}

static void read_line(struct bench *bench, const char *line)
{
	bench_init(bench);
	format_read(&bench->scene, view_string(line), &bench->event);
}

/* ------------------------------------------------------------------ elements */

struct element_case {
	const char *in;
	const char *user;
	const char *source;
	const char *session;
};

/* clang-format off */
static const struct element_case elements[] = {
	{"user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1, mpid=7, TLS, session=<S1>", "alice", "192.0.2.7", "S1"},
	{"user=<>, rip=192.0.2.7, lip=198.51.100.1", "", "192.0.2.7", ""},
	/* the oldest have no user at all, or no blank behind a comma */
	{"rip=192.0.2.7, lip=198.51.100.1", "", "192.0.2.7", ""},
	{"method=PLAIN, rip=192.0.2.7, lip=198.51.100.1,session=<S1>", "", "192.0.2.7", "S1"},
	/* any order */
	{"session=<S1>, rip=192.0.2.7, user=<alice>", "alice", "192.0.2.7", "S1"},
	{"rip=192.0.2.7, user=<alice>, session=<S1>, TLS", "alice", "192.0.2.7", "S1"},
	/* the user calls himself like other elements */
	{"user=<a>, rip=203.0.113.9, x=<y>, method=PLAIN, rip=192.0.2.7, session=<S1>", "a>, rip=203.0.113.9, x=<y", "192.0.2.7", "S1"},
	{"user=<a>, method=PLAIN, rip=203.0.113.9, lip=203.0.113.8, session=<S9>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1, session=<S1>", "a>, method=PLAIN, rip=203.0.113.9, lip=203.0.113.8, session=<S9", "192.0.2.7", "S1"},
	{"rip=192.0.2.7, session=<S1>, user=<a>, rip=203.0.113.9, session=<S9>", "a>, rip=203.0.113.9, session=<S9", "192.0.2.7", "S1"},
	{"user=<a, rip=203.0.113.9, b>, method=PLAIN, rip=192.0.2.7", "a, rip=203.0.113.9, b", "192.0.2.7", ""},
	{"user=<a, TLS: b>, rip=192.0.2.7, TLS", "a, TLS: b", "192.0.2.7", ""},
	{"user=<user=<b>>, rip=192.0.2.7", "user=<b>", "192.0.2.7", ""},
	/* OpenSSL's texts hold commas */
	{"user=<alice>, rip=192.0.2.7, TLS: SSL_read() failed: bad, worse, worst, session=<S1>", "alice", "192.0.2.7", "S1"},
	{"user=<alice>, rip=192.0.2.7, TLS handshaking: error, rip", "alice", "192.0.2.7", ""},
	/* what we do not know stays with its neighbour */
	{"user=<alice>, rip=192.0.2.7, shoe=44, session=<S1>", "alice", "192.0.2.7", "S1"},
	{"user=<alice>, shoe=44, rip=192.0.2.7", "alice", "192.0.2.7", ""},
	{"user=<alice>, rip=2001:db8::7, lip=2001:db8::1", "alice", "2001:db8::7", ""},
	{"user=<alice>, rip=::ffff:192.0.2.7, lip=::ffff:198.51.100.1", "alice", "192.0.2.7", ""},
	{"user=<alice>, rip=192.0.2.7 and more", "alice", "192.0.2.7", ""},
	{"user=<alice", "alice", "", ""},
	{"", "", "", ""},
	{",,, ,", "", "", ""},
};
/* clang-format on */

static void elements_are_taken_from_their_fixed_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(elements); i++) {
		struct bench bench;

		bench_init(&bench);
		dovecot_read_elements(&bench.event, view_string(elements[i].in));
		assert_view(event_text(&bench.event, FIELD_USER_NAME), elements[i].user);
		assert_view(
			event_text(&bench.event, FIELD_SOURCE_IP), elements[i].source);
		assert_view(
			event_text(&bench.event, FIELD_SESSION_ID), elements[i].session);
		arena_deinit(&bench.arena);
	}
}

static void master_user_acts_as_the_account(void **state)
{
	struct bench bench;

	(void)state;
	bench_init(&bench);
	dovecot_read_elements(
		&bench.event, VIEW("user=<alice>, auth_user=<admin>, rip=192.0.2.7"));
	assert_view(event_text(&bench.event, FIELD_USER_NAME), "admin");
	assert_view(event_text(&bench.event, FIELD_USER_EFFECTIVE_NAME), "alice");
	event_clear(&bench.event, &bench.arena);
	dovecot_set_user(&bench.event, VIEW("alice*admin"));
	assert_view(event_text(&bench.event, FIELD_USER_NAME), "admin");
	assert_view(event_text(&bench.event, FIELD_USER_EFFECTIVE_NAME), "alice");
	arena_deinit(&bench.arena);
}

/* ------------------------------------------------------------------ prefixes */

struct prefix_case {
	const char *in;
	const char *process;
	const char *args;
	const char *marks;
	enum dovecot_level level;
	const char *text;
};

/* clang-format off */
static const struct prefix_case prefixes[] = {
	{"imap-login: Login: x", "imap-login", "", "", DOVECOT_UNSAID, "Login: x"},
	{"imap-login: Info: Login: x", "imap-login", "", "", DOVECOT_INFO, "Login: x"},
	{"Info: imap-login: Login: x", "imap-login", "", "", DOVECOT_INFO, "Login: x"},
	{"lmtp(3119): Connect from local", "lmtp", "3119", "", DOVECOT_UNSAID, "Connect from local"},
	{"imap(a@x.org)<31><S/+=>: Info: y", "imap", "a@x.org", "<31><S/+=>", DOVECOT_INFO, "y"},
	{"lmtp(a@x.org)<31><S:R2>: y", "lmtp", "a@x.org", "<31><S:R2>", DOVECOT_UNSAID, "y"},
	{"auth(a,2001:db8::1,sasl:plain)<S>: Error: y", "auth", "a,2001:db8::1,sasl:plain", "<S>", DOVECOT_ERROR, "y"},
	{"IMAP(a): y", "imap", "a", "", DOVECOT_UNSAID, "y"},
	{"imap(a) b): y", "imap", "a) b", "", DOVECOT_UNSAID, "y"},
	{"Killed with signal 15", "", "", "", DOVECOT_UNSAID, "Killed with signal 15"},
	{"Fatal: Auth process died", "", "", "", DOVECOT_FATAL, "Auth process died"},
	{"imap(a", "", "", "", DOVECOT_UNSAID, "imap(a"},
	{"imap(a)", "", "", "", DOVECOT_UNSAID, "imap(a)"},
	{"imap(a)<", "", "", "", DOVECOT_UNSAID, "imap(a)<"},
	{": y", "", "", "", DOVECOT_UNSAID, ": y"},
	{"", "", "", "", DOVECOT_UNSAID, ""},
};
/* clang-format on */

static void prefix_is_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		struct dovecot_line line;

		dovecot_scan_prefix(view_string(prefixes[i].in), &line);
		assert_view(view_string(line.process ? line.process->name : ""),
			prefixes[i].process);
		assert_view(line.args, prefixes[i].args);
		assert_view(line.marks, prefixes[i].marks);
		assert_int_equal(line.level, prefixes[i].level);
		assert_view(line.text, prefixes[i].text);
	}
}

/* ------------------------------------------------------------------ auth */

struct auth_case {
	const char *in;
	const char *user;
	const char *source;
	const char *reason;
	const char *outcome;
	const char *hash;
};

#define STAMP "2025-12-29 08:50:17 "
#define PAM                                                                              \
	STAMP "auth: Info: pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot "

/* clang-format off */
static const struct auth_case auths[] = {
	{STAMP "auth: Info: sql(a@x.org,192.0.2.7,<S>): Password mismatch", "a@x.org", "192.0.2.7", "bad-password", "failure", ""},
	{STAMP "auth: Info: sql(a@x.org,192.0.2.7,<S>): unknown user (SHA1 of given password: a4b48a)", "a@x.org", "192.0.2.7", "unknown-user", "failure", "a4b48a"},
	{STAMP "auth: Info: sql(a@x.org,192.0.2.7,<S>): unknown user - trying the next passdb", "a@x.org", "192.0.2.7", "unknown-user", "unknown", ""},
	{STAMP "auth: Info: ldap(a,192.0.2.7,): invalid credentials", "a", "192.0.2.7", "bad-password", "failure", ""},
	{STAMP "auth: Info: plain(?,192.0.2.7,<S>): Username character disallowed by auth_username_chars: 0x27 (username: x)", "", "192.0.2.7", "invalid-request", "failure", ""},
	{STAMP "auth-worker(7): Info: conn unix:auth-worker (pid=1,uid=9): auth-worker<12>: pam(a,192.0.2.7): pam_authenticate() failed: User not known to the underlying authentication module", "a", "192.0.2.7", "unknown-user", "failure", ""},
	{STAMP "auth(a,192.0.2.7,sasl:plain)<S>: Info: passwd-file: Password mismatch (SHA1 of given password: 0a)", "a", "192.0.2.7", "bad-password", "failure", "0a"},
	{STAMP "auth-worker(a,192.0.2.7,sasl:plain)<7><S>: Info: request [3]: sql: unknown user", "a", "192.0.2.7", "unknown-user", "failure", ""},
	/* the password looks like a result, the user like an address */
	{STAMP "auth: Info: sql(a,192.0.2.7,<S>): Password mismatch (given password: x,203.0.113.9): unknown user)", "a", "192.0.2.7", "bad-password", "failure", ""},
	{STAMP "auth: Info: sql(a,203.0.113.9,192.0.2.7,<S>): Password mismatch", "a,203.0.113.9", "192.0.2.7", "bad-password", "failure", ""},
	{STAMP "auth: Info: sql(a): unknown user,192.0.2.7,<S>): Password mismatch", "a): unknown user", "192.0.2.7", "bad-password", "failure", ""},
	/* both names are the client's */
	{PAM "ruser=a rhost=192.0.2.7", "a", "192.0.2.7", "bad-password", "failure", ""},
	{PAM "ruser=a rhost=192.0.2.7  user=a", "a", "192.0.2.7", "bad-password", "failure", ""},
	{PAM "ruser=rhost=203.0.113.9 rhost=192.0.2.7 ", "rhost=203.0.113.9", "192.0.2.7", "bad-password", "failure", ""},
	{PAM "ruser=a rhost=203.0.113.9 rhost=192.0.2.7 user=a rhost=203.0.113.9", "a rhost=203.0.113.9", "192.0.2.7", "bad-password", "failure", ""},
	{PAM "ruser=a rhost=203.0.113.9  user=a rhost=192.0.2.7", "a rhost=203.0.113.9  user=a", "192.0.2.7", "bad-password", "failure", ""},
};
/* clang-format on */

static void auth_names_user_and_client(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(auths); i++) {
		struct bench bench;

		read_line(&bench, auths[i].in);
		assert_int_equal(bench.event.action, ACTION_LOGIN);
		assert_view(event_text(&bench.event, FIELD_USER_NAME), auths[i].user);
		assert_view(event_text(&bench.event, FIELD_SOURCE_IP), auths[i].source);
		assert_view(
			event_text(&bench.event, FIELD_SPOOR_REASON), auths[i].reason);
		assert_view(
			event_text(&bench.event, FIELD_EVENT_OUTCOME), auths[i].outcome);
		assert_view(event_text(&bench.event, FIELD_AUTH_PASSWORD_HASH),
			auths[i].hash);
		arena_deinit(&bench.arena);
	}
}

static void given_password_is_masked(void **state)
{
	static const char *const lines[] = {
		STAMP
		"auth: Info: sql(a,192.0.2.7): Password mismatch (given password: s)e)t)",
		STAMP
		"auth: Info: sql(a,192.0.2.7): Password mismatch (given password: s (SHA1 of given password: t)",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct bench bench;

		read_line(&bench, lines[i]);
		assert_view(
			value_of(&bench.event, FIELD_EXTRA), "given_password=********");
		assert_view(event_text(&bench.event, FIELD_EVENT_REASON),
			"Password mismatch");
		assert_false(event_has(&bench.event, FIELD_AUTH_PASSWORD_HASH));
		assert_true(event_has(&bench.event, FIELD_SECRET));
		arena_deinit(&bench.arena);
	}
}

/* ------------------------------------------------------------------ mail */

struct mail_case {
	const char *in;
	enum action action;
	const char *folder;
	const char *id;
	const char *subject; /* or the rule's target */
};

#define IMAP STAMP "imap(a)<7><S>: Info: "
#define LMTP STAMP "lmtp(a)<7><S>: Info: "

/* clang-format off */
static const struct mail_case mails[] = {
	{IMAP "expunge: box=INBOX, uid=7, msgid=<m@x>, size=9, subject=hello, flags=(\\Seen)", ACTION_MAIL_DELETE, "INBOX", "m@x", "hello"},
	{IMAP "expunge: uid=7, msgid=<m@x>, size=9", ACTION_MAIL_DELETE, "", "m@x", ""},
	{IMAP "Mailbox Old: expunge: uid=7, msgid=<m@x>, size=9", ACTION_MAIL_DELETE, "Old", "m@x", ""},
	{IMAP "Mailbox a: b: expunge: box=a: b, uid=7, msgid=, size=9", ACTION_MAIL_DELETE, "a: b", "", ""},
	{IMAP "delete: box=a, uid=5, b, uid=7, msgid=<m@x>", ACTION_MAIL_DELETE, "a", "", ""},
	{IMAP "delete: box=B, uid=7, msgid=<m@x>, size=9, from=e@x, subject=1, flags=(\\Seen), uid=8, flags=()", ACTION_MAIL_DELETE, "B", "m@x", "1, flags=(\\Seen), uid=8"},
	{IMAP "copy from In: Box: box=Trash, uid=1, msgid=<m@x>", ACTION_MAIL_MOVE, "Trash", "m@x", ""},
	{IMAP "Mailbox created: a: b", ACTION_FOLDER_CHANGE, "a: b", "", ""},
	{IMAP "Mailbox INBOX: Mailbox created", ACTION_FOLDER_CHANGE, "INBOX", "", ""},
	{IMAP "Mailbox a -> b: Mailbox renamed: a -> b -> c", ACTION_FOLDER_CHANGE, "c", "", ""},
	{LMTP "msgid=<m@x>: saved mail to INBOX", ACTION_MAIL_DELIVER, "INBOX", "m@x", ""},
	{LMTP "msgid=: saved mail to A: B", ACTION_MAIL_DELIVER, "A: B", "", ""},
	{LMTP "msgid=<m@x>: save failed to INBOX: Quota exceeded (mailbox for user is full)", ACTION_MAIL_DELIVER, "INBOX", "m@x", ""},
	{LMTP "sieve: msgid=<m@x>: stored mail into mailbox 'it's'", ACTION_MAIL_DELIVER, "it's", "m@x", ""},
	{LMTP "sieve: msgid=<m@x>: fileinto action: stored mail into mailbox 'F'", ACTION_RULE_APPLY, "F", "m@x", "F"},
	{LMTP "sieve: msgid=<m@x>: forwarded to <b@y>", ACTION_RULE_APPLY, "", "m@x", "b@y"},
	{LMTP "sieve: msgid=<x: redirect action: forwarded to <e@z>: stored mail into mailbox 'INBOX'", ACTION_MAIL_DELIVER, "INBOX", "x: redirect action: forwarded to <e@z", ""},
	{LMTP "sieve: msgid=<m@x>: redirect action: failed to redirect message to <b@y>: refused <c@z> (permanent failure)", ACTION_RULE_APPLY, "", "m@x", "b@y"},
	{LMTP "sieve: msgid=<m@x>: redirect action: failed to redirect message to <b@y>: smtp(z): 554: rejected: sent by a robot (permanent failure)", ACTION_RULE_APPLY, "", "m@x", "b@y"},
	{LMTP "sieve: msgid=<m@x>: pipe action: piped message to program 'steal'", ACTION_RULE_APPLY, "", "m@x", "steal"},
	{LMTP "msgid=<m@x>, from=b@y, subject=a, from=c, size=7: saved mail to INBOX", ACTION_MAIL_DELIVER, "INBOX", "m@x", "a"},
};
/* clang-format on */

static void mail_lines_are_read_from_the_servers_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mails); i++) {
		struct bench bench;
		spoor_view other;

		read_line(&bench, mails[i].in);
		assert_int_equal(bench.event.action, mails[i].action);
		assert_view(
			event_text(&bench.event, FIELD_MAILBOX_FOLDER), mails[i].folder);
		assert_view(
			event_text(&bench.event, FIELD_EMAIL_MESSAGE_ID), mails[i].id);
		other = value_of(&bench.event, FIELD_RULE_TARGETS);
		if (other.len == 0)
			other = event_text(&bench.event, FIELD_EMAIL_SUBJECT);
		assert_view(other, mails[i].subject);
		arena_deinit(&bench.arena);
	}
}

/* ------------------------------------------------------------------ event export */

static const char *const no_exports[] = {
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":\"a\",\"user\":\"b\"}}",
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":\"a\",\"\\u0075ser\":\"b\"}}",
	"{\"event\":\"auth_request_finished\",\"event\":\"x\",\"fields\":{}}",
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":{\"name\":\"a\"}}}",
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":\"a\"}} ,",
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":\"a\"",
	"{\"event\":\"auth_request_finished\",\"fields\":{\"user\":\"\\ud800\"}}",
	"{\"event\":\"auth_request_finished\",\"fields\":[]}",
	"{\"event\":\"no_such_event\",\"fields\":{}}",
	"{\"fields\":{}}",
	"{}",
	"[]",
	"",
};

static void export_that_is_none_is_not_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(no_exports); i++) {
		struct bench bench;

		bench_init(&bench);
		assert_false(dovecot_read_export(
			&bench.site, view_string(no_exports[i]), &bench.event));
		arena_deinit(&bench.arena);
	}
}

struct fetch_case {
	const char *name;
	const char *args;
	enum action action;
	const char *part;
};

/* clang-format off */
static const struct fetch_case fetches[] = {
	{"UID FETCH", "7 (BODY[])",                            ACTION_MAIL_OPEN,   ""},
	{"UID FETCH", "7 (UID BODY.PEEK[1.2])",                ACTION_MAIL_OPEN,   "1.2"},
	{"uid fetch", "7 body.peek[text]<0.100>",              ACTION_MAIL_OPEN,   ""},
	{"FETCH",     "7 RFC822",                              ACTION_MAIL_OPEN,   ""},
	{"UID FETCH", "1:500 (BODY.PEEK[])",                   ACTION_MAIL_FETCH,  ""},
	{"UID FETCH", "1,2 (FLAGS BINARY[2])",                 ACTION_MAIL_FETCH,  ""},
	{"UID FETCH", "7 (BODY.PEEK[HEADER.FIELDS (FROM TO)])", ACTION_MAIL_LIST,  ""},
	{"UID FETCH", "7 (BODY[1.MIME] BODYSTRUCTURE)",        ACTION_MAIL_LIST,   ""},
	{"FETCH",     "1:* (FLAGS RFC822.SIZE RFC822.HEADER)", ACTION_MAIL_LIST,   ""},
	{"UID STORE", "7 +FLAGS.SILENT (\\Deleted)",           ACTION_MAIL_DELETE, ""},
	{"UID STORE", "7 -FLAGS (\\Deleted)",                  ACTION_MAIL_FLAG,   ""},
	{"STORE",     "7 +FLAGS \\Seen",                       ACTION_MAIL_FLAG,   ""},
	{"UID SEARCH", "TEXT \"password\"",                    ACTION_MAIL_SEARCH, ""},
	{"NOOP",      "",                                      ACTION_OTHER,       ""},
	{"SELECT",    "\"a \\\" b",                            ACTION_MAIL_LIST,   ""},
};
/* clang-format on */

static void imap_commands_say_what_was_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fetches); i++) {
		struct bench bench;
		struct dovecot_export export = {.other_count = 0};

		bench_init(&bench);
		for (size_t key = 0; key < KEY_COUNT; key++)
			export.at[key] = view_of("", 0);
		export.site = &bench.site;
		export.event = &bench.event;
		export.at[KEY_CMD_NAME] = view_string(fetches[i].name);
		export.at[KEY_CMD_ARGS] = view_string(fetches[i].args);
		export_read_imap(&export);
		assert_int_equal(bench.event.action, fetches[i].action);
		assert_view(
			event_text(&bench.event, FIELD_ATTACHMENT_PART), fetches[i].part);
		arena_deinit(&bench.arena);
	}
}

/* ------------------------------------------------------------------ bids */

struct bid_case {
	const char *in;
	const struct format *format; /* NULL: neither */
};

/* clang-format off */
static const struct bid_case bids[] = {
	{"2025-12-29 08:50:17 imap-login: Info: Login: user=<a>", &format_dovecot},
	{"2025-12-29 08:50:17.377642 imap(a)<7><S>: Info: Disconnected: Logged out", &format_dovecot},
	{"2025-12-29T08:50:17+0100 master: Warning: Killed", &format_dovecot},
	{"Dec 29 08:50:17 auth: Info: sql(a,192.0.2.7): unknown user", &format_dovecot},
	{"Dec 29 08:50:17.377642 auth: Info: sql(a,192.0.2.7): unknown user", &format_dovecot},
	{"[2025-12-29 08:50:17] master: Info: Dovecot v2.3.19 starting up", &format_dovecot},
	{"2025/12/29 08:50:17 master: Info: Dovecot v2.3.19 starting up", &format_dovecot},
	{"Mon Dec 29 08:50:17 2025 master: Info: Dovecot v2.3.19 starting up", &format_dovecot},
	{"29/Dec/2025:08:50:17 +0100 master: Info: Dovecot v2.3.19 starting up", &format_dovecot},
	{"dovecot: Dec 29 08:50:17 Info: imap-login: Login: user=<a>", &format_dovecot},
	{"dovecot: Dec 29 08:50:17 Fatal: Auth process died", &format_dovecot},
	{"imap-login: Info: Login: user=<a>", &format_dovecot},
	{"dovecot-auth: pam_unix(dovecot:auth): authentication failure; ", &format_dovecot},
	{"{\"event\":\"imap_command_finished\",\"hostname\":\"mx1\",\"fields\":{}}", &format_dovecot_events},
	{"Dec 29 08:50:17 mx1 dovecot: imap-login: Info: Login: user=<a>", NULL},
	{"Dec 29 08:50:17 mx1 postfix/smtpd[7]: connect from unknown[192.0.2.7]", NULL},
	{"2025-12-29 08:50:17 web: Info: hello", NULL},
	{"imap-login: Login: user=<a>", NULL},
	{"imap: hello", NULL},
	{"dovecot: hello", NULL},
	{"{\"event\":\"x\"}", NULL},
	{"", NULL},
};
/* clang-format on */

static void bids_on_its_own_lines_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bids); i++) {
		spoor_view line = view_string(bids[i].in);

		assert_int_equal(
			format_dovecot.bid(line) > 0, bids[i].format == &format_dovecot);
		assert_int_equal(format_dovecot_events.bid(line) > 0,
			bids[i].format == &format_dovecot_events);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_are_taken_from_their_fixed_ends),
		cmocka_unit_test(master_user_acts_as_the_account),
		cmocka_unit_test(prefix_is_taken_apart),
		cmocka_unit_test(auth_names_user_and_client),
		cmocka_unit_test(given_password_is_masked),
		cmocka_unit_test(mail_lines_are_read_from_the_servers_words),
		cmocka_unit_test(export_that_is_none_is_not_read),
		cmocka_unit_test(imap_commands_say_what_was_read),
		cmocka_unit_test(bids_on_its_own_lines_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
