/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ENVELOPE_H
#define FORMAT_ENVELOPE_H

/*
 * The head of a syslog line, in the shapes that syslog daemons write: RFC 3164 (with or without
 * priority; with the facility and level of BSD's `syslogd -v`; with or without host), RFC 3339
 * times as rsyslog has them, RFC 5424.
 */

#include "format/format.h"

/* Reads the head from the front of the line and sets time, host, program, pid, priority and
 * level in the event. False: it is no syslog line, nothing was set. */
bool envelope_read(struct scene *scene, spoor_view line, struct spoor_event *event,
	struct envelope *envelope_r);

/* True when a line begins like one. */
bool envelope_looks(spoor_view line);

/* "IDENT[PID]: TEXT", "IDENT: TEXT": sets ident, pid and text; without an ident all is text. */
void envelope_scan_program(spoor_view rest, struct envelope *envelope_r);

/* log.level of a syslog severity, 0 … 7. */
spoor_view envelope_level(int severity);

/* Hands the text to the format that claims the program, or calls it `other`. */
void envelope_dispatch(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event);

#endif
