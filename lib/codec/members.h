/* SPDX-License-Identifier: ISC */
#ifndef CODEC_MEMBERS_H
#define CODEC_MEMBERS_H

/* The keys of an event that the field table does not know: what others put into the stream. */

#include "codec/ndjson.h"

/* The value of a key, as it stands in the stream. False: the event does not have the key, or
 * there is no memory in the arena: then *failed_r is set. */
bool members_find(const struct spoor_event *event, struct arena *arena, spoor_view name,
	spoor_view *value_r, bool *failed_r);

/* Appends ,"key":value for all. A key that the output needs for itself becomes "labels.key",
 * which is where ECS keeps keys of one's own; `is_taken` says which they are. */
void members_write(struct buf *out, const struct spoor_event *event, struct arena *arena,
	bool (*is_taken)(spoor_view key));

#endif
