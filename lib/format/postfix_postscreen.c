/* SPDX-License-Identifier: ISC */
/*
 * postscreen, the guard before smtpd, and its helpers tlsproxy and dnsblog:
 *
 *	CONNECT from [192.0.2.1]:4711 to [198.51.100.25]:25
 *	PREGREET 11 after 0.02 from [192.0.2.1]:4711: EHLO scan\r\n
 *	addr 192.0.2.1 listed by domain dnsbl.example as 127.0.0.2
 *
 * The address comes before all that the client says.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"

/* "PEER to PEER". */
static bool read_connect(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer from;
	struct postfix_peer to;

	(void)line;
	if (!postfix_scan_peer(&rest, &from))
		return false;
	if (rest.len == 0) {
		postfix_set_source(event, &from);
		return true;
	}
	if (!scan_literal(&rest, VIEW(" to ")) || !postfix_scan_peer(&rest, &to) ||
		rest.len)
		return false;
	postfix_set_source(event, &from);
	postfix_set_destination(event, &to);
	return true;
}

/* "PEER", the verdict before it is the reason. */
static bool read_verdict(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	if (!postfix_read_source(line, rest, event))
		return false;
	event_set_text(event, FIELD_EVENT_REASON, view_trim(line->message->head));
	return true;
}

static bool read_pass(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	if (!read_verdict(line, rest, event))
		return false;
	event_set_outcome(event, true);
	return true;
}

/* "N for PEER". */
static bool read_rank(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view rank;

	if (!scan_until_text(&rest, VIEW(" for "), &rank) ||
		!postfix_read_source(line, rest, event))
		return false;
	event_add_extra(event, VIEW("rank"), rank);
	return true;
}

/* "BYTES after SECONDS from PEER: TEXT". */
static bool read_pregreet(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view bytes;
	spoor_view seconds;

	if (!scan_until_text(&rest, VIEW(" after "), &bytes) ||
		!scan_until_text(&rest, VIEW(" from "), &seconds) ||
		!postfix_scan_peer(&rest, &peer) || !scan_char(&rest, ':'))
		return false;
	postfix_set_source(event, &peer);
	event_add_extra(event, VIEW("bytes"), bytes);
	event_add_extra(event, VIEW("after"), seconds);
	postfix_add_words(line, event, VIEW("command"), view_trim(rest));
	return true;
}

/* "SECONDS from PEER in TESTS". */
static bool read_hangup(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view seconds;

	(void)line;
	if (!scan_until_text(&rest, VIEW(" from "), &seconds) ||
		!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(" in ")))
		return false;
	postfix_set_source(event, &peer);
	event_add_extra(event, VIEW("after"), seconds);
	event_add_extra(event, VIEW("in"), rest);
	return true;
}

/* "PEER", "PEER after STAGE", "PEER after STAGE: TEXT". */
static bool read_violation(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view stage;

	if (!postfix_scan_peer(&rest, &peer) ||
		(!scan_literal(&rest, VIEW(" after ")) && rest.len))
		return false;
	postfix_set_source(event, &peer);
	if (!scan_until(&rest, ':', &stage)) {
		stage = rest;
		rest = view_of("", 0);
	}
	event_set_text(event, FIELD_SMTP_STAGE, stage);
	postfix_add_words(line, event, VIEW("command"), view_trim(rest));
	return true;
}

/* "PEER: WHY": no room for one more. */
static bool read_busy(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(": ")))
		return false;
	postfix_set_source(event, &peer);
	event_set_constant(event, FIELD_SMTP_STAGE, VIEW("CONNECT"));
	event_set_text(event, FIELD_EVENT_REASON, rest);
	return true;
}

/* "[ADDRESS]:PORT: discarding EHLO keywords: …" (also without the second colon), "…
 * replacing command …". */
static bool read_chatter(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view port;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) ||
		!scan_until_text(&rest, VIEW(": "), &port) ||
		(!view_starts(rest, VIEW("discarding EHLO keywords: ")) &&
			!view_starts(rest, VIEW("replacing command "))))
		return false;
	if (port.len)
		peer.port = port;
	postfix_set_source(event, &peer);
	return true;
}

/* "ADDRESS listed by domain LIST as ANSWER". Lists of good addresses are asked too. */
static bool read_listed(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view address;
	spoor_view domain;

	(void)line;
	if (!scan_until_text(&rest, VIEW(" listed by domain "), &address) ||
		!scan_until_text(&rest, VIEW(" as "), &domain) ||
		!event_set_address(event, FIELD_SOURCE_IP, address))
		return false;
	event_add_extra(event, VIEW("list"), domain);
	event_add_extra(event, VIEW("answer"), rest);
	return true;
}

/* tlsproxy towards a server. */
static bool read_destination(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || rest.len)
		return false;
	postfix_set_destination(event, &peer);
	return true;
}

