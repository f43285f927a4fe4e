/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "stream/lane.h"

enum job_kind {
	JOB_OPENED,  /* a source was opened */
	JOB_FAILED,  /* … could not be; the notes say why */
	JOB_SKIPPED, /* … need not be */
	JOB_BLOCK,
	JOB_CLOSED,
};

struct job {
	struct job *next; /* of all the lane's */
	struct lane *lane;
	bool idle;
	enum job_kind kind;
	bool done;
	size_t holders; /* of its events */
	bool is_stream;
	size_t source;
	struct stretch stretch;
	struct line_buffer *hold; /* the stretch's bytes, until the block has them */
	struct scene scene;
	struct header header; /* in force before the block, as far as was known */
	struct block block;
	const char *format;  /* of the source */
	struct feed_end end; /* of a closed source */
	struct messages notes;
};

void lane_init(struct lane *lane, const struct lane_plan *plan, const size_t *sources,
	size_t source_count)
{
	*lane = (struct lane){
		.plan = plan, .sources = sources, .source_count = source_count};
}

void lane_deinit(struct lane *lane)
{
	while (lane->all) {
		struct job *job = lane->all;

		lane->all = job->next;
		block_deinit(&job->block);
		line_buffer_drop(&job->hold);
		messages_deinit(&job->notes);
		mem_free(job);
	}
	lines_free(&lane->feed.lines);
	messages_deinit(&lane->notes);
}

/* ------------------------------------------------------------------ reading */

static struct job *new_job(struct lane *lane)
{
	struct job *job = lane->all;

	while (job && !job->idle)
		job = job->next;
	if (!job) {
		job = mem_new(sizeof(*job));
		if (!job)
			return NULL;
		job->lane = lane;
		block_init(&job->block);
		job->next = lane->all;
		lane->all = job;
	}
	job->idle = false;
	return job;
}

/* What is behind the end of packed data is not read. */
static void tell_progress(struct lane *lane, bool ended)
{
	const struct source *source = lines_source(lane->feed.lines);
	struct progress *progress = lane->plan->progress;
	int64_t size = source_stored_size(source);

	progress_move(progress, &lane->told, source_stored(source));
	if (ended && size > 0)
		progress_move(progress, &lane->told, (uint64_t)size);
}

static enum spoor_status read_stretch(struct lane *lane, struct job *job)
{
	enum spoor_status status = feed_next(&lane->feed, &job->stretch);

	tell_progress(lane, status == SPOOR_END);
	if (status == SPOOR_END) {
		job->kind = JOB_CLOSED;
		feed_close(&lane->feed, &job->end);
		return SPOOR_OK;
	}
	if (status != SPOOR_OK)
		return status;
	job->kind = JOB_BLOCK;
	job->hold = line_buffer_hold(job->stretch.buffer);
	return SPOOR_OK;
}

static enum spoor_status open_source(struct lane *lane, struct job *job)
{
	const struct lane_plan *plan = lane->plan;
	size_t source = lane->sources[lane->next_source++];
	enum spoor_status status;

	if (plan->solver->members[source].skipped) {
		job->kind = JOB_SKIPPED;
		return SPOOR_OK;
	}
	lane->told = 0;
	status = feed_open(&lane->feed, plan->setup, plan->solver, source,
		plan->sources && plan->sources->digest, &lane->notes);
	job->kind = status == SPOOR_OK ? JOB_OPENED : JOB_FAILED;
	return status == SPOOR_END ? SPOOR_OK : status;
}

/* One step in the lane's sources; SPOOR_END: there is none left. */
static enum spoor_status read_step(struct lane *lane, struct job *job)
{
	enum spoor_status status;

	if (!lane->feed.lines && lane->next_source == lane->source_count)
		return SPOOR_END;
	status = lane->feed.lines ? read_stretch(lane, job) : open_source(lane, job);
	job->is_stream = lane->feed.is_stream;
	job->format = lane->feed.format;
	job->source = lane->sources[lane->next_source - 1];
	job->scene = lane->feed.scene;
	job->header = job->scene.header;
	clock_forget_first(&job->scene.clock);
	messages_move(&job->notes, &lane->notes);
	return status;
}

static void parse_job(struct job *job)
{
	const struct block_plan *plan = job->lane->plan->block;

	if (job->is_stream)
		block_decode(&job->block, plan, job->scene.path, &job->stretch);
	else
		block_parse(&job->block, plan, &job->scene, &job->stretch);
}

/* ------------------------------------------------------------------ ahead of the caller */

/* The last line of a stretch, without its end. */
static spoor_view last_line(spoor_view bytes)
{
	size_t feed;

	if (bytes.len && bytes.ptr[bytes.len - 1] == '\n')
		bytes.len--;
	feed = view_find_last(bytes, '\n');
	return feed < bytes.len ? view_skip(bytes, feed + 1) : bytes;
}

