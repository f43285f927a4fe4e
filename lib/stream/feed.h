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
	const struct walk_item *item;
	const char *path;
	struct lines *lines; /* NULL: not open */
	bool digest;         /* its bytes are hashed */
	bool sniffed;
	bool is_stream;         /* of events, not a log */
	enum records_kind kind; /* what the source's records are */
	const char *format; /* of the first line; NULL: none knows it, or not known yet */
	struct scene scene; /* as the next stretch is to be read */
};

/* What a source came to. */
struct feed_end {
	uint64_t bytes;           /* plain, read */
	uint64_t size;            /* of what is stored, where there is a digest */
	const char *packing;      /* NULL: plain */
	char sha256[DIGEST_ROOM]; /* of what is stored; "": not asked for, not had */
};

/* Opens a member of the solver, which is solved already; what can be read but once is solved here. With
 * `digest` a file's bytes are hashed. SPOOR_END: it cannot be read, which was said. */
enum spoor_status feed_open(struct feed *feed, const struct setup *setup,
	struct solver *solver, size_t index, bool digest, struct messages *messages);

/* Says what was wrong with the source. */
void feed_close(struct feed *feed, struct feed_end *end_r);

/* The next stretch of whole records. */
enum spoor_status feed_next(struct feed *feed, struct stretch *stretch_r);

#endif
