/* SPDX-License-Identifier: ISC */
/* A state machine over tokens; the only memory is one bit a level. */
#include "json.h"

#include "base/scan.h"
#include "base/utf8.h"

enum {
	WANT_VALUE,
	WANT_KEY,
	WANT_KEY_OR_END,
	WANT_VALUE_OR_END,
	WANT_NEXT,
	DONE,
	BROKEN
};

void json_init(struct json *json, spoor_view text)
{
	*json = (struct json){.rest = text, .text = view_of("", 0), .state = WANT_VALUE};
}

static void skip_space(struct json *json)
{
	while (json->rest.len) {
		char c = json->rest.ptr[0];

		if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
			return;
		json->rest = view_skip(json->rest, 1);
	}
}

static enum json_token broken(struct json *json)
{
	json->state = BROKEN;
	return JSON_ERROR;
}

/* How long the escape at the front is; 0: it is none. */
static size_t escape_len(spoor_view view)
{
	if (view.len < 2)
		return 0;
	if (view.ptr[1] != 'u')
		return memchr("\"\\/bfnrt", view.ptr[1], 8) ? 2 : 0;
	if (view.len < 6)
		return 0;
	for (size_t i = 2; i < 6; i++)
		if (hex_value(view.ptr[i]) < 0)
			return 0;
	return 6;
}

/* The text behind an opening quote, up to the closing one. */
static bool scan_string(struct json *json)
{
	spoor_view rest = json->rest;
	size_t at = 0;

	json->escaped = false;
	while (at < rest.len && rest.ptr[at] != '"') {
		size_t len = 1;

		if ((unsigned char)rest.ptr[at] < 0x20)
			return false;
		if (rest.ptr[at] == '\\') {
			len = escape_len(view_skip(rest, at));
			if (len == 0)
				return false;
			json->escaped = true;
		}
		at += len;
	}
	if (at >= rest.len)
		return false;
	json->text = view_head(rest, at);
	json->rest = view_skip(rest, at + 1);
	return utf8_valid_len(json->text) == json->text.len;
}

static size_t digits_at(spoor_view view, size_t at)
{
	size_t count = 0;

	while (at + count < view.len && is_digit(view.ptr[at + count]))
		count++;
	return count;
}

static bool scan_json_number(struct json *json)
{
	spoor_view rest = json->rest;
	size_t at = rest.len && rest.ptr[0] == '-' ? 1 : 0;
	size_t digits = digits_at(rest, at);

	if (digits == 0 || (digits > 1 && rest.ptr[at] == '0'))
		return false;
	at += digits;
	if (at < rest.len && rest.ptr[at] == '.') {
		digits = digits_at(rest, at + 1);
		if (digits == 0)
			return false;
		at += 1 + digits;
	}
	if (at < rest.len && to_lower(rest.ptr[at]) == 'e') {
		at++;
		if (at < rest.len && (rest.ptr[at] == '+' || rest.ptr[at] == '-'))
			at++;
		digits = digits_at(rest, at);
		if (digits == 0)
			return false;
		at += digits;
	}
	json->text = view_head(rest, at);
	json->rest = view_skip(rest, at);
	return true;
}

static enum json_token after_value(struct json *json, enum json_token token)
{
	json->state = json->depth ? WANT_NEXT : DONE;
	return token;
}

static enum json_token open_level(struct json *json, bool array)
{
	if (json->depth == JSON_DEPTH)
		return broken(json);
	json->in_array[json->depth++] = array;
	json->state = array ? WANT_VALUE_OR_END : WANT_KEY_OR_END;
	json->rest = view_skip(json->rest, 1);
	return array ? JSON_ARRAY : JSON_OBJECT;
}

static enum json_token close_level(struct json *json)
{
	bool array = json->in_array[json->depth - 1];

	if (!scan_char(&json->rest, array ? ']' : '}'))
		return broken(json);
	json->depth--;
	return after_value(json, array ? JSON_ARRAY_END : JSON_OBJECT_END);
}

