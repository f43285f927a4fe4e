/* SPDX-License-Identifier: ISC */
#ifndef STREAM_PLACE_H
#define STREAM_PLACE_H

/* The file that an event stands in, and the rotation set of that file, as numbers. */

#include "base/view.h"

enum { PLACE_PATH_MOST = 4096 };

/* Zero it before the first event. */
struct place {
	uint64_t file;
	uint64_t set;
	size_t len; /* of the path kept */
	char path[PLACE_PATH_MOST];
};

/* A hash of a name; the same in every run. */
uint64_t place_hash(spoor_view name);

/* Sets `file` and `set` for the path of an event; quick while that stays the same. */
void place_find(struct place *place, spoor_view path);

#endif
