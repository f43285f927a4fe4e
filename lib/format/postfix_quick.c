/* SPDX-License-Identifier: ISC */
/*
 * The texts that make up most of Postfix's log:
 *
 *	connect from HOST[ADDRESS]
 *	disconnect from HOST[ADDRESS] ehlo=1 … commands=5
 *	ID: client=HOST[ADDRESS][, sasl_method=PLAIN, sasl_username=USER]
 *	ID: message-id=<I>
 *	ID: from=<S>, size=N, nrcpt=N (queue active)
 *	ID: removed
 *	ID: to=<R>, relay=HOST[ADDRESS]:PORT, delay=N, delays=N/N/N/N, dsn=2.0.0, status=sent (T)
 */
#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/postfix_words.h"
#include "format/quick.h"

/* "HOST[ADDRESS]" */
static bool scan_peer(struct quick *rest, struct postfix_peer *peer_r)
{
	peer_r->port = view_of("", 0);
	return quick_word(rest, '[', &peer_r->host) &&
	       quick_word(rest, ']', &peer_r->address);
}

/* "ID: " */
static bool scan_id(struct quick *rest, spoor_view *id_r)
{
	spoor_view text = view_of(rest->at, (size_t)(rest->end - rest->at));

	if (!postfix_scan_id(&text, id_r))
		return false;
	rest->at = text.ptr;
	return true;
}

/* ------------------------------------------------------------------ smtpd */

static bool read_connect(struct quick *rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	if (!scan_peer(rest, &peer) || !quick_ended(rest))
		return false;
	event_set_action(event, ACTION_CONNECT);
	postfix_set_source(event, &peer);
	return true;
}

static bool read_client(struct quick *rest, spoor_view id, struct spoor_event *event)
{
	struct postfix_peer peer;
	spoor_view method;
	spoor_view user;
	bool sasl;

	if (!scan_peer(rest, &peer))
		return false;
	sasl = !quick_ended(rest);
	if (sasl &&
		(!QUICK_SKIP(rest, ", sasl_method=") || !quick_word(rest, ',', &method) ||
			!QUICK_SKIP(rest, " sasl_username=") ||
			!quick_last_word(rest, &user)))
		return false;
	event_set_action(event, sasl ? ACTION_MAIL_SEND : ACTION_MAIL_RECEIVE);
	event_set_text(event, FIELD_EMAIL_LOCAL_ID, id);
	postfix_set_source(event, &peer);
	if (sasl) {
		event_set_text(event, FIELD_AUTH_METHOD, method);
		event_set_text(event, FIELD_USER_NAME, user);
		event_set_outcome(event, true);
	}
	return true;
}

static bool read_smtpd(struct quick *rest, struct spoor_event *event)
{
	spoor_view id;

	if (QUICK_SKIP(rest, "connect from "))
		return read_connect(rest, event);
	return scan_id(rest, &id) && QUICK_SKIP(rest, "client=") &&
	       read_client(rest, id, event);
}

/* ------------------------------------------------------------------ the queue */

static bool read_cleanup(struct quick *rest, struct spoor_event *event)
{
	spoor_view id;
	spoor_view message;

	if (!scan_id(rest, &id) || !QUICK_SKIP(rest, "message-id=<") ||
		!quick_word(rest, '>', &message) || !quick_ended(rest))
		return false;
	event_set_action(event, ACTION_MAIL_QUEUE);
	event_set_text(event, FIELD_EMAIL_LOCAL_ID, id);
	event_set_text(event, FIELD_EMAIL_MESSAGE_ID, message);
	return true;
}

static bool read_sender(struct quick *rest, spoor_view id, struct spoor_event *event)
{
	spoor_view sender;
	int64_t size;
	int64_t count;

	if (!quick_word(rest, '>', &sender) || !QUICK_SKIP(rest, ", size=") ||
		!quick_number(rest, &size) || !QUICK_SKIP(rest, ", nrcpt=") ||
		!quick_number(rest, &count) || !QUICK_SKIP(rest, " (queue active)") ||
		!quick_ended(rest))
		return false;
	event_set_action(event, ACTION_MAIL_QUEUE);
	event_set_text(event, FIELD_EMAIL_LOCAL_ID, id);
	event_set_text(event, FIELD_EMAIL_SENDER, sender);
	event_set_number(event, FIELD_MAIL_BYTES, size);
	event_set_number(event, FIELD_SMTP_NRCPT, count);
	return true;
}

static bool read_qmgr(struct quick *rest, struct spoor_event *event)
{
	spoor_view id;

	if (!scan_id(rest, &id))
		return false;
	if (QUICK_SKIP(rest, "from=<"))
		return read_sender(rest, id, event);
	if (!QUICK_SKIP(rest, "removed") || !quick_ended(rest))
		return false;
	event_set_action(event, ACTION_MAIL_QUEUE);
	event_set_text(event, FIELD_EMAIL_LOCAL_ID, id);
	event_set_constant(event, FIELD_EVENT_REASON, VIEW("removed"));
	return true;
}

/* ------------------------------------------------------------------ all */

static bool read_text(const struct postfix_program *program, struct quick *rest,
	struct spoor_event *event)
{
	if (program->messages == &postfix_smtpd)
		return read_smtpd(rest, event);
	if (program->messages == &postfix_qmgr)
		return read_qmgr(rest, event);
	return program->messages == &postfix_cleanup && read_cleanup(rest, event);
}

bool postfix_read_quick(
	const struct postfix_program *program, spoor_view text, struct spoor_event *event)
{
	struct quick rest = quick_of(text);

	return text.len >= CHUNK && read_text(program, &rest, event);
}
