/* SPDX-License-Identifier: ISC */
#ifndef INPUT_BUNDLE_INSIDE_H
#define INPUT_BUNDLE_INSIDE_H

/* What bundle.c, which opens members, and bundle_look.c, which finds them, both know. */

#include "input/bundle_list.h"

enum { BUNDLE_TROUBLE = 256 };

struct bundle {
	struct spot spot;
	enum packing packing;
	bool is_packed; /* as a whole: it can be read from its start only */
	struct bundle_list list;
	char trouble[BUNDLE_TROUBLE];
	struct shelf *shelf;
	/* With the shelf's lock: */
	bool by_spool;
	struct spool *spool; /* NULL: there is none now */
};

/* An archive being read, and where in it we are. */
struct reading {
	struct source *source;
	struct archive_reader *reader;
	char trouble[BUNDLE_TROUBLE];
};

/* Of a source that was not read from; it is the reading's then. False: said in `error`, and the
 * source stays the caller's. */
bool reading_begin(struct reading *reading, const struct bundle *bundle,
	struct source *source, struct spoor_error *error);
void reading_end(struct reading *reading);

/* What is wrong: with the archive's own bytes, or with what they mean. */
const char *reading_cause(const struct reading *reading);

/* Unpacks all members from the archive's source into a spool. With the lock. Where that fails,
 * by_spool is false from then on. */
void bundle_fill_spool(struct bundle *bundle, struct source *source);

#endif
