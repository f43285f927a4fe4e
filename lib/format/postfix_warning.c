/* SPDX-License-Identifier: ISC */
/*
 * The SMTP server's warnings that tell of a client:
 *
 *	warning: unknown[192.0.2.1]: SASL LOGIN authentication failed:
 *		(reason unavailable), sasl_username=alice
 *	warning: non-SMTP command from unknown[192.0.2.1]: GET / HTTP/1.1
 *
 * The name of the mechanism and of the account are the client's words, the reason is
 * not: a mechanism that is none, with blanks in it, hides what follows, and then no name
 * is taken.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/secret.h"

/* "PEER: TEXT". */
static bool read_command(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	if (!postfix_scan_peer(&rest, &peer) || !scan_char(&rest, ':'))
		return false;
	postfix_set_source(event, &peer);
	postfix_add_words(line, event, VIEW("command"), view_trim(rest));
	return true;
}

/* "PEER in STAGE command: TEXT". */
static bool read_syntax(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view stage;

	if (!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(" in ")) ||
		!scan_until_text(&rest, VIEW(" command: "), &stage))
		return false;
	postfix_set_source(event, &peer);
	event_set_text(event, FIELD_SMTP_STAGE, stage);
	postfix_add_words(line, event, VIEW("command"), rest);
	return true;
}

/* "N from PEER for service S", and without the number. */
static bool read_limit(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view count = rest;
	spoor_view ignored;

	(void)line;
	if (scan_until_text(&rest, VIEW(" from "), &ignored))
		count = ignored;
	else
		count.len = 0;
	if (!postfix_scan_peer(&rest, &peer) ||
		!scan_literal(&rest, VIEW(" for service ")))
		return false;
	postfix_set_source(event, &peer);
	if (count.len)
		event_add_extra(event, VIEW("count"), count);
	rest = view_head(rest, view_find(rest, ' '));
	if (view_ends(rest, VIEW(".")))
		rest.len--;
	event_add_extra(event, VIEW("service"), rest);
	return true;
}

/* The name is the one that DNS gives for the address and takes back: no source.domain. */
static void set_claimed(struct spoor_event *event, spoor_view host, spoor_view why)
{
	event_add_extra(event, VIEW("hostname"), host);
	if (why.len)
		event_add_extra(event, VIEW("dns"), why);
}

/* "HOST does not resolve to address ADDRESS[: WHY]". */
static bool read_mismatch(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view host;
	spoor_view address;

	(void)line;
	if (!scan_until_text(&rest, VIEW(" does not resolve to address "), &host) ||
		view_has(host, ' '))
		return false;
	if (!scan_until_text(&rest, VIEW(": "), &address)) {
		address = rest;
		rest = view_of("", 0);
	}
	if (!event_set_address(event, FIELD_SOURCE_IP, address))
		return false;
	set_claimed(event, host, rest);
	return true;
}

/* "ADDRESS: hostname HOST verification failed: WHY". */
static bool read_unverified(spoor_view rest, struct spoor_event *event)
{
	spoor_view address;
	spoor_view host;

	if (!scan_until_text(&rest, VIEW(": hostname "), &address) ||
		!scan_until_text(&rest, VIEW(" verification failed: "), &host) ||
		view_has(host, ' ') ||
		!event_set_address(event, FIELD_SOURCE_IP, address))
		return false;
	set_claimed(event, host, rest);
	event_set_constant(
		event, FIELD_EVENT_REASON, VIEW("hostname verification failed"));
	event_set_action(event, ACTION_CONNECT);
	return true;
}

enum { LONGEST_MECHANISM = 20 };

/* RFC 4422: letters, digits, '-' and '_', at most 20. */
static bool is_mechanism(spoor_view word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.ptr[i]) && !is_digit(word.ptr[i]) &&
			!memchr("-_", word.ptr[i], 2))
			return false;
	return word.len && word.len <= LONGEST_MECHANISM;
}

struct reason_row {
	spoor_view words;
	const char *class; /* NULL: the server's trouble, nobody failed */
};

/* clang-format off */
static const struct reason_row reasons[] = {
	{HEAD("Connection lost to authentication server"), NULL},
	{HEAD("authentication server unavailable"),        NULL},
	{HEAD("Invalid authentication mechanism"),         "invalid-request"},
	{HEAD("no mechanism available"),                   "invalid-request"},
	{HEAD("bad protocol / cancel"),                    "no-credentials"},
	{HEAD("user not found"),                           "unknown-user"},
	{HEAD("no secret in database"),                    "unknown-user"},
	{HEAD("encryption needed"),                        "tls-required"},
	{HEAD("account disabled"),                         "disabled"},
	{HEAD("expired passphrase"),                       "expired"},
};
/* clang-format on */

static void set_refused(struct spoor_event *event, spoor_view words, const char *class)
{
	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, false);
	event_set_text(event, FIELD_EVENT_REASON, words);
	event_set_text(event, FIELD_SPOOR_REASON, view_string(class));
}

