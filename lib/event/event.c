/* SPDX-License-Identifier: ISC */
/* Fields are kept in the order they are set; `at` finds them, the bits give table order. */
#include "event.h"

#include "base/addr.h"

void event_clear(struct spoor_event *event, struct arena *arena)
{
	event->bits = (struct event_bits){.has = {0}};
	event->arena = arena;
	event->text = view_of("", 0);
	event->raw = view_of("", 0);
	event->members = view_of("", 0);
	event->action = ACTION_COUNT;
	event->shape = 0;
	event->count = 0;
}

size_t event_size(const struct spoor_event *event)
{
	return offsetof(struct spoor_event, values) + event->count * sizeof(union value);
}

static bool copy_list(union value *value, struct arena *arena)
{
	spoor_view *at = arena_alloc(arena, value->list.count * sizeof(*at));

	if (!at)
		return false;
	for (uint32_t i = 0; i < value->list.count; i++)
		at[i] = arena_copy(arena, value->list.at[i]);
	value->list.at = at;
	value->list.room = value->list.count;
	return true;
}

static bool copy_value(union value *value, enum field field, struct arena *arena)
{
	const struct spoor_field_info *info = &field_row(field)->info;

	switch (info->type) {
	case SPOOR_TEXT:
	case SPOOR_ADDRESS:
	case SPOOR_DECIMAL:
		if (info->multi)
			return copy_list(value, arena);
		value->text = arena_copy(arena, value->text);
		return value->text.len != 0;
	default:
		return true;
	}
}

struct spoor_event *event_copy(const struct spoor_event *event, struct arena *arena)
{
	struct spoor_event *copy = arena_alloc(arena, event_size(event));

	if (!copy)
		return NULL;
	memcpy(copy, event, event_size(event));
	copy->arena = arena;
	copy->shape = 0;
	copy->text = arena_copy(arena, event->text);
	copy->raw = arena_copy(arena, event->raw);
	copy->members = arena_copy(arena, event->members);
	for (int field = 0; field < FIELD_COUNT; field++)
		if (event_has(copy, (enum field)field) &&
			!copy_value(
				&copy->values[copy->at[field]], (enum field)field, arena))
			return NULL;
	return arena->failed ? NULL : copy;
}

void event_unset(struct spoor_event *event, enum field field)
{
	event->bits.has[field / 64] &= ~field_bit(field);
	event->bits.same[field / 64] &= ~field_bit(field);
	event->bits.constant[field / 64] &= ~field_bit(field);
}

void event_set_digits(struct spoor_event *event, enum field field, spoor_view digits)
{
	int64_t number;

	if (view_number(digits, &number))
		event_set_number(event, field, number);
}

bool event_set_address(struct spoor_event *event, enum field field, spoor_view text)
{
	spoor_view address = addr_canonical(event->arena, text);

	event_set_text(event, field, address);
	return address.len != 0;
}

enum { FIRST_LIST_ROOM = 4, MAX_LIST = 65536 };

static bool grow_list(union value *value, struct arena *arena)
{
	uint32_t room = value->list.room ? value->list.room * 2 : FIRST_LIST_ROOM;
	spoor_view *at;

	if (room > MAX_LIST)
		return false;
	at = arena_alloc(arena, room * sizeof(*at));
	if (!at)
		return false;
	if (value->list.count)
		memcpy(at, value->list.at, value->list.count * sizeof(*at));
	value->list.at = at;
	value->list.room = room;
	return true;
}

static bool in_list(const union value *value, spoor_view text)
{
	for (uint32_t i = 0; i < value->list.count && i < 64; i++)
		if (view_eq(value->list.at[i], text))
			return true;
	return false;
}

void event_add_text(struct spoor_event *event, enum field field, spoor_view text)
{
	union value *value;

	if (text.len == 0)
		return;
	value = event_slot(event, field);
	if (in_list(value, text))
		return;
	if (value->list.count == value->list.room && !grow_list(value, event->arena)) {
		if (value->list.count == 0)
			event_unset(event, field);
		return;
	}
	((spoor_view *)value->list.at)[value->list.count++] = text;
}

void event_add_extra(struct spoor_event *event, spoor_view key, spoor_view value)
{
	char *room = arena_room(event->arena, key.len + 1 + value.len);

	if (!room)
		return;
	memcpy(room, key.ptr, key.len);
	room[key.len] = '=';
	if (value.len)
		memcpy(room + key.len + 1, value.ptr, value.len);
	arena_keep(event->arena, key.len + 1 + value.len);
	event_add_text(event, FIELD_EXTRA, view_of(room, key.len + 1 + value.len));
}
