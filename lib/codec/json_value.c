/* SPDX-License-Identifier: ISC */
/* What the event holds is written as the stream writes it; what follows from it, as texts. */
#include "json_value.h"

#include "event/derive.h"

static bool write_derived(
	struct buf *out, const struct spoor_event *event, enum field field)
{
	bool multi = field_row(field)->info.multi;
	struct derived derived;

	derive(event, field, &derived);
	if (derived.count == 0)
		return false;
	if (multi)
		buf_add_char(out, '[');
	for (size_t i = 0; i < derived.count; i++) {
		if (i)
			buf_add_char(out, ',');
		ndjson_write_text(out, derived.at[i]);
	}
	if (multi)
		buf_add_char(out, ']');
	return true;
}

bool json_value_write(struct buf *out, const struct spoor_event *event, enum field field,
	struct ndjson_cache *cache)
{
	const struct field_row *row = field_row(field);

	if (row->info.derived || field == FIELD_EVENT_TYPE)
		return write_derived(out, event, field);
	if (!event_has(event, field))
		return false;
	ndjson_write_value(out, row, event_get(event, field), cache);
	return true;
}
