/* SPDX-License-Identifier: ISC */
/*
 * Message trace of Exchange Online: Get-MessageTrace and its second version, the enhanced summary
 * of a historical search, the portal's summary. A row is a message and a recipient, or a message
 * and all of them with what became of each.
 *
 *	"Received","SenderAddress","RecipientAddress","Subject","Status",…,"MessageTraceId"
 *	"2026-03-02T08:15:09","bob@example.net","alice@example.org","Hi","Delivered",…
 */
#include "format/export_time.h"
#include "format/log_kinds.h"

enum name {
	TIME,
	TIME_UTC,
	SENDER,
	RECIPIENT,
	RECIPIENTS, /* "ADDRESS##Receive, Deliver;ADDRESS##…" */
	SUBJECT,
	STATUS,
	TO_IP,
	FROM_IP,
	SIZE,
	MESSAGE_ID,
	NETWORK_ID,
	DIRECTION,
	NAME_COUNT
};

struct name_row {
	const char *text;
	enum name name;
};

static const struct name_row names[] = {
	{"Received", TIME_UTC},
	{"origin_timestamp_utc", TIME_UTC},
	{"Date", TIME},
	{"SenderAddress", SENDER},
	{"sender_address", SENDER},
	{"Sender", SENDER},
	{"RecipientAddress", RECIPIENT},
	{"Recipient", RECIPIENT},
	{"recipient_status", RECIPIENTS},
	{"Subject", SUBJECT},
	{"message_subject", SUBJECT},
	{"Status", STATUS},
	{"ToIP", TO_IP},
	{"FromIP", FROM_IP},
	{"original_client_ip", FROM_IP},
	{"Size", SIZE},
	{"total_bytes", SIZE},
	{"MessageId", MESSAGE_ID},
	{"message_id", MESSAGE_ID},
	{"MessageTraceId", NETWORK_ID},
	{"network_message_id", NETWORK_ID},
	{"directionality", DIRECTION},
};

/* What became of a message. */
struct status {
	spoor_view word;
	enum action action;
	const char *outcome;
	const char *status;
};

static const struct status statuses[] = {
	{{"Delivered", 9}, ACTION_MAIL_DELIVER, "success", "sent"},
	{{"Deliver", 7}, ACTION_MAIL_DELIVER, "success", "sent"},
	{{"Send", 4}, ACTION_MAIL_RELAY, "success", "sent"},
	{{"Failed", 6}, ACTION_MAIL_DELIVER, "failure", "bounced"},
	{{"Fail", 4}, ACTION_MAIL_DELIVER, "failure", "bounced"},
	{{"Quarantined", 11}, ACTION_MAIL_DELIVER, "failure", "quarantined"},
	{{"FilteredAsSpam", 14}, ACTION_MAIL_DELIVER, "success", "spam"},
	{{"Pending", 7}, ACTION_MAIL_DELIVER, "unknown", "deferred"},
	{{"GettingStatus", 13}, ACTION_MAIL_DELIVER, "unknown", "deferred"},
	{{"Defer", 5}, ACTION_MAIL_DELIVER, "unknown", "deferred"},
	{{"Expanded", 8}, ACTION_MAIL_QUEUE, "success", "expanded"},
	{{"Expand", 6}, ACTION_MAIL_QUEUE, "success", "expanded"},
	{{"Resolve", 7}, ACTION_MAIL_QUEUE, "success", "resolved"},
	{{"Receive", 7}, ACTION_MAIL_RECEIVE, "success", "received"},
	{{"None", 4}, ACTION_MAIL_QUEUE, "unknown", "none"},
};

static const struct status *find_status(spoor_view word)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (view_eq_nocase(word, statuses[i].word))
			return &statuses[i];
	return NULL;
}

static void set_status(struct spoor_event *event, const struct status *status)
{
	event_set_action(event, status->action);
	event_set_constant(event, FIELD_EVENT_OUTCOME, view_string(status->outcome));
	event_set_constant(event, FIELD_SMTP_STATUS, view_string(status->status));
}

/* The last step of the first recipient that came to something counts for the message. */
static const struct status *take_recipients(struct spoor_event *event, spoor_view text)
{
	const struct status *found = NULL;

	while (text.len) {
		spoor_view steps = view_trim(view_split(&text, ';'));
		size_t mark = view_search(steps, VIEW("##"));
		spoor_view address = view_head(steps, mark);
		const struct status *last = NULL;

		event_add_text(event, FIELD_EMAIL_TO, address);
		if (mark < steps.len)
			event_add_extra(event, VIEW("recipient_status"), steps);
		steps = mark < steps.len ? view_skip(steps, mark + 2) : view_of("", 0);
		while (steps.len) {
			const struct status *step =
				find_status(view_trim(view_split(&steps, ',')));

			last = step ? step : last;
		}
		if (last && (!found || strcmp(found->outcome, "success") != 0))
			found = last;
	}
	return found;
}

