/* SPDX-License-Identifier: ISC */
/*
 * Message tracking (MSGTRK*): what happened to each message, one step a row. Exchange 2010 has 26
 * columns, 2013 27, 2016 and later 30.
 *
 * client is who handed the message to this hop, often the front end itself: the address behind it
 * is in original-client-ip or in the pair ProxiedClientIPAddress. What a row means follows from
 * event-id, and for RECEIVE from source.
 */
#include "base/scan.h"
#include "format/log_kinds.h"
#include "format/pairs.h"
#include "format/reply.h"

/* clang-format off */
enum {
	TIME, CLIENT_IP, CLIENT_NAME, SERVER_IP, SERVER_NAME, CONTEXT, CONNECTOR,
	SOURCE, EVENT, INTERNAL_ID, MESSAGE_ID, NETWORK_ID, RECIPIENTS, STATUS, BYTES,
	COUNT_OF, RELATED, REFERENCE, SUBJECT, SENDER, RETURN_PATH, INFO, DIRECTION,
	TENANT, ORIGINAL_CLIENT, ORIGINAL_SERVER, CUSTOM, TRAFFIC, LOG_ID, SCHEMA
};

static const struct log_column columns[] = {
	{"date-time",                 COLUMN_STAMP,   0},
	{"client-ip",                 COLUMN_KEEP,    0},
	{"client-hostname",           COLUMN_TEXT,    FIELD_SOURCE_DOMAIN},
	{"server-ip",                 COLUMN_ADDRESS, FIELD_DESTINATION_IP},
	{"server-hostname",           COLUMN_TEXT,    FIELD_DESTINATION_DOMAIN},
	{"source-context",            COLUMN_KEEP,    0},
	{"connector-id",              COLUMN_TEXT,    FIELD_SMTP_CONNECTOR},
	{"source",                    COLUMN_EXTRA,   0},
	{"event-id",                  COLUMN_TEXT,    FIELD_EVENT_CODE},
	{"internal-message-id",       COLUMN_TEXT,    FIELD_MAIL_INTERNAL_ID},
	{"message-id",                COLUMN_KEEP,    0},
	{"network-message-id",        COLUMN_TEXT,    FIELD_MAIL_NETWORK_ID},
	{"recipient-address",         COLUMN_LIST,    FIELD_EMAIL_TO},
	{"recipient-status",          COLUMN_KEEP,    0},
	{"total-bytes",               COLUMN_NUMBER,  FIELD_MAIL_BYTES},
	{"recipient-count",           COLUMN_NUMBER,  FIELD_SMTP_NRCPT},
	{"related-recipient-address", COLUMN_TEXT,    FIELD_SMTP_ORIG_TO},
	{"reference",                 COLUMN_KEEP,    0},
	{"message-subject",           COLUMN_TEXT,    FIELD_EMAIL_SUBJECT},
	{"sender-address",            COLUMN_ADD,     FIELD_EMAIL_FROM},
	{"return-path",               COLUMN_TEXT,    FIELD_EMAIL_SENDER},
	{"message-info",              COLUMN_EXTRA,   0},
	{"directionality",            COLUMN_KEEP,    0},
	{"tenant-id",                 COLUMN_IGNORE,  0},
	{"original-client-ip",        COLUMN_KEEP,    0},
	{"original-server-ip",        COLUMN_EXTRA,   0},
	{"custom-data",               COLUMN_EXTRA,   0},
	{"transport-traffic-type",    COLUMN_IGNORE,  0},
	{"log-id",                    COLUMN_TEXT,    FIELD_EVENT_ID},
	{"schema-version",            COLUMN_IGNORE,  0},
};

static const struct kind_version versions[] = {
	{{0, 0},                                              30},
	{{UINT64_C(7) << 27, 0},                              27}, /* 2013 */
	{{UINT64_C(7) << 27 | UINT64_C(1) << NETWORK_ID, 0},  26}, /* 2010 */
	{{UINT64_C(255) << 22 | UINT64_C(1) << NETWORK_ID, 0}, 21}, /* 2007 */
};
/* clang-format on */

/* ------------------------------------------------------------------ what a step is */

enum verdict { DONE, FAILED, OPEN };

struct step {
	const char *event;
	const char *source; /* NULL: any */
	enum action action;
	enum verdict verdict;
	const char *op; /* spoor.rule.op */
};

