/* SPDX-License-Identifier: ISC */
#include "keyer.h"

/* Lets all that wait have a key. */
static void release(struct keyer *keyer, struct keyed *keyed, int64_t key)
{
	keyed->released = keyer->waiting;
	keyed->released_key = key;
	keyer->waiting = 0;
}

struct keyed keyer_add(struct keyer *keyer, uint64_t set, uint64_t file, int64_t time)
{
	struct keyed keyed = {0};

	if (!keyer->begun) {
		keyer->begun = true;
		keyer->last = KEYER_NO_TIME;
		keyer->set = set;
		keyer->file = ~file;
	}
	if (file != keyer->file) {
		release(keyer, &keyed, keyer->last);
		if (set != keyer->set)
			keyer->last = KEYER_NO_TIME;
		keyer->set = set;
		keyer->file = file;
		keyer->waits = true;
	}
	if (time != KEYER_NO_TIME) {
		if (keyer->waits && keyed.released == 0)
			release(keyer, &keyed, time);
		keyer->waits = false;
		keyer->last = time;
	} else if (keyer->waits && keyer->waiting < KEYER_MOST) {
		keyer->waiting++;
		keyed.waits = true;
		return keyed;
	} else if (keyer->waits) {
		keyer->waits = false;
		if (keyed.released == 0)
			release(keyer, &keyed, keyer->last);
	}
	keyed.key = keyer->last;
	return keyed;
}

int64_t keyer_end(const struct keyer *keyer)
{
	return keyer->begun ? keyer->last : KEYER_NO_TIME;
}
