/* SPDX-License-Identifier: ISC */
/*
 * What became of a message for one recipient; all agents write it alike:
 *
 *	to=<b@example.com>, orig_to=<all@example.com>, relay=mx.example.com[192.0.2.1]:25,
 *		delay=1.2, delays=0.1/0/0.9/0.2, dsn=2.0.0,
 *		status=sent (250 2.0.0 Ok: queued as 4cqP7h2yKmz5sV8)
 *
 * The text in parentheses is the remote server's, all before it is Postfix's own. Before
 * 2.3 there was neither delays= nor dsn=; since 3.11 there is tls=.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/postfix_words.h"

struct pair_row {
	spoor_view key;
	enum field field;
};

/* clang-format off */
static const struct pair_row pairs[] = {
	{HEAD("relay"),  FIELD_SMTP_RELAY},
	{HEAD("delays"), FIELD_SMTP_DELAYS},
	{HEAD("dsn"),    FIELD_SMTP_ENHANCED},
};
/* clang-format on */

struct status_row {
	spoor_view name;
	spoor_view outcome;
	bool probe; /* asked only; nothing was to be delivered */
};

/* clang-format off */
static const struct status_row statuses[] = {
	{HEAD("sent"),          HEAD("success"), false},
	{HEAD("deferred"),      HEAD("unknown"), false},
	{HEAD("bounced"),       HEAD("failure"), false},
	{HEAD("expired"),       HEAD("failure"), false},
	{HEAD("SOFTBOUNCE"),    HEAD("unknown"), false},
	{HEAD("deliverable"),   HEAD("success"), true},
	{HEAD("undeliverable"), HEAD("failure"), true},
	{HEAD("undeliverable-but-not-cached"), HEAD("failure"), true},
};
/* clang-format on */

/* "<ADDRESS>", or an address without brackets up to the comma. */
static bool scan_recipient(spoor_view *cursor, spoor_view *address_r)
{
	size_t comma;

	if (postfix_scan_path(cursor, address_r))
		return true;
	comma = view_find(*cursor, ',');
	if (comma == 0 || comma == cursor->len || cursor->ptr[0] == '<')
		return false;
	*address_r = view_head(*cursor, comma);
	*cursor = view_skip(*cursor, comma);
	return true;
}

static void set_relay(struct spoor_event *event, spoor_view relay)
{
	struct postfix_peer peer;

	if (postfix_scan_peer(&relay, &peer))
		postfix_set_destination(event, &peer);
}

/* Seconds, with or without a fraction, and without needless zeros: it becomes a number. */
static bool set_delay(struct spoor_event *event, spoor_view value)
{
	spoor_view rest = value;
	spoor_view delay;

	if (!scan_decimal(&rest, &delay) || rest.len)
		return false;
	if (delay.len > 1 && delay.ptr[0] == '0' && delay.ptr[1] != '.')
		return false;
	event_set_text(event, FIELD_SMTP_DELAY, delay);
	return true;
}

static void set_pair(struct spoor_event *event, spoor_view key, spoor_view value)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		if (!view_eq(key, pairs[i].key))
			continue;
		event_set_text(event, pairs[i].field, value);
		if (pairs[i].field == FIELD_SMTP_RELAY)
			set_relay(event, value);
		return;
	}
	if (!view_eq(key, VIEW("delay")) || !set_delay(event, value))
		event_add_extra(event, key, value);
}

/* The pairs up to "status=", which the cursor is left behind. */
static bool take_pairs(spoor_view *cursor, struct spoor_event *event)
{
	spoor_view rest = *cursor;

	while (scan_literal(&rest, VIEW(", "))) {
		spoor_view key;
		spoor_view value;

		if (!scan_until(&rest, '=', &key))
			return false;
		if (view_eq(key, VIEW("status"))) {
			*cursor = rest;
			return true;
		}
		if (view_eq(key, VIEW("orig_to"))) {
			if (!scan_recipient(&rest, &value))
				return false;
			event_set_text(event, FIELD_SMTP_ORIG_TO, value);
			continue;
		}
		value = view_head(rest, view_find(rest, ','));
		rest = view_skip(rest, value.len);
		set_pair(event, key, value);
	}
	return false;
}

static void set_rule(struct spoor_event *event, const char *op, const char *kind)
{
	event_set_action(event, ACTION_RULE_APPLY);
	event_set_text(event, FIELD_RULE_OP, view_string(op));
	event_set_text(event, FIELD_RULE_KIND, view_string(kind));
}

/* Programs that put mail into mailboxes: a command of these is a delivery like any
 * other. */
static bool is_mailer(spoor_view command)
{
	static const spoor_view mailers[] = {HEAD("procmail"), HEAD("maildrop"),
		HEAD("dovecot-lda"), HEAD("deliver"), HEAD("cyrdeliver"), HEAD("lda")};
	spoor_view name = view_head(command, view_find(command, ' '));
	size_t slash = view_find_last(name, '/');

	if (slash < name.len)
		name = view_skip(name, slash + 1);
	for (size_t i = 0; i < COUNT(mailers); i++)
		if (view_eq(name, mailers[i]))
			return true;
	return false;
}

/* local(8): what a .forward file or an alias did. */
static void set_local(struct spoor_event *event, spoor_view text)
{
	if (scan_literal(&text, VIEW("forwarded as "))) {
		set_rule(event, "redirect", "forward");
		event_add_text(event, FIELD_MAIL_RELATED_ID, text);
	} else if (scan_literal(&text, VIEW("delivered to command: "))) {
		if (is_mailer(text))
			return;
		set_rule(event, "pipe", "forward");
		event_add_text(event, FIELD_RULE_TARGETS, text);
	} else if (scan_literal(&text, VIEW("delivered to file: "))) {
		set_rule(event, "fileinto", "forward");
		event_add_text(event, FIELD_RULE_TARGETS, text);
	}
}

static void set_status(
	const struct postfix_line *line, struct spoor_event *event, spoor_view status)
{
	event_set_action(event, line->program->delivers);
	event_set_text(event, FIELD_SMTP_STATUS, status);
	for (size_t i = 0; i < COUNT(statuses); i++) {
		if (!view_eq(status, statuses[i].name))
			continue;
		event_set_constant(event, FIELD_EVENT_OUTCOME, statuses[i].outcome);
		if (statuses[i].probe)
			event_set_action(event, ACTION_MAIL_QUEUE);
		return;
	}
}

bool postfix_read_delivery(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view recipient;
	spoor_view status;
	bool sent;

	if (!scan_recipient(&rest, &recipient) || !take_pairs(&rest, event) ||
		!scan_word(&rest, &status))
		return false;
	event_add_text(event, FIELD_EMAIL_TO, recipient);
	set_status(line, event, status);
	sent = view_eq(status, VIEW("sent"));
	if (rest.len && rest.ptr[rest.len - 1] == ')')
		rest.len--;
	scan_char(&rest, '(');
	postfix_set_words(event, rest, sent);
	if (sent && view_eq(line->program->name, VIEW("local")))
		set_local(event, rest);
	if (sent && view_eq(line->program->name, VIEW("discard")))
		set_rule(event, "discard", "server");
	return true;
}

/* clang-format off */
static const struct postfix_message messages[] = {
	{HEAD("to="), ACTION_MAIL_DELIVER, .read = postfix_read_delivery},
};
/* clang-format on */

const struct postfix_table postfix_deliver = POSTFIX_TABLE(messages);
