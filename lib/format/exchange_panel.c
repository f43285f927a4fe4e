/* SPDX-License-Identifier: ISC */
/*
 * The server logs of ECP and OWA: an event with its data as typed pairs. ECP names the command that
 * it runs for the user, with its parameters: "CMD=Set-InboxRule.Identity='…'.Enabled=$true". The
 * user stands only in ECP's activity log; the canary in the URL and ActID join the rest.
 */
#include "base/scan.h"
#include "format/cmdlet.h"
#include "format/log_kinds.h"
#include "format/pairs.h"
#include "format/secret.h"
#include "format/weblog.h"

/* clang-format off */
enum {
	TIME, SERVER, EVENT, DATA
};

static const struct log_column columns[] = {
	{"TimeStamp",  COLUMN_STAMP, 0},
	{"ServerName", COLUMN_TEXT,  FIELD_HOST_NAME},
	{"EventId",    COLUMN_EXTRA, 0},
	{"EventData",  COLUMN_KEEP,  0},
};

static const struct kind_version versions[] = {{{0, 0}, COUNT(columns)}};

enum panel_how { PANEL_TEXT, PANEL_TIME, PANEL_NONE, PANEL_KEEP };

static const struct {
	const char *key;
	enum panel_how how;
	enum field field;
} keys[] = {
	{"URL",      PANEL_KEEP, FIELD_COUNT},
	{"CMD",      PANEL_KEEP, FIELD_COUNT},
	{"EX",       PANEL_KEEP, FIELD_COUNT},
	{"PSA",      PANEL_KEEP, FIELD_COUNT},
	{"REFERRER", PANEL_KEEP, FIELD_COUNT},
	{"TIME",     PANEL_TIME, FIELD_COUNT},
	{"ACTID",    PANEL_TEXT, FIELD_ACTIVITY_ID},
	{"REQID",    PANEL_TEXT, FIELD_HTTP_REQUEST_ID},
	{"USID",     PANEL_TEXT, FIELD_SESSION_ID},
	{"SID",      PANEL_TEXT, FIELD_SESSION_ID},
	{"UA",       PANEL_TEXT, FIELD_USER_AGENT},
	{"BLD",      PANEL_NONE, FIELD_COUNT},
};
/* clang-format on */

struct panel {
	spoor_view url;
	spoor_view command;
	spoor_view error;
	spoor_view user;
	spoor_view referrer;
};

static void keep(struct panel *panel, const char *key, spoor_view value)
{
	switch (key[0]) {
	case 'U':
		panel->url = value;
		break;
	case 'C':
		panel->command = value;
		break;
	case 'E':
		panel->error = value;
		break;
	case 'P':
		panel->user = value;
		break;
	default:
		panel->referrer = value;
		break;
	}
}

/* Counters and latencies: "MAPI.T[server.guid]", "WLM.Bal". */
static bool is_measure(spoor_view key)
{
	return view_has(key, '[') || view_starts(key, VIEW("WLM."));
}

static void take(const struct row *row, struct panel *panel, const struct pair *pair)
{
	size_t i = 0;

	if (pair->value.len == 0)
		return;
	while (i < COUNT(keys) && !view_eq_nocase(pair->key, view_string(keys[i].key)))
		i++;
	if (i == COUNT(keys)) {
		if (!is_measure(pair->key))
			event_add_extra(row->event, pair->key, pair->value);
		return;
	}
	switch (keys[i].how) {
	case PANEL_KEEP:
		keep(panel, keys[i].key, pair->value);
		break;
	case PANEL_TEXT:
		event_set_text(row->event, keys[i].field, pair->value);
		break;
	case PANEL_TIME:
		row_set_milliseconds(row->event, pair->value);
		break;
	case PANEL_NONE:
		break;
	}
}

/* "<PII>alice@example.org</PII>" */
static spoor_view bare_user(spoor_view text)
{
	if (scan_literal(&text, VIEW("<PII>")) && view_ends(text, VIEW("</PII>")))
		text.len -= VIEW("</PII>").len;
	return text;
}

/* The request that ran it, by its URL. */
static void read_url(const struct row *row, const struct panel *panel)
{
	struct web_request request = WEB_NOTHING;

	request.url = panel->url;
	request.user = bare_user(panel->user);
	request.referrer = panel->referrer;
	web_set_request(row->scene->site, row->event, &request);
}

/* "Set-InboxRule.Identity='…'": the name; "Pipeline.0|" may stand before it. */
static spoor_view command_name(spoor_view command)
{
	size_t end = 0;

	if (view_starts(command, VIEW("Pipeline."))) {
		size_t bar = view_find(command, '|');

		command = view_skip(command, bar < command.len ? bar + 1 : 0);
	}
	while (end < command.len &&
		(is_alpha(command.ptr[end]) || is_digit(command.ptr[end]) ||
			command.ptr[end] == '-'))
		end++;
	return view_head(command, end);
}

/* What only looks is the URL's act; what changes is the command's. */
static void read_command(const struct row *row, const struct panel *panel)
{
	struct spoor_event *event = row->event;
	enum action action = event->action;
	spoor_view name = command_name(panel->command);

	event_set_text(event, FIELD_PROCESS_COMMAND_LINE,
		secret_mask(row->scene->site, event, panel->command));
	if (!cmdlet_set_act(event, name, panel->command)) {
		format_unknown_message(event);
		return;
	}
	if (event->action == ACTION_ADMIN_COMMAND && action != ACTION_HTTP_REQUEST &&
		action != ACTION_OTHER)
		event_set_action(event, action);
}

static void read_row(const struct row *row)
{
	struct spoor_event *event = row->event;
	struct panel panel = {WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY};
	spoor_view rest = row->cells[DATA];
	struct pair pair;

	while (pairs_next(&rest, event->arena, &pair))
		take(row, &panel, &pair);
	event_set_constant(event, FIELD_NETWORK_APPLICATION,
		row->kind == &log_kind_owa ? VIEW("owa") : VIEW("ecp"));
	read_url(row, &panel);
	if (panel.command.len)
		read_command(row, &panel);
	else if (panel.url.len == 0)
		event_set_action(event, ACTION_OTHER);
	if (panel.command.len || panel.error.len)
		event_set_outcome(event, panel.error.len == 0);
	event_set_text(event, FIELD_ERROR_MESSAGE, panel.error);
}

static bool fits(const struct row *row)
{
	return log_kind_has_name(row->kind, row->scene->path) ||
	       (row->kind == &log_kind_ecp &&
		       view_starts(row->cells[EVENT], VIEW("ECP.")));
}

#define KIND(dataset_, type_, file_)                                                     \
	{                                                                                \
		.dataset = (dataset_), .log_type = (type_), .file_name = (file_),        \
		.columns = columns, .column_count = COUNT(columns),                      \
		.marks = {"ServerName", "EventId", "EventData"}, .versions = versions,   \
		.version_count = COUNT(versions), .fits = fits, .read = read_row,        \
	}

const struct log_kind log_kind_ecp = KIND("exchange.ecp", "ECP Server", "ECPServer");
const struct log_kind log_kind_ecp_activity =
	KIND("exchange.ecp_activity", "ECP Activity", "ECPActivity");
const struct log_kind log_kind_owa = KIND("exchange.owa", "OWA Server", "OWAServer");
