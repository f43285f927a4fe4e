/* SPDX-License-Identifier: ISC */
/*
 * Any chunking of the input is the whole: stretches of any size and reads of any size give the
 * same events, byte for byte, whatever the number of workers, and so do events that are kept
 * instead of rendered at once.
 */
#include "codec/ndjson.h"
#include "kit/files.h"
#include "kit/hooks.h"

#include <stdio.h>

struct cut {
	size_t stretch;
	size_t read_most;
	size_t workers;
	bool kept;     /* events, not their rendering */
	bool is_large; /* also for files above the limit */
};

enum { LARGE = 64 * 1024 };

static const struct cut cuts[] = {
	{.kept = true, .is_large = true},
	{.stretch = 16},
	{.stretch = 64, .kept = true},
	{.stretch = 1000, .read_most = 7},
	{.read_most = 1},
	{.stretch = 64, .workers = 2},
	{.stretch = 16, .workers = 4, .kept = true},
	{.stretch = 4096, .read_most = 1000, .is_large = true},
};

/* The file's events as they are printed; the caller frees with buf_deinit. */
static bool render(const char *path, const struct cut *cut, struct buf *out)
{
	struct spoor_reader_options options = {.paths = {&path, 1},
		.year = 2025,
		.workers = cut->workers,
		.encoded = !cut->kept};
	struct ndjson_cache cache = {0};
	struct spoor_reader *reader;
	const struct spoor_event *event;
	enum spoor_status status = SPOOR_E_USAGE;

	buf_init(out, (size_t)1 << 30);
	hooks_reset();
	hooks.stretch = cut->stretch;
	hooks.read_most = cut->read_most;
	reader = spoor_reader_new(&options, NULL);
	while (reader && (status = spoor_reader_next(reader, &event)) == SPOOR_OK) {
		if (event->text.len)
			buf_add(out, event->text);
		else
			ndjson_write(out, event, &cache);
	}
	spoor_reader_free(&reader);
	hooks_reset();
	return status == SPOOR_END && !out->failed;
}

static size_t first_difference(spoor_view a, spoor_view b)
{
	size_t line = 1;

	for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
		line += a.ptr[i] == '\n';
	return line;
}

static int check_cut(const char *path, const struct cut *cut, spoor_view whole)
{
	struct buf part;
	bool read = render(path, cut, &part);
	bool same = read && view_eq(whole, buf_view(&part));

	if (!same)
		printf("%s: %s in stretches of %zu and reads of %zu bytes%s, %zu "
		       "workers; first at event %zu\n",
			path, read ? "gives other events" : "cannot be read",
			cut->stretch, cut->read_most, cut->kept ? ", events kept" : "",
			cut->workers, first_difference(whole, buf_view(&part)));
	buf_deinit(&part);
	return !same;
}

static int check_file(const char *path)
{
	static const struct cut none = {.kept = false};
	struct buf whole;
	struct buf plain;
	int bad = 0;

	if (!render(path, &none, &whole)) {
		printf("%s: cannot be read\n", path);
		return 1;
	}
	files_read(path, &plain);
	for (size_t i = 0; i < COUNT(cuts); i++)
		if (cuts[i].is_large || plain.len <= LARGE)
			bad += check_cut(path, &cuts[i], buf_view(&whole));
	buf_deinit(&plain);
	buf_deinit(&whole);
	return bad;
}

int main(int argc, char **argv)
{
	struct walk walk;
	int bad = 0;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		bad += check_file(walk.items[i].path);
	printf("%zu files, %zu ways to cut each, %d broken\n", walk.count, COUNT(cuts),
		bad);
	bad += walk.count == 0;
	walk_deinit(&walk);
	return bad != 0;
}
