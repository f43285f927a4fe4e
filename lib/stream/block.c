/* SPDX-License-Identifier: ISC */
/*
 * Bytes → records → format → filter → rendering, for one stretch. An event that is only to be
 * printed is made in one place over and over and leaves its text; one that is to be kept stays
 * in the block.
 */
#include "block.h"

#include "base/utf8.h"
#include "format/secret.h"
#include "format/table.h"
#include "input/records.h"
#include "stream/cut.h"
#include "stream/doubt.h"

enum { MAX_ARENA = 256 * 1024 * 1024, MAX_TEXT = 1024 * 1024 * 1024 };

/* A record and where it stands. */
struct record {
	spoor_view text; /* without the last line end */
	size_t skip;     /* … bytes of it that come before an array of objects */
	enum records_kind kind;
	uint64_t line; /* its first */
	uint64_t lines;
	uint64_t offset;
	uint64_t length;  /* with the line end */
	bool whole_lines; /* its span is exactly `lines` lines */
	bool cut;
};

void block_init(struct block *block)
{
	*block = (struct block){.shell = {.action = ACTION_COUNT}};
	arena_init(&block->events, MAX_ARENA);
	arena_init(&block->texts, MAX_ARENA);
	buf_init(&block->text, MAX_TEXT);
	buf_init(&block->kept, MAX_TEXT);
	buf_init(&block->times, MAX_TEXT);
	buf_init(&block->answers, MAX_TEXT);
}

void block_deinit(struct block *block)
{
	arena_deinit(&block->events);
	arena_deinit(&block->texts);
	buf_deinit(&block->text);
	buf_deinit(&block->kept);
	buf_deinit(&block->times);
	buf_deinit(&block->answers);
	line_buffer_drop(&block->hold);
	ndjson_cache_deinit(&block->cache);
}

static void begin(struct block *block, const struct stretch *stretch)
{
	line_buffer_drop(&block->hold);
	block->hold = line_buffer_hold(stretch->buffer);
	arena_reset(&block->events);
	arena_reset(&block->texts);
	buf_clear(&block->text);
	buf_clear(&block->kept);
	buf_clear(&block->times);
	buf_clear(&block->answers);
	block->events.failed = false;
	block->texts.failed = false;
	block->next = 0;
	block->failed = false;
	block->counts = (struct block_counts){0};
}

/* A place for the next event; NULL without memory. */
static inline struct spoor_event *new_event(
	struct block *block, const struct block_plan *plan)
{
	struct spoor_event *event;

	if (plan->encoded || plan->times_only) {
		arena_reset(&block->events);
		arena_reset(&block->texts);
	}
	event = (struct spoor_event *)(void *)arena_room(&block->events, sizeof(*event));
	if (event)
		event_clear(event, &block->texts);
	else
		block->failed = true;
	return event;
}

static bool in_span(const struct block_plan *plan, const struct spoor_event *event)
{
	const union value *time;

	if (plan->since == INT64_MIN && plan->until == INT64_MAX)
		return true;
	time = event_get(event, FIELD_TIMESTAMP);
	return time && time->time.ns >= plan->since && time->time.ns < plan->until;
}

static inline void count_event(
	struct block_counts *counts, const struct spoor_event *event)
{
	counts->events++;
	counts->other += event->action == ACTION_OTHER;
	counts->unparsed += event->action == ACTION_UNPARSED;
	counts->no_year += event_has(event, FIELD_TIME_YEAR);
	counts->no_zone += event_has(event, FIELD_TIME_ZONE);
}

/* Rounds the event's memory up so that the next one is aligned. Shapes are of one block: who
 * gets the event may have others. */
static void keep_event(struct block *block, struct spoor_event *event)
{
	enum { ALIGN = _Alignof(max_align_t) };

	event->shape = 0;
	arena_keep(&block->events, (event_size(event) + ALIGN - 1) / ALIGN * ALIGN);
}

/* The time, moved by a skew as far as there are times. */
static int64_t moved(int64_t ns, int64_t skew)
{
	if (skew > 0 ? ns > INT64_MAX - skew : ns < INT64_MIN - skew)
		return ns;
	return ns + skew;
}

