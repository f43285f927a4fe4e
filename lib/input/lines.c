/* SPDX-License-Identifier: ISC */
/*
 * One buffer is filled, and handed out stretch by stretch; the rest of a line at its end moves
 * to the front of the next. The buffer grows for a long line, up to LINES_LONGEST; of a longer
 * one the rest is read, counted and dropped.
 */
#include "lines.h"

#include "base/mem.h"

#include <stdatomic.h>

struct line_buffer {
	atomic_size_t holders;
	size_t size;
	char bytes[];
};

struct lines {
	struct source *source;
	size_t want; /* bytes of a stretch */
	struct line_buffer *buffer;
	size_t start; /* of what was not handed out yet */
	size_t end;   /* of what was read */
	size_t seen;  /* up to here there is no line feed behind `start` */
	bool ended;
	bool more;     /* a part was given back: read on before the next stretch */
	bool returned; /* … which may then have any number of lines */
	uint64_t line;
	uint64_t offset;
	uint64_t bytes;
	enum records_kind kind;
	struct record_scan scan; /* of the record that `seen` is in */
	size_t records_len;      /* of the whole records behind `start` */
	size_t skip;             /* of the next record */
};

struct line_buffer *line_buffer_hold(struct line_buffer *buffer)
{
	atomic_fetch_add(&buffer->holders, 1);
	return buffer;
}

void line_buffer_drop(struct line_buffer **buffer)
{
	if (*buffer && atomic_fetch_sub(&(*buffer)->holders, 1) == 1)
		mem_free(*buffer);
	*buffer = NULL;
}

static struct line_buffer *buffer_new(size_t size)
{
	struct line_buffer *buffer = mem_alloc(sizeof(*buffer) + size);

	if (buffer) {
		atomic_init(&buffer->holders, 1);
		buffer->size = size;
	}
	return buffer;
}

struct lines *lines_new(struct source *source, size_t stretch)
{
	struct lines *lines = mem_new(sizeof(*lines));

	if (lines) {
		lines->source = source;
		lines->want = stretch ? stretch : LINES_STRETCH;
		lines->line = 1;
		lines->buffer = buffer_new(lines->want);
	} else {
		source_free(&source);
	}
	if (lines && !lines->buffer)
		lines_free(&lines);
	return lines;
}

void lines_free(struct lines **lines)
{
	if (!*lines)
		return;
	source_free(&(*lines)->source);
	line_buffer_drop(&(*lines)->buffer);
	mem_free(*lines);
	*lines = NULL;
}

const struct source *lines_source(const struct lines *lines)
{
	return lines->source;
}

bool lines_end_digest(struct lines *lines, char hex[DIGEST_ROOM], uint64_t *size_r)
{
	return source_end_digest(lines->source, hex, size_r);
}

uint64_t lines_bytes(const struct lines *lines)
{
	return lines->bytes;
}

/* Room behind what was read; what is left moves to the front, of a larger buffer if need be. */
static bool make_room(struct lines *lines)
{
	size_t left = lines->end - lines->start;
	struct line_buffer *old = lines->buffer;
	struct line_buffer *buffer = old;

	if (old->size - lines->end > lines->want / 4)
		return true;
	if (left > old->size / 2)
		buffer = buffer_new(old->size * 2);
	else if (atomic_load(&old->holders) > 1)
		buffer = buffer_new(old->size);
	if (!buffer)
		return false;
	memmove(buffer->bytes, old->bytes + lines->start, left);
	if (buffer != old)
		line_buffer_drop(&old);
	lines->buffer = buffer;
	lines->seen -= lines->start;
	lines->start = 0;
	lines->end = left;
	return true;
}

/* Reads behind what was read. A source that ends, well or not, sets `ended`. */
static enum spoor_status read_on(struct lines *lines)
{
	size_t got;
	enum spoor_status status =
		source_read(lines->source, lines->buffer->bytes + lines->end,
			lines->buffer->size - lines->end, &got);

	lines->end += got;
	lines->bytes += got;
	lines->ended = status != SPOOR_OK;
	return status == SPOOR_E_NOMEM ? status : SPOOR_OK;
}

