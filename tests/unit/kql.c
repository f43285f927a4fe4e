/* SPDX-License-Identifier: ISC */
/*
 * Expressions against events, which are written as members of the stream with ' for ".
 */
#include "codec/ndjson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

enum { EVENT_ROOM = 4096, ARENA_MOST = 1024 * 1024 };

struct match {
	const char *expression;
	const char *members;
	bool want;
};

#define USER(name) "'user.name':'" name "'"
#define FROM(address) "'source.ip':'" address "'"
#define AT(time) "'@timestamp':'" time "'"

static void read_event(const char *members, struct spoor_event *event)
{
	static char line[EVENT_ROOM];
	int len = snprintf(line, sizeof(line), "{%s%s%s%s}", members, *members ? "," : "",
		strstr(members, "event.action") ? "" : "'event.action':'login',",
		"'spoor.log.line':1");

	assert_in_range(len, 1, EVENT_ROOM - 1);
	for (int i = 0; i < len; i++)
		if (line[i] == '\'')
			line[i] = '"';
	assert_int_equal(ndjson_read(view_of(line, (size_t)len), event), NDJSON_FINE);
}

static void check(const struct match *match)
{
	struct spoor_error error = {0};
	struct spoor_filter *filter = spoor_filter_new(match->expression, &error);
	struct spoor_event event;
	struct arena arena;

	if (!filter)
		fail_msg("%s\n  column %zu: %s", match->expression, error.column,
			error.text);
	arena_init(&arena, ARENA_MOST);
	event_clear(&event, &arena);
	read_event(match->members, &event);
	if (spoor_filter_match(filter, &event) != match->want)
		fail_msg("%s\n  %s of {%s}", match->expression,
			match->want ? "is not true" : "is true", match->members);
	arena_deinit(&arena);
	spoor_filter_free(&filter);
	assert_null(filter);
}

/* clang-format off */
static const struct match texts[] = {
	{"user.name: alice",                 USER("alice"), true},
	{"user.name:alice",                  USER("alice"), true},
	{"  user.name  :  alice  ",          USER("alice"), true},
	{"user.name:\xc2\xa0""alice",        USER("alice"), true},
	{"\"user.name\": alice",             USER("alice"), true},
	{"user.name: alice",                 USER("bob"), false},
	{"user.name: alice",                 USER("alice2"), false},
	{"user.name: alice",                 "", false},
	{"user.name: ALICE",                 USER("Alice"), true},
	{"user.name: \"Alice\"",             USER("aLICE"), true},
	{"user.name: \"\xc3\x89ric\"",       USER("\xc3\xa9ric"), false},
	{"user.name: \"\xc3\xa9RIC\"",       USER("\xc3\xa9ric"), true},
	{"event.reason: Bad",                "'event.reason':'bad'", false},
	{"event.reason: bad",                "'event.reason':'bad'", true},
	{"event.action: login",              "", true},
	{"event.action: logout",             "", false},
	{"user.name: null2",                 USER("null2"), true},
	{"user.name: \"null\"",              USER("null"), true},
	{"user.name: true",                  USER("true"), true},
	{"user.name: 007",                   USER("007"), true},
	{"user.name: 007",                   USER("7"), false},
	{"user.name: @example.org",          USER("@example.org"), true},
	{"url.original: /mail/?_task=mail&_uid=~1", "'url.original':'/mail/?_task=mail&_uid=~1'", true},
	{"user.name: \xf0\x9f\x98\x80",      USER("\xf0\x9f\x98\x80"), true},
};