static void set_failure(
	const struct postfix_line *line, spoor_view words, struct spoor_event *event)
{
	const char *class = "bad-password";

	for (size_t i = 0; i < COUNT(reasons); i++) {
		if (!view_holds(words, reasons[i].words))
			continue;
		class = reasons[i].class;
		break;
	}
	if (class) {
		set_refused(event, words, class);
		return;
	}
	event_set_action(event, ACTION_SERVICE_ERROR);
	postfix_read_error(line, words, event);
}

/* A mechanism that is none: all of it is the client's words. */
static bool read_bad_mechanism(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	if (!view_holds(rest, VIEW(" authentication failed")) &&
		!view_holds(rest, VIEW(" authentication aborted")))
		return false;
	set_refused(event, secret_mask(line->site, event, rest), "invalid-request");
	return true;
}

/* "M authentication failed: WHY[, sasl_username=U]", "M authentication aborted". */
static bool read_sasl(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view all = rest;
	spoor_view mechanism;
	spoor_view user;

	if (!scan_word(&rest, &mechanism) || !is_mechanism(mechanism) ||
		!scan_literal(&rest, VIEW("authentication ")))
		return read_bad_mechanism(line, all, event);
	if (view_eq(rest, VIEW("aborted"))) {
		event_set_text(event, FIELD_AUTH_METHOD, mechanism);
		set_refused(event, VIEW("authentication aborted"), "no-credentials");
		return true;
	}
	if (!scan_literal(&rest, VIEW("failed:")))
		return read_bad_mechanism(line, all, event);
	event_set_text(event, FIELD_AUTH_METHOD, mechanism);
	user = rest;
	if (scan_until_text(&user, VIEW(", sasl_username="), &rest) &&
		!view_eq(user, VIEW("(unavailable)")))
		event_set_text(event, FIELD_USER_NAME, user);
	set_failure(line, view_trim(rest), event);
	return true;
}

/* "request longer than N: TEXT". */
static bool read_long(const struct postfix_line *line, const struct postfix_peer *peer,
	spoor_view words, struct spoor_event *event)
{
	static const spoor_view mark = HEAD("request longer than ");
	spoor_view limit;

	if (!scan_literal(&words, mark) || !scan_until_text(&words, VIEW(": "), &limit))
		return false;
	postfix_set_source(event, peer);
	event_set_action(event, ACTION_CONNECT);
	event_set_outcome(event, false);
	event_set_constant(event, FIELD_EVENT_REASON, VIEW("request longer than"));
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("protocol-error"));
	event_add_extra(event, VIEW("limit"), limit);
	postfix_add_words(line, event, VIEW("command"), words);
	return true;
}

/* "PEER: …" and "ADDRESS: …". */
static bool read_client_warning(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view words = rest;

	if (!postfix_scan_peer(&words, &peer) || !scan_literal(&words, VIEW(": ")))
		return read_unverified(rest, event);
	if (scan_literal(&words, VIEW("SASL "))) {
		if (!read_sasl(line, words, event))
			return false;
		postfix_set_source(event, &peer);
		return true;
	}
	return read_long(line, &peer, words, event);
}

/* clang-format off */
static const struct postfix_message warnings[] = {
	{HEAD("hostname "), ACTION_CONNECT, .read = read_mismatch, .why = "hostname does not resolve to address"},
	{HEAD("non-SMTP command from "), ACTION_CONNECT, .read = read_command, .why = "non-SMTP command", .class = "protocol-error"},
	{HEAD("Illegal address syntax from "), ACTION_CONNECT, .read = read_syntax, .why = "Illegal address syntax", .class = "invalid-request"},
	{HEAD("AUTH command rate limit exceeded: "), ACTION_LOGIN, .read = read_limit, .why = "AUTH command rate limit exceeded", .class = "rate-limit"},
	{HEAD("Connection rate limit exceeded: "), ACTION_CONNECT, .read = read_limit, .why = "Connection rate limit exceeded", .class = "rate-limit"},
	{HEAD("Connection concurrency limit exceeded: "), ACTION_CONNECT, .read = read_limit, .why = "Connection concurrency limit exceeded", .class = "rate-limit"},
	{HEAD("Message delivery request rate limit exceeded: "), ACTION_MAIL_REJECT, .read = read_limit, .why = "Message delivery request rate limit exceeded", .class = "rate-limit"},
	{HEAD("Recipient address rate limit exceeded: "), ACTION_MAIL_REJECT, .read = read_limit, .why = "Recipient address rate limit exceeded", .class = "rate-limit"},
	{HEAD("New TLS session rate limit exceeded: "), ACTION_CONNECT, .read = read_limit, .why = "New TLS session rate limit exceeded", .class = "rate-limit"},
	{HEAD("Refusing STARTTLS request from "), ACTION_CONNECT, .read = read_limit, .why = "Refusing STARTTLS request", .class = "tls-failure"},
	{HEAD("Refusing TLS service request from "), ACTION_CONNECT, .read = read_limit, .why = "Refusing TLS service request", .class = "tls-failure"},
	{HEAD("Wrapper-mode request dropped from "), ACTION_CONNECT, .read = read_limit, .why = "Wrapper-mode request dropped", .class = "tls-failure"},
	{HEAD(""), ACTION_OTHER, .read = read_client_warning},
};
/* clang-format on */

const struct postfix_table postfix_smtpd_warnings = POSTFIX_TABLE(warnings);
