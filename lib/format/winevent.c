/* SPDX-License-Identifier: ISC */
/*
 * Events of Windows that concern mail: "MSExchange Management", one for each command of Exchange's
 * shell whoever ran it, and "Microsoft-IIS-Logging", one for each request. Their data has no names
 * in the first, and the message repeats it:
 *
 *	Cmdlet suceeded. Cmdlet New-MailboxExportRequest, parameters -Mailbox "alice" -FilePath "…".
 *
 * (The word is the product's own; both spellings are read.)
 */
#include "winevent.h"

#include "base/scan.h"
#include "format/export_time.h"
#include "format/row.h"

enum {
	CMDLET,
	PARAMETERS,
	CALLER,
	CALLER_SID,
	OTHER_SID,
	HOST,
	PROCESS,
	BLANK,
	THREAD,
	ELAPSED,
	VIEW_SETTINGS,
	FAULT
};

void winevent_init(struct winevent *winevent)
{
	memset(winevent, 0, sizeof(*winevent));
	winevent->provider = view_of("", 0);
	winevent->id = view_of("", 0);
	winevent->time = view_of("", 0);
	winevent->computer = view_of("", 0);
	winevent->record = view_of("", 0);
	winevent->message = view_of("", 0);
}

void winevent_add(struct winevent *winevent, spoor_view name, spoor_view value)
{
	if (winevent->data_count < WINEVENT_DATA)
		winevent->data[winevent->data_count++] = (struct audit_pair){name, value};
}

/* The names that exporters give to the same things. */
static const struct {
	const char *name;
	size_t place; /* in a struct winevent */
} properties[] = {
	{"ProviderName", offsetof(struct winevent, provider)},
	{"Provider", offsetof(struct winevent, provider)},
	{"Source", offsetof(struct winevent, provider)},
	{"Id", offsetof(struct winevent, id)},
	{"EventId", offsetof(struct winevent, id)},
	{"Event ID", offsetof(struct winevent, id)},
	{"TimeCreated", offsetof(struct winevent, time)},
	{"SystemTime", offsetof(struct winevent, time)},
	{"Date and Time", offsetof(struct winevent, time)},
	{"MachineName", offsetof(struct winevent, computer)},
	{"Computer", offsetof(struct winevent, computer)},
	{"RecordId", offsetof(struct winevent, record)},
	{"EventRecordId", offsetof(struct winevent, record)},
	{"Message", offsetof(struct winevent, message)},
};

bool winevent_take(struct winevent *winevent, spoor_view name, spoor_view value)
{
	for (size_t i = 0; i < COUNT(properties); i++)
		if (view_eq_nocase(name, view_string(properties[i].name))) {
			spoor_view *place = (spoor_view *)(void *)((char *)winevent +
								   properties[i].place);

			if (place->len == 0)
				*place = value;
			return true;
		}
	return false;
}

/* ------------------------------------------------------------------ parameters */

/* {MailboxServer=X, Identity=DAG1}: what Exchange 2010 writes. */
static void take_listed(struct audit *audit, spoor_view text)
{
	text = view_unwrap(text, '{', '}');
	while (text.len) {
		spoor_view value = view_trim(view_split(&text, ','));
		spoor_view name = view_trim(view_split(&value, '='));

		audit_param(audit, name, view_trim(value));
	}
}

/* The value behind a name: in quotes, which end before the next name, or up to it. */
static spoor_view take_value(spoor_view *rest)
{
	spoor_view value;
	bool quoted = scan_char(rest, '"');
	spoor_view mark = quoted ? VIEW("\" -") : VIEW(" -");
	size_t end = view_search(*rest, mark);

	value = view_head(*rest, end);
	if (end < rest->len)
		*rest = view_skip(*rest, end + mark.len - 1);
	else
		*rest = view_of("", 0);
	if (quoted && end >= value.len && view_ends(value, VIEW("\"")) && rest->len == 0)
		value.len--;
	return view_trim(value);
}

void winevent_take_params(struct audit *audit, spoor_view text)
{
	text = view_trim(text);
	if (view_starts(text, VIEW("{"))) {
		take_listed(audit, text);
		return;
	}
	while (text.len) {
		spoor_view name;
		size_t len = 0;

		scan_blanks(&text);
		if (!scan_char(&text, '-'))
			return;
		while (len < text.len &&
			(is_alpha(text.ptr[len]) || is_digit(text.ptr[len])))
			len++;
		name = view_head(text, len);
		text = view_skip(text, len);
		if (!scan_char(&text, ':'))
			scan_blanks(&text);
		audit_param(audit, name,
			view_starts(text, VIEW("-")) ? VIEW("True") : take_value(&text));
	}
}

/* ------------------------------------------------------------------ commands */

static spoor_view data_at(const struct winevent *winevent, size_t index)
{
	return index < winevent->data_count ? winevent->data[index].value
					    : view_of("", 0);
}

