/* SPDX-License-Identifier: ISC */
/*
 * Errors: what Roundcube's log_bug writes, what a few places write without it, and PHP's own
 * lines, which go to the same file.
 *
 *	PHP Error: Request security check failed (POST /?_task=mail&_action=delete)
 *	DB Error: [1064] You have an error in … (SQL Query: …) in /usr/…/db.php on line 567 (GET /…)
 *	PHP Warning:  Undefined array key "name" in /usr/…/rcube_sieve.php on line 425
 *	PHP Fatal error:  Uncaught Error: … in /usr/…/x.php:12
 *	Stack trace:
 *	#0 /usr/…/y.php(3): z()
 *	  thrown in /usr/…/x.php on line 12
 */
#include "base/scan.h"
#include "format/roundcube.h"
#include "format/secret.h"

enum { MAX_PATH = 4096 };

/* ------------------------------------------------------------------ the ends of a text */

static bool is_method(spoor_view method)
{
	for (size_t i = 0; i < method.len; i++)
		if (!is_alpha(method.ptr[i]) && method.ptr[i] != '-')
			return false;
	return method.len != 0 && method.len <= 24;
}

/* " (METHOD URI)" at the end; a URI has no blank. */
static bool scan_request(spoor_view *text, spoor_view *method_r, spoor_view *uri_r)
{
	size_t blank = view_find_last(*text, ' ');
	spoor_view head = view_head(*text, blank);
	size_t open = view_find_last(head, '(');
	spoor_view uri;

	if (blank == text->len || open == head.len || !view_ends(*text, VIEW(")")))
		return false;
	uri = view_skip(*text, blank + 1);
	*uri_r = view_head(uri, uri.len - 1);
	*method_r = view_skip(head, open + 1);
	if (!is_method(*method_r))
		return false;
	*text = view_trim(view_head(*text, open));
	return true;
}

/* The session's request token in a URI. */
static void set_token(
	const struct scene *scene, spoor_view uri, struct spoor_event *event)
{
	spoor_view before;

	if (scan_until_text(&uri, VIEW("_token="), &before))
		event_set_text(event, FIELD_WEB_TOKEN,
			secret_token(
				scene->site, event, view_head(uri, view_find(uri, '&'))));
}

void roundcube_set_url(
	const struct scene *scene, spoor_view uri, struct spoor_event *event)
{
	event_set_text(event, FIELD_URL_ORIGINAL, secret_mask(scene->site, event, uri));
	set_token(scene, uri, event);
}

bool roundcube_take_request(
	const struct scene *scene, spoor_view *text, struct spoor_event *event)
{
	spoor_view method;
	spoor_view uri;

	if (!scan_request(text, &method, &uri))
		return false;
	event_set_text(event, FIELD_HTTP_REQUEST_METHOD, method);
	roundcube_set_url(scene, uri, event);
	return true;
}

/* " in FILE on line N" at the end. */
static bool scan_origin(spoor_view *text, spoor_view *file_r, spoor_view *line_r)
{
	size_t digits = text->len;
	spoor_view head;
	size_t in;

	while (digits && is_digit(text->ptr[digits - 1]))
		digits--;
	head = view_head(*text, digits);
	if (digits == text->len || !view_ends(head, VIEW(" on line ")))
		return false;
	head.len -= strlen(" on line ");
	in = view_search_last(head, VIEW(" in "));
	if (in == head.len)
		return false;
	*file_r = view_skip(head, in + strlen(" in "));
	*line_r = view_skip(*text, digits);
	*text = view_head(*text, in);
	return true;
}

static void add_origin(struct spoor_event *event, spoor_view file, spoor_view line)
{
	char *room = arena_room(event->arena, file.len + 1 + line.len);

	if (!room)
		return;
	memcpy(room, file.ptr, file.len);
	room[file.len] = ':';
	memcpy(room + file.len + 1, line.ptr, line.len);
	arena_keep(event->arena, file.len + 1 + line.len);
	event_add_extra(event, VIEW("origin"), view_of(room, file.len + 1 + line.len));
}

