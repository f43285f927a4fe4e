/* SPDX-License-Identifier: ISC */
/* The Postfix format's scanners, where a client's words come close to the server's. */
#include "format/postfix_scan.h"
#include "format/postfix_tail.h"
#include "format/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static void assert_view(spoor_view got, const char *want)
{
	if (!view_eq(got, view_string(want)))
		fail_msg("got \"%.*s\", want \"%s\"", (int)got.len,
			got.ptr ? got.ptr : "", want);
}

static void queue_ids_are_told_from_words(void **state)
{
	static const struct {
		const char *in;
		bool want;
	} rows[] = {
		{"B221EADEB15", true},
		{"4104E3", true},
		{"4cqP7h2yKmz5sV8", true},
		{"ED1F2A3B4C5D6E7F80912", true},
		{"4104E", false},
		{"b221eadeb15", false},
		{"warning", false},
		{"statistics", false},
		{"4cqP7h2yKm", false},
		{"4cqP7h2yKmz5sVo", false},
		{"BCDFGH", false},
		{"", false},
		{"B221EADEB15B221EADEB15B221EADEB15", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (postfix_is_id(view_string(rows[i].in)) != rows[i].want)
			fail_msg("%s", rows[i].in);
}

static void id_in_front_is_taken(void **state)
{
	static const struct {
		const char *in;
		bool taken;
		const char *id;
		const char *rest;
	} rows[] = {
		{"B221EADEB15: removed", true, "B221EADEB15", "removed"},
		{"NOQUEUE: reject: x", true, "NOQUEUE", "reject: x"},
		{"connect from x", false, "", "connect from x"},
		{"B221EADEB15:removed", false, "", "B221EADEB15:removed"},
		{"B221EADEB15", false, "", "B221EADEB15"},
		{"", false, "", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		spoor_view cursor = view_string(rows[i].in);
		spoor_view id = view_of("", 0);

		assert_int_equal(postfix_scan_id(&cursor, &id), rows[i].taken);
		assert_view(id, rows[i].id);
		assert_view(cursor, rows[i].rest);
	}
}

static void peers_have_host_address_and_port(void **state)
{
	static const struct {
		const char *in;
		const char *host;
		const char *address;
		const char *port;
		const char *rest;
	} rows[] = {
		{"mx.example.org[192.0.2.1]", "mx.example.org", "192.0.2.1", "", ""},
		{"mx.example.org[192.0.2.1]:25: x", "mx.example.org", "192.0.2.1", "25",
			": x"},
		{"unknown[2001:db8::1]: 550 x", "unknown", "2001:db8::1", "", ": 550 x"},
		{"[2001:db8::1]:4711 to", "", "2001:db8::1", "4711", " to"},
		{"mx1[private/dovecot-lmtp]", "mx1", "private/dovecot-lmtp", "", ""},
		{"unknown[192.0.2.1]:1234567", "unknown", "192.0.2.1", "12345", "67"},
	};
	static const char *const none[] = {
		"", "mx.example.org", "mx.example.org[192.0.2.1", "a b[192.0.2.1]"};
	struct postfix_peer peer;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		spoor_view cursor = view_string(rows[i].in);

		assert_true(postfix_scan_peer(&cursor, &peer));
		assert_view(peer.host, rows[i].host);
		assert_view(peer.address, rows[i].address);
		assert_view(peer.port, rows[i].port);
		assert_view(cursor, rows[i].rest);
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		spoor_view cursor = view_string(none[i]);

		assert_false(postfix_scan_peer(&cursor, &peer));
		assert_view(cursor, none[i]);
	}
}

static void quotes_and_literals_hide_brackets(void **state)
{
	static const struct {
		const char *in;
		const char *address;
		const char *rest;
	} rows[] = {
		{"<>", "", ""},
		{"<a@example.org> to", "a@example.org", " to"},
		{"<\"a> to=<b\"@example.org> to", "\"a> to=<b\"@example.org", " to"},
		{"<\"a\\\"> to=<b\"@example.org> to", "\"a\\\"> to=<b\"@example.org",
			" to"},
		{"<a@[x> to=<b]> to", "a@[x> to=<b]", " to"},
		{"<a@[192.0.2.1]>", "a@[192.0.2.1]", ""},
		{"<a[b@example.org>,", "a[b@example.org", ","},
		{"<a@[b>,", "a@[b", ","},
	};
	static const char *const none[] = {"", "a@b", "<a@b", "<\"a@b>", "<\"a\\\"@b>"};
	spoor_view address;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		spoor_view cursor = view_string(rows[i].in);

		assert_true(postfix_scan_path(&cursor, &address));
		assert_view(address, rows[i].address);
		assert_view(cursor, rows[i].rest);
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		spoor_view cursor = view_string(none[i]);

		assert_false(postfix_scan_path(&cursor, &address));
		assert_view(cursor, none[i]);
	}
}

struct tail_row {
	const char *in;
	bool with_text;
	const char *words;
	const char *sender;
	const char *recipient;
	const char *helo;
	const char *user;
	const char *text;
};

/* clang-format off */
static const struct tail_row tails[] = {
	{"x; from=<a> to=<b> proto=SMTP helo=<h>", false, "x", "a", "b", "h", "", ""},
	{"x; y; from=<a>, to=<b>, proto=SMTP, helo=<h>", false, "x; y", "a", "b", "h", "", ""},
	{"x; proto=SMTP", false, "x", "", "", "", "", ""},
	{"x; to=<b> proto=SMTP helo=<h>", false, "x", "", "b", "h", "", ""},
	{"x;", false, "x", "", "", "", "", ""},
	/* accounts */
	{"x; from=<a> proto=SMTP helo=<h> sasl_username=<u v>", false, "x", "a", "", "h", "u v", ""},
	{"x; from=<a> proto=SMTP helo=<h> sasl_method=PLAIN sasl_username=u v", false, "x", "a", "", "h", "u v", ""},
	{"x; from=<a> proto=SMTP helo=<h> sasl_method=PLAIN sasl_username=u sasl_sender=s", false, "x", "a", "", "h", "u", ""},
	/* a table's text */
	{"x; from=<a> to=<b> proto=SMTP helo=<h>: why; not", true, "x", "a", "b", "h", "", "why; not"},
	{"x; from=<a> to=<b>: why", true, "x", "a", "b", "", "", "why"},
	/* copies of a tail in the client's words */
	{"x; from=<v> to=<w> proto=SMTP helo=<i>: y; from=<a> to=<b> proto=SMTP helo=<h>", true,
		"x; from=<v> to=<w> proto=SMTP helo=<i>: y", "a", "b", "h", "", ""},
	{"x; from=<\"; from=<v> to=<w> proto=SMTP helo=<i\"@a> to=<b> proto=SMTP helo=<h>", false,
		"x", "\"; from=<v> to=<w> proto=SMTP helo=<i\"@a", "b", "h", "", ""},
	{"x; from=<a> to=<\"; proto=SMTP\"@b> proto=SMTP helo=<h>", false, "x", "a", "\"; proto=SMTP\"@b", "h", "", ""},
	{"x; from=<a>, to=<b>, proto=SMTP, helo=<h>i,helo=<j>", false, "x", "a", "b", "h>i,helo=<j", "", ""},
	/* cut lines */
	{"x; from=<a> to=<b", false, "x", "a", "", "", "", ""},
	{"x; from=<a> to=<b> proto=SMTP helo=", false, "x", "a", "b", "", "", ""},
	{"x; from=<a> to=<b> proto=SMTP helo=<h", false, "x", "a", "b", "h", "", ""},
	/* none */
	{"x; fr", false, "x; fr", "", "", "", "", ""},
	{"", false, "", "", "", "", "", ""},
};
/* clang-format on */

static void tail_is_the_last_that_reaches_the_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tails); i++) {
		const struct tail_row *row = &tails[i];
		spoor_view text = view_string(row->in);
		struct postfix_tail tail;

		postfix_cut_tail(&text, text.len, row->with_text, &tail);
		assert_view(text, row->words);
		assert_view(tail.sender, row->sender);
		assert_view(tail.recipient, row->recipient);
		assert_view(tail.helo, row->helo);
		assert_view(tail.user, row->user);
		assert_view(tail.text, row->text);
	}
}

