/* SPDX-License-Identifier: ISC */
#include "stream/queue.h"

#include "window/disorder.h"

bool queue_init(struct queue *queue, const struct lane_plan *plan, const size_t *sources,
	size_t source_count, size_t width, int64_t least, uint64_t max_memory)
{
	*queue = (struct queue){.width = width, .last_key = least, .given = INT64_MIN};
	lane_init(&queue->lane, plan, sources, source_count);
	if (width <= DISORDER_MOST)
		return true;
	queue->sorter = spoor_sorter_new(
		&(struct spoor_sorter_options){.max_memory = max_memory}, NULL);
	return queue->sorter != NULL;
}

void queue_deinit(struct queue *queue)
{
	heap_deinit(&queue->window);
	spoor_sorter_free(&queue->sorter);
	lane_deinit(&queue->lane);
}

static int64_t key_of(struct queue *queue, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);

	if (time)
		queue->last_key = time->time.ns;
	return queue->last_key;
}

/* ------------------------------------------------------------------ behind a sort */

static enum spoor_status sort_all(struct queue *queue)
{
	const struct spoor_event *event;
	enum spoor_status status;

	while ((status = lane_next(&queue->lane, &event)) == SPOOR_OK) {
		status = spoor_sorter_add(queue->sorter, event);
		if (status != SPOOR_OK)
			return status;
	}
	queue->sorted = true;
	return status == SPOOR_END ? SPOOR_OK : status;
}

static enum spoor_status next_sorted(
	struct queue *queue, const struct spoor_event **event_r, int64_t *key_r)
{
	enum spoor_status status = queue->sorted ? SPOOR_OK : sort_all(queue);

	if (status == SPOOR_OK)
		status = spoor_sorter_next(queue->sorter, event_r);
	if (status == SPOOR_OK)
		*key_r = key_of(queue, *event_r);
	return status;
}

/* ------------------------------------------------------------------ behind a window */

/* Reads until the window holds one event more than must be held back. */
static enum spoor_status fill(struct queue *queue)
{
	while (!queue->ended && queue->window.count <= queue->width) {
		const struct spoor_event *event;
		enum spoor_status status = lane_next(&queue->lane, &event);

		if (status == SPOOR_END)
			queue->ended = true;
		else if (status != SPOOR_OK)
			return status;
		else if (!heap_add(&queue->window,
				 (struct heap_item){.key = key_of(queue, event),
					 .order = queue->serial++,
					 .what = (void *)event}))
			return SPOOR_E_NOMEM;
		else
			lane_hold(&queue->lane);
	}
	return SPOOR_OK;
}

/* Marks an event that comes behind later ones. Its text must be made again. */
static void mark_late(struct spoor_event *event)
{
	event_set_flag(event, FIELD_LATE, true);
	event->text = view_of("", 0);
}

enum spoor_status queue_next(
	struct queue *queue, const struct spoor_event **event_r, int64_t *key_r)
{
	struct heap_item item;
	enum spoor_status status;

	if (queue->sorter)
		return next_sorted(queue, event_r, key_r);
	status = fill(queue);
	if (status != SPOOR_OK)
		return status;
	if (queue->window.count == 0)
		return SPOOR_END;
	item = heap_take(&queue->window);
	if (item.key < queue->given)
		mark_late(item.what);
	else
		queue->given = item.key;
	*event_r = item.what;
	*key_r = item.key;
	return SPOOR_OK;
}

void queue_release(struct queue *queue, const struct spoor_event *event)
{
	if (!queue->sorter)
		lane_release(&queue->lane, event);
}
