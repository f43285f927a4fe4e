/* SPDX-License-Identifier: ISC */
/*
 * The syslog head, read by hand: it stands on nearly every line there is.
 *
 *	Dec 29 08:50:17 mx1 postfix/smtpd[77]: connect from unknown[192.0.2.1]
 *	<22>1 2025-12-29T08:50:17.377642+01:00 mx1 dovecot - - - imap-login: Login: …
 *
 * Deviations we accept: a missing host ("Dec 29 08:50:17 postfix/smtpd[77]: …"), a missing
 * program, a level word instead of the host (ChromeOS), BSD's "<mail.info>" behind the time.
 */
#include "envelope.h"

#include "base/scan.h"

static const char *const levels[] = {
	"emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"};

spoor_view envelope_level(int severity)
{
	return view_string(levels[severity & 7]);
}

/* "<PRI>", at most 191. */
static bool scan_priority(spoor_view *cursor, int64_t *priority_r)
{
	spoor_view rest = *cursor;

	if (!scan_char(&rest, '<') || !scan_number(&rest, priority_r) ||
		*priority_r > 191 || !scan_char(&rest, '>'))
		return false;
	*cursor = rest;
	return true;
}

/* A stamp that begins like a digit is RFC 3339, else RFC 3164. */
static bool scan_time(struct scene *scene, spoor_view *cursor, struct moment *moment_r)
{
	if (cursor->len && is_digit(cursor->ptr[0]))
		return clock_scan_iso(&scene->clock, cursor, moment_r);
	return clock_scan_bsd(&scene->clock, cursor, moment_r);
}

void envelope_scan_program(spoor_view rest, struct envelope *envelope_r)
{
	size_t len = 0;
	spoor_view tail;

	envelope_r->ident = view_of("", 0);
	envelope_r->pid = view_of("", 0);
	envelope_r->text = rest;
	while (len < rest.len && rest.ptr[len] != ' ' && rest.ptr[len] != ':' &&
		rest.ptr[len] != '[')
		len++;
	tail = view_skip(rest, len);
	if (len == 0 || tail.len == 0)
		return;
	if (tail.ptr[0] == '[' && !scan_between(&tail, '[', ']', &envelope_r->pid))
		return;
	if (!scan_char(&tail, ':') && envelope_r->pid.len == 0)
		return;
	scan_char(&tail, ' ');
	envelope_r->ident = view_head(rest, len);
	envelope_r->text = tail;
}

/* The host, unless the word is the program already. */
static spoor_view scan_host(spoor_view *cursor)
{
	spoor_view rest = *cursor;
	spoor_view word;

	if (!scan_word(&rest, &word) || word.ptr[word.len - 1] == ':' ||
		view_has(word, '['))
		return view_of("", 0);
	*cursor = rest;
	return word;
}

static void set_priority(struct spoor_event *event, int64_t priority)
{
	event_set_number(event, FIELD_LOG_SYSLOG_PRIORITY, priority);
	event_set_text(event, FIELD_LOG_LEVEL, envelope_level((int)priority));
}

static void set_head(struct scene *scene, struct spoor_event *event,
	const struct moment *moment, const struct envelope *envelope)
{
	if (moment)
		scene_set_time(scene, event, moment);
	event_set_text(
		event, FIELD_HOST_NAME, scene->host.len ? scene->host : envelope->host);
	event_set_text(event, FIELD_PROCESS_NAME, envelope->ident);
	event_set_digits(event, FIELD_PROCESS_PID, envelope->pid);
}

static spoor_view dash_is_none(spoor_view word)
{
	return view_eq(word, VIEW("-")) ? view_of("", 0) : word;
}

