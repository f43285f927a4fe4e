/* SPDX-License-Identifier: ISC */
#ifndef STREAM_CLAIM_H
#define STREAM_CLAIM_H

/*
 * What the ids that servers write say about the time of their lines: the whole date, and so how
 * far from UTC the line's clock is. Only ids that no client can choose are asked.
 */

#include "base/stamp.h"
#include "event/event.h"

enum { CLAIM_WRAPS = 14 /* periods of a Dovecot id that lie between 1970 and 2095 */ };

struct claim {
	const char *proof;            /* "session-id" or "queue-id" */
	int64_t seconds[CLAIM_WRAPS]; /* the instants that it can mean, since 1970 */
	int count;
	int limit; /* how many seconds later the line can be */
};

/* False: the event has no such id. */
bool claim_of(const struct spoor_event *event, struct claim *claim_r);

/* True when a line of that instant can have the id. */
bool claim_allows(const struct claim *claim, int64_t seconds);

/* The year and offset in which a line makes sense. */
struct claim_sense {
	int year;
	int offset;      /* seconds east of UTC */
	int64_t instant; /* of the line, seconds since 1970: the offset held then */
};

/* Finds it for the line's stamp, of which the year, if it has one, stands. False: no year and
 * offset make sense, the id is of another time than its line. */
bool claim_sense(const struct claim *claim, const struct stamp *stamp,
	struct claim_sense *sense_r);

#endif
