/* SPDX-License-Identifier: ISC */
/*
 * Spans tile the file; lines add up; path, line and offset give the record back; every event is
 * sound. Over every file below the folders, plain and gzip.
 */
#include "codec/ndjson.h"
#include "kit/files.h"
#include "kit/sound.h"
#include "kit/tile.h"

#include <stdio.h>

struct sums {
	uint64_t files;
	uint64_t events;
	uint64_t
		streams; /* files that are event streams: their events stand for other bytes */
	int bad;
};

static void complain(struct sums *sums, const char *path, const struct spoor_event *event,
	const char *fault)
{
	const union value *line = event ? event_get(event, FIELD_LOG_LINE) : NULL;

	printf("%s:%lld: %s\n", path, line ? (long long)line->number : 0, fault);
	sums->bad++;
}

static void check_counts(struct sums *sums, const char *path, struct spoor_counts counts,
	const struct tile *tile)
{
	if (counts.bytes != tile->plain.len)
		complain(sums, path, NULL, "the closing count of bytes is wrong");
	if (counts.lines != tile_count_lines(tile->plain))
		complain(sums, path, NULL, "the closing count of lines is wrong");
	if (counts.kept != counts.events)
		complain(sums, path, NULL, "events were dropped without a filter");
}

static void check_events(struct sums *sums, const char *path, struct spoor_reader *reader,
	struct tile *tile)
{
	const struct spoor_event *event;
	const char *fault = NULL;

	while (spoor_reader_next(reader, &event) == SPOOR_OK) {
		sums->events++;
		fault = tile_add(tile, event);
		if (!fault)
			fault = sound_fault_of_format(event);
		if (!fault)
			fault = sound_fault_of_codec(event);
		if (fault) {
			complain(sums, path, event, fault);
			return;
		}
	}
	fault = tile_end(tile);
	if (fault)
		complain(sums, path, NULL, fault);
	check_counts(sums, path, spoor_reader_counts(reader), tile);
}

static bool is_stream(spoor_view plain)
{
	struct arena arena;
	bool is;

	arena_init(&arena, 1024 * 1024);
	is = ndjson_is_event(view_head(plain, view_find(plain, '\n')), &arena);
	arena_deinit(&arena);
	return is;
}

static void check_file(struct sums *sums, const char *path)
{
	struct spoor_reader_options options = {
		.paths = {&path, 1}, .year = 2025, .raw = true, .show_secrets = true};
	struct spoor_reader *reader;
	struct spoor_error error;
	struct tile tile;
	struct buf plain;

	files_read(path, &plain);
	sums->files++;
	if (is_stream(buf_view(&plain))) {
		sums->streams++;
		buf_deinit(&plain);
		return;
	}
	tile_init(&tile, buf_view(&plain));
	reader = spoor_reader_new(&options, &error);
	if (reader)
		check_events(sums, path, reader, &tile);
	else
		complain(sums, path, NULL, error.text);
	spoor_reader_free(&reader);
	tile_deinit(&tile);
	buf_deinit(&plain);
}

int main(int argc, char **argv)
{
	struct sums sums = {0};
	struct walk walk;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		if (!files_is_beside(walk.items[i].path))
			check_file(&sums, walk.items[i].path);
	printf("%llu files (%llu of them event streams), %llu events, %d broken\n",
		(unsigned long long)sums.files, (unsigned long long)sums.streams,
		(unsigned long long)sums.events, sums.bad);
	walk_deinit(&walk);
	return sums.bad || sums.files == 0;
}
