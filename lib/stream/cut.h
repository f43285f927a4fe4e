/* SPDX-License-Identifier: ISC */
#ifndef STREAM_CUT_H
#define STREAM_CUT_H

/*
 * Where a source may be cut: between records. Most records are a line; some go on over several,
 * and a stretch must not end inside one, so that any cutting gives the same events.
 */

#include "format/format.h"
#include "input/lines.h"

enum { CUT_RECORD_MOST = 256 * 1024 /* bytes of a record of several lines, about */ };

/* The format whose records may have several lines and that reads this one; NULL: none. `forced`
 * is the operator's choice, NULL without. */
const struct format *cut_continuing(const struct format *forced, spoor_view line);

/* True when a line goes on with a record of such a format: the format says so, and no format
 * knows the line as the beginning of a record. */
bool cut_goes_on(const struct format *format, spoor_view record, spoor_view line);

/* The next stretch that ends with a whole record. */
enum spoor_status cut_next(
	struct lines *lines, const struct format *forced, struct stretch *stretch_r);

#endif