/* "SERVICE peer=PEER". */
static bool read_handshake(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view service;

	if (!scan_until_text(&rest, VIEW(" peer="), &service) ||
		!postfix_read_source(line, rest, event))
		return false;
	event_add_extra(event, VIEW("service"), service);
	return true;
}

/* clang-format off */
static const struct postfix_message messages[] = {
	{HEAD("CONNECT from "),         ACTION_CONNECT, .read = read_connect},
	{HEAD("PASS OLD "),             ACTION_CONNECT, .read = read_pass},
	{HEAD("PASS NEW "),             ACTION_CONNECT, .read = read_pass},
	{HEAD("ALLOWLISTED "),          ACTION_CONNECT, .read = read_pass},
	{HEAD("WHITELISTED "),          ACTION_CONNECT, .read = read_pass},
	{HEAD("DISCONNECT "),           ACTION_DISCONNECT, .read = postfix_read_source},
	{HEAD("DENYLISTED "),           ACTION_CONNECT, .read = read_verdict, .class = "policy"},
	{HEAD("BLACKLISTED "),          ACTION_CONNECT, .read = read_verdict, .class = "policy"},
	{HEAD("ALLOWLIST VETO "),       ACTION_CONNECT, .read = read_verdict, .class = "policy"},
	{HEAD("WHITELIST VETO "),       ACTION_CONNECT, .read = read_verdict, .class = "policy"},
	{HEAD("DNSBL rank "),           ACTION_CONNECT, .read = read_rank, .why = "DNSBL rank", .class = "policy"},
	{HEAD("PREGREET "),             ACTION_CONNECT, .read = read_pregreet, .why = "PREGREET", .class = "protocol-error"},
	{HEAD("HANGUP after "),         ACTION_CONNECT, .read = read_hangup, .why = "HANGUP"},
	{HEAD("reject: CONNECT from "), ACTION_MAIL_REJECT, .read = read_busy, .class = "rate-limit"},
	{HEAD("reject: connect from "), ACTION_MAIL_REJECT, .read = read_busy, .class = "rate-limit"},
	{HEAD("reject: "),              ACTION_MAIL_REJECT, .read = postfix_read_verdict},
	{HEAD("COMMAND PIPELINING from "), ACTION_CONNECT, .read = read_violation, .why = "COMMAND PIPELINING", .class = "protocol-error"},
	{HEAD("COMMAND TIME LIMIT from "), ACTION_CONNECT, .read = read_violation, .why = "COMMAND TIME LIMIT", .class = "protocol-error"},
	{HEAD("COMMAND COUNT LIMIT from "), ACTION_CONNECT, .read = read_violation, .why = "COMMAND COUNT LIMIT", .class = "protocol-error"},
	{HEAD("COMMAND LENGTH LIMIT from "), ACTION_CONNECT, .read = read_violation, .why = "COMMAND LENGTH LIMIT", .class = "protocol-error"},
	{HEAD("NON-SMTP COMMAND from "), ACTION_CONNECT, .read = read_violation, .why = "NON-SMTP COMMAND", .class = "protocol-error"},
	{HEAD("BARE NEWLINE from "),    ACTION_CONNECT, .read = read_violation, .why = "BARE NEWLINE", .class = "protocol-error"},
	{HEAD("DATA without valid RCPT from "), ACTION_CONNECT, .read = read_violation, .why = "DATA without valid RCPT", .class = "protocol-error"},
	{HEAD("BDAT without valid RCPT from "), ACTION_CONNECT, .read = read_violation, .why = "BDAT without valid RCPT", .class = "protocol-error"},
	{HEAD("entering STRESS mode with "), ACTION_SERVICE_ERROR, .read = postfix_read_error},
	{HEAD("leaving STRESS mode with "), ACTION_SERVICE_ERROR, .read = postfix_read_error},
	{HEAD(""),                      ACTION_OTHER,   .read = read_chatter},
};

static const struct postfix_message proxy_messages[] = {
	{HEAD("CONNECT from "),         ACTION_CONNECT, .read = postfix_read_source},
	{HEAD("CONNECT to "),           ACTION_CONNECT, .read = read_destination},
	{HEAD("DISCONNECT "),           ACTION_DISCONNECT, .read = postfix_read_source},
	{HEAD("TLS handshake failed for service="), ACTION_CONNECT, .read = read_handshake, .why = "TLS handshake failed", .class = "tls-failure"},
};

static const struct postfix_message list_messages[] = {
	{HEAD("addr "),                 ACTION_OTHER,   .read = read_listed},
};
/* clang-format on */

const struct postfix_table postfix_postscreen = POSTFIX_TABLE(messages);
const struct postfix_table postfix_tlsproxy = POSTFIX_TABLE(proxy_messages);
const struct postfix_table postfix_dnsblog = POSTFIX_TABLE(list_messages);
