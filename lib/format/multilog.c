/* SPDX-License-Identifier: ISC */
/*
 * daemontools' multilog, runit's svlogd and s6-log: "@", a TAI64N stamp, the line; or the same
 * made readable by tai64nlocal, in local time. Mostly the line is of a program's own log; else
 * the program names itself before a colon; socklog puts facility and level before a line of
 * syslog.
 *
 *	@4000000069523243168a7e08 tcpserver: status: 1/30
 *	2025-12-29 08:50:17.378175560 tcpserver: status: 1/30
 *	@4000000069523243168a7e08 mail.info: Dec 29 07:50:17 postfix/smtpd[77]: connect from …
 */
#include "base/scan.h"
#include "format/envelope.h"
#include "format/priority.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("multilog.log")

enum { SURE = 90, NANO_DIGITS = 9, DATE_LEN = 10 };

static bool scan_tai64(spoor_view *cursor, struct stamp *stamp_r)
{
	int64_t ns;
	int digits;

	if (!stamp_scan_tai64(cursor, &ns, &digits))
		return false;
	*stamp_r = wrap_stamp(ns, digits);
	return true;
}

/* "2025-12-29 08:50:17.378175560" */
static bool scan_local(spoor_view *cursor, struct stamp *stamp_r)
{
	spoor_view rest = *cursor;

	if (!stamp_scan_iso(&rest, stamp_r) || cursor->ptr[DATE_LEN] != ' ' ||
		stamp_r->zoned || stamp_r->digits != NANO_DIGITS)
		return false;
	*cursor = rest;
	return true;
}

static bool scan_stamp(spoor_view *cursor, struct stamp *stamp_r)
{
	spoor_view rest = *cursor;

	if (!scan_tai64(&rest, stamp_r) && !scan_local(&rest, stamp_r))
		return false;
	if (rest.len && !scan_char(&rest, ' '))
		return false;
	*cursor = rest;
	return true;
}

static int bid(spoor_view line)
{
	struct stamp stamp;

	return scan_stamp(&line, &stamp) ? SURE : 0;
}

/* socklog's "mail.info: ". */
static void skip_priority(spoor_view *text, struct spoor_event *event)
{
	spoor_view rest = *text;
	spoor_view word;
	int64_t priority;

	if (!scan_until_text(&rest, VIEW(": "), &word) ||
		!priority_parse(word, &priority))
		return;
	event_set_number(event, FIELD_LOG_SYSLOG_PRIORITY, priority);
	event_set_text(event, FIELD_LOG_LEVEL, envelope_level((int)priority));
	*text = rest;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct envelope envelope = {.host = scene->host};
	struct stamp stamp;

	if (!scan_stamp(&record, &stamp))
		return false;
	skip_priority(&record, event);
	event_set_text(event, FIELD_HOST_NAME, scene->host);
	if (wrap_read(scene, record, &stamp, DATASET, event))
		return true;
	envelope_scan_program(record, &envelope);
	if (envelope.ident.len == 0) {
		wrap_broken(event, DATASET, VIEW("no format knows the wrapped line"));
		return true;
	}
	event_set_text(event, FIELD_PROCESS_NAME, envelope.ident);
	event_set_digits(event, FIELD_PROCESS_PID, envelope.pid);
	envelope_dispatch(scene, &envelope, event);
	return true;
}

const struct format format_multilog = {
	.info = {.name = "multilog",
		.about = "multilog, svlogd and s6-log with TAI64N stamps; each line by "
			 "its format",
		.sample = "@4000000069523243168a7e08 tcpserver: status: 1/30"},
	.bid = bid,
	.parse = parse,
};
