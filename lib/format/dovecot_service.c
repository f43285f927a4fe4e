/* SPDX-License-Identifier: ISC */
/*
 * What the master and other processes without a user say, and errors of all:
 *
 *	master: Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3 (core dumps disabled)
 *	master: Warning: Killed with signal 15 (by pid=1 uid=0 code=kill)
 *	imap(alice)<77><S>: Fatal: master: service(imap): child 77 killed with signal 11 …
 *	    [last ip=192.0.2.7]
 */
#include "dovecot.h"

#include "base/scan.h"
#include "format/secret.h"

struct service_row {
	const char *head;
	enum action action;
	bool (*read)(
		struct dovecot_line *line, spoor_view rest); /* NULL: the action is all */
};

/* "Executing command 'X' as 'USER'" (doveadm over HTTP). */
static bool read_command(struct dovecot_line *line, spoor_view rest)
{
	spoor_view command;

	if (!scan_until_text(&rest, VIEW("'"), &command))
		return false;
	event_set_text(line->event, FIELD_PROCESS_COMMAND_LINE, command);
	if (scan_literal(&rest, VIEW(" as '")))
		event_set_text(line->event, FIELD_USER_TARGET_NAME,
			view_head(rest, view_find_last(rest, '\'')));
	return true;
}

/* One JSON object of the event export. */
static bool read_export(struct dovecot_line *line, spoor_view rest)
{
	(void)rest;
	return dovecot_read_export(line->scene->site, line->text, line->event);
}

/* clang-format off */
static const struct service_row rows[] = {
	{"{",                                 ACTION_OTHER,         read_export},
	{"Dovecot v",                         ACTION_SERVICE_START, NULL},
	{"Dovecot starting up",               ACTION_SERVICE_START, NULL},
	{"SIGHUP received",                   ACTION_SERVICE_START, NULL},
	{"Killed with signal",                ACTION_SERVICE_STOP,  NULL},
	{"Server shutting down",              ACTION_SERVICE_STOP,  NULL},
	{"Indexed ",                          ACTION_OTHER,         NULL},
	{"Generating Diffie-Hellman",         ACTION_OTHER,         NULL},
	{"Generating SSL parameters",         ACTION_OTHER,         NULL},
	{"Generating DH parameters",          ACTION_OTHER,         NULL},
	{"SSL parameters regeneration",       ACTION_OTHER,         NULL},
	{"If you have trouble with auth",     ACTION_OTHER,         NULL},
	{"Executing command '",               ACTION_ADMIN_COMMAND, read_command},
};
/* clang-format on */

/* "[last ip=192.0.2.7]" at the end, where the master knows whom a dead process served. */
static void set_last_address(struct spoor_event *event, spoor_view text)
{
	size_t at = view_search_last(text, VIEW("[last ip="));

	if (at < text.len && view_ends(text, VIEW("]")))
		event_set_address(event, FIELD_SOURCE_IP,
			view_of(text.ptr + at + 9, text.len - at - 10));
}

static bool read_error(struct dovecot_line *line)
{
	struct spoor_event *event = line->event;

	event_set_action(event, ACTION_SERVICE_ERROR);
	event_set_text(event, FIELD_ERROR_MESSAGE,
		secret_mask(line->scene->site, event, line->text));
	if (!event_has(event, FIELD_SOURCE_IP))
		set_last_address(event, line->text);
	return true;
}

/* "127.0.0.1 admin "POST /doveadm/v1 HTTP/1.1" 200 …": doveadm's HTTP requests. */
static bool read_http(struct dovecot_line *line)
{
	spoor_view rest = line->text;
	spoor_view peer;
	spoor_view user;
	spoor_view request;

	if (!line->process || line->process->role != DOVECOT_ADMIN ||
		!scan_word(&rest, &peer) || !scan_word(&rest, &user) ||
		!scan_between(&rest, '"', '"', &request) ||
		!event_set_address(line->event, FIELD_SOURCE_IP, peer))
		return false;
	event_set_action(line->event, ACTION_ADMIN_COMMAND);
	if (!view_eq(user, VIEW("-")))
		event_set_text(line->event, FIELD_USER_NAME, user);
	event_set_text(line->event, FIELD_PROCESS_COMMAND_LINE, request);
	return true;
}

bool dovecot_read_service(struct dovecot_line *line)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!dovecot_starts(line->text, rows[i].head))
			continue;
		event_set_action(line->event, rows[i].action);
		if (rows[i].read)
			return rows[i].read(
				line, view_skip(line->text, strlen(rows[i].head)));
		event_set_text(line->event, FIELD_EVENT_REASON, line->text);
		return true;
	}
	if (dovecot_read_mail_log(line) || read_http(line))
		return true;
	return line->level >= DOVECOT_WARNING && read_error(line);
}
