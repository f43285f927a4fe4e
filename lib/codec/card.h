/* SPDX-License-Identifier: ISC */
#ifndef CODEC_CARD_H
#define CODEC_CARD_H

/* A row as a card for people: its first cell is the heading, each other one a line. */

#include "codec/output.h"

void card_write_row(struct output_state *state, struct buf *out, const spoor_view *cells);

#endif
