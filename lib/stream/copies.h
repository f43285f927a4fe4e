/* SPDX-License-Identifier: ISC */
#ifndef STREAM_COPIES_H
#define STREAM_COPIES_H

/*
 * The same record often stands in several files: mail.log, mail.warn and a traditional copy, a
 * virtual host's log and the common one, overlapping exports. Copies have equal fields, but for
 * where they stand and how exact their time is; their times are equal at the coarser precision.
 * A record that one file has twice stays twice.
 */

#include "event/event.h"

/* One event of a second, and whether it goes on. */
struct candidate {
	const struct spoor_event *event;
	uint64_t content; /* filled by copies_mark */
	bool dropped;     /* the result */
};

/*
 * Marks the copies among events of one second, given in order; one without a time is none. Of equal records
 * the one with the most exact time stays, of those the first. `sorted` is room for `count`
 * pointers. Gives how many were marked.
 */
size_t copies_mark(struct candidate **sorted, struct candidate *candidates, size_t count);

#endif
