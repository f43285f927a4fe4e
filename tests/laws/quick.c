/* SPDX-License-Identifier: ISC */
/*
 * Quick readers, kept heads and rendering plans change nothing: every line of the test data, and
 * many with one byte changed, gives the same text with and without them. So do the lines of the
 * event streams there; most of those that are not changed are taken by the quick reader.
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
	bool is_stream;
	struct ndjson_hint hint;
	size_t taken; /* lines of a stream by the quick reader */
};

static const struct site site = {.show_secrets = false};

static void way_init(struct way *way, spoor_view path, bool quick)
{
	struct clock_setup setup = {
		.zone_proof = "option", .first_year = 2025, .year_proof = "option"};

	*way = (struct way){
		.quick = quick, .is_stream = view_ends(path, VIEW(".ndjson"))};
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

static void read_event(struct way *way, spoor_view line, struct spoor_event *event)
{
	enum ndjson_fault fault = NDJSON_FINE;
	bool taken = way->quick && ndjson_read_quick(line, event, &way->hint);

	way->taken += taken;
	if (!taken) {
		event_clear(event, &way->arena);
		fault = ndjson_read(line, event);
	}
	if (fault != NDJSON_FINE) {
		event_clear(event, &way->arena);
		event_set_action(event, ACTION_UNPARSED);
		event_set_text(
			event, FIELD_EVENT_REASON, view_string(ndjson_fault_text(fault)));
	}
}

static spoor_view read_line(struct way *way, spoor_view line)
{
	struct spoor_event event;

	arena_reset(&way->arena);
	buf_clear(&way->text);
	event_clear(&event, &way->arena);
	way->scene.memo = way->quick ? &way->memo : NULL;
	if (way->is_stream)
		read_event(way, line, &event);
	else
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

/* How the lines of all files were read. */
struct tally {
	size_t lines;
	size_t events; /* lines of streams */
	size_t taken;  /* … by the quick reader */
};

static void count_taken(struct tally *tally, const char *path, spoor_view bytes)
{
	struct way quick;

	way_init(&quick, view_string(path), true);
	tally->events += view_count(bytes, '\n');
	while (bytes.len)
		read_line(&quick, view_split(&bytes, '\n'));
	tally->taken += quick.taken;
	way_deinit(&quick);
}

static int check_file(const char *path, struct tally *tally)
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
	for (; rest.len; tally->lines++) {
		spoor_view line = view_split(&rest, '\n');

		bad += !is_same(&plain, &quick, line);
		bad += !is_same_changed(&plain, &quick, line, &seed);
	}
	if (quick.is_stream)
		count_taken(tally, path, buf_view(&bytes));
	way_deinit(&plain);
	way_deinit(&quick);
	buf_deinit(&bytes);
	return bad;
}

int main(int argc, char **argv)
{
	struct walk walk = {0};
	struct tally tally = {0};
	int bad = 0;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		if (!files_is_beside(walk.items[i].path) ||
			view_ends(view_string(walk.items[i].path), VIEW(".ndjson")))
			bad += check_file(walk.items[i].path, &tally);
	printf("%zu lines, %d read differently; %zu of %zu events quickly\n", tally.lines,
		bad, tally.taken, tally.events);
	walk_deinit(&walk);
	return bad != 0 || tally.lines == 0 || tally.taken < tally.events / 2;
}