void roundcube_take_origin(spoor_view *text, struct spoor_event *event)
{
	spoor_view file;
	spoor_view line;

	if (scan_origin(text, &file, &line))
		add_origin(event, file, line);
}

static spoor_view last_line(spoor_view record)
{
	size_t feed = view_find_last(record, '\n');

	return feed < record.len ? view_skip(record, feed + 1) : record;
}

bool roundcube_error_is_open(spoor_view record, spoor_view line)
{
	spoor_view last = last_line(record);
	spoor_view method;
	spoor_view uri;

	(void)line;
	return !scan_request(&last, &method, &uri);
}

bool roundcube_scan_enhanced(spoor_view *cursor, spoor_view *code_r)
{
	spoor_view rest = *cursor;
	int64_t number;

	for (int part = 0; part < 3; part++)
		if ((part && !scan_char(&rest, '.')) || !scan_number(&rest, &number))
			return false;
	if (rest.len && rest.ptr[0] != ' ')
		return false;
	*code_r = view_head(*cursor, cursor->len - rest.len);
	*cursor = rest;
	return true;
}

/* ------------------------------------------------------------------ TYPE Error */

/* Messages of log_bug that say more than that something went wrong. */
static const struct meaning {
	spoor_view start;
	const char *reason;
	const char *user; /* what stands behind the user's name; NULL: none is named */
} meanings[] = {
	{ROUNDCUBE_START("Request security check failed"), "invalid-request", NULL},
	{ROUNDCUBE_START("Hack attempt detected (user: "), "invalid-request", ")"},
	{ROUNDCUBE_START("Invalid request"), "invalid-request", NULL},
	{ROUNDCUBE_START("Invalid compose ID"), "invalid-request", NULL},
	{ROUNDCUBE_START("Invalid task name: "), "invalid-request", NULL},
	{ROUNDCUBE_START("Error loading template for "), "invalid-request", NULL},
	{ROUNDCUBE_START("No handler found for action "), "invalid-request", NULL},
	{ROUNDCUBE_START("Specified host is not trusted."), "invalid-request", NULL},
	{ROUNDCUBE_START("Request size limit exceeded "), "invalid-request", NULL},
	{ROUNDCUBE_START("Spellcheck error: Invalid language code"), "invalid-request",
		NULL},
	{ROUNDCUBE_START("Access denied for new user "), "policy",
		". 'auto_create_user' is "},
	{ROUNDCUBE_START("The URL parameter \"_from\" contains disallowed "),
		"invalid-request", NULL},
};

static void set_error(struct scene *scene, spoor_view message, struct spoor_event *event)
{
	event_set_action(event, ACTION_SERVICE_ERROR);
	event_set_constant(event, FIELD_LOG_LEVEL, VIEW("error"));
	event_set_text(
		event, FIELD_ERROR_MESSAGE, secret_mask(scene->site, event, message));
}

static void set_meaning(spoor_view message, struct spoor_event *event)
{
	spoor_view user;

	for (size_t i = 0; i < COUNT(meanings); i++) {
		spoor_view rest = message;

		if (!scan_literal(&rest, meanings[i].start))
			continue;
		event_set_outcome(event, false);
		event_set_text(
			event, FIELD_SPOOR_REASON, view_string(meanings[i].reason));
		if (meanings[i].user &&
			scan_until_last(&rest, view_string(meanings[i].user), &user))
			event_set_text(event, FIELD_USER_NAME, user);
		return;
	}
}

/* "[42S22] Unknown column …", "SQLSTATE[HY000] …": the database's own code. */
static void set_db_code(spoor_view message, struct spoor_event *event)
{
	spoor_view code;

	scan_literal(&message, VIEW("SQLSTATE"));
	if (scan_between(&message, '[', ']', &code) && code.len <= 16)
		event_set_text(event, FIELD_EVENT_CODE, code);
}

/* "'ADDRESS'" and what follows it. */
static bool scan_quoted_address(spoor_view *cursor, spoor_view *address_r)
{
	spoor_view rest = *cursor;
	size_t close;

	if (!scan_char(&rest, '\''))
		return false;
	close = view_search(rest, VIEW("': "));
	if (close == rest.len)
		close = view_search(rest, VIEW("'. "));
	if (close == rest.len)
		close = view_find_last(rest, '\'');
	if (close == rest.len)
		return false;
	*address_r = view_head(rest, close);
	*cursor = view_skip(rest, close + 1);
	return true;
}

