/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_POSTFIX_H
#define FORMAT_POSTFIX_H

/*
 * Inside the Postfix format: a line while it is read, and the tables that tell programs
 * and messages apart. Each table stands in the file that reads its messages.
 */

#include "format/format.h"

/* A view for a static table. */
#define HEAD(literal)                                                                    \
	{                                                                                \
		"" literal, sizeof(literal) - 1                                          \
	}

struct postfix_line {
	const struct site *site;
	const struct postfix_program *program;
	const struct postfix_message *message; /* the row that is tried */
	spoor_view level;                      /* "warning" …; empty: information */
	spoor_view text;                       /* behind level and queue id */
};

/* Fills the event from what is behind the row's head. False: it is another message. A
 * reader may set another action than the row's. */
typedef bool postfix_read(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event);

/* One kind of message. */
struct postfix_message {
	spoor_view head; /* how the text begins */
	enum action action;
	postfix_read *read; /* NULL: the head is the whole text */
	const char *why;    /* event.reason, where the reader sets none */
	const char *class;  /* spoor.reason; with it the outcome is a failure */
	const char *op;     /* spoor.rule.op: a rule of the server acted */
};

struct postfix_table {
	const struct postfix_message *rows; /* frequent ones first */
	size_t count;
};

#define POSTFIX_TABLE(rows_)                                                             \
	{                                                                                \
		(rows_), COUNT(rows_)                                                    \
	}

/* A program of the suite. Tables may be NULL. */
struct postfix_program {
	spoor_view name;
	spoor_view protocol;  /* network.protocol of what it says */
	enum action delivers; /* what its delivery lines are */
	const struct postfix_table *messages;
	const struct postfix_table *warnings;
};

/* The program of an ident, NULL when it is none of the suite. */
const struct postfix_program *postfix_find_program(spoor_view ident);

/* What stands between instance and program ("submission"). */
spoor_view postfix_service(spoor_view ident, const struct postfix_program *program);

/* The usual texts of a program; false: it is another, nothing was set. */
bool postfix_read_quick(const struct postfix_program *program, spoor_view text,
	struct spoor_event *event);

extern const struct postfix_table postfix_smtpd;
extern const struct postfix_table postfix_smtpd_warnings;
extern const struct postfix_table postfix_postscreen;
extern const struct postfix_table postfix_tlsproxy;
extern const struct postfix_table postfix_dnsblog;
extern const struct postfix_table postfix_cleanup;
extern const struct postfix_table postfix_qmgr;
extern const struct postfix_table postfix_pickup;
extern const struct postfix_table postfix_bounce;
extern const struct postfix_table postfix_client;  /* smtp and lmtp */
extern const struct postfix_table postfix_deliver; /* any delivery agent */
extern const struct postfix_table postfix_tls;     /* any program with TLS */
extern const struct postfix_table postfix_master;
extern const struct postfix_table postfix_script;
extern const struct postfix_table postfix_anvil;
extern const struct postfix_table postfix_scache;
extern const struct postfix_table postfix_postsuper;
extern const struct postfix_table postfix_postlog;
extern const struct postfix_table postfix_submit_warnings; /* sendmail, postdrop */
extern const struct postfix_table postfix_any;             /* every program */
extern const struct postfix_table postfix_any_warnings;

/* Readers that more than one file's table names. */

postfix_read postfix_read_text;     /* anything: event.reason is the text */
postfix_read postfix_read_silent;   /* anything, nothing to set */
postfix_read postfix_read_error;    /* anything: error.message is the text */
postfix_read postfix_read_source;   /* "PEER": the client */
postfix_read postfix_read_verdict;  /* "STAGE from PEER: TEXT; TAIL" */
postfix_read postfix_read_proxy;    /* "STAGE: TEXT; TAIL" */
postfix_read postfix_read_check;    /* "header CONTENT from ORIGIN; TAIL" */
postfix_read postfix_read_delivery; /* what is behind "to=" */

#endif
