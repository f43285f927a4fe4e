/* SPDX-License-Identifier: ISC */
#ifndef STREAM_DOUBT_H
#define STREAM_DOUBT_H

/*
 * What contradicts, later in a source, the year or the zone that was taken: ids in the lines
 * (stream/claim.h). It is said, once a source, and counted; events never change.
 *
 * A single id can be of another time than its line (a message that waits in the queue). So
 * DOUBT_NEEDED ids of one host must say the same, with none in between that agrees with what was
 * taken.
 */

#include "base/buf.h"
#include "format/format.h"
#include "stream/messages.h"

enum {
	DOUBT_NEEDED = 3,
	DOUBT_HOSTS = 16, /* of one source that are watched, the first ones */
	DOUBT_ALL = 1024, /* of so many lines every id is looked at … */
	DOUBT_EVERY = 32  /* … then of every so manieth */
};

/* Asking every id would be felt; which lines are asked depends on their number alone, so that
 * it does not matter how a source is cut. */
static inline bool doubt_asks(uint64_t line)
{
	return line <= DOUBT_ALL || line % DOUBT_EVERY == 0;
}

/* Asks the event's id, if it has one and its year or zone is not stated, and adds what it says to
 * the buffer. */
void doubt_ask(struct buf *answers, const struct scene *scene,
	const struct spoor_event *event, uint64_t line);

/* Ids of one host that say the same, one after the other. */
struct doubt_host {
	uint64_t host; /* a hash of the name */
	int count;
	int year;
	int offset;
	uint64_t line; /* the first */
};

/* Of one source. */
struct doubt {
	struct doubt_host hosts[DOUBT_HOSTS];
	size_t host_count;
	uint64_t count; /* ids that contradict */
	bool said;
};

/* Takes the answers of the source's next lines. */
void doubt_hear(struct doubt *doubt, const struct buf *answers, spoor_view path,
	struct messages *messages);

#endif