/* ": 5.7.1 WORDS (Code: 554)", ". [552] 5.3.4 WORDS" */
static void set_smtp_answer(spoor_view answer, struct spoor_event *event)
{
	size_t at = view_search_last(answer, VIEW("(Code: "));
	spoor_view enhanced;
	int64_t code = 0;

	if (at < answer.len) {
		spoor_view rest = view_skip(answer, at + strlen("(Code: "));

		scan_number(&rest, &code);
	}
	while (answer.len && memchr(":. ", answer.ptr[0], 3))
		answer = view_skip(answer, 1);
	if (scan_char(&answer, '[') && scan_number(&answer, &code))
		scan_literal(&answer, VIEW("] "));
	if (code > 0)
		event_set_number(event, FIELD_SMTP_CODE, code);
	if (roundcube_scan_enhanced(&answer, &enhanced))
		event_set_text(event, FIELD_SMTP_ENHANCED, enhanced);
}

/* What the mail server answered; a sender, recipient or message that it did not take is a
 * message that was not sent. */
static void set_smtp(spoor_view message, struct spoor_event *event)
{
	spoor_view address = view_of("", 0);

	scan_literal(&message, VIEW("SMTP error: "));
	if (scan_literal(&message, VIEW("Failed to set sender "))) {
		if (scan_quoted_address(&message, &address))
			event_set_text(event, FIELD_EMAIL_SENDER, address);
	} else if (scan_literal(&message, VIEW("Failed to add recipient "))) {
		if (scan_quoted_address(&message, &address))
			event_add_text(event, FIELD_EMAIL_TO, address);
	} else if (!scan_literal(&message, VIEW("Failed to send data"))) {
		scan_until(&message, ':', &address);
		set_smtp_answer(message, event);
		return;
	}
	event_set_action(event, ACTION_MAIL_SEND);
	event_set_outcome(event, false);
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
	set_smtp_answer(message, event);
}

/* " in FILE (N): " */
static bool scan_old_origin(spoor_view *cursor, spoor_view *origin_r)
{
	spoor_view near =
		view_head(*cursor, cursor->len < MAX_PATH ? cursor->len : MAX_PATH);

	if (!scan_literal(&near, VIEW(" in ")) ||
		!scan_until_text(&near, VIEW("): "), origin_r))
		return false;
	*cursor = view_skip(*cursor, (size_t)(near.ptr - cursor->ptr));
	return true;
}

/* "IMAP Error: ", "DB Error: "; in old versions "IMAP Error in FILE (N): ". */
static bool scan_type(spoor_view *cursor, spoor_view *type_r, spoor_view *origin_r)
{
	size_t len = 0;
	spoor_view rest;

	while (len < cursor->len && len < 24 &&
		((cursor->ptr[len] >= 'A' && cursor->ptr[len] <= 'Z') ||
			is_digit(cursor->ptr[len]) || cursor->ptr[len] == '_'))
		len++;
	rest = view_skip(*cursor, len);
	*origin_r = view_of("", 0);
	if (len < 2 || !scan_literal(&rest, VIEW(" Error")))
		return false;
	if (!scan_literal(&rest, VIEW(": ")) && !scan_old_origin(&rest, origin_r))
		return false;
	*type_r = view_head(*cursor, len);
	*cursor = rest;
	return true;
}

/* "FILE (N" */
static void set_old_origin(spoor_view origin, struct spoor_event *event)
{
	spoor_view file;

	if (scan_until_last(&origin, VIEW(" ("), &file))
		add_origin(event, file, origin);
}

static bool is_type_error(spoor_view text)
{
	spoor_view type;
	spoor_view origin;

	return scan_type(&text, &type, &origin);
}

