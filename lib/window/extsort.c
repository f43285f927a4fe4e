/* SPDX-License-Identifier: ISC */
/*
 * Runs are merged by what items in memory are sorted by, key, order and bytes, so that nobody sees
 * in the result where a run ended. When there are too many runs to merge at once, they are
 * merged into one first.
 */
#include "extsort.h"

#include "base/buf.h"
#include "base/mem.h"
#include "window/heap.h"
#include "window/spill.h"

#include <stdlib.h>

enum { MIN_MEMORY = 1024 * 1024, MAX_RUNS = 64 };

/* One record in memory. */
struct item {
	int64_t key;
	uint64_t order;
	size_t start; /* while records are added */
	size_t len;
	const char *bytes; /* while they are sorted */
};

/* What stands before a record's bytes in a run. */
struct item_head {
	int64_t key;
	uint64_t order;
	uint64_t len;
};

/* A run that is being read: its next record. */
struct run {
	struct spill *spill;
	struct item_head head;
	struct buf bytes;
};

struct extsort {
	size_t max_memory;
	struct buf bytes;
	struct buf items; /* struct item */
	struct run runs[MAX_RUNS];
	size_t run_count;
	struct heap heap; /* runs that have a record */
	bool reading;
	size_t next; /* of the items, when nothing was spilled */
	bool given;  /* the record of the heap's top was handed out */
	struct spoor_error error;
};

struct extsort *extsort_new(size_t max_memory)
{
	struct extsort *sort = mem_new(sizeof(*sort));

	if (!sort)
		return NULL;
	sort->max_memory = max_memory > MIN_MEMORY ? max_memory : MIN_MEMORY;
	buf_init(&sort->bytes, SIZE_MAX / 2);
	buf_init(&sort->items, SIZE_MAX / 2);
	return sort;
}

static void free_runs(struct extsort *sort)
{
	for (size_t i = 0; i < sort->run_count; i++) {
		spill_free(&sort->runs[i].spill);
		buf_deinit(&sort->runs[i].bytes);
	}
	sort->run_count = 0;
}

void extsort_free(struct extsort **sort)
{
	if (!*sort)
		return;
	free_runs(*sort);
	heap_deinit(&(*sort)->heap);
	buf_deinit(&(*sort)->bytes);
	buf_deinit(&(*sort)->items);
	mem_free(*sort);
	*sort = NULL;
}

const struct spoor_error *extsort_error(const struct extsort *sort)
{
	return &sort->error;
}

/* ------------------------------------------------------------------ in memory */

static struct item *items_of(const struct extsort *sort)
{
	return (struct item *)(void *)sort->items.ptr;
}

static size_t item_count(const struct extsort *sort)
{
	return sort->items.len / sizeof(struct item);
}

static int by_key(const void *a, const void *b)
{
	const struct item *left = a;
	const struct item *right = b;

	if (left->key != right->key)
		return left->key < right->key ? -1 : 1;
	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return view_order(
		view_of(left->bytes, left->len), view_of(right->bytes, right->len));
}

static void sort_items(struct extsort *sort)
{
	for (size_t i = 0; i < item_count(sort); i++)
		items_of(sort)[i].bytes = sort->bytes.ptr + items_of(sort)[i].start;
	if (item_count(sort))
		qsort(items_of(sort), item_count(sort), sizeof(struct item), by_key);
}

/* ------------------------------------------------------------------ runs */

static enum spoor_status write_record(
	struct spill *spill, int64_t key, uint64_t order, spoor_view bytes)
{
	struct item_head head = {.key = key, .order = order, .len = bytes.len};
	enum spoor_status status = spill_write(spill, &head, sizeof(head));

	return status == SPOOR_OK ? spill_write(spill, bytes.ptr, bytes.len) : status;
}

static enum spoor_status read_record(struct run *run)
{
	enum spoor_status status = spill_read(run->spill, &run->head, sizeof(run->head));

	if (status != SPOOR_OK)
		return status;
	buf_clear(&run->bytes);
	if (!buf_reserve(&run->bytes, run->head.len + 1))
		return SPOOR_E_NOMEM;
	status = spill_read(run->spill, run->bytes.ptr, run->head.len);
	run->bytes.len = run->head.len;
	return status == SPOOR_END && run->head.len ? SPOOR_E_IO : SPOOR_OK;
}

static struct run *new_run(struct extsort *sort)
{
	struct run *run = &sort->runs[sort->run_count];

	*run = (struct run){.spill = spill_new(&sort->error)};
	if (!run->spill)
		return NULL;
	buf_init(&run->bytes, SIZE_MAX / 2);
	sort->run_count++;
	return run;
}

