/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_HEAD_H
#define FORMAT_HEAD_H

/*
 * The head of a syslog line, taken apart before any of it is in an event. The shapes:
 *
 *	Dec 29 08:50:17 mx1 postfix/smtpd[77]: …	RFC 3164, with or without <PRI> and host
 *	Dec 29 2025 08:50:17 …, 2025 Dec 29 08:50:17 …	the same with the year
 *	Dec 29 08:50:17 <mail.info> mx1 …		BSD's syslogd -v
 *	Dec 29 08:50:17 mx1 mail:info postfix/…		AIX
 *	*Dec 29 08:50:17.123: %SYS-5-…			a clock that is not set
 *	2025-12-29T08:50:17.377642+01:00 mx1 …		rsyslog; journalctl -o short-iso
 *	2025-12-29T08:50:17.377642+01:00 INFO cron[7]:	a level in place of the host
 *	2025-12-29 08:50:17 mx1 cron[7]: …		only with host and pid
 *	<22>1 2025-12-29T08:50:17+01:00 mx1 cron 7 - -	RFC 5424; also without "<22>1 "
 *	Mon 2025-12-29 08:50:17 CET mx1 cron[7]: …	journalctl -o short-full, with-unit
 *	1766994617.377642 mx1 cron[7]: …		journalctl -o short-unix
 */

#include "format/format.h"

struct head {
	struct envelope envelope;
	struct moment moment;
	bool timed;       /* `moment` is there */
	bool full;        /* … in the form of journalctl -o short-full */
	int64_t priority; /* -1: not stated */
	int severity;     /* the same; that of the priority too */
	spoor_view zone;  /* an abbreviation such as "CET": it is not unique */
	spoor_view unit;  /* systemd's, where it stands for the program */
	spoor_view msgid; /* of RFC 5424 */
	spoor_view data;  /* its structured data */
	spoor_view code;  /* the message's number, as Solaris has it */
	spoor_view relay; /* who passed the line on, as AIX says it */
};

/* Takes the head apart; only the clock is changed. False: it is no syslog line. */
bool head_scan(struct clock *clock, spoor_view line, struct head *head_r);

/* "IDENT[PID]: TEXT", "IDENT(PID): TEXT", "IDENT: TEXT": sets ident, pid and text, and the
 * severity if it stands there. Without an ident all is text. */
void head_scan_program(spoor_view rest, struct head *head);

/* Behind the time of RFC 5424: HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA [MSG]. */
bool head_scan_5424(spoor_view rest, struct head *head);

/* True when what is behind a time looks like that, not like "HOST IDENT: TEXT". */
bool head_looks_5424(spoor_view rest);

/* The time at the front, in any of the shapes. Says in *need_r what must follow for the line to
 * be one of syslog. */
enum head_need { NEED_NOTHING, NEED_PROGRAM, NEED_PID };

bool head_scan_time(struct clock *clock, spoor_view *cursor, struct head *head,
	enum head_need *need_r);

#endif
