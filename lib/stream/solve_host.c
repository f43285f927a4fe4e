/* SPDX-License-Identifier: ISC */
/*
 * The zone of a set from its ids. Where all ids together make no sense, the files have lines of
 * hosts in several zones, and each host's ids are asked for themselves.
 */
#include "base/mem.h"
#include "stream/place.h"
#include "stream/solve_set.h"

enum { POINTS_MOST = 4096 };

/* ------------------------------------------------------------------ zones of hosts */

static const struct host_zone *find_host(const struct member *member, spoor_view host)
{
	for (size_t i = 0; i < member->host_count; i++)
		if (view_eq_nocase(member->hosts[i].host, host))
			return &member->hosts[i];
	return NULL;
}

static bool add_host(struct member *member, const struct host_zone *host)
{
	struct host_zone *hosts;

	if (find_host(member, host->host))
		return true;
	hosts = mem_resize(member->hosts, (member->host_count + 1) * sizeof(*hosts));
	if (!hosts)
		return false;
	member->hosts = hosts;
	member->hosts[member->host_count++] = *host;
	return true;
}

bool solve_hosts_by_option(struct member *member, const struct setup *setup)
{
	const struct glob_rule *named = glob_rules_find(&setup->hosts, member->path);

	for (size_t i = 0; i < setup->zones.count; i++) {
		const struct glob_rule *rule = &setup->zones.at[i];
		struct host_zone host = {view_string(rule->host), rule->zone, "option"};

		if (!rule->host || !glob_rule_matches(rule, member->path))
			continue;
		if (!named) {
			if (!add_host(member, &host))
				return false;
		} else if (view_eq_nocase(host.host, view_string(named->value))) {
			member->clock.zone = host.zone;
			member->clock.zone_proof = host.proof;
			return true;
		}
	}
	return true;
}

bool solve_knows_all_hosts(const struct member *member)
{
	const struct survey *survey = &member->survey;

	for (int i = 0; i < survey->seen_count && i < SURVEY_SEEN; i++) {
		size_t known = 0;

		while (known < member->host_count &&
			place_hash(member->hosts[known].host) != survey->seen[i])
			known++;
		if (known == member->host_count)
			return false;
	}
	return member->host_count > 0 && survey->seen_count <= SURVEY_SEEN;
}

/* ------------------------------------------------------------------ ids */

/* The points that at least VOTES_NEEDED ids of one host agree on; of all hosts whose zone is not
 * known yet, where none is given. */
static size_t collect_points(
	const struct set *set, const char *host, struct zone_point *points)
{
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++)
		for (int v = 0; v < set->at[i]->survey.vote_count && count < POINTS_MOST;
			v++) {
			const struct survey *survey = &set->at[i]->survey;
			const struct vote *vote = &survey->votes[v];
			const char *of = survey->hosts[vote->host];

			if (vote->count >= VOTES_NEEDED &&
				(host ? strcmp(of, host) == 0
				      : !find_host(set->at[i], view_string(of))))
				points[count++] =
					(struct zone_point){vote->instant, vote->offset};
		}
	return count;
}

static const char *zone_proof(const struct set *set, const char *host)
{
	for (size_t i = 0; i < set->count; i++)
		for (int v = 0; v < set->at[i]->survey.vote_count; v++) {
			const struct survey *survey = &set->at[i]->survey;

			if (!host ||
				strcmp(survey->hosts[survey->votes[v].host], host) == 0)
				return survey->votes[v].proof;
		}
	return "assumed";
}

/* The solver owns it from now on; false: no memory. */
static bool keep_zone(struct solver *solver, struct zone *zone)
{
	struct zone **zones = mem_resize(
		solver->zones, (solver->zone_count + 1) * sizeof(struct zone *));

	if (!zones) {
		zone_free(&zone);
		return false;
	}
	solver->zones = zones;
	solver->zones[solver->zone_count++] = zone;
	return true;
}

static bool zone_for_all(struct solver *solver, const struct set *set, struct zone *zone)
{
	if (!keep_zone(solver, zone))
		return false;
	for (size_t i = 0; i < set->count; i++)
		if (!set->at[i]->clock.zone) {
			set->at[i]->clock.zone = zone;
			set->at[i]->clock.zone_proof = zone_proof(set, NULL);
		}
	return true;
}

/* A zone for the lines of one host, in the set's files that have no zone for all lines. */
static bool zone_for_host(struct solver *solver, const struct set *set,
	struct zone_point *points, const char *host)
{
	size_t count = collect_points(set, host, points);
	struct host_zone found = {view_string(host), NULL, zone_proof(set, host)};
	struct zone *zone = NULL;

	if (count && !solve_zone(points, count, &zone))
		return false;
	if (!zone)
		return true;
	found.zone = zone;
	if (!keep_zone(solver, zone))
		return false;
	for (size_t i = 0; i < set->count; i++)
		if (!set->at[i]->clock.zone && !add_host(set->at[i], &found))
			return false;
	return true;
}

static bool zones_for_hosts(
	struct solver *solver, const struct set *set, struct zone_point *points)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct member *member = set->at[i];

		for (int h = 0; h < member->survey.host_count; h++) {
			const char *host = member->survey.hosts[h];

			if (!find_host(member, view_string(host)) &&
				!zone_for_host(solver, set, points, host))
				return false;
		}
	}
	return true;
}

bool solve_zones_by_ids(struct solver *solver, const struct set *set)
{
	struct zone_point *points = mem_alloc(POINTS_MOST * sizeof(*points));
	size_t count = points ? collect_points(set, NULL, points) : 0;
	struct zone *zone = NULL;
	bool good = points && (count == 0 || solve_zone(points, count, &zone));

	if (zone)
		good = zone_for_all(solver, set, zone);
	else if (good && count)
		good = zones_for_hosts(solver, set, points);
	mem_free(points);
	return good;
}
