/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_HOST_ZONE_H
#define FORMAT_HOST_ZONE_H

/* A central syslog file has lines of many hosts, whose clocks may be in several zones. */

#include "format/format.h"

struct host_zone {
	spoor_view host; /* compared without case */
	const struct zone *zone;
	const char *proof; /* as in a clock's setup */
};

struct host_zones {
	const struct host_zone *at;
	size_t count;
	struct host_zone otherwise; /* for the lines of any other host, and of none */
};

/* Sets the scene's clock to the zone of the host that the line names. */
void host_zones_choose(struct scene *scene, spoor_view line);

#endif
