/* SPDX-License-Identifier: ISC */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

/*
 * Time zones without libc's global state: a TZif file (RFC 8536) of the system's zone database,
 * a POSIX TZ string ("CET-1CEST,M3.5.0,M10.5.0/3"), or a fixed offset ("+02:00", "UTC").
 */

#include "base/view.h"

struct zone;

/* What a local time can mean. */
struct zone_local {
	int first;  /* offset east of UTC, in seconds, of the earlier instant */
	int second; /* of the later one; equal to `first` but when a clock is put back */
	bool skipped; /* the clock never showed this time: it was put forward over it */
};

/* Loads a zone; NULL without memory or when there is none of that name, said in `error`. */
struct zone *zone_load(spoor_view name, struct spoor_error *error);
void zone_free(struct zone **zone);

const char *zone_name(const struct zone *zone);

/* The offset in force at an instant (seconds since 1970, UTC). */
int zone_offset(const struct zone *zone, int64_t seconds);

/* What the local time `seconds` (read as if it were UTC) can mean. A skipped time is read with
 * the offset before the change. */
struct zone_local zone_local(const struct zone *zone, int64_t seconds);

#endif
