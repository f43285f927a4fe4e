/* SPDX-License-Identifier: ISC */
/*
 * Quick readers, kept heads and rendering plans change nothing: every line of the test data, and
 * many with one byte changed, gives the same text with and without them.
 */
#include "codec/ndjson.h"
#include "format/memo.h"
#include "kit/files.h"

#include <stdio.h>

enum { ARENA_MOST = 1 << 26, TEXT_MOST = 1 << 26, LINE_MOST = 4096, CHANGES = 24 };

/* One way to read. */
struct way {
	struct scene scene;
	struct memo memo;
	struct ndjson_cache cache;
	struct arena arena;
	struct buf text;
	bool quick;
};

static const struct site site = {.show_secrets = false};

static void way_init(struct way *way, spoor_view path, bool quick)
{
	struct clock_setup setup = {
		.zone_proof = "option", .first_year = 2025, .year_proof = "option"};

	*way = (struct way){.quick = quick};
	way->scene = (struct scene){.site = &site, .path = path, .host = VIEW("")};
	clock_init(&way->scene.clock, &setup);
	arena_init(&way->arena, ARENA_MOST);
	buf_init(&way->text, TEXT_MOST);
	memo_begin(&way->memo, &way->scene);
}

static void way_deinit(struct way *way)
{
	ndjson_cache_deinit(&way->cache);
	arena_deinit(&way->arena);
	buf_deinit(&way->text);
}

static spoor_view read_line(struct way *way, spoor_view line)
{
	struct spoor_event event;

	arena_reset(&way->arena);
	buf_clear(&way->text);
	event_clear(&event, &way->arena);
	way->scene.memo = way->quick ? &way->memo : NULL;
	format_read(&way->scene, line, &event);
	event.raw = line;
	ndjson_write(&way->text, &event, &way->cache);
	return buf_view(&way->text);
}

/* Reads the line both ways; the first reading may be what keeps its head. */
static bool is_same(struct way *plain, struct way *quick, spoor_view line)
{
	for (int i = 0; i < 2; i++) {
		spoor_view want = read_line(plain, line);
		spoor_view got = read_line(quick, line);

		if (view_eq(want, got))
			continue;
		printf("%.*s\n  plain: %.*s  quick: %.*s", (int)line.len, line.ptr,
			(int)want.len, want.ptr, (int)got.len, got.ptr);
		return false;
	}
	return true;
}

/* The line with one byte changed, at places and to bytes that `seed` chooses. */
static bool is_same_changed(
	struct way *plain, struct way *quick, spoor_view line, uint64_t *seed)
{
	static const char bytes[] = ",>< *)(:=[]\"\\x0.?-'";
	char room[LINE_MOST];
	bool same = true;

	for (int i = 0; i < CHANGES && line.len && line.len <= LINE_MOST; i++) {
		size_t at;

		*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
		at = (*seed >> 33) % line.len;
		memcpy(room, line.ptr, line.len);
		room[at] = bytes[(*seed >> 20) % (sizeof(bytes) - 1)];
		same &= is_same(plain, quick, view_of(room, line.len));
	}
	return same;
}

static int check_file(const char *path, size_t *lines)
{
	uint64_t seed = 1;
	struct way plain;
	struct way quick;
	struct buf bytes;
	spoor_view rest;
	int bad = 0;

	files_read(path, &bytes);
	way_init(&plain, view_string(path), false);
	way_init(&quick, view_string(path), true);
	rest = buf_view(&bytes);
	for (; rest.len; ++*lines) {
		spoor_view line = view_split(&rest, '\n');

		bad += !is_same(&plain, &quick, line);
		bad += !is_same_changed(&plain, &quick, line, &seed);
	}
	way_deinit(&plain);
	way_deinit(&quick);
	buf_deinit(&bytes);
	return bad;
}

int main(int argc, char **argv)
{
	struct walk walk = {0};
	size_t lines = 0;
	int bad = 0;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		if (!files_is_beside(walk.items[i].path))
			bad += check_file(walk.items[i].path, &lines);
	printf("%zu lines, %d read differently\n", lines, bad);
	walk_deinit(&walk);
	return bad != 0 || lines == 0;
}
