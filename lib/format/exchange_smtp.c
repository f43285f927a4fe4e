/* SPDX-License-Identifier: ISC */
/*
 * The protocol logs of SMTP, receiving and sending: each command, reply and remark is a row. A
 * logon is told by its reply; who tried stands in rows beside it that have the same session id.
 * In the log of receiving '<' is the client and '>' the server, in that of sending the reverse.
 */
#include "base/scan.h"
#include "format/exchange_smtp.h"
#include "format/log_kinds.h"
#include "format/reply.h"
#include "format/weblog.h"

/* clang-format off */
enum {
	TIME, CONNECTOR, SESSION, SEQUENCE, LOCAL, REMOTE, EVENT, DATA, CONTEXT
};

static const struct log_column columns[] = {
	{"date-time",       COLUMN_STAMP,  0},
	{"connector-id",    COLUMN_TEXT,   FIELD_SMTP_CONNECTOR},
	{"session-id",      COLUMN_TEXT,   FIELD_SESSION_ID},
	{"sequence-number", COLUMN_NUMBER, FIELD_EVENT_SEQUENCE},
	{"local-endpoint",  COLUMN_KEEP,   0},
	{"remote-endpoint", COLUMN_KEEP,   0},
	{"event",           COLUMN_KEEP,   0},
	{"data",            COLUMN_KEEP,   0},
	{"context",         COLUMN_KEEP,   0},
};

static const struct kind_version versions[] = {{{0, 0}, COUNT(columns)}};

/* clang-format on */

/* ------------------------------------------------------------------ commands */

static void read_hello(const struct row *row, spoor_view rest)
{
	event_set_action(row->event, ACTION_OTHER);
	event_set_text(row->event, FIELD_SMTP_HELO, view_trim(rest));
}

/* The address in "<a@b> SIZE=…". */
static spoor_view bracketed(spoor_view rest)
{
	spoor_view address;

	rest = view_trim(rest);
	return scan_between(&rest, '<', '>', &address) ? address : view_of("", 0);
}

static void read_mail(const struct row *row, spoor_view rest)
{
	event_set_action(row->event, ACTION_MAIL_QUEUE);
	event_set_text(row->event, FIELD_EMAIL_SENDER, bracketed(rest));
}

static void read_rcpt(const struct row *row, spoor_view rest)
{
	event_set_action(row->event, ACTION_MAIL_QUEUE);
	event_add_text(row->event, FIELD_EMAIL_TO, bracketed(rest));
}

static void read_auth(const struct row *row, spoor_view rest)
{
	spoor_view method;

	event_set_action(row->event, ACTION_OTHER);
	if (scan_word(&rest, &method))
		event_set_text(row->event, FIELD_AUTH_METHOD, method);
}

static void read_plain(const struct row *row, spoor_view rest)
{
	(void)rest;
	event_set_action(row->event, ACTION_OTHER);
}

/* "SID=08DE… IP=198.51.100.7 PORT=40112 DOMAIN=client.example.org CAPABILITIES=0": the front end
 * names the session and the client that it speaks for. */
static void read_proxy(const struct row *row, spoor_view rest)
{
	struct spoor_event *event = row->event;
	spoor_view word;

	event_set_action(event, ACTION_OTHER);
	while (scan_word(&rest, &word)) {
		spoor_view value = word;
		spoor_view name = view_split(&value, '=');

		if (view_eq_nocase(name, VIEW("SID")))
			event_set_text(event, FIELD_SESSION_PREVIOUS, value);
		else if (view_eq_nocase(name, VIEW("IP")))
			row_set_address(event, FIELD_NETWORK_FORWARDED_IP, value);
		else if (view_eq_nocase(name, VIEW("DOMAIN")))
			event_set_text(event, FIELD_SMTP_HELO, value);
		else
			event_add_extra(event, name, value);
	}
}

/* clang-format off */
static const struct {
	const char *verb;
	void (*read)(const struct row *row, spoor_view rest);
} commands[] = {
	{"EHLO",           read_hello},
	{"HELO",           read_hello},
	{"MAIL FROM:",     read_mail},
	{"RCPT TO:",       read_rcpt},
	{"AUTH",           read_auth},
	{"X-EXPS",         read_auth},
	{"X-ANONYMOUSTLS", read_plain},
	{"XPROXYFROM",     read_proxy},
	{"XPROXYTO",       read_proxy},
	{"XPROXY",         read_proxy},
	{"XSHADOWREQUEST", read_plain},
	{"XSHADOW",        read_plain},
	{"XSESSIONPARAMS", read_plain},
	{"XQDISCARD",      read_plain},
	{"XOORG",          read_plain},
	{"XMESSAGECONTEXT", read_plain},
	{"XEXCH50",        read_plain},
	{"XRDST",          read_plain},
	{"STARTTLS",       read_plain},
	{"BDAT",           read_plain},
	{"DATA",           read_plain},
	{"RSET",           read_plain},
	{"NOOP",           read_plain},
	{"VRFY",           read_plain},
	{"HELP",           read_plain},
	{"QUIT",           read_plain},
	{"<authentication", read_plain},
};
/* clang-format on */

