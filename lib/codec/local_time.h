/* SPDX-License-Identifier: ISC */
#ifndef CODEC_LOCAL_TIME_H
#define CODEC_LOCAL_TIME_H

/* Instants as a clock of some zone shows them, in RFC 3339 with the offset. */

#include "base/stamp.h"
#include "base/zone.h"

/* "2025-12-31T22:40:00.5+01:00" in the zone; NULL: UTC, as "+00:00". Gives the length. */
size_t local_time_format(
	int64_t ns, int digits, const struct zone *zone, char text[STAMP_TEXT_MAX]);

#endif
