/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_MEMO_H
#define FORMAT_MEMO_H

/*
 * Heads of syslog lines that were read before. The lines of a log have few of them: of a head
 * like "mx1 postfix/smtpd[" all is known but the time and the process id, and whose text it is.
 */

#include "format/head.h"

enum {
	MEMO_SET_BITS = 4,
	MEMO_WAYS = 4,
	MEMO_HEADS = MEMO_WAYS << MEMO_SET_BITS,
	MEMO_KEY_MOST = 48
};

/* How year and zone were known. */
struct memo_proof {
	const char *year; /* as in a moment */
	const char *zone;
	spoor_view year_text;
	spoor_view zone_text;
	spoor_view zone_name;
};

/* A head as lines begin with it behind the time, "HOST IDENT[" or "HOST IDENT:", and what their
 * events have in common. */
struct memo_head {
	char key[MEMO_KEY_MOST];
	uint8_t key_len; /* 0: none */
	uint8_t host_len;
	const struct format *format; /* whose the text is; NULL: nobody's */
	const void *claim;
	uint32_t shape;          /* as in an event; 0: not known yet */
	struct memo_proof proof; /* when the shape was given */
};

/* One a block; zero it first. */
struct memo {
	struct memo_head heads[MEMO_HEADS]; /* by a hash of the key */
	uint32_t shapes;                    /* given so far */
	uint32_t turn;                      /* whose place the next head takes */
	spoor_view path; /* the source and the host that they are for */
	spoor_view host;
	const struct zone *of_zone;
};

/* Forgets shapes that are of another source than the scene's. */
void memo_begin(struct memo *memo, const struct scene *scene);

/* Reads a line whose head is kept in the scene's memo, as format_syslog does. False: it is not,
 * nothing was set. */
bool memo_read(struct scene *scene, spoor_view line, struct spoor_event *event);

/* Only the time of such a line. False: it is not known without reading the line. */
bool memo_time(struct scene *scene, spoor_view line, int64_t *ns_r);

/* Keeps the head of a line for those to come, if it is a plain one. */
void memo_keep(struct scene *scene, spoor_view line, const struct head *head);

#endif
