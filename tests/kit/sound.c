/* SPDX-License-Identifier: ISC */
/* Field by field along the table, then once through the codec and back. */
#include "sound.h"

#include "base/addr.h"
#include "base/utf8.h"
#include "codec/ndjson.h"

enum { ARENA_MOST = 64 * 1024 * 1024, TEXT_MOST = 64 * 1024 * 1024 };

static bool is_decimal(spoor_view text)
{
	size_t points = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '.' && i > 0 && i + 1 < text.len)
			points++;
		else if (!is_digit(text.ptr[i]))
			return false;
	}
	return text.len && points <= 1;
}

static const char *text_fault(enum spoor_field_type type, spoor_view text)
{
	struct addr addr;
	char canonical[ADDR_TEXT_MAX];

	if (text.len == 0)
		return "a text is empty: absent means absent";
	if (utf8_valid_len(text) != text.len)
		return "a text is not valid UTF-8";
	if (type == SPOOR_DECIMAL && !is_decimal(text))
		return "a decimal fraction is none";
	if (type != SPOOR_ADDRESS)
		return NULL;
	if (!addr_parse(text, &addr) ||
		!view_eq(text, view_of(canonical, addr_format(&addr, canonical))))
		return "an address is not in its canonical form";
	return NULL;
}

static const char *list_fault(enum spoor_field_type type, const union value *value)
{
	const char *fault = value->list.count ? NULL : "a list is empty";

	for (uint32_t i = 0; i < value->list.count && !fault; i++)
		fault = text_fault(type, value->list.at[i]);
	return fault;
}

static const char *field_fault(enum field field, const union value *value)
{
	const struct spoor_field_info *info = &field_row(field)->info;

	if (info->multi)
		return list_fault(info->type, value);
	switch (info->type) {
	case SPOOR_TEXT:
	case SPOOR_ADDRESS:
	case SPOOR_DECIMAL:
		return text_fault(info->type, value->text);
	case SPOOR_INTEGER:
		return value->number < 0 ? "a number is negative" : NULL;
	case SPOOR_TIME:
		return value->time.digits < 0 || value->time.digits > 9
			       ? "a time has no such precision"
			       : NULL;
	case SPOOR_FLAG:
		return NULL;
	}
	return "a field has no known type";
}

const char *sound_fault(const struct spoor_event *event)
{
	const char *fault = NULL;

	if (event->action >= ACTION_COUNT ||
		!view_eq(event_text(event, FIELD_EVENT_ACTION),
			action_name(event->action)))
		return "no action of the vocabulary";
	for (int field = 0; field < FIELD_COUNT && !fault; field++)
		if (event_has(event, (enum field)field))
			fault = field_fault(
				(enum field)field, event_get(event, (enum field)field));
	return fault;
}

const char *sound_fault_of_format(const struct spoor_event *event)
{
	if (!event_has(event, FIELD_EVENT_DATASET))
		return "no dataset";
	for (int field = 0; field < FIELD_COUNT; field++)
		if (event_has(event, (enum field)field) &&
			field_row((enum field)field)->info.derived)
			return "a derived field is set";
	return sound_fault(event);
}

/* Encoded, decoded, encoded again. */
static const char *round_trip(const struct spoor_event *event, struct arena *arena,
	struct buf *first, struct buf *second)
{
	struct ndjson_cache cache = {0};
	struct spoor_event again;

	event_clear(&again, arena);
	ndjson_write(first, event, &cache);
	if (ndjson_read(view_head(buf_view(first), first->len - 1), &again) !=
		NDJSON_FINE)
		return "the strict reader does not take the event's encoding";
	ndjson_write(second, &again, &cache);
	if (!view_eq(buf_view(first), buf_view(second)))
		return "encode, decode, encode gives other bytes";
	return NULL;
}

const char *sound_fault_of_codec(const struct spoor_event *event)
{
	struct spoor_event copy;
	struct arena arena;
	struct buf first;
	struct buf second;
	const char *fault;

	memcpy(&copy, event, event_size(event));
	if (!event_has(&copy, FIELD_LOG_LINE)) /* the block sets it, not the format */
		event_set_number(&copy, FIELD_LOG_LINE, 1);
	arena_init(&arena, ARENA_MOST);
	buf_init(&first, TEXT_MOST);
	buf_init(&second, TEXT_MOST);
	fault = round_trip(&copy, &arena, &first, &second);
	buf_deinit(&first);
	buf_deinit(&second);
	arena_deinit(&arena);
	return fault;
}
