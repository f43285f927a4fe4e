/* SPDX-License-Identifier: ISC */
/*
 * One number is sought: the year of the set's oldest stamp. Each member's own year is so many
 * New Years later, which the stamps themselves show.
 */
#include "base/err.h"
#include "input/walk.h"
#include "stream/solve_set.h"

enum { DAY = 86400, LEAP_YEAR = 2000, HALF_YEAR = 183 * DAY, TALLY_MOST = 32 };

/* ------------------------------------------------------------------ the set's shape */

static bool takes_part(const struct member *member)
{
	return member->survey.timed && member->survey.yearless;
}

/* How many New Years lie between a stamp and a later one: none or one, as files of a set follow
 * each other closely. */
static int years_between(const struct stamp *before, const struct stamp *after)
{
	int64_t apart =
		stamp_seconds(after, LEAP_YEAR) - stamp_seconds(before, LEAP_YEAR);

	if (apart < -HALF_YEAR)
		return 1;
	return apart > HALF_YEAR ? -1 : 0;
}

/* Counts the New Years from the set's first stamp to each member's. */
static void relate(const struct set *set)
{
	const struct member *before = NULL;

	for (size_t i = 0; i < set->count; i++) {
		struct member *member = set->at[i];

		member->years = 0;
		if (!takes_part(member))
			continue;
		if (before)
			member->years = before->years + before->survey.years +
					years_between(&before->survey.last,
						&member->survey.first);
		before = member;
	}
}

static const struct member *newest_of(const struct set *set)
{
	for (size_t i = set->count; i-- > 0;)
		if (takes_part(set->at[i]))
			return set->at[i];
	return NULL;
}

/* ------------------------------------------------------------------ what narrows a year */

/* True when every 29 February and weekday of the set exists, if its first year is `base`. */
static bool fits(const struct set *set, int base)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct survey *survey = &set->at[i]->survey;
		int year = base + set->at[i]->years;

		if (!takes_part(set->at[i]))
			continue;
		if (survey->leap_day && !stamp_is_leap(year + survey->leap_years))
			return false;
		if (survey->weekday.month &&
			!stamp_fits_year(&survey->weekday, year + survey->weekday_years))
			return false;
	}
	return true;
}

/* The latest year up to `base` that fits; what made it differ goes to *proof_r. */
static int narrow(const struct set *set, int base, const char **proof_r)
{
	enum { YEARS_TO_TRY = 40 };
	bool leap = false;

	if (fits(set, base))
		return base;
	for (size_t i = 0; i < set->count; i++)
		leap |= takes_part(set->at[i]) && set->at[i]->survey.leap_day;
	for (int year = base - 1; year > base - YEARS_TO_TRY; year--)
		if (fits(set, year)) {
			*proof_r = leap ? "leap-day" : "weekday";
			return year;
		}
	return base;
}

/* ------------------------------------------------------------------ proofs */

/* The date in a rotated file's name, as the last second of that day; 0: there is none. Six
 * digits are yymmdd. */
static int64_t name_bound(const struct member *member)
{
	spoor_view mark = member->name.mark;
	struct stamp stamp = {.hour = 23, .minute = 59, .second = 59};
	int64_t date;

	if (member->name.rotation != WALK_DATE)
		return 0;
	if (mark.len >= 10 && mark.ptr[4] == '-' && mark.ptr[7] == '-') {
		int64_t parts[3];

		if (!view_number(view_head(mark, 4), &parts[0]) ||
			!view_number(view_of(mark.ptr + 5, 2), &parts[1]) ||
			!view_number(view_of(mark.ptr + 8, 2), &parts[2]))
			return 0;
		date = parts[0] * 10000 + parts[1] * 100 + parts[2];
	} else if (mark.len >= 8 && view_number(view_head(mark, 8), &date)) {
		;
	} else if (mark.len == 6 && view_number(mark, &date)) {
		date += 20000000;
	} else {
		return 0;
	}
	stamp.year = (int)(date / 10000);
	stamp.month = (int)(date / 100 % 100);
	stamp.day = (int)(date % 100);
	if (stamp.year < 1970 || stamp.year > 2261 || stamp.month < 1 ||
		stamp.month > 12 || stamp.day < 1 || stamp.day > 31)
		return 0;
	return stamp_seconds(&stamp, stamp.year);
}

static int64_t gz_bound(const struct member *member)
{
	return member->survey.gz_time;
}

static int64_t mtime_bound(const struct member *member)
{
	return member->survey.mtime > 0 ? member->survey.mtime : 0;
}

typedef int64_t bound_function(const struct member *member);

/* What a time that no line of the member is later than says about the set's first year. */
static int base_by_bound(const struct member *member, int64_t bound)
{
	return clock_latest_year(&member->survey.last, bound) - member->survey.years -
	       member->years;
}

struct tally {
	int base[TALLY_MOST];
	int count[TALLY_MOST];
	int used;
};

static void tally_add(struct tally *tally, int base, int count)
{
	int i = 0;

	while (i < tally->used && tally->base[i] != base)
		i++;
	if (i == TALLY_MOST)
		return;
	if (i == tally->used) {
		tally->base[i] = base;
		tally->count[i] = 0;
		tally->used++;
	}
	tally->count[i] += count;
}

