/* SPDX-License-Identifier: ISC */
/*
 * Events → keys → tally → rows in order. Where a record may stand in several files, what is
 * needed of each event goes through a sort by second and content first, so that copies meet.
 */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/stamp.h"
#include "codec/ndjson.h"
#include "event/print.h"
#include "stream/copies.h"
#include "window/extsort.h"
#include "window/tally.h"

enum {
	KEYS_MOST = 8,
	VALUES_MOST = 6,         /* distinct fields, and sums */
	NUMBERS_FIXED = 3,       /* count, first, last */
	COMBINATIONS_MOST = 256, /* of the values of multi-valued keys, in one event */
	GROUP_MOST = 1024        /* records of one second and content */
};

#define DEFAULT_MEMORY ((size_t)64 << 20)
#define MAX_TEXT ((size_t)1 << 31)

/* A field to group by; of a time, how many nanoseconds go together. */
struct count_key {
	enum field field;
	int64_t bin; /* 0: not a time */
};

struct spoor_counter {
	struct count_key keys[KEYS_MOST];
	size_t key_count;
	enum field distinct[VALUES_MOST];
	size_t distinct_count;
	enum field sums[VALUES_MOST];
	size_t sum_count;
	bool drop_copies;
	bool by_key;
	bool finished;
	struct hash_key hash_key;
	struct extsort *copies; /* events by second and content; NULL: not needed */
	uint64_t dropped;
	struct candidate group[GROUP_MOST]; /* records that may be copies of each other */
	struct candidate *sorted[GROUP_MOST];
	const struct spoor_event *group_events[GROUP_MOST];
	size_t group_count;
	struct ndjson_cache cache;
	uint64_t groups;
	struct tally *tally;
	struct extsort *rows; /* made at the first spoor_counter_next */
	struct buf key;
	struct buf record;
	struct arena arena;
	spoor_view row_keys[KEYS_MOST];
	char times[2][STAMP_TEXT_MAX];
	int64_t row_numbers[TALLY_NUMBERS];
	const char *trouble;
};

/* ------------------------------------------------------------------ options */

static bool read_bin(spoor_view text, int64_t *bin_r)
{
	int64_t number;
	int64_t unit;

	if (text.len < 2 || !view_number(view_head(text, text.len - 1), &number) ||
		number == 0 || number > 366)
		return false;
	switch (text.ptr[text.len - 1]) {
	case 's':
		unit = 1;
		break;
	case 'm':
		unit = 60;
		break;
	case 'h':
		unit = 3600;
		break;
	case 'd':
		unit = 86400;
		break;
	default:
		return false;
	}
	*bin_r = number * unit * STAMP_NANOS;
	return true;
}

static bool unknown_field(const char *name, struct spoor_error *error)
{
	enum field near = field_nearest(view_string(name));

	if (near == FIELD_COUNT)
		ERR_SET(error, SPOOR_E_USAGE, "no field '", name,
			"' (spoor-event(5) lists them)");
	else
		ERR_SET(error, SPOOR_E_USAGE, "no field '", name, "'; is '",
			field_row(near)->info.name, "' meant?");
	return false;
}

/* "FIELD", or "@timestamp/15m". */
static bool add_key(
	struct spoor_counter *counter, const char *text, struct spoor_error *error)
{
	struct count_key key = {.bin = 0};
	spoor_view rest = view_string(text);
	spoor_view name = view_split(&rest, '/');

	key.field = field_find(name);
	if (key.field == FIELD_COUNT)
		return unknown_field(text, error);
	if (field_row(key.field)->info.type == SPOOR_TIME && !read_bin(rest, &key.bin)) {
		ERR_SET(error, SPOOR_E_USAGE, "'", text,
			"': a time is grouped in steps, as in @timestamp/1h (s, m, h, d)");
		return false;
	}
	if (!key.bin && name.len < strlen(text)) {
		ERR_SET(error, SPOOR_E_USAGE, "'", text,
			"': only a time is grouped in steps");
		return false;
	}
	if (counter->key_count == KEYS_MOST) {
		ERR_SET(error, SPOOR_E_USAGE, "too many fields to group by (at most 8)");
		return false;
	}
	counter->keys[counter->key_count++] = key;
	return true;
}

static bool add_value_field(enum field *fields, size_t *count, const char *name,
	bool number, struct spoor_error *error)
{
	enum field field = field_find(view_string(name));

	if (field == FIELD_COUNT)
		return unknown_field(name, error);
	if (number && field_row(field)->info.type != SPOOR_INTEGER) {
		ERR_SET(error, SPOOR_E_USAGE, "'", name, "' holds no numbers to add up");
		return false;
	}
	if (*count == VALUES_MOST) {
		ERR_SET(error, SPOOR_E_USAGE, "too many fields to count (at most 6)");
		return false;
	}
	fields[(*count)++] = field;
	return true;
}

