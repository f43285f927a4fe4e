/* SPDX-License-Identifier: ISC */
/*
 * smtpd takes brackets, blanks, quotes and `;` out of HELO names before it logs them,
 * and quotes local parts (since 3.5), so that an address with a whole tail in its quotes
 * leaves an odd quote behind a cut within it: such a cut does not reach the end of the
 * line.
 */
#include "postfix_tail.h"

#include "base/scan.h"
#include "format/postfix_scan.h"

enum { MAX_TRIES = 32 };

/* A key with its "<VALUE>" and postscreen's comma, where they come next. */
static void take_path(spoor_view *cursor, spoor_view key, spoor_view *value_r)
{
	spoor_view rest = *cursor;

	if (!scan_literal(&rest, key) || !postfix_scan_path(&rest, value_r))
		return;
	scan_char(&rest, ',');
	*cursor = rest;
}

static void take_protocol(spoor_view *cursor, spoor_view *protocol_r)
{
	spoor_view rest = *cursor;
	size_t len = 0;

	if (!scan_literal(&rest, VIEW(" proto=")))
		return;
	while (len < rest.len && is_alpha(rest.ptr[len]))
		len++;
	*protocol_r = view_head(rest, len);
	rest = view_skip(rest, len);
	scan_char(&rest, ',');
	*cursor = rest;
}

/* postscreen leaves brackets in the name: it goes on to the last one of the word. */
static void take_helo(spoor_view *cursor, spoor_view *helo_r)
{
	spoor_view rest = *cursor;
	spoor_view word;
	size_t close;

	if (!scan_literal(&rest, VIEW(" helo=")))
		return;
	scan_char(&rest, '<');
	word = view_head(rest, view_find(rest, ' '));
	close = view_find_last(word, '>');
	*helo_r = view_head(word, close);
	*cursor = view_skip(rest, close < word.len ? close + 1 : close);
}

/* The account of an authenticated client: in brackets from filters, else the rest of the
 * line before a sender that is encoded, so that it has no blanks. */
static void take_user(spoor_view *cursor, struct postfix_tail *tail)
{
	static const spoor_view mark = HEAD(" sasl_sender=");
	spoor_view rest = *cursor;
	size_t end;

	if (scan_literal(&rest, VIEW(" sasl_method=")))
		scan_word(&rest, &tail->method);
	else
		scan_char(&rest, ' ');
	if (!scan_literal(&rest, VIEW("sasl_username=")))
		return;
	end = view_search_last(rest, mark);
	tail->user = view_unwrap(view_head(rest, end), '<', '>');
	if (end < rest.len)
		tail->asserted = view_skip(rest, end + mark.len);
	*cursor = view_skip(rest, rest.len);
}

/* False: something else is there too; what came before it was taken. */
static bool scan_tail(spoor_view rest, bool with_text, struct postfix_tail *tail_r)
{
	*tail_r = (struct postfix_tail){.text = view_of("", 0)};
	take_path(&rest, VIEW(" from="), &tail_r->sender);
	take_path(&rest, VIEW(" to="), &tail_r->recipient);
	take_protocol(&rest, &tail_r->protocol);
	take_helo(&rest, &tail_r->helo);
	take_user(&rest, tail_r);
	if (with_text && scan_literal(&rest, VIEW(": "))) {
		tail_r->text = rest;
		return true;
	}
	return rest.len == 0;
}

static bool begins_tail(spoor_view rest)
{
	return rest.len == 0 || view_starts(rest, VIEW(" from=<")) ||
	       view_starts(rest, VIEW(" to=<")) || view_starts(rest, VIEW(" proto="));
}

bool postfix_cut_tail(
	spoor_view *text, size_t most, bool with_text, struct postfix_tail *tail_r)
{
	size_t end = text->len < most ? text->len : most;
	size_t last = text->len;
	size_t at;

	for (int tries = 0; tries < MAX_TRIES; end = at) {
		spoor_view rest;

		at = view_find_last(view_head(*text, end), ';');
		if (at == end)
			break;
		rest = view_skip(*text, at + 1);
		if (!begins_tail(rest))
			continue;
		tries++;
		if (last == text->len)
			last = at;
		if (scan_tail(rest, with_text, tail_r)) {
			*text = view_head(*text, at);
			return true;
		}
	}
	/* A cut line: what is there of the last one. */
	*tail_r = (struct postfix_tail){.text = view_of("", 0)};
	if (last == text->len)
		return false;
	scan_tail(view_skip(*text, last + 1), with_text, tail_r);
	*text = view_head(*text, last);
	return true;
}

void postfix_set_tail(struct spoor_event *event, const struct postfix_tail *tail)
{
	event_set_text(event, FIELD_EMAIL_SENDER, tail->sender);
	event_add_text(event, FIELD_EMAIL_TO, tail->recipient);
	event_set_text(event, FIELD_SMTP_HELO, tail->helo);
	event_set_text(event, FIELD_AUTH_METHOD, tail->method);
	event_set_text(event, FIELD_USER_NAME, tail->user);
	if (tail->asserted.len)
		event_add_extra(event, VIEW("sasl_sender"), tail->asserted);
	if (tail->protocol.len) {
		event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("smtp"));
		event_add_extra(event, VIEW("proto"), tail->protocol);
	}
}