/* Moves the times of an event whose clock is known to have been wrong. */
static void move_times(struct spoor_event *event, const struct scene *scene)
{
	static const enum field times[] = {
		FIELD_TIMESTAMP, FIELD_EVENT_START, FIELD_EVENT_END};

	for (size_t i = 0; i < COUNT(times); i++) {
		const union value *value = event_get(event, times[i]);

		if (value)
			event_set_time(event, times[i],
				moved(value->time.ns, scene->skew), value->time.digits);
	}
	if (event_has(event, FIELD_TIMESTAMP))
		event_set_text(event, FIELD_TIME_SKEW, scene->skew_text);
}

static void add_time(struct block *block, int64_t ns)
{
	struct block_time time = {
		.ns = ns, .file = block->place.file, .set = block->place.set};

	buf_add(&block->times, view_of((const char *)&time, sizeof(time)));
	block->failed |= block->times.failed;
}

static void keep_time(struct block *block, const struct spoor_event *event)
{
	const union value *value = event_get(event, FIELD_TIMESTAMP);

	place_find(&block->place, event_text(event, FIELD_LOG_PATH));
	add_time(block, value ? value->time.ns : KEYER_NO_TIME);
}

/* The time of a line of a log without an event; false: the line must be read. */
static bool take_time(struct block *block, struct scene *scene, spoor_view text)
{
	int64_t ns;

	if (scene->forced || scene->site->custom || scene->current != &format_syslog ||
		!memo_time(scene, text, &ns))
		return false;
	place_find(&block->place, scene->path);
	add_time(block, moved(ns, scene->skew));
	return true;
}

/* Counts the event, and keeps or renders it if the filter does. */
static inline void finish(
	struct block *block, const struct block_plan *plan, struct spoor_event *event)
{
	block->failed |= block->texts.failed;
	if (plan->times_only) {
		keep_time(block, event);
		return;
	}
	count_event(&block->counts, event);
	if (!in_span(plan, event) ||
		(plan->filter && !spoor_filter_match(plan->filter, event)))
		return;
	block->counts.kept++;
	if (!plan->encoded) {
		keep_event(block, event);
		buf_add(&block->kept, view_of((const char *)&event, sizeof(event)));
	} else if (event->text.len) {
		buf_add(&block->text, event->text);
	} else {
		ndjson_write(&block->text, event, &block->cache);
	}
	block->failed |= block->text.failed || block->kept.failed;
}

static inline void set_place(
	struct spoor_event *event, const struct scene *scene, const struct record *record)
{
	event_set_text(event, FIELD_LOG_PATH, scene->path);
	event_mark_same(event, FIELD_LOG_PATH);
	event_set_number(event, FIELD_LOG_LINE, (int64_t)record->line);
	event_set_number(event, FIELD_LOG_OFFSET, (int64_t)record->offset);
	if (!record->whole_lines || record->lines != 1 || record->cut)
		event_set_number(event, FIELD_LOG_LENGTH, (int64_t)record->length);
	if (record->lines != 1)
		event_set_number(event, FIELD_LOG_LINES, (int64_t)record->lines);
	if (record->cut)
		event_set_flag(event, FIELD_LOG_CUT, true);
}

static void ask(struct block *block, const struct scene *scene,
	const struct spoor_event *event, uint64_t line)
{
	doubt_ask(&block->answers, scene, event, line);
	block->failed |= block->answers.failed;
}

static inline void parse_record(struct block *block, const struct block_plan *plan,
	struct scene *scene, const struct record *record, bool clean)
{
	struct spoor_event *event;
	spoor_view text = record->text;