/* Two columns of one name: which is meant, later? */
static bool has_twins(const struct spoor_list *names, struct spoor_error *error)
{
	for (size_t i = 0; i < names->count; i++)
		for (size_t n = 0; n < i; n++)
			if (strcmp(names->at[i], names->at[n]) == 0) {
				ERR_SET(error, SPOOR_E_USAGE, "'", names->at[i],
					"' is asked for twice");
				return true;
			}
	return false;
}

static bool read_options(struct spoor_counter *counter,
	const struct spoor_counter_options *options, struct spoor_error *error)
{
	if (has_twins(&options->by, error) || has_twins(&options->distinct, error) ||
		has_twins(&options->sums, error))
		return false;
	for (size_t i = 0; i < options->by.count; i++)
		if (!add_key(counter, options->by.at[i], error))
			return false;
	for (size_t i = 0; i < options->distinct.count; i++)
		if (!add_value_field(counter->distinct, &counter->distinct_count,
			    options->distinct.at[i], false, error))
			return false;
	for (size_t i = 0; i < options->sums.count; i++)
		if (!add_value_field(counter->sums, &counter->sum_count,
			    options->sums.at[i], true, error))
			return false;
	counter->by_key = options->by_key;
	counter->drop_copies = options->drop_copies;
	return true;
}

static bool make_stages(
	struct spoor_counter *counter, const struct spoor_counter_options *options)
{
	enum tally_op ops[TALLY_NUMBERS] = {TALLY_SUM, TALLY_LEAST, TALLY_MOST};
	size_t memory =
		options->max_memory ? (size_t)options->max_memory : DEFAULT_MEMORY;

	hash_key_init(&counter->hash_key);
	for (size_t i = 0; i < counter->sum_count; i++)
		ops[NUMBERS_FIXED + i] = TALLY_SUM;
	counter->tally = tally_new(
		ops, NUMBERS_FIXED + counter->sum_count, counter->distinct_count, memory);
	counter->rows = extsort_new(memory / 2);
	if (counter->drop_copies)
		counter->copies = extsort_new(memory);
	return counter->tally && counter->rows &&
	       (counter->copies || !counter->drop_copies);
}

struct spoor_counter *spoor_counter_new(
	const struct spoor_counter_options *options, struct spoor_error *error)
{
	struct spoor_counter *counter = mem_new(sizeof(*counter));

	if (!counter) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	buf_init(&counter->key, MAX_TEXT);
	buf_init(&counter->record, MAX_TEXT);
	arena_init(&counter->arena, MAX_TEXT);
	if (!read_options(counter, options, error)) {
		spoor_counter_free(&counter);
	} else if (!make_stages(counter, options)) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		spoor_counter_free(&counter);
	}
	return counter;
}

void spoor_counter_free(struct spoor_counter **counter)
{
	if (!*counter)
		return;
	extsort_free(&(*counter)->copies);
	extsort_free(&(*counter)->rows);
	tally_free(&(*counter)->tally);
	buf_deinit(&(*counter)->key);
	buf_deinit(&(*counter)->record);
	arena_deinit(&(*counter)->arena);
	mem_free(*counter);
	*counter = NULL;
}

/* ------------------------------------------------------------------ keys */

/*
 * A key is its values one after the other, so written that keys compare byte by byte as their
 * values do: a zero byte in a value becomes 00 ff, 00 00 ends the value.
 */
static void put_value(struct buf *key, spoor_view value)
{
	for (;;) {
		size_t zero = view_find(value, '\0');

		buf_add(key, view_head(value, zero));
		if (zero == value.len)
			break;
		buf_add(key, view_of("\0\xff", 2));
		value = view_skip(value, zero + 1);
	}
	buf_add(key, view_of("\0\0", 2));
}

/* Takes a value from the front of a key. */
static spoor_view take_value(struct arena *arena, spoor_view *key)
{
	char *room = arena_room(arena, key->len);
	size_t used = 0;
	size_t at = 0;

	if (!room)
		return view_of("", 0);
	for (; at + 1 < key->len; at++) {
		if (key->ptr[at] == '\0' && key->ptr[at + 1] == '\0')
			break;
		room[used++] = key->ptr[at];
		at += key->ptr[at] == '\0';
	}
	*key = view_skip(*key, at + 2 <= key->len ? at + 2 : key->len);
	arena_keep(arena, used);
	return view_of(room, used);
}

static spoor_view bin_text(const struct spoor_event *event, const struct count_key *key,
	char room[PRINT_ROOM])
{
	const union value *value = event_get(event, key->field);
	int64_t ns;

	if (!value)
		return view_of("", 0);
	ns = value->time.ns - (value->time.ns % key->bin + key->bin) % key->bin;
	return view_of(room, stamp_format(ns, 0, room));
}

