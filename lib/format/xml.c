/* SPDX-License-Identifier: ISC */
/* Everything is found by '<', '>' and quotes, each looked at once. */
#include "xml.h"

#include "base/scan.h"
#include "base/utf8.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ':';
}

static spoor_view trim(spoor_view view)
{
	while (view.len && is_space(view.ptr[0]))
		view = view_skip(view, 1);
	while (view.len && is_space(view.ptr[view.len - 1]))
		view.len--;
	return view;
}

/* How long a tag is; a '>' may stand in a value. */
static size_t tag_len(spoor_view view)
{
	char quote = '\0';

	for (size_t at = 0; at < view.len; at++) {
		char c = view.ptr[at];

		if (quote && c == quote)
			quote = '\0';
		else if (!quote && (c == '"' || c == '\''))
			quote = c;
		else if (!quote && c == '>')
			return at + 1;
	}
	return view.len;
}

static void read_tag(spoor_view tag, struct xml_node *node_r)
{
	size_t len = 0;

	if (view_ends(tag, VIEW(">")))
		tag.len--;
	node_r->is_end = scan_char(&tag, '/');
	node_r->is_empty = view_ends(tag, VIEW("/"));
	if (node_r->is_empty)
		tag.len--;
	while (len < tag.len && is_name(tag.ptr[len]))
		len++;
	node_r->name = view_head(tag, len);
	node_r->attributes = view_skip(tag, len);
}

bool xml_next(spoor_view *rest, struct xml_node *node_r)
{
	size_t open = view_find(*rest, '<');

	*node_r = (struct xml_node){.name = view_of("", 0),
		.attributes = view_of("", 0),
		.text = view_of("", 0)};
	if (rest->len == 0)
		return false;
	if (open) {
		node_r->text = view_head(*rest, open);
		*rest = view_skip(*rest, open);
		return true;
	}
	if (view_starts(*rest, VIEW("<![CDATA["))) {
		size_t end = view_search(*rest, VIEW("]]>"));

		node_r->text = view_skip(view_head(*rest, end), end < 9 ? end : 9);
		*rest = view_skip(*rest, end < rest->len ? end + 3 : end);
		return true;
	}
	open = tag_len(*rest);
	read_tag(view_skip(view_head(*rest, open), 1), node_r);
	*rest = view_skip(*rest, open);
	return true;
}

bool xml_attribute(spoor_view *rest, spoor_view *name_r, spoor_view *value_r)
{
	size_t at = view_find(*rest, '=');
	spoor_view name = trim(view_head(*rest, at));
	spoor_view value;
	size_t start = name.len;
	size_t end;

	if (at == rest->len)
		return false;
	while (start && is_name(name.ptr[start - 1]))
		start--;
	value = trim(view_skip(*rest, at + 1));
	if (value.len == 0 || (value.ptr[0] != '"' && value.ptr[0] != '\'')) {
		*rest = view_of("", 0);
		return false;
	}
	end = view_find(view_skip(value, 1), value.ptr[0]);
	*name_r = view_skip(name, start);
	*value_r = view_head(view_skip(value, 1), end);
	*rest = view_skip(value, end + 1 < value.len ? end + 2 : value.len);
	return true;
}

spoor_view xml_get(spoor_view attributes, spoor_view name)
{
	spoor_view found;
	spoor_view value;

	while (xml_attribute(&attributes, &found, &value))
		if (view_eq(found, name))
			return value;
	return view_of("", 0);
}

/* ------------------------------------------------------------------ entities */

struct entity {
	const char *name;
	char c;
};

static const struct entity entities[] = {
	{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'}, {"apos;", '\''}};

/* "#10;" or "#x0a;" */
static bool scan_code(spoor_view *cursor, uint32_t *code_r)
{
	spoor_view rest = *cursor;
	uint32_t code = 0;
	int base = 10;

	if (!scan_char(&rest, '#'))
		return false;
	if (scan_char(&rest, 'x') || scan_char(&rest, 'X'))
		base = 16;
	if (rest.len == 0 || hex_value(rest.ptr[0]) < 0)
		return false;
	while (rest.len && rest.ptr[0] != ';') {
		int digit = hex_value(rest.ptr[0]);

		if (digit < 0 || digit >= base || code > 0x10ffff)
			return false;
		code = code * (uint32_t)base + (uint32_t)digit;
		rest = view_skip(rest, 1);
	}
	if (!scan_char(&rest, ';') || code > 0x10ffff ||
		(code >= 0xd800 && code < 0xe000))
		return false;
	*cursor = rest;
	*code_r = code;
	return true;
}

/* Undoes the entity behind a '&'; gives how many bytes it made, 0: it is none. */
static size_t undo(spoor_view *cursor, char *out)
{
	uint32_t code;

	for (size_t i = 0; i < COUNT(entities); i++)
		if (scan_literal(cursor, view_string(entities[i].name))) {
			*out = entities[i].c;
			return 1;
		}
	return scan_code(cursor, &code) ? utf8_put(out, code) : 0;
}

spoor_view xml_text(struct arena *arena, spoor_view raw)
{
	spoor_view text = trim(raw);
	char *out;
	size_t used = 0;

	if (!view_has(text, '&'))
		return text;
	out = arena_room(arena, text.len);
	if (!out)
		return view_of("", 0);
	while (text.len) {
		size_t len = view_find(text, '&');
		size_t made;

		memcpy(out + used, text.ptr, len);
		used += len;
		text = view_skip(text, len);
		if (!scan_char(&text, '&'))
			break;
		made = undo(&text, out + used);
		if (made == 0)
			out[used] = '&';
		used += made ? made : 1;
	}
	arena_keep(arena, used);
	return view_of(out, used);
}