static const struct match escapes[] = {
	{"user.name: a\\:b",                 USER("a:b"), true},
	{"user.name: \\(a\\)\\<b\\>\\{c\\}", USER("(a)<b>{c}"), true},
	{"user.name: \\\"a\\\"",             USER("\\'a\\'"), true},
	{"user.name: dom\\\\alice",          USER("dom\\\\alice"), true},
	{"user.name: a\\*b",                 USER("a*b"), true},
	{"user.name: a\\*b",                 USER("axb"), false},
	{"user.name: a\\**",                 USER("a*xb"), true},
	{"user.name: \\or",                  USER("or"), true},
	{"user.name: \\NOT",                 USER("not"), true},
	{"user.name: \"and\"",               USER("and"), true},
	{"user.name: \"a*\"",                USER("a*"), true},
	{"user.name: \"a*\"",                USER("ab"), false},
	{"user.name: \"a \\\"b\\\" \\\\ c\"", USER("a \\'b\\' \\\\ c"), true},
	{"user.name: \"\\t\\n\\r\"",         USER("\\t\\n\\r"), true},
	{"user.name: \"\\u00e9\\u20AC\"",    USER("\xc3\xa9\xe2\x82\xac"), true},
	{"user.name: \"\\ud83d\\ude00\"",    USER("\xf0\x9f\x98\x80"), true},
	{"user.name: \"a\\u0000b\"",         USER("a\\u0000b"), true},
	{"user.name: \"a:b (c) <d> {e}\"",   USER("a:b (c) <d> {e}"), true},
};

static const struct match logic[] = {
	{"user.name: a and source.port: 1",  USER("a") ",'source.port':1", true},
	{"user.name: a and source.port: 1",  USER("a") ",'source.port':2", false},
	{"user.name: a and source.port: 1",  USER("b") ",'source.port':1", false},
	{"user.name: a or source.port: 1",   USER("b") ",'source.port':1", true},
	{"user.name: a or source.port: 1",   USER("a"), true},
	{"user.name: a or source.port: 1",   USER("b"), false},
	{"not user.name: a",                 USER("a"), false},
	{"not user.name: a",                 USER("b"), true},
	{"not user.name: a",                 "", true},
	{"NOT user.name: a",                 "", true},
	{"not not user.name: a",             USER("a"), true},
	{"not(user.name: a)",                USER("a"), false},
	{"(user.name: a)or(user.name: b)",   USER("b"), true},
	{"user.name: a OR user.name: b",     USER("b"), true},
	{"user.name: a aNd user.name: b",    USER("b"), false},
	/* `not` binds more than `and`, `and` more than `or`. */
	{"not user.name: a and source.port: 1",   USER("b") ",'source.port':2", false},
	{"not (user.name: a and source.port: 1)", USER("b") ",'source.port':2", true},
	{"user.name: x or user.name: a and source.port: 1", USER("x"), true},
	{"(user.name: x or user.name: a) and source.port: 1", USER("x"), false},
	{"user.name: a and source.port: 1 or user.name: x", USER("x"), true},
	{"user.name: a and (source.port: 1 or user.name: x)", USER("x"), false},
	{"not user.name: a or not source.port: 1", USER("a") ",'source.port':1", false},
	{"not (user.name: a or not source.port: 1)", USER("b") ",'source.port':1", true},
	{"not (not (user.name: a) and not (source.port: 1))", USER("a"), true},
	{"((((user.name: a))))",             USER("a"), true},
	{"not ((not user.name: a or source.port: 1) and (source.port: 2 or user.name: a))", USER("a"), true},
};

static const struct match lists[] = {
	{"user.name: (a)",                   USER("a"), true},
	{"user.name: (a or b)",              USER("b"), true},
	{"user.name: (a or b)",              USER("c"), false},
	{"user.name: (a and b)",             USER("a"), false},
	{"user.name: (not a)",               USER("b"), true},
	{"user.name: (not a and not b)",     USER("b"), false},
	{"user.name: (a* and not (ab or \"ac\"))", USER("ad"), true},
	{"user.name: (a* and not (ab or \"ac\"))", USER("ac"), false},
	{"not user.name: (a or b) and source.port: (1 or 2)", USER("c") ",'source.port':2", true},
	{"user.name: (a or b) or source.port: 1", "'source.port':1", true},
	{"(user.name: (a or b) and source.port: (1))", USER("b") ",'source.port':1", true},
	{"source.ip: (192.0.2.1 or \"2001:db8::/32\")", FROM("2001:db8::7"), true},
	{"email.to.address: (a@x and b@x)",  "'email.to.address':['a@x','b@x']", true},
	{"email.to.address: (a@x and c@x)",  "'email.to.address':['a@x','b@x']", false},
};