static spoor_view stage_of(const char *verb)
{
	spoor_view stage = view_string(verb);

	if (stage.ptr[0] == '<')
		return VIEW("AUTH");
	return view_head(stage, view_find(stage, ' '));
}

static void read_command(const struct row *row, bool is_client)
{
	spoor_view data = row->cells[DATA];

	for (size_t i = 0; i < COUNT(commands); i++) {
		spoor_view verb = view_string(commands[i].verb);

		if (!view_starts_nocase(data, verb))
			continue;
		data = view_skip(data, verb.len);
		if (data.len && data.ptr[0] != ' ' && verb.ptr[verb.len - 1] != ':')
			break;
		commands[i].read(row, view_trim(data));
		event_set_constant(
			row->event, FIELD_SMTP_STAGE, stage_of(commands[i].verb));
		return;
	}
	event_set_action(row->event, is_client ? ACTION_CONNECT : ACTION_OTHER);
	event_set_constant(row->event, FIELD_SPOOR_REASON, VIEW("protocol-error"));
	event_set_text(row->event, FIELD_EVENT_REASON, row->cells[DATA]);
}

/* ------------------------------------------------------------------ replies */

/* "250 2.6.0 <id@host> [InternalId=12, Hostname=ex1] 1234 bytes … Queued mail for delivery". */
static bool set_queued(struct spoor_event *event, spoor_view text)
{
	spoor_view id;
	spoor_view rest = text;
	spoor_view before;

	if (!scan_until(&rest, '<', &before) || !scan_until(&rest, '>', &id) ||
		!view_has(id, '@'))
		return false;
	event_set_text(event, FIELD_EMAIL_MESSAGE_ID, id);
	if (scan_until_text(&rest, VIEW("InternalId="), &before))
		event_set_text(event, FIELD_MAIL_INTERNAL_ID,
			view_head(rest, view_find_either(rest, ',', ']')));
	return true;
}

static bool is_auth_reply(int64_t code)
{
	return code == 535 || code == 534 || code == 538 || code == 454;
}

static void read_client_reply(const struct row *row, int64_t code, spoor_view text)
{
	struct spoor_event *event = row->event;

	if (code == 235) {
		event_set_action(event, ACTION_LOGIN);
		event_set_outcome(event, true);
	} else if (is_auth_reply(code)) {
		event_set_action(event, ACTION_LOGIN);
		event_set_outcome(event, false);
		event_set_constant(event, FIELD_SPOOR_REASON,
			code == 535 ? VIEW("bad-password") : VIEW("other"));
	} else if (code == 250 && set_queued(event, text)) {
		event_set_action(event, ACTION_MAIL_RECEIVE);
		event_set_outcome(event, true);
	} else if (code >= 500 && code < 505) {
		event_set_action(event, ACTION_OTHER);
		event_set_constant(event, FIELD_SPOOR_REASON, VIEW("protocol-error"));
	} else if (code >= 400 && code != 421) {
		event_set_action(event, ACTION_MAIL_REJECT);
		event_set_outcome(event, false);
	} else {
		event_set_action(event, ACTION_OTHER);
	}
}

static void read_peer_reply(const struct row *row, int64_t code, spoor_view text)
{
	struct spoor_event *event = row->event;
	bool queued = code == 250 && set_queued(event, text);
	spoor_view id = text;
	spoor_view before;

	if (code == 250 && scan_until_text(&id, VIEW("queued as "), &before)) {
		queued = true;
		event_add_text(
			event, FIELD_MAIL_RELATED_ID, view_head(id, view_find(id, ' ')));
	}
	if (queued || (code == 250 && view_holds(text, VIEW("Queued mail")))) {
		event_set_action(event, ACTION_MAIL_RELAY);
		event_set_outcome(event, true);
	} else if (code >= 400) {
		event_set_action(event, ACTION_MAIL_RELAY);
		event_set_outcome(event, false);
	} else {
		event_set_action(event, ACTION_OTHER);
	}
}

static bool read_reply(const struct row *row, bool receiving)
{
	spoor_view text = row->cells[DATA];
	const union value *code;

	if (!reply_set(row->event, text))
		return false;
	code = event_get(row->event, FIELD_SMTP_CODE);
	event_set_text(row->event, FIELD_EVENT_REASON, text);
	if (receiving)
		read_client_reply(row, code->number, text);
	else
		read_peer_reply(row, code->number, text);
	return true;
}

