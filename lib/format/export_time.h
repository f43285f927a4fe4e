/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_EXPORT_TIME_H
#define FORMAT_EXPORT_TIME_H

/* Times in exports: ISO 8601, or as the exporter's Windows prints them. */

#include "format/format.h"

/* The whole text as a time; `is_utc`: it is, where it states no zone. */
bool export_scan_time(
	const struct scene *scene, spoor_view text, bool is_utc, struct stamp *stamp_r);

/* Sets @timestamp and how it was known which number is the day; a guess is refused as one of the
 * zone is. */
void export_set_stamp(
	struct scene *scene, struct spoor_event *event, const struct stamp *stamp);

#endif
