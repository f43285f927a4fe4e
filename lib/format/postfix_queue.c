/* SPDX-License-Identifier: ISC */
/*
 * A message on its way through the server: pickup, cleanup, qmgr and bounce. Senders and
 * Message-IDs are the client's words; what the server adds comes before or behind them.
 */
#include "base/scan.h"
#include "format/postfix_scan.h"

/* "<ID>", cut ones too; broken ones stay as they are. */
static spoor_view bare_id(spoor_view id)
{
	if (!view_has(id, '>'))
		scan_char(&id, '<');
	return view_unwrap(id, '<', '>');
}

/* All to the end of the line. */
static bool read_message_id(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)line;
	event_set_text(event, FIELD_EMAIL_MESSAGE_ID, bare_id(rest));
	return true;
}

static bool read_resent_id(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)line;
	event_add_text(event, FIELD_MAIL_RELATED_ID, bare_id(rest));
	return true;
}

/* ", size=B, nrcpt=N (queue active)". */
static bool set_size(struct spoor_event *event, spoor_view rest)
{
	int64_t size;
	int64_t count;

	if (!scan_literal(&rest, VIEW(", size=")) || !scan_number(&rest, &size) ||
		!scan_literal(&rest, VIEW(", nrcpt=")) || !scan_number(&rest, &count))
		return false;
	event_set_number(event, FIELD_MAIL_BYTES, size);
	event_set_number(event, FIELD_SMTP_NRCPT, count);
	return true;
}

/* ", status=expired, returned to sender": the end of its tries. */
static bool set_given_up(struct spoor_event *event, spoor_view rest)
{
	spoor_view status;

	if (!scan_literal(&rest, VIEW(", status=")) || !scan_until(&rest, ',', &status))
		return false;
	event_set_text(event, FIELD_SMTP_STATUS, status);
	event_set_text(event, FIELD_EVENT_REASON, view_trim(rest));
	event_set_outcome(event, false);
	return true;
}

/* "<SENDER>": what is behind it has no bracket. */
static bool scan_sender(spoor_view *cursor, spoor_view *sender_r)
{
	spoor_view rest = *cursor;
	size_t close;

	if (!scan_char(&rest, '<'))
		return false;
	close = view_find_last(rest, '>');
	if (close == rest.len)
		return false;
	*sender_r = view_head(rest, close);
	*cursor = view_skip(rest, close + 1);
	return true;
}

/* "<SENDER>, size=…" and "<SENDER>, status=…". */
static bool read_sender(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view sender;

	(void)line;
	if (!scan_sender(&rest, &sender) ||
		(!set_size(event, rest) && !set_given_up(event, rest)))
		return false;
	event_set_text(event, FIELD_EMAIL_SENDER, sender);
	return true;
}

/* "UID from=<SENDER>[ orig_id=ID]": a local program hands in a message. */
static bool read_pickup(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view uid;
	spoor_view sender;

	(void)line;
	if (!scan_until_text(&rest, VIEW(" from="), &uid) || !scan_sender(&rest, &sender))
		return false;
	event_set_outcome(event, true);
	event_set_text(event, FIELD_USER_ID, uid);
	event_set_text(event, FIELD_EMAIL_SENDER, sender);
	if (scan_literal(&rest, VIEW(" orig_id=")))
		event_add_text(event, FIELD_MAIL_RELATED_ID, rest);
	return true;
}

/* The id of the message that tells of this one. */
static bool read_notification(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view head = line->message->head;

	event_set_text(event, FIELD_EVENT_REASON, view_head(head, view_find(head, ':')));
	event_add_text(event, FIELD_MAIL_RELATED_ID, rest);
	return true;
}

/* clang-format off */
static const struct postfix_message cleanup_messages[] = {
	{HEAD("message-id="),              ACTION_MAIL_QUEUE,  .read = read_message_id},
	{HEAD("resent-message-id="),       ACTION_MAIL_QUEUE,  .read = read_resent_id},
	{HEAD("warning: "),                ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("info: "),                   ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("replace: "),                ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("prepend: "),                ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("strip: "),                  ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("ignore: "),                 ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("pass: "),                   ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("reject: "),                 ACTION_MAIL_REJECT, .read = postfix_read_check},
	{HEAD("hold: "),                   ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "hold"},
	{HEAD("discard: "),                ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "discard"},
	{HEAD("redirect: "),               ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "redirect"},
	{HEAD("filter: "),                 ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "filter"},
	{HEAD("bcc: "),                    ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "bcc"},
	{HEAD("delay: "),                  ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "delay"},
	{HEAD("milter-reject: "),          ACTION_MAIL_REJECT, .read = postfix_read_verdict},
	{HEAD("milter-hold: "),            ACTION_RULE_APPLY,  .read = postfix_read_verdict, .op = "hold"},
	{HEAD("milter-discard: "),         ACTION_RULE_APPLY,  .read = postfix_read_verdict, .op = "discard"},
	{HEAD("milter-header-reject: "),   ACTION_MAIL_REJECT, .read = postfix_read_check},
	{HEAD("milter-header-hold: "),     ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "hold"},
	{HEAD("milter-header-discard: "),  ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "discard"},
	{HEAD("milter-header-redirect: "), ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "redirect"},
	{HEAD("milter-header-filter: "),   ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "filter"},
	{HEAD("milter-header-bcc: "),      ACTION_RULE_APPLY,  .read = postfix_read_check, .op = "bcc"},
	{HEAD("milter-header-warning: "),  ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("milter-header-info: "),     ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("milter-header-replace: "),  ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("milter-header-prepend: "),  ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("milter-header-strip: "),    ACTION_MAIL_QUEUE,  .read = postfix_read_check},
	{HEAD("removed (canceled)"),       ACTION_MAIL_QUEUE,  .why = "removed (canceled)"},
	{HEAD("removed (discarded)"),      ACTION_MAIL_QUEUE,  .why = "removed (discarded)"},
};

static const struct postfix_message qmgr_messages[] = {
	{HEAD("from="),                    ACTION_MAIL_QUEUE,  .read = read_sender},
	{HEAD("removed"),                  ACTION_MAIL_QUEUE,  .why = "removed"},
	{HEAD("skipped, still being delivered"), ACTION_MAIL_QUEUE, .why = "skipped, still being delivered"},
};

static const struct postfix_message pickup_messages[] = {
	{HEAD("uid="),                     ACTION_MAIL_SEND,   .read = read_pickup},
};

static const struct postfix_message bounce_messages[] = {
	{HEAD("sender non-delivery notification: "),     ACTION_MAIL_QUEUE, .read = read_notification},
	{HEAD("sender delivery status notification: "),  ACTION_MAIL_QUEUE, .read = read_notification},
	{HEAD("sender delay notification: "),            ACTION_MAIL_QUEUE, .read = read_notification},
	{HEAD("postmaster non-delivery notification: "), ACTION_MAIL_QUEUE, .read = read_notification},
	{HEAD("postmaster delay notification: "),        ACTION_MAIL_QUEUE, .read = read_notification},
	{HEAD("not sending trace/success notification "), ACTION_MAIL_QUEUE, .read = postfix_read_text},
};
/* clang-format on */

const struct postfix_table postfix_cleanup = POSTFIX_TABLE(cleanup_messages);
const struct postfix_table postfix_qmgr = POSTFIX_TABLE(qmgr_messages);
const struct postfix_table postfix_pickup = POSTFIX_TABLE(pickup_messages);
const struct postfix_table postfix_bounce = POSTFIX_TABLE(bounce_messages);
