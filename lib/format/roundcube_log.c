/* SPDX-License-Identifier: ISC */
/*
 * The logs session, sendmail and password: what a session became, what a user sent, whose
 * password changed.
 *
 *	Session regenerate: OLD -> NEW
 *	IP check failed for ID; expected 192.0.2.1; got 198.51.100.7
 *	User bob [192.0.2.1]; Message <id@example.org> for a@example.org, b@example.org;
 *		250: 2.0.0 Ok: queued as B5C11AEC196
 *	Password changed for user bob (ID: 6) from 192.0.2.1
 */
#include "base/scan.h"
#include "format/roundcube.h"
#include "format/secret.h"

enum { MAX_SENDER = 1024 }; /* bytes of "User NAME [ADDRESS]; Message " */

/* ------------------------------------------------------------------ session */

static void set_session(struct spoor_event *event, spoor_view id)
{
	event_set_action(event, ACTION_SESSION_CHANGE);
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
	event_set_text(event, FIELD_SESSION_ID, id);
}

static void set_refused(struct spoor_event *event, spoor_view reason, spoor_view words)
{
	event_set_outcome(event, false);
	event_set_text(event, FIELD_SPOOR_REASON, reason);
	event_set_text(event, FIELD_EVENT_REASON, words);
}

static bool read_regenerate(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view old;

	(void)scene;
	if (!scan_until_text(&text, VIEW(" -> "), &old))
		return false;
	set_session(event, text);
	event_set_text(event, FIELD_SESSION_PREVIOUS, old);
	event_set_outcome(event, true);
	return true;
}

static bool read_destroy(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	set_session(event, text);
	event_set_outcome(event, true);
	return true;
}

/* Somebody else's address in a session: the mark of a stolen one. */
static bool read_ip_check(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view id;
	spoor_view expected;

	if (!scan_until_text(&text, VIEW("; expected "), &id) ||
		!scan_until_text(&text, VIEW("; got "), &expected))
		return false;
	set_session(event, id);
	set_refused(event, VIEW("policy"), VIEW("IP check failed"));
	site_set_client(scene->site, event, text, view_of("", 0));
	event_add_extra(event, VIEW("expected_ip"), expected);
	return true;
}

static bool read_bad_cookie(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view id;

	(void)scene;
	if (!scan_until_text(&text, VIEW("; "), &id))
		return false;
	set_session(event, id);
	set_refused(event, VIEW("invalid-request"), view_split(&text, ';'));
	return true;
}

/* The id is what the browser sent. */
static bool read_aborted(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view id;

	(void)scene;
	if (!scan_until_last(&text, VIEW("; "), &id))
		return false;
	set_session(event, id);
	set_refused(event, VIEW("other"), text);
	return true;
}

/* What happens to any session when its cookie's interval ends. */
static bool read_new_interval(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	event_set_action(event, ACTION_OTHER);
	event_set_text(event, FIELD_SESSION_ID, view_split(&text, ';'));
	return true;
}

static bool read_new_cookie(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view id;

	if (!scan_until_text(&text, VIEW(": "), &id))
		return false;
	event_set_action(event, ACTION_OTHER);
	event_set_text(event, FIELD_SESSION_ID, id);
	event_add_extra(
		event, VIEW("auth_cookie"), secret_token(scene->site, event, text));
	return true;
}

static bool read_other(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	(void)text;
	event_set_action(event, ACTION_OTHER);
	return true;
}

/* ------------------------------------------------------------------ sendmail */

/* "NAME <ADDRESS>" or "ADDRESS". */
static spoor_view bare_address(spoor_view recipient)
{
	size_t open;

	recipient = view_trim(recipient);
	open = view_find_last(recipient, '<');
	if (open == recipient.len || !view_ends(recipient, VIEW(">")))
		return recipient;
	return view_of(recipient.ptr + open + 1, recipient.len - open - 2);
}

/* Recipients, separated by commas that are not in quotes. */
static void add_recipients(spoor_view list, struct spoor_event *event)
{
	bool quoted = false;
	size_t start = 0;

	for (size_t at = 0; at <= list.len; at++) {
		if (at < list.len && list.ptr[at] == '"')
			quoted = !quoted;
		if (at < list.len && (list.ptr[at] != ',' || quoted))
			continue;
		event_add_text(event, FIELD_EMAIL_TO,
			bare_address(view_of(list.ptr + start, at - start)));
		start = at + 1;
	}
}

/* "250: " */
static bool scan_answer_code(spoor_view *cursor, int *code_r)
{
	spoor_view rest = *cursor;

	if (!scan_digits(&rest, 3, code_r) || !scan_literal(&rest, VIEW(": ")))
		return false;
	*cursor = rest;
	return true;
}

/* Where the answer of the mail server begins: behind the last "; " that a code follows. */
static bool take_answer(spoor_view *text, spoor_view *answer_r)
{
	spoor_view rest = *text;
	spoor_view before;
	size_t end = 0;
	int code;

	while (scan_until_text(&rest, VIEW("; "), &before)) {
		spoor_view ahead = rest;

		if (!scan_answer_code(&ahead, &code))
			continue;
		end = (size_t)(rest.ptr - text->ptr) - 2;
		*answer_r = rest;
	}
	if (!end)
		return false;
	*text = view_head(*text, end);
	return true;
}