/* Sets the feed's scene to what the stretch will probably make of it: its headers tell, and its
 * last line. */
static void guess_scene(struct lane *lane, const struct stretch *stretch)
{
	struct spoor_event *event;
	struct arena arena;

	if (stretch->kind == RECORDS_OBJECTS || stretch->kind == RECORDS_ELEMENTS)
		return;
	event = mem_new(sizeof(*event));
	header_skim(&lane->feed.scene.header, lane->feed.scene.path, stretch->bytes);
	if (!event)
		return;
	arena_init(&arena, 4 * LINES_LONGEST);
	event_clear(event, &arena);
	format_read(&lane->feed.scene, last_line(stretch->bytes), event);
	arena_deinit(&arena);
	mem_free(event);
}

static void parse_task(void *argument)
{
	struct job *job = argument;
	struct pool *pool = job->lane->plan->pool;

	parse_job(job);
	pool_lock(pool);
	job->done = true;
	pool_signal(pool);
	pool_unlock(pool);
}

static void read_task(void *argument);

/* Lets the lane read on when there is room. With the lock. */
static void read_on(struct lane *lane)
{
	if (lane->reading || lane->ended || lane->count == LANE_AHEAD)
		return;
	lane->reading = pool_submit(lane->plan->pool, read_task, lane);
	if (!lane->reading)
		lane->status = SPOOR_E_NOMEM;
}

/* Puts what was read at the end of the ring, and has it parsed. With the lock. */
static void push_job(struct lane *lane, struct job *job)
{
	lane->jobs[(lane->first + lane->count++) % LANE_AHEAD] = job;
	job->done = job->kind != JOB_BLOCK;
	if (job->kind == JOB_OPENED)
		lane->is_once = lane->plan->solver->members[job->source].once;
	if (!job->done && !pool_submit(lane->plan->pool, parse_task, job))
		lane->status = SPOOR_E_NOMEM;
}

static void read_task(void *argument)
{
	struct lane *lane = argument;
	struct pool *pool = lane->plan->pool;
	struct job *job;
	enum spoor_status status;

	pool_lock(pool);
	job = new_job(lane);
	pool_unlock(pool);
	status = job ? read_step(lane, job) : SPOOR_E_NOMEM;
	if (status == SPOOR_OK && job->kind == JOB_BLOCK && !job->is_stream)
		guess_scene(lane, &job->stretch);
	pool_lock(pool);
	lane->reading = false;
	if (status == SPOOR_OK)
		push_job(lane, job);
	else if (job)
		job->idle = true;
	lane->ended = status != SPOOR_OK;
	if (status != SPOOR_OK && status != SPOOR_END)
		lane->status = status;
	read_on(lane);
	pool_signal(pool);
	pool_unlock(pool);
}

/* What the caller must not do while there is something to hand out soon: wait for a live log. */
static pool_task *not_for_caller(const struct lane *lane)
{
	return lane->count && lane->is_once ? read_task : NULL;
}

/* The next job, parsed; NULL: there is none left, or no memory. */
static struct job *await_job(struct lane *lane)
{
	struct pool *pool = lane->plan->pool;
	struct job *job = NULL;

	pool_lock(pool);
	read_on(lane);
	while (lane->status == SPOOR_OK && (lane->count ? !lane->jobs[lane->first]->done
							: lane->reading || !lane->ended))
		pool_help(pool, not_for_caller(lane));
	if (lane->status == SPOOR_OK && lane->count) {
		job = lane->jobs[lane->first];
		lane->first = (lane->first + 1) % LANE_AHEAD;
		lane->count--;
		read_on(lane);
	}
	pool_unlock(pool);
	return job;
}

/* The same without threads. */
static struct job *make_job(struct lane *lane)
{
	struct job *job = new_job(lane);
	enum spoor_status status = job ? read_step(lane, job) : SPOOR_E_NOMEM;

	if (status == SPOOR_OK) {
		if (job->kind == JOB_BLOCK)
			parse_job(job);
		lane->feed.scene = job->scene;
		return job;
	}
	if (job)
		job->idle = true;
	lane->ended = true;
	if (status != SPOOR_END)
		lane->status = status;
	return NULL;
}

/* ------------------------------------------------------------------ in order */

static void add_counts(struct spoor_counts *counts, const struct job *job)
{
	const struct block_counts *block = &job->block.counts;

	counts->lines += job->stretch.count;
	counts->events += block->events;
	counts->kept += block->kept;
	counts->other += block->other;
	counts->unparsed += block->unparsed;
	counts->assumed +=
		block->no_year > block->no_zone ? block->no_year : block->no_zone;
}

