/* SPDX-License-Identifier: ISC */
/*
 * What lmtp and lda say beside the results of dovecot_result.c: their clients and troubles.
 *
 *	Connect from 192.0.2.7
 *	Disconnect from 192.0.2.7: Logged out (state=READY)
 *
 * 2.2 has the session before the text: "k3VbM0TxF2AzcQAAUr7ZwA: sieve: msgid=…".
 */
#include "dovecot.h"

#include "base/scan.h"

/* "Connect from local", "Connect from 192.0.2.7". */
static bool read_connect(struct dovecot_line *line, spoor_view rest)
{
	event_set_action(line->event, ACTION_CONNECT);
	event_set_outcome(line->event, true);
	event_set_address(line->event, FIELD_SOURCE_IP, rest);
	return true;
}

/* "Disconnect from 192.0.2.7: Logged out (state=READY)". */
static bool read_disconnect(struct dovecot_line *line, spoor_view rest)
{
	spoor_view peer = view_head(rest, dovecot_colon(rest, 0));

	event_set_action(line->event, ACTION_DISCONNECT);
	event_set_address(line->event, FIELD_SOURCE_IP, peer);
	if (peer.len < rest.len)
		event_set_text(
			line->event, FIELD_EVENT_REASON, view_skip(rest, peer.len + 2));
	return true;
}

/* "sieve: Execution of script X failed, but implicit keep was successful". */
static bool read_trouble(struct dovecot_line *line, spoor_view rest)
{
	(void)rest;
	event_set_action(line->event, ACTION_SERVICE_ERROR);
	event_set_text(line->event, FIELD_ERROR_MESSAGE, line->text);
	return true;
}

struct delivery_row {
	const char *head;
	bool (*read)(struct dovecot_line *line, spoor_view rest);
};

/* clang-format off */
static const struct delivery_row rows[] = {
	{"Connect from ",               read_connect},
	{"Disconnect from ",            read_disconnect},
	{"sieve: Execution of script",  read_trouble},
	{"sieve: Failed to ",           read_trouble},
	{"Execution of script",         read_trouble},
	{"Failed to ",                  read_trouble},
};
/* clang-format on */

/* 2.2's "SESSION: ", 22 letters of base 64 or more, perhaps with ":R2" or ":2" behind. */
static void take_session(struct dovecot_line *line)
{
	spoor_view text = line->text;
	size_t len = 0;

	while (len < text.len && (is_alpha(text.ptr[len]) || is_digit(text.ptr[len]) ||
					 memchr("+/=", text.ptr[len], 3)))
		len++;
	if (len < 22 || len > 64)
		return;
	if (len < text.len && text.ptr[len] == ':' && len + 1 < text.len &&
		text.ptr[len + 1] != ' ')
		len += 1 + view_find(view_skip(text, len + 1), ':');
	if (!view_starts(view_skip(text, len), VIEW(": ")))
		return;
	event_set_text(line->event, FIELD_SESSION_ID, view_head(text, len));
	line->text = view_skip(text, len + 2);
}

/* "lmtp-server: conn unix:pid=1,uid=2 [1]: rcpt a@example.org: ". */
static void skip_connection(spoor_view *text)
{
	spoor_view skipped;

	if (!dovecot_starts(*text, "lmtp-server: conn "))
		return;
	if (scan_until_text(text, VIEW("]: "), &skipped) &&
		dovecot_starts(*text, "rcpt "))
		scan_until_text(text, VIEW(": "), &skipped);
}

bool dovecot_read_delivery(struct dovecot_line *line)
{
	spoor_view text;

	if (!event_has(line->event, FIELD_SESSION_ID))
		take_session(line);
	skip_connection(&line->text);
	text = line->text;
	if (dovecot_read_mail_log(line))
		return true;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(text, rows[i].head))
			return rows[i].read(line, view_skip(text, strlen(rows[i].head)));
	scan_literal(&text, VIEW("sieve: "));
	return dovecot_read_result(line, text);
}
