/* SPDX-License-Identifier: ISC */
/*
 * A line of an event stream: what the strict reader takes is written and read to the same again,
 * and every output of the table prints it in valid UTF-8.
 */
#include "base/utf8.h"
#include "codec/output.h"
#include "fuzz/fuzz.h"
#include "kit/sound.h"

enum { ARENA_MOST = 64 * 1024 * 1024, TEXT_MOST = 64 * 1024 * 1024, COLUMNS_MOST = 64 };

/* The output's default columns, as the writer sets them. */
static size_t set_columns(
	const struct output *output, struct column columns[COLUMNS_MOST])
{
	spoor_view rest = view_string(output->columns);
	size_t count = 0;

	while (rest.len && count < COLUMNS_MOST) {
		spoor_view name = view_split(&rest, ',');

		columns[count++] =
			(struct column){.field = field_find(name), .name = name};
	}
	return count;
}

static void print(const struct output *output, const struct spoor_event *event)
{
	struct column columns[COLUMNS_MOST];
	struct sentences sentences = {.starts = NULL};
	struct output_state state = {.columns = columns, .sentences = &sentences};
	struct buf out;

	state.column_count = set_columns(output, columns);
	arena_init(&state.arena, ARENA_MOST);
	buf_init(&state.held, TEXT_MOST);
	buf_init(&out, TEXT_MOST);
	if (output->begin)
		output->begin(&state, &out);
	output->write(&state, &out, event);
	if (output->end)
		output->end(&state, &out);
	fuzz_must(!out.failed && utf8_valid_len(buf_view(&out)) == out.len);
	buf_deinit(&out);
	buf_deinit(&state.held);
	arena_deinit(&state.arena);
	sentences_deinit(&sentences);
	ndjson_cache_deinit(&state.cache);
}

static void read_line(spoor_view line, struct arena *arena)
{
	struct spoor_event event;

	event_clear(&event, arena);
	if (ndjson_read(line, &event) != NDJSON_FINE)
		return;
	fuzz_must(utf8_valid_len(line) == line.len);
	fuzz_no_fault(sound_fault(&event), "a line of a stream");
	fuzz_no_fault(sound_fault_of_codec(&event), "a line of a stream");
	for (size_t i = 0; i < output_count(); i++)
		print(output_at(i), &event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	spoor_view rest = view_of((const char *)data, size);
	struct arena arena;

	arena_init(&arena, ARENA_MOST);
	while (rest.len)
		read_line(view_split(&rest, '\n'), &arena);
	arena_deinit(&arena);
	return 0;
}
