/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_DOVECOT_H
#define FORMAT_DOVECOT_H

/*
 * What the parts of the Dovecot format share: a line taken apart, and the readers of its text.
 * A reader fills the event and gives true, or does not know the text and gives false; then the
 * fields that it has set so far still hold.
 */

#include "dovecot_text.h"
#include "format/format.h"

/* What a process does decides who reads its text. */
enum dovecot_role {
	DOVECOT_LOGIN, /* imap-login …: up to the login */
	DOVECOT_AUTH,
	DOVECOT_SESSION,  /* imap, pop3 …: what a user does */
	DOVECOT_DELIVERY, /* lmtp, lda */
	DOVECOT_ADMIN,    /* doveadm, dsync */
	DOVECOT_SERVICE,  /* master, anvil, stats … */
};

enum dovecot_level {
	DOVECOT_UNSAID, /* Info over syslog */
	DOVECOT_DEBUG,
	DOVECOT_INFO,
	DOVECOT_WARNING,
	DOVECOT_ERROR,
	DOVECOT_FATAL,
	DOVECOT_PANIC,
};

struct dovecot_process {
	const char *name;
	enum dovecot_role role;
	const char *protocol;    /* network.protocol; NULL: none */
	const char *application; /* network.application; NULL: none */
};

struct dovecot_line {
	struct scene *scene;
	struct spoor_event *event;
	const struct dovecot_process *process; /* NULL: none, or not in the table */
	spoor_view name;                       /* of the process, as it stands */
	spoor_view args;                       /* in the brackets behind it */
	spoor_view marks;                      /* "<PID><SESSION>" behind these */
	enum dovecot_level level;
	spoor_view text;
};

/* Takes "PROCESS(ARGS)<PID><SESSION>: Level: " from the front of `text`, or those parts of it
 * that are there. False: no process. Sets process, name, args, marks, level and text. */
bool dovecot_scan_prefix(spoor_view text, struct dovecot_line *line_r);

/* The same where the process is known already and `text` begins behind it. False: it is none. */
bool dovecot_take_process(struct dovecot_line *line_r, spoor_view name, spoor_view text);

/* NULL: there is none of that name. */
const struct dovecot_process *dovecot_find_process(spoor_view name);

/* Sets what the prefix says in the event. */
void dovecot_set_prefix(const struct dovecot_line *line);

/* "USER,ADDRESS,<SESSION>", "USER,ADDRESS,sasl:MECHANISM": from the right, since an attacker
 * chooses the user. */
void dovecot_set_auth_args(struct spoor_event *event, spoor_view args);

/* user.name; of "user*master" both. */
void dovecot_set_user(struct spoor_event *event, spoor_view user);

/* "rip=…, lip=…, TLS, session=<…>", in any order, with the user somewhere between. */
void dovecot_read_elements(struct spoor_event *event, spoor_view elements);

/* Where ": ELEMENTS" begins in a login process's text, text.len if nowhere. `last`: the last
 * such place, not the first. */
size_t dovecot_find_elements(spoor_view text, bool last);

/* The usual texts behind the ident; false: it is another, nothing was set. */
bool dovecot_read_quick(spoor_view text, struct spoor_event *event);

/* The readers, by what the text is about. */
bool dovecot_read_login(struct dovecot_line *line);
bool dovecot_read_proxy(struct dovecot_line *line, spoor_view rest);
bool dovecot_read_auth(struct dovecot_line *line);
bool dovecot_read_pam(struct dovecot_line *line);
bool dovecot_read_session(struct dovecot_line *line);
bool dovecot_read_mail_log(struct dovecot_line *line);
bool dovecot_read_delivery(struct dovecot_line *line);
bool dovecot_read_result(struct dovecot_line *line, spoor_view text);
bool dovecot_read_service(struct dovecot_line *line);
bool dovecot_read_debug(struct dovecot_line *line);

/* "name=…, version=…": an IMAP ID. */
void dovecot_read_id(const struct site *site, struct spoor_event *event, spoor_view id);

/* email.message_id, without its angle brackets. */
void dovecot_set_message_id(struct spoor_event *event, spoor_view id);

/* One JSON object of the event export. False: it is none. */
bool dovecot_read_export(
	const struct site *site, spoor_view json, struct spoor_event *event);

#endif
