/* SPDX-License-Identifier: ISC */
/*
 * Postfix, 2.1 to 3.11: the texts behind the head of a syslog line, or of a line in
 * Postfix's own maillog_file, which has the same head.
 *
 *	postfix/smtpd[77]: connect from mx.example.org[192.0.2.1]
 *	postfix/submission/smtpd[78]: 4cqP7h2yKmz5sV8: client=unknown[192.0.2.7],
 *		sasl_method=PLAIN, sasl_username=alice@example.com
 *	postfix/lmtp[79]: 4cqP7h2yKmz5sV8: to=<bob@example.com>, relay=mx1[private/lmtp],
 *		delay=0.3, delays=0.1/0/0/0.2, dsn=2.0.0, status=sent (250 2.0.0 … Saved)
 *
 * How things are called:
 * - Only "connect from", postscreen's CONNECT and tlsproxy's CONNECT are connections
 *   alone; other `connect` events say in event.reason what became of one: a test of
 *   postscreen, TLS, a command that is none. So it is with `disconnect`: "lost
 *   connection after", "timeout after" come before the "disconnect from" of the same
 *   session.
 * - "SASL … authentication failed: Connection lost to authentication server" is a
 *   service error: nobody failed to log in.
 * - Verdicts that only log (WARN, INFO, warn_if_reject) are `rule-apply` with operation
 *   `report`, header checks that change or log `mail-queue` with a "verdict" in
 *   spoor.extra.
 * - discard(8) says "sent" of what it throws away: `rule-apply`, operation `discard`.
 * - local(8) "delivered to command" is `rule-apply`, operation `pipe`, unless the
 *   command is a mailer (procmail, dovecot-lda …): then it is the site's way to deliver.
 * - Probes (status=deliverable, undeliverable) are `mail-queue`: nothing was to be
 *   delivered.
 *
 * Deviations we accept: lines cut by syslog (2 KiB), also within the tail of a verdict;
 * no dsn=, delays= or reply texts (2.1 and older); addresses without brackets; idents of
 * any syslog_name ("mailout/smtpd", "postfix-192.0.2.1/qmgr", "/postfix-script").
 */
#include "postfix.h"

#include "base/scan.h"
#include "format/postfix_scan.h"
#include "format/table.h"

#define NO_PROTOCOL HEAD("")
#define SMTP HEAD("smtp")
#define LMTP HEAD("lmtp")

/* clang-format off */
/* name                     protocol     delivery lines       messages
 * warnings */
