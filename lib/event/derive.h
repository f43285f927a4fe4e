/* SPDX-License-Identifier: ISC */
#ifndef EVENT_DERIVE_H
#define EVENT_DERIVE_H

/*
 * Derived fields follow from the fields of the stream. Filters, rules and columns ask for them
 * here as for any other; the stream leaves them out.
 */

#include "event/event.h"

enum { DERIVE_MAX = 32 };

/* The values of one field as text, logged or derived. */
struct derived {
	size_t count;
	spoor_view at[DERIVE_MAX];
	char room[512]; /* where made-up texts are; longer ones are cut */
	size_t used;
};

/* The values of a derived field; none: it does not follow. What the event carries itself
 * stands. The views are valid as long as both the event and `derived`. */
void derive(const struct spoor_event *event, enum field field, struct derived *derived);

/* Text field values of any field that holds text or addresses, derived or not. */
void derive_texts(
	const struct spoor_event *event, enum field field, struct derived *derived);

#endif