/* Its text is valid until the run's next record is read. */
static struct heap_item item_of(struct run *run)
{
	return (struct heap_item){.key = run->head.key,
		.order = run->head.order,
		.text = buf_view(&run->bytes),
		.what = run};
}

static enum spoor_status begin_merge(struct extsort *sort)
{
	sort->heap.count = 0;
	for (size_t i = 0; i < sort->run_count; i++) {
		struct run *run = &sort->runs[i];
		enum spoor_status status = spill_rewind(run->spill);

		if (status == SPOOR_OK)
			status = read_record(run);
		if (status == SPOOR_OK && !heap_add(&sort->heap, item_of(run)))
			status = SPOOR_E_NOMEM;
		if (status != SPOOR_OK && status != SPOOR_END)
			return status;
	}
	sort->given = false;
	return SPOOR_OK;
}

/* The run with the next record, its former record being done with. */
static enum spoor_status next_run(struct extsort *sort, const struct run **run_r)
{
	if (sort->given) {
		struct run *run = heap_top(&sort->heap)->what;
		enum spoor_status status = read_record(run);

		if (status == SPOOR_END)
			heap_take(&sort->heap);
		else if (status != SPOOR_OK)
			return status;
		else
			heap_replace(&sort->heap, item_of(run));
	}
	sort->given = true;
	if (sort->heap.count == 0)
		return SPOOR_END;
	*run_r = heap_top(&sort->heap)->what;
	return SPOOR_OK;
}

/* All runs become one. */
static enum spoor_status merge_runs(struct extsort *sort)
{
	struct spill *merged = spill_new(&sort->error);
	const struct run *run;
	enum spoor_status status = merged ? begin_merge(sort) : SPOOR_E_IO;

	while (status == SPOOR_OK && (status = next_run(sort, &run)) == SPOOR_OK)
		status = write_record(
			merged, run->head.key, run->head.order, buf_view(&run->bytes));
	if (status != SPOOR_END) {
		spill_free(&merged);
		return status;
	}
	free_runs(sort);
	sort->runs[0] = (struct run){.spill = merged};
	buf_init(&sort->runs[0].bytes, SIZE_MAX / 2);
	sort->run_count = 1;
	return SPOOR_OK;
}

static enum spoor_status spill_items(struct extsort *sort)
{
	enum spoor_status status = SPOOR_OK;
	struct run *run;

	if (sort->run_count == MAX_RUNS)
		status = merge_runs(sort);
	if (status != SPOOR_OK)
		return status;
	run = new_run(sort);
	if (!run)
		return sort->error.status;
	sort_items(sort);
	for (size_t i = 0; i < item_count(sort) && status == SPOOR_OK; i++) {
		const struct item *item = &items_of(sort)[i];

		status = write_record(run->spill, item->key, item->order,
			view_of(sort->bytes.ptr + item->start, item->len));
	}
	buf_clear(&sort->bytes);
	buf_clear(&sort->items);
	return status;
}

enum spoor_status extsort_add(
	struct extsort *sort, int64_t key, uint64_t order, spoor_view bytes)
{
	struct item item = {
		.key = key, .order = order, .start = sort->bytes.len, .len = bytes.len};
	size_t used = sort->bytes.len + sort->items.len;

	if (used && used + bytes.len + sizeof(item) > sort->max_memory) {
		enum spoor_status status = spill_items(sort);

		if (status != SPOOR_OK)
			return status;
		item.start = 0;
	}
	buf_add(&sort->bytes, bytes);
	buf_add(&sort->items, view_of((const char *)&item, sizeof(item)));
	return sort->bytes.failed || sort->items.failed ? SPOOR_E_NOMEM : SPOOR_OK;
}

static enum spoor_status begin_reading(struct extsort *sort)
{
	enum spoor_status status = SPOOR_OK;

	sort->reading = true;
	if (sort->run_count == 0) {
		sort_items(sort);
		return SPOOR_OK;
	}
	if (item_count(sort))
		status = spill_items(sort);
	return status == SPOOR_OK ? begin_merge(sort) : status;
}

enum spoor_status extsort_next(struct extsort *sort, spoor_view *bytes_r)
{
	const struct run *run;
	enum spoor_status status = sort->reading ? SPOOR_OK : begin_reading(sort);

	if (status != SPOOR_OK)
		return status;
	if (sort->run_count == 0) {
		const struct item *item = &items_of(sort)[sort->next];

		if (sort->next == item_count(sort))
			return SPOOR_END;
		sort->next++;
		*bytes_r = view_of(sort->bytes.ptr + item->start, item->len);
		return SPOOR_OK;
	}
	status = next_run(sort, &run);
	if (status == SPOOR_OK)
		*bytes_r = buf_view(&run->bytes);
	return status;
}
