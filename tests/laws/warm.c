/* SPDX-License-Identifier: ISC */
/*
 * No line asks for memory each time it is read: every line of the test data, a few hundred times
 * over, rendered at once and kept. What grows with the block (its pages, its buffers) may grow.
 */
#include "kit/files.h"
#include "kit/hooks.h"

#include <stdio.h>

enum { FEW = 100, MANY = 500, TEXT_MOST = 1 << 28 };

/* The line, `times` times. */
static void repeat(spoor_view line, int times, struct buf *out)
{
	buf_clear(out);
	for (int i = 0; i < times; i++) {
		buf_add(out, line);
		buf_add_char(out, '\n');
	}
}

/* How many allocations a run over the text asks for. */
static uint64_t count_asked(const struct scratch *scratch, spoor_view text, bool encoded)
{
	const char *path = scratch->path;
	struct spoor_reader_options options = {
		.paths = {&path, 1}, .year = 2025, .encoded = encoded};
	const struct spoor_event *event;
	struct spoor_reader *reader;
	uint64_t asked;

	scratch_put(scratch, text);
	hooks_reset();
	reader = spoor_reader_new(&options, NULL);
	while (reader && spoor_reader_next(reader, &event) == SPOOR_OK)
		continue;
	asked = hooks.asked;
	spoor_reader_free(&reader);
	hooks_reset();
	return asked;
}

static int check_line(const struct scratch *scratch, const char *path, size_t number,
	spoor_view line, struct buf *text)
{
	int bad = 0;

	for (int encoded = 0; encoded < 2; encoded++) {
		uint64_t few;
		uint64_t many;

		repeat(line, FEW, text);
		few = count_asked(scratch, buf_view(text), encoded);
		repeat(line, MANY, text);
		many = count_asked(scratch, buf_view(text), encoded);
		if (many < few + (MANY - FEW) / 2)
			continue;
		printf("%s:%zu, %s: %d times ask for %llu allocations, %d times for %llu\n",
			path, number, encoded ? "rendered" : "kept", FEW,
			(unsigned long long)few, MANY, (unsigned long long)many);
		bad++;
	}
	return bad;
}

static int check_file(const struct scratch *scratch, const char *path, size_t *lines)
{
	struct buf plain;
	struct buf text;
	spoor_view rest;
	int bad = 0;

	files_read(path, &plain);
	buf_init(&text, TEXT_MOST);
	rest = buf_view(&plain);
	for (size_t number = 1; rest.len; number++, ++*lines)
		bad += check_line(scratch, path, number, view_split(&rest, '\n'), &text);
	buf_deinit(&text);
	buf_deinit(&plain);
	return bad;
}

int main(int argc, char **argv)
{
	struct scratch scratch;
	struct walk walk;
	size_t lines = 0;
	int bad = 0;

	scratch_open(&scratch);
	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		if (!files_is_beside(walk.items[i].path))
			bad += check_file(&scratch, walk.items[i].path, &lines);
	printf("%zu lines, %d ask for memory each time\n", lines, bad);
	walk_deinit(&walk);
	scratch_close(&scratch);
	return bad || lines == 0;
}
