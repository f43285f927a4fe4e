/* SPDX-License-Identifier: ISC */
/*
 * Syslog files as syslogd, rsyslog, syslog-ng and journalctl's short form write them. The head
 * is read once; the text goes to the format of its program. Here stay the syslog daemon's own
 * lines.
 *
 *	2025-12-29T00:00:01.5+01:00 mx1 rsyslogd: [origin software="rsyslogd" …] rsyslogd was HUPed
 *	Dec 29 08:51:02 mx1 last message repeated 3 times
 */
#include "base/scan.h"
#include "format/envelope.h"
#include "format/table.h"

static int bid(spoor_view line)
{
	return envelope_looks(line) || view_starts(line, VIEW("-- ")) ? 60 : 0;
}

/* "last message repeated N times", "message repeated N times: [ TEXT]", and both between
 * dashes. */
static bool scan_repeat(spoor_view text, int64_t *times_r)
{
	scan_literal(&text, VIEW("--- "));
	scan_literal(&text, VIEW("last "));
	return scan_literal(&text, VIEW("message repeated ")) &&
	       scan_number(&text, times_r) && scan_literal(&text, VIEW(" time"));
}

/* "imuxsock lost 12 messages from pid 77 due to rate-limiting",
 * "Suppressed 12 messages from mx.service", "imuxsock[pid: 7] : begin to drop messages". */
static bool scan_lost(spoor_view text, int64_t *lost_r)
{
	size_t at = view_search(text, VIEW("lost "));

	if (at == text.len)
		at = view_search(text, VIEW("Suppressed "));
	if (at == text.len)
		return false;
	text = view_skip(text, at + view_find(view_skip(text, at), ' ') + 1);
	return scan_number(&text, lost_r) && view_starts(text, VIEW(" messages"));
}

static bool is_logger(spoor_view ident)
{
	static const char *const loggers[] = {"rsyslogd", "syslogd", "syslog-ng",
		"systemd-journald", "systemd-journal", "journal", "newsyslog",
		"logrotate", "metalog", "rsyslogd0"};

	for (size_t i = 0; i < COUNT(loggers); i++)
		if (view_eq(ident, view_string(loggers[i])))
			return true;
	return false;
}

/* The log about itself. */
static bool read_notice(const struct envelope *envelope, struct spoor_event *event)
{
	int64_t number;

	if (scan_repeat(view_trim(envelope->text), &number)) {
		event_set_number(event, FIELD_LOG_REPEAT, number);
	} else if (is_logger(envelope->ident)) {
		if (scan_lost(envelope->text, &number))
			event_set_number(event, FIELD_LOG_LOST, number);
	} else if (envelope->ident.len || !view_eq(envelope->text, VIEW("-- MARK --"))) {
		return false;
	}
	event_set_action(event, ACTION_LOG_NOTICE);
	event_set_dataset(event, VIEW("syslog.log"));
	event_set_text(event, FIELD_ERROR_MESSAGE, envelope->text);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct envelope envelope;

	if (view_starts(record, VIEW("-- "))) {
		event_set_action(event, ACTION_LOG_NOTICE);
		event_set_dataset(event, VIEW("syslog.log"));
		return true;
	}
	if (!envelope_read(scene, record, event, &envelope))
		return false;
	if (!read_notice(&envelope, event))
		envelope_dispatch(scene, &envelope, event);
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
