/* SPDX-License-Identifier: ISC */
#ifndef CODEC_ORIGINAL_H
#define CODEC_ORIGINAL_H

/* Bytes of a log, as they are for programs, and made safe for people. */

#include "codec/output.h"

/* Appends the bytes; for a terminal line by line, with control characters made visible. */
void original_add(struct output_state *state, struct buf *out, spoor_view bytes);

/* Each line behind its place: PATH:LINE: of what was asked for, PATH-LINE- around it. */
void original_write_text(struct output_state *state, struct buf *out,
	const struct spoor_original *original);
void original_end_text(struct output_state *state, struct buf *out);

#endif