static const struct postfix_program programs[] = {
	{HEAD("smtpd"),           SMTP,        ACTION_MAIL_RELAY,   &postfix_smtpd,      &postfix_smtpd_warnings},
	{HEAD("qmgr"),            NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_qmgr,       NULL},
	{HEAD("cleanup"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_cleanup,    NULL},
	{HEAD("smtp"),            SMTP,        ACTION_MAIL_RELAY,   &postfix_client,     NULL},
	{HEAD("lmtp"),            LMTP,        ACTION_MAIL_DELIVER, &postfix_client,     NULL},
	{HEAD("postscreen"),      SMTP,        ACTION_MAIL_RELAY,   &postfix_postscreen, NULL},
	{HEAD("anvil"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_anvil,      NULL},
	{HEAD("local"),           NO_PROTOCOL, ACTION_MAIL_DELIVER, &postfix_deliver,    NULL},
	{HEAD("pipe"),            NO_PROTOCOL, ACTION_MAIL_DELIVER, &postfix_deliver,    NULL},
	{HEAD("virtual"),         NO_PROTOCOL, ACTION_MAIL_DELIVER, &postfix_deliver,    NULL},
	{HEAD("error"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_deliver,    NULL},
	{HEAD("discard"),         NO_PROTOCOL, ACTION_RULE_APPLY,   &postfix_deliver,    NULL},
	{HEAD("relay"),           SMTP,        ACTION_MAIL_RELAY,   &postfix_client,     NULL},
	{HEAD("pickup"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_pickup,     NULL},
	{HEAD("bounce"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_bounce,     NULL},
	{HEAD("tlsproxy"),        SMTP,        ACTION_MAIL_RELAY,   &postfix_tlsproxy,   NULL},
	{HEAD("dnsblog"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_dnsblog,    NULL},
	{HEAD("scache"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_scache,     NULL},
	{HEAD("master"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_master,     NULL},
	{HEAD("postfix-script"),  NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_script,     NULL},
	{HEAD("postsuper"),       NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_postsuper,  NULL},
	{HEAD("sendmail"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                &postfix_submit_warnings},
	{HEAD("postdrop"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                &postfix_submit_warnings},
	{HEAD("postlog"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_postlog,    NULL},
	{HEAD("qmqpd"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_smtpd,      &postfix_smtpd_warnings},
	{HEAD("oqmgr"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_qmgr,       NULL},
	{HEAD("nqmgr"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   &postfix_qmgr,       NULL},
	{HEAD("flush"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("mailq"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                &postfix_submit_warnings},
	{HEAD("newaliases"),      NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                &postfix_submit_warnings},
	{HEAD("postalias"),       NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postcat"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postconf"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postfix"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postkick"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postlock"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postlogd"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postmap"),         NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postmulti"),       NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("postqueue"),       NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("posttls-finger"),  SMTP,        ACTION_MAIL_RELAY,   &postfix_client,     NULL},
	{HEAD("proxymap"),        NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("proxywrite"),      NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("showq"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("spawn"),           NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("tlsmgr"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("trivial-rewrite"), NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
	{HEAD("verify"),          NO_PROTOCOL, ACTION_MAIL_RELAY,   NULL,                NULL},
};
/* clang-format on */

/* Other suites with programs of the same names. */
static bool is_foreign(spoor_view suite)
{
	static const spoor_view suites[] = {HEAD("cyrus"), HEAD("dovecot"), HEAD("exim")};

	for (size_t i = 0; i < COUNT(suites); i++)
		if (view_eq(suite, suites[i]))
			return true;
	return false;
}

/* Any name may stand before the program, if a slash sets it off; without one, or without
 * a name, the program must say itself whose it is. */
static bool is_ours(spoor_view suite, spoor_view program)
{
	static const spoor_view mark = HEAD("postfix");

	if (suite.len == 0)
		return view_starts(program, mark);
	return view_starts(suite, mark) || !is_foreign(suite);
}

const struct postfix_program *postfix_find_program(spoor_view ident)
{
	size_t first = view_find(ident, '/');
	size_t last = view_find_last(ident, '/');
	spoor_view name = last < ident.len ? view_skip(ident, last + 1) : ident;

	if (!is_ours(view_head(ident, first < ident.len ? first : 0), name))
		return NULL;
	for (size_t i = 0; i < COUNT(programs); i++)
		if (view_eq(name, programs[i].name))
			return &programs[i];
	return NULL;
}

spoor_view postfix_service(spoor_view ident, const struct postfix_program *program)
{
	size_t end = ident.len - program->name.len;
	size_t slash = 0;

	while (slash < end && ident.ptr[slash] != '/')
		slash++;
	if (end < 2 || slash >= end - 1)
		return view_of("", 0);
	return view_of(ident.ptr + slash + 1, end - slash - 2);
}

/* Most heads differ from the text in their first byte. */
static bool takes_head(spoor_view *cursor, spoor_view head)
{
	return (head.len == 0 || (cursor->len && cursor->ptr[0] == head.ptr[0])) &&
	       scan_literal(cursor, head);
}

/* "warning: " and its like, which msg(3) puts before a text. */
static void take_level(struct postfix_line *line, struct spoor_event *event)
{
	static const spoor_view levels[] = {
		HEAD("warning"), HEAD("error"), HEAD("fatal"), HEAD("panic")};

	for (size_t i = 0; i < COUNT(levels); i++) {
		spoor_view rest = line->text;

		if (!takes_head(&rest, levels[i]) || !scan_literal(&rest, VIEW(": ")))
			continue;
		line->level = levels[i];
		line->text = rest;
		event_set_constant(event, FIELD_LOG_LEVEL, levels[i]);
		return;
	}
}

static bool try_message(struct postfix_line *line, const struct postfix_message *message,
	struct spoor_event *event)
{
	spoor_view rest = line->text;

	if (!takes_head(&rest, message->head))
		return false;
	line->message = message;
	event_set_action(event, message->action);
	if (message->read ? !message->read(line, rest, event) : rest.len != 0)
		return false;
	if (message->why && !event_has(event, FIELD_EVENT_REASON))
		event_set_constant(event, FIELD_EVENT_REASON, view_string(message->why));
	if (message->class) {
		event_set_constant(
			event, FIELD_SPOOR_REASON, view_string(message->class));
		event_set_outcome(event, false);
	}
	if (message->op) {
		event_set_constant(event, FIELD_RULE_OP, view_string(message->op));
		event_set_constant(event, FIELD_RULE_KIND, VIEW("server"));
	}
	return true;
}

static bool try_table(struct postfix_line *line, const struct postfix_table *table,
	struct spoor_event *event)
{
	for (size_t i = 0; table && i < table->count; i++)
		if (try_message(line, &table->rows[i], event))
			return true;
	return false;
}

static bool read_message(struct postfix_line *line, struct spoor_event *event)
{
	if (line->level.len)
		return try_table(line, line->program->warnings, event) ||
		       try_table(line, &postfix_any_warnings, event);
	return try_table(line, line->program->messages, event) ||
	       try_table(line, &postfix_tls, event) ||
	       try_table(line, &postfix_any, event) ||
	       try_table(line, &postfix_deliver, event);
}

static const void *claims(spoor_view ident)
{
	return postfix_find_program(ident);
}

static void payload(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event)
{
	struct postfix_line line = {.site = scene->site, .program = envelope->claim};
	spoor_view id;

	event_set_dataset(event, VIEW("postfix.mail"));
	event_set_constant(event, FIELD_NETWORK_PROTOCOL, line.program->protocol);
	event_set_text(event, FIELD_NETWORK_APPLICATION,
		postfix_service(envelope->ident, line.program));
	if (scene->memo && postfix_read_quick(line.program, envelope->text, event))
		return;
	line.text = view_trim(envelope->text);
	take_level(&line, event);
	if (postfix_scan_id(&line.text, &id))
		event_set_text(event, FIELD_EMAIL_LOCAL_ID, id);
	if (!read_message(&line, event))
		format_unknown_message(event);
}

static int bid(spoor_view line)
{
	(void)line;
	return 0;
}

/* Only when the operator says so: the head is syslog's. */
static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	return format_syslog.parse(scene, record, event);
}

const struct format format_postfix = {
	.info = {.name = "postfix",
		.about = "Postfix in syslog, or in its own maillog_file",
		.sample =
			"Dec 29 08:50:17 mx1 postfix/qmgr[77]: 4cqP7h2yKmz5sV8: removed"},
	.bid = bid,
	.parse = parse,
	.claims = claims,
	.payload = payload,
};
