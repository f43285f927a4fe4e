/* SPDX-License-Identifier: ISC */
#ifndef CODEC_JSON_VALUE_H
#define CODEC_JSON_VALUE_H

/* JSON values of fields for outputs other than the stream: there the derived ones stand too. */

#include "codec/ndjson.h"

/* Appends the value of a field, logged or derived, as the field's type wants it. False, and
 * nothing appended: the event does not carry it. */
bool json_value_write(struct buf *out, const struct spoor_event *event, enum field field,
	struct ndjson_cache *cache);

#endif
