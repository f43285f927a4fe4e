/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_TALLY_H
#define WINDOW_TALLY_H

/*
 * Groups by key: how many, sums, the least and the most of numbers, and how many distinct values.
 * All exact, in bounded memory: what does not fit is spread over temporary files by its key's
 * hash, and each file is finished for itself.
 */

#include "base/view.h"

enum { TALLY_NUMBERS = 16 };

/* How a number of a group is made of those added. */
enum tally_op { TALLY_SUM, TALLY_LEAST, TALLY_MOST };

struct tally;

/* `ops`: one for each number of an entry. `distinct_count`: how many kinds of values are counted
 * apart. Both together at most TALLY_NUMBERS. `max_memory`: bytes before files are used (at least 1 MiB). */
struct tally *tally_new(const enum tally_op *ops, size_t op_count, size_t distinct_count,
	size_t max_memory);
void tally_free(struct tally **tally);

/* Adds numbers to a key's group. */
enum spoor_status tally_add(struct tally *tally, spoor_view key, const int64_t *numbers);

/* Adds a value of kind `which` to what is distinct in a key's group, which was added before. */
enum spoor_status tally_add_value(
	struct tally *tally, spoor_view key, size_t which, spoor_view value);

/* One group. */
struct tally_group {
	spoor_view key;
	const int64_t *numbers;
	const int64_t *distinct;
};

/* The next group, in no order; the first call ends the adding. Valid until the next call. */
enum spoor_status tally_next(struct tally *tally, struct tally_group *group_r);

const struct spoor_error *tally_error(const struct tally *tally);

#endif
