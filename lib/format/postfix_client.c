/* SPDX-License-Identifier: ISC */
/*
 * The SMTP and LMTP client: what servers said, and trouble on the way to them. Of a
 * reply only its ends are fixed: the code at its front, "queued as ID", "Saved" or "(in
 * reply to … command)" at its end; the rest is the remote server's to choose.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/postfix_words.h"

struct stage_row {
	spoor_view words;
	spoor_view stage;
};

/* clang-format off */
static const struct stage_row stages[] = {
	{HEAD("RCPT TO"),     HEAD("RCPT")},
	{HEAD("MAIL FROM"),   HEAD("MAIL")},
	{HEAD("end of DATA"), HEAD("END-OF-MESSAGE")},
};
/* clang-format on */

/* "… (in reply to RCPT TO command)". */
static void set_stage(struct spoor_event *event, spoor_view words)
{
	static const spoor_view mark = HEAD("(in reply to ");
	static const spoor_view foot = HEAD(" command)");
	size_t at;

	if (!view_ends(words, foot))
		return;
	words.len -= foot.len;
	at = view_search_last(words, mark);
	if (at == words.len)
		return;
	words = view_skip(words, at + mark.len);
	for (size_t i = 0; i < COUNT(stages); i++)
		if (view_eq(words, stages[i].words))
			words = stages[i].stage;
	event_set_text(event, FIELD_SMTP_STAGE, words);
}

/* Where the reply itself begins: behind "host PEER said: ". */
static spoor_view reply_of(spoor_view words)
{
	spoor_view host = words;

	if (words.len && is_digit(words.ptr[0]))
		return words;
	if (scan_until_text(&words, VIEW(" said: "), &host) ||
		scan_until_text(&words, VIEW(" refused to talk to me: "), &host))
		return words;
	return view_of("", 0);
}

/* "<RECIPIENT> SESSION Saved": Dovecot's LMTP session. */
static bool set_session(struct spoor_event *event, spoor_view reply)
{
	static const spoor_view foot = HEAD(" Saved");
	size_t blank;

	if (!view_ends(reply, foot) || reply.len == foot.len)
		return false;
	reply.len -= foot.len;
	blank = view_find_last(reply, ' ');
	if (blank == 0 || blank == reply.len || reply.ptr[blank - 1] != '>')
		return false;
	event_set_text(event, FIELD_SESSION_ID, view_skip(reply, blank + 1));
	return true;
}

/* Exchange: "<MESSAGE-ID> [InternalId=N, Hostname=…] … Queued mail for delivery". */
static void set_internal_id(struct spoor_event *event, spoor_view reply)
{
	static const spoor_view mark = HEAD(" [InternalId=");
	size_t at = view_search(reply, mark);
	spoor_view digits;
	int64_t id;

	if (at == reply.len)
		return;
	reply = view_skip(reply, at + mark.len);
	digits = reply;
	if (scan_number(&reply, &id))
		event_set_text(event, FIELD_MAIL_INTERNAL_ID,
			view_head(digits, digits.len - reply.len));
}

/* "… queued as ID". */
static void set_next_id(struct spoor_event *event, spoor_view reply)
{
	static const spoor_view mark = HEAD("queued as ");
	size_t at = view_search_last(reply, mark);

	if (at == reply.len) {
		set_internal_id(event, reply);
		return;
	}
	reply = view_skip(reply, at + mark.len);
	event_add_text(
		event, FIELD_MAIL_RELATED_ID, view_head(reply, view_find(reply, ' ')));
}

void postfix_set_words(struct spoor_event *event, spoor_view words, bool sent)
{
	spoor_view reply = reply_of(words);

	event_set_text(event, FIELD_EVENT_REASON, words);
	postfix_take_reply(&reply, event);
	set_stage(event, words);
	if (sent && reply.len && !set_session(event, reply))
		set_next_id(event, reply);
}