static void set_time(const struct row *row, spoor_view text, bool is_utc)
{
	struct stamp stamp;

	if (export_scan_time(row->scene, text, is_utc, &stamp))
		export_set_stamp(row->scene, row->event, &stamp);
}

static void set_direction(struct spoor_event *event, spoor_view text)
{
	if (view_eq(text, VIEW("1")) || view_eq_nocase(text, VIEW("Incoming")))
		event_set_constant(event, FIELD_EMAIL_DIRECTION, VIEW("inbound"));
	else if (view_eq(text, VIEW("2")) || view_eq_nocase(text, VIEW("Originating")))
		event_set_constant(event, FIELD_EMAIL_DIRECTION, VIEW("outbound"));
}

/* Cells by their names; what has none goes to spoor.extra. */
static void take_cells(const struct row *row, spoor_view cells[NAME_COUNT])
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		cells[i] = view_of("", 0);
	for (size_t i = 0; i < row->other_count; i++) {
		spoor_view name = view_trim(header_name(row->header, row->other_at[i]));
		size_t n = 0;

		while (n < COUNT(names) &&
			!view_eq_nocase(name, view_string(names[n].text)))
			n++;
		if (n < COUNT(names))
			cells[names[n].name] = row->others[i];
		else if (name.len)
			event_add_extra(row->event, name, row->others[i]);
	}
}

static void read_trace(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view cells[NAME_COUNT];
	const struct status *status;

	take_cells(row, cells);
	set_time(row, cells[TIME_UTC].len ? cells[TIME_UTC] : cells[TIME],
		cells[TIME_UTC].len != 0);
	event_set_text(event, FIELD_EMAIL_SENDER, cells[SENDER]);
	event_add_text(event, FIELD_EMAIL_TO, cells[RECIPIENT]);
	event_set_text(event, FIELD_EMAIL_SUBJECT, cells[SUBJECT]);
	event_set_text(event, FIELD_EMAIL_MESSAGE_ID, row_bare_id(cells[MESSAGE_ID]));
	event_set_text(event, FIELD_MAIL_NETWORK_ID, cells[NETWORK_ID]);
	event_set_digits(event, FIELD_MAIL_BYTES, cells[SIZE]);
	row_set_address(event, FIELD_SOURCE_IP, cells[FROM_IP]);
	row_set_address(event, FIELD_DESTINATION_IP, cells[TO_IP]);
	set_direction(event, cells[DIRECTION]);
	status = take_recipients(event, cells[RECIPIENTS]);
	if (cells[STATUS].len) {
		event_set_text(event, FIELD_EVENT_CODE, cells[STATUS]);
		status = find_status(cells[STATUS]);
	}
	if (status)
		set_status(event, status);
	else
		format_unknown_message(event);
}

const struct log_kind log_kind_trace = {
	.dataset = "m365.message_trace",
	.marks = {"MessageTraceId", "RecipientAddress", "Status"},
	.is_export = true,
	.read = read_trace,
};

const struct log_kind log_kind_trace_summary = {
	.dataset = "m365.message_trace",
	.marks = {"origin_timestamp_utc", "recipient_status"},
	.is_export = true,
	.read = read_trace,
};

const struct log_kind log_kind_trace_portal = {
	.dataset = "m365.message_trace",
	.marks = {"Sender", "Recipient", "Status"},
	.is_export = true,
	.read = read_trace,
};

/* ------------------------------------------------------------------ extended */

/* The columns of message tracking, written otherwise: date_time_utc is date-time. */
static spoor_view tracking_name(struct arena *arena, spoor_view name)
{
	char *room;

	if (view_eq(name, VIEW("date_time_utc")))
		return VIEW("date-time");
	room = arena_room(arena, name.len);
	if (!room)
		return view_of("", 0);
	for (size_t i = 0; i < name.len; i++)
		room[i] = (char)(name.ptr[i] == '_' ? '-' : name.ptr[i]);
	arena_keep(arena, name.len);
	return view_of(room, name.len);
}

static void read_extended(const struct row *row)
{
	spoor_view names_[ROW_CELLS];
	spoor_view values[ROW_CELLS];
	size_t count = 0;

	for (size_t i = 0; i < row->other_count; i++) {
		if (row->other_at[i] >= row->header->count)
			continue;
		names_[count] = tracking_name(row->event->arena,
			view_trim(header_name(row->header, row->other_at[i])));
		values[count++] = row->others[i];
	}
	if (!row_read_named(row->scene, VIEW("exchange.tracking"), names_, values, count,
		    row->event))
		format_unknown_message(row->event);
	event_set_dataset(row->event, view_string(row->kind->dataset));
}

const struct log_kind log_kind_trace_extended = {
	.dataset = "m365.message_trace",
	.marks = {"date_time_utc", "event_id", "internal_message_id"},
	.is_export = true,
	.read = read_extended,
};
