/* SPDX-License-Identifier: ISC */
/*
 * One table holds two kinds of entries: groups, and pairs of a group and a value, which only
 * need to exist. When the table is full, its entries go to the files and it starts anew; adding
 * an entry that was written before adds its numbers, so writing twice loses nothing.
 */
#include "tally.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "window/spill.h"

enum { PARTS = 64, MIN_MEMORY = 1024 * 1024, FIRST_SLOTS = 1024 };

/* A group, or a pair where `which` is not 0. The key's bytes, then the value's, follow. */
struct entry {
	uint64_t hash;     /* of key, which and value */
	uint64_t key_hash; /* of the key alone: decides the file */
	uint32_t key_len;
	uint32_t value_len;
	uint32_t which;
	int64_t numbers
		[TALLY_NUMBERS]; /* only as many as there are, and only of groups: those
					   added, then how many distinct values */
};

struct tally {
	enum tally_op ops[TALLY_NUMBERS];
	size_t op_count;
	size_t distinct_count;
	size_t max_memory;
	struct hash_key hash_key;
	struct arena arena;
	struct entry **slots;
	size_t slot_count;
	size_t used;
	struct spill *parts[PARTS];
	bool spilled;
	bool reading;
	size_t part;     /* the one that is in the table now, when spilled */
	size_t next;     /* slot to look at */
	struct buf room; /* of an entry that is read from a file */
	struct spoor_error error;
};

/* ------------------------------------------------------------------ entries */

static size_t numbers_size(const struct tally *tally, uint32_t which)
{
	return which ? 0 : (tally->op_count + tally->distinct_count) * sizeof(int64_t);
}

static size_t head_size(const struct tally *tally, uint32_t which)
{
	return offsetof(struct entry, numbers) + numbers_size(tally, which);
}

static size_t entry_size(const struct tally *tally, const struct entry *entry)
{
	return head_size(tally, entry->which) + entry->key_len + entry->value_len;
}

static spoor_view entry_text(const struct tally *tally, const struct entry *entry)
{
	return view_of((const char *)entry + head_size(tally, entry->which),
		(size_t)entry->key_len + entry->value_len);
}

/* What is looked for. */
struct wanted {
	uint64_t hash;
	uint64_t key_hash;
	uint32_t which;
	spoor_view key;
	spoor_view value;
};

static struct wanted want(
	const struct tally *tally, spoor_view key, uint32_t which, spoor_view value)
{
	struct wanted wanted = {.which = which, .key = key, .value = value};
	struct hash hash;

	wanted.key_hash = hash_view(&tally->hash_key, key);
	hash_begin(&hash, &tally->hash_key);
	hash_word(&hash, wanted.key_hash);
	hash_word(&hash, which);
	hash_text(&hash, value);
	wanted.hash = which ? hash_end(&hash) : wanted.key_hash;
	return wanted;
}

static bool is_wanted(
	const struct tally *tally, const struct entry *entry, const struct wanted *wanted)
{
	spoor_view text;

	if (entry->hash != wanted->hash || entry->which != wanted->which ||
		entry->key_len != wanted->key.len ||
		entry->value_len != wanted->value.len)
		return false;
	text = entry_text(tally, entry);
	return view_eq(view_head(text, entry->key_len), wanted->key) &&
	       view_eq(view_skip(text, entry->key_len), wanted->value);
}

/* ------------------------------------------------------------------ the table */

static bool set_slots(struct tally *tally, size_t count)
{
	struct entry **slots = mem_new(count * sizeof(struct entry *));

	if (!slots)
		return false;
	for (size_t i = 0; i < tally->slot_count; i++) {
		struct entry *entry = tally->slots[i];
		size_t at;

		if (!entry)
			continue;
		for (at = entry->hash & (count - 1); slots[at];
			at = (at + 1) & (count - 1))
			continue;
		slots[at] = entry;
	}
	mem_free(tally->slots);
	tally->slots = slots;
	tally->slot_count = count;
	return true;
}

struct tally *tally_new(const enum tally_op *ops, size_t op_count, size_t distinct_count,
	size_t max_memory)
{
	struct tally *tally = mem_new(sizeof(*tally));

	if (!tally)
		return NULL;
	for (size_t i = 0; i < op_count; i++)
		tally->ops[i] = ops[i];
	tally->op_count = op_count;
	tally->distinct_count = distinct_count;
	tally->max_memory = max_memory > MIN_MEMORY ? max_memory : MIN_MEMORY;
	hash_key_init(&tally->hash_key);
	arena_init(&tally->arena, SIZE_MAX / 2);
	buf_init(&tally->room, SIZE_MAX / 2);
	if (!set_slots(tally, FIRST_SLOTS))
		tally_free(&tally);
	return tally;
}

