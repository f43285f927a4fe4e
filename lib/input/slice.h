/* SPDX-License-Identifier: ISC */
#ifndef INPUT_SLICE_H
#define INPUT_SLICE_H

/* A part of a plain source as an origin of its own. */

#include "input/source.h"

/* `size` bytes from `start` on; takes over the source. False: no memory (the source is freed). */
bool slice_open(
	struct origin *origin, struct source *source, int64_t start, int64_t size);

#endif
