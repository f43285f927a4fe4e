/* SPDX-License-Identifier: ISC */
/* What the transport's agents decided, and the connections that it made to other servers. */
#include "format/log_kinds.h"
#include "format/reply.h"

/* ------------------------------------------------------------------ agents */

/* clang-format off */
enum {
	AGENT_LOCAL = 2,
	AGENT_REMOTE = 3,
	AGENT_ENTERED = 4,
	AGENT_MESSAGE = 5,
	AGENT_ACTION = 12,
	AGENT_REPLY = 13,
	AGENT_REASON = 14,
	AGENT_DIRECTION = 19,
};

static const struct log_column agent_columns[] = {
	{"Timestamp",        COLUMN_STAMP, 0},
	{"SessionId",        COLUMN_TEXT, FIELD_SESSION_ID},
	{"LocalEndpoint",    COLUMN_KEEP, 0},
	{"RemoteEndpoint",   COLUMN_KEEP, 0},
	{"EnteredOrgFromIP", COLUMN_KEEP, 0},
	{"MessageId",        COLUMN_KEEP, 0},
	{"P1FromAddress",    COLUMN_TEXT, FIELD_EMAIL_SENDER},
	{"P2FromAddresses",  COLUMN_LIST, FIELD_EMAIL_FROM},
	{"Recipient",        COLUMN_LIST, FIELD_EMAIL_TO},
	{"NumRecipients",    COLUMN_NUMBER, FIELD_SMTP_NRCPT},
	{"Agent",            COLUMN_EXTRA, 0},
	{"Event",            COLUMN_EXTRA, 0},
	{"Action",           COLUMN_KEEP, 0},
	{"SmtpResponse",     COLUMN_KEEP, 0},
	{"Reason",           COLUMN_KEEP, 0},
	{"ReasonData",       COLUMN_EXTRA, 0},
	{"Diagnostics",      COLUMN_EXTRA, 0},
	{"NetworkMsgID",     COLUMN_TEXT, FIELD_MAIL_NETWORK_ID},
	{"TenantID",         COLUMN_IGNORE, 0},
	{"Directionality",   COLUMN_KEEP, 0},
};

static const struct kind_version agent_versions[] = {
	{{UINT64_C(0x0), UINT64_C(0x0)}, 20},
	{{UINT64_C(0xf0000), UINT64_C(0x0)}, 16}, /* 2013 */
};

static const struct {
	const char *start;
	enum action action;
	bool is_refusal;
} decisions[] = {
	{"Accept",       ACTION_MAIL_QUEUE,  false},
	{"Modify",       ACTION_MAIL_QUEUE,  false},
	{"Archive",      ACTION_MAIL_QUEUE,  false},
	{"Insert",       ACTION_MAIL_QUEUE,  false},
	{"Strip",        ACTION_MAIL_QUEUE,  false},
	{"Set",          ACTION_MAIL_QUEUE,  false},
	{"Reject",       ACTION_MAIL_REJECT, true},
	{"Delete",       ACTION_MAIL_REJECT, true},
	{"Quarantine",   ACTION_MAIL_REJECT, true},
	{"Disconnect",   ACTION_MAIL_REJECT, true},
};
/* clang-format on */

static void set_direction(const struct row *row)
{
	spoor_view text = row->cells[AGENT_DIRECTION];

	if (view_eq_nocase(text, VIEW("Incoming")))
		event_set_constant(row->event, FIELD_EMAIL_DIRECTION, VIEW("inbound"));
	else if (view_eq_nocase(text, VIEW("Originating")))
		event_set_constant(row->event, FIELD_EMAIL_DIRECTION, VIEW("outbound"));
}

