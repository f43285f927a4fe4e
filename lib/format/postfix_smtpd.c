/* SPDX-License-Identifier: ISC */
/*
 * The SMTP server: who comes and goes, who hands in a message, who failed to log in.
 * Host names come from verified DNS, so that a peer is safe to read from the front; what
 * a client said stands behind it.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"

/* " ehlo=1 auth=0/2 … commands=5/8": OK, or OK/TOTAL. */
static void set_counters(struct spoor_event *event, spoor_view counters)
{
	spoor_view word;

	while (scan_char(&counters, ' ') || counters.len) {
		spoor_view rest;
		int64_t ok;
		int64_t total;

		if (!scan_word(&counters, &word))
			continue;
		rest = word;
		if (!scan_literal(&rest, VIEW("auth=")) || !scan_number(&rest, &ok)) {
			event_add_text(event, FIELD_EXTRA, word);
			continue;
		}
		if (!scan_char(&rest, '/') || !view_number(rest, &total))
			total = ok;
		event_set_number(event, FIELD_SMTP_AUTH_OK, ok);
		event_set_number(event, FIELD_SMTP_AUTH_TOTAL, total);
	}
}

static bool read_disconnect(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || (rest.len && rest.ptr[0] != ' '))
		return false;
	postfix_set_source(event, &peer);
	set_counters(event, rest);
	return true;
}

/* Cuts ", KEY=VALUE" off the end. */
static bool cut_last(spoor_view *text, spoor_view key, spoor_view *value_r)
{
	size_t at = view_search_last(*text, key);

	*value_r = view_of("", 0);
	if (at == text->len)
		return false;
	*value_r = view_skip(*text, at + key.len);
	*text = view_head(*text, at);
	return true;
}

/* The client behind a filter or proxy that told us of it. */
static void set_original(struct spoor_event *event, spoor_view client)
{
	struct postfix_peer peer;
	spoor_view rest = client;

	if (client.len == 0)
		return;
	if (postfix_scan_peer(&rest, &peer))
		event_set_address(event, FIELD_NETWORK_FORWARDED_IP, peer.address);
	event_add_extra(event, VIEW("orig_client"), client);
}

/* What follows "client=PEER", read from the end: an account's name may hold anything. */
static void set_origin(struct spoor_event *event, spoor_view rest)
{
	spoor_view value;

	cut_last(&rest, VIEW(", orig_client="), &value);
	set_original(event, value);
	cut_last(&rest, VIEW(", orig_queue_id="), &value);
	event_add_text(event, FIELD_MAIL_RELATED_ID, value);
	if (cut_last(&rest, VIEW(", sasl_sender="), &value))
		event_add_extra(event, VIEW("sasl_sender"), value);
	scan_literal(&rest, VIEW(", sasl_method="));
	if (!scan_until_text(&rest, VIEW(", sasl_username="), &value)) {
		event_set_text(event, FIELD_AUTH_METHOD, rest);
		return;
	}
	event_set_text(event, FIELD_AUTH_METHOD, value);
	event_set_text(event, FIELD_USER_NAME, rest);
	event_set_outcome(event, true);
	event_set_action(event, ACTION_MAIL_SEND);
}

static bool read_client(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || (rest.len && rest.ptr[0] != ','))
		return false;
	postfix_set_source(event, &peer);
	if (rest.len)
		set_origin(event, rest);
	return true;
}

/* "STAGE from PEER", "DATA (12 bytes) from PEER", "STAGE from PEER: TEXT". */
static bool read_after(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view stage;
	spoor_view bytes;

	if (!scan_until_text(&rest, VIEW(" from "), &stage) ||
		!postfix_scan_peer(&rest, &peer) || (rest.len && !scan_char(&rest, ':')))
		return false;
	if (scan_until_text(&stage, VIEW(" ("), &bytes)) {
		spoor_view name = bytes;

		bytes = view_head(stage, view_find(stage, ' '));
		event_add_extra(event, VIEW("bytes"), bytes);
		stage = name;
	}
	event_set_text(event, FIELD_SMTP_STAGE, stage);
	postfix_set_source(event, &peer);
	postfix_add_words(line, event, VIEW("command"), view_trim(rest));
	return true;
}

/* The rows of verdicts stand here for smtpd's access maps and filters; what they do is
 * said by action and op. A verdict that only warns is a report. */

/* clang-format off */
static const struct postfix_message messages[] = {
	{HEAD("connect from "),         ACTION_CONNECT,      .read = postfix_read_source},
	{HEAD("disconnect from "),      ACTION_DISCONNECT,   .read = read_disconnect},
	{HEAD("client="),               ACTION_MAIL_RECEIVE, .read = read_client},
	{HEAD("reject: "),              ACTION_MAIL_REJECT,  .read = postfix_read_verdict},
	{HEAD("lost connection after "), ACTION_DISCONNECT,  .read = read_after, .why = "lost connection"},
	{HEAD("timeout after "),        ACTION_DISCONNECT,   .read = read_after, .why = "timeout"},
	{HEAD("too many errors after "), ACTION_DISCONNECT,  .read = read_after, .why = "too many errors", .class = "protocol-error"},
	{HEAD("bare <LF> received after "), ACTION_DISCONNECT, .read = read_after, .why = "bare <LF> received", .class = "protocol-error"},
	{HEAD("improper command pipelining after "), ACTION_CONNECT, .read = read_after, .why = "improper command pipelining", .class = "protocol-error"},
	{HEAD("milter-reject: "),       ACTION_MAIL_REJECT,  .read = postfix_read_verdict},
	{HEAD("milter-hold: "),         ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "hold"},
	{HEAD("milter-discard: "),      ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "discard"},
	{HEAD("hold: "),                ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "hold"},
	{HEAD("discard: "),             ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "discard"},
	{HEAD("redirect: "),            ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "redirect"},
	{HEAD("filter: "),              ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "filter"},
	{HEAD("bcc: "),                 ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "bcc"},
	{HEAD("prepend: "),             ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "prepend"},
	{HEAD("delay: "),               ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "delay"},
	{HEAD("permit: "),              ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "keep"},
	{HEAD("reject_warning: "),      ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "report"},
	{HEAD("warn: "),                ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "report"},
	{HEAD("info: "),                ACTION_RULE_APPLY,   .read = postfix_read_verdict, .op = "report"},
	{HEAD("hangup: "),              ACTION_MAIL_REJECT,  .read = postfix_read_verdict},
	{HEAD("proxy-accept: "),        ACTION_MAIL_QUEUE,   .read = postfix_read_proxy},
	{HEAD("proxy-reject: "),        ACTION_MAIL_REJECT,  .read = postfix_read_proxy},
	{HEAD("discarding EHLO keywords: "), ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("replacing command "),    ACTION_OTHER,        .read = postfix_read_silent},
	{HEAD("mapping DSN status "),   ACTION_OTHER,        .read = postfix_read_silent},
	{HEAD("skipping address family "), ACTION_OTHER,     .read = postfix_read_silent},
};
/* clang-format on */

const struct postfix_table postfix_smtpd = POSTFIX_TABLE(messages);
