/* SPDX-License-Identifier: ISC */
#ifndef STREAM_CENSUS_H
#define STREAM_CENSUS_H

/* What the events of one source come to: times, kinds, hosts, proofs, and what is out of order. */

#include "event/event.h"
#include "stream/solve.h"

enum {
	CENSUS_NAMES = 64, /* different ones that are counted; the rest is "…" */
	CENSUS_NAME = 255, /* bytes of one, else it is of the rest too */
	CENSUS_GAPS = 100, /* that are kept, the first ones; all are counted */
	CENSUS_TIME = 40
};

/* Names, each with how often it was met. */
struct census_names {
	struct spoor_tally at[CENSUS_NAMES + 1];
	size_t count;
	size_t last; /* the one met last */
	uint64_t rest;
};

struct census {
	struct census_names kinds, hosts, years, zones, offsets;
	bool timed;
	int64_t first; /* ns */
	int64_t last;
	int first_digits;
	int last_digits;
	int64_t back_ns;
	struct spoor_gap gaps[CENSUS_GAPS];
	char texts[2 * CENSUS_GAPS + 2][CENSUS_TIME];
	struct spoor_description result;
	bool failed; /* out of memory */
};

/* NULL without memory. */
struct census *census_new(void);
void census_free(struct census **census);

/* Events come in the source's order. */
void census_add(struct census *census, const struct spoor_event *event);

/* Counts the ids that the source's year and zone rest on. */
void census_add_votes(struct census *census, const struct member *member);

/* Valid until the next call; NULL without memory. */
const struct spoor_description *census_describe(struct census *census);

#endif
