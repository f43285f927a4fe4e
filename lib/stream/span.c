/* SPDX-License-Identifier: ISC */
#include "span.h"

#include <stdlib.h>

enum { DAY = 86400 };

static int64_t seconds_of(const struct member *member, const struct stamp *stamp)
{
	struct clock clock;
	struct moment moment;

	clock_init(&clock, &member->clock);
	clock_solve(&clock, stamp, &moment);
	return clock.previous;
}

/* How much earlier or later a line may be than the first lines say: a web server stamps the
 * beginning of a request, and hosts can be in several zones. */
static int64_t slack_of(const struct member *member, const struct setup *setup)
{
	const struct glob_rule *skew = glob_rules_find(&setup->skews, member->path);

	return (member->host_count ? 2 * DAY : DAY) + (skew ? llabs(skew->seconds) : 0);
}

/* The next file of the set that has times, from `at` on; NULL: there is none. */
static struct member *next_timed(struct member **set, size_t count, size_t *at)
{
	while (*at < count) {
		struct member *member = set[(*at)++];

		if (member->survey.timed)
			return member;
	}
	return NULL;
}

/* True when the first lines of the files follow each other. */
static bool is_in_order(struct member **set, size_t count)
{
	const struct member *member;
	int64_t last = INT64_MIN;
	size_t at = 0;

	while ((member = next_timed(set, count, &at))) {
		int64_t first = seconds_of(member, &member->survey.first);

		if (first < last)
			return false;
		last = first;
	}
	return true;
}

/* True when the last lines of a plain file are not before its first. */
static bool ends_in_order(
	const struct member *member, const struct setup *setup, int64_t first)
{
	struct survey tail = {.mtime = -1};
	struct scene scene = {.site = &setup->site,
		.path = view_string(member->path),
		.forced = setup->forced};

	survey_end(&tail, &scene, member->item);
	return tail.timed && !tail.yearless && seconds_of(member, &tail.first) >= first &&
	       seconds_of(member, &tail.last) >= first;
}

static void skip_in_set(struct member **set, size_t count, const struct setup *setup)
{
	/* Whole seconds, so that no event of the span is left out. */
	int64_t since = stamp_second(setup->plan.since);
	int64_t until = stamp_second(setup->plan.until);
	size_t at = 0;
	struct member *next = next_timed(set, count, &at);
	bool several = false;

	while (next) {
		struct member *member = next;
		int64_t slack = slack_of(member, setup);
		int64_t first = seconds_of(member, &member->survey.first);

		next = next_timed(set, count, &at);
		if (next)
			member->skipped =
				first - slack > until ||
				seconds_of(next, &next->survey.first) + slack < since;
		else
			member->skipped = several && first - slack > until &&
					  ends_in_order(member, setup, first);
		several = true;
	}
}

void span_skip(struct solver *solver, const struct setup *setup)
{
	if (setup->plan.since == INT64_MIN && setup->plan.until == INT64_MAX)
		return;
	for (size_t start = 0; start < solver->count;) {
		size_t count = solver_set_size(solver, start);
		struct member **set = solver->sorted + start;

		if (is_in_order(set, count))
			skip_in_set(set, count, setup);
		start += count;
	}
}
