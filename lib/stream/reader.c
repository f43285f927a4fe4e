/* SPDX-License-Identifier: ISC */
/*
 * From paths to events: opens one source after the other, decides what it is, fills blocks and
 * hands their events out in order.
 */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "input/walk.h"
#include "stream/block.h"
#include "stream/messages.h"
#include "stream/setup.h"
#include "stream/solve.h"

struct spoor_reader {
	struct setup setup;
	struct walk walk;
	struct solver solver;
	bool solved;
	size_t next_item;
	struct lines *lines; /* of the open source; NULL: none is */
	const char *path;
	bool sniffed;
	bool is_stream;
	struct scene scene;
	struct block block;
	struct messages messages;
	struct spoor_counts counts;
	bool said_year;
	bool said_zone;
};

struct spoor_reader *spoor_reader_new(
	const struct spoor_reader_options *options, struct spoor_error *error)
{
	struct spoor_reader *reader = mem_new(sizeof(*reader));

	if (!reader) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	block_init(&reader->block);
	if (!setup_init(&reader->setup, options, error)) {
		spoor_reader_free(&reader);
		return NULL;
	}
	if (!walk_collect(&reader->walk, &options->paths) ||
		!solver_init(&reader->solver, &reader->walk)) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		spoor_reader_free(&reader);
	}
	return reader;
}

void spoor_reader_free(struct spoor_reader **reader)
{
	if (!*reader)
		return;
	lines_free(&(*reader)->lines);
	block_deinit(&(*reader)->block);
	messages_deinit(&(*reader)->messages);
	solver_deinit(&(*reader)->solver);
	walk_deinit(&(*reader)->walk);
	setup_deinit(&(*reader)->setup);
	mem_free(*reader);
	*reader = NULL;
}

static void trouble(struct spoor_reader *reader, uint64_t offset, const char *what)
{
	MESSAGES_ADD(&reader->messages, SPOOR_TROUBLE, reader->path, 0, offset, what);
}

/* ------------------------------------------------------------------ a source's clock */

/* The first line states what the survey would look for. */
static bool states_all(const struct survey *survey)
{
	return survey->timed && !survey->yearless && !survey->zoneless;
}

/*
 * Standard input cannot be read twice: its first bytes are looked at before they are taken. As
 * many bytes as always, so that it does not matter in which pieces they come; but none where
 * the first line says all, so that a live log is not held back.
 */
static enum spoor_status survey_stdin(struct spoor_reader *reader, struct member *member)
{
	struct scene scene = reader->scene;
	spoor_view bytes;
	enum spoor_status status;

	member->survey.mtime = source_mtime(lines_source(reader->lines));
	for (size_t most = 1; most < LINES_LONGEST; most *= 2) {
		status = lines_peek(reader->lines, most, &bytes);
		if (status != SPOOR_OK || bytes.len < most || view_has(bytes, '\n'))
			break;
	}
	if (status != SPOOR_OK)
		return status;
	survey_lines(&member->survey, &scene, view_head(bytes, view_find(bytes, '\n')));
	if (!states_all(&member->survey)) {
		member->survey = (struct survey){.mtime = member->survey.mtime};
		status = lines_peek(reader->lines, SURVEY_BYTES, &bytes);
		if (status != SPOOR_OK)
			return status;
		survey_lines(&member->survey, &scene, bytes);
	}
	return solver_run_one(&reader->solver, reader->next_item - 1, &reader->setup,
		       &reader->messages)
		       ? SPOOR_OK
		       : SPOOR_E_NOMEM;
}

static enum spoor_status set_clock(struct spoor_reader *reader)
{
	struct member *member = &reader->solver.members[reader->next_item - 1];
	enum spoor_status status = SPOOR_OK;

	if (strcmp(reader->path, "-") == 0)
		status = survey_stdin(reader, member);
	clock_init(&reader->scene.clock, &member->clock);
	return status;
}