static const struct match wildcards[] = {
	{"user.name: *",                     USER("a"), true},
	{"user.name: *",                     "", false},
	{"not user.name: *",                 "", true},
	{"user.name: **",                    USER("a"), true},
	{"tls.established: *",               "'tls.established':false", true},
	{"process.pid: *",                   "'process.pid':0", true},
	{"@timestamp: *",                    "", false},
	{"email.to.address: *",              "'email.to.address':['a']", true},
	{"user.name: al*",                   USER("ALICE"), true},
	{"user.name: *@example.org",         USER("alice@Example.org"), true},
	{"user.name: *@example.org",         USER("alice@example.org.evil"), false},
	{"user.name: a*c*e",                 USER("alice"), true},
	{"event.reason: *Auth*",             "'event.reason':'no auth'", false},
	{"event.reason: *auth*",             "'event.reason':'no auth'", true},
	{"event.action: mail-*",             "'event.action':'mail-open'", true},
	{"event.action: mail-*",             "", false},
	{"spoor.imap.*: 5",                  "'spoor.imap.hdr_count':4,'spoor.imap.deleted':5", true},
	{"spoor.imap.*: 5",                  "'spoor.imap.hdr_count':4,'spoor.pop3.del':5", false},
	{"spoor.imap.* >= 1000",             "'spoor.imap.body_bytes':1000", true},
	{"not spoor.imap.* >= 1000",         "'spoor.imap.body_bytes':1,'spoor.imap.hdr_count':2000", false},
	{"source.*: *",                      "'source.port':1", true},
	{"source.*: *",                      "'destination.port':1", false},
	{"*.ip: 192.0.2.1",                  "'destination.ip':'192.0.2.1'", true},
	{"*.ip: 192.0.2.1",                  "'destination.ip':'192.0.2.2'", false},
	{"*: 143",                           "'destination.port':143", true},
	{"*: 143",                           "'destination.port':1430", false},
	{"*: MX1",                           "'host.name':'mx1'", true},
	{"*: *",                             "", true},
	{"user*name: (a or b)",              "'user.target.name':'b'", true},
};

static const struct match addresses[] = {
	{"source.ip: 192.0.2.1",             FROM("192.0.2.1"), true},
	{"source.ip: \"192.0.2.1\"",         FROM("192.0.2.10"), false},
	{"source.ip: 192.0.2.0/24",          FROM("192.0.2.255"), true},
	{"source.ip: \"192.0.2.0/24\"",      FROM("192.0.3.0"), false},
	{"source.ip: 192.0.2.77/24",         FROM("192.0.2.1"), true},
	{"source.ip: \"10.0.0.0/8\"",        FROM("10.255.0.1"), true},
	{"source.ip: 0.0.0.0/0",             FROM("203.0.113.9"), true},
	{"source.ip: 0.0.0.0/0",             FROM("2001:db8::1"), false},
	{"source.ip: \"::/0\"",              FROM("2001:db8::1"), true},
	{"source.ip: \"2001:db8::1\"",       FROM("2001:db8:0:0::1"), true},
	{"source.ip: \"2001:DB8:0::1\"",     FROM("2001:db8::1"), true},
	{"source.ip: \"2001:db8::/32\"",     FROM("2001:db8:ffff::1"), true},
	{"source.ip: \"2001:db8::/33\"",     FROM("2001:db8:8000::1"), false},
	{"source.ip: \"::ffff:192.0.2.1\"",  FROM("192.0.2.1"), true},
	{"source.ip: 192.0.2.1",             FROM("::ffff:192.0.2.1"), true},
	{"source.ip: \"::ffff:192.0.2.0/120\"", FROM("192.0.2.9"), true},
	{"source.ip: 192.0.2.*",             FROM("192.0.2.200"), true},
	{"source.ip: 192.0.2.*",             FROM("192.0.20.2"), false},
	{"source.ip: 2001\\:DB8\\:*",        FROM("2001:db8::1"), true},
	{"source.ip ~ \"^192\\.0\\.2\\.[12]$\"", FROM("192.0.2.2"), true},
	{"related.ip: 192.0.2.0/24",         "'destination.ip':'192.0.2.1'", true},
	{"related.ip: 192.0.2.0/24",         FROM("198.51.100.1"), false},
	{"source.ip: 192.0.2.1",             "'destination.ip':'192.0.2.1'", false},
};

