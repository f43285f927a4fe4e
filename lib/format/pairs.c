/* SPDX-License-Identifier: ISC */
#include "pairs.h"

/* Where the quote that was opened before the view ends; view.len: nowhere. */
static size_t closing_quote(spoor_view view, bool *doubled_r)
{
	size_t at = view_find(view, '\'');

	*doubled_r = false;
	while (at + 1 < view.len && view.ptr[at + 1] == '\'') {
		*doubled_r = true;
		at += 2;
		at += view_find(view_skip(view, at), '\'');
	}
	return at < view.len ? at : view.len;
}

static spoor_view undouble(struct arena *arena, spoor_view text)
{
	char *out = arena_room(arena, text.len);
	size_t used = 0;

	if (!out)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		out[used++] = text.ptr[i];
		if (text.ptr[i] == '\'' && i + 1 < text.len && text.ptr[i + 1] == '\'')
			i++;
	}
	arena_keep(arena, used);
	return view_of(out, used);
}

/* "'…'" before a ';' or the end. False: the quotes are not the writer's. */
static bool quoted_member(spoor_view *rest, struct arena *arena, spoor_view *member_r)
{
	spoor_view inside = view_skip(*rest, 1);
	bool doubled;
	size_t end = closing_quote(inside, &doubled);
	spoor_view behind;

	if (end == inside.len)
		return false;
	behind = view_skip(inside, end + 1);
	if (behind.len && behind.ptr[0] != ';')
		return false;
	*member_r = view_head(inside, end);
	if (doubled)
		*member_r = undouble(arena, *member_r);
	*rest = view_skip(behind, behind.len ? 1 : 0);
	return true;
}

bool pairs_member(spoor_view *rest, struct arena *arena, spoor_view *member_r)
{
	while (rest->len) {
		if (rest->ptr[0] != '\'' || !quoted_member(rest, arena, member_r))
			*member_r = view_split(rest, ';');
		if (member_r->len)
			return true;
	}
	return false;
}

static spoor_view skip_type(spoor_view member)
{
	static const char *const types[] = {"S:", "I32:", "F:", "Dbl:", "Dt:"};

	for (size_t i = 0; i < COUNT(types); i++)
		if (view_starts(member, view_string(types[i])))
			return view_skip(member, view_string(types[i]).len);
	return member;
}

bool pairs_next(spoor_view *rest, struct arena *arena, struct pair *pair_r)
{
	spoor_view member;

	while (pairs_member(rest, arena, &member)) {
		size_t equals;

		member = skip_type(member);
		equals = view_find(member, '=');
		if (equals == member.len || equals == 0)
			continue;
		pair_r->key = view_head(member, equals);
		pair_r->value = view_skip(member, equals + 1);
		return true;
	}
	return false;
}

spoor_view pairs_find(spoor_view text, struct arena *arena, spoor_view key)
{
	struct pair pair;

	while (pairs_next(&text, arena, &pair))
		if (view_eq_nocase(pair.key, key))
			return pair.value;
	return view_of("", 0);
}