void tally_free(struct tally **tally)
{
	if (!*tally)
		return;
	for (size_t i = 0; i < PARTS; i++)
		spill_free(&(*tally)->parts[i]);
	arena_deinit(&(*tally)->arena);
	buf_deinit(&(*tally)->room);
	mem_free((*tally)->slots);
	mem_free(*tally);
	*tally = NULL;
}

const struct spoor_error *tally_error(const struct tally *tally)
{
	return &tally->error;
}

/* The slot of an entry, or the empty one where it would be. */
static struct entry **find(const struct tally *tally, const struct wanted *wanted)
{
	size_t at = wanted->hash & (tally->slot_count - 1);

	while (tally->slots[at] && !is_wanted(tally, tally->slots[at], wanted))
		at = (at + 1) & (tally->slot_count - 1);
	return &tally->slots[at];
}

static struct entry *make(
	struct tally *tally, struct entry **slot, const struct wanted *wanted)
{
	size_t head = head_size(tally, wanted->which);
	struct entry *entry =
		arena_alloc(&tally->arena, head + wanted->key.len + wanted->value.len);
	char *text = (char *)entry + head;

	if (!entry)
		return NULL;
	entry->hash = wanted->hash;
	entry->key_hash = wanted->key_hash;
	entry->key_len = (uint32_t)wanted->key.len;
	entry->value_len = (uint32_t)wanted->value.len;
	entry->which = wanted->which;
	if (wanted->key.len)
		memcpy(text, wanted->key.ptr, wanted->key.len);
	if (wanted->value.len)
		memcpy(text + wanted->key.len, wanted->value.ptr, wanted->value.len);
	*slot = entry;
	tally->used++;
	return entry;
}

static void combine(const struct tally *tally, int64_t *numbers, const int64_t *more)
{
	for (size_t i = 0; i < tally->op_count; i++)
		switch (tally->ops[i]) {
		case TALLY_SUM:
			numbers[i] += more[i];
			break;
		case TALLY_LEAST:
			numbers[i] = more[i] < numbers[i] ? more[i] : numbers[i];
			break;
		case TALLY_MOST:
			numbers[i] = more[i] > numbers[i] ? more[i] : numbers[i];
			break;
		}
}

/* ------------------------------------------------------------------ files */

/* Forgets the table's entries, keeps its size. */
static void clear(struct tally *tally)
{
	arena_reset(&tally->arena);
	memset(tally->slots, 0, tally->slot_count * sizeof(struct entry *));
	tally->used = 0;
	tally->next = 0;
}

/* Writes all entries to the files. */
static enum spoor_status spread(struct tally *tally)
{
	tally->spilled = true;
	for (size_t i = 0; i < tally->slot_count; i++) {
		struct entry *entry = tally->slots[i];
		struct spill **part;
		enum spoor_status status;

		if (!entry)
			continue;
		part = &tally->parts[entry->key_hash >> 58];
		if (!*part)
			*part = spill_new(&tally->error);
		if (!*part)
			return tally->error.status;
		status = spill_write(*part, entry, entry_size(tally, entry));
		if (status != SPOOR_OK)
			return status;
	}
	clear(tally);
	return SPOOR_OK;
}

static size_t memory_used(const struct tally *tally)
{
	return tally->arena.total + tally->slot_count * sizeof(struct entry *);
}

/* Adds to an entry, which is made if need be. */
static enum spoor_status add(
	struct tally *tally, const struct wanted *wanted, const int64_t *numbers)
{
	struct entry **slot = find(tally, wanted);
	struct entry *entry = *slot;

	if (entry) {
		if (!wanted->which)
			combine(tally, entry->numbers, numbers);
		return SPOOR_OK;
	}
	if (!tally->reading && memory_used(tally) >= tally->max_memory) {
		enum spoor_status status = spread(tally);

		if (status != SPOOR_OK)
			return status;
		slot = find(tally, wanted);
	}
	entry = make(tally, slot, wanted);
	if (!entry)
		return SPOOR_E_NOMEM;
	if (!wanted->which) {
		memset(entry->numbers, 0, numbers_size(tally, 0));
		memcpy(entry->numbers, numbers, tally->op_count * sizeof(*numbers));
	}
	if (tally->used * 4 > tally->slot_count * 3 &&
		!set_slots(tally, tally->slot_count * 2))
		return SPOOR_E_NOMEM;
	return SPOOR_OK;
}

