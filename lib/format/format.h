/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

/*
 * A format knows one kind of log: whether a line looks like it, and what the line says. All
 * stand in one table (format/table.c); detection, help, the manual's check and fuzzers walk it.
 *
 * Bidding: `bid` looks at one line and says how sure it is, 0 … 100. It is cheap, pure, and 0
 * on the lines of every other format: mixed files are read line by line without a guess.
 */

#include "base/clock.h"
#include "event/event.h"
#include "format/header.h"
#include "format/site.h"

/* What a line of syslog says before its text. */
struct envelope {
	spoor_view host;
	spoor_view ident;  /* the program as it names itself: "postfix/smtpd" */
	spoor_view pid;    /* digits, perhaps empty */
	spoor_view text;   /* the rest: the program's own message */
	const void *claim; /* what the format that claims the program knows of it */
};

struct format;
struct host_zones;
struct memo;

/* How one source is read: what its lines share, and what they need from those before them. */
struct scene {
	const struct site *site;
	spoor_view path;      /* of the source, as the events name it */
	spoor_view host;      /* what the operator says; empty: what the lines say */
	int64_t skew;         /* nanoseconds that times are moved by … */
	spoor_view skew_text; /* … as the operator says it, in seconds */
	const struct format *forced;  /* by --format; NULL: by bids */
	const struct format *current; /* what read the last line */
	const struct format *inner;   /* … inside a container's line */
	int depth;                    /* of wrappers around the present line */
	struct clock clock;
	const struct host_zones *host_zones; /* NULL: one zone for all lines */
	struct memo *memo;    /* of heads that came before; NULL: none is kept */
	struct header header; /* whose columns rows have */
};

struct format {
	struct spoor_format_info info;
	/* How sure it is that a line is its own, 0 … 100. */
	int (*bid)(spoor_view line);

	/* Fills the event from one record; false: it is not mine, nothing was set. */
	bool (*parse)(struct scene *scene, spoor_view record, struct spoor_event *event);

	/* True when `line` goes on with `record` (whole lines, at least one). NULL: each line
	 * stands alone: the source may be cut between any. */
	bool (*continues)(spoor_view record, spoor_view line);

	/* Whether a syslog line's program is one of its own: NULL, or what it is to the format,
	 * which lives as long as the library. Without the function none is. */
	const void *(*claims)(spoor_view ident);

	bool retimes; /* what it writes behind a head may state another time than the head */

	/* Fills the event from the text of such a line; the envelope's fields are set already. */
	void (*payload)(struct scene *scene, const struct envelope *envelope,
		struct spoor_event *event);
};

/* The table. */
size_t format_count(void);
const struct format *format_at(size_t index);
const struct format *format_find(spoor_view name);

/* The format that claims a syslog program, and what the program is to it; NULL: none. */
const struct format *format_of_program(spoor_view ident, const void **claim_r);

/* The format whose records may have several lines and that knows this one; NULL: none. */
const struct format *format_continuing(spoor_view line);

/* The best bid on a line; NULL when all bid 0. Two that bid alike: the second in *tie_r. */
const struct format *format_best(spoor_view line, const struct format **tie_r);

/* True when a format beside this one bids on the line. */
bool format_others_bid(const struct format *format, spoor_view line);

/* Reads one record with the scene's format or the best bidder. Always gives an event with an
 * action and a dataset: `unparsed` when nobody knows the record. */
void format_read(struct scene *scene, spoor_view record, struct spoor_event *event);

/* Reads what a container's or multilog's line wraps; false: nobody knows it. What the wrapper has
 * set stays where the inner line says nothing. */
bool format_read_inner(struct scene *scene, spoor_view record, struct spoor_event *event);

/* The line is this program's, its text is not known. */
void format_unknown_message(struct spoor_event *event);

/* Sets @timestamp and how year and zone were known. */
void scene_set_time(const struct scene *scene, struct spoor_event *event,
	const struct moment *moment);

/* Solves a stamp with the scene's clock and sets it. */
void scene_set_stamp(
	struct scene *scene, struct spoor_event *event, const struct stamp *stamp);

/* event.dataset, which is a constant. */
static inline void event_set_dataset(struct spoor_event *event, spoor_view dataset)
{
	event_set_constant(event, FIELD_EVENT_DATASET, dataset);
}

/* event.outcome. */
static inline void event_set_outcome(struct spoor_event *event, bool success)
{
	event_set_constant(
		event, FIELD_EVENT_OUTCOME, success ? VIEW("success") : VIEW("failure"));
}

#endif
