/* SPDX-License-Identifier: ISC */
#ifndef SPOOR_ORDER_H
#define SPOOR_ORDER_H

/* What needs all events before it gives the first: time order and counts. A part of <spoor.h>. */

#include <spoor.h>

#ifdef __cplusplus
extern "C" {
#endif

struct spoor_counter;
struct spoor_sorter;

/* ------------------------------------------------------------------ time order */

struct spoor_sorter_options {
	uint64_t max_memory; /* bytes held before runs go to temporary files; 0: 64 MiB */
};

/*
 * A sorter takes events and gives them back by time, stable, in bounded memory: what does not
 * fit goes to unlinked temporary files in TMPDIR. An event without a time keeps its place
 * behind the one before it.
 */
SPOOR_API struct spoor_sorter *spoor_sorter_new(
	const struct spoor_sorter_options *options, struct spoor_error *error);
SPOOR_API void spoor_sorter_free(struct spoor_sorter **sorter);
SPOOR_API enum spoor_status spoor_sorter_add(
	struct spoor_sorter *sorter, const struct spoor_event *event);

/* The next event in order; the first call ends the adding. Valid until the next call. */
SPOOR_API enum spoor_status spoor_sorter_next(
	struct spoor_sorter *sorter, const struct spoor_event **event_r);

/* Why the last call on the sorter failed, in words; valid until the next call. */
SPOOR_API const char *spoor_sorter_trouble(const struct spoor_sorter *sorter);

/* ------------------------------------------------------------------ counting */

struct spoor_counter_options {
	struct spoor_list by; /* fields; of a time also the step: "@timestamp/15m" */
	struct spoor_list distinct; /* fields whose different values are counted */
	struct spoor_list sums;     /* fields of numbers to add up */
	bool by_key;                /* rows by key; else by count, the highest first */
	bool drop_copies;    /* a record that stands in several files counts once */
	uint64_t max_memory; /* bytes before temporary files are used; 0: 64 MiB */
};

/* One group. The views are valid until the next call on the counter. */
struct spoor_count_row {
	const spoor_view
		*keys; /* one a field of `by`; empty: the events do not carry it */
	uint64_t count;
	spoor_view first; /* RFC 3339; empty: no event of the group has a time */
	spoor_view last;
	const int64_t *distinct;
	const int64_t *sums;
};

/*
 * A counter groups events by fields, exactly and in bounded memory. An event with several values
 * of a field counts in the group of each of them.
 */
SPOOR_API struct spoor_counter *spoor_counter_new(
	const struct spoor_counter_options *options, struct spoor_error *error);
SPOOR_API void spoor_counter_free(struct spoor_counter **counter);
SPOOR_API enum spoor_status spoor_counter_add(
	struct spoor_counter *counter, const struct spoor_event *event);

/* The next group; the first call ends the adding. */
SPOOR_API enum spoor_status spoor_counter_next(
	struct spoor_counter *counter, struct spoor_count_row *row_r);

/* How many groups there are, and how many copies were dropped: known after the first
 * spoor_counter_next. */
SPOOR_API uint64_t spoor_counter_groups(const struct spoor_counter *counter);
SPOOR_API uint64_t spoor_counter_copies(const struct spoor_counter *counter);

/* Why the last call failed, in words. */
SPOOR_API const char *spoor_counter_trouble(const struct spoor_counter *counter);

#ifdef __cplusplus
}
#endif

#endif