enum spoor_status tally_add(struct tally *tally, spoor_view key, const int64_t *numbers)
{
	struct wanted wanted = want(tally, key, 0, view_of("", 0));

	return add(tally, &wanted, numbers);
}

enum spoor_status tally_add_value(
	struct tally *tally, spoor_view key, size_t which, spoor_view value)
{
	struct wanted wanted = want(tally, key, (uint32_t)which + 1, value);

	return add(tally, &wanted, NULL);
}

/* Reads the entry at the front of a file and adds it to the table. */
static enum spoor_status read_entry(struct tally *tally, struct spill *part)
{
	struct entry head;
	enum spoor_status status =
		spill_read(part, &head, offsetof(struct entry, numbers));
	struct wanted wanted;
	size_t len;

	if (status == SPOOR_OK && numbers_size(tally, head.which))
		status = spill_read(part, head.numbers, numbers_size(tally, head.which));
	if (status != SPOOR_OK)
		return status;
	len = (size_t)head.key_len + head.value_len;
	buf_clear(&tally->room);
	if (!buf_reserve(&tally->room, len + 1))
		return SPOOR_E_NOMEM;
	status = len ? spill_read(part, tally->room.ptr, len) : SPOOR_OK;
	if (status != SPOOR_OK)
		return status == SPOOR_END ? SPOOR_E_IO : status;
	wanted = (struct wanted){.hash = head.hash,
		.key_hash = head.key_hash,
		.which = head.which,
		.key = view_of(tally->room.ptr, head.key_len),
		.value = view_of(tally->room.ptr + head.key_len, head.value_len)};
	return add(tally, &wanted, head.numbers);
}

/* Brings the next file's entries into the table; SPOOR_END: there is none. */
static enum spoor_status next_part(struct tally *tally)
{
	enum spoor_status status;

	clear(tally);
	while (tally->part < PARTS && !tally->parts[tally->part])
		tally->part++;
	if (tally->part == PARTS)
		return SPOOR_END;
	status = spill_rewind(tally->parts[tally->part]);
	while (status == SPOOR_OK)
		status = read_entry(tally, tally->parts[tally->part]);
	spill_free(&tally->parts[tally->part]);
	return status == SPOOR_END ? SPOOR_OK : status;
}

/* ------------------------------------------------------------------ results */

/* Adds each pair in the table to its group's number of distinct values. */
static void count_pairs(struct tally *tally)
{
	for (size_t i = 0; i < tally->slot_count && tally->distinct_count; i++) {
		const struct entry *pair = tally->slots[i];
		struct wanted wanted;
		struct entry *group;

		if (!pair || !pair->which)
			continue;
		wanted = (struct wanted){.hash = pair->key_hash,
			.key_hash = pair->key_hash,
			.key = view_head(entry_text(tally, pair), pair->key_len),
			.value = view_of("", 0)};
		group = *find(tally, &wanted);
		if (group)
			group->numbers[tally->op_count + pair->which - 1]++;
	}
}

static enum spoor_status begin_reading(struct tally *tally)
{
	enum spoor_status status = SPOOR_OK;

	if (tally->spilled)
		status = spread(tally);
	tally->reading = true;
	if (status == SPOOR_OK && tally->spilled)
		status = next_part(tally);
	count_pairs(tally);
	return status;
}

enum spoor_status tally_next(struct tally *tally, struct tally_group *group_r)
{
	enum spoor_status status = tally->reading ? SPOOR_OK : begin_reading(tally);

	while (status == SPOOR_OK) {
		while (tally->next < tally->slot_count) {
			const struct entry *entry = tally->slots[tally->next++];

			if (!entry || entry->which)
				continue;
			group_r->key = entry_text(tally, entry);
			group_r->numbers = entry->numbers;
			group_r->distinct = entry->numbers + tally->op_count;
			return SPOOR_OK;
		}
		if (!tally->spilled)
			return SPOOR_END;
		status = next_part(tally);
		count_pairs(tally);
	}
	return status;
}