/* "… Cmdlet NAME, parameters TEXT." */
static bool split_message(spoor_view message, spoor_view *name_r, spoor_view *params_r)
{
	spoor_view before;

	if (!scan_until_text(&message, VIEW(". Cmdlet "), &before) ||
		!scan_until_text(&message, VIEW(", parameters "), name_r))
		return false;
	message = view_head(message, view_find_either(message, '\r', '\n'));
	message = view_trim(message);
	if (view_ends(message, VIEW(".")))
		message.len--;
	*params_r = message;
	return true;
}

/* "CMDLET, PARAMETERS, …": where a tool joined the data, only the first comma is sure. */
static void split_joined(spoor_view *name, spoor_view *params_r)
{
	spoor_view before;

	*params_r = *name;
	if (scan_until_text(params_r, VIEW(", "), &before))
		*name = before;
	else
		*params_r = view_of("", 0);
}

/* 1: it was done; 6: it failed; 8: nobody caught what was thrown. */
static void set_command(
	struct scene *scene, const struct winevent *winevent, struct spoor_event *event)
{
	spoor_view name = data_at(winevent, CMDLET);
	spoor_view params = data_at(winevent, PARAMETERS);
	spoor_view process;
	struct audit audit;

	audit_begin(&audit, scene, event);
	if (winevent->data_count == 1)
		split_joined(&name, &params);
	if (name.len == 0 && !split_message(winevent->message, &name, &params))
		name = view_of("", 0);
	audit_take(&audit, VIEW("Operation"), name);
	audit_take(&audit, VIEW("Result"),
		view_eq(winevent->id, VIEW("1")) ? VIEW("Succeeded") : VIEW("Failed"));
	audit_take(&audit, VIEW("Caller"), data_at(winevent, CALLER));
	audit_take(&audit, VIEW("LogonUserSid"), data_at(winevent, CALLER_SID));
	audit_take(&audit, VIEW("HostApplication"), data_at(winevent, HOST));
	audit_take(&audit, VIEW("Error"), data_at(winevent, FAULT));
	winevent_take_params(&audit, params);
	process = data_at(winevent, PROCESS);
	event_set_digits(
		event, FIELD_PROCESS_PID, view_head(process, view_find(process, ' ')));
	audit_finish(&audit, VIEW("exchange.management"));
	if (name.len == 0)
		format_unknown_message(event);
	event_set_text(event, FIELD_EVENT_ORIGINAL, winevent->provider);
}

/* ------------------------------------------------------------------ requests */

/* IIS names its fields in an event without the brackets of the text log. */
static spoor_view iis_name(spoor_view name)
{
	static const spoor_view names[][2] = {
		{{"csUser-Agent", 12}, {"cs(User-Agent)", 14}},
		{{"csCookie", 8}, {"cs(Cookie)", 10}},
		{{"csReferer", 9}, {"cs(Referer)", 11}},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (view_eq_nocase(name, names[i][0]))
			return names[i][1];
	return name;
}

static bool set_request(
	struct scene *scene, const struct winevent *winevent, struct spoor_event *event)
{
	spoor_view names[WINEVENT_DATA];
	spoor_view values[WINEVENT_DATA];

	for (size_t i = 0; i < winevent->data_count; i++) {
		names[i] = iis_name(winevent->data[i].name);
		values[i] = winevent->data[i].value;
	}
	return row_read_named(
		scene, VIEW("iis.access"), names, values, winevent->data_count, event);
}

/* ------------------------------------------------------------------ all of them */

static void set_other(
	struct scene *scene, const struct winevent *winevent, struct spoor_event *event)
{
	struct stamp stamp;

	if (winevent->provider.len)
		event_set_action(event, ACTION_OTHER);
	else
		format_unknown_message(event);
	event_set_dataset(event, VIEW("windows.event"));
	event_set_text(event, FIELD_PROCESS_NAME, winevent->provider);
	event_set_text(event, FIELD_EVENT_CODE, winevent->id);
	if (export_scan_time(scene, winevent->time, false, &stamp))
		export_set_stamp(scene, event, &stamp);
}

void winevent_set(
	struct scene *scene, const struct winevent *winevent, struct spoor_event *event)
{
	struct stamp stamp;
	bool is_command = view_starts(winevent->provider, VIEW("MSExchange CmdletLogs"));

	event_set_text(event, FIELD_HOST_NAME, winevent->computer);
	event_set_digits(event, FIELD_EVENT_SEQUENCE, winevent->record);
	if (is_command) {
		if (export_scan_time(scene, winevent->time, false, &stamp))
			export_set_stamp(scene, event, &stamp);
		set_command(scene, winevent, event);
		if (winevent->id.len)
			event_add_extra(event, VIEW("EventID"), winevent->id);
		return;
	}
	if (!view_eq(winevent->provider, VIEW("Microsoft-Windows-IIS-Logging")) ||
		!set_request(scene, winevent, event))
		set_other(scene, winevent, event);
}