/* Value `index` of a key field; empty: it is not there. Gives in *count_r how many there are. */
static spoor_view key_value(const struct spoor_event *event, const struct count_key *key,
	size_t index, struct derived *derived, char room[PRINT_ROOM], size_t *count_r)
{
	*count_r = 1;
	if (key->bin)
		return bin_text(event, key, room);
	*count_r = print_count(event, key->field, derived);
	if (*count_r == 0) {
		*count_r = 1;
		return view_of("", 0);
	}
	return print_value(event, key->field, derived, index, room);
}

/* Writes the key of one combination of values; false: there is no combination `which`. */
static bool make_key(
	struct spoor_counter *counter, const struct spoor_event *event, size_t which)
{
	buf_clear(&counter->key);
	for (size_t i = 0; i < counter->key_count; i++) {
		char room[PRINT_ROOM];
		struct derived derived;
		size_t count;

		key_value(event, &counter->keys[i], 0, &derived, room, &count);
		put_value(&counter->key, key_value(event, &counter->keys[i],
						 which % count, &derived, room, &count));
		which /= count;
	}
	return which == 0;
}

/* ------------------------------------------------------------------ adding */

static enum spoor_status failed(struct spoor_counter *counter, enum spoor_status status,
	const struct spoor_error *error)
{
	if (status != SPOOR_OK && status != SPOOR_END)
		counter->trouble =
			error && error->text[0] ? error->text : "out of memory";
	return status;
}

/* Adds the present key's event to the tally. */
static enum spoor_status tally_event(
	struct spoor_counter *counter, const struct spoor_event *event)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);
	int64_t numbers[TALLY_NUMBERS] = {
		1, time ? time->time.ns : INT64_MAX, time ? time->time.ns : INT64_MIN};
	enum spoor_status status;

	for (size_t i = 0; i < counter->sum_count; i++) {
		const union value *value = event_get(event, counter->sums[i]);

		numbers[NUMBERS_FIXED + i] = value ? value->number : 0;
	}
	status = tally_add(counter->tally, buf_view(&counter->key), numbers);
	for (size_t i = 0; i < counter->distinct_count && status == SPOOR_OK; i++) {
		char room[PRINT_ROOM];
		struct derived derived;
		size_t count = print_count(event, counter->distinct[i], &derived);

		for (size_t n = 0; n < count && status == SPOOR_OK; n++)
			status = tally_add_value(counter->tally, buf_view(&counter->key),
				i,
				print_value(
					event, counter->distinct[i], &derived, n, room));
	}
	return failed(counter, status, tally_error(counter->tally));
}

static enum spoor_status count_event(
	struct spoor_counter *counter, const struct spoor_event *event)
{
	enum spoor_status status = SPOOR_OK;

	for (size_t which = 0; which < COMBINATIONS_MOST && status == SPOOR_OK; which++) {
		if (!make_key(counter, event, which))
			break;
		status = tally_event(counter, event);
	}
	return status;
}

/* ------------------------------------------------------------------ copies */

/* Keeps an event until all are there: by second, then by content. */
static enum spoor_status keep_event(
	struct spoor_counter *counter, const struct spoor_event *event)
{
	struct candidate candidate = copies_candidate(&counter->hash_key, event);
	int64_t second =
		candidate.ns == COPIES_NO_TIME ? INT64_MIN : candidate.ns / STAMP_NANOS;

	buf_clear(&counter->record);
	buf_add(&counter->record, view_of((const char *)&candidate, sizeof(candidate)));
	ndjson_write(&counter->record, event, &counter->cache);
	if (counter->record.failed)
		return failed(counter, SPOOR_E_NOMEM, NULL);
	return failed(counter,
		extsort_add(counter->copies, second, candidate.content,
			buf_view(&counter->record)),
		extsort_error(counter->copies));
}

/* Counts what stays of a group of records that may be copies of each other. */
static enum spoor_status count_group(struct spoor_counter *counter)
{
	enum spoor_status status = SPOOR_OK;

	counter->dropped +=
		copies_mark(counter->sorted, counter->group, counter->group_count);
	for (size_t i = 0; i < counter->group_count && status == SPOOR_OK; i++)
		if (!counter->group[i].dropped)
			status = count_event(counter, counter->group_events[i]);
	counter->group_count = 0;
	arena_reset(&counter->arena);
	return status;
}

/* Takes a kept record into the group at hand, or ends the group and begins the next. */
static enum spoor_status take_record(struct spoor_counter *counter, spoor_view record)
{
	struct candidate candidate;
	struct spoor_event *event;
	spoor_view text = view_skip(record, sizeof(candidate));

