/* SPDX-License-Identifier: ISC */
/* Many bytes at a time while they are ASCII: nearly all log text is. */
#include "utf8.h"

static size_t ascii_len(const char *ptr, size_t len)
{
	size_t at = 0;

	for (; len - at >= 4 * CHUNK; at += 4 * CHUNK)
		if (highs16(load16(ptr + at)) | highs16(load16(ptr + at + CHUNK)) |
			highs16(load16(ptr + at + 2 * CHUNK)) |
			highs16(load16(ptr + at + 3 * CHUNK)))
			break;
	for (; len - at >= 8; at += 8)
		if (load8(ptr + at) & UINT64_C(0x8080808080808080))
			break;
	while (at < len && (unsigned char)ptr[at] < 0x80)
		at++;
	return at;
}

/* The length of the sequence at the front when it is valid; else 0, and in *bad_r how many
 * bytes one U+FFFD stands for (the maximal part that could have begun a sequence). */
static size_t sequence_len(const unsigned char *p, size_t len, size_t *bad_r)
{
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t need;

	*bad_r = 1;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	need = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	for (size_t i = 1; i < need; i++) {
		if (i >= len || p[i] < low || p[i] > high) {
			*bad_r = i;
			return 0;
		}
		low = 0x80;
		high = 0xbf;
	}
	return need;
}

size_t utf8_valid_len(spoor_view view)
{
	size_t at = 0;
	size_t bad;

	while ((at += ascii_len(view.ptr + at, view.len - at)) < view.len) {
		size_t len = sequence_len(
			(const unsigned char *)view.ptr + at, view.len - at, &bad);

		if (len == 0)
			break;
		at += len;
	}
	return at;
}

static size_t copy_clean(char *out, spoor_view view)
{
	size_t used = 0;

	while (view.len) {
		size_t valid = utf8_valid_len(view);
		size_t bad;

		memcpy(out + used, view.ptr, valid);
		used += valid;
		view = view_skip(view, valid);
		if (view.len == 0)
			break;
		sequence_len((const unsigned char *)view.ptr, view.len, &bad);
		used += utf8_put(out + used, 0xfffd);
		view = view_skip(view, bad);
	}
	return used;
}

spoor_view utf8_clean(struct arena *arena, spoor_view view)
{
	size_t valid = utf8_valid_len(view);
	size_t used;
	char *room;

	if (valid == view.len)
		return view;
	room = arena_room(arena, view.len * 3);
	if (!room)
		return view_head(view, valid);
	used = copy_clean(room, view);
	arena_keep(arena, used);
	return view_of(room, used);
}

size_t utf8_put(char *out, uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

uint32_t utf8_get(spoor_view view, size_t *len_r)
{
	const unsigned char *p = (const unsigned char *)view.ptr;
	size_t bad;
	size_t len = sequence_len(p, view.len, &bad);
	uint32_t code;

	*len_r = len ? len : 1;
	if (len <= 1)
		return len ? p[0] : 0xfffd;
	code = p[0] & (0xffu >> (len + 1));
	for (size_t i = 1; i < len; i++)
		code = code << 6 | (p[i] & 0x3fu);
	return code;
}

spoor_view utf8_head(spoor_view text, size_t most)
{
	if (text.len <= most)
		return text;
	while (most > 0 && ((unsigned char)text.ptr[most] & 0xc0) == 0x80)
		most--;
	return view_head(text, most);
}
