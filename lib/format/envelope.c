/* SPDX-License-Identifier: ISC */
#include "envelope.h"

#include "format/notice.h"

static const char *const levels[] = {
	"emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"};

spoor_view envelope_level(int severity)
{
	return view_string(levels[severity & 7]);
}

void envelope_scan_program(spoor_view rest, struct envelope *envelope_r)
{
	struct head head = {.envelope.host = view_of("", 0)};

	head_scan_program(rest, &head);
	envelope_r->ident = head.envelope.ident;
	envelope_r->pid = head.envelope.pid;
	envelope_r->text = head.envelope.text;
}

static void add_extra(struct spoor_event *event, spoor_view key, spoor_view value)
{
	if (value.len)
		event_add_extra(event, key, value);
}

static void set_pid(struct spoor_event *event, spoor_view pid)
{
	event_set_digits(event, FIELD_PROCESS_PID, pid);
	if (!event_has(event, FIELD_PROCESS_PID))
		add_extra(event, VIEW("pid"), pid);
}

void envelope_set(struct scene *scene, struct spoor_event *event, const struct head *head)
{
	const struct envelope *envelope = &head->envelope;

	if (head->timed)
		scene_set_time(scene, event, &head->moment);
	event_set_text(
		event, FIELD_HOST_NAME, scene->host.len ? scene->host : envelope->host);
	event_set_text(event, FIELD_PROCESS_NAME, envelope->ident);
	set_pid(event, envelope->pid);
	if (head->priority >= 0)
		event_set_number(event, FIELD_LOG_SYSLOG_PRIORITY, head->priority);
	if (head->severity >= 0)
		event_set_text(event, FIELD_LOG_LEVEL, envelope_level(head->severity));
	event_set_text(event, FIELD_LOG_SYSLOG_MSGID, head->msgid);
	event_set_text(event, FIELD_EVENT_CODE, head->code);
	add_extra(event, VIEW("structured_data"), head->data);
	add_extra(event, VIEW("unit"), head->unit);
	add_extra(event, VIEW("zone"), head->zone);
	add_extra(event, VIEW("relay"), head->relay);
}

bool envelope_read(struct scene *scene, spoor_view line, struct spoor_event *event,
	struct envelope *envelope_r)
{
	struct head head;

	if (!head_scan(&scene->clock, line, &head))
		return false;
	envelope_set(scene, event, &head);
	*envelope_r = head.envelope;
	return true;
}

bool envelope_looks(spoor_view line)
{
	struct clock clock = {.started = false};
	struct head head;

	return head_scan(&clock, line, &head);
}

void envelope_pass_on(struct scene *scene, const struct format *format,
	const struct envelope *envelope, struct spoor_event *event)
{
	if (format) {
		format->payload(scene, envelope, event);
		return;
	}
	event_set_dataset(event, VIEW("syslog.log"));
	event_set_action(event, ACTION_OTHER);
}

void envelope_dispatch(
	struct scene *scene, struct envelope *envelope, struct spoor_event *event)
{
	const struct format *format;

	if (notice_read(scene, envelope, event))
		return;
	format = format_of_program(envelope->ident, &envelope->claim);
	envelope_pass_on(scene, format, envelope, event);
}
