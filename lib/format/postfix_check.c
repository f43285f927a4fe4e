/* SPDX-License-Identifier: ISC */
/*
 * Verdicts on the content of a message: header_checks and body_checks of cleanup, of its
 * filters and of the SMTP client:
 *
 *	warning: header Subject: Minutes from mx.example.org[192.0.2.1];
 *		from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mx>: WHY
 *	replace: header X-Mailer: Foo: X-Mailer: removed
 *
 * The content is the sender's, at most 200 bytes of it are logged, and what names the
 * client comes behind it.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/postfix_tail.h"

enum {
	LONGEST_CONTENT = 200,
	LONGEST_ORIGIN = 320 /* " from HOST[ADDRESS]", and the kind before the content */
};

/* "Name <a@example.org>", "a@example.org". */
static void add_sender(struct spoor_event *event, spoor_view value)
{
	size_t open = view_find_last(value, '<');

	if (open < value.len) {
		value = view_skip(value, open + 1);
		value = view_head(value, view_find(value, '>'));
	}
	if (view_has(value, '@') && !view_has(value, ' '))
		event_add_text(event, FIELD_EMAIL_FROM, value);
}

/* The name in 'attachment; filename="a b.pdf"', 'application/pdf; name=a.pdf'. */
static void add_file_name(struct spoor_event *event, spoor_view value)
{
	static const spoor_view mark = HEAD("name=");
	size_t at = view_search(value, mark);
	spoor_view name;

	if (at == value.len)
		return;
	value = view_skip(value, at + mark.len);
	if (!scan_between(&value, '"', '"', &name)) {
		scan_char(&value, '"');
		name = view_head(value, view_find(value, ';'));
	}
	event_add_text(event, FIELD_EMAIL_ATTACHMENT_NAME, view_trim(name));
}

/* A header that has its field; false: it has none. */
static bool set_header(struct spoor_event *event, spoor_view name, spoor_view value)
{
	if (view_eq_nocase(name, VIEW("Subject")))
		event_set_text(event, FIELD_EMAIL_SUBJECT, value);
	else if (view_eq_nocase(name, VIEW("Message-ID")))
		event_set_text(
			event, FIELD_EMAIL_MESSAGE_ID, view_unwrap(value, '<', '>'));
	else if (view_eq_nocase(name, VIEW("X-Mailer")) ||
		 view_eq_nocase(name, VIEW("User-Agent")))
		event_set_text(event, FIELD_EMAIL_X_MAILER, value);
	else
		return false;
	return true;
}

static void set_content(const struct postfix_line *line, struct spoor_event *event,
	spoor_view kind, spoor_view content)
{
	spoor_view value = content;
	spoor_view name;

	if (view_eq(kind, VIEW("header")) && scan_until(&value, ':', &name)) {
		value = view_trim(value);
		if (set_header(event, name, value))
			return;
		if (view_eq_nocase(name, VIEW("From")))
			add_sender(event, value);
		else if (view_eq_nocase(name, VIEW("Content-Disposition")) ||
			 view_eq_nocase(name, VIEW("Content-Type")))
			add_file_name(event, value);
	}
	postfix_add_words(line, event, kind, content);
}

/* What the operator's table says behind all: where the message goes, or why. */
static void set_argument(
	const struct postfix_line *line, struct spoor_event *event, spoor_view text)
{
	static const char *const targeted[] = {"redirect", "filter", "bcc"};
	const char *op = line->message->op;

	for (size_t i = 0; op && i < COUNT(targeted); i++) {
		if (strcmp(op, targeted[i]) != 0)
			continue;
		event_add_text(event, FIELD_RULE_TARGETS, text);
		return;
	}
	postfix_take_reply(&text, event);
	event_set_text(event, FIELD_EVENT_REASON, text);
}

/* " from ORIGIN" off the end of the content. */
static void cut_origin(struct spoor_event *event, spoor_view *content)
{
	static const spoor_view mark = HEAD(" from ");
	size_t at = view_search_last(*content, mark);
	struct postfix_peer peer;
	spoor_view origin;

	if (at == content->len)
		return;
	origin = view_skip(*content, at + mark.len);
	*content = view_head(*content, at);
	if (postfix_scan_peer(&origin, &peer))
		postfix_set_source(event, &peer);
}

/* What was done to it, where neither action nor operation say so. */
static void add_verdict(const struct postfix_line *line, struct spoor_event *event)
{
	spoor_view head = line->message->head;

	if (line->message->action == ACTION_MAIL_QUEUE)
		event_add_extra(
			event, VIEW("verdict"), view_head(head, view_find(head, ':')));
}

static bool is_kind(spoor_view word)
{
	static const spoor_view kinds[] = {
		HEAD("header"), HEAD("body"), HEAD("mime-error")};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (view_eq(word, kinds[i]))
			return true;
	return false;
}

/* The verdict of a table without words of its own: what is wrong with the content. */
static void set_refused(struct spoor_event *event, spoor_view kind, spoor_view content)
{
	if (view_eq(kind, VIEW("mime-error")))
		event_set_text(event, FIELD_EVENT_REASON,
			view_head(content, view_search(content, VIEW(": "))));
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("policy"));
	event_set_outcome(event, false);
}

/* The SMTP client's lines have no tail, and nothing parts content and argument. */
bool postfix_read_check(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_tail tail;
	spoor_view kind;

	if (!scan_word(&rest, &kind) || !is_kind(kind))
		return false;
	if (postfix_cut_tail(&rest, LONGEST_CONTENT + LONGEST_ORIGIN, true, &tail)) {
		cut_origin(event, &rest);
		postfix_set_tail(event, &tail);
		set_content(line, event, kind, rest);
		set_argument(line, event, tail.text);
	} else {
		postfix_add_words(line, event, kind, rest);
	}
	add_verdict(line, event);
	if (line->message->action == ACTION_MAIL_REJECT)
		set_refused(event, kind, rest);
	return true;
}
