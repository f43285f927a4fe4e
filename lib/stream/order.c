/* SPDX-License-Identifier: ISC */
#include "base/err.h"
#include "base/mem.h"
#include "stream/copies.h"
#include "stream/order.h"
#include "stream/queue.h"
#include "window/disorder.h"

enum { SECOND_MOST = 64 * 1024, MAX_ARENA = 512 * 1024 * 1024 };

/* A set, its queue while it is read, and its next event, when that is at hand. */
struct line {
	const size_t *sources;
	size_t source_count;
	size_t width;
	struct queue *queue; /* NULL: not begun, or ended */
	const struct spoor_event *head;
	int64_t key;    /* of the head, or the least there can be */
	uint64_t order; /* among equal keys: as in the input; 0: not known yet */
	struct line *next_ended;
};

/* One event of the second at hand. */
struct held {
	struct line *line;
	const struct spoor_event *event;
};

struct order {
	const struct lane_plan *plan;
	struct order_options options;
	size_t *sources; /* by set, from the oldest to the newest */
	struct line *lines;
	size_t line_count;
	struct heap heap; /* lines, by the key of their head */
	struct line
		*ended; /* read to their end; the second at hand may still need them */
	struct hash_key hash_key;
	/* The events of one second, from which copies are dropped. */
	struct candidate *candidates;
	struct candidate **sorted;
	struct held *held;
	size_t count;
	size_t next;
	const struct line *first_line; /* of the first of them … */
	uint64_t first_source;         /* … and its file */
	bool mixed;                    /* they may be of several files */
	struct arena arena;            /* events that their queue does not hold */
	uint64_t copies;
	struct spoor_error error;
};

/* ------------------------------------------------------------------ a first look */

static void look_at_block(
	const struct block *block, struct keyer *keyer, struct disorder *disorder)
{
	const struct block_time *times =
		(const struct block_time *)(const void *)block->times.ptr;

	for (size_t i = 0; i < block->times.len / sizeof(*times); i++) {
		struct keyed keyed =
			keyer_add(keyer, times[i].set, times[i].file, times[i].ns);

		while (keyed.released-- > 0)
			disorder_add(disorder, keyed.released_key);
		if (!keyed.waits)
			disorder_add(disorder, keyed.key);
	}
}

/* Looks at the times of a set. */
static bool look(const struct order *order, const size_t *sources, size_t count,
	struct disorder *disorder)
{
	struct block_plan block = {
		.times_only = true, .since = INT64_MIN, .until = INT64_MAX};
	struct messages messages = {0};
	struct spoor_counts counts = {0};
	struct lane_plan plan = *order->plan;
	struct lane lane;
	const struct block *found;
	struct keyer keyer = {0};
	enum spoor_status status;

	plan.block = &block;
	plan.messages = &messages;
	plan.counts = &counts;
	plan.sources = NULL;
	lane_init(&lane, &plan, sources, count);
	while ((status = lane_next_block(&lane, &found)) == SPOOR_OK)
		look_at_block(found, &keyer, disorder);
	while (keyer.waiting-- > 0)
		disorder_add(disorder, keyer_end(&keyer));
	lane_deinit(&lane);
	messages_deinit(&messages);
	return status == SPOOR_END;
}

/* True when one of the sources can be read but once: there is no first look then. */
static bool are_once(const struct order *order, const size_t *sources, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (order->plan->solver->members[sources[i]].once)
			return true;
	return false;
}

/* Makes the line of one set. */
static bool add_line(struct order *order, const size_t *sources, size_t count)
{
	struct line *line = &order->lines[order->line_count++];
	struct disorder disorder;
	size_t width = order->options.exact_stdin ? DISORDER_MOST + 1 : QUEUE_WINDOW;
	bool once = are_once(order, sources, count);
	bool good;

	if (!disorder_init(&disorder))
		return false;
	line->key = INT64_MIN;
	good = once || look(order, sources, count, &disorder);
	if (!once) {
		width = disorder.width;
		line->key = disorder.seen ? disorder.least : INT64_MIN;
	}
	disorder_deinit(&disorder);
	line->sources = sources;
	line->source_count = count;
	line->width = width;
	return good;
}

static bool add_lines(struct order *order)
{
	const struct solver *solver = order->plan->solver;

	order->sources = mem_new((solver->count + 1) * sizeof(*order->sources));
	order->lines = mem_new((solver->count + 1) * sizeof(*order->lines));
	if (!order->sources || !order->lines)
		return false;
	for (size_t i = 0; i < solver->count; i++)
		order->sources[i] = (size_t)(solver->sorted[i] - solver->members);
	for (size_t start = 0; start < solver->count;) {
		size_t count = solver_set_size(solver, start);

		if (!add_line(order, order->sources + start, count))
			return false;
		start += count;
	}
	for (size_t i = 0; i < order->line_count; i++)
		if (!heap_add(&order->heap, (struct heap_item){.key = order->lines[i].key,
						    .what = &order->lines[i]}))
			return false;
	return true;
}

struct order *order_new(const struct lane_plan *plan, const struct order_options *options)
{
	struct order *order = mem_new(sizeof(*order));
	size_t most = options->keep_copies ? 1 : SECOND_MOST;

	if (!order)
		return NULL;
	order->plan = plan;
	order->options = *options;
	hash_key_init(&order->hash_key);
	arena_init(&order->arena, MAX_ARENA);
	order->candidates = mem_new(most * sizeof(*order->candidates));
	order->sorted = mem_new(most * sizeof(struct candidate *));
	order->held = mem_new(most * sizeof(*order->held));
	if (!order->candidates || !order->sorted || !order->held || !add_lines(order))
		order_free(&order);
	return order;
}