/* The peer behind the row's head ("host PEER said: …", "lost connection with PEER while
 * …"), or behind "host" ("TLS is required, but host PEER refused to start TLS: …"). Some
 * have none. */
static bool read_trouble(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view before;

	if (postfix_scan_peer(&rest, &peer) ||
		(scan_until_text(&rest, VIEW("host "), &before) &&
			postfix_scan_peer(&rest, &peer)))
		postfix_set_destination(event, &peer);
	event_set_action(event, line->program->delivers);
	event_set_constant(event, FIELD_EVENT_OUTCOME, VIEW("unknown"));
	postfix_set_words(event, line->text, false);
	return true;
}

/* "PEER: WHY": no message is tied to it yet. */
static bool read_connect(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || !scan_literal(&rest, VIEW(": ")))
		return false;
	postfix_set_destination(event, &peer);
	event_set_text(event, FIELD_EVENT_REASON, rest);
	event_set_outcome(event, false);
	return true;
}

/* "WHAT for PEER", "HOST offers …". */
static bool read_note(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view what;

	(void)line;
	if (scan_until_text(&rest, VIEW(" for "), &what) &&
		postfix_scan_peer(&rest, &peer))
		postfix_set_destination(event, &peer);
	return true;
}

/* clang-format off */
static const struct postfix_message messages[] = {
	{HEAD("to="),                           ACTION_MAIL_RELAY, .read = postfix_read_delivery},
	{HEAD("connect to "),                   ACTION_CONNECT,    .read = read_connect},
	{HEAD("host "),                         ACTION_MAIL_RELAY, .read = read_trouble},
	{HEAD("lost connection with "),         ACTION_MAIL_RELAY, .read = read_trouble},
	{HEAD("conversation with "),            ACTION_MAIL_RELAY, .read = read_trouble},
	{HEAD("SASL authentication failed; server "), ACTION_MAIL_RELAY, .read = read_trouble, .class = "bad-password"},
	{HEAD("SASL [CACHED] authentication failed; server "), ACTION_MAIL_RELAY, .read = read_trouble, .class = "bad-password"},
	{HEAD("SASL authentication failed"),    ACTION_MAIL_RELAY, .read = read_trouble},
	{HEAD("TLS is required, but "),         ACTION_MAIL_RELAY, .read = read_trouble, .class = "tls-required"},
	{HEAD("Cannot start TLS: "),            ACTION_MAIL_RELAY, .read = read_trouble, .class = "tls-failure"},
	{HEAD("Server certificate not "),       ACTION_MAIL_RELAY, .read = read_trouble, .class = "tls-failure"},
	{HEAD("local data error while talking to "), ACTION_MAIL_RELAY, .read = read_trouble},
	{HEAD("enabling PIX workarounds: "),    ACTION_OTHER,      .read = read_note},
	{HEAD("discarding EHLO keywords: "),    ACTION_OTHER,      .read = postfix_read_silent},
	{HEAD("replacing server reply "),       ACTION_OTHER,      .read = postfix_read_silent},
	{HEAD("breaking line > "),              ACTION_OTHER,      .read = postfix_read_silent},
	{HEAD("skipping SRV lookup for "),      ACTION_OTHER,      .read = postfix_read_silent},
	{HEAD("SMTPS wrappermode (TCP port 465) requires setting "), ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("warning: "),                     ACTION_MAIL_QUEUE, .read = postfix_read_check},
	{HEAD("info: "),                        ACTION_MAIL_QUEUE, .read = postfix_read_check},
	{HEAD("replace: "),                     ACTION_MAIL_QUEUE, .read = postfix_read_check},
	{HEAD("prepend: "),                     ACTION_MAIL_QUEUE, .read = postfix_read_check},
	{HEAD("strip: "),                       ACTION_MAIL_QUEUE, .read = postfix_read_check},
	{HEAD("ignore: "),                      ACTION_MAIL_QUEUE, .read = postfix_read_check},
};
/* clang-format on */

const struct postfix_table postfix_client = POSTFIX_TABLE(messages);