/* [id name="value" …], several in a row, or "-". */
static bool scan_structured_data(spoor_view *cursor, struct spoor_event *event)
{
	size_t at = 0;
	bool quoted = false;

	if (scan_char(cursor, '-'))
		return true;
	if (cursor->len == 0 || cursor->ptr[0] != '[')
		return false;
	for (; at < cursor->len; at++) {
		char c = cursor->ptr[at];

		if (c == '\\' && quoted)
			at++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == ']' && !quoted &&
			 (at + 1 == cursor->len || cursor->ptr[at + 1] != '['))
			break;
	}
	if (at >= cursor->len)
		return false;
	event_add_extra(event, VIEW("structured_data"), view_head(*cursor, at + 1));
	*cursor = view_skip(*cursor, at + 1);
	return true;
}

/* Behind "<PRI>1 ": TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA [MSG]. */
static bool read_5424(struct scene *scene, spoor_view rest, struct spoor_event *event,
	struct envelope *envelope_r)
{
	spoor_view host;
	spoor_view program;
	spoor_view pid;
	spoor_view msgid;
	struct moment moment;
	bool timed = !scan_literal(&rest, VIEW("- "));

	if (timed && (!clock_scan_iso(&scene->clock, &rest, &moment) ||
			     !scan_char(&rest, ' ')))
		return false;
	if (!scan_word(&rest, &host) || !scan_word(&rest, &program) ||
		!scan_word(&rest, &pid) || !scan_word(&rest, &msgid) ||
		!scan_structured_data(&rest, event))
		return false;
	scan_char(&rest, ' ');
	scan_literal(&rest, VIEW("\xef\xbb\xbf"));
	envelope_r->host = dash_is_none(host);
	envelope_r->ident = dash_is_none(program);
	envelope_r->pid = dash_is_none(pid);
	envelope_r->text = view_trim(rest);
	set_head(scene, event, timed ? &moment : NULL, envelope_r);
	event_set_text(event, FIELD_LOG_SYSLOG_MSGID, dash_is_none(msgid));
	return true;
}

/* BSD's `syslogd -v` puts "<4.6>" or "<auth.info>" behind the time. */
static void skip_facility(spoor_view *cursor)
{
	spoor_view rest = *cursor;
	spoor_view facility;

	if (scan_between(&rest, '<', '>', &facility) && facility.len < 24 &&
		!view_has(facility, ' ') && scan_char(&rest, ' '))
		*cursor = rest;
}

bool envelope_read(struct scene *scene, spoor_view line, struct spoor_event *event,
	struct envelope *envelope_r)
{
	int64_t priority = -1;
	struct moment moment;

	scan_priority(&line, &priority);
	if (priority >= 0 && scan_literal(&line, VIEW("1 "))) {
		if (!read_5424(scene, line, event, envelope_r))
			return false;
		set_priority(event, priority);
		return true;
	}
	if (!scan_time(scene, &line, &moment))
		return false;
	if (!scan_char(&line, ' ')) {
		if (!scan_literal(&line, VIEW(": ")))
			return false;
		*envelope_r = (struct envelope){.host = view_of("", 0),
			.ident = view_of("", 0),
			.pid = view_of("", 0),
			.text = line};
	} else {
		skip_facility(&line);
		envelope_r->host = scan_host(&line);
		envelope_scan_program(line, envelope_r);
	}
	set_head(scene, event, &moment, envelope_r);
	if (priority >= 0)
		set_priority(event, priority);
	return true;
}

bool envelope_looks(spoor_view line)
{
	struct stamp stamp;
	int64_t priority;
	bool prioritized = scan_priority(&line, &priority);

	if (prioritized && scan_literal(&line, VIEW("1 ")))
		return true;
	if (line.len && is_digit(line.ptr[0])) {
		if (line.len < 11 || line.ptr[10] != 'T' ||
			!stamp_scan_iso(&line, &stamp))
			return false;
	} else if (!stamp_scan_bsd(&line, &stamp)) {
		return false;
	}
	return line.len && (line.ptr[0] == ' ' || line.ptr[0] == ':');
}

void envelope_dispatch(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event)
{
	const struct format *format = format_of_program(envelope->ident);

	if (format) {
		format->payload(scene, envelope, event);
		return;
	}
	event_set_dataset(event, VIEW("syslog.log"));
	event_set_action(event, ACTION_OTHER);
}
