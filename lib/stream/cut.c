/* SPDX-License-Identifier: ISC */
/*
 * A record that may go on begins with a line that its format knows, and ends before the next
 * line that any format knows. So only what lies behind the last known line of a stretch is in
 * doubt; it is given back, to come again with more behind it.
 */
#include "stream/cut.h"

const struct format *cut_continuing(const struct format *forced, spoor_view line)
{
	if (forced)
		return forced->continues && forced->bid(line) > 0 ? forced : NULL;
	return format_continuing(line);
}

bool cut_goes_on(const struct format *format, spoor_view record, spoor_view line)
{
	const struct format *tie;

	return format->continues(record, line) && !format_best(line, &tie);
}

/* Where the last line of the bytes begins; the bytes end with a line feed. */
static size_t last_line(spoor_view bytes)
{
	size_t feed = view_find_last(view_head(bytes, bytes.len - 1), '\n');

	return feed == bytes.len - 1 ? 0 : feed + 1;
}

/* How many bytes at the end of a stretch belong to a record that may go on behind it. */
static size_t open_tail(const struct format *forced, spoor_view bytes)
{
	const struct format *tie;
	size_t end = bytes.len;

	while (end > 0 && bytes.len - end < CUT_RECORD_MOST) {
		size_t start = last_line(view_head(bytes, end));
		spoor_view line = view_of(bytes.ptr + start, end - 1 - start);

		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		if (cut_continuing(forced, line))
			return bytes.len - start;
		if (format_best(line, &tie))
			return 0;
		end = start;
	}
	return 0;
}

/* An over-long line follows: however often the record is given back, no more comes with it. */
static bool is_stuck(struct lines *lines, size_t len)
{
	spoor_view behind;

	return lines_peek(lines, 0, 0, &behind) == SPOOR_OK &&
	       len + behind.len > LINES_LONGEST;
}

enum spoor_status cut_next(
	struct lines *lines, const struct format *forced, struct stretch *stretch_r)
{
	for (;;) {
		enum spoor_status status = lines_next(lines, stretch_r);
		spoor_view bytes = stretch_r->bytes;
		size_t tail;
		uint64_t count;

		if (status != SPOOR_OK || stretch_r->last || stretch_r->lost ||
			bytes.ptr[bytes.len - 1] != '\n')
			return status;
		tail = open_tail(forced, bytes);
		if (tail == 0 || tail >= CUT_RECORD_MOST ||
			(tail == bytes.len && is_stuck(lines, tail)))
			return SPOOR_OK;
		count = view_count(view_skip(bytes, bytes.len - tail), '\n');
		lines_return(lines, tail, count);
		stretch_r->bytes.len -= tail;
		stretch_r->count -= count;
		if (stretch_r->bytes.len)
			return SPOOR_OK;
	}
}
