/* SPDX-License-Identifier: ISC */
#include "original.h"

#include "base/utf8.h"
#include "codec/escape.h"

void original_add(struct output_state *state, struct buf *out, spoor_view bytes)
{
	if (!state->terminal) {
		buf_add(out, bytes);
		return;
	}
	while (bytes.len) {
		bool ends = view_has(bytes, '\n');
		spoor_view line = view_split(&bytes, '\n');

		escape_add(out, utf8_clean(&state->arena, line), ESCAPE_PLAIN);
		if (ends)
			buf_add_char(out, '\n');
	}
}

static void add_place(struct buf *out, const struct spoor_original *original)
{
	char mark = original->is_context ? '-' : ':';

	escape_add(out, view_string(original->path), ESCAPE_PLAIN);
	buf_add_char(out, mark);
	buf_add_number(out, (int64_t)original->line);
	buf_add_char(out, mark);
	buf_add_char(out, ' ');
}

void original_write_text(struct output_state *state, struct buf *out,
	const struct spoor_original *original)
{
	spoor_view bytes = original->bytes;
	bool ends = bytes.len && bytes.ptr[bytes.len - 1] == '\n';

	if (!original->goes_on) {
		original_end_text(state, out);
		if (original->is_apart)
			buf_add(out, VIEW("--\n"));
		add_place(out, original);
	}
	bytes.len -= ends;
	if (ends && bytes.len && bytes.ptr[bytes.len - 1] == '\r')
		bytes.len--;
	escape_add(out, utf8_clean(&state->arena, bytes), ESCAPE_PLAIN);
	if (ends)
		buf_add_char(out, '\n');
	state->line_open = !ends;
}

void original_end_text(struct output_state *state, struct buf *out)
{
	if (state->line_open)
		buf_add_char(out, '\n');
	state->line_open = false;
}