/* Says once a run that years or zones are not known. */
static void say_assumptions(struct spoor_reader *reader, const struct stretch *stretch)
{
	const struct block_counts *counts = &reader->block.counts;
	const struct clock_setup *clock = &reader->scene.clock.setup;

	if (counts->no_year && !reader->said_year &&
		strcmp(clock->year_proof, "assumed") == 0) {
		char year[STAMP_TEXT_MAX];

		reader->said_year = true;
		stamp_format(stamp_days(clock->first_year, 1, 1) * 86400 * STAMP_NANOS, 0,
			year);
		year[4] = '\0';
		MESSAGES_ADD(&reader->messages, SPOOR_NOTE, reader->path, stretch->line,
			UINT64_MAX, "times have no year and nothing shows it: ", year,
			" is assumed (use --year)");
	}
	if (counts->no_zone && !reader->said_zone &&
		strcmp(clock->zone_proof, "assumed") == 0) {
		reader->said_zone = true;
		MESSAGES_ADD(&reader->messages, SPOOR_NOTE, reader->path, stretch->line,
			UINT64_MAX,
			"times have no zone and nothing shows it: UTC is assumed (use "
			"--tz)");
	}
}

/* ------------------------------------------------------------------ what a source is */

struct foreign {
	spoor_view magic;
	const char *advice;
};

/* Files that are no text: said at once, then read as lines all the same. */
static const struct foreign foreigns[] = {
	{{"\xfd"
	  "7zXZ",
		 5},
		"is an xz archive: unpack it first (xz -dc FILE | spoor …)"},
	{{"BZh", 3}, "is a bzip2 archive: unpack it first (bzip2 -dc FILE | spoor …)"},
	{{"\x28\xb5\x2f\xfd", 4},
		"is a zstd archive: unpack it first (zstd -dc FILE | spoor …)"},
	{{"PK\x03\x04", 4}, "is a zip archive: unpack it first"},
	{{"LPKSHHRH", 8},
		"is a journal: export it first (journalctl --file FILE -o json)"},
	{{"ElfFile", 7}, "is a Windows event log: export it as XML first"},
	{{"\xff\xfe", 2}, "is UTF-16: convert it first (iconv -f UTF-16 -t UTF-8)"},
};

static void look_for_foreign(struct spoor_reader *reader, spoor_view bytes)
{
	const struct format *tie;
	spoor_view head = view_head(bytes, bytes.len < 512 ? bytes.len : 512);

	for (size_t i = 0; i < COUNT(foreigns); i++)
		if (view_starts(bytes, foreigns[i].magic)) {
			trouble(reader, UINT64_MAX, foreigns[i].advice);
			return;
		}
	if (view_has(head, '\0') &&
		!format_best(view_head(head, view_find(head, '\n')), &tie))
		trouble(reader, UINT64_MAX,
			"looks like binary data; its lines are unparsed");
}

enum { SNIFF_LINES = 40 };

/* Two formats that bid alike on the first lines: said, not guessed. */
static void look_for_tie(struct spoor_reader *reader, spoor_view bytes)
{
	const struct format *tie = NULL;
	const struct format *best = NULL;

	for (int i = 0; i < SNIFF_LINES && bytes.len && !tie; i++)
		best = format_best(view_split(&bytes, '\n'), &tie);
	if (!tie)
		return;
	MESSAGES_ADD(&reader->messages, SPOOR_NOTE, reader->path, 0, UINT64_MAX,
		"looks like ", best->info.name, " and like ", tie->info.name,
		" (use --format)");
}

static void sniff(struct spoor_reader *reader, const struct stretch *stretch)
{
	spoor_view first = view_head(stretch->bytes, view_find(stretch->bytes, '\n'));
	struct arena arena;

	reader->sniffed = true;
	arena_init(&arena, 64 * 1024 * 1024);
	reader->is_stream = !reader->scene.forced && ndjson_is_event(first, &arena);
	arena_deinit(&arena);
	if (reader->is_stream || reader->scene.forced)
		return;
	look_for_foreign(reader, stretch->bytes);
	look_for_tie(reader, stretch->bytes);
}

/* ------------------------------------------------------------------ sources */

static enum spoor_status set_scene(struct spoor_reader *reader)
{
	const struct glob_rule *host =
		glob_rules_find(&reader->setup.hosts, reader->path);

