/* SPDX-License-Identifier: ISC */
/* One loop with a step per kind of escape: a step writes one byte and says how much it read. */
#include "decode.h"

#include "base/utf8.h"

/* Reads the escape at the front, gives how many bytes it took; 0: it is none. */
typedef size_t decode_step(spoor_view rest, char *out);

static spoor_view decode(
	struct arena *arena, spoor_view view, char mark, decode_step *step)
{
	size_t at = view_find(view, mark);
	size_t used = at;
	char *out;

	if (at == view.len)
		return view;
	out = arena_room(arena, view.len);
	if (!out)
		return view;
	memcpy(out, view.ptr, at);
	while (at < view.len) {
		size_t took =
			view.ptr[at] == mark ? step(view_skip(view, at), out + used) : 0;

		if (took == 0) {
			out[used] = view.ptr[at];
			took = 1;
		}
		used++;
		at += took;
	}
	arena_keep(arena, used);
	return utf8_clean(arena, view_of(out, used));
}

static size_t percent_step(spoor_view rest, char *out)
{
	if (rest.len < 3 || hex_value(rest.ptr[1]) < 0 || hex_value(rest.ptr[2]) < 0)
		return 0;
	*out = (char)(hex_value(rest.ptr[1]) * 16 + hex_value(rest.ptr[2]));
	return 3;
}

static spoor_view plus_to_blank(struct arena *arena, spoor_view view)
{
	char *out;

	if (!view_has(view, '+'))
		return view;
	out = arena_room(arena, view.len);
	if (!out)
		return view;
	for (size_t i = 0; i < view.len; i++)
		out[i] = view.ptr[i] == '+' ? ' ' : view.ptr[i];
	arena_keep(arena, view.len);
	return view_of(out, view.len);
}

spoor_view decode_percent(struct arena *arena, spoor_view view, bool plus)
{
	if (plus)
		view = plus_to_blank(arena, view);
	return decode(arena, view, '%', percent_step);
}

static size_t backslash_step(spoor_view rest, char *out)
{
	if (rest.len < 2)
		return 0;
	if (rest.ptr[1] == 'x') {
		if (rest.len < 4 || hex_value(rest.ptr[2]) < 0 ||
			hex_value(rest.ptr[3]) < 0)
			return 0;
		*out = (char)(hex_value(rest.ptr[2]) * 16 + hex_value(rest.ptr[3]));
		return 4;
	}
	switch (rest.ptr[1]) {
	case '"':
	case '\\':
		*out = rest.ptr[1];
		return 2;
	case 'n':
		*out = '\n';
		return 2;
	case 'r':
		*out = '\r';
		return 2;
	case 't':
		*out = '\t';
		return 2;
	default:
		return 0;
	}
}

spoor_view decode_backslash(struct arena *arena, spoor_view view)
{
	return decode(arena, view, '\\', backslash_step);
}

static size_t octal_step(spoor_view rest, char *out)
{
	int code = 0;

	if (rest.len < 4 || rest.ptr[1] != '0')
		return 0;
	for (size_t i = 1; i < 4; i++) {
		if (rest.ptr[i] < '0' || rest.ptr[i] > '7')
			return 0;
		code = code * 8 + (rest.ptr[i] - '0');
	}
	if (code >= 0x20)
		return 0;
	*out = (char)code;
	return 4;
}

spoor_view decode_octal(struct arena *arena, spoor_view view)
{
	return decode(arena, view, '#', octal_step);
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	if (c == '+' || c == '/')
		return c == '+' ? 62 : 63;
	return -1;
}

bool decode_base64_into(spoor_view view, char *out, size_t *len_r)
{
	uint32_t bits = 0;
	int count = 0;

	*len_r = 0;
	while (view.len && view.ptr[view.len - 1] == '=')
		view.len--;
	if (view.len % 4 == 1)
		return false;
	for (size_t i = 0; i < view.len; i++) {
		int value = base64_value(view.ptr[i]);

		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out[(*len_r)++] = (char)(bits >> count & 0xff);
		}
	}
	return true;
}

spoor_view decode_base64(struct arena *arena, spoor_view view)
{
	char *out = arena_room(arena, view.len);
	size_t len;

	if (!out || !decode_base64_into(view, out, &len))
		return view_of("", 0);
	arena_keep(arena, len);
	return view_of(out, len);
}
