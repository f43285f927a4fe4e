/* SPDX-License-Identifier: ISC */
/* From paths to events: what the options name is found, its times are solved, lanes read it. */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "input/walk.h"
#include "stream/lane.h"

struct spoor_reader {
	struct setup setup;
	struct walk walk;
	struct solver solver;
	struct pool *pool;
	struct lane_plan plan;
	struct lane lane;
	size_t *sources; /* all, in the walk's order */
	bool begun;
	struct messages messages;
	struct spoor_counts counts;
};

static bool make_ready(
	struct spoor_reader *reader, const struct spoor_reader_options *options)
{
	if (!walk_collect(&reader->walk, &options->paths) ||
		!solver_init(&reader->solver, &reader->walk))
		return false;
	reader->sources = mem_new((reader->walk.count + 1) * sizeof(*reader->sources));
	if (!reader->sources)
		return false;
	for (size_t i = 0; i < reader->walk.count; i++)
		reader->sources[i] = i;
	if (options->workers > 1) {
		reader->pool = pool_new(options->workers);
		if (!reader->pool)
			return false;
	}
	reader->plan = (struct lane_plan){
		.setup = &reader->setup,
		.block = &reader->setup.plan,
		.solver = &reader->solver,
		.pool = reader->pool,
		.messages = &reader->messages,
		.counts = &reader->counts,
	};
	lane_init(&reader->lane, &reader->plan, reader->sources, reader->walk.count);
	return true;
}

struct spoor_reader *spoor_reader_new(
	const struct spoor_reader_options *options, struct spoor_error *error)
{
	struct spoor_reader *reader = mem_new(sizeof(*reader));

	if (!reader) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	if (!setup_init(&reader->setup, options, error)) {
		spoor_reader_free(&reader);
		return NULL;
	}
	if (!make_ready(reader, options)) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		spoor_reader_free(&reader);
	}
	return reader;
}

void spoor_reader_free(struct spoor_reader **reader)
{
	if (!*reader)
		return;
	pool_free(&(*reader)->pool);
	lane_deinit(&(*reader)->lane);
	messages_deinit(&(*reader)->messages);
	solver_deinit(&(*reader)->solver);
	walk_deinit(&(*reader)->walk);
	setup_deinit(&(*reader)->setup);
	mem_free((*reader)->sources);
	mem_free(*reader);
	*reader = NULL;
}

enum spoor_status spoor_reader_next(
	struct spoor_reader *reader, const struct spoor_event **event_r)
{
	if (!reader->begun &&
		!solver_run(&reader->solver, &reader->setup, &reader->messages))
		return SPOOR_E_NOMEM;
	reader->begun = true;
	return lane_next(&reader->lane, event_r);
}

bool spoor_reader_ready(const struct spoor_reader *reader)
{
	return lane_is_ready(&reader->lane);
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
