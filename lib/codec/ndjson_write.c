/* SPDX-License-Identifier: ISC */
/*
 * Rendering of any event. Keys are prebuilt pieces of fixed room, texts are copied sixteen bytes
 * at a time while nothing in them needs an escape, the time's text is kept from one event to the
 * next of the same second. What events have in common is left to ndjson_plan.c.
 */
#include "base/utf8.h"
#include "codec/escape.h"
#include "codec/ndjson_plan.h"

enum {
	PIECE = 4096,
	MARGIN = FIELD_KEY_ROOM + NDJSON_SMALL + CHUNK /* around a text */
};

/* ------------------------------------------------------------------ any texts */

static inline bool is_special(char c)
{
	return (unsigned char)c < 0x20 || (unsigned char)c >= 0x7f || c == '"' ||
	       c == '\\';
}

/* "\u007f" */
static size_t put_hex(char *out, uint32_t unit)
{
	out[0] = '\\';
	out[1] = 'u';
	for (int i = 0; i < 4; i++)
		out[2 + i] = "0123456789abcdef"[unit >> (12 - 4 * i) & 15];
	return 6;
}

/* A code that is not to be seen, as one or two units of UTF-16. */
static size_t put_hidden(char *out, uint32_t code)
{
	if (code < 0x10000)
		return put_hex(out, code);
	code -= 0x10000;
	return put_hex(out, 0xd800 + (code >> 10)) +
	       put_hex(out + 6, 0xdc00 + (code & 0x3ff));
}

static size_t put_escape(char *out, char c)
{
	static const char names[] = "\b\f\n\r\t\"\\";
	static const char letters[] = "bfnrt\"\\";
	const char *name = c ? strchr(names, c) : NULL;

	if (!name)
		return put_hex(out, (unsigned char)c);
	out[0] = '\\';
	out[1] = letters[name - names];
	return 2;
}

/* One character that may need an escape, at most twelve bytes; gives how many bytes of the text
 * it took. */
static size_t put_character(char *out, spoor_view text, size_t *used)
{
	size_t len;
	uint32_t code;

	if (!is_special(text.ptr[0])) {
		out[(*used)++] = text.ptr[0];
		return 1;
	}
	if ((unsigned char)text.ptr[0] < 0x80) {
		*used += put_escape(out + *used, text.ptr[0]);
		return 1;
	}
	code = utf8_get(text, &len);
	*used += escape_is_hidden(code) ? put_hidden(out + *used, code)
					: utf8_put(out + *used, code);
	return len;
}

/* Any text, of any length. */
void ndjson_write_inner(struct buf *out, spoor_view text)
{
	while (text.len) {
		const char *stop = text.ptr + (text.len < PIECE ? text.len : PIECE);
		size_t used = 0;
		char *room;

		if (!buf_reserve(out, ((size_t)(stop - text.ptr) + 4) * 6))
			return;
		room = out->ptr + out->len;
		while (text.ptr < stop)
			text = view_skip(text, put_character(room, text, &used));
		out->len += used;
	}
}

void ndjson_write_text(struct buf *out, spoor_view text)
{
	if (!buf_reserve(out, text.len + 2))
		return;
	out->ptr[out->len++] = '"';
	if (copy_text(out->ptr + out->len, text) == 0)
		out->len += text.len;
	else
		ndjson_write_inner(out, text);
	buf_add_char(out, '"');
}

/* ------------------------------------------------------------------ values */

static void write_list(
	struct buf *out, const union value *value, enum spoor_field_type type)
{
	buf_add_char(out, '[');
	for (uint32_t i = 0; i < value->list.count; i++) {
		if (i)
			buf_add_char(out, ',');
		if (type == SPOOR_INTEGER || type == SPOOR_DECIMAL)
			buf_add(out, value->list.at[i]);
		else
			ndjson_write_text(out, value->list.at[i]);
	}
	buf_add_char(out, ']');
}

void ndjson_write_value(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	char *end;

	if (row->holds == HOLDS_LIST) {
		write_list(out, value, row->info.type);
	} else if (row->holds == HOLDS_TEXT || row->holds == HOLDS_ACTION) {
		ndjson_write_text(out, value->text);
	} else if (row->holds == HOLDS_DECIMAL) {
		buf_add(out, value->text);
	} else if (buf_reserve(out, NDJSON_SMALL)) {
		end = put_small(out->ptr + out->len, row->holds, value, cache);
		out->len = (size_t)(end - out->ptr);
	}
}

/* ------------------------------------------------------------------ events */

/* Any field; gives where to go on, NULL without memory. */
static char *write_slowly(struct buf *out, char *at, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	out->len = (size_t)(at - out->ptr);
	buf_add(out, view_of(row->key, row->key_len));
	ndjson_write_value(out, row, value, cache);
	return buf_reserve(out, MARGIN) ? out->ptr + out->len : NULL;
}

/* A text with its key; NULL: it must be written slowly. `most`: how long it may be. */
ALWAYS_INLINE char *put_text(
	char *at, const struct field_row *row, spoor_view text, ptrdiff_t most)
{
	if ((ptrdiff_t)text.len > most)
		return NULL;
	memcpy(at, row->key, FIELD_KEY_ROOM);
	at += row->key_len + 1; /* with its quote */
	if (copy_text(at, text) != 0)
		return NULL;
	at[text.len] = '"';
	return at + text.len + 1;
}

/* One field at `at`, which has room for MARGIN bytes; NULL without memory. */
ALWAYS_INLINE char *put_field(struct buf *out, char *at, const struct spoor_event *event,
	size_t field, struct ndjson_cache *cache)
{
	const struct field_row *row = &field_rows[field];
	const union value *value = &event->values[event->at[field]];
	ptrdiff_t room = out->ptr + out->room - at - 2 * MARGIN;
	char *next = NULL;

	if (row->holds == HOLDS_TEXT) {
		next = put_text(at, row, value->text, room);
	} else if (room >= 0 && row->holds < HOLDS_TEXT) {
		memcpy(at, row->key, FIELD_KEY_ROOM);
		next = put_small(at + row->key_len, row->holds, value, cache);
	} else if (room >= 0 && row->holds == HOLDS_ACTION) {
		memcpy(at, action_rows[event->action].member, ACTION_MEMBER_ROOM);
		next = at + action_rows[event->action].member_len;
	}
	return next ? next : write_slowly(out, at, row, value, cache);
}

/* All fields; false without memory. */
static bool write_fields(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache)
{
	char *at;

	if (!buf_reserve(out, MARGIN))
		return false;
	at = out->ptr + out->len;
	for (size_t word = 0; word < EVENT_WORDS; word++) {
		uint64_t bits = event->bits.has[word];

		for (; bits && at; bits &= bits - 1)
			at = put_field(out, at, event,
				word * 64 + (size_t)__builtin_ctzll(bits), cache);
	}
	if (at)
		out->len = (size_t)(at - out->ptr);
	return at != NULL;
}

void ndjson_write(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache)
{
	size_t start = out->len;

	if (event->shape && ndjson_plan_write(out, event, cache))
		return;
	if (!write_fields(out, event, cache))
		return;
	buf_add(out, event->members);
	buf_add(out, VIEW("}\n"));
	if (!out->failed)
		out->ptr[start] = '{'; /* the first key's comma */
}
