/* SPDX-License-Identifier: ISC */
#ifndef INPUT_LINES_H
#define INPUT_LINES_H

/*
 * Cuts a source into stretches of whole lines. A stretch's bytes stay where they were read;
 * they live as long as its buffer is held, so that a block can keep them while the next stretch
 * is read.
 */

#include "input/records.h"
#include "input/source.h"

enum {
	LINES_STRETCH = 128 * 1024, /* bytes of a stretch, about */
	LINES_MOST = 2048,          /* lines of a stretch at most */
	LINES_LONGEST = 1024 * 1024 /* bytes kept of one line */
};

/* Bytes shared by the stretches in them. */
struct line_buffer;

struct line_buffer *line_buffer_hold(struct line_buffer *buffer);
void line_buffer_drop(struct line_buffer **buffer);

struct stretch {
	spoor_view bytes; /* whole lines; only a source's last may lack its line feed */
	uint64_t line;    /* number of the first line, from 1 */
	uint64_t count;   /* of lines */
	uint64_t offset;  /* of the first byte */
	uint64_t lost;    /* bytes that were cut from the stretch's one, over-long line */
	bool last;        /* nothing follows */
	enum records_kind
		kind; /* what the records are; if no lines, these are only counted */
	size_t skip;  /* … of the first (input/records.h) */
	struct line_buffer *buffer; /* whose bytes they are; hold it to keep them */
};

struct lines;

/* Takes over the source. `stretch`: about how many bytes a stretch has, 0: LINES_STRETCH. NULL
 * without memory (the source is freed then too). */
struct lines *lines_new(struct source *source, size_t stretch);
void lines_free(struct lines **lines);

/* Cuts at records that are no lines (input/records.h); `skip` as records_begin gives it. Before the
 * first stretch only. A stretch may then begin and end within a line. */
void lines_cut_records(struct lines *lines, enum records_kind kind, size_t skip);

/* The next stretch, valid until the next call unless its buffer is held. SPOOR_END behind the
 * last one. A damaged source ends early: ask source_trouble. */
enum spoor_status lines_next(struct lines *lines, struct stretch *stretch_r);

/* The next bytes without taking them: all that are at hand, at least `least`; less when there are
 * no more, or when the source makes us wait for more than so many milliseconds (-1: as long as it
 * takes). Valid until the next call. */
enum spoor_status lines_peek(
	struct lines *lines, size_t least, int patience, spoor_view *bytes_r);

/* Gives back the last `bytes` with `count` lines of the latest stretch: the next one begins
 * with them and has more behind them, unless nothing follows. */
void lines_return(struct lines *lines, size_t bytes, uint64_t count);

const struct source *lines_source(const struct lines *lines);

/* As source_end_digest; nothing can be read afterwards. */
bool lines_end_digest(struct lines *lines, char hex[DIGEST_ROOM], uint64_t *size_r);

/* Plain bytes read so far. */
uint64_t lines_bytes(const struct lines *lines);

#endif
