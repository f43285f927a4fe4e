/* SPDX-License-Identifier: ISC */
#ifndef CODEC_AMOUNT_H
#define CODEC_AMOUNT_H

/* Numbers as people say them; the exact ones are in the fields. */

#include "base/buf.h"

/* "512 bytes", "9.2 kB", "22 kB", "1.4 GB" (powers of a thousand). */
void amount_add_size(struct buf *out, int64_t bytes);

/* Nanoseconds as "35 ms", "1.2 s", "8 min", "3.5 h". */
void amount_add_duration(struct buf *out, int64_t ns);

/* "no messages", "1 message", "30 messages"; of a noun that ends in " was" the verb too. */
void amount_add_count(struct buf *out, int64_t number, spoor_view noun);

#endif
