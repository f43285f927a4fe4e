/* SPDX-License-Identifier: ISC */
/*
 * Events nested as Elasticsearch and OpenSearch want them, every derived field written. The
 * objects come from the names: these are walked in alphabetic order, in which all names with
 * one beginning stand together, so that an object is opened once.
 *
 * ecs and message come first, then the fields, then keys that the field table does not know,
 * as they stand in the stream. An event without a time has no @timestamp.
 */
#include "codec/json_value.h"
#include "codec/members.h"
#include "codec/output.h"
#include "codec/sentence.h"

#include <stdlib.h>

#define HEAD "{\"ecs\":{\"version\":\"9.0.0\"},\"message\":"

static spoor_view name_of(enum field field)
{
	return view_string(field_row(field)->info.name);
}

static int by_name(const void *a, const void *b)
{
	return view_order(name_of(*(const uint8_t *)a), name_of(*(const uint8_t *)b));
}

static void begin(struct output_state *state, struct buf *out)
{
	(void)out;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		state->by_name[i] = (uint8_t)i;
	qsort(state->by_name, FIELD_COUNT, 1, by_name);
}

/* How long the objects' part is that both names are in: "spoor.log." of two. */
static size_t shared_len(spoor_view a, spoor_view b)
{
	size_t shared = 0;

	for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
		if (a.ptr[i] == '.')
			shared = i + 1;
	return shared;
}

static void close_objects(struct buf *out, spoor_view names)
{
	for (size_t i = 0; i < names.len; i++)
		if (names.ptr[i] == '.')
			buf_add_char(out, '}');
}

/* "b.c" behind an object that has members: ,"b":{"c": */
static void open_objects(struct buf *out, spoor_view names)
{
	buf_add(out, VIEW(",\""));
	for (size_t i = 0; i < names.len; i++)
		if (names.ptr[i] == '.')
			buf_add(out, VIEW("\":{\""));
		else
			buf_add_char(out, names.ptr[i]);
	buf_add(out, VIEW("\":"));
}

/* ECS has a list of objects here: [{"file":{"name":"a"}},…] */
static bool write_attachments(struct buf *out, const struct spoor_event *event)
{
	const union value *names = event_get(event, FIELD_EMAIL_ATTACHMENT_NAME);

	if (!names)
		return false;
	for (uint32_t i = 0; i < names->list.count; i++) {
		buf_add(out, i ? VIEW(",{\"file\":{\"name\":")
			       : VIEW("[{\"file\":{\"name\":"));
		ndjson_write_text(out, names->list.at[i]);
		buf_add(out, VIEW("}}"));
	}
	buf_add_char(out, ']');
	return true;
}

/* The objects that a field is in, and its name in the last of them. */
static spoor_view path_of(enum field field)
{
	return field == FIELD_EMAIL_ATTACHMENT_NAME ? VIEW("email.attachments")
						    : name_of(field);
}

static bool write_value(struct output_state *state, struct buf *out,
	const struct spoor_event *event, enum field field)
{
	if (field == FIELD_EMAIL_ATTACHMENT_NAME)
		return write_attachments(out, event);
	return json_value_write(out, event, field, &state->cache);
}

static bool may_have(const struct spoor_event *event, enum field field)
{
	return event_has(event, field) || field_row(field)->info.derived ||
	       field == FIELD_EVENT_TYPE;
}

static void write_fields(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	spoor_view last = view_of("", 0);

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		enum field field = (enum field)state->by_name[i];
		spoor_view path = path_of(field);
		size_t start = out->len;
		size_t shared;

		if (!may_have(event, field))
			continue;
		shared = shared_len(last, path);
		close_objects(out, view_skip(last, shared));
		open_objects(out, view_skip(path, shared));
		if (write_value(state, out, event, field))
			last = path;
		else
			out->len = start;
	}
	close_objects(out, last);
}

/* Names of the objects that are written, so that no key stands twice. */
static bool is_taken(spoor_view key)
{
	if (view_eq(key, VIEW("ecs")) || view_eq(key, VIEW("message")))
		return true;
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		spoor_view name = name_of((enum field)i);

		if (view_eq(key, view_head(name, view_find(name, '.'))))
			return true;
	}
	return false;
}

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	state->cell.len = 0;
	sentence_write(state->sentences, &state->cell, event);
	buf_add(out, VIEW(HEAD));
	ndjson_write_text(out, buf_view(&state->cell));
	write_fields(state, out, event);
	members_write(out, event, &state->arena, is_taken);
	buf_add(out, VIEW("}\n"));
}

const struct output output_ecs = {
	.info = {.name = "ecs",
		.about = "nested ECS documents for Elasticsearch and OpenSearch"},
	.begin = begin,
	.write = write,
};
