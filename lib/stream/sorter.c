/* SPDX-License-Identifier: ISC */
/*
 * Events are kept as what they are in the stream: one line of NDJSON, with their original
 * bytes behind it. So a sorted event is the same as one that came through a pipe.
 */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "codec/ndjson.h"
#include "stream/sorter.h"
#include "window/extsort.h"

enum { MAX_ARENA = 64 * 1024 * 1024 };

#define DEFAULT_MEMORY ((size_t)64 << 20)
#define MAX_RECORD ((size_t)1 << 32)

/* What stands before the two texts of a record. */
struct record_head {
	uint64_t text_len;
	int64_t key;
	uint64_t order;
};

struct spoor_sorter {
	struct extsort *sort;
	int64_t last_key;
	uint64_t serial;
	struct buf record;
	struct ndjson_cache cache;
	struct arena arena;
	struct spoor_event event;
};

struct spoor_sorter *spoor_sorter_new(
	const struct spoor_sorter_options *options, struct spoor_error *error)
{
	size_t memory =
		options->max_memory ? (size_t)options->max_memory : DEFAULT_MEMORY;
	struct spoor_sorter *sorter = mem_new(sizeof(*sorter));

	if (sorter)
		sorter->sort = extsort_new(memory);
	if (!sorter || !sorter->sort) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		mem_free(sorter);
		return NULL;
	}
	sorter->last_key = INT64_MIN;
	buf_init(&sorter->record, MAX_RECORD);
	arena_init(&sorter->arena, MAX_ARENA);
	return sorter;
}

void spoor_sorter_free(struct spoor_sorter **sorter)
{
	if (!*sorter)
		return;
	extsort_free(&(*sorter)->sort);
	buf_deinit(&(*sorter)->record);
	arena_deinit(&(*sorter)->arena);
	mem_free(*sorter);
	*sorter = NULL;
}

/* An event without a time stays behind the one before it. */
static int64_t key_of(struct spoor_sorter *sorter, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);

	if (time)
		sorter->last_key = time->time.ns;
	return sorter->last_key;
}

enum spoor_status sorter_add(struct spoor_sorter *sorter, const struct spoor_event *event,
	int64_t key, uint64_t order)
{
	struct buf *record = &sorter->record;
	struct record_head head = {.key = key, .order = order};

	buf_clear(record);
	buf_add(record, view_of((const char *)&head, sizeof(head)));
	if (event->text.len)
		buf_add(record, event->text);
	else
		ndjson_write(record, event, &sorter->cache);
	head.text_len = record->len - sizeof(head);
	buf_add(record, event->raw);
	if (record->failed)
		return SPOOR_E_NOMEM;
	memcpy(record->ptr, &head, sizeof(head));
	return extsort_add(sorter->sort, key, order, buf_view(record));
}

enum spoor_status spoor_sorter_add(
	struct spoor_sorter *sorter, const struct spoor_event *event)
{
	return sorter_add(sorter, event, key_of(sorter, event), sorter->serial++);
}

enum spoor_status sorter_next(struct spoor_sorter *sorter,
	const struct spoor_event **event_r, int64_t *key_r, uint64_t *order_r)
{
	struct spoor_event *event = &sorter->event;
	struct record_head head;
	spoor_view record;
	spoor_view text;
	enum spoor_status status = extsort_next(sorter->sort, &record);

	if (status != SPOOR_OK)
		return status;
	memcpy(&head, record.ptr, sizeof(head));
	text = view_of(record.ptr + sizeof(head), head.text_len);
	arena_reset(&sorter->arena);
	event_clear(event, &sorter->arena);
	if (ndjson_read(view_head(text, text.len - 1), event) != NDJSON_FINE)
		return SPOOR_E_NOMEM;
	event->text = text;
	event->raw = view_skip(record, sizeof(head) + text.len);
	*event_r = event;
	*key_r = head.key;
	*order_r = head.order;
	return SPOOR_OK;
}

enum spoor_status spoor_sorter_next(
	struct spoor_sorter *sorter, const struct spoor_event **event_r)
{
	int64_t key;
	uint64_t order;

	return sorter_next(sorter, event_r, &key, &order);
}

const char *spoor_sorter_trouble(const struct spoor_sorter *sorter)
{
	const char *text = extsort_error(sorter->sort)->text;

	return text[0] ? text
		       : "sorting failed: no memory, or no room in the temporary folder";
}