/* ------------------------------------------------------------------ rows */

/* Who asks whom. */
enum side { SIDE_UNKNOWN, SIDE_RECEIVING, SIDE_SENDING };

static bool is_server_port(spoor_view endpoint)
{
	int64_t port;

	return view_number(web_cut_port(&endpoint), &port) &&
	       (port == 25 || port == 587 || port == 465 || port == 475 || port == 717 ||
		       port == 2525);
}

/* By what the row itself shows: which side a reply comes from, whose port is a server's. */
static enum side side_of(const struct row *row)
{
	spoor_view data = row->cells[DATA];
	spoor_view sign = row->cells[EVENT];
	int code;

	if (sign.len == 1 && scan_digits(&data, 3, &code)) {
		if (sign.ptr[0] == '>')
			return SIDE_RECEIVING;
		if (sign.ptr[0] == '<')
			return SIDE_SENDING;
	}
	if (is_server_port(row->cells[LOCAL]))
		return SIDE_RECEIVING;
	return is_server_port(row->cells[REMOTE]) ? SIDE_SENDING : SIDE_UNKNOWN;
}

/* What the header or the file's name says goes before what a row shows. */
static bool is_receiving(const struct row *row)
{
	bool is_named = log_kind_has_name(row->kind, row->scene->path) ||
			(row->header && row->header->announced == row->kind);

	if (is_named || row->kind == &log_kind_smtp_send)
		return row->kind == &log_kind_smtp_receive;
	return side_of(row) != SIDE_SENDING;
}

static void set_endpoints(const struct row *row, bool receiving)
{
	spoor_view local = row->cells[LOCAL];
	spoor_view remote = row->cells[REMOTE];

	row_set_endpoint(row->event, receiving ? remote : local, FIELD_SOURCE_IP,
		FIELD_SOURCE_PORT);
	row_set_endpoint(row->event, receiving ? local : remote, FIELD_DESTINATION_IP,
		FIELD_DESTINATION_PORT);
}

static void read_line(const struct row *row, char sign, bool receiving)
{
	struct spoor_event *event = row->event;
	bool is_reply = (sign == '>') == receiving;

	if (sign == '+') {
		event_set_action(event, ACTION_CONNECT);
	} else if (sign == '-') {
		event_set_action(event, ACTION_DISCONNECT);
		event_set_text(event, FIELD_EVENT_REASON, row->cells[CONTEXT]);
	} else if (sign == '*') {
		smtp_read_remark(row, row->cells[DATA], row->cells[CONTEXT]);
	} else if (!is_reply || !read_reply(row, receiving)) {
		read_command(row, receiving);
	}
	if (sign != '-' && sign != '*' && row->cells[CONTEXT].len)
		event_add_extra(event, VIEW("context"), row->cells[CONTEXT]);
}

static void read_row(const struct row *row)
{
	struct spoor_event *event = row->event;
	bool receiving = is_receiving(row);
	spoor_view sign = row->cells[EVENT];

	event_set_constant(event, FIELD_EVENT_DATASET,
		receiving ? VIEW("exchange.smtp_receive") : VIEW("exchange.smtp_send"));
	event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("smtp"));
	set_endpoints(row, receiving);
	if (sign.len == 1 && view_has(VIEW("+-*<>"), sign.ptr[0]))
		read_line(row, sign.ptr[0], receiving);
	else
		format_unknown_message(event);
}

static bool fits(const struct row *row)
{
	spoor_view sign = row->cells[EVENT];
	spoor_view remote = row->cells[REMOTE];
	enum side side;

	if (sign.len != 1 || !view_has(VIEW("+-*<>"), sign.ptr[0]) ||
		web_cut_port(&remote).len == 0)
		return false;
	if (log_kind_has_name(row->kind, row->scene->path))
		return true;
	side = side_of(row);
	return row->kind == &log_kind_smtp_send ? side == SIDE_SENDING
						: side == SIDE_RECEIVING;
}

const struct log_kind log_kind_smtp_receive = {
	.dataset = "exchange.smtp_receive",
	.log_type = "SMTP Receive",
	.file_name = "RECV",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"connector-id", "session-id", "remote-endpoint"},
	.versions = versions,
	.version_count = COUNT(versions),
	.fits = fits,
	.read = read_row,
};

const struct log_kind log_kind_smtp_send = {
	.dataset = "exchange.smtp_send",
	.log_type = "SMTP Send",
	.file_name = "SEND",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"connector-id", "session-id", "remote-endpoint"},
	.versions = versions,
	.version_count = COUNT(versions),
	.fits = fits,
	.read = read_row,
};
