/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_KEYER_H
#define WINDOW_KEYER_H

/*
 * Where an event without a time belongs: with the one before it in its file; the first ones of a
 * file with the first that has a time; a file without any with the one before it in its rotation
 * set, or, where there is none, before everything.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYER_MOST = 4096 /* events that wait for their file's first time */ };

#define KEYER_NO_TIME INT64_MIN

struct keyer {
	uint64_t set;  /* of the file read last */
	uint64_t file; /* … itself */
	bool begun;
	bool waits; /* … which has shown no time yet */
	size_t waiting;
	int64_t last; /* the last time in the set */
};

/* What one event brings. */
struct keyed {
	size_t released;      /* so many events that waited have their key now … */
	int64_t released_key; /* … this one */
	bool waits;           /* the event itself waits */
	int64_t key;          /* if it does not */
};

struct keyed keyer_add(struct keyer *keyer, uint64_t set, uint64_t file, int64_t time);

/* What is left at the end has this key. */
int64_t keyer_end(const struct keyer *keyer);

#endif
