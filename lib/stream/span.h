/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SPAN_H
#define STREAM_SPAN_H

/*
 * Files of which no event can be in the span that is asked for: they are not opened. In the
 * files of a rotation set one time follows another, so none is much earlier than its own first
 * line, nor much later than the first line of the next file. Where the first lines do not follow
 * each other, or there is but one file, nothing is skipped.
 */

#include "stream/solve.h"

/* Sets `skipped` of the members. */
void span_skip(struct solver *solver, const struct setup *setup);

#endif
