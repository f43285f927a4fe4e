/* SPDX-License-Identifier: ISC */
/*
 * Where places overlap, only how far the ones so far reach is kept: places come by line, so a line
 * is wanted when it is within that reach, and context when it is near to it or to the next place.
 */
#include "extract.h"

#include "base/mem.h"

enum { BUFFER = 256 * 1024 };

bool extract_begin(struct extract *extract, struct source *source,
	const struct wanted *wanted, size_t count, uint64_t context)
{
	*extract = (struct extract){.source = source,
		.wanted = wanted,
		.count = count,
		.context = context,
		.line = 1,
		.bytes = mem_alloc(BUFFER)};
	return extract->bytes != NULL;
}

void extract_end(struct extract *extract)
{
	source_free(&extract->source);
	mem_free(extract->bytes);
	extract->bytes = NULL;
}

/* ------------------------------------------------------------------ reading */

/* Reads more behind what is left; damage ends the source, and is said by it. */
static enum spoor_status fill(struct extract *extract)
{
	enum spoor_status status;
	size_t got;

	memmove(extract->bytes, extract->bytes + extract->at, extract->got - extract->at);
	extract->got -= extract->at;
	extract->at = 0;
	status = source_read(extract->source, extract->bytes + extract->got,
		BUFFER - extract->got, &got);
	extract->got += got;
	extract->fresh = true;
	extract->ended = status != SPOOR_OK;
	return status == SPOOR_E_NOMEM ? status : SPOOR_OK;
}

static spoor_view at_hand(const struct extract *extract)
{
	return view_of(extract->bytes + extract->at, extract->got - extract->at);
}

/* Sets `rest` to the line, or to a part of one that does not fit. SPOOR_END: there is none. */
static enum spoor_status look_at_line(struct extract *extract)
{
	size_t seen = 0;

	for (;;) {
		spoor_view hand = at_hand(extract);
		size_t feed = seen + view_find(view_skip(hand, seen), '\n');
		enum spoor_status status;

		if (feed < hand.len || hand.len == BUFFER || extract->ended) {
			extract->rest = feed < hand.len ? feed + 1 : hand.len;
			return extract->rest ? SPOOR_OK : SPOOR_END;
		}
		seen = hand.len;
		status = fill(extract);
		if (status != SPOOR_OK)
			return status;
	}
}

static void take(struct extract *extract, size_t len)
{
	bool line_ends = len && len == extract->rest &&
			 extract->bytes[extract->at + len - 1] == '\n';

	extract->at += len;
	extract->offset += len;
	extract->rest -= len;
	if (!line_ends)
		return;
	extract->line++;
	extract->line_start = extract->offset;
	extract->begun = false;
}

/* The places so far, and what is near to them, were given. */
static bool is_behind(const struct extract *extract)
{
	return !extract->begun && extract->offset >= extract->byte_end &&
	       (extract->reach == 0 ||
		       (extract->line > extract->reach &&
			       extract->line - extract->reach > extract->context));
}

/* Passes quickly over lines that are far from all that is wanted; asked once for what was read. */
static void skip_lines(struct extract *extract)
{
	spoor_view hand = at_hand(extract);
	size_t lines = view_count(hand, '\n');
	size_t last;

	extract->fresh = false;
	if (lines == 0 || extract->line + lines + extract->context >
				  extract->wanted[extract->next].line)
		return;
	last = view_find_last(hand, '\n') + 1;
	extract->at += last;
	extract->offset += last;
	extract->line += lines;
	extract->line_start = extract->offset;
}

/* ------------------------------------------------------------------ what is wanted of a line */

static void miss(struct extract_miss *miss, const struct wanted *wanted)
{
	if (miss->count++ == 0) {
		miss->line = wanted->line;
		miss->offset = wanted->offset;
	}
}

/* The line holds the byte where the place begins; the end of a very long one is not known yet. */
static bool is_in_place(const struct extract *extract, const struct wanted *wanted)
{
	size_t len = extract->rest;
	bool known = extract->bytes[extract->at + len - 1] == '\n' || extract->ended;

	if (wanted->offset == WANTED_NO_OFFSET)
		return true;
	if (wanted->length == 0)
		return wanted->offset == extract->line_start;
	return wanted->offset >= extract->line_start &&
	       (!known || wanted->offset < extract->line_start + len);
}

