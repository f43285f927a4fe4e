/* SPDX-License-Identifier: ISC */
/*
 * The pieces between the wildcards are searched one behind the other, each at its first place:
 * if any way to match exists, this one does. Without case the search is Knuth, Morris and
 * Pratt's, because the text is an attacker's and may be made to be slow; where nothing has begun
 * to match, eight bytes are looked at together.
 */
#include "glob.h"

spoor_view glob_lower(struct arena *arena, spoor_view text)
{
	char *out = arena_room(arena, text.len);

	if (!out)
		return view_of("", 0);
	for (size_t i = 0; i < text.len; i++)
		out[i] = to_lower(text.ptr[i]);
	arena_keep(arena, text.len);
	return view_of(out, text.len);
}

/* For each prefix of a piece the length of its longest proper prefix that is its suffix too. */
static void fill_borders(spoor_view piece, uint16_t *borders)
{
	uint16_t have = 0;

	borders[0] = 0;
	for (size_t i = 1; i < piece.len; i++) {
		while (have && piece.ptr[have] != piece.ptr[i])
			have = borders[have - 1];
		if (piece.ptr[have] == piece.ptr[i])
			have++;
		borders[i] = have;
	}
}

static bool add_borders(struct glob *glob, struct arena *arena)
{
	spoor_view rest = glob->pattern;
	uint16_t *borders = arena_alloc(arena, rest.len * sizeof(*borders));

	if (!borders)
		return false;
	while (rest.len) {
		size_t from = (size_t)(rest.ptr - glob->pattern.ptr);
		spoor_view piece = view_split(&rest, GLOB_STAR);

		if (piece.len)
			fill_borders(piece, borders + from);
	}
	glob->borders = borders;
	return true;
}

bool glob_init(struct glob *glob, struct arena *arena, spoor_view pattern, bool nocase)
{
	*glob = (struct glob){pattern, NULL};
	if (pattern.len > GLOB_MOST)
		return false;
	if (!nocase || pattern.len == 0)
		return true;
	glob->pattern = glob_lower(arena, pattern);
	return glob->pattern.len && add_borders(glob, arena);
}

#define EACH_BYTE UINT64_C(0x0101010101010101)
#define EACH_HIGH UINT64_C(0x8080808080808080)

/* The first two bytes of a piece, eight times each. A letter compares with bit 0x20 set, which
 * lets some other bytes pass, but no letter fail. */
struct front {
	uint64_t bytes[2];
	uint64_t cases[2];
};

static struct front front_of(spoor_view piece)
{
	struct front front = {{~UINT64_C(0), ~UINT64_C(0)}, {~UINT64_C(0), ~UINT64_C(0)}};

	for (size_t i = 0; i < 2 && i < piece.len; i++) {
		front.bytes[i] = EACH_BYTE * (unsigned char)piece.ptr[i];
		front.cases[i] = is_alpha(piece.ptr[i]) ? EACH_BYTE * 0x20 : 0;
	}
	return front;
}

/* Goes over blocks of eight bytes at none of which the front stands. */
static size_t skip_blocks(const struct front *front, spoor_view text, size_t at)
{
	for (; text.len - at > 8; at += 8) {
		uint64_t first;
		uint64_t second;
		uint64_t differ;

		memcpy(&first, text.ptr + at, 8);
		memcpy(&second, text.ptr + at + 1, 8);
		differ = ((first | front->cases[0]) ^ front->bytes[0]) |
			 ((second | front->cases[1]) ^ front->bytes[1]);
		if ((differ - EACH_BYTE) & ~differ & EACH_HIGH)
			break;
	}
	return at;
}

/* Where the piece is first; text.len: nowhere. */
static size_t find_nocase(spoor_view piece, const uint16_t *borders, spoor_view text)
{
	struct front front = front_of(piece);
	size_t have = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c;

		if (have == 0)
			i = skip_blocks(&front, text, i);
		c = to_lower(text.ptr[i]);
		while (have && piece.ptr[have] != c)
			have = borders[have - 1];
		if (piece.ptr[have] == c && ++have == piece.len)
			return i + 1 - have;
	}
	return text.len;
}

static size_t find_piece(const struct glob *glob, spoor_view piece, spoor_view text)
{
	if (piece.len > text.len)
		return text.len;
	if (!glob->borders)
		return view_search(text, piece);
	return find_nocase(piece, glob->borders + (piece.ptr - glob->pattern.ptr), text);
}

static bool same(const struct glob *glob, spoor_view piece, spoor_view text)
{
	return glob->borders ? view_eq_nocase(piece, text) : view_eq(piece, text);
}

/* The pieces of `pattern`, a part of the glob's, are in the text in this order. */
static bool in_order(const struct glob *glob, spoor_view pattern, spoor_view text)
{
	while (pattern.len) {
		spoor_view piece = view_split(&pattern, GLOB_STAR);
		size_t at;

		if (piece.len == 0)
			continue;
		at = find_piece(glob, piece, text);
		if (at == text.len)
			return false;
		text = view_skip(text, at + piece.len);
	}
	return true;
}

bool glob_in(const struct glob *glob, spoor_view text)
{
	return in_order(glob, glob->pattern, text);
}

bool glob_is(const struct glob *glob, spoor_view text)
{
	spoor_view pattern = glob->pattern;
	size_t first = view_find(pattern, GLOB_STAR);
	size_t last = view_find_last(pattern, GLOB_STAR);
	spoor_view tail;

	if (first == pattern.len)
		return same(glob, pattern, text);
	tail = view_skip(pattern, last + 1);
	if (text.len < first + tail.len)
		return false;
	if (!same(glob, view_head(pattern, first), view_head(text, first)) ||
		!same(glob, tail, view_skip(text, text.len - tail.len)))
		return false;
	text = view_of(text.ptr + first, text.len - first - tail.len);
	return in_order(glob, view_of(pattern.ptr + first, last - first), text);
}
