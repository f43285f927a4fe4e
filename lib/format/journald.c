/* SPDX-License-Identifier: ISC */
/*
 * The journal of systemd as `journalctl -o json` prints it, one object a line, with keys in any
 * order; also with the marks of json-sse ("data: ") and json-seq (a record separator). A MESSAGE
 * that is no printable UTF-8 comes as a list of byte numbers, one above 4096 bytes as null
 * (without --all), a field that was given twice as a list of its values.
 *
 *	{"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1766994617377642","_HOSTNAME":"mx1",
 *	 "PRIORITY":"6","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"77","MESSAGE":"connect …"}
 *
 * The short forms are syslog's. The export form (-o export) is not read: its binary fields hold
 * raw lengths and line breaks, so that a line of it need not be a line of the journal, and what
 * looks like another log's line inside a message would be taken for one. It is said instead.
 */
#include "format/envelope.h"
#include "format/members.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("journald.log")

enum { SURE = 90, MICRO_DIGITS = 6, NANOS_OF_MICRO = 1000 };

enum key {
	CURSOR,
	REALTIME,
	SOURCE_REALTIME,
	MESSAGE,
	IDENTIFIER,
	COMM,
	SYSLOG_PID,
	TRUSTED_PID,
	HOSTNAME,
	PRIORITY,
	FACILITY,
	UNIT,
	USER_ID,
	CONTAINER,
	CONTAINER_ID_FULL,
	CONTAINER_ID,
	CONTAINER_PARTIAL,
	KEY_COUNT,
};

static const char *const keys[] = {
	[CURSOR] = "__CURSOR",
	[REALTIME] = "__REALTIME_TIMESTAMP",
	[SOURCE_REALTIME] = "_SOURCE_REALTIME_TIMESTAMP",
	[MESSAGE] = "MESSAGE",
	[IDENTIFIER] = "SYSLOG_IDENTIFIER",
	[COMM] = "_COMM",
	[SYSLOG_PID] = "SYSLOG_PID",
	[TRUSTED_PID] = "_PID",
	[HOSTNAME] = "_HOSTNAME",
	[PRIORITY] = "PRIORITY",
	[FACILITY] = "SYSLOG_FACILITY",
	[UNIT] = "_SYSTEMD_UNIT",
	[USER_ID] = "_UID",
	[CONTAINER] = "CONTAINER_NAME",
	[CONTAINER_ID_FULL] = "CONTAINER_ID_FULL",
	[CONTAINER_ID] = "CONTAINER_ID",
	[CONTAINER_PARTIAL] = "CONTAINER_PARTIAL_MESSAGE",
};

_Static_assert(COUNT(keys) == KEY_COUNT && KEY_COUNT <= (int)MEMBERS_MOST,
	"every key has its name");

/* The object itself, behind what json-sse and json-seq put before it. */
static spoor_view object_of(spoor_view line)
{
	if (view_starts(line, VIEW("data: ")))
		return view_skip(line, VIEW("data: ").len);
	return view_starts(line, VIEW("\x1e")) ? view_skip(line, 1) : line;
}

static bool is_export(spoor_view line)
{
	return view_starts(line, VIEW("__CURSOR="));
}

static int bid(spoor_view line)
{
	return is_export(line) || members_seen(object_of(line), keys, REALTIME + 1) ? SURE
										    : 0;
}

static spoor_view text_of(const struct member *members, enum key key)
{
	return members[key].token == JSON_STRING ? members[key].text : view_of("", 0);
}

/* The first of two fields that is there. */
static spoor_view either(const struct member *members, enum key first, enum key second)
{
	spoor_view text = text_of(members, first);

	return text.len ? text : text_of(members, second);
}

/* When the sender wrote it, else when the journal got it. */
static bool get_stamp(const struct member *members, struct stamp *stamp_r)
{
	int64_t micros;

	if (!view_number(either(members, SOURCE_REALTIME, REALTIME), &micros) ||
		micros > INT64_MAX / NANOS_OF_MICRO)
		return false;
	*stamp_r = wrap_stamp(micros * NANOS_OF_MICRO, MICRO_DIGITS);
	return true;
}

static void set_priority(struct spoor_event *event, const struct member *members)
{
	int64_t severity;
	int64_t facility;

	if (!view_number(text_of(members, PRIORITY), &severity) || severity > 7)
		return;
	event_set_text(event, FIELD_LOG_LEVEL, envelope_level((int)severity));
	if (view_number(text_of(members, FACILITY), &facility) && facility < 128)
		event_set_number(
			event, FIELD_LOG_SYSLOG_PRIORITY, facility * 8 + severity);
}

static void add_extra(struct spoor_event *event, spoor_view key, spoor_view value)
{
	if (value.len)
		event_add_extra(event, key, value);
}

