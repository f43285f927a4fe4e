/* SPDX-License-Identifier: ISC */
/* From paths to events: what the options name is found, its times are solved, lanes read it. */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "input/walk.h"
#include "stream/order.h"
#include "stream/span.h"

struct spoor_reader {
	struct setup setup;
	struct walk walk;
	struct solver solver;
	struct pool *pool;
	struct lane_plan plan;
	struct lane lane;    /* where the order of the input is kept */
	size_t *sources;     /* … all of them, in the walk's order */
	struct order *order; /* where events come by time; made at the first call */
	bool ordered;
	struct order_options order_options;
	bool begun;
	struct messages messages;
	struct spoor_counts counts;
	struct progress progress;
	struct sources inputs;
};

static bool make_ready(
	struct spoor_reader *reader, const struct spoor_reader_options *options)
{
	if (!walk_collect(&reader->walk, &options->paths) ||
		!solver_init(&reader->solver, &reader->walk) ||
		!sources_init(&reader->inputs, &reader->walk, options->digest))
		return false;
	reader->inputs.describe = options->describe;
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
		.progress = &reader->progress,
		.sources = &reader->inputs,
	};
	reader->ordered = options->ordered;
	reader->order_options =
		(struct order_options){.keep_copies = options->keep_copies,
			.unique = options->unique,
			.exact_stdin = options->exact,
			.max_memory = options->max_memory};
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
	order_free(&(*reader)->order);
	lane_deinit(&(*reader)->lane);
	messages_deinit(&(*reader)->messages);
	sources_deinit(&(*reader)->inputs);
	solver_deinit(&(*reader)->solver);
	walk_deinit(&(*reader)->walk);
	setup_deinit(&(*reader)->setup);
	mem_free((*reader)->sources);
	mem_free(*reader);
	*reader = NULL;
}

/* How many bytes will be read: all of each file, and twice where the times are looked at first. Not
 * known when one of them comes through a pipe. */
static void sum_up(struct spoor_reader *reader)
{
	uint64_t total = 0;

	for (size_t i = 0; i < reader->solver.count; i++) {
		const struct member *member = &reader->solver.members[i];

		if (strcmp(member->path, "-") == 0)
			return;
		if (!member->skipped && member->survey.size > 0)
			total +=
				(uint64_t)member->survey.size * (reader->ordered ? 2 : 1);
	}
	atomic_store(&reader->progress.total, total);
}

/* What needs a look at the files. */
static bool begin(struct spoor_reader *reader)
{
	reader->begun = true;
	if (!solver_run(&reader->solver, &reader->setup, &reader->messages))
		return false;
	sources_add_first_notes(&reader->inputs, &reader->messages);
	span_skip(&reader->solver, &reader->setup);
	sum_up(reader);
	if (reader->ordered)
		reader->order = order_new(&reader->plan, &reader->order_options);
	return !reader->ordered || reader->order;
}

enum spoor_status spoor_reader_next(
	struct spoor_reader *reader, const struct spoor_event **event_r)
{
	if (!reader->begun && !begin(reader))
		return SPOOR_E_NOMEM;
	if (!reader->ordered)
		return lane_next(&reader->lane, event_r);
	return order_next(reader->order, event_r);
}

bool spoor_reader_may_repeat(const struct spoor_reader *reader)
{
	return reader->walk.count > 1 || lane_had_stream(&reader->lane);
}

bool spoor_reader_ready(const struct spoor_reader *reader)
{
	return reader->ordered || lane_is_ready(&reader->lane);
}

const struct spoor_message *spoor_reader_message(struct spoor_reader *reader)
{
	return messages_take(&reader->messages);
}

struct spoor_counts spoor_reader_counts(const struct spoor_reader *reader)
{
	struct spoor_counts counts = reader->counts;

	counts.troubles = reader->messages.troubles;
	counts.copies = reader->order ? order_copies(reader->order) : 0;
	return counts;
}

struct spoor_progress spoor_reader_progress(const struct spoor_reader *reader)
{
	return (struct spoor_progress){.done = atomic_load(&reader->progress.done),
		.total = atomic_load(&reader->progress.total)};
}

const struct spoor_source_info *spoor_reader_source_at(
	struct spoor_reader *reader, size_t index)
{
	return sources_at(&reader->inputs, index);
}

const char *spoor_reader_trouble(const struct spoor_reader *reader)
{
	const char *text = reader->order ? order_trouble(reader->order) : "";

	return text[0] ? text : "out of memory";
}