	if (plan->times_only && take_time(block, scene, text))
		return;
	event = new_event(block, plan);
	if (!event)
		return;
	if (!clean)
		text = utf8_clean(&block->texts, text);
	format_read(scene,
		record->kind == RECORDS_LINES
			? text
			: record_inside(text, record->kind, record->skip),
		event);
	if (doubt_asks(record->line) && !plan->times_only)
		ask(block, scene, event, record->line);
	if (scene->skew)
		move_times(event, scene);
	event->raw = record->text;
	set_place(event, scene, record);
	if (scene->site->webmails.count || scene->site->proxies.count)
		site_set_role(scene->site, event);
	/* A format that wants its records kept sets anything. */
	if (plan->raw || event->action == ACTION_OTHER ||
		event->action == ACTION_UNPARSED ||
		event_has(event, FIELD_EVENT_ORIGINAL))
		event_set_text(event, FIELD_EVENT_ORIGINAL,
			secret_mask(scene->site, event, text));
	finish(block, plan, event);
}

/* A byte-order mark is a record of its own, on the line of the record behind it. */
static void parse_bom(struct block *block, const struct block_plan *plan,
	struct scene *scene, struct record *record)
{
	struct record bom = *record;
	struct spoor_event *event = new_event(block, plan);

	if (!event)
		return;
	event_set_action(event, ACTION_LOG_NOTICE);
	event_set_dataset(event, VIEW("spoor.bom"));
	bom.length = 3;
	bom.whole_lines = record->length == 3;
	bom.lines = bom.whole_lines ? 1 : 0;
	bom.cut = false;
	bom.text = view_head(record->text, 3);
	event->raw = bom.text;
	set_place(event, scene, &bom);
	finish(block, plan, event);
	record->text = view_skip(record->text, 3);
	record->skip -= record->skip < 3 ? record->skip : 3;
	record->offset += 3;
	record->length -= 3;
	record->whole_lines = false;
}