/* "queued as ID" of Postfix, "id=ID" of Exim. */
static void add_queue_id(spoor_view answer, struct spoor_event *event)
{
	static const spoor_view marks[] = {
		ROUNDCUBE_START("queued as "), ROUNDCUBE_START(" id=")};

	for (size_t i = 0; i < COUNT(marks); i++) {
		spoor_view rest = answer;
		spoor_view before;
		spoor_view id;

		if (scan_until_last(&rest, marks[i], &before) && scan_word(&rest, &id))
			event_add_text(event, FIELD_MAIL_RELATED_ID, id);
	}
}

static void set_answer(spoor_view answer, struct spoor_event *event)
{
	spoor_view enhanced;
	int code;

	if (!scan_answer_code(&answer, &code))
		return;
	event_set_number(event, FIELD_SMTP_CODE, code);
	if (roundcube_scan_enhanced(&answer, &enhanced))
		event_set_text(event, FIELD_SMTP_ENHANCED, enhanced);
	add_queue_id(answer, event);
}

/* " <ID>" since 1.4. */
static void take_message_id(spoor_view *cursor, struct spoor_event *event)
{
	spoor_view rest = *cursor;
	spoor_view id;

	if (!scan_char(&rest, '<') || !scan_until_text(&rest, VIEW("> for "), &id))
		return;
	event_set_text(event, FIELD_EMAIL_MESSAGE_ID, id);
	rest = view_of(rest.ptr - 4, rest.len + 4);
	*cursor = rest;
}

static bool read_sent(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view user;
	spoor_view address;
	spoor_view answer = view_of("", 0);

	if (!scan_until_text(&text, VIEW(" ["), &user) ||
		!scan_until_text(&text, VIEW("]; Message "), &address))
		return false;
	take_message_id(&text, event);
	scan_blanks(&text);
	if (!scan_literal(&text, VIEW("for ")))
		return false;
	if (!take_answer(&text, &answer) && view_ends(text, VIEW("; ")))
		text.len -= 2;
	event_set_action(event, ACTION_MAIL_SEND);
	event_set_outcome(event, true);
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
	event_set_text(event, FIELD_USER_NAME, user);
	site_set_client(scene->site, event, address, view_of("", 0));
	add_recipients(text, event);
	set_answer(answer, event);
	return true;
}

static bool is_sent(spoor_view text)
{
	spoor_view near = view_head(text, text.len < MAX_SENDER ? text.len : MAX_SENDER);

	return view_starts(text, VIEW("User ")) && view_holds(near, VIEW("]; Message "));
}

/* An answer of several lines. */
static bool is_sent_open(spoor_view record, spoor_view line)
{
	(void)record;
	(void)line;
	return true;
}

/* ------------------------------------------------------------------ password */

static bool read_password(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	struct roundcube_client client;
	spoor_view who;

	if (!roundcube_scan_client(text, &who, &client))
		return false;
	event_set_action(event, ACTION_CREDENTIAL_CHANGE);
	event_set_outcome(event, true);
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
	event_set_constant(event, FIELD_CREDENTIAL_KIND, VIEW("password"));
	roundcube_take_user_id(&who, event);
	event_set_text(event, FIELD_USER_NAME, who);
	roundcube_set_client(scene, &client, event);
	return true;
}

/* clang-format off */
static const struct roundcube_kind kinds[] = {
	{ROUNDCUBE_START("Session regenerate: "),                NULL, "roundcube.session",  read_regenerate,   NULL, false},
	{ROUNDCUBE_START("Session destroy: "),                   NULL, "roundcube.session",  read_destroy,      NULL, false},
	{ROUNDCUBE_START("IP check failed for "),                NULL, "roundcube.session",  read_ip_check,     NULL, false},
	{ROUNDCUBE_START("Session auth check failed for "),      NULL, "roundcube.session",  read_new_interval, NULL, false},
	{ROUNDCUBE_START("Send new auth cookie for "),           NULL, "roundcube.session",  read_new_cookie,   NULL, false},
	{ROUNDCUBE_START("Session authentication failed for "),  NULL, "roundcube.session",  read_bad_cookie,   NULL, false},
	{ROUNDCUBE_START("Aborted session "),                    NULL, "roundcube.session",  read_aborted,      NULL, false},
	{ROUNDCUBE_START("Session GC ("),                        NULL, "roundcube.session",  read_other,        NULL, false},
	{ROUNDCUBE_START("User "),                               is_sent, "roundcube.sendmail", read_sent,      is_sent_open, false},
	{ROUNDCUBE_START("Password changed for user "),          NULL, "roundcube.password", read_password,     NULL, false},
};
/* clang-format on */

const struct roundcube_kinds roundcube_log_kinds = {kinds, COUNT(kinds)};
