/* SPDX-License-Identifier: ISC */
/* Roundcube's trickiest pieces: what attackers write, and records of several lines. */
#include "base/buf.h"
#include "format/roundcube.h"
#include "format/table.h"
#include "input/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static void check_view(spoor_view got, const char *want, const char *in)
{
	if (!view_eq(got, view_string(want)))
		fail_msg("%s\n  gave \"%.*s\"\n  want \"%s\"", in, (int)got.len, got.ptr,
			want);
}

/* ------------------------------------------------------------------ clients */

/* clang-format off */
static const struct {
	const char *in;
	const char *who; /* NULL: there is no client */
	const char *address;
	const char *headers;
	const char *rival;
} clients[] = {
	{"bob from 192.0.2.1", "bob", "192.0.2.1", "", ""},
	{"bob from 2001:db8::1", "bob", "2001:db8::1", "", ""},
	{" from 192.0.2.1", "", "192.0.2.1", "", ""},
	{"bob from 192.0.2.1 (X-Real-IP: a,X-Forwarded-For: b, c)", "bob", "192.0.2.1",
		"X-Real-IP: a,X-Forwarded-For: b, c", ""},
	{"bob from 192.0.2.1(X-Forwarded-For: b)", "bob", "192.0.2.1", "X-Forwarded-For: b", ""},
	{"a from 192.0.2.9 from 192.0.2.1", "a from 192.0.2.9", "192.0.2.1", "", ""},
	{"a from 192.0.2.9 (X-Real-IP: b) from 192.0.2.1", "a from 192.0.2.9 (X-Real-IP: b)",
		"192.0.2.1", "", ""},
	{"a from b from 192.0.2.1 (X-Forwarded-For: 1) from 192.0.2.9 in session x)", "a from b",
		"192.0.2.1", "X-Forwarded-For: 1) from 192.0.2.9 in session x", ""},
	{"a from 192.0.2.9 (X-Real-IP: b from 192.0.2.1 (X-Real-IP: c)",
		"a from 192.0.2.9 (X-Real-IP: b", "192.0.2.1", "X-Real-IP: c", "192.0.2.9"},
	{"bob from 192.0.2.1.", NULL, "", "", ""},
	{"bob from 192.0.2.1 or so", NULL, "", "", ""},
	{"bob from nowhere", NULL, "", "", ""},
	{"bob from ", NULL, "", "", ""},
	{"", NULL, "", "", ""},
};

static const struct {
	const char *in;
	bool is_head;
	const char *log;
	const char *session;
	const char *text;
} heads[] = {
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> text", true, "", "0lsbgpvv", "text"},
	{"[29-Dec-2025 07:50:12 +0000]: text", true, "", "", "text"},
	{"[29-Dec-2025 07:50:12 +0000]: <not a session> text", true, "", "", "<not a session> text"},
	{"[29-Dec-2025 07:50:12 +0000]: <> text", true, "", "", "<> text"},
	{"[29-Dec-2025 07:50:12 +0000]:", true, "", "", ""},
	{"[29-Dec-2025 07:50:12 Europe/Paris] PHP Notice:  x", true, "", "", "PHP Notice:  x"},
	{"[29-Dec-2025 07:50:12 UTC] errors: <0lsbgpvv> x", true, "errors", "0lsbgpvv", "x"},
	{"[2025-12-29 07:50:12]: errors: x", true, "", "", "errors: x"},
	{"errors: <0lsbgpvv> x", true, "errors", "0lsbgpvv", "x"},
	{"Errors: x", false, "", "", ""},
	{"[29-Dec-2025 07:50:12 +0000]text", false, "", "", ""},
	{"[Mon Dec 29 07:50:12 2025] [php] x", false, "", "", ""},
	{"[1] SELECT 1;", false, "", "", ""},
	{"", false, "", "", ""},
};
/* clang-format on */

