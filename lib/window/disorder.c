/* SPDX-License-Identifier: ISC */
/*
 * A record that comes after a later one must wait behind at most as many records as came since
 * the first later one: that one set a record high, so only the highs need to be kept.
 */
#include "disorder.h"

#include "base/mem.h"

struct disorder_high {
	int64_t key;
	uint64_t at; /* its number in the sequence */
};

bool disorder_init(struct disorder *disorder)
{
	*disorder = (struct disorder){.least = INT64_MAX, .most = INT64_MIN};
	disorder->highs = mem_alloc(DISORDER_MOST * sizeof(*disorder->highs));
	return disorder->highs != NULL;
}

void disorder_deinit(struct disorder *disorder)
{
	mem_free(disorder->highs);
	disorder->highs = NULL;
}

static const struct disorder_high *high(const struct disorder *disorder, size_t index)
{
	return &disorder->highs[(disorder->first + index) % DISORDER_MOST];
}

static void add_high(struct disorder *disorder, int64_t key)
{
	size_t index = (disorder->first + disorder->count) % DISORDER_MOST;

	disorder->highs[index] = (struct disorder_high){.key = key, .at = disorder->seen};
	if (disorder->count < DISORDER_MOST)
		disorder->count++;
	else
		disorder->first = (disorder->first + 1) % DISORDER_MOST;
}

/* The earliest high above a key that is below the latest. */
static const struct disorder_high *earliest_above(
	const struct disorder *disorder, int64_t key)
{
	size_t low = 0;
	size_t above = disorder->count - 1;

	while (low < above) {
		size_t middle = low + (above - low) / 2;

		if (high(disorder, middle)->key > key)
			above = middle;
		else
			low = middle + 1;
	}
	return high(disorder, low);
}

void disorder_add(struct disorder *disorder, int64_t key)
{
	if (key < disorder->least)
		disorder->least = key;
	if (key > disorder->most || disorder->count == 0) {
		disorder->most = key;
		add_high(disorder, key);
	} else if (key < disorder->most) {
		uint64_t behind = disorder->seen - earliest_above(disorder, key)->at;

		/* Older highs than the ring holds may be above it too. */
		if (disorder->count == DISORDER_MOST && high(disorder, 0)->key > key)
			behind = DISORDER_MOST + 1;
		if (behind > disorder->width)
			disorder->width =
				behind > DISORDER_MOST ? DISORDER_MOST + 1 : behind;
	}
	disorder->seen++;
}
