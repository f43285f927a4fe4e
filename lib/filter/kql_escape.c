/* SPDX-License-Identifier: ISC */
/* Unknown escapes are refused: "DOM\tom" and "DOM\alice" must not differ in kind. */
#include "kql_escape.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "filter/glob.h"

static bool has_meaning(char c)
{
	return c && strchr("\\():<>\"*{}", c) != NULL;
}

bool kql_unescape_word(
	const struct kql_source *source, spoor_view raw, spoor_view *text_r)
{
	char *out = arena_room(source->arena, raw.len);
	size_t used = 0;

	if (!out)
		return kql_fail_memory(source);
	for (size_t at = 0; at < raw.len; at++) {
		char c = raw.ptr[at];

		if (c == '*' && used && out[used - 1] == GLOB_STAR)
			continue;
		if (c == '*')
			c = GLOB_STAR;
		if (c == '\\') {
			if (++at == raw.len || !has_meaning(raw.ptr[at]))
				return KQL_FAIL(source, raw.ptr + at - 1,
					"a backslash must be written \\\\");
			c = raw.ptr[at];
		}
		out[used++] = c;
	}
	arena_keep(source->arena, used);
	*text_r = view_of(out, used);
	return true;
}

/* Four hexadecimal digits at the front. */
static bool scan_quad(spoor_view *cursor, uint32_t *code_r)
{
	uint32_t code = 0;

	if (cursor->len < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		int value = hex_value(cursor->ptr[i]);

		if (value < 0)
			return false;
		code = code << 4 | (uint32_t)value;
	}
	*code_r = code;
	*cursor = view_skip(*cursor, 4);
	return true;
}

static bool is_surrogate(uint32_t code, uint32_t first)
{
	return code >= first && code < first + 0x400;
}

/* What follows \u: one character, or two that make one. */
static bool scan_unicode(spoor_view *cursor, uint32_t *code_r)
{
	uint32_t code;
	uint32_t low;

	if (!scan_quad(cursor, &code) || is_surrogate(code, 0xdc00))
		return false;
	if (is_surrogate(code, 0xd800)) {
		if (!scan_literal(cursor, VIEW("\\u")) || !scan_quad(cursor, &low) ||
			!is_surrogate(low, 0xdc00))
			return false;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	*code_r = code;
	return true;
}

/* The escape at the front, behind its backslash. */
static bool scan_quoted_escape(spoor_view *cursor, uint32_t *code_r)
{
	static const char letters[] = "\\\"tnr";
	static const char meanings[] = "\\\"\t\n\r";

	for (size_t i = 0; i < sizeof(letters) - 1; i++)
		if (scan_char(cursor, letters[i])) {
			*code_r = (uint32_t)meanings[i];
			return true;
		}
	return scan_char(cursor, 'u') && scan_unicode(cursor, code_r);
}

bool kql_unescape_quoted(
	const struct kql_source *source, spoor_view inner, spoor_view *text_r)
{
	char *out = arena_room(source->arena, inner.len);
	size_t used = 0;

	if (!out)
		return kql_fail_memory(source);
	while (inner.len) {
		const char *at = inner.ptr;
		uint32_t code;

		if (!scan_char(&inner, '\\')) {
			out[used++] = *at;
			inner = view_skip(inner, 1);
			continue;
		}
		if (!scan_quoted_escape(&inner, &code))
			return KQL_FAIL(source, at,
				"a backslash in quotes must be written \\\\ (escapes are "
				"\\\\ \\\" \\t \\n \\r \\uXXXX)");
		used += utf8_put(out + used, code);
	}
	arena_keep(source->arena, used);
	*text_r = view_of(out, used);
	return true;
}
