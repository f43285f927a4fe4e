/* SPDX-License-Identifier: ISC */
/*
 * Busy logs have many lines a second. The text of the last second is kept beside its meaning:
 * the next line with the same text costs one comparison.
 */
#include "clock.h"

#include "base/scan.h"

enum { ISO_LEN = 19, DAY = 86400, HALF_YEAR = 183 * DAY };

void clock_init(struct clock *clock, const struct clock_setup *setup)
{
	*clock = (struct clock){.setup = *setup};
}

void clock_set_zone(struct clock *clock, const struct zone *zone, const char *proof)
{
	if (clock->setup.zone == zone && clock->setup.zone_proof == proof)
		return;
	clock->setup.zone = zone;
	clock->setup.zone_proof = proof;
	clock->key_len = 0;
	clock->kept_solved = false;
}

/* A weekday repeats within eleven years, and within forty around a century without leap day. */
enum { YEARS_TO_TRY = 40 };

int clock_latest_year(const struct stamp *stamp, int64_t newest)
{
	int last = stamp_year(newest + DAY);

	for (int year = last; year > last - YEARS_TO_TRY; year--)
		if (stamp_fits_year(stamp, year) &&
			stamp_seconds(stamp, year) <= newest + DAY)
			return year;
	return last;
}

int clock_nearest_year(const struct stamp *stamp, int64_t previous)
{
	int middle = stamp_year(previous);
	int best = 0;
	int64_t nearest = INT64_MAX;

	if (stamp_fits_year(stamp, middle)) {
		int64_t apart = stamp_seconds(stamp, middle) - previous;

		if (apart > -HALF_YEAR && apart < HALF_YEAR)
			return middle;
	}
	for (int year = middle - 4; year <= middle + 4; year++) {
		int64_t apart = stamp_seconds(stamp, year) - previous;

		if (apart < 0)
			apart = -apart;
		if (stamp_fits_year(stamp, year) && apart < nearest) {
			nearest = apart;
			best = year;
		}
	}
	return best ? best : middle;
}

static int likely_year(const struct clock *clock, const struct stamp *stamp)
{
	if (clock->started)
		return clock_nearest_year(stamp, clock->previous);
	if (clock->setup.first_year && stamp_fits_year(stamp, clock->setup.first_year))
		return clock->setup.first_year;
	return clock_latest_year(stamp, clock->setup.newest);
}

/* The year of a stamp that states none. */
static int find_year(const struct clock *clock, const struct stamp *stamp)
{
	int year = likely_year(clock, stamp);

	if (year < STAMP_YEAR_MIN)
		return STAMP_YEAR_MIN;
	return year > STAMP_YEAR_MAX ? STAMP_YEAR_MAX : year;
}

static int64_t local_to_utc(const struct clock *clock, int64_t local)
{
	struct zone_local choice;
	int64_t first;

	if (!clock->setup.zone)
		return local;
	choice = zone_local(clock->setup.zone, local);
	first = local - choice.first;
	/* A clock put back shows an hour twice: the second time when the first would be a step back. */
	if (choice.second != choice.first && clock->started &&
		first < clock->previous - 60)
		return local - choice.second;
	return first;
}

void clock_solve(struct clock *clock, const struct stamp *stamp, struct moment *moment_r)
{
	int year = stamp->year;
	int64_t seconds;

	moment_r->year = NULL;
	moment_r->zone = NULL;
	moment_r->digits = stamp->digits;
	if (year == 0) {
		year = find_year(clock, stamp);
		moment_r->year = clock->setup.year_proof;
	}
	seconds = stamp_seconds(stamp, year);
	if (stamp->zoned) {
		seconds -= stamp->offset;
	} else {
		seconds = local_to_utc(clock, seconds);
		moment_r->zone = clock->setup.zone_proof;
	}
	if (!clock->first_known) {
		clock->first_known = true;
		clock->first = *stamp;
		clock->first_seconds = seconds;
		clock->first_zone = clock->setup.zone;
	}
	clock->started = true;
	clock->previous = seconds;
	clock->latest = *stamp;
	moment_r->ns = seconds * STAMP_NANOS + stamp->nanos;
}

