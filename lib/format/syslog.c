/* SPDX-License-Identifier: ISC */
/*
 * Syslog files as syslogd, rsyslog, syslog-ng and journalctl's short forms write them. The head
 * is read once; the text goes to the format of its program.
 *
 *	2025-12-29T00:00:01.5+01:00 mx1 rsyslogd: [origin software="rsyslogd" …] rsyslogd was HUPed
 *	Dec 29 08:51:02 mx1 last message repeated 3 times
 *
 * A line without a stamp behind a stamped one is a record of its own, and unparsed: the daemons
 * of mail servers write no line breaks, and a text that could hold them is a client's.
 */
#include "format/envelope.h"
#include "format/memo.h"
#include "format/notice.h"
#include "format/table.h"

enum { SURE = 60, NO_HOST = 30 };

/* journalctl's own lines, up to their varying part. */
static const char *const journal_lines[] = {"-- Journal begins at ", "-- Logs begin at ",
	"-- Boot ", "-- Reboot --", "-- No entries --", "-- cursor: "};

static bool is_journal_line(spoor_view line)
{
	for (size_t i = 0; view_starts(line, VIEW("-- ")) && i < COUNT(journal_lines);
		i++)
		if (view_starts(line, view_string(journal_lines[i])))
			return true;
	return false;
}

/* A line without a host could be of any program's own log, unless its program has a pid behind
 * it or is known. */
static bool has_program(const struct envelope *envelope)
{
	const void *claim;

	return envelope->pid.len || view_eq(envelope->ident, VIEW("kernel")) ||
	       format_of_program(envelope->ident, &claim) || notice_is_nameless(envelope);
}

static int bid(spoor_view line)
{
	struct clock clock = {.started = false};
	struct head head;

	if (is_journal_line(line))
		return SURE;
	if (!head_scan(&clock, line, &head))
		return 0;
	if (head.envelope.host.len || head.priority >= 0)
		return SURE;
	return has_program(&head.envelope) && !format_others_bid(&format_syslog, line)
		       ? NO_HOST
		       : 0;
}

/* A line without a host that looks like one of a program's own log file is one. */
static bool is_of_other_format(
	const struct scene *scene, spoor_view line, const struct head *head)
{
	return head->envelope.host.len == 0 && scene->forced != &format_syslog &&
	       format_others_bid(&format_syslog, line);
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct head head;

	if (is_journal_line(record)) {
		event_set_action(event, ACTION_LOG_NOTICE);
		event_set_dataset(event, VIEW("syslog.log"));
		event_set_text(event, FIELD_ERROR_MESSAGE, record);
		return true;
	}
	if (!head_scan(&scene->clock, record, &head))
		return false;
	if (is_of_other_format(scene, record, &head))
		return false;
	envelope_set(scene, event, &head);
	if (scene->memo && scene->depth == 0)
		memo_keep(scene, record, &head);
	envelope_dispatch(scene, &head.envelope, event);
	return true;
}

const struct format format_syslog = {
	.info = {.name = "syslog",
		.about = "syslog files: RFC 3164, RFC 5424, RFC 3339 stamps; each text "
			 "by its program",
		.sample = "Dec 29 08:50:17 mx1 postfix/smtpd[77]: connect from "
			  "unknown[192.0.2.1]"},
	.bid = bid,
	.parse = parse,
};
