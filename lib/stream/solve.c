/* SPDX-License-Identifier: ISC */
#include "base/err.h"
#include "base/mem.h"
#include "input/source.h"
#include "stream/solve.h"
#include "stream/solve_set.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ sets */

static int by_set(const void *a, const void *b)
{
	const struct member *left = *(struct member *const *)a;
	const struct member *right = *(struct member *const *)b;
	int order = view_order(left->folder, right->folder);

	if (order == 0)
		order = walk_order(view_of(left->path + left->folder.len,
					   strlen(left->path) - left->folder.len),
			view_of(right->path + right->folder.len,
				strlen(right->path) - right->folder.len));
	/* The same file twice: any order, but always the same. */
	return order ? order : left < right ? -1 : left > right;
}

static bool same_set(const struct member *a, const struct member *b)
{
	return view_eq(a->folder, b->folder) && view_eq(a->name.base, b->name.base);
}

static void take_apart(struct member *member, const struct walk_item *item)
{
	spoor_view path = view_string(item->path);
	size_t slash = view_find_last(path, '/');

	member->item = item;
	member->path = item->path;
	member->once = !item->bundle && origin_is_once(item->path);
	member->folder = view_head(path, slash < path.len ? slash + 1 : 0);
	member->name = walk_take_apart(view_skip(path, member->folder.len));
	member->survey.mtime = -1;
}

bool solver_init(struct solver *solver, const struct walk *walk)
{
	*solver = (struct solver){.count = walk->count};
	solver->members = mem_new((walk->count + 1) * sizeof(*solver->members));
	solver->sorted = mem_new((walk->count + 1) * sizeof(struct member *));
	if (!solver->members || !solver->sorted)
		return false;
	for (size_t i = 0; i < walk->count; i++) {
		take_apart(&solver->members[i], &walk->items[i]);
		solver->sorted[i] = &solver->members[i];
	}
	if (solver->count)
		qsort(solver->sorted, solver->count, sizeof(struct member *), by_set);
	return true;
}

void solver_deinit(struct solver *solver)
{
	for (size_t i = 0; i < solver->zone_count; i++)
		zone_free(&solver->zones[i]);
	for (size_t i = 0; solver->members && i < solver->count; i++)
		mem_free(solver->members[i].hosts);
	mem_free(solver->zones);
	mem_free(solver->sorted);
	mem_free(solver->members);
	*solver = (struct solver){0};
}

size_t solver_set_size(const struct solver *solver, size_t start)
{
	size_t count = 1;

	while (start + count < solver->count &&
		same_set(solver->sorted[start], solver->sorted[start + count]))
		count++;
	return count;
}

/* ------------------------------------------------------------------ zones */

/* What stands where nothing else is found: no line is later than the file's time, or, of a
 * stream, than the year 2000; the clock of this machine must not decide what is printed. */
static bool begin_clock(struct member *member, const struct setup *setup)
{
	const struct glob_rule *rule = glob_rules_find(&setup->zones, member->path);
	int64_t mtime = member->survey.mtime;

	member->clock.newest = mtime >= 0 ? mtime : SOLVE_ASSUMED_NEWEST;
	member->clock.year_proof = "assumed";
	member->clock.zone = rule ? rule->zone : NULL;
	member->clock.zone_proof = rule ? "option" : "assumed";
	member->clock.order = member->survey.order;
	return solve_hosts_by_option(member, setup);
}

static void join_zones(struct member *member)
{
	member->host_zones = (struct host_zones){
		.at = member->hosts,
		.count = member->host_count,
		.otherwise = {.zone = member->clock.zone,
			.proof = member->clock.zone_proof},
	};
}

/* ------------------------------------------------------------------ the whole */

static bool survey_member(struct member *member, const struct setup *setup)
{
	struct scene scene = {
		.site = &setup->site,
		.path = view_string(member->path),
		.forced = setup->forced,
	};

	return member->item->trouble || member->once ||
	       survey_file(&member->survey, &scene, member->item);
}

/* Files whose times are all alike were copied, and the times are the copy's. */
static bool are_copied(const struct solver *solver)
{
	enum { ALIKE = 60 };
	int64_t least = INT64_MAX;
	int64_t most = INT64_MIN;
	size_t files = 0;

	for (size_t i = 0; i < solver->count; i++) {
		int64_t mtime = solver->members[i].survey.mtime;

		if (mtime < 0)
			continue;
		files++;
		least = mtime < least ? mtime : least;
		most = mtime > most ? mtime : most;
	}
	return files > 1 && most - least <= ALIKE;
}

/* Says once a run that a year or a zone is not known. */
static void say_assumptions(
	struct solver *solver, const struct set *set, struct messages *messages)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct member *member = set->at[i];
		char year[STAMP_TEXT_MAX];

		if (member->survey.yearless && !solver->said_year &&
			strcmp(member->clock.year_proof, "assumed") == 0) {
			solver->said_year = true;
			stamp_format(stamp_days(member->clock.first_year, 1, 1) * 86400 *
					     STAMP_NANOS,
				0, year);
			year[4] = '\0';
			MESSAGES_ADD(messages, SPOOR_NOTE, member->path, 0, UINT64_MAX,
				"times have no year and nothing shows it: ", year,
				" is assumed (use --year)");
		}
		if (member->survey.zoneless && !solver->said_zone &&
			strcmp(member->clock.zone_proof, "assumed") == 0 &&
			!solve_knows_all_hosts(member)) {
			solver->said_zone = true;
			MESSAGES_ADD(messages, SPOOR_NOTE, member->path, 0, UINT64_MAX,
				"times have no zone and nothing shows it: UTC is assumed "
				"(use --tz)");
		}
	}
}

static bool solve_set(struct solver *solver, const struct set *set,
	const struct setup *setup, struct messages *messages)
{
	struct year_frame frame = {.year = setup->year, .copied = solver->copied};

	for (size_t i = 0; i < set->count; i++)
		if (!begin_clock(set->at[i], setup))
			return false;
	solve_years(set, &frame, messages);
	if (!solve_zones_by_ids(solver, set))
		return false;
	for (size_t i = 0; i < set->count; i++)
		join_zones(set->at[i]);
	say_assumptions(solver, set, messages);
	return true;
}

bool solver_run(
	struct solver *solver, const struct setup *setup, struct messages *messages)
{
	for (size_t i = 0; i < solver->count; i++)
		if (!survey_member(&solver->members[i], setup))
			return false;
	solver->copied = are_copied(solver);
	for (size_t start = 0; start < solver->count;) {
		struct set set = {.at = solver->sorted + start,
			.count = solver_set_size(solver, start)};

		if (!solve_set(solver, &set, setup, messages))
			return false;
		start += set.count;
	}
	return true;
}

bool solver_run_one(struct solver *solver, size_t index, const struct setup *setup,
	struct messages *messages)
{
	struct member *member = &solver->members[index];
	struct set set = {.at = &member, .count = 1};

	solver->copied = are_copied(solver);
	return solve_set(solver, &set, setup, messages);
}