static void test_client_is_the_last_that_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clients); i++) {
		struct roundcube_client client;
		spoor_view who;
		bool found =
			roundcube_scan_client(view_string(clients[i].in), &who, &client);

		if (found != (clients[i].who != NULL))
			fail_msg("%s: %d", clients[i].in, found);
		if (!found)
			continue;
		check_view(who, clients[i].who, clients[i].in);
		check_view(client.address, clients[i].address, clients[i].in);
		check_view(client.headers, clients[i].headers, clients[i].in);
		check_view(client.rival, clients[i].rival, clients[i].in);
	}
}

static void test_heads_of_files_and_stdout(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(heads); i++) {
		struct roundcube_head head;
		bool found = roundcube_scan_head(view_string(heads[i].in), &head);

		if (found != heads[i].is_head)
			fail_msg("%s: %d", heads[i].in, found);
		if (!found)
			continue;
		check_view(head.log, heads[i].log, heads[i].in);
		check_view(head.session, heads[i].session, heads[i].in);
		check_view(head.text, heads[i].text, heads[i].in);
	}
}

/* ------------------------------------------------------------------ scripts */

/* clang-format off */
static const struct {
	const char *script;
	const char *ops; /* joined by blanks */
	const char *targets; /* joined by bars */
} scripts[] = {
	{"redirect \"a@example.org\";", "redirect", "a@example.org"},
	{"REDIRECT :copy \"a@example.org\"; redirect \"b@example.org\"; discard;", "redirect discard",
		"a@example.org|b@example.org"},
	{"if header :is \"x\" \"redirect\" { fileinto :create \"A \\\"b\\\"\"; stop; } else { keep; }",
		"fileinto keep", "A \"b\""},
	{"# redirect \"a@example.org\";\ndiscard;", "discard", ""},
	{"/* redirect \"a@example.org\"; */ keep;", "keep", ""},
	{"vacation text:\r\nredirect \"a@example.org\";\r\n.\r\n;\r\nstop;", "vacation", ""},
	{"if true { redirect \"a@example.org\"", "redirect", ""},
	{"redirect \"never closed", "redirect", ""},
	{"notify :message \"x\" \"mailto:a@example.org\";", "notify", "mailto:a@example.org"},
	{"", "", ""},
};

/* Records of several lines. */
static const struct {
	const char *record;
	const char *line;
	bool goes_on;
} lines[] = {
	{"[29-Dec-2025 07:50:12 UTC] PHP Fatal error:  Uncaught Error: x in /a.php:1", "Stack trace:", true},
	{"[29-Dec-2025 07:50:12 UTC] PHP Fatal error:  x in /a.php:1\nStack trace:\n#0 {main}",
		"  thrown in /a.php on line 1", true},
	{"[29-Dec-2025 07:50:12 UTC] PHP Fatal error:  x\n  thrown in /a.php on line 1", "", false},
	{"[29-Dec-2025 07:50:12 UTC] PHP Warning:  x in /a.php on line 1", "a line", false},
	{"[29-Dec-2025 07:50:12 UTC] PHP Warning:  x in /a.php on line 1", "#0 /b.php(3): c()", true},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> SMTP Error: two", "lines (POST /)", true},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> SMTP Error: two\nlines (POST /)", "a line", false},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> [AB52] C: A0001 APPEND Sent {2+}", "", true},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> [AB52] C: x",
		"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> [AB52] C: y", false},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> Session destroy: x", "a line", false},
	{"[29-Dec-2025 07:50:12 +0000]: Failed login for a from 192.0.2.1 in session x (error: 0)",
		"a line", false},
	{"[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> what no kind knows", "a line", true},
	{"no head", "a line", false},
};
/* clang-format on */

static void check_list(
	struct spoor_event *event, enum field field, const char *want, char separator)
{
	const union value *value = event_get(event, field);
	spoor_view rest = view_string(want);
	uint32_t count = 0;

	while (rest.len) {
		spoor_view item = view_split(&rest, separator);

		assert_true(value && count < value->list.count);
		assert_true(view_eq(value->list.at[count++], item));
	}
	assert_int_equal(value ? value->list.count : 0, count);
}