static bool is_of_bytes(const struct extract *extract, const struct wanted *wanted)
{
	return wanted->length && !extract->context;
}

/* Looks at the places that begin in a line which is now read for the first time. */
static void begin_line(struct extract *extract)
{
	extract->begun = true;
	extract->pending = extract->next;
	for (; extract->next < extract->count; extract->next++) {
		const struct wanted *wanted = &extract->wanted[extract->next];

		if (wanted->line != extract->line)
			break;
		if (!is_in_place(extract, wanted))
			miss(&extract->changed, wanted);
		else if (!is_of_bytes(extract, wanted) && wanted->last > extract->reach)
			extract->reach = wanted->last;
	}
}

/* How many bytes from here on are wanted as bytes; or, with *skip_r, not wanted at all. */
static size_t wanted_bytes(struct extract *extract, size_t *skip_r)
{
	uint64_t end = extract->offset + extract->rest;
	uint64_t to = end;

	*skip_r = extract->rest;
	for (; extract->pending < extract->next; extract->pending++) {
		const struct wanted *wanted = &extract->wanted[extract->pending];

		if (!is_of_bytes(extract, wanted) || wanted->offset < extract->line_start)
			continue;
		if (wanted->offset > extract->offset) {
			to = wanted->offset < end ? wanted->offset : end;
			*skip_r = (size_t)(to - extract->offset);
			break;
		}
		if (wanted->offset + wanted->length > extract->byte_end)
			extract->byte_end = wanted->offset + wanted->length;
	}
	if (extract->byte_end <= extract->offset)
		return 0;
	to = extract->byte_end < end ? extract->byte_end : end;
	return (size_t)(to - extract->offset);
}

static bool is_near(const struct extract *extract)
{
	uint64_t line = extract->line;

	if (extract->reach && line - extract->reach <= extract->context)
		return true;
	return extract->next < extract->count &&
	       extract->wanted[extract->next].line - line <= extract->context;
}

/* How much of the piece at hand is to be given; or, with *skip_r, to be passed over. */
static size_t choose(struct extract *extract, bool *is_context_r, size_t *skip_r)
{
	*is_context_r = false;
	if (extract->line <= extract->reach)
		return extract->rest;
	if (!extract->context)
		return wanted_bytes(extract, skip_r);
	*is_context_r = true;
	*skip_r = extract->rest;
	return is_near(extract) ? extract->rest : 0;
}

/* What was wanted and never came. */
static void count_misses(struct extract *extract)
{
	uint64_t there = extract->line - (extract->offset == extract->line_start);

	for (; extract->next < extract->count; extract->next++)
		miss(&extract->beyond, &extract->wanted[extract->next]);
	if (extract->beyond.count == 0 && extract->reach > there &&
		extract->reach != UINT64_MAX)
		extract->beyond = (struct extract_miss){1, extract->reach, 0};
	if (extract->beyond.count == 0 && extract->byte_end > extract->offset)
		extract->beyond = (struct extract_miss){1, extract->line, 0};
}

static void give(struct extract *extract, struct extract_piece *piece, size_t len)
{
	piece->line = extract->line;
	piece->offset = extract->offset;
	piece->bytes = view_of(extract->bytes + extract->at, len);
	take(extract, len);
}

enum spoor_status extract_next(struct extract *extract, struct extract_piece *piece_r)
{
	while (extract->next < extract->count || !is_behind(extract)) {
		enum spoor_status status = SPOOR_OK;
		size_t skip = 0;
		size_t len;

		if (extract->rest == 0) {
			if (extract->fresh && is_behind(extract))
				skip_lines(extract);
			status = look_at_line(extract);
		}
		if (status == SPOOR_END)
			count_misses(extract);
		if (status != SPOOR_OK)
			return status;
		if (!extract->begun)
			begin_line(extract);
		len = choose(extract, &piece_r->is_context, &skip);
		if (len) {
			give(extract, piece_r, len);
			return SPOOR_OK;
		}
		take(extract, skip);
	}
	return SPOOR_END;
}
