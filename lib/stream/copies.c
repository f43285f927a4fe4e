/* SPDX-License-Identifier: ISC */
/*
 * What a record says is hashed over its fields, never over its text: so that it does not matter
 * whether events come from logs or from a stream.
 */
#include "base/stamp.h"
#include "format/head.h"
#include "stream/copies.h"

#include <stdlib.h>

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

/* The program of a web log is told by its path. */
static bool is_web(const struct spoor_event *event)
{
	spoor_view dataset = event_text(event, FIELD_EVENT_DATASET);

	return view_ends(dataset, VIEW(".access")) || view_ends(dataset, VIEW(".error"));
}

static void add_value(struct hash *hash, enum field field, const union value *value)
{
	switch (field_row(field)->info.type) {
	case SPOOR_TEXT:
	case SPOOR_ADDRESS:
	case SPOOR_DECIMAL:
		if (!field_row(field)->info.multi)
			hash_text(hash, value->text);
		for (uint32_t i = 0;
			field_row(field)->info.multi && i < value->list.count; i++)
			hash_text(hash, value->list.at[i]);
		return;
	case SPOOR_FLAG:
		hash_word(hash, value->flag);
		return;
	case SPOOR_TIME:
		hash_word(hash, (uint64_t)value->time.ns);
		return;
	case SPOOR_INTEGER:
		hash_word(hash, (uint64_t)value->number);
		return;
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

static uint64_t hash_content(const struct hash_key *key, const struct spoor_event *event)
{
	bool web = is_web(event);
	struct hash hash;

	hash_begin(&hash, key);
	for (int word = 0; word < EVENT_WORDS; word++)
		for (uint64_t bits = event->bits.has[word]; bits; bits &= bits - 1) {
			enum field field =
				(enum field)(word * 64 + __builtin_ctzll(bits));

			if (is_where(field) || (web && field == FIELD_PROCESS_NAME))
				continue;
			hash_word(&hash, (uint64_t)field);
			add_value(&hash, field, event_get(event, field));
		}
	hash_text(&hash, message_of(event_text(event, FIELD_EVENT_ORIGINAL)));
	return hash_end(&hash);
}

struct candidate copies_candidate(
	const struct hash_key *key, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);

	return (struct candidate){
		.content = hash_content(key, event),
		.file = hash_view(key, event_text(event, FIELD_LOG_PATH)),
		.ns = time ? time->time.ns : COPIES_NO_TIME,
		.digits = time ? time->time.digits : 0,
	};
}

/* ------------------------------------------------------------------ copies */

/* By content, then the most exact first, then as they came. */
static int by_content(const void *a, const void *b)
{
	const struct candidate *left = *(struct candidate *const *)a;
	const struct candidate *right = *(struct candidate *const *)b;

	if (left->content != right->content)
		return left->content < right->content ? -1 : 1;
	if (left->digits != right->digits)
		return right->digits - left->digits;
	return left < right ? -1 : left > right;
}

/* Equal at the coarser of the two precisions. */
static bool same_time(const struct candidate *a, const struct candidate *b)
{
	int digits = a->digits < b->digits ? a->digits : b->digits;
	int64_t unit = STAMP_NANOS;

	if (a->ns == COPIES_NO_TIME || b->ns == COPIES_NO_TIME)
		return false;
	for (int i = 0; i < digits; i++)
		unit /= 10;
	return a->ns / unit == b->ns / unit;
}

enum { GROUP_MOST = 1024 /* records of one content that are looked at */ };

/*
 * Decides one record of a group of equal ones, all before it being decided. Of each file's
 * records the n-th is a copy of the n-th that stays: so the most that one file has remain.
 */
static bool is_copy(struct candidate **group, size_t index)
{
	const struct candidate *candidate = group[index];
	size_t of_file = 0;
	size_t staying = 0;

	for (size_t i = index > GROUP_MOST ? index - GROUP_MOST : 0; i < index; i++) {
		if (!same_time(group[i], candidate))
			continue;
		of_file += group[i]->file == candidate->file;
		staying += !group[i]->dropped;
	}
	return of_file < staying;
}

static void sort_by_content(
	struct candidate **sorted, struct candidate *candidates, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sorted[i] = &candidates[i];
		candidates[i].dropped = false;
	}
	qsort(sorted, count, sizeof(*sorted), by_content);
}

size_t copies_mark(struct candidate **sorted, struct candidate *candidates, size_t count)
{
	size_t dropped = 0;
	size_t group = 0;

	sort_by_content(sorted, candidates, count);
	for (size_t i = 0; i < count; i++) {
		if (sorted[i]->content != sorted[group]->content)
			group = i;
		sorted[i]->dropped = is_copy(sorted + group, i - group);
		dropped += sorted[i]->dropped;
	}
	return dropped;
}

/* True when one of the latest of those that stay is of the candidate's time. */
static bool is_repeat(
	struct candidate **staying, size_t count, const struct candidate *candidate)
{
	for (size_t i = count; i > 0 && count - i < GROUP_MOST; i--)
		if (same_time(staying[i - 1], candidate))
			return true;
	return false;
}

size_t copies_mark_repeats(
	struct candidate **sorted, struct candidate *candidates, size_t count)
{
	size_t dropped = 0;
	size_t group = 0;
	size_t staying = 0; /* of the group: they are moved to its front */

	sort_by_content(sorted, candidates, count);
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = sorted[i];

		if (staying == 0 || candidate->content != sorted[group]->content) {
			group = i;
			staying = 0;
		}
		candidate->dropped = is_repeat(sorted + group, staying, candidate);
		if (candidate->dropped)
			dropped++;
		else
			sorted[group + staying++] = candidate;
	}
	return dropped;
}
