/* SPDX-License-Identifier: ISC */
/*
 * The time stands before the host, and is solved when it is read: so the head is read twice, but
 * only where there are zones of hosts.
 */
#include "host_zone.h"

#include "format/head.h"

static const struct host_zone *find(const struct host_zones *zones, spoor_view line)
{
	struct clock clock = {.started = false};
	struct head head;

	if (!head_scan(&clock, line, &head) || head.envelope.host.len == 0)
		return &zones->otherwise;
	for (size_t i = 0; i < zones->count; i++)
		if (view_eq_nocase(zones->at[i].host, head.envelope.host))
			return &zones->at[i];
	return &zones->otherwise;
}

void host_zones_choose(struct scene *scene, spoor_view line)
{
	const struct host_zone *found = find(scene->host_zones, line);

	clock_set_zone(&scene->clock, found->zone, found->proof);
}
