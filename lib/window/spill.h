/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_SPILL_H
#define WINDOW_SPILL_H

/* Records in a temporary file (base/temp.h): all are written, then all are read. */

#include "base/view.h"

struct spill;

/* NULL on failure, said in `error`. */
struct spill *spill_new(struct spoor_error *error);
void spill_free(struct spill **spill);

/* Appends; the bytes may wait in a buffer. */
enum spoor_status spill_write(struct spill *spill, const void *bytes, size_t len);

/* From here on the file is read, from its start. */
enum spoor_status spill_rewind(struct spill *spill);

/* Exactly `len` bytes; SPOOR_END when there are none. */
enum spoor_status spill_read(struct spill *spill, void *bytes, size_t len);

#endif
