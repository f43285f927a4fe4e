/* SPDX-License-Identifier: ISC */
#ifndef STREAM_FEED_H
#define STREAM_FEED_H

/* One source being read: what it is, how its lines are read, where it stands. */

#include "stream/cut.h"
#include "stream/messages.h"
#include "stream/setup.h"
#include "stream/solve.h"

struct feed {
	const struct setup *setup;
	struct messages *messages;
	const char *path;
	struct lines *lines; /* NULL: not open */
	bool sniffed;
	bool is_stream;         /* of events, not a log */
	enum records_kind kind; /* what the source's records are */
	struct scene scene;     /* as the next stretch is to be read */
};

/* Opens a member of the solver, which is solved already; what can be read but once is solved here.
 * SPOOR_END: it cannot be read, which was said. */
enum spoor_status feed_open(struct feed *feed, const struct setup *setup,
	struct solver *solver, size_t index, struct messages *messages);

/* Says what was wrong with the source; gives how many plain bytes were read. */
uint64_t feed_close(struct feed *feed);

/* The next stretch of whole records. */
enum spoor_status feed_next(struct feed *feed, struct stretch *stretch_r);

#endif