static void test_what_a_script_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct arena arena;
		struct spoor_event event;

		arena_init(&arena, 1024 * 1024);
		event_clear(&event, &arena);
		roundcube_read_script(view_string(scripts[i].script), &event);
		check_list(&event, FIELD_RULE_OPS, scripts[i].ops, ' ');
		check_list(&event, FIELD_RULE_TARGETS, scripts[i].targets, '|');
		arena_deinit(&arena);
	}
}

static void test_which_lines_go_on(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++)
		if (format_roundcube.continues(view_string(lines[i].record),
			    view_string(lines[i].line)) != lines[i].goes_on)
			fail_msg("%s\n  and %s: want %d", lines[i].record, lines[i].line,
				lines[i].goes_on);
}

/* ------------------------------------------------------------------ chunks */

static const char trace[] =
	"[29-Dec-2025 07:50:13 UTC] PHP Fatal error:  Uncaught Error: x in /srv/a.php:12\n"
	"Stack trace:\n"
	"#0 /srv/b.php(3): c()\n"
	"#1 {main}\n"
	"  thrown in /srv/a.php on line 12\n"
	"[29-Dec-2025 07:50:14 +0000]: <37d6lnmc> C: PUTSCRIPT \"s\" {30+}\r\n"
	"\r\n"
	"redirect \"drop@example.net\";\r\n"
	"[29-Dec-2025 07:50:15 +0000]: <37d6lnmc> Session destroy: 37d6lnmcilq3\n";

enum { TRACE_LENGTH = 159, SCRIPT_LENGTH = 97 };

/* Whole lines of exactly `len` bytes. */
static void add_filler(struct buf *out, size_t len)
{
	static const char line[] = "[29-Dec-2025 07:50:11 +0000]: Session destroy: x\n";
	size_t room = sizeof(line) - 1;

	for (; len >= 2 * room; len -= room)
		buf_add(out, view_of(line, room));
	buf_add(out, view_of(line, room - 1));
	for (; len > room; len--)
		buf_add_char(out, 'x');
	buf_add_char(out, '\n');
}

static void write_file(char *path, spoor_view text)
{
	int file = mkstemp(path);

	assert_true(file >= 0);
	assert_int_equal(write(file, text.ptr, text.len), text.len);
	close(file);
}

static void check_number(const struct spoor_event *event, const char *field, size_t want)
{
	spoor_view text;
	int64_t number = 0;

	assert_true(spoor_event_text(event, field, 0, &text));
	assert_true(view_number(text, &number));
	assert_int_equal(number, want);
}

/* The events behind the filler, whose length is `before`. */
static void check_events(const char *path, size_t before)
{
	const struct spoor_reader_options options = {.paths = {&path, 1}};
	struct spoor_reader *reader = spoor_reader_new(&options, NULL);
	const struct spoor_event *event;
	int found = 0;

	assert_non_null(reader);
	while (spoor_reader_next(reader, &event) == SPOOR_OK) {
		if (strcmp(spoor_event_action(event), "service-error") == 0) {
			check_number(event, "spoor.log.offset", before);
			check_number(event, "spoor.log.length", TRACE_LENGTH);
			check_number(event, "spoor.log.lines", 5);
			found++;
		} else if (strcmp(spoor_event_action(event), "rule-change") == 0) {
			check_number(event, "spoor.log.offset", before + TRACE_LENGTH);
			check_number(event, "spoor.log.length", SCRIPT_LENGTH);
			check_number(event, "spoor.log.lines", 3);
			found++;
		} else {
			assert_string_equal(spoor_event_action(event), "session-change");
		}
	}
	assert_int_equal(found, 2);
	spoor_reader_free(&reader);
}

/* Wherever a stretch of the source ends, be it inside the record. */
static void test_a_trace_is_one_event_in_any_chunks(void **state)
{
	(void)state;
	for (size_t inside = 0; inside < sizeof(trace); inside += 9) {
		char path[] = "/tmp/spoor-roundcube-XXXXXX";
		size_t before = LINES_STRETCH - inside;
		struct buf text;

		buf_init(&text, 1024 * 1024);
		add_filler(&text, before);
		assert_int_equal(text.len, before);
		buf_add(&text, view_of(trace, sizeof(trace) - 1));
		write_file(path, buf_view(&text));
		check_events(path, before);
		unlink(path);
		buf_deinit(&text);
	}
}

