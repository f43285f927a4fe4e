/* SPDX-License-Identifier: ISC */
/* The source is walked once, beside the events. */
#include "tile.h"

#include "base/utf8.h"
#include "input/lines.h"
#include "input/wide.h"

enum { ARENA_MOST = 64 * 1024 * 1024 };

/* Spans of UTF-16 are those of the same text in UTF-8. */
static spoor_view narrow(struct buf *text, spoor_view plain)
{
	size_t most = plain.len / 2 * 3 + 2 * sizeof(uint32_t);

	if (!wide_is(view_head(plain, plain.len < WIDE_SURE ? plain.len : WIDE_SURE)) ||
		!buf_reserve(text, most))
		return plain;
	text->len = wide_decode(&plain, true, text->ptr, most);
	return buf_view(text);
}

void tile_init(struct tile *tile, spoor_view plain)
{
	*tile = (struct tile){.line = 1};
	arena_init(&tile->arena, ARENA_MOST);
	buf_init(&tile->text, (size_t)1 << 30);
	tile->plain = narrow(&tile->text, plain);
}

void tile_deinit(struct tile *tile)
{
	arena_deinit(&tile->arena);
	buf_deinit(&tile->text);
}

static uint64_t count_feeds(spoor_view bytes)
{
	uint64_t count = 0;

	for (size_t at; (at = view_find(bytes, '\n')) < bytes.len; count++)
		bytes = view_skip(bytes, at + 1);
	return count;
}

uint64_t tile_count_lines(spoor_view bytes)
{
	bool open = bytes.len && bytes.ptr[bytes.len - 1] != '\n';

	return count_feeds(bytes) + open;
}

static bool is_line_start(const struct tile *tile)
{
	return tile->at == 0 || tile->plain.ptr[tile->at - 1] == '\n';
}

static spoor_view without_line_end(spoor_view span)
{
	if (span.len && span.ptr[span.len - 1] == '\n')
		span.len--;
	if (span.len && span.ptr[span.len - 1] == '\r')
		span.len--;
	return span;
}

/* The bytes of the event's span; without a length it is the whole line. */
static const char *find_span(
	const struct tile *tile, const struct spoor_event *event, spoor_view *span_r)
{
	spoor_view rest = view_skip(tile->plain, tile->at);
	const union value *length = event_get(event, FIELD_LOG_LENGTH);
	size_t feed = view_find(rest, '\n');

	if (!length) {
		if (!is_line_start(tile) || event_has(event, FIELD_LOG_LINES))
			return "no length, and the span is not exactly one line";
		*span_r = view_head(rest, feed < rest.len ? feed + 1 : feed);
		return span_r->len ? NULL : "an event behind the last byte";
	}
	if (length->number <= 0 || (uint64_t)length->number > rest.len)
		return "the length reaches behind the end, or is nothing";
	*span_r = view_head(rest, (size_t)length->number);
	return NULL;
}

/* event.original is the span's text, made valid; of a cut line its front. */
static const char *compare_original(
	struct tile *tile, const struct spoor_event *event, spoor_view span)
{
	spoor_view original = event_text(event, FIELD_EVENT_ORIGINAL);
	spoor_view text = without_line_end(span);

	if (original.len == 0)
		return NULL;
	arena_reset(&tile->arena);
	if (event_has(event, FIELD_LOG_CUT))
		text = view_head(span, LINES_LONGEST);
	if (view_eq(original, utf8_clean(&tile->arena, text)))
		return NULL;
	return "path, line and offset do not give event.original back";
}

const char *tile_add(struct tile *tile, const struct spoor_event *event)
{
	const union value *offset = event_get(event, FIELD_LOG_OFFSET);
	const union value *line = event_get(event, FIELD_LOG_LINE);
	const union value *lines = event_get(event, FIELD_LOG_LINES);
	const char *fault;
	spoor_view span;

	if (!offset || (uint64_t)offset->number != tile->at)
		return "the span does not begin where the one before it ends";
	if (!line || (uint64_t)line->number != tile->line)
		return "the line number is wrong";
	if (event_text(event, FIELD_LOG_PATH).len == 0)
		return "no path";
	fault = find_span(tile, event, &span);
	if (!fault)
		fault = compare_original(tile, event, span);
	if (fault)
		return fault;
	tile->at += span.len;
	tile->line += count_feeds(span);
	tile->lines += lines ? (uint64_t)lines->number : 1;
	return NULL;
}

const char *tile_end(const struct tile *tile)
{
	if (tile->at != tile->plain.len)
		return "the last bytes are in no event";
	if (tile->lines != tile_count_lines(tile->plain))
		return "spoor.log.lines do not add up to the number of lines";
	return NULL;
}
