/* SPDX-License-Identifier: ISC */
/*
 * What a record says is hashed over its fields, never over its text: so that it does not matter
 * whether events come from logs or from a stream.
 */
#include "stream/copies.h"

#include <stdlib.h>

#include "base/stamp.h"
#include "format/head.h"

/* ------------------------------------------------------------------ what a record says */

/* Fields that tell where and how a record was logged, not what it says. */
static const enum field where_fields[] = {
	FIELD_TIMESTAMP,
	FIELD_EVENT_DATASET,
	FIELD_EVENT_TIMEZONE,
	FIELD_TIME_YEAR,
	FIELD_TIME_ZONE,
	FIELD_CONTAINER_NAME,
	FIELD_CONTAINER_ID,
	FIELD_URL_DOMAIN,
	FIELD_LOG_LEVEL,
	FIELD_LOG_SYSLOG_PRIORITY,
	FIELD_HTTP_RESPONSE_BYTES,
	FIELD_HTTP_RESPONSE_BODY_BYTES,
	FIELD_LATE,
	FIELD_SECRET,
	FIELD_LOG_PATH,
	FIELD_LOG_LINE,
	FIELD_LOG_OFFSET,
	FIELD_LOG_LENGTH,
	FIELD_LOG_LINES,
	FIELD_LOG_CUT,
	FIELD_EVENT_ORIGINAL,
};

static bool is_where(enum field field)
{
	for (size_t i = 0; i < COUNT(where_fields); i++)
		if (where_fields[i] == field)
			return true;
	return false;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

static uint64_t mix_text(uint64_t hash, spoor_view text)
{
	uint64_t word;

	hash = mix(hash, text.len);
	for (; text.len >= 8; text = view_skip(text, 8)) {
		memcpy(&word, text.ptr, 8);
		hash = mix(hash, word);
	}
	word = 0;
	if (text.len)
		memcpy(&word, text.ptr, text.len);
	return mix(hash, word);
}

static uint64_t mix_value(uint64_t hash, enum field field, const union value *value)
{
	switch (field_row(field)->info.type) {
	case SPOOR_TEXT:
	case SPOOR_ADDRESS:
	case SPOOR_DECIMAL:
		if (!field_row(field)->info.multi)
			return mix_text(hash, value->text);
		for (uint32_t i = 0; i < value->list.count; i++)
			hash = mix_text(hash, value->list.at[i]);
		return hash;
	case SPOOR_FLAG:
		return mix(hash, value->flag);
	case SPOOR_TIME:
		return mix(hash, (uint64_t)value->time.ns);
	default:
		return mix(hash, (uint64_t)value->number);
	}
}

/* Of a record without a parser the text is all there is; the head of a syslog line, which
 * differs from copy to copy, is left out. */
static spoor_view message_of(spoor_view original)
{
	struct clock clock;
	struct head head;

	clock_init(&clock, &(struct clock_setup){.year_proof = "assumed"});
	return head_scan(&clock, original, &head) ? head.envelope.text : original;
}

static uint64_t hash_content(const struct spoor_event *event)
{
	uint64_t hash = UINT64_C(0x243f6a8885a308d3);

	for (int word = 0; word < EVENT_WORDS; word++)
		for (uint64_t bits = event->has[word]; bits; bits &= bits - 1) {
			enum field field =
				(enum field)(word * 64 + __builtin_ctzll(bits));

			if (is_where(field))
				continue;
			hash = mix(hash, (uint64_t)field);
			hash = mix_value(hash, field, event_get(event, field));
		}
	return mix_text(hash, message_of(event_text(event, FIELD_EVENT_ORIGINAL)));
}

/* ------------------------------------------------------------------ copies */

static int digits_of(const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);

	return time ? time->time.digits : 0;
}

/* By content, then the most exact first, then as they came. */
static int by_content(const void *a, const void *b)
{
	const struct candidate *left = *(struct candidate *const *)a;
	const struct candidate *right = *(struct candidate *const *)b;
	int digits;

	if (left->content != right->content)
		return left->content < right->content ? -1 : 1;
	digits = digits_of(right->event) - digits_of(left->event);
	return digits ? digits : left < right ? -1 : left > right;
}

/* Equal at the coarser of the two precisions. */
static bool same_time(const struct spoor_event *a, const struct spoor_event *b)
{
	int digits = digits_of(a) < digits_of(b) ? digits_of(a) : digits_of(b);
	int64_t unit = STAMP_NANOS;

	if (!event_has(a, FIELD_TIMESTAMP) || !event_has(b, FIELD_TIMESTAMP))
		return false;
	for (int i = 0; i < digits; i++)
		unit /= 10;
	return event_get(a, FIELD_TIMESTAMP)->time.ns / unit ==
	       event_get(b, FIELD_TIMESTAMP)->time.ns / unit;
}

enum { GROUP_MOST = 1024 /* records of one content that are looked at */ };

static bool same_file(const struct spoor_event *a, const struct spoor_event *b)
{
	return view_eq(event_text(a, FIELD_LOG_PATH), event_text(b, FIELD_LOG_PATH));
}

/*
 * Decides one record of a group of equal ones, all before it being decided. Of each file's
 * records the n-th is a copy of the n-th that stays: so the most that one file has remain.
 */
static bool is_copy(struct candidate **group, size_t index)
{
	const struct spoor_event *event = group[index]->event;
	size_t of_file = 0;
	size_t staying = 0;

	for (size_t i = index > GROUP_MOST ? index - GROUP_MOST : 0; i < index; i++) {
		if (!same_time(group[i]->event, event))
			continue;
		of_file += same_file(group[i]->event, event);
		staying += !group[i]->dropped;
	}
	return of_file < staying;
}

size_t copies_mark(struct candidate **sorted, struct candidate *candidates, size_t count)
{
	size_t dropped = 0;
	size_t group = 0;

	for (size_t i = 0; i < count; i++) {
		sorted[i] = &candidates[i];
		candidates[i].dropped = false;
		candidates[i].content = hash_content(candidates[i].event);
	}
	qsort(sorted, count, sizeof(*sorted), by_content);
	for (size_t i = 0; i < count; i++) {
		if (sorted[i]->content != sorted[group]->content)
			group = i;
		sorted[i]->dropped = is_copy(sorted + group, i - group);
		dropped += sorted[i]->dropped;
	}
	return dropped;
}