static void close_line(struct line *line)
{
	if (line->queue)
		queue_deinit(line->queue);
	mem_free(line->queue);
	line->queue = NULL;
}

void order_free(struct order **order)
{
	if (!*order)
		return;
	for (size_t i = 0; i < (*order)->line_count; i++)
		close_line(&(*order)->lines[i]);
	mem_free((*order)->lines);
	mem_free((*order)->sources);
	heap_deinit(&(*order)->heap);
	mem_free((*order)->candidates);
	mem_free((*order)->sorted);
	mem_free((*order)->held);
	arena_deinit(&(*order)->arena);
	mem_free(*order);
	*order = NULL;
}

/* ------------------------------------------------------------------ the merge */

static bool open_line(const struct order *order, struct line *line)
{
	line->queue = mem_new(sizeof(*line->queue));
	return line->queue &&
	       queue_init(line->queue, order->plan, line->sources, line->source_count,
		       line->width, order->options.max_memory);
}

/* Reads the line's next event and puts the line where it belongs. */
static enum spoor_status advance(struct order *order, struct line *line)
{
	enum spoor_status status;

	if (!line->queue && !open_line(order, line))
		return SPOOR_E_NOMEM;
	status = queue_next(line->queue, &line->head, &line->key, &line->order);

	if (status == SPOOR_END) {
		heap_take(&order->heap);
		line->next_ended = order->ended;
		order->ended = line;
		return SPOOR_OK;
	}
	if (status == SPOOR_OK)
		heap_replace(&order->heap,
			(struct heap_item){
				.key = line->key, .order = line->order, .what = line});
	else if (line->queue->sorter)
		ERR_SET(&order->error, status, spoor_sorter_trouble(line->queue->sorter));
	return status;
}

/* The line with the earliest event, which is at hand; NULL: there is none. */
static enum spoor_status earliest(struct order *order, struct line **line_r)
{
	*line_r = NULL;
	while (order->heap.count) {
		struct line *line = heap_top(&order->heap)->what;
		enum spoor_status status;

		if (line->head) {
			*line_r = line;
			return SPOOR_OK;
		}
		status = advance(order, line);
		if (status != SPOOR_OK)
			return status;
	}
	return SPOOR_OK;
}

/* ------------------------------------------------------------------ seconds */

/* Takes the line's event into the second at hand. */
static enum spoor_status take(struct order *order, struct line *line)
{
	const struct spoor_event *event = line->head;

	if (line->queue->sorter && !order->options.keep_copies)
		event = event_copy(event, &order->arena);
	if (!event)
		return SPOOR_E_NOMEM;
	order->candidates[order->count] = (struct candidate){.dropped = false};
	order->held[order->count++] = (struct held){line, event};
	if (order->count == 1) {
		order->first_line = line;
		order->first_source = queue_source(line->order);
		order->mixed = false;
	}
	order->mixed |= line != order->first_line ||
			lane_had_stream(&line->queue->lane) ||
			queue_source(line->order) != order->first_source;
	line->head = NULL;
	return SPOOR_OK;
}

/* Marks what is not handed out; gives how many events that are. */
static size_t mark(struct order *order)
{
	return order->options.unique
		       ? copies_mark_repeats(
				 order->sorted, order->candidates, order->count)
		       : copies_mark(order->sorted, order->candidates, order->count);
}

/* Drops the copies among the events at hand. One log alone has none, but for repeats. */
static void drop_copies(struct order *order)
{
	if (order->options.keep_copies || (!order->mixed && !order->options.unique))
		return;
	for (size_t i = 0; i < order->count; i++)
		order->candidates[i] =
			copies_candidate(&order->hash_key, order->held[i].event);
	order->copies += mark(order);
}

/* Gives back the events of the second that was handed out, and the memory of lines that have no
 * other: of many sets only those at the time at hand take any. */
static void release(struct order *order)
{
	for (size_t i = 0; i < order->count; i++)
		queue_release(order->held[i].line->queue, order->held[i].event);
	for (; order->ended; order->ended = order->ended->next_ended)
		close_line(order->ended);
	order->count = 0;
	order->next = 0;
	arena_reset(&order->arena);
}

/* Gathers all events of the next second. */
static enum spoor_status gather(struct order *order)
{
	size_t most = order->options.keep_copies ? 1 : SECOND_MOST;
	struct line *line;
	int64_t second = 0;
	enum spoor_status status;

	release(order);
	while (order->count < most) {
		status = earliest(order, &line);
		if (status != SPOOR_OK || !line)
			break;
		if (order->count && stamp_second(line->key) != second)
			break;
		second = stamp_second(line->key);
		status = take(order, line);
		if (status != SPOOR_OK)
			break;
	}
	if (status != SPOOR_OK)
		return status;
	if (order->count == 0)
		return SPOOR_END;
	drop_copies(order);
	return SPOOR_OK;
}

enum spoor_status order_next(struct order *order, const struct spoor_event **event_r)
{
	enum spoor_status status = SPOOR_OK;

	while (status == SPOOR_OK) {
		while (order->next < order->count) {
			size_t at = order->next++;

			if (order->candidates[at].dropped)
				continue;
			*event_r = order->held[at].event;
			return SPOOR_OK;
		}
		status = gather(order);
	}
	return status;
}

uint64_t order_copies(const struct order *order)
{
	return order->copies;
}

const char *order_trouble(const struct order *order)
{
	return order->error.text;
}