static void programs_are_found_under_any_name(void **state)
{
	static const struct {
		const char *in;
		const char *program; /* NULL: not ours */
		const char *service;
	} rows[] = {
		{"postfix/smtpd", "smtpd", ""},
		{"postfix/submission/smtpd", "smtpd", "submission"},
		{"postfix-out/smtp", "smtp", ""},
		{"postfix-192.0.2.1/qmgr", "qmgr", ""},
		{"postfix/a/b/smtpd", "smtpd", "a/b"},
		{"postfix/postfix-script", "postfix-script", ""},
		{"postfix-script", "postfix-script", ""},
		{"/postfix-script", "postfix-script", ""},
		{"mailout/smtpd", "smtpd", ""},
		{"smtpd", NULL, ""},
		{"/usr/sbin/smtpd", NULL, ""},
		{"cyrus/lmtp", NULL, ""},
		{"dovecot/lmtp", NULL, ""},
		{"postfix/policy-spf", NULL, ""},
		{"postfix/", NULL, ""},
		{"/", NULL, ""},
		{"", NULL, ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		spoor_view ident = view_string(rows[i].in);
		const struct postfix_program *program = postfix_find_program(ident);

		assert_int_equal(program != NULL, rows[i].program != NULL);
		assert_ptr_equal(format_postfix.claims(ident), program);
		if (!program)
			continue;
		assert_view(program->name, rows[i].program);
		assert_view(postfix_service(ident, program), rows[i].service);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queue_ids_are_told_from_words),
		cmocka_unit_test(id_in_front_is_taken),
		cmocka_unit_test(peers_have_host_address_and_port),
		cmocka_unit_test(quotes_and_literals_hide_brackets),
		cmocka_unit_test(tail_is_the_last_that_reaches_the_end),
		cmocka_unit_test(programs_are_found_under_any_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
