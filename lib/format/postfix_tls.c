/* SPDX-License-Identifier: ISC */
/*
 * TLS, as every program with a connection logs it (smtpd_tls_loglevel, smtp_tls_loglevel
 * 1, now and then 2):
 *
 *	Trusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with
 *		cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 …
 *	SSL_accept error from unknown[192.0.2.1]: lost connection
 */
#include "base/scan.h"
#include "format/postfix_scan.h"

/* "from PEER" is a client of ours, "to PEER" a server. */
static bool take_peer(spoor_view *cursor, struct spoor_event *event)
{
	spoor_view rest = *cursor;
	struct postfix_peer peer;
	bool client = scan_literal(&rest, VIEW("from "));

	if ((!client && !scan_literal(&rest, VIEW("to "))) ||
		!postfix_scan_peer(&rest, &peer))
		return false;
	if (client)
		postfix_set_source(event, &peer);
	else
		postfix_set_destination(event, &peer);
	*cursor = rest;
	return true;
}

/* "established from PEER[ to NAME]: VERSION with cipher CIPHER (256/256 bits)[
 * DETAILS]". */
static bool read_summary(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view how;
	spoor_view name;
	spoor_view version;
	spoor_view cipher;

	if (!scan_word(&rest, &how) || !take_peer(&rest, event) ||
		!scan_until_text(&rest, VIEW(": "), &name) ||
		!scan_until_text(&rest, VIEW(" with cipher "), &version) ||
		!scan_word(&rest, &cipher))
		return false;
	event_set_text(event, FIELD_EVENT_REASON,
		view_of(line->text.ptr, (size_t)(how.ptr + how.len - line->text.ptr)));
	event_set_flag(event, FIELD_TLS_ESTABLISHED, true);
	event_set_text(event, FIELD_TLS_VERSION, version);
	event_set_text(event, FIELD_TLS_CIPHER, cipher);
	event_set_outcome(event, true);
	if (scan_literal(&name, VIEW(" to ")))
		event_add_extra(event, VIEW("sni"), name);
	event_add_extra(event, VIEW("tls"), rest);
	return true;
}

/* "from PEER: WHY", "to PEER: WHY". */
static bool read_failure(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	if (!take_peer(&rest, event) || (rest.len && !scan_char(&rest, ':')))
		return false;
	event_set_flag(event, FIELD_TLS_ESTABLISHED, false);
	postfix_add_words(line, event, VIEW("tls"), view_trim(rest));
	return true;
}

/* "PEER: WHY": the other side's certificate. */
static bool read_distrust(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	if (!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(": ")))
		return false;
	postfix_set_destination(event, &peer);
	postfix_add_words(line, event, VIEW("tls"), rest);
	return true;
}

static bool read_setup(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)line;
	return take_peer(&rest, event) && rest.len == 0;
}

/* "PEER: …" of level 1 with client certificates, and of level 2. */
static bool read_detail(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	static const spoor_view details[] = {HEAD("subject_CN="), HEAD("depth="),
		HEAD("Reusing old session"), HEAD("re-using session with "),
		HEAD("TLS cipher list "), HEAD("looking up session "),
		HEAD("save session "), HEAD("remove session "), HEAD("reloaded session "),
		HEAD("Issuing session ticket"), HEAD("Decrypting session ticket"),
		HEAD("Matched "), HEAD("matched peername: "), HEAD("SNI hostname: "),
		HEAD("raw public key fingerprint="), HEAD("pkey_fingerprint=")};
	struct postfix_peer peer;

	if (!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(": ")))
		return false;
	for (size_t i = 0; i < COUNT(details); i++) {
		if (!view_starts(rest, details[i]))
			continue;
		if (line->program->messages == &postfix_client)
			postfix_set_destination(event, &peer);
		else
			postfix_set_source(event, &peer);
		postfix_add_words(line, event, VIEW("tls"), rest);
		return true;
	}
	return false;
}

/* clang-format off */
static const struct postfix_message messages[] = {
	{HEAD("Anonymous TLS connection "),          ACTION_CONNECT, .read = read_summary},
	{HEAD("Untrusted TLS connection "),          ACTION_CONNECT, .read = read_summary},
	{HEAD("Trusted TLS connection "),            ACTION_CONNECT, .read = read_summary},
	{HEAD("Verified TLS connection "),           ACTION_CONNECT, .read = read_summary},
	{HEAD("TLS connection "),                    ACTION_CONNECT, .read = read_summary},
	{HEAD("SSL_accept error "),                  ACTION_CONNECT, .read = read_failure, .why = "SSL_accept error", .class = "tls-failure"},
	{HEAD("SSL_connect error "),                 ACTION_CONNECT, .read = read_failure, .why = "SSL_connect error", .class = "tls-failure"},
	{HEAD("SSL_set_fd error "),                  ACTION_CONNECT, .read = read_failure, .why = "SSL_set_fd error", .class = "tls-failure"},
	{HEAD("abort: TLS "),                        ACTION_CONNECT, .read = read_failure, .why = "abort: TLS", .class = "tls-failure"},
	{HEAD("certificate verification failed for "), ACTION_CONNECT, .read = read_distrust, .why = "certificate verification failed", .class = "tls-failure"},
	{HEAD("server certificate verification failed for "), ACTION_CONNECT, .read = read_distrust, .why = "server certificate verification failed", .class = "tls-failure"},
	{HEAD("client certificate verification failed for "), ACTION_CONNECT, .read = read_distrust, .why = "client certificate verification failed", .class = "tls-failure"},
	{HEAD("setting up TLS connection "),         ACTION_OTHER,   .read = read_setup},
	{HEAD("Host offered STARTTLS: "),            ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("TLSRPT: status="),                    ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("TLS SNI "),                           ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("initializing the server-side TLS engine"), ACTION_OTHER, .read = NULL},
	{HEAD("initializing the client-side TLS engine"), ACTION_OTHER, .read = NULL},
	{HEAD("looking for session "),               ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("reloaded session "),                  ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("save session "),                      ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("remove session "),                    ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("SSL_accept:"),                        ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("SSL_connect:"),                       ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("SSL3 alert "),                        ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("subject="),                           ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD("issuer="),                            ACTION_OTHER,   .read = postfix_read_silent},
	{HEAD(""),                                   ACTION_OTHER,   .read = read_detail},
};
/* clang-format on */

const struct postfix_table postfix_tls = POSTFIX_TABLE(messages);
