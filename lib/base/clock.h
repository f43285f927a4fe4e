/* SPDX-License-Identifier: ISC */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/*
 * A source's clock: makes instants of stamps, fills in the year and the zone that the lines do
 * not state, and says how it knew. One clock a source and host; it sees the stamps in the
 * source's order.
 */

#include "base/stamp.h"
#include "base/zone.h"

/* An instant and its proof. */
struct moment {
	int64_t ns;       /* since 1970, UTC */
	int digits;       /* of the fraction that the line states */
	const char *year; /* how the year was known; NULL: stated */
	const char *zone; /* the same for the zone */
};

/* What a clock is given before the first line. */
struct clock_setup {
	const struct zone *zone; /* of stamps without one; NULL: UTC */
	const char *zone_proof;  /* "option", … ; "assumed" */
	int first_year; /* of the first stamp; 0: the latest that `newest` allows */
	int64_t newest; /* no stamp is later: seconds since 1970, UTC */
	const char *year_proof; /* "option", "mtime", …; "assumed" */
	enum stamp_order
		order; /* that other stamps of the source tell; ORDER_NONE: none does */
};

enum { CLOCK_KEY_MAX = 24, CLOCK_BSD_LEN = 15 /* "Dec 29 08:50:17" */ };

struct clock {
	struct clock_setup setup;
	bool started;
	bool first_known;              /* since `first` was last forgotten */
	struct stamp first;            /* … the first stamp solved */
	int64_t first_seconds;         /* … and what it came to */
	const struct zone *first_zone; /* … in which zone, if it states none */
	int64_t previous;              /* seconds, the last stamp */
	struct stamp latest;           /* … as the line says it */
	char key[CLOCK_KEY_MAX];
	size_t key_len;       /* 0: nothing kept */
	struct stamp kept;    /* what the key's text says */
	int64_t kept_seconds; /* … and what it came to */
	bool kept_solved;
	const char *kept_year;
	const char *kept_zone;
};

void clock_init(struct clock *clock, const struct clock_setup *setup);

/* Goes on in another zone: the lines are of several hosts. */
void clock_set_zone(struct clock *clock, const struct zone *zone, const char *proof);

/* Lets the next stamp be `first`. */
static inline void clock_forget_first(struct clock *clock)
{
	clock->first_known = false;
}

/* True when `first` comes to the same with a clock as it stood before. */
bool clock_agrees(const struct clock *after, const struct clock *before);

/* The latest year in which the stamp fits and is not after `newest` (seconds since 1970, UTC),
 * give or take a day for clocks and zones. */
int clock_latest_year(const struct stamp *stamp, int64_t newest);

/* The year in which the stamp fits and is nearest to `previous`. */
int clock_nearest_year(const struct stamp *stamp, int64_t previous);

/* Makes an instant of a stamp. */
void clock_solve(struct clock *clock, const struct stamp *stamp, struct moment *moment_r);

/* The stamp of RFC 3164 at the front is that of the last line, with a blank behind it: gives
 * what it came to. */
static inline bool clock_give_kept(
	const struct clock *clock, spoor_view line, struct moment *moment_r)
{
	if (!clock->kept_solved || clock->key_len != CLOCK_BSD_LEN ||
		line.len <= CLOCK_BSD_LEN || load8(line.ptr) != load8(clock->key) ||
		load8(line.ptr + CLOCK_BSD_LEN - 8) !=
			load8(clock->key + CLOCK_BSD_LEN - 8) ||
		line.ptr[CLOCK_BSD_LEN] != ' ')
		return false;
	moment_r->ns = clock->kept_seconds * STAMP_NANOS + clock->kept.nanos;
	moment_r->digits = clock->kept.digits;
	moment_r->year = clock->kept_year;
	moment_r->zone = clock->kept_zone;
	return true;
}

/* Scans and solves the two shapes of syslog, fast for many lines of one second. */
bool clock_scan_bsd(struct clock *clock, spoor_view *cursor, struct moment *moment_r);
bool clock_scan_iso(struct clock *clock, spoor_view *cursor, struct moment *moment_r);

#endif
