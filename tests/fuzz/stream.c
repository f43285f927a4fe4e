/* SPDX-License-Identifier: ISC */
/* The whole reader over any bytes: plain, gzip or an event stream; what it reads tiles them. */
#include "fuzz/fuzz.h"
#include "kit/files.h"
#include "kit/sound.h"
#include "kit/tile.h"

/* The first event of a stream stands for another file's line; of a log for ours. */
static bool is_ours(const struct spoor_event *event, const struct scratch *scratch)
{
	return view_eq(event_text(event, FIELD_LOG_PATH), view_string(scratch->path));
}

static void read_all(struct spoor_reader *reader, const struct scratch *scratch,
	spoor_view plain, bool is_whole)
{
	const struct spoor_event *event;
	enum spoor_status status;
	uint64_t events = 0;
	bool is_log = true;
	struct tile tile;

	tile_init(&tile, plain);
	while ((status = spoor_reader_next(reader, &event)) == SPOOR_OK) {
		if (events++ == 0)
			is_log = is_ours(event, scratch);
		if (is_log && is_whole)
			fuzz_no_fault(tile_add(&tile, event), "spans");
		fuzz_no_fault(is_log ? sound_fault_of_format(event) : sound_fault(event),
			"event");
	}
	fuzz_must(status == SPOOR_END);
	if (is_log && is_whole)
		fuzz_no_fault(tile_end(&tile), "spans");
	tile_deinit(&tile);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	spoor_view bytes = view_of((const char *)data, size);
	struct scratch scratch;
	const char *path = scratch.path;
	struct spoor_reader_options options = {
		.paths = {&path, 1}, .year = 2025, .raw = true, .show_secrets = true};
	struct spoor_reader *reader;

	scratch_open(&scratch);
	scratch_put(&scratch, bytes);
	reader = spoor_reader_new(&options, NULL);
	fuzz_must(reader != NULL);
	read_all(reader, &scratch, bytes, !files_is_packed(bytes));
	spoor_reader_free(&reader);
	scratch_close(&scratch);
	return 0;
}
