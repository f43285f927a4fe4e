/* SPDX-License-Identifier: ISC */
/*
 * Verdicts on a client, a sender or a recipient, as smtpd, its filters and postscreen
 * log them:
 *
 *	reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <a@example.com>: Relay access denied;
 *		from=<b@example.org> to=<a@example.com> proto=ESMTP helo=<mx.example.org>
 *	milter-reject: END-OF-MESSAGE from unknown[192.0.2.1]: 5.7.1 Spam; from=<…> …
 *	proxy-reject: END-OF-MESSAGE: 554 5.7.0 Virus found; from=<…> …
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/postfix_tail.h"

enum { LONGEST_STAGE = 24 };

struct class_row {
	spoor_view words;
	const char *class;
};

/* clang-format off */
static const struct class_row classes[] = {
	{HEAD("User unknown"),                  "unknown-user"},
	{HEAD("unknown user"),                 "unknown-user"},
	{HEAD("undeliverable address"),         "unknown-user"},
	{HEAD("too many"),                      "rate-limit"},
	{HEAD("rate limit"),                   "rate-limit"},
	{HEAD("all server ports busy"),        "rate-limit"},
	{HEAD("all screening ports busy"),     "rate-limit"},
	{HEAD("Must issue a STARTTLS"),         "tls-required"},
	{HEAD("Session encryption is required"), "tls-required"},
	{HEAD("not logged in"),                "no-credentials"},
	{HEAD("Authentication required"),       "no-credentials"},
	{HEAD("Protocol error"),                "protocol-error"},
	{HEAD("Improper use of SMTP command pipelining"),   "protocol-error"},
	{HEAD("bare <LF> received"),           "protocol-error"},
	{HEAD("need fully-qualified"),         "invalid-request"},
	{HEAD("Invalid name"),                 "invalid-request"},
	{HEAD("Server configuration"),         "other"},
	{HEAD("Server local data error"),      "other"},
	{HEAD("Insufficient system storage"),   "other"},
	{HEAD("lookup failure"),                "other"},
};
/* clang-format on */

/* What is not in the table was refused because the operator wants it so. */
static spoor_view class_of(spoor_view words)
{
	for (size_t i = 0; i < COUNT(classes); i++)
		if (view_holds(words, classes[i].words))
			return view_string(classes[i].class);
	return VIEW("policy");
}

/* "<NAME>: ", when the name is this one. */
static bool scan_named(spoor_view *cursor, spoor_view name)
{
	spoor_view rest = *cursor;

	if (!scan_char(&rest, '<') || !scan_literal(&rest, name) ||
		!scan_literal(&rest, VIEW(">: ")))
		return false;
	*cursor = rest;
	return true;
}

/* The words behind "<NAME>: ". The name of the tail's addresses, of the HELO and of the
 * client is in other fields; any other one stays in event.reason. */
static void set_words(struct spoor_event *event, spoor_view words, spoor_view peer,
	const struct postfix_tail *tail)
{
	const spoor_view names[] = {tail->recipient, tail->sender, tail->helo, peer};
	spoor_view name;

	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].len && scan_named(&words, names[i]))
			break;
	event_set_text(event, FIELD_EVENT_REASON, words);
	if (event->action != ACTION_MAIL_REJECT)
		return;
	if (postfix_scan_path(&words, &name))
		scan_literal(&words, VIEW(": "));
	event_set_text(event, FIELD_SPOOR_REASON, class_of(words));
	event_set_outcome(event, false);
}

/* "… triggers REDIRECT TARGET": where a rule sends the message. */
static void set_target(struct spoor_event *event, spoor_view words)
{
	static const spoor_view marks[] = {HEAD(" triggers REDIRECT "),
		HEAD(" triggers FILTER "), HEAD(" triggers BCC ")};

	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t at = view_search_last(words, marks[i]);

		if (at < words.len)
			event_add_text(event, FIELD_RULE_TARGETS,
				view_skip(words, at + marks[i].len));
	}
}

bool postfix_read_verdict(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_tail tail;
	struct postfix_peer peer;
	spoor_view stage;

	if (!scan_until_text(&rest, VIEW(" from "), &stage) ||
		stage.len > LONGEST_STAGE || !postfix_scan_peer(&rest, &peer) ||
		!scan_literal(&rest, VIEW(": ")))
		return false;
	postfix_cut_tail(&rest, rest.len, false, &tail);
	event_set_text(event, FIELD_SMTP_STAGE, stage);
	postfix_set_source(event, &peer);
	postfix_set_tail(event, &tail);
	postfix_take_reply(&rest, event);
	set_words(event, rest, peer.text, &tail);
	if (line->message->op)
		set_target(event, rest);
	return true;
}

bool postfix_read_proxy(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	static const spoor_view mark = HEAD("queued as ");
	struct postfix_tail tail;
	spoor_view stage;
	size_t at;

	(void)line;
	if (!scan_until_text(&rest, VIEW(": "), &stage) || stage.len > LONGEST_STAGE)
		return false;
	postfix_cut_tail(&rest, rest.len, false, &tail);
	event_set_text(event, FIELD_SMTP_STAGE, stage);
	postfix_set_tail(event, &tail);
	at = view_search_last(rest, mark);
	if (at < rest.len)
		event_add_text(
			event, FIELD_MAIL_RELATED_ID, view_skip(rest, at + mark.len));
	postfix_take_reply(&rest, event);
	event_set_outcome(event, true);
	set_words(event, rest, view_of("", 0), &tail);
	return true;
}
