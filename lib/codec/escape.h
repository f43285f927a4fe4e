/* SPDX-License-Identifier: ISC */
#ifndef CODEC_ESCAPE_H
#define CODEC_ESCAPE_H

/*
 * Text of a log, made safe for terminals, spreadsheets and eyes. Control characters, and
 * characters that are not seen or turn what is seen around, never come out raw: \n, \t, \r,
 * \x1b of one byte, \u202e and \U000e0041 of a code point.
 */

#include "base/buf.h"

enum escape {
	ESCAPE_PLAIN,     /* only these: what a person reads */
	ESCAPE_BACKSLASH, /* a backslash is doubled: the text can be had back */
	ESCAPE_QUOTED,    /* and a double quote gets a backslash: for between quotes */
};

void escape_add(struct buf *out, spoor_view text, enum escape how);

/* Beyond ASCII: controls, and what is not seen or changes how its neighbours are seen. */
bool escape_is_hidden(uint32_t code);

/* A text between double quotes. What is longer than `most` bytes is cut, with a "…" behind the
 * closing quote. */
void escape_add_quoted(struct buf *out, spoor_view text, size_t most);

/* A text in a sentence: as it is when it cannot be mistaken for a part of the sentence (a name,
 * an address, an id, a path), else quoted, and cut as above. */
void escape_add_word(struct buf *out, spoor_view text, size_t most);

/* How many columns of a terminal an escaped text takes. */
size_t escape_width(spoor_view text);

#endif
