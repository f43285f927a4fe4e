/* SPDX-License-Identifier: ISC */
/* The original lines: from the source itself where it was read, else from event.original. */
#include "codec/original.h"

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	spoor_view raw =
		event->raw.len ? event->raw : event_text(event, FIELD_EVENT_ORIGINAL);

	if (raw.len == 0 && event->action != ACTION_LOG_NOTICE) {
		state->originals++;
		return;
	}
	original_add(state, out, raw);
	buf_add_char(out, '\n');
}

static void write_original(struct output_state *state, struct buf *out,
	const struct spoor_original *original)
{
	original_add(state, out, original->bytes);
}

const struct output output_raw = {
	.info = {.name = "raw", .about = "the original lines, byte for byte"},
	.write = write,
	.write_original = write_original,
};