/* The line at the front of the rest, without its end; the rest moves behind it. */
static inline spoor_view take_line(spoor_view *rest)
{
	size_t feed = view_find(*rest, '\n');
	spoor_view line = view_head(*rest, feed);

	*rest = view_skip(*rest, feed < rest->len ? feed + 1 : feed);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

/* The record at the front of the rest where these are no lines. Only of the very
 * last may a line be counted that has no line feed. */
static struct record take_span(
	const struct stretch *stretch, spoor_view *rest, uint64_t line)
{
	bool is_first = rest->ptr == stretch->bytes.ptr;
	size_t skip = is_first ? stretch->skip : 0;
	size_t len = stretch->lost ? rest->len : record_next(*rest, stretch->kind, skip);
	spoor_view span = view_head(*rest, len);
	struct record record = {.text = span, .line = line, .kind = stretch->kind};

	record.skip = skip;
	record.offset = stretch->offset + (uint64_t)(rest->ptr - stretch->bytes.ptr);
	record.length = len + stretch->lost;
	record.cut = stretch->lost != 0;
	*rest = view_skip(*rest, len);
	record.lines = record.cut ? stretch->count : view_count(span, '\n');
	if (rest->len == 0 && stretch->last && !record.cut &&
		!view_ends(span, VIEW("\n")))
		record.lines++;
	if (view_ends(record.text, VIEW("\n")) && !record.cut)
		record.text.len--;
	if (view_ends(record.text, VIEW("\r")) && !record.cut)
		record.text.len--;
	return record;
}

/* Adds the lines that go on with the record. */
static void extend_record(
	const struct format *format, struct record *record, spoor_view *rest)
{
	const char *start = record->text.ptr;

	while (record->length < CUT_RECORD_MOST && rest->len) {
		spoor_view ahead = *rest;
		spoor_view line = take_line(&ahead);

		if (!cut_goes_on(format, record->text, line))
			return;
		*rest = ahead;
		record->text = view_of(start, (size_t)(line.ptr + line.len - start));
		record->length = (uint64_t)(ahead.ptr - start);
		record->lines++;
	}
}

/* The record of one line at the front of the rest of a stretch. */
static inline struct record take_record(
	const struct stretch *stretch, spoor_view *rest, uint64_t line)
{
	const char *start = rest->ptr;
	struct record record = {.line = line, .lines = 1, .whole_lines = true};

	record.text = take_line(rest);
	record.offset = stretch->offset + (uint64_t)(start - stretch->bytes.ptr);
	record.length = (uint64_t)(rest->ptr - start) + stretch->lost;
	record.cut = stretch->lost != 0;
	return record;
}

static inline struct record next_record(const struct stretch *stretch,
	const struct scene *scene, spoor_view *rest, uint64_t line)
{
	struct record record;
	const struct format *format;

	if (stretch->kind != RECORDS_LINES)
		return take_span(stretch, rest, line);
	record = take_record(stretch, rest, line);
	format = cut_continuing(scene->forced, record.text);
	if (format && !record.cut)
		extend_record(format, &record, rest);
	return record;
}

void block_parse(struct block *block, const struct block_plan *plan, struct scene *scene,
	const struct stretch *stretch)
{
	spoor_view rest = stretch->bytes;
	bool clean = utf8_valid_len(rest) == rest.len;
	uint64_t line = stretch->line;

	begin(block, stretch);
	memo_begin(&block->memo, scene);
	scene->memo = &block->memo;
	while (rest.len && !block->failed) {
		struct record record = next_record(stretch, scene, &rest, line);

		line += record.lines;
		if (record.offset == 0 &&
			view_starts(record.text, VIEW("\xef\xbb\xbf"))) {
			parse_bom(block, plan, scene, &record);
			if (record.length == 0)
				continue;
		}
		parse_record(block, plan, scene, &record, clean);
	}
	scene->memo = NULL;
}

static enum ndjson_fault read_event(
	struct block *block, spoor_view text, struct spoor_event *event)
{
	if (text.len == 0)
		return NDJSON_NOT_JSON;
	if (ndjson_read_quick(text, event, &block->hint))
		return NDJSON_FINE;
	event_clear(event, &block->texts);
	return ndjson_read(text, event);
}

/* A line of a stream that is no event becomes one that says so. */
static void decode_line(struct block *block, const struct block_plan *plan,
	spoor_view path, const struct record *record)
{
	static const struct site no_site = {.show_secrets = false};
	struct scene scene = {.site = &no_site, .path = path};
	struct spoor_event *event = new_event(block, plan);
	spoor_view whole;
	enum ndjson_fault fault;

	if (!event)
		return;
	fault = read_event(block, record->text, event);
	if (fault == NDJSON_NOMEM) {
		block->failed = true;
		return;
	}
	if (fault == NDJSON_FINE) {
		whole = view_of(record->text.ptr, record->text.len + 1);
		if (record->length == whole.len && whole.ptr[whole.len - 1] == '\n')
			event->text = whole;
		finish(block, plan, event);
		return;
	}
	event_clear(event, &block->texts);
	event_set_action(event, record->text.len ? ACTION_UNPARSED : ACTION_LOG_NOTICE);
	event_set_dataset(event, VIEW("spoor.stream"));
	event->raw = record->text;
	set_place(event, &scene, record);
	if (record->text.len) {
		event_set_text(
			event, FIELD_EVENT_REASON, view_string(ndjson_fault_text(fault)));
		event_set_text(event, FIELD_EVENT_ORIGINAL,
			secret_mask(&no_site, event,
				utf8_clean(&block->texts, record->text)));
	}
	finish(block, plan, event);
}

void block_decode(struct block *block, const struct block_plan *plan, spoor_view path,
	const struct stretch *stretch)
{
	spoor_view rest = stretch->bytes;
	uint64_t line = stretch->line;

	begin(block, stretch);
	while (rest.len && !block->failed) {
		struct record record = take_record(stretch, &rest, line++);

		decode_line(block, plan, path, &record);
	}
}

const struct spoor_event *block_next(struct block *block)
{
	if (block_is_empty(block))
		return NULL;
	if (block->kept.len == 0) {
		block->next = 1;
		block->shell.text = buf_view(&block->text);
		return &block->shell;
	}
	return ((const struct spoor_event *const *)(const void *)
			block->kept.ptr)[block->next++];
}

bool block_is_empty(const struct block *block)
{
	if (block->kept.len == 0)
		return block->text.len == 0 || block->next > 0;
	return block->next >= block->kept.len / sizeof(struct spoor_event *);
}
