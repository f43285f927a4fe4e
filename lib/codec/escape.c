/* SPDX-License-Identifier: ISC */
/* Log text is written by strangers: this is the one door through which it reaches people. */
#include "escape.h"

#include "base/utf8.h"

struct range {
	uint32_t first;
	uint32_t last;
};

static const struct range hidden[] = {
	{0x80, 0x9f},       /* C1: a terminal takes 9b for ESC [ */
	{0xad, 0xad},       /* soft hyphen */
	{0x34f, 0x34f},     /* grapheme joiner */
	{0x61c, 0x61c},     /* Arabic letter mark */
	{0x115f, 0x1160},   /* Hangul fillers */
	{0x17b4, 0x17b5},   /* Khmer inherent vowels */
	{0x180b, 0x180f},   /* Mongolian selectors */
	{0x200b, 0x200f},   /* zero width, left-to-right, right-to-left */
	{0x2028, 0x202e},   /* line ends, embeddings, overrides */
	{0x2060, 0x206f},   /* word joiner, isolates */
	{0x3164, 0x3164},   /* Hangul filler */
	{0xfe00, 0xfe0f},   /* variation selectors */
	{0xfeff, 0xfeff},   /* byte-order mark */
	{0xffa0, 0xffa0},   /* half-width filler */
	{0xfff0, 0xfffb},   /* annotations */
	{0x1bca0, 0x1bca3}, /* shorthand controls */
	{0x1d173, 0x1d17a}, /* musical controls */
	{0xe0000, 0xe0fff}, /* tags, more selectors */
};

/* Characters that take two columns, in a coarse cut of Unicode's East Asian Width. */
static const struct range wide[] = {
	{0x1100, 0x115e},
	{0x2e80, 0x303e},
	{0x3041, 0xa4cf},
	{0xac00, 0xd7a3},
	{0xf900, 0xfaff},
	{0xfe30, 0xfe6f},
	{0xff01, 0xff60},
	{0xffe0, 0xffe6},
	{0x1f300, 0x1f64f},
	{0x1f900, 0x1faff},
	{0x20000, 0x3fffd},
};

/* Marks that stand on the character before them. */
static const struct range marks[] = {
	{0x300, 0x36f},
	{0x483, 0x489},
	{0x591, 0x5bd},
	{0x610, 0x61a},
	{0x64b, 0x65f},
	{0x1ab0, 0x1aff},
	{0x1dc0, 0x1dff},
	{0x20d0, 0x20ff},
	{0xfe20, 0xfe2f},
};

static bool is_in(uint32_t code, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (code <= ranges[i].last)
			return code >= ranges[i].first;
	return false;
}

/* Bytes at the front that may be copied as they are. */
static size_t clean_len(spoor_view text, enum escape how)
{
	size_t at = 0;

	for (; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];

		if (c < 0x20 || c >= 0x7f || (c == '\\' && how != ESCAPE_PLAIN) ||
			(c == '"' && how == ESCAPE_QUOTED))
			break;
	}
	return at;
}

bool escape_is_hidden(uint32_t code)
{
	return is_in(code, hidden, COUNT(hidden));
}

static void add_hex(struct buf *out, uint32_t code, int digits)
{
	while (digits-- > 0)
		buf_add_char(out, "0123456789abcdef"[code >> (digits * 4) & 15]);
}

static void add_ascii(struct buf *out, char c)
{
	static const char names[] = "\n\t\r\\\"";
	static const char letters[] = "ntr\\\"";
	const char *name = c ? strchr(names, c) : NULL;

	buf_add_char(out, '\\');
	if (name) {
		buf_add_char(out, letters[name - names]);
		return;
	}
	buf_add_char(out, 'x');
	add_hex(out, (unsigned char)c, 2);
}

/* One character beyond ASCII; gives how many bytes of the text it took. */
static size_t add_code(struct buf *out, spoor_view text)
{
	char bytes[4];
	size_t len;
	uint32_t code = utf8_get(text, &len);

	if (!escape_is_hidden(code)) {
		buf_add(out, view_of(bytes, utf8_put(bytes, code)));
	} else if (code < 0x10000) {
		buf_add(out, VIEW("\\u"));
		add_hex(out, code, 4);
	} else {
		buf_add(out, VIEW("\\U"));
		add_hex(out, code, 8);
	}
	return len;
}

void escape_add(struct buf *out, spoor_view text, enum escape how)
{
	for (;;) {
		size_t len = clean_len(text, how);

		buf_add(out, view_head(text, len));
		text = view_skip(text, len);
		if (text.len == 0)
			return;
		if ((unsigned char)text.ptr[0] < 0x80) {
			add_ascii(out, text.ptr[0]);
			text = view_skip(text, 1);
		} else {
			text = view_skip(text, add_code(out, text));
		}
	}
}

void escape_add_quoted(struct buf *out, spoor_view text, size_t most)
{
	spoor_view front = utf8_head(text, most);

	buf_add_char(out, '"');
	escape_add(out, front, ESCAPE_QUOTED);
	buf_add_char(out, '"');
	if (front.len < text.len)
		buf_add(out, VIEW("…"));
}

/* Printable ASCII but for blanks, quotes, brackets and what separates parts of a sentence. */
static bool is_joint(char c)
{
	static const bool odd[128] = {['"'] = true,
		['\''] = true,
		['('] = true,
		[')'] = true,
		[','] = true,
		[';'] = true,
		['<'] = true,
		['>'] = true,
		['`'] = true,
		['{'] = true,
		['|'] = true,
		['}'] = true};

	return c > ' ' && c < 0x7f && !odd[(unsigned char)c];
}

/* Made of these, and not ended by what ends a part of a sentence. */
static bool is_plain(spoor_view text)
{
	char last;

	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!is_joint(text.ptr[i]))
			return false;
	last = text.ptr[text.len - 1];
	return last != ':' && last != '.' && last != '?' && last != '!';
}

void escape_add_word(struct buf *out, spoor_view text, size_t most)
{
	if (text.len <= most && is_plain(text))
		buf_add(out, text);
	else
		escape_add_quoted(out, text, most);
}

size_t escape_width(spoor_view text)
{
	size_t width = 0;

	while (text.len) {
		size_t len = clean_len(text, ESCAPE_PLAIN);
		uint32_t code;

		width += len;
		text = view_skip(text, len);
		if (text.len == 0)
			break;
		code = utf8_get(text, &len);
		if (is_in(code, wide, COUNT(wide)))
			width += 2;
		else if (!is_in(code, marks, COUNT(marks)))
			width++;
		text = view_skip(text, len);
	}
	return width;
}
