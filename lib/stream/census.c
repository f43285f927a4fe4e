/* SPDX-License-Identifier: ISC */
#include "census.h"

#include "base/mem.h"
#include "base/stamp.h"

#include <stdlib.h>

#define DAY (86400 * STAMP_NANOS)

struct census *census_new(void)
{
	return mem_new(sizeof(struct census));
}

static void free_names(struct census_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		mem_free((void *)names->at[i].name);
}

void census_free(struct census **census)
{
	if (!*census)
		return;
	free_names(&(*census)->kinds);
	free_names(&(*census)->hosts);
	free_names(&(*census)->years);
	free_names(&(*census)->zones);
	free_names(&(*census)->offsets);
	mem_free(*census);
	*census = NULL;
}

/* ------------------------------------------------------------------ names */

static bool is_name(const struct spoor_tally *tally, spoor_view name)
{
	return view_eq(view_string(tally->name), name);
}

/* True when the name has a place in the list, which is `last` then. */
static bool find_name(struct census_names *names, spoor_view name, bool *failed)
{
	char *copy;

	if (names->count && is_name(&names->at[names->last], name))
		return true;
	for (names->last = 0; names->last < names->count; names->last++)
		if (is_name(&names->at[names->last], name))
			return true;
	names->last = 0;
	if (names->count == CENSUS_NAMES)
		return false;
	copy = mem_copy_string(name.ptr, name.len);
	*failed |= !copy;
	if (!copy)
		return false;
	names->last = names->count++;
	names->at[names->last] = (struct spoor_tally){copy, 0};
	return true;
}

/* A name that can be told apart and stands on one line. */
static bool is_fit(spoor_view name)
{
	return name.len <= CENSUS_NAME && !view_has(name, '\n') && !view_has(name, '\0');
}

static void add_name(struct census *census, struct census_names *names, spoor_view name)
{
	if (name.len == 0)
		return;
	if (is_fit(name) && find_name(names, name, &census->failed))
		names->at[names->last].count++;
	else
		names->rest++;
}

static int by_count(const void *a, const void *b)
{
	const struct spoor_tally *left = a;
	const struct spoor_tally *right = b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return strcmp(left->name, right->name);
}

/* Sorts the names, the most frequent first. Gives how many there are. */
static size_t sort_names(struct census_names *names)
{
	names->last = 0;
	if (names->count)
		qsort(names->at, names->count, sizeof(names->at[0]), by_count);
	if (names->rest == 0)
		return names->count;
	names->at[names->count] = (struct spoor_tally){"…", names->rest};
	return names->count + 1;
}

/* ------------------------------------------------------------------ times */

static void add_gap(
	struct census *census, const struct spoor_event *event, const union value *time)
{
	struct spoor_description *result = &census->result;
	const union value *line = event_get(event, FIELD_LOG_LINE);
	uint64_t index = result->gap_count++;
	char *from;
	char *to;

	if (index >= CENSUS_GAPS)
		return;
	from = census->texts[2 * index];
	to = census->texts[2 * index + 1];
	stamp_format(census->last, 0, from);
	stamp_format(time->time.ns, 0, to);
	census->gaps[index] =
		(struct spoor_gap){from, to, line ? (uint64_t)line->number : 0};
}

static void add_step_back(
	struct census *census, const struct spoor_event *event, int64_t back)
{
	struct spoor_description *result = &census->result;
	const union value *line = event_get(event, FIELD_LOG_LINE);

	result->back_events++;
	if (back <= census->back_ns)
		return;
	census->back_ns = back;
	result->back_line = line ? (uint64_t)line->number : 0;
}

static void add_time(
	struct census *census, const struct spoor_event *event, const union value *time)
{
	int64_t ns = time->time.ns;

	if (!census->timed || ns < census->first) {
		census->first = ns;
		census->first_digits = time->time.digits;
	}
	if (census->timed && ns < census->last) {
		add_step_back(census, event, census->last - ns);
		return;
	}
	if (census->timed && ns - census->last > DAY)
		add_gap(census, event, time);
	census->timed = true;
	census->last = ns;
	census->last_digits = time->time.digits;
}

/* Years and zones that the line states are "stated". */
static void add_proofs(struct census *census, const struct spoor_event *event)
{
	spoor_view year = event_text(event, FIELD_TIME_YEAR);
	spoor_view zone = event_text(event, FIELD_TIME_ZONE);

	add_name(census, &census->years, year.len ? year : VIEW("stated"));
	add_name(census, &census->zones, zone.len ? zone : VIEW("stated"));
	add_name(census, &census->offsets, event_text(event, FIELD_EVENT_TIMEZONE));
}

void census_add(struct census *census, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);

	add_name(census, &census->kinds, event_text(event, FIELD_EVENT_DATASET));
	add_name(census, &census->hosts, event_text(event, FIELD_HOST_NAME));
	if (!time) {
		census->result.untimed++;
		return;
	}
	add_time(census, event, time);
	add_proofs(census, event);
}

/* ------------------------------------------------------------------ proofs */

/* The zone that stands for the lines of a host that voted. */
static const struct zone *zone_of(const struct member *member, const struct vote *vote)
{
	spoor_view host = view_string(member->survey.hosts[vote->host]);

	for (size_t i = 0; i < member->host_count; i++)
		if (view_eq_nocase(member->hosts[i].host, host))
			return member->hosts[i].zone;
	return member->clock.zone;
}

void census_add_votes(struct census *census, const struct member *member)
{
	struct spoor_description *result = &census->result;

	for (int i = 0; i < member->survey.vote_count; i++) {
		const struct vote *vote = &member->survey.votes[i];
		const struct zone *zone = zone_of(member, vote);

		result->votes += (uint64_t)vote->count;
		if (vote->year && vote->year == member->clock.first_year)
			result->year_votes += (uint64_t)vote->count;
		if (member->survey.zoneless && zone &&
			zone_offset(zone, vote->instant) == vote->offset)
			result->zone_votes += (uint64_t)vote->count;
	}
}

/* ------------------------------------------------------------------ the result */

const struct spoor_description *census_describe(struct census *census)
{
	struct spoor_description *result = &census->result;
	char *first = census->texts[2 * CENSUS_GAPS];
	char *last = census->texts[2 * CENSUS_GAPS + 1];

	if (census->failed)
		return NULL;
	if (census->timed) {
		stamp_format(census->first, census->first_digits, first);
		stamp_format(census->last, census->last_digits, last);
		result->first = first;
		result->last = last;
	}
	result->kinds = census->kinds.at;
	result->kind_count = sort_names(&census->kinds);
	result->hosts = census->hosts.at;
	result->host_count = sort_names(&census->hosts);
	result->years = census->years.at;
	result->year_count = sort_names(&census->years);
	result->zones = census->zones.at;
	result->zone_count = sort_names(&census->zones);
	result->offsets = census->offsets.at;
	result->offset_count = sort_names(&census->offsets);
	result->gaps = census->gaps;
	result->back_ms = (uint64_t)(census->back_ns / 1000000);
	return result;
}