/* The length of the first LINES_MOST lines of bytes that have more. */
static size_t most_lines(spoor_view bytes)
{
	size_t len = 0;

	for (int i = 0; i < LINES_MOST; i++)
		len += view_find(view_skip(bytes, len), '\n') + 1;
	return len;
}

/* True when nothing is behind the next `len` bytes. */
static bool is_end(const struct lines *lines, size_t len)
{
	return lines->ended && lines->start + len == lines->end;
}

/* Hands out the first `len` bytes at hand, or as many as have LINES_MOST lines. */
static void cut_stretch(struct lines *lines, size_t len, struct stretch *stretch_r)
{
	spoor_view bytes = view_of(lines->buffer->bytes + lines->start, len);
	size_t count = view_count(bytes, '\n');

	if (count > LINES_MOST && !lines->returned && lines->kind == RECORDS_LINES) {
		bytes.len = most_lines(bytes);
		count = LINES_MOST;
	}
	if (bytes.ptr[bytes.len - 1] != '\n' &&
		(lines->kind == RECORDS_LINES || is_end(lines, bytes.len)))
		count++;
	lines->returned = false;
	lines->start += bytes.len;
	if (lines->kind == RECORDS_LINES)
		lines->seen = lines->start;
	*stretch_r = (struct stretch){
		.bytes = bytes,
		.line = lines->line,
		.count = count,
		.offset = lines->offset,
		.last = lines->ended && lines->start == lines->end,
		.kind = lines->kind,
		.skip = lines->skip,
		.buffer = lines->buffer,
	};
	lines->skip = 0;
	lines->line += count;
	lines->offset += bytes.len;
}

/* Hands out the front of an over-long line; the rest is read, counted and dropped. */
static enum spoor_status cut_long_line(struct lines *lines, struct stretch *stretch_r)
{
	enum spoor_status status = SPOOR_OK;

	cut_stretch(lines, LINES_LONGEST, stretch_r);
	for (;;) {
		size_t at = lines->end - lines->start;
		size_t feed =
			view_find(view_of(lines->buffer->bytes + lines->start, at), '\n');

		stretch_r->lost += feed < at ? feed + 1 : at;
		if (feed < at) {
			lines->start += feed + 1;
			break;
		}
		lines->end = lines->start;
		if (lines->ended)
			break;
		status = read_on(lines);
		if (status != SPOOR_OK)
			return status;
	}
	lines->seen = lines->start;
	lines->offset += stretch_r->lost;
	stretch_r->last = lines->ended && lines->start == lines->end;
	return status;
}

/* ------------------------------------------------------------------ records that are no lines */

void lines_cut_records(struct lines *lines, enum records_kind kind, size_t skip)
{
	lines->kind = kind;
	lines->skip = skip;
	lines->scan = (struct record_scan){.kind = kind, .skip = skip};
}

/* Looks at what was read; true: up to the end of a record. */
static bool see_record(struct lines *lines)
{
	spoor_view fresh =
		view_of(lines->buffer->bytes + lines->seen, lines->end - lines->seen);
	size_t len;
	bool whole = record_scan(&lines->scan, fresh, &len);

	lines->seen += len;
	if (whole)
		lines->scan = (struct record_scan){.kind = lines->kind};
	return whole;
}

/* The length of the whole records at hand; 0: none is whole yet. */
static size_t whole_records(struct lines *lines)
{
	while (see_record(lines))
		lines->records_len = lines->seen - lines->start;
	return lines->records_len;
}

static size_t ready_records(struct lines *lines)
{
	size_t at_hand = lines->end - lines->start;
	size_t len = whole_records(lines);

	if (len == 0 && lines->ended && at_hand <= LINES_LONGEST)
		len = at_hand;
	lines->records_len = 0;
	return len;
}

/* Drops the bytes of a record that were looked at. */
static void drop_seen(struct lines *lines, struct stretch *stretch_r)
{
	spoor_view bytes =
		view_of(lines->buffer->bytes + lines->start, lines->seen - lines->start);

	stretch_r->lost += bytes.len;
	stretch_r->count += view_count(bytes, '\n');
	if (lines->ended && lines->seen == lines->end && bytes.len &&
		bytes.ptr[bytes.len - 1] != '\n')
		stretch_r->count++;
	lines->start = lines->seen;
}