	reader->scene = (struct scene){
		.site = &reader->setup.site,
		.path = view_string(reader->path),
		.host = view_string(host ? host->value : NULL),
		.forced = reader->setup.forced,
	};
	return set_clock(reader);
}

/* Opens the next source that can be opened; SPOOR_END: there is none. */
static enum spoor_status open_next(struct spoor_reader *reader)
{
	if (!reader->solved &&
		!solver_run(&reader->solver, &reader->setup, &reader->messages))
		return SPOOR_E_NOMEM;
	reader->solved = true;
	while (reader->next_item < reader->walk.count) {
		const struct walk_item *item = &reader->walk.items[reader->next_item++];
		struct spoor_error error = {0};
		struct source *source = NULL;

		reader->path = item->path;
		if (!item->trouble)
			source = source_open(item->path, &error);
		if (error.status == SPOOR_E_NOMEM)
			return SPOOR_E_NOMEM;
		if (!source) {
			MESSAGES_ADD(&reader->messages, SPOOR_TROUBLE, item->path, 0,
				UINT64_MAX, "cannot be read: ",
				item->trouble ? item->trouble : error.text);
			continue;
		}
		reader->lines = lines_new(source, reader->setup.stretch);
		if (!reader->lines)
			return SPOOR_E_NOMEM;
		reader->sniffed = false;
		reader->counts.sources++;
		return set_scene(reader);
	}
	return SPOOR_END;
}

static void close_source(struct spoor_reader *reader)
{
	const char *why = source_trouble(lines_source(reader->lines));

	if (why[0])
		trouble(reader, lines_bytes(reader->lines), why);
	reader->counts.bytes += lines_bytes(reader->lines);
	lines_free(&reader->lines);
}

static void add_counts(struct spoor_reader *reader, uint64_t lines)
{
	const struct block_counts *block = &reader->block.counts;
	struct spoor_counts *counts = &reader->counts;

	counts->lines += lines;
	counts->events += block->events;
	counts->other += block->other;
	counts->unparsed += block->unparsed;
	counts->assumed +=
		block->no_year > block->no_zone ? block->no_year : block->no_zone;
	counts->kept += reader->block.slots.len / sizeof(struct slot);
}

/* Fills the block from the open source's next stretch. */
static enum spoor_status fill_block(struct spoor_reader *reader)
{
	struct stretch stretch;
	enum spoor_status status = lines_next(reader->lines, &stretch);
	size_t open_bytes = 0;
	uint64_t open_lines = 0;

	if (status != SPOOR_OK)
		return status;
	if (!reader->sniffed)
		sniff(reader, &stretch);
	if (reader->is_stream)
		block_decode(&reader->block, &reader->setup.plan, reader->scene.path,
			&stretch);
	else
		block_parse(&reader->block, &reader->setup.plan, &reader->scene, &stretch,
			&open_bytes, &open_lines);
	if (open_bytes)
		lines_return(reader->lines, open_bytes, open_lines);
	add_counts(reader, stretch.count - open_lines);
	if (!reader->is_stream)
		say_assumptions(reader, &stretch);
	return reader->block.failed ? SPOOR_E_NOMEM : SPOOR_OK;
}

enum spoor_status spoor_reader_next(
	struct spoor_reader *reader, const struct spoor_event **event_r)
{
	while (!(*event_r = block_next(&reader->block))) {
		enum spoor_status status = reader->lines ? SPOOR_OK : open_next(reader);

		if (status != SPOOR_OK)
			return status;
		status = fill_block(reader);
		if (status == SPOOR_END)
			close_source(reader);
		else if (status != SPOOR_OK)
			return status;
	}
	return SPOOR_OK;
}

bool spoor_reader_ready(const struct spoor_reader *reader)
{
	return !block_is_empty(&reader->block) || !reader->lines ||
	       !source_waits(lines_source(reader->lines));
}

const struct spoor_message *spoor_reader_message(struct spoor_reader *reader)
{
	return messages_take(&reader->messages);
}

struct spoor_counts spoor_reader_counts(const struct spoor_reader *reader)
{
	struct spoor_counts counts = reader->counts;

	counts.troubles = reader->messages.troubles;
	return counts;
}