static const struct match numbers[] = {
	{"process.pid: 25",                  "'process.pid':25", true},
	{"process.pid: \"25\"",              "'process.pid':25", true},
	{"process.pid: 025",                 "'process.pid':25", true},
	{"process.pid: 25",                  "'process.pid':250", false},
	{"process.pid > 25",                 "'process.pid':25", false},
	{"process.pid > 25",                 "'process.pid':26", true},
	{"process.pid >= 25",                "'process.pid':25", true},
	{"process.pid>=25",                  "'process.pid':24", false},
	{"process.pid < 25",                 "'process.pid':24", true},
	{"process.pid < 25",                 "'process.pid':25", false},
	{"process.pid <= 25",                "'process.pid':25", true},
	{"process.pid <= 25",                "", false},
	{"destination.bytes >= 9223372036854775807", "'destination.bytes':9223372036854775807", true},
	{"destination.bytes > 0 and destination.bytes < 10", "'destination.bytes':5", true},
	{"spoor.smtp.delay: 0.5",            "'spoor.smtp.delay':0.50", true},
	{"spoor.smtp.delay > 0.1",           "'spoor.smtp.delay':0.10", false},
	{"spoor.smtp.delay >= 1",            "'spoor.smtp.delay':12.3", true},
	{"spoor.smtp.delay < 0.00002",       "'spoor.smtp.delay':1e-05", true},
	{"spoor.smtp.delay > -1",            "'spoor.smtp.delay':0", true},
	{"tls.established: true",            "'tls.established':true", true},
	{"tls.established: \"true\"",        "'tls.established':false", false},
	{"tls.established: false",           "'tls.established':false", true},
	{"tls.established: false",           "", false},
};

static const struct match times[] = {
	{"@timestamp: 2025-12-31",           AT("2025-12-31T00:00:00Z"), true},
	{"@timestamp: \"2025-12-31\"",       AT("2025-12-31T23:59:59.999999999Z"), true},
	{"@timestamp: \"2025-12-31\"",       AT("2026-01-01T00:00:00Z"), false},
	{"@timestamp < 2025-12-31",          AT("2025-12-30T23:59:59Z"), true},
	{"@timestamp < 2025-12-31",          AT("2025-12-31T00:00:00Z"), false},
	{"@timestamp >= 2025-12-31",         AT("2025-12-31T00:00:00Z"), true},
	{"@timestamp > 2025-12-31",          AT("2025-12-31T12:00:00Z"), false},
	{"@timestamp > 2025-12-31",          AT("2026-01-01T00:00:00Z"), true},
	{"@timestamp <= 2025-12-31",         AT("2025-12-31T12:00:00Z"), true},
	{"@timestamp <= 2025-12-31",         AT("2026-01-01T00:00:00Z"), false},
	{"@timestamp: \"2025-12-31T10:00:00Z\"", AT("2025-12-31T10:00:00.5Z"), true},
	{"@timestamp: \"2025-12-31T10:00:00.5Z\"", AT("2025-12-31T10:00:00.599Z"), true},
	{"@timestamp: \"2025-12-31T10:00:00.5Z\"", AT("2025-12-31T10:00:00.6Z"), false},
	{"@timestamp > \"2025-12-31T10:00:00+02:00\"", AT("2025-12-31T08:00:01Z"), true},
	{"@timestamp >= \"2025-12-31T10:00:00+02:00\"", AT("2025-12-31T08:00:00Z"), true},
	{"@timestamp < \"2025-12-31 10:00:00\"", AT("2025-12-31T09:59:59Z"), true},
	{"@timestamp >= 2025-12-30 and @timestamp < 2026-01-01", AT("2025-12-31T10:00:00Z"), true},
	{"event.start: 2025-12-31",          "'event.start':'2025-12-31T10:00:00Z'", true},
	{"@timestamp: 2025-12-31",           "", false},
};

