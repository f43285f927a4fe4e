/* SPDX-License-Identifier: ISC */
/*
 * From a file to stretches of lines or of other records. The first byte says how large a stretch
 * is, the second what the records are and how the rest is packed: as it stands, as one gzip member,
 * or as a member behind the magic of one. Plain bytes come out as they went in, whole records only.
 */
#include "fuzz/fuzz.h"
#include "input/lines.h"
#include "kit/files.h"
#include "kit/tile.h"

enum packing { AS_IT_STANDS, PACKED, DAMAGED, PACKINGS };

enum { RECORD_KINDS = RECORDS_ELEMENTS + 1 };

/* What is written into the file. */
static void pack(enum packing packing, spoor_view bytes, struct buf *out)
{
	buf_init(out, (size_t)1 << 30);
	switch (packing) {
	case PACKED:
		files_pack(bytes, out);
		return;
	case DAMAGED:
		buf_add(out, VIEW("\x1f\x8b\x08\0\0\0\0\0\0\x03"));
		break;
	default:
		break;
	}
	buf_add(out, bytes);
}

/* The last line of a stretch of other records may go on in the next one. */
static uint64_t count_lines(const struct stretch *stretch)
{
	if (stretch->kind == RECORDS_LINES || stretch->last)
		return tile_count_lines(stretch->bytes);
	return view_count(stretch->bytes, '\n');
}

static void check_records(const struct stretch *stretch)
{
	spoor_view rest = stretch->bytes;
	size_t skip = stretch->skip;

	while (rest.len && stretch->kind != RECORDS_LINES) {
		size_t len = record_next(rest, stretch->kind, skip);

		fuzz_must(len > 0 && len <= rest.len);
		record_inside(view_head(rest, len), stretch->kind, skip);
		rest = view_skip(rest, len);
		skip = 0;
	}
}

static void check_stretch(const struct stretch *stretch, uint64_t seen, uint64_t lines)
{
	fuzz_must(stretch->bytes.len > 0);
	fuzz_must(stretch->offset == seen && stretch->line == lines + 1);
	fuzz_must(stretch->lost || stretch->count == count_lines(stretch));
	check_records(stretch);
}

static void read_lines(struct source *source, size_t want, enum records_kind kind,
	const spoor_view *plain)
{
	struct lines *lines = lines_new(source, want);
	struct stretch stretch;
	struct buf seen;
	uint64_t count = 0;
	uint64_t lost = 0;
	bool last = false;

	fuzz_must(lines != NULL);
	if (kind != RECORDS_LINES)
		lines_cut_records(lines, kind, 0);
	buf_init(&seen, (size_t)1 << 30);
	while (lines_next(lines, &stretch) == SPOOR_OK) {
		fuzz_must(!last);
		check_stretch(&stretch, seen.len + lost, count);
		last = stretch.last;
		count += stretch.count;
		lost += stretch.lost;
		buf_add(&seen, stretch.bytes);
	}
	fuzz_must(lines_bytes(lines) == seen.len + lost);
	if (plain && lost == 0) {
		fuzz_must(view_eq(buf_view(&seen), *plain));
		fuzz_must(source_trouble(lines_source(lines))[0] == '\0');
	}
	buf_deinit(&seen);
	lines_free(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scratch scratch;
	struct source *source;
	enum packing packing;
	spoor_view plain;
	struct buf out;
	struct buf text;
	bool known;

	if (size < 2)
		return 0;
	plain = view_of((const char *)data + 2, size - 2);
	packing = (enum packing)(data[1] % PACKINGS);
	/* UTF-16 comes out as other bytes. */
	known = !view_has(plain, '\0') && !view_starts(plain, VIEW("\xff\xfe")) &&
		!view_starts(plain, VIEW("\xfe\xff")) &&
		(packing == PACKED ||
			(packing == AS_IT_STANDS && !files_is_packed(plain)));
	pack(packing, plain, &out);
	buf_init(&text, (size_t)1 << 30);
	plain = files_narrow(plain, &text);
	scratch_open(&scratch);
	scratch_put(&scratch, buf_view(&out));
	source = source_open(scratch.path, NULL);
	fuzz_must(source != NULL);
	read_lines(source, data[0],
		(enum records_kind)(data[1] / PACKINGS % RECORD_KINDS),
		known ? &plain : NULL);
	scratch_close(&scratch);
	buf_deinit(&text);
	buf_deinit(&out);
	return 0;
}
