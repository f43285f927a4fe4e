/* SPDX-License-Identifier: ISC */
#include "print.h"

#include "base/stamp.h"

static bool is_textual(enum field field)
{
	enum spoor_field_type type = field_row(field)->info.type;

	return field_row(field)->info.multi || field_row(field)->info.derived ||
	       type == SPOOR_TEXT || type == SPOOR_ADDRESS || type == SPOOR_DECIMAL;
}

/* A list that stands in the event as it is to be shown, however long; NULL: there is none. */
static const union value *stated_list(const struct spoor_event *event, enum field field)
{
	if (!field_row(field)->info.multi || field == FIELD_EVENT_TYPE)
		return NULL;
	return event_get(event, field);
}

size_t print_count(
	const struct spoor_event *event, enum field field, struct derived *derived)
{
	const union value *list = stated_list(event, field);

	derived->count = 0;
	if (list)
		return list->list.count;
	if (!is_textual(field))
		return event_has(event, field) ? 1 : 0;
	derive_texts(event, field, derived);
	return derived->count;
}

static spoor_view number_text(int64_t number, char room[PRINT_ROOM])
{
	size_t at = PRINT_ROOM;

	do {
		room[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return view_of(room + at, PRINT_ROOM - at);
}

spoor_view print_value(const struct spoor_event *event, enum field field,
	const struct derived *derived, size_t index, char room[PRINT_ROOM])
{
	const union value *value = stated_list(event, field);

	if (value)
		return value->list.at[index];
	if (is_textual(field))
		return derived->at[index];
	value = event_get(event, field);
	switch (field_row(field)->info.type) {
	case SPOOR_INTEGER:
		return number_text(value->number, room);
	case SPOOR_FLAG:
		return value->flag ? VIEW("true") : VIEW("false");
	default:
		return view_of(
			room, stamp_format(value->time.ns, value->time.digits, room));
	}
}

bool print_field(struct buf *out, const struct spoor_event *event, enum field field,
	spoor_view separator)
{
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count = print_count(event, field, &derived);

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add(out, separator);
		buf_add(out, print_value(event, field, &derived, i, room));
	}
	return count != 0;
}
