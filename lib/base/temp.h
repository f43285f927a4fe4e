/* SPDX-License-Identifier: ISC */
#ifndef BASE_TEMP_H
#define BASE_TEMP_H

/*
 * Temporary files that have no name, or lose it before the first byte is written, so that
 * nothing is left behind however the process ends. They are in TMPDIR, else in /tmp.
 */

#include "base/view.h"

/* A descriptor to read and write; the caller closes it. -1 on failure, said in `error`. */
int temp_open(struct spoor_error *error);

#endif
