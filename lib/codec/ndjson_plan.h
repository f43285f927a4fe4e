/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_PLAN_H
#define CODEC_NDJSON_PLAN_H

/* How events of one shape are rendered: what they have in common is rendered once. */

#include "codec/ndjson_put.h"

/* Appends one event whose shape is not 0, with its line feed. False, and nothing was appended:
 * it must be rendered field by field. */
bool ndjson_plan_write(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache);

#endif
