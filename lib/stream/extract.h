/* SPDX-License-Identifier: ISC */
#ifndef STREAM_EXTRACT_H
#define STREAM_EXTRACT_H

/*
 * One pass over a source that gives the bytes of the places wanted of it, in order, each byte
 * once, with lines of context around them.
 */

#include "input/source.h"
#include "stream/wanted.h"

/* Places that are not as they were said to be. */
struct extract_miss {
	uint64_t count;
	uint64_t line; /* of the first */
	uint64_t offset;
};

struct extract {
	struct source *source;       /* owned; NULL: not open */
	const struct wanted *wanted; /* sorted by line and offset */
	size_t count;
	size_t next;    /* the first one of a line that is not read yet */
	size_t pending; /* of the line now: the first of bytes, not yet begun */
	uint64_t context;
	uint64_t reach;    /* the last line of the places so far; 0: none */
	uint64_t byte_end; /* … of bytes: where they end */
	char *bytes;
	size_t at; /* of the bytes read, those taken */
	size_t got;
	uint64_t offset;     /* of bytes[at] */
	uint64_t line;       /* … and its line, from 1 */
	uint64_t line_start; /* … and where that begins */
	size_t rest;         /* bytes of the piece of the line that is looked at */
	bool begun;          /* that line was checked */
	bool fresh;          /* bytes were read that skip_lines has not seen */
	bool ended;
	struct extract_miss changed; /* the line begins at another byte */
	struct extract_miss beyond;  /* there is no such line */
};

struct extract_piece {
	uint64_t line;
	uint64_t offset;
	spoor_view bytes; /* of that line; valid until the next call */
	bool is_context;
};

/* Takes over the source. False without memory. End with extract_end in both cases. */
bool extract_begin(struct extract *extract, struct source *source,
	const struct wanted *wanted, size_t count, uint64_t context);

/* SPOOR_END: all that is there was given. */
enum spoor_status extract_next(struct extract *extract, struct extract_piece *piece_r);

void extract_end(struct extract *extract);

#endif