static enum json_token next_value(struct json *json)
{
	if (json->rest.len == 0)
		return broken(json);
	switch (json->rest.ptr[0]) {
	case '{':
		return open_level(json, false);
	case '[':
		return open_level(json, true);
	case '"':
		json->rest = view_skip(json->rest, 1);
		return scan_string(json) ? after_value(json, JSON_STRING) : broken(json);
	case 't':
		return scan_literal(&json->rest, VIEW("true"))
			       ? after_value(json, JSON_TRUE)
			       : broken(json);
	case 'f':
		return scan_literal(&json->rest, VIEW("false"))
			       ? after_value(json, JSON_FALSE)
			       : broken(json);
	case 'n':
		return scan_literal(&json->rest, VIEW("null"))
			       ? after_value(json, JSON_NULL)
			       : broken(json);
	default:
		return scan_json_number(json) ? after_value(json, JSON_NUMBER)
					      : broken(json);
	}
}

static enum json_token next_key(struct json *json)
{
	if (!scan_char(&json->rest, '"') || !scan_string(json))
		return broken(json);
	skip_space(json);
	if (!scan_char(&json->rest, ':'))
		return broken(json);
	json->state = WANT_VALUE;
	return JSON_KEY;
}

/* What follows a value inside an object or array. */
static enum json_token next_member(struct json *json)
{
	bool array = json->in_array[json->depth - 1];

	if (!scan_char(&json->rest, ','))
		return close_level(json);
	skip_space(json);
	return array ? next_value(json) : next_key(json);
}

enum json_token json_next(struct json *json)
{
	skip_space(json);
	switch (json->state) {
	case WANT_VALUE:
		return next_value(json);
	case WANT_KEY:
		return next_key(json);
	case WANT_KEY_OR_END:
		return json->rest.len && json->rest.ptr[0] == '}' ? close_level(json)
								  : next_key(json);
	case WANT_VALUE_OR_END:
		return json->rest.len && json->rest.ptr[0] == ']' ? close_level(json)
								  : next_value(json);
	case WANT_NEXT:
		return next_member(json);
	case DONE:
		return json->rest.len ? broken(json) : JSON_END;
	default:
		return JSON_ERROR;
	}
}

static uint32_t hex_quad(const char *p)
{
	uint32_t code = 0;

	for (int i = 0; i < 4; i++)
		code = code * 16 + (uint32_t)hex_value(p[i]);
	return code;
}

/* Undoes the \u escape at the front; gives how many bytes it took, 0 for a lone surrogate. */
static size_t unescape_unicode(spoor_view view, char *out, size_t *used)
{
	uint32_t code = hex_quad(view.ptr + 2);
	size_t took = 6;

	if (code >= 0xdc00 && code < 0xe000)
		return 0;
	if (code >= 0xd800 && code < 0xdc00) {
		uint32_t low;

		if (view.len < 12 || view.ptr[6] != '\\' || view.ptr[7] != 'u')
			return 0;
		low = hex_quad(view.ptr + 8);
		if (low < 0xdc00 || low >= 0xe000)
			return 0;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		took = 12;
	}
	*used += utf8_put(out + *used, code);
	return took;
}

static char unescape_char(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return c;
	}
}

bool json_text(const struct json *json, struct arena *arena, spoor_view *text_r)
{
	spoor_view view = json->text;
	size_t used = 0;
	char *out;

	if (!json->escaped) {
		*text_r = view;
		return true;
	}
	out = arena_room(arena, view.len);
	if (!out)
		return false;
	while (view.len) {
		size_t took = 1;

		if (view.ptr[0] != '\\') {
			out[used++] = view.ptr[0];
		} else if (view.ptr[1] == 'u') {
			took = unescape_unicode(view, out, &used);
			if (took == 0)
				return false;
		} else {
			out[used++] = unescape_char(view.ptr[1]);
			took = 2;
		}
		view = view_skip(view, took);
	}
	arena_keep(arena, used);
	*text_r = view_of(out, used);
	return true;
}

bool json_skip(
	struct json *json, enum json_token first, const char *start, spoor_view *span_r)
{
	int depth = json->depth;
	enum json_token token = first;

	if (first == JSON_OBJECT || first == JSON_ARRAY)
		do
			token = json_next(json);
		while (token != JSON_ERROR && json->depth >= depth);
	if (token == JSON_ERROR)
		return false;
	*span_r = view_of(start, (size_t)(json->rest.ptr - start));
	return true;
}
