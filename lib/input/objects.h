/* SPDX-License-Identifier: ISC */
#ifndef INPUT_OBJECTS_H
#define INPUT_OBJECTS_H

/*
 * Sources that are JSON objects rather than lines: an array of them, however it is printed, and
 * objects over several lines. A record is one object with what stands behind it up to the next:
 * commas, brackets, white space; the first record has what stands before it too. So the records
 * tile the source, wherever its lines end.
 */

#include "base/view.h"

enum objects_start { OBJECTS_NO, OBJECTS_YES, OBJECTS_MORE /* too few bytes to tell */ };

enum { OBJECTS_LOOK = 4096 /* bytes that always tell */ };

/* Whether the first bytes of a source begin such a one. `skip_r`: how many bytes come before the
 * array where it is a member of an object, {"value":[…]}. */
enum objects_start objects_begin(spoor_view bytes, size_t *skip_r);

/* Where in a record the bytes end that were looked at. */
struct objects {
	uint8_t phase;
	bool in_string;
	bool escaped;   /* the next byte is */
	bool found;     /* the object; see the next two */
	uint32_t depth; /* of braces */
	size_t start;   /* of the object, from the record's start */
	size_t end;     /* … behind it */
	size_t done;    /* bytes looked at */
	size_t skip;    /* bytes of the record that are not looked at */
};

/* Looks at more bytes of a record; `*len_r` is how many of them belong to it. True: the record is
 * whole. Another begins with a zeroed struct, a source's first with its `skip`. */
bool objects_scan(struct objects *objects, spoor_view bytes, size_t *len_r);

/* The length of the record at the front: all, where it is not whole. */
size_t objects_next(spoor_view bytes, size_t skip);

/* The object in a record; without one empty, if there is nothing but what stands around it, else
 * all of the record. */
spoor_view objects_inside(spoor_view record, size_t skip);

#endif
