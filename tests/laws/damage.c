/* SPDX-License-Identifier: ISC */
/*
 * Every prefix of a file and any flipped bit is survived and accounted for: the events tile what
 * is there, each is sound, and a gzip file that gives other bytes than it was made of says so.
 *
 *	law-damage EFFORT FOLDER …
 *
 * Logs, their goldens (event streams) and the logs packed. A file of up to EFFORT bytes (packed: a
 * quarter of it) is cut at every byte, and at every byte as many bits are flipped as make EFFORT
 * flips; a larger one is damaged at seeded samples.
 */
#include "kit/files.h"
#include "kit/sound.h"
#include "kit/tile.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAMPLE_SHARE = 16, COMPLAINTS = 20 };

enum kind { LOG, STREAM, PACKED };

/* A file and what became of it. */
struct victim {
	const char *path;
	enum kind kind;
	spoor_view bytes;
	spoor_view plain; /* of a packed file */
	const struct scratch *scratch;
	size_t effort;
	uint64_t random;
	uint64_t runs;
	int bad;
};

/* One run over the damaged bytes. */
struct outcome {
	const char *fault;
	uint64_t events;
	uint64_t line; /* of the first fault */
	struct spoor_counts counts;
};

/* xorshift64*: the same samples in every run. */
static size_t draw(struct victim *victim, size_t below)
{
	uint64_t x = victim->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	victim->random = x;
	return (size_t)((x * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below;
}

static bool came_from(const struct spoor_event *event, const struct scratch *scratch)
{
	return view_eq(event_text(event, FIELD_LOG_PATH), view_string(scratch->path));
}

/* What is wrong with an event of a damaged log; with the one that the damage hit more closely. */
static const char *event_fault(
	struct tile *tile, const struct spoor_event *event, size_t hit)
{
	uint64_t start = tile->at;
	const char *fault = tile_add(tile, event);

	if (!fault)
		fault = sound_fault_of_format(event);
	if (!fault && start <= hit && hit <= tile->at)
		fault = sound_fault_of_codec(event);
	return fault;
}

/* Reads the scratch file, damaged at byte `hit`. Its events tile `plain`, unless it is an event
 * stream. */
static struct outcome read_through(
	const struct scratch *scratch, spoor_view plain, size_t hit)
{
	const char *path = scratch->path;
	struct spoor_reader_options options = {
		.paths = {&path, 1}, .year = 2025, .raw = true, .show_secrets = true};
	struct spoor_reader *reader = spoor_reader_new(&options, NULL);
	struct outcome outcome = {.fault = reader ? NULL : "no reader"};
	const struct spoor_event *event;
	enum spoor_status status = SPOOR_END;
	bool is_log = true;
	struct tile tile;

	tile_init(&tile, plain);
	while (!outcome.fault &&
		(status = spoor_reader_next(reader, &event)) == SPOOR_OK) {
		if (outcome.events++ == 0)
			is_log = came_from(event, scratch);
		outcome.fault =
			is_log ? event_fault(&tile, event, hit) : sound_fault(event);
		outcome.line = outcome.events;
	}
	if (!outcome.fault && status != SPOOR_END)
		outcome.fault = "the reader failed";
	if (!outcome.fault && is_log)
		outcome.fault = tile_end(&tile);
	if (reader)
		outcome.counts = spoor_reader_counts(reader);
	if (!outcome.fault && !is_log && outcome.events != outcome.counts.lines)
		outcome.fault = "the lines of the stream and its events differ in number";
	spoor_reader_free(&reader);
	tile_deinit(&tile);
	return outcome;
}

static void judge(
	struct victim *victim, const char *what, size_t at, struct outcome outcome)
{
	victim->runs++;
	if (!outcome.fault)
		return;
	if (++victim->bad <= COMPLAINTS)
		printf("%s%s, %s %zu, event %llu: %s\n", victim->path,
			victim->kind == PACKED ? " (packed)" : "", what, at,
			(unsigned long long)outcome.line, outcome.fault);
}

/* A packed file: either it gives what it was made of, or the trouble is said. (ISA-L reads some
 * bits that zlib refuses, and gets out what was put in.) */
static struct outcome read_packed(struct victim *victim, spoor_view damaged, size_t hit)
{
	struct outcome outcome;
	struct buf plain;

	files_unpack(damaged, &plain);
	if (!view_starts(damaged, VIEW("\x1f\x8b\x08"))) {
		outcome = read_through(victim->scratch, damaged, hit);
	} else {
		outcome = read_through(victim->scratch, buf_view(&plain), plain.len);
		if (!outcome.fault && outcome.counts.troubles == 0 &&
			!view_eq(buf_view(&plain), victim->plain))
			outcome.fault = "other bytes came out and nothing was said";
		if (outcome.fault && outcome.counts.troubles == 0)
			outcome = read_through(
				victim->scratch, victim->plain, victim->plain.len);
	}
	buf_deinit(&plain);
	return outcome;
}

static struct outcome read_damaged(struct victim *victim, spoor_view damaged, size_t hit)
{
	return victim->kind == PACKED ? read_packed(victim, damaged, hit)
				      : read_through(victim->scratch, damaged, hit);
}

static void cut_at(struct victim *victim, size_t len)
{
	spoor_view prefix = view_head(victim->bytes, len);

	scratch_put(victim->scratch, prefix);
	judge(victim, "cut at byte", len, read_damaged(victim, prefix, len));
}

static void flip_at(struct victim *victim, size_t at, int bit, char *copy)
{
	copy[at] = (char)(copy[at] ^ 1 << bit);
	scratch_set_byte(victim->scratch, at, copy[at]);
	judge(victim, "a bit flipped in byte", at,
		read_damaged(victim, view_of(copy, victim->bytes.len), at));
	copy[at] = victim->bytes.ptr[at];
	scratch_set_byte(victim->scratch, at, copy[at]);
}

static int bits_of_byte(const struct victim *victim)
{
	size_t bits = victim->effort / victim->bytes.len;

	return bits < 1 ? 1 : bits > 8 ? 8 : (int)bits;
}

static void damage_everywhere(struct victim *victim, char *copy)
{
	int bits = bits_of_byte(victim);

	for (size_t len = 0; len <= victim->bytes.len; len++)
		cut_at(victim, len);
	for (size_t at = 0; at < victim->bytes.len; at++) {
		int first = (int)draw(victim, 8);

		for (int i = 0; i < bits; i++)
			flip_at(victim, at, (first + i) % 8, copy);
	}
}

static void damage_samples(struct victim *victim, char *copy)
{
	size_t samples = victim->effort / SAMPLE_SHARE;

	for (size_t i = 0; i < samples; i++)
		cut_at(victim, draw(victim, victim->bytes.len));
	scratch_put(victim->scratch, victim->bytes);
	for (size_t i = 0; i < samples; i++)
		flip_at(victim, draw(victim, victim->bytes.len), (int)draw(victim, 8),
			copy);
}

static void damage(struct victim *victim)
{
	struct buf copy;

	buf_init(&copy, (size_t)1 << 30);
	buf_add(&copy, victim->bytes);
	victim->random = UINT64_C(88172645463325252);
	if (victim->bytes.len <= victim->effort / (victim->kind == PACKED ? 4 : 1))
		damage_everywhere(victim, copy.ptr);
	else
		damage_samples(victim, copy.ptr);
	buf_deinit(&copy);
}

static void damage_file(struct victim *victim)
{
	struct buf plain;
	struct buf packed;

	files_read(victim->path, &plain);
	victim->kind =
		view_ends(view_string(victim->path), VIEW(".ndjson")) ? STREAM : LOG;
	victim->bytes = victim->plain = buf_view(&plain);
	if (plain.len)
		damage(victim);
	if (plain.len && victim->kind == LOG) {
		files_pack(buf_view(&plain), &packed);
		victim->kind = PACKED;
		victim->bytes = buf_view(&packed);
		damage(victim);
		buf_deinit(&packed);
	}
	buf_deinit(&plain);
}

static bool is_victim(const char *path)
{
	return view_ends(view_string(path), VIEW(".log")) ||
	       view_ends(view_string(path), VIEW(".ndjson"));
}

int main(int argc, char **argv)
{
	struct scratch scratch;
	struct victim victim = {
		.scratch = &scratch, .effort = argc > 1 ? strtoul(argv[1], NULL, 10) : 0};
	struct walk walk;
	size_t files = 0;

	scratch_open(&scratch);
	files_find(&walk, argv + 2, argc - 2);
	for (size_t i = 0; i < walk.count; i++) {
		if (!is_victim(walk.items[i].path))
			continue;
		victim.path = walk.items[i].path;
		damage_file(&victim);
		files++;
	}
	printf("%zu files, %llu damaged copies, %d not survived\n", files,
		(unsigned long long)victim.runs, victim.bad);
	walk_deinit(&walk);
	scratch_close(&scratch);
	return victim.bad || files == 0;
}