static bool is_container(const struct member *members)
{
	return text_of(members, CONTAINER).len ||
	       either(members, CONTAINER_ID_FULL, CONTAINER_ID).len;
}

/* The journal knows who really wrote: worth its place where the line claims another name. */
static void set_trusted(
	struct spoor_event *event, const struct member *members, spoor_view ident)
{
	spoor_view comm = text_of(members, COMM);

	add_extra(event, VIEW("unit"), text_of(members, UNIT));
	add_extra(event, VIEW("uid"), text_of(members, USER_ID));
	if (ident.len < comm.len ||
		!view_eq_nocase(view_skip(ident, ident.len - comm.len), comm))
		add_extra(event, VIEW("comm"), comm);
}

/* A container's lines come through the engine, whose name and pid say nothing. */
static void set_container(struct spoor_event *event, const struct member *members)
{
	wrap_set_container_name(event, text_of(members, CONTAINER));
	add_extra(event, VIEW("tag"), text_of(members, IDENTIFIER));
	event_set_text(event, FIELD_CONTAINER_ID,
		either(members, CONTAINER_ID_FULL, CONTAINER_ID));
	wrap_set_stream(
		event, view_of("", 0), text_of(members, CONTAINER_PARTIAL).len > 0);
}

static void set_program(struct spoor_event *event, const struct member *members,
	const struct envelope *envelope)
{
	event_set_text(event, FIELD_PROCESS_NAME, envelope->ident);
	event_set_digits(event, FIELD_PROCESS_PID, envelope->pid);
	set_trusted(event, members, envelope->ident);
}

static void set_fields(struct scene *scene, struct spoor_event *event,
	const struct member *members, struct envelope *envelope_r)
{
	spoor_view host = text_of(members, HOSTNAME);

	envelope_r->host = scene->host.len ? scene->host : host;
	envelope_r->ident = either(members, IDENTIFIER, COMM);
	envelope_r->pid = either(members, SYSLOG_PID, TRUSTED_PID);
	envelope_r->text = text_of(members, MESSAGE);
	event_set_text(event, FIELD_EVENT_ID, text_of(members, CURSOR));
	event_set_text(event, FIELD_HOST_NAME, envelope_r->host);
	set_priority(event, members);
	if (is_container(members))
		set_container(event, members);
	else
		set_program(event, members, envelope_r);
}

/* A container's line is a line of its own; all else is its program's. */
static void read_message(struct scene *scene, const struct member *members,
	const struct stamp *stamp, struct envelope *envelope, struct spoor_event *event)
{
	if (is_container(members) || envelope->text.len == 0) {
		wrap_read_all(scene, envelope->text, stamp, DATASET, event);
		return;
	}
	if (stamp)
		scene_set_stamp(scene, event, stamp);
	envelope_dispatch(scene, envelope, event);
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct member members[KEY_COUNT];
	struct envelope envelope;
	struct stamp stamp;
	spoor_view line = object_of(record);
	enum members_fault fault;
	bool timed;

	if (is_export(record)) {
		wrap_broken(event, DATASET,
			VIEW("the journal's export form: use journalctl -o json"));
		return true;
	}
	if (line.len == 0 || line.ptr[0] != '{')
		return false;
	fault = members_read(line, keys, KEY_COUNT, event->arena, members);
	if (members[CURSOR].token == JSON_END && members[REALTIME].token == JSON_END)
		return false;
	set_fields(scene, event, members, &envelope);
	wrap_set_stream(
		event, view_of("", 0), text_of(members, CONTAINER_PARTIAL).len > 0);
	timed = get_stamp(members, &stamp);
	if (fault == MEMBERS_FINE && members[MESSAGE].token == JSON_STRING) {
		read_message(scene, members, timed ? &stamp : NULL, &envelope, event);
		return true;
	}
	if (timed)
		scene_set_stamp(scene, event, &stamp);
	if (fault != MEMBERS_FINE)
		wrap_broken(event, DATASET, members_fault_text(fault));
	else if (members[MESSAGE].token == JSON_NULL)
		wrap_broken(event, DATASET,
			VIEW("the message was left out: use journalctl --all"));
	else
		wrap_broken(event, DATASET, VIEW("no message"));
	return true;
}

const struct format format_journald = {
	.info = {.name = "journald",
		.about = "systemd's journal as journalctl -o json prints it; each text "
			 "by its program",
		.sample = "{\"__CURSOR\":\"s=1;i=2\",\"__REALTIME_TIMESTAMP\":"
			  "\"1766994617377642\","
			  "\"_HOSTNAME\":\"mx1\",\"PRIORITY\":\"6\","
			  "\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\",\"_PID\":\"77\","
			  "\"MESSAGE\":\"connect from unknown[192.0.2.1]\"}"},
	.bid = bid,
	.parse = parse,
};