static const struct match bare[] = {
	{"*",                                "", true},
	{"not *",                            "", false},
	{"alice",                            USER("alice@example.org"), true},
	{"ALICE",                            USER("Malice"), true},
	{"alice",                            USER("bob"), false},
	{"\"disk full\"",                    "'event.original':'... Disk Full on /var'", true},
	{"\"disk full\"",                    "'event.original':'disk is full'", false},
	{"disk*full",                        "'event.original':'the DISK is full now'", true},
	{"full*disk",                        "'event.original':'the disk is full now'", false},
	{"\"*\"",                            USER("a"), false},
	{"192.0.2",                          FROM("192.0.2.1"), true},
	{"2001*7",                           FROM("2001:db8::7"), true},
	{"authentication",                   "'event.action':'login'", true},
	{"192.0.2.0/24",                     FROM("192.0.2.9"), true},
	{"mx2",                              "'email.to.address':['a@mx1','b@mx2']", true},
	{"443",                              "'destination.port':443", true},
	{"44",                               "'destination.port':443", false},
	{"44*",                              "'destination.port':443", true},
	{"0.5",                              "'spoor.smtp.delay':0.5", true},
	{"true",                             "'tls.established':true", false},
	{"2025",                             AT("2025-12-31T10:00:00Z"), false},
	{"alice and not bob",                USER("alice"), true},
	{"(alice or carol) and mx1",         USER("carol") ",'host.name':'mx1'", true},
	{"rhost=192.0.2.1",                  "'event.original':'x rhost=192.0.2.1 y'", true},
	{"label",                            "'labels.case':'label'", false},
};

static const struct match regexes[] = {
	{"user.name ~ \"^adm\"",             USER("Admin"), true},
	{"user.name~\"^adm\"",               USER("root"), false},
	{"user.name ~ \"^(adm|root)\\d+$\"", USER("root12"), true},
	{"event.reason ~ \"Auth\"",          "'event.reason':'auth'", false},
	{"event.reason ~ \"(?i)Auth\"",      "'event.reason':'auth'", true},
	{"event.reason ~ \"a\\\"b\\\\\\\\c\"", "'event.reason':'a\\'b\\\\\\\\c'", true},
	{"user.name ~ \"\xc3\x89ric\"",      USER("\xc3\xa9ric"), true},
	{"email.to.address ~ \"^b@\"",       "'email.to.address':['a@x','b@x']", true},
	{"user.* ~ \"^a.c$\"",               "'user.target.name':'ABC'", true},
	{"* ~ \"^a.c$\"",                    "'event.reason':'abc'", true},
	{"* ~ \"^a.c$\"",                    "'event.reason':'ABC'", false},
	{"not user.name ~ \"a\" and not user.name ~ \"b\"", USER("c"), true},
	{"spoor.user.key ~ \"^alice@\"",     USER("<ALICE+x@example.org>"), true},
	{"/~alice",                          "'url.original':'/~alice/'", true},
};

