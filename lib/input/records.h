/* SPDX-License-Identifier: ISC */
#ifndef INPUT_RECORDS_H
#define INPUT_RECORDS_H

/*
 * Sources whose records are no lines:
 * - JSON objects in an array, however it is printed, or over several lines; a record is one object
 *   with what stands behind it up to the next: commas, brackets, white space;
 * - rows of CSV, whose quoted cells may hold line ends;
 * - elements of XML, <Event …>…</Event>; a record is one of them with what stands behind it.
 * The first record has what stands before it too. So the records tile the source, wherever its
 * lines end.
 */

#include "base/view.h"

enum records_kind { RECORDS_LINES, RECORDS_OBJECTS, RECORDS_ROWS, RECORDS_ELEMENTS };

enum { RECORDS_LOOK = 4096 /* bytes that always tell what a source is */ };

/* What the first bytes of a source begin; rows look like lines. False: too few bytes to tell.
 * `skip_r`: how many bytes come before an array that is a member of an object, {"value":[…]}. */
bool records_begin(spoor_view bytes, enum records_kind *kind_r, size_t *skip_r);

/* Where in a record the bytes end that were looked at. */
struct record_scan {
	enum records_kind kind;
	uint8_t phase;
	bool in_string;
	bool escaped;   /* the next byte is */
	bool found;     /* what the record is of; see the next two */
	uint8_t quotes; /* of a row: how many stand before the next byte, … */
	char before;    /* … and the byte before them */
	uint32_t depth; /* of braces */
	size_t start;   /* of the object or element, from the record's start */
	size_t end;     /* … behind it */
	size_t done;    /* bytes looked at */
	size_t skip;    /* bytes of the record that are not looked at */
};

/* Looks at more bytes of a record; `*len_r` is how many of them belong to it. True: the record is
 * whole. False: those behind `*len_r` must come again, with more. Another record begins with a
 * struct that has but its kind, a source's first its `skip` too. */
bool record_scan(struct record_scan *scan, spoor_view bytes, size_t *len_r);

/* The length of the record at the front: all, where it is not whole. */
size_t record_next(spoor_view bytes, enum records_kind kind, size_t skip);

/* The object, row or element in a record; without one empty, if there is nothing but what stands
 * around it, else all of the record. */
spoor_view record_inside(spoor_view record, enum records_kind kind, size_t skip);

#endif