static bool read_type_error(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view type;
	spoor_view origin;

	if (!scan_type(&text, &type, &origin))
		return false;
	roundcube_take_request(scene, &text, event);
	roundcube_take_origin(&text, event);
	set_old_origin(origin, event);
	set_error(scene, text, event);
	event_add_extra(event, VIEW("type"), type);
	if (view_eq(type, VIEW("DB")))
		set_db_code(text, event);
	else if (view_eq(type, VIEW("SMTP")))
		set_smtp(text, event);
	else
		set_meaning(text, event);
	return true;
}

/* What goes to the log without log_bug: the text is the message. */
static bool is_plain_error(spoor_view text)
{
	return view_starts(text, VIEW("The URL parameter \"_from\" ")) ||
	       view_starts(text, VIEW("Plugin password ("));
}

static bool read_plain_error(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	set_error(scene, text, event);
	set_meaning(text, event);
	return true;
}

/* ------------------------------------------------------------------ PHP */

static const struct php_level {
	spoor_view start;
	const char *level;
} php_levels[] = {
	{ROUNDCUBE_START("PHP Warning:"), "warning"},
	{ROUNDCUBE_START("PHP Notice:"), "notice"},
	{ROUNDCUBE_START("PHP Deprecated:"), "notice"},
	{ROUNDCUBE_START("PHP Strict Standards:"), "notice"},
	{ROUNDCUBE_START("PHP Fatal error:"), "fatal"},
	{ROUNDCUBE_START("PHP Parse error:"), "error"},
	{ROUNDCUBE_START("PHP Recoverable fatal error:"), "error"},
	{ROUNDCUBE_START("PHP Catchable fatal error:"), "error"},
	{ROUNDCUBE_START("PHP Core Warning:"), "warning"},
	{ROUNDCUBE_START("PHP Core Error:"), "error"},
	{ROUNDCUBE_START("PHP Compile Warning:"), "warning"},
	{ROUNDCUBE_START("PHP Compile Error:"), "error"},
	{ROUNDCUBE_START("PHP Unknown error:"), "error"},
};

static const struct php_level *find_php_level(spoor_view text)
{
	for (size_t i = 0; i < COUNT(php_levels); i++)
		if (view_starts(text, php_levels[i].start))
			return &php_levels[i];
	return NULL;
}

static bool is_php(spoor_view text)
{
	return find_php_level(text) != NULL;
}

static bool read_php(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	const struct php_level *level = find_php_level(text);
	spoor_view message;

	if (!level)
		return false;
	text = message = view_trim(view_skip(text, level->start.len));
	roundcube_take_origin(&message, event);
	if (view_has(text, '\n'))
		message = text;
	set_error(scene, message, event);
	event_set_text(event, FIELD_LOG_LEVEL, view_string(level->level));
	return true;
}

/* A line of a stack trace. */
static bool is_trace(spoor_view line)
{
	if (line.len > 1 && line.ptr[0] == '#')
		return is_digit(line.ptr[1]);
	return view_starts(line, VIEW("Stack trace:")) ||
	       view_starts(line, VIEW("  thrown in "));
}

static bool php_is_open(spoor_view record, spoor_view line)
{
	spoor_view last = last_line(record);
	spoor_view file;
	spoor_view number;

	return is_trace(line) || !scan_origin(&last, &file, &number);
}

/* xdebug's trace: a record for each call. */
static bool read_php_trace(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	(void)text;
	event_set_action(event, ACTION_OTHER);
	return true;
}

/* clang-format off */
static const struct roundcube_kind kinds[] = {
	{ROUNDCUBE_START(""),                          is_php,        "roundcube.php",    read_php,         php_is_open, false},
	{ROUNDCUBE_START("PHP Stack trace:"),          NULL,          "roundcube.php",    read_php_trace,   NULL, false},
	{ROUNDCUBE_START("PHP   "),                    NULL,          "roundcube.php",    read_php_trace,   NULL, false},
	{ROUNDCUBE_START(""),                          is_type_error, "roundcube.errors", read_type_error,  roundcube_error_is_open, false},
	{ROUNDCUBE_START(""),                          is_plain_error, "roundcube.errors", read_plain_error, NULL, false},
};
/* clang-format on */

const struct roundcube_kinds roundcube_error_kinds = {kinds, COUNT(kinds)};