/* What must be looked at again goes behind the front. */
static void keep_unseen(struct lines *lines, size_t front)
{
	size_t len = lines->end - lines->seen;

	memmove(lines->buffer->bytes + front, lines->buffer->bytes + lines->seen, len);
	lines->start = lines->seen = front;
	lines->end = front + len;
}

/* Hands out the front of an over-long record; the rest is read, counted and dropped. */
static enum spoor_status cut_long_record(struct lines *lines, struct stretch *stretch_r)
{
	enum spoor_status status = SPOOR_OK;
	size_t front;
	bool whole;

	cut_stretch(lines, LINES_LONGEST, stretch_r);
	front = lines->start;
	lines->line -= stretch_r->count;
	for (;;) {
		whole = see_record(lines);
		if (!whole && lines->ended)
			lines->seen = lines->end;
		drop_seen(lines, stretch_r);
		if (whole || lines->ended)
			break;
		keep_unseen(lines, front);
		status = read_on(lines);
		if (status != SPOOR_OK)
			return status;
	}
	lines->line += stretch_r->count;
	lines->offset += stretch_r->lost;
	stretch_r->last = lines->ended && lines->start == lines->end;
	return status;
}

/* ------------------------------------------------------------------ lines */

/* The length of the whole lines at hand; 0: none is whole yet. */
static size_t whole_len(struct lines *lines)
{
	spoor_view fresh =
		view_of(lines->buffer->bytes + lines->seen, lines->end - lines->seen);
	size_t last = view_find_last(fresh, '\n');

	if (last == fresh.len)
		lines->seen = lines->end;
	return last == fresh.len ? 0 : lines->seen + last + 1 - lines->start;
}

/* The length of what can be handed out as whole lines now; 0: nothing. */
static size_t ready_len(struct lines *lines)
{
	size_t at_hand = lines->end - lines->start;
	size_t len = whole_len(lines);
	spoor_view front;

	if (lines->ended && at_hand <= LINES_LONGEST)
		return at_hand;
	if (lines->more && at_hand <= LINES_LONGEST)
		return 0;
	if (len <= LINES_LONGEST)
		return len;
	front = view_of(lines->buffer->bytes + lines->start, LINES_LONGEST);
	len = view_find_last(front, '\n');
	return len == front.len ? 0 : len + 1;
}

enum spoor_status lines_next(struct lines *lines, struct stretch *stretch_r)
{
	for (;;) {
		size_t len = lines->kind == RECORDS_LINES ? ready_len(lines)
							  : ready_records(lines);
		enum spoor_status status;

		if (len) {
			cut_stretch(lines, len, stretch_r);
			return SPOOR_OK;
		}
		if (lines->end - lines->start > LINES_LONGEST)
			return lines->kind == RECORDS_LINES
				       ? cut_long_line(lines, stretch_r)
				       : cut_long_record(lines, stretch_r);
		if (lines->ended)
			return SPOOR_END;
		if (!make_room(lines))
			return SPOOR_E_NOMEM;
		status = read_on(lines);
		if (status != SPOOR_OK)
			return status;
		lines->more = false;
	}
}

enum spoor_status lines_peek(
	struct lines *lines, size_t least, int patience, spoor_view *bytes_r)
{
	while (lines->end - lines->start < least && !lines->ended &&
		!source_waits(lines->source, patience)) {
		enum spoor_status status =
			make_room(lines) ? read_on(lines) : SPOOR_E_NOMEM;

		if (status != SPOOR_OK)
			return status;
	}
	*bytes_r =
		view_of(lines->buffer->bytes + lines->start, lines->end - lines->start);
	return SPOOR_OK;
}

void lines_return(struct lines *lines, size_t bytes, uint64_t count)
{
	lines->start -= bytes;
	lines->seen = lines->start;
	lines->line -= count;
	lines->offset -= bytes;
	lines->more = true;
	lines->returned = true;
}