/* ------------------------------------------------------------------ hostile lines */

/* clang-format off */
static const struct {
	const char *start;
	const char *part; /* as often as it fits */
	const char *end;
} hostile[] = {
	{"[29-Dec-2025 07:50:12 +0000]: Failed login for ", " from 192.0.2.1", " in session x (error: 0)"},
	{"[29-Dec-2025 07:50:12 +0000]: Failed login for ", " from 192.0.2.1 (X-", ")"},
	{"[29-Dec-2025 07:50:12 +0000]: Failed login for ", " in session x (error: 0)", ""},
	{"[29-Dec-2025 07:50:12 +0000]: IMAP Error: Login failed for ", " from 192.0.2.1 (X-", ""},
	{"[29-Dec-2025 07:50:12 +0000]: IMAP Error: Login failed for ", " from 192.0.2.1 (X-). ", " (GET /)"},
	{"[29-Dec-2025 07:50:12 +0000]: IMAP Error: Login failed for ", " in a on line 1", " (GET /)"},
	{"[29-Dec-2025 07:50:12 +0000]: SMTP Error: Failed to add recipient '", "': '. ", " (GET /)"},
	{"[29-Dec-2025 07:50:12 +0000]: User a [192.0.2.1]; Message <i> for ", "a@b; 250: , \"", ""},
	{"[29-Dec-2025 07:50:12 +0000]: User ", "a]; Message  [", ""},
	{"[29-Dec-2025 07:50:12 +0000]: C: PUTSCRIPT \"a\" {9+}\n", "redirect \"a\";text:/*\"#", ""},
	{"[29-Dec-2025 07:50:12 +0000]: C: PUTSCRIPT \"a\" {9+}\n", "\\\"text:", ""},
	{"[29-Dec-2025 07:50:12 +0000]: [AB52] C: A1 UID SEARCH ", "(\"x\" ", ""},
	{"[29-Dec-2025 07:50:12 +0000]: [AB52] C: A1 UID FETCH 1 ", "BODY[HEADER", ""},
	{"[29-Dec-2025 07:50:12 +0000]: PHP Fatal error:  x\n", "\n#0 a in b on line ", ""},
	{"[29-Dec-2025 07:50:12 +0000]: DB Error: [", "password='[", " (GET /?_token=x)"},
};
/* clang-format on */

static void test_hostile_records_take_linear_time(void **state)
{
	enum { LONG = 1024 * 1024, MOST_SECONDS = 5 };
	static const struct site site = {.show_secrets = false};
	struct buf record;
	struct spoor_event event;

	(void)state;
	buf_init(&record, LONG + 4096);
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct scene scene = {.site = &site, .path = VIEW("-"), .host = VIEW("")};
		struct arena arena;
		clock_t start;

		arena_init(&arena, 64 * 1024 * 1024);
		event_clear(&event, &arena);
		clock_init(&scene.clock, &(struct clock_setup){0});
		buf_clear(&record);
		buf_add_string(&record, hostile[i].start);
		while (record.len < LONG)
			buf_add_string(&record, hostile[i].part);
		buf_add_string(&record, hostile[i].end);
		start = clock();
		assert_true(format_roundcube.bid(buf_view(&record)) > 0);
		assert_true(format_roundcube.parse(&scene, buf_view(&record), &event));
		format_roundcube.continues(buf_view(&record), VIEW("x"));
		if ((clock() - start) / CLOCKS_PER_SEC > MOST_SECONDS)
			fail_msg("slow: %s%s", hostile[i].start, hostile[i].part);
		arena_deinit(&arena);
	}
	buf_deinit(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_client_is_the_last_that_fits),
		cmocka_unit_test(test_heads_of_files_and_stdout),
		cmocka_unit_test(test_what_a_script_does),
		cmocka_unit_test(test_which_lines_go_on),
		cmocka_unit_test(test_a_trace_is_one_event_in_any_chunks),
		cmocka_unit_test(test_hostile_records_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
