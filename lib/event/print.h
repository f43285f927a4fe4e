/* SPDX-License-Identifier: ISC */
#ifndef EVENT_PRINT_H
#define EVENT_PRINT_H

/* Values as plain text: what columns, expressions over any field and people see. */

#include "base/buf.h"
#include "event/derive.h"

/* How many values the event has of a field, derived ones included; 0: it does not carry it. */
size_t print_count(
	const struct spoor_event *event, enum field field, struct derived *derived);

/* Value `index` as text, in `derived` (made by print_count), the event, or `room`. */
enum { PRINT_ROOM = 48 };
spoor_view print_value(const struct spoor_event *event, enum field field,
	const struct derived *derived, size_t index, char room[PRINT_ROOM]);

/* Appends all values of a field, separated by `separator`. False: there are none. */
bool print_field(struct buf *out, const struct spoor_event *event, enum field field,
	spoor_view separator);

#endif
