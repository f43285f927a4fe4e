/* SPDX-License-Identifier: ISC */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

/*
 * One event: a set of fields in table order. Views point into the block's source bytes, its
 * arena, or constants; they live as long as the block is held. Setting an empty text sets
 * nothing: absent means absent.
 */

#include "base/arena.h"
#include "event/action.h"
#include "event/field.h"

/* What one field holds; which member, says the field's type and its `multi`. */
union value {
	spoor_view text; /* TEXT, ADDRESS, DECIMAL */
	int64_t number;  /* INTEGER */
	bool flag;       /* FLAG */
	struct {
		int64_t ns; /* since 1970, UTC */
		int digits;
	} time; /* TIME */
	struct {
		const spoor_view *at;
		uint32_t count;
		uint32_t room;
	} list; /* multi-valued TEXT and ADDRESS */
};

enum { EVENT_WORDS = (FIELD_COUNT + 63) / 64 };

/*
 * One bit a field. What is rendered once need not be again: events of one shape, not 0, and of
 * one block have the same values in the fields of `same`; in those of `constant`, which are
 * texts, they have the same where the pointer is.
 */
struct event_bits {
	uint64_t has[EVENT_WORDS];
	uint64_t same[EVENT_WORDS];
	uint64_t constant[EVENT_WORDS];
};

struct spoor_event {
	struct event_bits bits;
	uint32_t shape;
	struct arena *arena; /* for what setters must make */
	spoor_view text;     /* the event as one line of NDJSON, when that is at hand */
	spoor_view raw;      /* the record's bytes, when they are at hand */
	spoor_view members;  /* keys that the table does not know: ,"key":value … */
	enum action action;
	uint8_t count;
	uint8_t at[FIELD_COUNT]; /* where in `values` a field that is there stands */
	union value values[FIELD_COUNT];
};

_Static_assert(FIELD_COUNT < 256, "`at` holds bytes");

/* An event without fields; only `arena` is set. */
void event_clear(struct spoor_event *event, struct arena *arena);

/* How many bytes of the struct are in use: what a copy must take. */
size_t event_size(const struct spoor_event *event);

/* A copy whose every view is in `arena`, which also holds the copy; NULL without memory. */
struct spoor_event *event_copy(const struct spoor_event *event, struct arena *arena);

static inline uint64_t field_bit(enum field field)
{
	return UINT64_C(1) << (field % 64);
}

static inline bool event_has(const struct spoor_event *event, enum field field)
{
	return (event->bits.has[field / 64] & field_bit(field)) != 0;
}

/* The field's value, NULL when it is not there. */
static inline const union value *event_get(
	const struct spoor_event *event, enum field field)
{
	return event_has(event, field) ? &event->values[event->at[field]] : NULL;
}

/* The field's text; empty when it is not there. Only for fields that hold one text. */
static inline spoor_view event_text(const struct spoor_event *event, enum field field)
{
	const union value *value = event_get(event, field);

	return value ? value->text : view_of("", 0);
}

#include "event/set.h"

#endif