/* clang-format off */
static const struct step steps[] = {
	{"RECEIVE",                  "SMTP",        ACTION_MAIL_RECEIVE, DONE,   NULL},
	{"DELIVER",                  NULL,          ACTION_MAIL_DELIVER, DONE,   NULL},
	{"SEND",                     NULL,          ACTION_MAIL_RELAY,   DONE,   NULL},
	{"SENDEXTERNAL",             NULL,          ACTION_MAIL_RELAY,   DONE,   NULL},
	{"RECEIVE",                  "STOREDRIVER", ACTION_MAIL_SEND,    DONE,   NULL},
	{"RECEIVE",                  "PICKUP",      ACTION_MAIL_SEND,    DONE,   NULL},
	{"RECEIVE",                  "MAILBOXRULE", ACTION_RULE_APPLY,   DONE,   "redirect"},
	{"RECEIVE",                  NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"SUBMIT",                   NULL,          ACTION_MAIL_SEND,    DONE,   NULL},
	{"CLIENTSUBMISSION",         NULL,          ACTION_MAIL_SEND,    DONE,   NULL},
	{"SUBMITFAIL",               NULL,          ACTION_MAIL_SEND,    FAILED, NULL},
	{"SUBMITDEFER",              NULL,          ACTION_MAIL_QUEUE,   OPEN,   NULL},
	{"NOTIFYMAPI",               NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"DUPLICATEDELIVER",         NULL,          ACTION_MAIL_DELIVER, DONE,   NULL},
	{"DELIVERFAIL",              NULL,          ACTION_MAIL_DELIVER, FAILED, NULL},
	{"REDIRECT",                 NULL,          ACTION_RULE_APPLY,   DONE,   "redirect"},
	{"DUPLICATEREDIRECT",        NULL,          ACTION_RULE_APPLY,   DONE,   "redirect"},
	{"FAIL",                     NULL,          ACTION_MAIL_REJECT,  FAILED, NULL},
	{"BADMAIL",                  NULL,          ACTION_MAIL_REJECT,  FAILED, NULL},
	{"DROP",                     NULL,          ACTION_MAIL_REJECT,  FAILED, NULL},
	{"POISONMESSAGE",            NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"DEFER",                    NULL,          ACTION_MAIL_QUEUE,   OPEN,   NULL},
	{"DSN",                      NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"AGENTINFO",                NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"EXPAND",                   NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"DUPLICATEEXPAND",          NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"RESOLVE",                  NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"TRANSFER",                 NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"RESUBMIT",                 NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"RESUBMITDEFER",            NULL,          ACTION_MAIL_QUEUE,   OPEN,   NULL},
	{"RESUBMITFAIL",             NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"LOAD",                     NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"HARECEIVE",                NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"HAREDIRECT",               NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"HAREDIRECTFAIL",           NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"HADISCARD",                NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"NOTIFYSHADOW",             NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"PROCESS",                  NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"PROCESSMEETINGMESSAGE",    NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"INITMESSAGECREATED",       NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"MODERATORAPPROVE",         NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
	{"MODERATORREJECT",          NULL,          ACTION_MAIL_REJECT,  FAILED, NULL},
	{"MODERATORSALLNDR",         NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"MODERATORSEXPIRE",         NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"MODERATIONEXPIRE",         NULL,          ACTION_MAIL_QUEUE,   FAILED, NULL},
	{"THROTTLE",                 NULL,          ACTION_MAIL_QUEUE,   OPEN,   NULL},
	{"SUPPRESSED",               NULL,          ACTION_MAIL_QUEUE,   DONE,   NULL},
};
/* clang-format on */

static const struct step *find_step(spoor_view event, spoor_view source)
{
	for (size_t i = 0; i < COUNT(steps); i++)
		if (view_eq_nocase(event, view_string(steps[i].event)) &&
			(!steps[i].source ||
				view_eq_nocase(source, view_string(steps[i].source))))
			return &steps[i];
	return NULL;
}

/* ------------------------------------------------------------------ cells with more in them */

static bool is_session(spoor_view word)
{
	for (size_t i = 0; i < word.len; i++)
		if (hex_value(word.ptr[i]) < 0)
			return false;
	return word.len == 16;
}

/* What stands behind "NAME" in a list "NAME:value, NAME:value". */
static spoor_view listed(spoor_view text, spoor_view name)
{
	spoor_view before;

	if (!scan_until_text(&text, name, &before))
		return view_of("", 0);
	return view_trim(view_head(text, view_find_either(text, ',', ';')));
}

static void set_context(const struct row *row, const struct step *step)
{
	spoor_view text = row->cells[CONTEXT];
	spoor_view session = view_head(text, view_find(text, ';'));

	if (is_session(session))
		event_set_text(row->event, FIELD_SESSION_ID, session);
	event_set_text(row->event, FIELD_CLIENT_ID, listed(text, VIEW("ClientType:")));
	event_set_text(row->event, FIELD_MAILBOX_GUID, listed(text, VIEW("Mailbox:")));
	if (step && step->verdict != DONE)
		event_set_text(row->event, FIELD_EVENT_REASON, text);
	else if (text.len)
		event_add_extra(row->event, VIEW("source-context"), text);
}

/* A reply of SMTP for a step that has one; "To", "Cc" … of a submission. */
static void set_status(const struct row *row)
{
	spoor_view text = row->cells[STATUS];

	if (text.len == 0)
		return;
	if (reply_set(row->event, text) && !event_has(row->event, FIELD_EVENT_REASON))
		event_set_text(row->event, FIELD_EVENT_REASON, text);
	else
		event_add_extra(row->event, VIEW("recipient-status"), text);
}

/* The client that is farthest from this hop; the hop's own stays as logged. */
static void set_client(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view hop = row->cells[CLIENT_IP];
	spoor_view proxied = pairs_find(
		row->cells[CUSTOM], event->arena, VIEW("ProxiedClientIPAddress"));

	if (row_set_address(event, FIELD_SOURCE_IP,
		    proxied.len ? proxied : row->cells[ORIGINAL_CLIENT]))
		row_set_address(event, FIELD_LOGGED_SOURCE_IP, hop);
	else
		row_set_address(event, FIELD_SOURCE_IP, hop);
	if (proxied.len)
		event_set_text(event, FIELD_SOURCE_DOMAIN,
			pairs_find(row->cells[CUSTOM], event->arena,
				VIEW("ProxiedClientHostname")));
}

static void set_direction(const struct row *row)
{
	spoor_view text = row->cells[DIRECTION];

	if (view_eq_nocase(text, VIEW("Incoming")))
		event_set_constant(row->event, FIELD_EMAIL_DIRECTION, VIEW("inbound"));
	else if (view_eq_nocase(text, VIEW("Originating")))
		event_set_constant(row->event, FIELD_EMAIL_DIRECTION, VIEW("outbound"));
}

/* A mail rule of the organisation that hit: "TRA=ETR|ruleId=GUID|action=…". */
static bool set_rule_hit(const struct row *row)
{
	spoor_view text = pairs_find(row->cells[CUSTOM], row->event->arena, VIEW("TRA"));
	spoor_view part;

	if (!view_starts_nocase(text, VIEW("ETR|")))
		return false;
	event_set_action(row->event, ACTION_RULE_APPLY);
	event_set_constant(row->event, FIELD_RULE_KIND, VIEW("transport"));
	while (text.len) {
		part = view_split(&text, '|');
		if (view_starts_nocase(part, VIEW("ruleId=")))
			event_set_text(row->event, FIELD_RULE_NAME, view_skip(part, 7));
		else if (view_starts_nocase(part, VIEW("action=")))
			event_set_text(row->event, FIELD_RULE_OP, view_skip(part, 7));
	}
	return true;
}

static void set_step(const struct row *row, const struct step *step)
{
	static const char *const outcomes[] = {"success", "failure", "unknown"};
	struct spoor_event *event = row->event;

	event_set_action(event, step->action);
	event_set_constant(
		event, FIELD_EVENT_OUTCOME, view_string(outcomes[step->verdict]));
	if (step->op) {
		bool inbox = step->source != NULL;

		event_set_constant(event, FIELD_RULE_OP, view_string(step->op));
		event_set_constant(
			event, FIELD_RULE_KIND, inbox ? VIEW("inbox") : VIEW("forward"));
		row_add_list(event, FIELD_RULE_TARGETS, row->cells[RECIPIENTS]);
	}
	if (step->action == ACTION_MAIL_SEND)
		event_set_text(event, FIELD_USER_NAME, row->cells[SENDER]);
	if (view_eq(view_string(step->event), VIEW("AGENTINFO")))
		set_rule_hit(row);
}

static void read_row(const struct row *row)
{
	struct spoor_event *event = row->event;
	const struct step *step = find_step(row->cells[EVENT], row->cells[SOURCE]);

	event_set_constant(event, FIELD_NETWORK_PROTOCOL,
		view_eq_nocase(row->cells[SOURCE], VIEW("SMTP")) ? VIEW("smtp")
								 : view_of("", 0));
	event_set_text(
		event, FIELD_EMAIL_MESSAGE_ID, row_bare_id(row->cells[MESSAGE_ID]));
	event_add_text(event, FIELD_MAIL_RELATED_ID, row_bare_id(row->cells[REFERENCE]));
	set_client(row);
	set_direction(row);
	set_context(row, step);
	set_status(row);
	if (step)
		set_step(row, step);
	else
		format_unknown_message(event);
}

const struct log_kind log_kind_tracking = {
	.dataset = "exchange.tracking",
	.log_type = "Message Tracking Log",
	.file_name = "MSGTRK",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"internal-message-id", "event-id", "source-context"},
	.versions = versions,
	.version_count = COUNT(versions),
	.read = read_row,
};