/* The base most are for, the later of equals; false: there is none with `needed`. */
static bool tally_best(const struct tally *tally, int needed, int *base_r)
{
	int best = -1;

	for (int i = 0; i < tally->used; i++)
		if (best < 0 || tally->count[i] > tally->count[best] ||
			(tally->count[i] == tally->count[best] &&
				tally->base[i] > tally->base[best]))
			best = i;
	if (best < 0 || tally->count[best] < needed)
		return false;
	*base_r = tally->base[best];
	return true;
}

static bool base_by_ids(const struct set *set, int *base_r)
{
	struct tally tally = {.used = 0};

	for (size_t i = 0; i < set->count; i++)
		for (int v = 0; v < set->at[i]->survey.vote_count; v++) {
			const struct vote *vote = &set->at[i]->survey.votes[v];

			if (vote->year)
				tally_add(&tally, vote->year - set->at[i]->years,
					vote->count);
		}
	return tally_best(&tally, VOTES_NEEDED, base_r);
}

static bool base_by_bounds(const struct set *set, bound_function *bound_of, int *base_r)
{
	struct tally tally = {.used = 0};

	for (size_t i = 0; i < set->count; i++) {
		int64_t bound = takes_part(set->at[i]) ? bound_of(set->at[i]) : 0;

		if (bound)
			tally_add(&tally, base_by_bound(set->at[i], bound), 1);
	}
	return tally_best(&tally, 1, base_r);
}

/* Without proof: no line is later than the newest of the files' times, or than 2000. */
static int base_by_nothing(const struct set *set)
{
	const struct member *newest = newest_of(set);
	int64_t bound = 0;

	for (size_t i = 0; i < set->count; i++)
		if (mtime_bound(set->at[i]) > bound)
			bound = mtime_bound(set->at[i]);
	return base_by_bound(newest, bound ? bound : SOLVE_ASSUMED_NEWEST - DAY);
}

/* ------------------------------------------------------------------ the result */

/* The word for a member: the set's proof where the member has it itself, else "chain". */
static const char *member_proof(const struct member *member, const char *proof,
	bound_function *bound_of, int base)
{
	if (strcmp(proof, "ids") == 0) {
		for (int v = 0; v < member->survey.vote_count; v++)
			if (member->survey.votes[v].year == base + member->years)
				return member->survey.votes[v].proof;
		return "chain";
	}
	return bound_of && bound_of(member) == 0 ? "chain" : proof;
}

/* The proofs that are times, strongest first. */
struct bound_row {
	const char *proof;
	bound_function *bound_of;
	const char *says; /* for people */
};

static const struct bound_row bound_rows[] = {
	{"file-name", name_bound, "the date in its name"},
	{"gzip-header", gz_bound, "the time in its gzip head"},
	{"mtime", mtime_bound, "the file's time"},
};

static void put_year(char text[8], int year)
{
	for (int i = 3; i >= 0; i--, year /= 10)
		text[i] = (char)('0' + year % 10);
	text[4] = '\0';
}

/* Says where a weaker proof says otherwise. A file's time may be later (a copy), not earlier. */
static void say_contradictions(const struct set *set, int base, const char *proof,
	const struct year_frame *frame, struct messages *messages)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t row = 0; row < COUNT(bound_rows); row++) {
			const struct member *member = set->at[i];
			int64_t bound =
				takes_part(member) ? bound_rows[row].bound_of(member) : 0;
			int theirs = bound ? base_by_bound(member, bound) : base;
			char ours_text[8];
			char their_text[8];

			if (theirs == base || (theirs > base && row > 0) ||
				strcmp(bound_rows[row].proof, proof) == 0 ||
				(frame->copied && row == 2))
				continue;
			put_year(ours_text, base + member->years);
			put_year(their_text, theirs + member->years);
			MESSAGES_ADD(messages, SPOOR_NOTE, member->path, 0, UINT64_MAX,
				"its first line is of ", ours_text, " by ", proof,
				", but of ", their_text, " by ", bound_rows[row].says,
				"; ", ours_text, " is used");
		}
}

/* Finds the set's first year and how it is known. */
static int find_base(const struct set *set, const struct year_frame *frame,
	const char **proof_r, bound_function **bound_of_r)
{
	const struct member *newest = newest_of(set);
	int base;

	*bound_of_r = NULL;
	if (frame->year) {
		*proof_r = "option";
		return frame->year - newest->years - newest->survey.years;
	}
	*proof_r = "ids";
	if (base_by_ids(set, &base))
		return base;
	for (size_t row = 0; row < COUNT(bound_rows); row++) {
		if (frame->copied && bound_rows[row].bound_of == mtime_bound)
			continue;
		*proof_r = bound_rows[row].proof;
		*bound_of_r = bound_rows[row].bound_of;
		if (base_by_bounds(set, bound_rows[row].bound_of, &base))
			return narrow(set, base, proof_r);
	}
	/* A leap day or a weekday narrows what is assumed; it proves none of the years that fit. */
	base = narrow(set, base_by_nothing(set), proof_r);
	*proof_r = "assumed";
	*bound_of_r = NULL;
	return base;
}

void solve_years(
	const struct set *set, const struct year_frame *frame, struct messages *messages)
{
	const char *proof;
	bound_function *bound_of;
	int base;

	relate(set);
	if (!newest_of(set))
		return;
	base = find_base(set, frame, &proof, &bound_of);
	say_contradictions(set, base, proof, frame, messages);
	for (size_t i = 0; i < set->count; i++) {
		struct member *member = set->at[i];

		if (!takes_part(member))
			continue;
		member->clock.first_year = base + member->years;
		member->clock.year_proof = member_proof(member, proof, bound_of, base);
	}
}
