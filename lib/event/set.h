/* SPDX-License-Identifier: ISC */
#ifndef EVENT_SET_H
#define EVENT_SET_H

/* Setting fields; part of event.h. Setting an empty text sets nothing. */

#include "event/event.h"

/* The field's place, made if it is not there yet; then with any content. */
static inline union value *event_place(struct spoor_event *event, enum field field)
{
	if (!event_has(event, field)) {
		event->bits.has[field / 64] |= field_bit(field);
		event->at[field] = event->count++;
	} else {
		event->bits.same[field / 64] &= ~field_bit(field);
		event->bits.constant[field / 64] &= ~field_bit(field);
	}
	return &event->values[event->at[field]];
}

/* The same, zeroed if it is made. */
static inline union value *event_slot(struct spoor_event *event, enum field field)
{
	bool there = event_has(event, field);
	union value *value = event_place(event, field);

	if (!there)
		*value = (union value){0};
	return value;
}

void event_unset(struct spoor_event *event, enum field field);

static inline void event_set_text(
	struct spoor_event *event, enum field field, spoor_view text)
{
	if (text.len)
		event_place(event, field)->text = text;
}

static inline void event_set_number(
	struct spoor_event *event, enum field field, int64_t number)
{
	event_place(event, field)->number = number;
}

static inline void event_set_flag(struct spoor_event *event, enum field field, bool flag)
{
	event_slot(event, field)->flag = flag;
}

static inline void event_set_time(
	struct spoor_event *event, enum field field, int64_t ns, int digits)
{
	union value *value = event_place(event, field);

	value->time.ns = ns;
	value->time.digits = digits;
}

/* The event's shape settles the value that the field has now. */
static inline void event_mark_same(struct spoor_event *event, enum field field)
{
	event->bits.same[field / 64] |= event->bits.has[field / 64] & field_bit(field);
}

/* Sets a text that stays where it is as long as the reader does: where the pointer is the same,
 * so is the text. */
static inline void event_set_constant(
	struct spoor_event *event, enum field field, spoor_view text)
{
	if (text.len == 0)
		return;
	event_place(event, field)->text = text;
	event->bits.constant[field / 64] |= field_bit(field);
}

static inline void event_set_action(struct spoor_event *event, enum action action)
{
	event->action = action;
	event_set_constant(event, FIELD_EVENT_ACTION, action_name(action));
}

/* A text of digits as a number; nothing when it is none. */
void event_set_digits(struct spoor_event *event, enum field field, spoor_view digits);

/* An address in any of its forms, in its canonical one. False, and nothing set: it is none. */
bool event_set_address(struct spoor_event *event, enum field field, spoor_view text);

/* One more value of a multi-valued field; empty texts and repeats are left out. */
void event_add_text(struct spoor_event *event, enum field field, spoor_view text);

/* One more "key=value" of spoor.extra. */
void event_add_extra(struct spoor_event *event, spoor_view key, spoor_view value);

#endif
