/* SPDX-License-Identifier: ISC */
/* The event stream as an output: what is rendered already, or read unchanged, is passed on. */
#include "codec/output.h"

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	if (event->text.len)
		buf_add(out, event->text);
	else
		ndjson_write(out, event, &state->cache);
}

const struct output output_json = {
	.info = {.name = "json",
		.about = "the event stream: one flat JSON object a line"},
	.write = write,
};
