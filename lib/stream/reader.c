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
#include "stream/feed.h"
#include "stream/messages.h"

struct spoor_reader {
	struct setup setup;
	struct walk walk;
	struct solver solver;
	bool solved;
	size_t next_item;
	struct feed feed; /* the open source, if its lines are there */
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
	lines_free(&(*reader)->feed.lines);
	block_deinit(&(*reader)->block);
	messages_deinit(&(*reader)->messages);
	solver_deinit(&(*reader)->solver);
	walk_deinit(&(*reader)->walk);
	setup_deinit(&(*reader)->setup);
	mem_free(*reader);
	*reader = NULL;
}

/* Says once a run that years or zones are not known. */
static void say_assumptions(struct spoor_reader *reader, const struct stretch *stretch)
{
	const struct block_counts *counts = &reader->block.counts;
	const struct clock_setup *clock = &reader->feed.scene.clock.setup;

	if (counts->no_year && !reader->said_year &&
		strcmp(clock->year_proof, "assumed") == 0) {
		char year[STAMP_TEXT_MAX];

		reader->said_year = true;
		stamp_format(stamp_days(clock->first_year, 1, 1) * 86400 * STAMP_NANOS, 0,
			year);
		year[4] = '\0';
		MESSAGES_ADD(&reader->messages, SPOOR_NOTE, reader->feed.path,
			stretch->line, UINT64_MAX,
			"times have no year and nothing shows it: ", year,
			" is assumed (use --year)");
	}
	if (counts->no_zone && !reader->said_zone &&
		strcmp(clock->zone_proof, "assumed") == 0) {
		reader->said_zone = true;
		MESSAGES_ADD(&reader->messages, SPOOR_NOTE, reader->feed.path,
			stretch->line, UINT64_MAX,
			"times have no zone and nothing shows it: UTC is assumed (use "
			"--tz)");
	}
}

/* ------------------------------------------------------------------ sources */

/* Opens the next source that can be opened; SPOOR_END: there is none. */
static enum spoor_status open_next(struct spoor_reader *reader)
{
	enum spoor_status status = SPOOR_END;

	if (!reader->solved &&
		!solver_run(&reader->solver, &reader->setup, &reader->messages))
		return SPOOR_E_NOMEM;
	reader->solved = true;
	while (status == SPOOR_END && reader->next_item < reader->walk.count)
		status = feed_open(&reader->feed, &reader->setup, &reader->solver,
			reader->next_item++, &reader->messages);
	reader->counts.sources += status == SPOOR_OK;
	return status;
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
	struct feed *feed = &reader->feed;
	struct stretch stretch;
	enum spoor_status status = feed_next(feed, &stretch);

	if (status != SPOOR_OK)
		return status;
	if (feed->is_stream)
		block_decode(
			&reader->block, &reader->setup.plan, feed->scene.path, &stretch);
	else
		block_parse(&reader->block, &reader->setup.plan, &feed->scene, &stretch);
	add_counts(reader, stretch.count);
	if (!feed->is_stream)
		say_assumptions(reader, &stretch);
	return reader->block.failed ? SPOOR_E_NOMEM : SPOOR_OK;
}

enum spoor_status spoor_reader_next(
	struct spoor_reader *reader, const struct spoor_event **event_r)
{
	while (!(*event_r = block_next(&reader->block))) {
		enum spoor_status status =
			reader->feed.lines ? SPOOR_OK : open_next(reader);

		if (status != SPOOR_OK)
			return status;
		status = fill_block(reader);
		if (status == SPOOR_END)
			reader->counts.bytes += feed_close(&reader->feed);
		else if (status != SPOOR_OK)
			return status;
	}
	return SPOOR_OK;
}

bool spoor_reader_ready(const struct spoor_reader *reader)
{
	return !block_is_empty(&reader->block) || !reader->feed.lines ||
	       !source_waits(lines_source(reader->feed.lines));
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