static const struct match derived[] = {
	{"event.kind: event",                "", true},
	{"event.kind: alert",                "'event.action':'finding'", true},
	{"event.category: authentication",   "", true},
	{"event.category: email and event.category: file", "'event.action':'mail-open'", true},
	{"event.type: user",                 "'event.action':'account-change','event.type':['creation']", true},
	{"event.type: creation",             "'event.action':'account-change','event.type':['creation']", true},
	{"event.type: deletion",             "'event.action':'account-change','event.type':['creation']", false},
	{"event.module: dovecot",            "'event.dataset':'dovecot.login'", true},
	{"user.email: *",                    USER("alice"), false},
	{"user.email: A@B",                  USER("a@b"), true},
	{"spoor.user.key: alice@example.org", USER("ALICE+tag@example.org"), true},
	{"related.user: bob",                USER("alice") ",'user.target.name':'Bob'", true},
	{"related.hosts: mx1",               "'spoor.smtp.helo':'MX1'", true},
	{"url.path: /mail/",                 "'url.original':'/mail/?_task=mail'", true},
	{"url.query: *_task=mail*",          "'url.original':'/mail/?_task=mail'", true},
	{"spoor.source.network: 192.0.2.0/24", FROM("192.0.2.9"), true},
	{"event.category: *",                "'event.action':'other'", false},
	{"related.ip: *",                    FROM("192.0.2.9"), true},
};
/* clang-format on */

struct group {
	const struct match *matches;
	size_t count;
};

static void check_group(void **state)
{
	const struct group *group = *state;

	for (size_t i = 0; i < group->count; i++)
		check(&group->matches[i]);
}

/* A list longer than what derive() holds is searched to its end. */
static void long_lists_are_searched_whole(void **state)
{
	struct spoor_filter *filter = spoor_filter_new("email.to.address: last@x", NULL);
	struct spoor_event event;
	struct arena arena;
	char names[100];

	(void)state;
	assert_non_null(filter);
	arena_init(&arena, ARENA_MOST);
	event_clear(&event, &arena);
	for (size_t i = 0; i < sizeof(names); i++) {
		names[i] = (char)('!' + i);
		event_add_text(&event, FIELD_EMAIL_TO, view_of(&names[i], 1));
	}
	assert_false(spoor_filter_match(filter, &event));
	event_add_text(&event, FIELD_EMAIL_TO, VIEW("LAST@x"));
	assert_true(spoor_filter_match(filter, &event));
	arena_deinit(&arena);
	spoor_filter_free(&filter);
}

static struct group text_group = {texts, COUNT(texts)};
static struct group escape_group = {escapes, COUNT(escapes)};
static struct group logic_group = {logic, COUNT(logic)};
static struct group list_group = {lists, COUNT(lists)};
static struct group wildcard_group = {wildcards, COUNT(wildcards)};
static struct group address_group = {addresses, COUNT(addresses)};
static struct group number_group = {numbers, COUNT(numbers)};
static struct group time_group = {times, COUNT(times)};
static struct group bare_group = {bare, COUNT(bare)};
static struct group regex_group = {regexes, COUNT(regexes)};
static struct group derived_group = {derived, COUNT(derived)};

int main(void)
{
	const struct CMUnitTest tests[] = {
		{"texts_compare_whole", check_group, NULL, NULL, &text_group},
		{"escapes_are_undone", check_group, NULL, NULL, &escape_group},
		{"and_or_not_bind_as_in_kql", check_group, NULL, NULL, &logic_group},
		{"lists_share_their_field", check_group, NULL, NULL, &list_group},
		{"wildcards", check_group, NULL, NULL, &wildcard_group},
		{"addresses_and_networks", check_group, NULL, NULL, &address_group},
		{"numbers_and_flags", check_group, NULL, NULL, &number_group},
		{"times_are_spans", check_group, NULL, NULL, &time_group},
		{"bare_terms_search_all_texts", check_group, NULL, NULL, &bare_group},
		{"regular_expressions", check_group, NULL, NULL, &regex_group},
		{"derived_fields", check_group, NULL, NULL, &derived_group},
		cmocka_unit_test(long_lists_are_searched_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
