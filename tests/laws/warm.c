/* SPDX-License-Identifier: ISC */
/*
 * No allocation per line once a run is warm: four times the lines ask for no more memory than
 * their blocks do. Each folder's logs, repeated, are read both ways: rendered at once and kept.
 */
#include "input/lines.h"
#include "kit/files.h"
#include "kit/hooks.h"
#include "kit/tile.h"

#include <stdio.h>

enum {
	BASE_LINES = 5000,
	TIMES = 4,
	A_STRETCH = 4,    /* allocations that a stretch may ask for */
	KEPT_A_PAGE = 64, /* kept events that fit into one page of a block, at least */
	BYTES_MOST = 1 << 28
};

/* What one run over a text came to. */
struct cost {
	uint64_t asked;
	uint64_t stretches;
	uint64_t lines;
};

/* All logs of the folder, one after the other, until there are `lines` lines. */
static void repeat_logs(const struct walk *walk, uint64_t lines, struct buf *out)
{
	struct buf once;

	buf_init(&once, BYTES_MOST);
	buf_init(out, BYTES_MOST);
	for (size_t i = 0; i < walk->count; i++) {
		struct buf plain;

		if (files_is_beside(walk->items[i].path))
			continue;
		files_read(walk->items[i].path, &plain);
		buf_add(&once, buf_view(&plain));
		if (plain.len && plain.ptr[plain.len - 1] != '\n')
			buf_add_char(&once, '\n');
		buf_deinit(&plain);
	}
	while (once.len && tile_count_lines(buf_view(out)) < lines)
		buf_add(out, buf_view(&once));
	buf_deinit(&once);
}

static struct cost measure(const struct scratch *scratch, spoor_view text, bool encoded)
{
	const char *path = scratch->path;
	struct spoor_reader_options options = {
		.paths = {&path, 1}, .year = 2025, .encoded = encoded};
	struct cost cost = {.lines = tile_count_lines(text)};
	const struct spoor_event *event;
	struct spoor_reader *reader;

	scratch_put(scratch, text);
	hooks_reset();
	reader = spoor_reader_new(&options, NULL);
	while (reader && spoor_reader_next(reader, &event) == SPOOR_OK)
		continue;
	cost.asked = hooks.asked;
	spoor_reader_free(&reader);
	hooks_reset();
	cost.stretches = text.len / LINES_STRETCH + cost.lines / LINES_MOST + 2;
	return cost;
}

static int compare(const char *folder, const struct scratch *scratch, spoor_view once,
	spoor_view more, bool encoded)
{
	struct cost small = measure(scratch, once, encoded);
	struct cost large = measure(scratch, more, encoded);
	uint64_t allowed = (large.stretches - small.stretches) * A_STRETCH;

	if (!encoded)
		allowed += (large.lines - small.lines) / KEPT_A_PAGE;
	if (large.asked <= small.asked + allowed)
		return 0;
	printf("%s, %s: %llu lines ask for %llu allocations, %llu lines for %llu (%llu "
	       "allowed)\n",
		folder, encoded ? "rendered" : "kept", (unsigned long long)small.lines,
		(unsigned long long)small.asked, (unsigned long long)large.lines,
		(unsigned long long)large.asked,
		(unsigned long long)(small.asked + allowed));
	return 1;
}

static int check_folder(char *folder, const struct scratch *scratch)
{
	struct walk walk;
	struct buf once;
	struct buf more;
	int bad = 0;

	files_find(&walk, &folder, 1);
	repeat_logs(&walk, BASE_LINES, &once);
	repeat_logs(&walk, (uint64_t)BASE_LINES * TIMES, &more);
	if (once.len) {
		bad += compare(folder, scratch, buf_view(&once), buf_view(&more), true);
		bad += compare(folder, scratch, buf_view(&once), buf_view(&more), false);
	}
	buf_deinit(&once);
	buf_deinit(&more);
	walk_deinit(&walk);
	return bad;
}

int main(int argc, char **argv)
{
	struct scratch scratch;
	int bad = 0;

	scratch_open(&scratch);
	for (int i = 1; i < argc; i++)
		bad += check_folder(argv[i], &scratch);
	printf("%d folders, %d broken\n", argc - 1, bad);
	scratch_close(&scratch);
	return bad || argc < 2;
}