	memcpy(&candidate, record.ptr, sizeof(candidate));
	if (counter->group_count == GROUP_MOST ||
		(counter->group_count &&
			counter->group[0].content != candidate.content)) {
		enum spoor_status status = count_group(counter);

		if (status != SPOOR_OK)
			return status;
	}
	event = arena_alloc(&counter->arena, sizeof(*event));
	text = arena_copy(&counter->arena, text);
	if (!event || text.len == 0)
		return failed(counter, SPOOR_E_NOMEM, NULL);
	event_clear(event, &counter->arena);
	if (ndjson_read(view_head(text, text.len - 1), event) != NDJSON_FINE)
		return failed(counter, SPOOR_E_NOMEM, NULL);
	counter->group[counter->group_count] = candidate;
	counter->group_events[counter->group_count++] = event;
	return SPOOR_OK;
}

static enum spoor_status count_kept(struct spoor_counter *counter)
{
	spoor_view record;
	enum spoor_status status;

	while ((status = extsort_next(counter->copies, &record)) == SPOOR_OK) {
		status = take_record(counter, record);
		if (status != SPOOR_OK)
			return status;
	}
	if (status != SPOOR_END)
		return failed(counter, status, extsort_error(counter->copies));
	return count_group(counter);
}

enum spoor_status spoor_counter_add(
	struct spoor_counter *counter, const struct spoor_event *event)
{
	return counter->drop_copies ? keep_event(counter, event)
				    : count_event(counter, event);
}

uint64_t spoor_counter_copies(const struct spoor_counter *counter)
{
	return counter->dropped;
}

/* ------------------------------------------------------------------ rows */

/* Brings the groups in order: by their count, the highest first, or by their key. */
static enum spoor_status order_rows(struct spoor_counter *counter)
{
	size_t numbers = NUMBERS_FIXED + counter->sum_count;
	struct tally_group group;
	enum spoor_status status;

	while ((status = tally_next(counter->tally, &group)) == SPOOR_OK) {
		struct buf *record = &counter->record;

		buf_clear(record);
		buf_add(record, group.key);
		buf_add(record, view_of((const char *)group.numbers,
					numbers * sizeof(*group.numbers)));
		buf_add(record,
			view_of((const char *)group.distinct,
				counter->distinct_count * sizeof(*group.distinct)));
		if (record->failed)
			return failed(counter, SPOOR_E_NOMEM, NULL);
		status = extsort_add(counter->rows,
			counter->by_key ? 0 : -group.numbers[0], 0, buf_view(record));
		counter->groups++;
		if (status != SPOOR_OK)
			return failed(counter, status, extsort_error(counter->rows));
	}
	return status == SPOOR_END ? SPOOR_OK
				   : failed(counter, status, tally_error(counter->tally));
}

static enum spoor_status finish(struct spoor_counter *counter)
{
	enum spoor_status status = SPOOR_OK;

	counter->finished = true;
	if (counter->drop_copies)
		status = count_kept(counter);
	return status == SPOOR_OK ? order_rows(counter) : status;
}

/* A time of a row as text; empty where no event had one. */
static spoor_view row_time(int64_t ns, int64_t none, char room[STAMP_TEXT_MAX])
{
	int digits = 9;

	if (ns == none)
		return view_of("", 0);
	for (int64_t unit = 10; digits > 0 && ns % unit == 0; unit *= 10)
		digits--;
	return view_of(room, stamp_format(ns, digits, room));
}

enum spoor_status spoor_counter_next(
	struct spoor_counter *counter, struct spoor_count_row *row_r)
{
	size_t sizes = (NUMBERS_FIXED + counter->sum_count + counter->distinct_count) *
		       sizeof(int64_t);
	enum spoor_status status = counter->finished ? SPOOR_OK : finish(counter);
	spoor_view record;
	spoor_view key;

	if (status == SPOOR_OK)
		status = failed(counter, extsort_next(counter->rows, &record),
			extsort_error(counter->rows));
	if (status != SPOOR_OK)
		return status;
	key = view_head(record, record.len - sizes);
	memcpy(counter->row_numbers, record.ptr + key.len, sizes);
	arena_reset(&counter->arena);
	for (size_t i = 0; i < counter->key_count; i++)
		counter->row_keys[i] = take_value(&counter->arena, &key);
	*row_r = (struct spoor_count_row){
		.keys = counter->row_keys,
		.count = (uint64_t)counter->row_numbers[0],
		.first = row_time(counter->row_numbers[1], INT64_MAX, counter->times[0]),
		.last = row_time(counter->row_numbers[2], INT64_MIN, counter->times[1]),
		.sums = counter->row_numbers + NUMBERS_FIXED,
		.distinct = counter->row_numbers + NUMBERS_FIXED + counter->sum_count,
	};
	return SPOOR_OK;
}

uint64_t spoor_counter_groups(const struct spoor_counter *counter)
{
	return counter->groups;
}

const char *spoor_counter_trouble(const struct spoor_counter *counter)
{
	return counter->trouble ? counter->trouble : "";
}
