/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SOLVE_SET_H
#define STREAM_SOLVE_SET_H

/* The two questions about one rotation set, for solve.c only. */

#include "stream/solve.h"

/* The last second of the year 2000: a leap year, long before any log that lacks its year. */
#define SOLVE_ASSUMED_NEWEST INT64_C(978307199)

/* The files of one set, from the oldest to the newest. */
struct set {
	struct member **at;
	size_t count;
};

/* What the years of a set are solved with. */
struct year_frame {
	int year;    /* of the newest line, by the operator; 0: not said */
	bool copied; /* the files' times are those of a copy: they prove nothing */
};

/* Fills first_year, newest and year_proof of every member's clock. */
void solve_years(
	const struct set *set, const struct year_frame *frame, struct messages *messages);

/* Fills the zones of hosts that the operator gives; false: no memory. */
bool solve_hosts_by_option(struct member *member, const struct setup *setup);

/* True when the zones of all hosts in the survey are known. */
bool solve_knows_all_hosts(const struct member *member);

/* Fills the zones that ids prove, for a whole set or for its hosts; false: no memory. */
bool solve_zones_by_ids(struct solver *solver, const struct set *set);

/* An offset from UTC that ids prove at an instant. */
struct zone_point {
	int64_t instant;
	int offset;
};

/* The zone that explains all points, best guess first: one offset, or a rule of summer time.
 * NULL when no zone does. The caller frees. False without memory. */
bool solve_zone(const struct zone_point *points, size_t count, struct zone **zone_r);

#endif
