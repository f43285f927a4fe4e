/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ENVELOPE_H
#define FORMAT_ENVELOPE_H

/*
 * From the head of a syslog line to the event, and on to the format of the program. What heads
 * look like is in format/head.h.
 */

#include "format/head.h"

/* Reads the head from the front of the line and sets time, host, program, pid, priority and
 * level in the event. False: it is no syslog line, nothing was set. */
bool envelope_read(struct scene *scene, spoor_view line, struct spoor_event *event,
	struct envelope *envelope_r);

/* The second half of that: what a head says, into the event. */
void envelope_set(
	struct scene *scene, struct spoor_event *event, const struct head *head);

/* True when a line begins like one. */
bool envelope_looks(spoor_view line);

/* "IDENT[PID]: TEXT", "IDENT: TEXT": sets ident, pid and text; without an ident all is text. */
void envelope_scan_program(spoor_view rest, struct envelope *envelope_r);

/* log.level of a syslog severity, 0 … 7. */
spoor_view envelope_level(int severity);

/* Hands the text to the format of its program; NULL: it is `other`. */
void envelope_pass_on(struct scene *scene, const struct format *format,
	const struct envelope *envelope, struct spoor_event *event);

/* Takes a line of the log about itself, hands the text to the format that claims the program,
 * or calls it `other`. */
void envelope_dispatch(
	struct scene *scene, struct envelope *envelope, struct spoor_event *event);

#endif
