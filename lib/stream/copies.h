/* SPDX-License-Identifier: ISC */
#ifndef STREAM_COPIES_H
#define STREAM_COPIES_H

/*
 * The same record often stands in several files: mail.log, mail.warn and a traditional copy, a
 * virtual host's log and the common one, overlapping exports. Copies have equal fields, but for
 * where they stand and how exact their time is; their times are equal at the coarser precision.
 * A record that one file has twice stays twice.
 */

#include "base/hash.h"
#include "event/event.h"

/* What is compared of an event. */
struct candidate {
	uint64_t content; /* a hash of what the record says */
	uint64_t file;    /* of the file it stands in */
	int64_t ns;       /* COPIES_NO_TIME: not known, and then it is no copy */
	int digits;       /* of the time */
	bool dropped;     /* the result */
};

#define COPIES_NO_TIME INT64_MIN

struct candidate copies_candidate(
	const struct hash_key *key, const struct spoor_event *event);

/*
 * Marks the copies among events of one second, given in order. Of equal records the one with the
 * most exact time stays, of those the first. `sorted` is room for `count` pointers. Gives how
 * many were marked.
 */
size_t copies_mark(struct candidate **sorted, struct candidate *candidates, size_t count);

/* The same, but of equal records only one stays, though one file has several. */
size_t copies_mark_repeats(
	struct candidate **sorted, struct candidate *candidates, size_t count);

#endif