bool clock_agrees(const struct clock *after, const struct clock *before)
{
	struct clock clock = *before;
	struct moment moment;

	if (!after->first_known)
		return true;
	clock.setup.zone = after->first_zone;
	clock_solve(&clock, &after->first, &moment);
	return clock.previous == after->first_seconds;
}

/* The text is that of the last line: its meaning too. */
static bool is_kept(const struct clock *clock, spoor_view cursor, size_t len)
{
	return clock->key_len == len && cursor.len > len &&
	       memcmp(clock->key, cursor.ptr, len) == 0;
}

static void keep(struct clock *clock, spoor_view text, const struct stamp *stamp)
{
	memcpy(clock->key, text.ptr, text.len);
	clock->key_len = text.len;
	clock->kept = *stamp;
	clock->kept_solved = false;
}

static void keep_solution(struct clock *clock, const struct moment *moment)
{
	clock->kept_solved = true;
	clock->kept_seconds = stamp_second(moment->ns);
	clock->kept_year = moment->year;
	clock->kept_zone = moment->zone;
}

bool clock_scan_bsd(struct clock *clock, spoor_view *cursor, struct moment *moment_r)
{
	spoor_view start = *cursor;
	struct stamp stamp;

	if (clock_give_kept(clock, start, moment_r)) {
		*cursor = view_skip(start, CLOCK_BSD_LEN);
		return true;
	}
	if (!stamp_scan_bsd(cursor, &stamp))
		return false;
	clock_solve(clock, &stamp, moment_r);
	clock->key_len = 0;
	if (start.len - cursor->len == CLOCK_BSD_LEN) {
		keep(clock, view_head(start, CLOCK_BSD_LEN), &stamp);
		keep_solution(clock, moment_r);
	}
	return true;
}

/* The fraction and offset behind a kept second. */
static bool scan_iso_tail(struct clock *clock, spoor_view *cursor, struct stamp *stamp)
{
	spoor_view rest = view_skip(*cursor, ISO_LEN);
	int nanos = 0;
	int digits = 0;

	if (scan_char(&rest, '.')) {
		for (; rest.len && is_digit(rest.ptr[0]) && digits < 9; digits++) {
			nanos = nanos * 10 + (rest.ptr[0] - '0');
			rest = view_skip(rest, 1);
		}
		if (digits == 0)
			return false;
		for (int i = digits; i < 9; i++)
			nanos *= 10;
	}
	if (rest.len && (is_digit(rest.ptr[0]) || rest.ptr[0] == ','))
		return false;
	*stamp = clock->kept;
	stamp->nanos = nanos;
	stamp->digits = digits;
	stamp->zoned = stamp_scan_offset(&rest, &stamp->offset);
	*cursor = rest;
	return true;
}

bool clock_scan_iso(struct clock *clock, spoor_view *cursor, struct moment *moment_r)
{
	spoor_view start = *cursor;
	struct stamp stamp;

	if (is_kept(clock, start, ISO_LEN) && scan_iso_tail(clock, cursor, &stamp)) {
		if (stamp.zoned && clock->kept_solved && clock->kept.zoned &&
			stamp.offset == clock->kept.offset) {
			moment_r->ns = clock->kept_seconds * STAMP_NANOS + stamp.nanos;
			moment_r->digits = stamp.digits;
			moment_r->year = NULL;
			moment_r->zone = NULL;
			return true;
		}
		clock_solve(clock, &stamp, moment_r);
		return true;
	}
	if (!stamp_scan_iso(cursor, &stamp))
		return false;
	clock_solve(clock, &stamp, moment_r);
	keep(clock, view_head(start, ISO_LEN), &stamp);
	keep_solution(clock, moment_r);
	return true;
}
