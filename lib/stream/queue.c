/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "stream/queue.h"
#include "stream/sorter.h"
#include "window/disorder.h"

bool queue_init(struct queue *queue, const struct lane_plan *plan, const size_t *sources,
	size_t source_count, size_t width, uint64_t max_memory)
{
	*queue = (struct queue){.width = width, .given = INT64_MIN};
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
	mem_free(queue->waiting);
	mem_free(queue->waiting_orders);
	lane_deinit(&queue->lane);
	*queue = (struct queue){.ended = true};
}

/* ------------------------------------------------------------------ keys */

/* Takes an event whose key is known. It is held. */
static enum spoor_status place(
	struct queue *queue, const struct spoor_event *event, int64_t key, uint64_t order)
{
	struct heap_item item = {.key = key, .order = order, .what = (void *)event};
	enum spoor_status status;

	if (!queue->sorter)
		return heap_add(&queue->window, item) ? SPOOR_OK : SPOOR_E_NOMEM;
	status = sorter_add(queue->sorter, event, key, order);
	lane_release(&queue->lane, event);
	return status;
}

/* Places the first `count` events that wait: all of them. */
static enum spoor_status place_waiting(struct queue *queue, size_t count, int64_t key)
{
	enum spoor_status status = SPOOR_OK;

	for (size_t i = 0; i < count && status == SPOOR_OK; i++)
		status = place(queue, queue->waiting[i], key, queue->waiting_orders[i]);
	if (count)
		queue->waiting_count = 0;
	return status;
}

/* Lets an event wait. Few sets have one that does, so the room is made for the first. */
static enum spoor_status let_wait(
	struct queue *queue, const struct spoor_event *event, uint64_t order)
{
	if (!queue->waiting)
		queue->waiting = mem_new(KEYER_MOST * sizeof(*queue->waiting));
	if (!queue->waiting_orders)
		queue->waiting_orders =
			mem_new(KEYER_MOST * sizeof(*queue->waiting_orders));
	if (!queue->waiting || !queue->waiting_orders)
		return SPOOR_E_NOMEM;
	queue->waiting[queue->waiting_count] = event;
	queue->waiting_orders[queue->waiting_count++] = order;
	return SPOOR_OK;
}

/* Among equal keys: the file's place in the input, then the line's. */
static uint64_t next_order(struct queue *queue)
{
	return (uint64_t)lane_source(&queue->lane) << QUEUE_SERIAL_BITS | ++queue->serial;
}

/* Reads one event. */
static enum spoor_status read_one(struct queue *queue)
{
	const struct spoor_event *event;
	enum spoor_status status = lane_next(&queue->lane, &event);
	const union value *time;
	struct keyed keyed;

	if (status != SPOOR_OK)
		return status;
	lane_hold(&queue->lane);
	time = event_get(event, FIELD_TIMESTAMP);
	place_find(&queue->place, event_text(event, FIELD_LOG_PATH));
	keyed = keyer_add(&queue->keyer, queue->place.set, queue->place.file,
		time ? time->time.ns : KEYER_NO_TIME);
	status = place_waiting(queue, keyed.released, keyed.released_key);
	if (status != SPOOR_OK)
		return status;
	if (keyed.waits)
		return let_wait(queue, event, next_order(queue));
	return place(queue, event, keyed.key, next_order(queue));
}

static enum spoor_status read_last(struct queue *queue)
{
	queue->ended = true;
	return place_waiting(queue, queue->waiting_count, keyer_end(&queue->keyer));
}

/* Reads until the window holds one event more than must be held back; all, for a sort. */
static enum spoor_status fill(struct queue *queue)
{
	while (!queue->ended && (queue->sorter || queue->window.count <= queue->width)) {
		enum spoor_status status = read_one(queue);

		if (status == SPOOR_END)
			status = read_last(queue);
		if (status != SPOOR_OK)
			return status;
	}
	return SPOOR_OK;
}

/* ------------------------------------------------------------------ in order */

/* Marks an event that comes behind later ones. Its text must be made again. */
static void mark_late(struct spoor_event *event)
{
	event_set_flag(event, FIELD_LATE, true);
	event->text = view_of("", 0);
}

enum spoor_status queue_next(struct queue *queue, const struct spoor_event **event_r,
	int64_t *key_r, uint64_t *order_r)
{
	enum spoor_status status = fill(queue);
	struct heap_item item;

	if (status != SPOOR_OK)
		return status;
	if (queue->sorter)
		return sorter_next(queue->sorter, event_r, key_r, order_r);
	if (queue->window.count == 0)
		return SPOOR_END;
	item = heap_take(&queue->window);
	if (item.key < queue->given)
		mark_late(item.what);
	else
		queue->given = item.key;
	*event_r = item.what;
	*key_r = item.key;
	*order_r = item.order;
	return SPOOR_OK;
}

void queue_release(struct queue *queue, const struct spoor_event *event)
{
	if (!queue->sorter)
		lane_release(&queue->lane, event);
}