static void read_agent(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view decision = row->cells[AGENT_ACTION];
	size_t i = 0;

	event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("smtp"));
	event_set_text(event, FIELD_EVENT_CODE, decision);
	row_set_endpoint(event, row->cells[AGENT_LOCAL], FIELD_DESTINATION_IP,
		FIELD_DESTINATION_PORT);
	row_set_endpoint(
		event, row->cells[AGENT_REMOTE], FIELD_SOURCE_IP, FIELD_SOURCE_PORT);
	row_set_address(event, FIELD_SOURCE_IP, row->cells[AGENT_ENTERED]);
	event_set_text(
		event, FIELD_EMAIL_MESSAGE_ID, row_bare_id(row->cells[AGENT_MESSAGE]));
	event_set_text(event, FIELD_EVENT_REASON,
		row->cells[AGENT_REASON].len ? row->cells[AGENT_REASON]
					     : row->cells[AGENT_REPLY]);
	reply_set(event, row->cells[AGENT_REPLY]);
	set_direction(row);
	while (i < COUNT(decisions) &&
		!view_starts_nocase(decision, view_string(decisions[i].start)))
		i++;
	if (i == COUNT(decisions)) {
		format_unknown_message(event);
		return;
	}
	event_set_action(event, decisions[i].action);
	event_set_outcome(event, !decisions[i].is_refusal);
}

const struct log_kind log_kind_agent = {
	.dataset = "exchange.agent",
	.log_type = "Agent Log",
	.file_name = "AGENTLOG",
	.columns = agent_columns,
	.column_count = COUNT(agent_columns),
	.marks = {"EnteredOrgFromIP", "P1FromAddress", "Agent"},
	.versions = agent_versions,
	.version_count = COUNT(agent_versions),
	.read = read_agent,
};

/* ------------------------------------------------------------------ connectivity */

/* clang-format off */
enum {
	LINK_TIME, LINK_SESSION, LINK_SOURCE, LINK_DESTINATION, LINK_SIGN, LINK_TEXT
};

static const struct log_column link_columns[] = {
	{"date-time",   COLUMN_STAMP, 0},
	{"session",     COLUMN_TEXT,  FIELD_SESSION_ID},
	{"source",      COLUMN_EXTRA, 0},
	{"Destination", COLUMN_TEXT,  FIELD_DESTINATION_DOMAIN},
	{"direction",   COLUMN_KEEP,  0},
	{"description", COLUMN_TEXT,  FIELD_EVENT_REASON},
};

static const struct kind_version link_versions[] = {{{0, 0}, COUNT(link_columns)}};
/* clang-format on */

static bool has_sign(const struct row *row)
{
	return row->cells[LINK_SIGN].len == 1 &&
	       view_has(VIEW("+->"), row->cells[LINK_SIGN].ptr[0]);
}

static void read_link(const struct row *row)
{
	struct spoor_event *event = row->event;
	char sign = has_sign(row) ? row->cells[LINK_SIGN].ptr[0] : '\0';

	event_set_constant(event, FIELD_NETWORK_PROTOCOL,
		view_eq_nocase(row->cells[LINK_SOURCE], VIEW("SMTP")) ? VIEW("smtp")
								      : view_of("", 0));
	if (sign == '+') {
		event_set_action(event, ACTION_CONNECT);
	} else if (sign == '-') {
		event_set_action(event, ACTION_DISCONNECT);
	} else if (view_starts_nocase(row->cells[LINK_TEXT], VIEW("Failed "))) {
		event_set_action(event, ACTION_CONNECT);
		event_set_outcome(event, false);
	} else if (sign) {
		event_set_action(event, ACTION_OTHER);
	} else {
		format_unknown_message(event);
	}
}

const struct log_kind log_kind_connectivity = {
	.dataset = "exchange.connectivity",
	.log_type = "Transport Connectivity",
	.file_name = "CONNECTLOG",
	.columns = link_columns,
	.column_count = COUNT(link_columns),
	.marks = {"session", "Destination", "direction"},
	.versions = link_versions,
	.version_count = COUNT(link_versions),
	.fits = has_sign,
	.read = read_link,
};
