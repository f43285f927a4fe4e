/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ROUNDCUBE_H
#define FORMAT_ROUNDCUBE_H

/* What the parts of the Roundcube format share. */

#include "format/format.h"

/* What a record says before its text. */
struct roundcube_head {
	bool stamped;
	bool usual; /* the date is as log_date_format has it by default, a colon behind it */
	struct stamp stamp;
	spoor_view log;     /* the log's name; empty: the line does not tell */
	spoor_view session; /* the first characters of its id */
	spoor_view text;
};

/* "[DATE]: [<SESS> ]TEXT", PHP's "[DATE] TEXT", "NAME: [<SESS> ]TEXT". False: the line begins
 * like none of them. */
bool roundcube_scan_head(spoor_view line, struct roundcube_head *head_r);

/* The text of a syslog line: "[<SESS> ]TEXT", perhaps with the date before it. */
void roundcube_scan_payload(spoor_view text, struct roundcube_head *head_r);

/* Sets the date of the head and its session; a stated date beats what the event has. */
void roundcube_set_head(struct scene *scene, const struct roundcube_head *head,
	struct spoor_event *event);

/* One kind of message: how its texts begin, or what else tells them. */
struct roundcube_kind {
	spoor_view start;
	bool (*is)(spoor_view text); /* NULL: `start` alone tells */
	const char *dataset;         /* NULL: that of its log, or of its kind of text */

	/* Fills the event from the text behind `start`. False: the kind is this one, but the text
	 * does not go on as it does; the event has no action then. */
	bool (*read)(struct scene *scene, spoor_view text, struct spoor_event *event);

	/* True when a line that begins no record goes on with this one. NULL: it never does. */
	bool (*is_open)(spoor_view record, spoor_view line);

	bool is_protocol; /* a line of a protocol, which a user may have written */
};

struct roundcube_kinds {
	const struct roundcube_kind *at;
	size_t count;
};

/* The text that begins a kind, in a table. */
#define ROUNDCUBE_START(text)                                                            \
	{                                                                                \
		"" text, sizeof(text) - 1                                                \
	}

extern const struct roundcube_kinds roundcube_debug_kinds;
extern const struct roundcube_kinds roundcube_error_kinds;
extern const struct roundcube_kinds roundcube_log_kinds;
extern const struct roundcube_kinds roundcube_login_kinds;

/* ------------------------------------------------------------------ pieces of texts */

/* A client as Roundcube names it: "ADDRESS" or "ADDRESS (X-Real-IP: A,X-Forwarded-For: B, C)". */
struct roundcube_client {
	spoor_view address;
	spoor_view headers; /* inside the parentheses */
	spoor_view rival;   /* the address of another reading; empty: there is none */
};

/* "WHO from CLIENT", all of the text. WHO is an attacker's and may hold as much. */
bool roundcube_scan_client(
	spoor_view text, spoor_view *who_r, struct roundcube_client *client_r);
void roundcube_set_client(const struct scene *scene,
	const struct roundcube_client *client, struct spoor_event *event);

/* "WHO (ID: N)" at the end: WHO stays, N goes to user.id. */
void roundcube_take_user_id(spoor_view *who, struct spoor_event *event);

/* " (METHOD URI)" at the end: cut off and set. False: it is not there. */
bool roundcube_take_request(
	const struct scene *scene, spoor_view *text, struct spoor_event *event);

/* url.original, and the session's request token in it. */
void roundcube_set_url(
	const struct scene *scene, spoor_view uri, struct spoor_event *event);

/* " in FILE on line N" at the end: cut off and set. */
void roundcube_take_origin(spoor_view *text, struct spoor_event *event);

/* True when a record of TYPE Error lacks its end, the request. */
bool roundcube_error_is_open(spoor_view record, spoor_view line);

/* "5.1.1" at the front. */
bool roundcube_scan_enhanced(spoor_view *cursor, spoor_view *code_r);

/* ------------------------------------------------------------------ protocols */

/* A command of IMAP behind its tag, and one of ManageSieve: what a user's session does. */
void roundcube_read_imap(spoor_view command, struct spoor_event *event);
void roundcube_read_sieve(spoor_view command, struct spoor_event *event);

/* A line of syslog that goes on with a record of several lines. */
bool roundcube_is_piece(spoor_view text);

/* What the rules of a Sieve script do: spoor.rule.ops and .targets. */
void roundcube_read_script(spoor_view script, struct spoor_event *event);

/* A quoted string as IMAP and ManageSieve write it. */
bool roundcube_scan_quoted(struct arena *arena, spoor_view *cursor, spoor_view *string_r);

/* A quoted string, or a word; no literal. Takes the blank behind it. */
bool roundcube_scan_string(struct arena *arena, spoor_view *cursor, spoor_view *string_r);

/* A protocol's line that came over syslog under the web server's name, as those do that PHP
 * writes at a script's very end. False: it is none, nothing was set. */
bool roundcube_read_stray(
	struct scene *scene, spoor_view text, struct spoor_event *event);

#endif