/* Takes over a parsed block: its clock and its columns must follow those before. */
static void accept_block(struct lane *lane, struct job *job)
{
	if (!job->is_stream && !(clock_agrees(&job->scene.clock, &lane->clock) &&
				       header_eq(&job->header, &lane->header))) {
		job->scene.clock = lane->clock;
		job->scene.header = lane->header;
		clock_forget_first(&job->scene.clock);
		parse_job(job);
	}
	lane->header = job->scene.header;
	if (job->scene.clock.first_known)
		lane->clock = job->scene.clock;
	if (job->block.failed)
		lane->status = SPOOR_E_NOMEM;
	doubt_hear(&lane->doubt, &job->block.answers, job->scene.path, &job->notes);
	add_counts(lane->plan->counts, job);
	lane->had_stream |= job->is_stream;
	line_buffer_drop(&job->hold);
}

/* Writes down what came of a source. */
static void note_source(struct lane *lane, const struct job *job)
{
	struct sources *sources = lane->plan->sources;

	sources_add_messages(sources, job->source, &job->notes);
	if (job->kind == JOB_BLOCK) {
		sources_add_block(sources, job->source, job->format, job->stretch.count,
			&job->block.counts);
		if (!sources_describe(sources, job->source, &job->block))
			lane->status = SPOOR_E_NOMEM;
	}
	if (job->kind == JOB_CLOSED)
		sources_end(sources, job->source, &job->end,
			&lane->plan->solver->members[job->source]);
}

static void accept(struct lane *lane, struct job *job)
{
	switch (job->kind) {
	case JOB_OPENED:
		lane->plan->counts->sources++;
		lane->clock = job->scene.clock;
		lane->header = job->scene.header;
		lane->doubt = (struct doubt){.said = false};
		break;
	case JOB_FAILED:
		break;
	case JOB_SKIPPED:
		lane->plan->counts->skipped++;
		break;
	case JOB_BLOCK:
		accept_block(lane, job);
		break;
	case JOB_CLOSED:
		lane->plan->counts->bytes += job->end.bytes;
		break;
	}
	if (lane->plan->sources)
		note_source(lane, job);
	messages_move(lane->plan->messages, &job->notes);
}

/* Gives a used job back for the next block, unless its events are held. */
static void recycle(struct job *job)
{
	struct pool *pool = job ? job->lane->plan->pool : NULL;

	if (!job || job->holders)
		return;
	if (pool)
		pool_lock(pool);
	job->idle = true;
	if (pool)
		pool_unlock(pool);
}

enum spoor_status lane_next_block(struct lane *lane, const struct block **block_r)
{
	for (;;) {
		struct job *job = lane->current;

		lane->current = NULL;
		recycle(job);
		job = lane->plan->pool ? await_job(lane) : make_job(lane);
		if (!job)
			return lane->status == SPOOR_OK ? SPOOR_END : lane->status;
		lane->current = job;
		accept(lane, job);
		if (lane->status != SPOOR_OK)
			return lane->status;
		if (job->kind == JOB_BLOCK) {
			*block_r = &job->block;
			return SPOOR_OK;
		}
	}
}

enum spoor_status lane_next(struct lane *lane, const struct spoor_event **event_r)
{
	const struct block *block;
	enum spoor_status status = SPOOR_OK;

	while (status == SPOOR_OK) {
		if (lane->current && lane->current->kind == JOB_BLOCK &&
			(*event_r = block_next(&lane->current->block)))
			return SPOOR_OK;
		status = lane_next_block(lane, &block);
	}
	return status;
}

void lane_hold(struct lane *lane)
{
	lane->current->holders++;
}

/* An event's texts are in its block's arena, and the block is in its job. */
static struct job *job_of(const struct spoor_event *event)
{
	char *arena = (char *)event->arena;

	return (struct job *)(void *)(arena - offsetof(struct block, texts) -
				      offsetof(struct job, block));
}

void lane_release(struct lane *lane, const struct spoor_event *event)
{
	struct job *job = job_of(event);

	if (--job->holders == 0 && job != lane->current)
		recycle(job);
}

size_t lane_source(const struct lane *lane)
{
	return lane->current->source;
}

bool lane_had_stream(const struct lane *lane)
{
	return lane->had_stream;
}

bool lane_is_ready(const struct lane *lane)
{
	if (lane->current && lane->current->kind == JOB_BLOCK &&
		!block_is_empty(&lane->current->block))
		return true;
	if (lane->plan->pool)
		return false;
	return !lane->feed.lines || !source_waits(lines_source(lane->feed.lines), 0);
}
