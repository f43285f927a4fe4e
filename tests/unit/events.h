/* SPDX-License-Identifier: ISC */
#ifndef UNIT_EVENTS_H
#define UNIT_EVENTS_H

/* Events for tests, written as the stream writes them, and what an output makes of them. */

#include "base/json.h"
#include "codec/ndjson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

/* An event of an action, with more members as ,"key":value. */
#define EVENT(action, members)                                                           \
	"{\"event.action\":\"" action "\",\"spoor.log.line\":1" members "}"

/* What a writer is asked for; zero is the default. */
struct asked {
	const char *output;
	const char *fields[8];
	const char *zone;
	bool colour;
	bool no_header;
};

static inline struct spoor_writer *open_writer(
	const struct asked *asked, int descriptor, struct spoor_error *error)
{
	struct spoor_writer_options options = {
		.descriptor = descriptor,
		.output = asked->output,
		.fields = {.at = asked->fields},
		.zone = asked->zone,
		.colour = asked->colour,
		.no_header = asked->no_header,
	};

	while (options.fields.count < COUNT(asked->fields) &&
		asked->fields[options.fields.count])
		options.fields.count++;
	return spoor_writer_new(&options, error);
}

/* Reads a line of a stream; the event's texts are in the arena and in the line. */
static inline void read_event(
	const char *line, struct spoor_event *event, struct arena *arena)
{
	event_clear(event, arena);
	assert_string_equal(ndjson_fault_text(ndjson_read(view_string(line), event)), "");
}

/* A writer into a file, to be read with end_print. */
static inline struct spoor_writer *begin_print(const struct asked *asked, FILE **file_r)
{
	struct spoor_error error = {0};
	struct spoor_writer *writer;

	*file_r = tmpfile();
	assert_non_null(*file_r);
	writer = open_writer(asked, fileno(*file_r), &error);
	assert_string_equal(error.text, "");
	return writer;
}

/* What was written; the caller frees it. */
static inline char *end_print(struct spoor_writer *writer, FILE *file)
{
	char *text;
	long len;

	assert_int_equal(spoor_writer_close(&writer), SPOOR_OK);
	fseek(file, 0, SEEK_END);
	len = ftell(file);
	rewind(file);
	text = calloc(1, (size_t)len + 1);
	assert_int_equal(fread(text, 1, (size_t)len, file), len);
	fclose(file);
	return text;
}

static inline char *print_event(
	const struct asked *asked, const struct spoor_event *event)
{
	FILE *file;
	struct spoor_writer *writer = begin_print(asked, &file);

	assert_int_equal(spoor_writer_write(writer, event), SPOOR_OK);
	return end_print(writer, file);
}

/* Prints events given as lines, up to NULL. The caller frees the text. */
static inline char *print_events(const struct asked *asked, const char *const *lines)
{
	FILE *file;
	struct spoor_writer *writer = begin_print(asked, &file);
	struct spoor_event *event = malloc(sizeof(*event));
	struct arena arena;

	arena_init(&arena, 1 << 24);
	for (; *lines; lines++) {
		read_event(*lines, event, &arena);
		assert_int_equal(spoor_writer_write(writer, event), SPOOR_OK);
	}
	arena_deinit(&arena);
	free(event);
	return end_print(writer, file);
}

/* One event without a header line. */
static inline void assert_prints(
	const struct asked *asked, const char *line, const char *want)
{
	const char *const lines[] = {line, NULL};
	char *text = print_events(asked, lines);

	assert_string_equal(text, want);
	free(text);
}

/* Sets a field of any type, so that the event carries it. */
static inline void set_any(struct spoor_event *event, enum field field, spoor_view text)
{
	const struct spoor_field_info *info = &field_row(field)->info;

	if (info->derived)
		return;
	if (info->multi) {
		event_add_text(event, field, text);
		event_add_text(event, field, VIEW("second"));
		return;
	}
	switch (info->type) {
	case SPOOR_TEXT:
		event_set_text(event, field, text);
		break;
	case SPOOR_ADDRESS:
		event_set_text(event, field, VIEW("192.0.2.1"));
		break;
	case SPOOR_INTEGER:
		event_set_number(event, field, 2);
		break;
	case SPOOR_DECIMAL:
		event_set_text(event, field, VIEW("0.5"));
		break;
	case SPOOR_FLAG:
		event_set_flag(event, field, true);
		break;
	case SPOOR_TIME:
		event_set_time(event, field, INT64_C(1767217200000000000), 3);
		break;
	}
}

/* One JSON text, in which no key stands twice in one object. */
static inline void assert_json(const char *text)
{
	enum { MOST = 1024 };
	spoor_view *keys = malloc(MOST * sizeof(*keys));
	size_t first[JSON_DEPTH + 1] = {0}; /* of the keys of each open object */
	size_t count = 0;
	struct json json;
	enum json_token token;

	json_init(&json, view_string(text));
	while ((token = json_next(&json)) != JSON_END) {
		assert_int_not_equal(token, JSON_ERROR);
		if (token == JSON_OBJECT || token == JSON_ARRAY)
			first[json.depth] = count;
		if (token == JSON_OBJECT_END || token == JSON_ARRAY_END)
			count = first[json.depth + 1];
		if (token != JSON_KEY)
			continue;
		for (size_t i = first[json.depth]; i < count; i++)
			assert_false(view_eq(keys[i], json.text));
		assert_true(count < MOST);
		keys[count++] = json.text;
	}
	free(keys);
}

/* Each field alone, and all of them at once. */
static inline void assert_json_of_all_fields(const struct asked *asked)
{
	struct spoor_event *event = malloc(sizeof(*event));
	struct arena arena;

	arena_init(&arena, 1 << 24);
	for (int only = 0; only <= FIELD_COUNT; only++) {
		char *text;

		event_clear(event, &arena);
		for (int field = 0; field < FIELD_COUNT; field++)
			if (only == FIELD_COUNT || field == only)
				set_any(event, (enum field)field, VIEW("a\"\\\x1b\n"));
		event_set_action(event, (enum action)(only % ACTION_COUNT));
		text = print_event(asked, event);
		assert_json(text);
		free(text);
	}
	arena_deinit(&arena);
	free(event);
}

#endif
