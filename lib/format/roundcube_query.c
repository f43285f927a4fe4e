/* SPDX-License-Identifier: ISC */
/* A URL has five to ten parameters. Their names stand in the table by how often they come, so
 * that the search is mostly short. */
#include "roundcube_query.h"

#include "base/decode.h"

#define NAME(name_, key_)                                                                \
	{                                                                                \
		.text = {"" name_, sizeof(name_) - 1}, .key = (key_)                     \
	}

static const struct {
	spoor_view text;
	enum roundcube_key key;
} names[] = {
	NAME("_task", KEY_TASK),
	NAME("_action", KEY_ACTION),
	NAME("_mbox", KEY_MBOX),
	NAME("_uid", KEY_UID),
	NAME("_token", KEY_TOKEN),
	NAME("_unlock", KEY_UNLOCK),
	NAME("_framed", KEY_FRAMED),
	NAME("_part", KEY_PART),
	NAME("_download", KEY_DOWNLOAD),
	NAME("_thumb", KEY_THUMB),
	NAME("_embed", KEY_EMBED),
	NAME("_file", KEY_FILE),
	NAME("_id", KEY_ID),
	NAME("_from", KEY_FROM),
	NAME("_q", KEY_Q),
	NAME("_scope", KEY_SCOPE),
	NAME("_headers", KEY_HEADERS),
	NAME("_filter", KEY_FILTER),
	NAME("_interval", KEY_INTERVAL),
	NAME("_target_mbox", KEY_TARGET_MBOX),
	NAME("_flag", KEY_FLAG),
	NAME("_act", KEY_ACT),
	NAME("_to", KEY_TO),
	NAME("_reply_uid", KEY_REPLY_UID),
	NAME("_forward_uid", KEY_FORWARD_UID),
	NAME("_draft_uid", KEY_DRAFT_UID),
	NAME("_draft", KEY_DRAFT),
	NAME("_source", KEY_SOURCE),
	NAME("_gid", KEY_GID),
	NAME("_cid", KEY_CID),
	NAME("code", KEY_CODE),
};

_Static_assert(COUNT(names) == KEY_COUNT, "every key has its name");

static enum roundcube_key find_name(spoor_view name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].text.len == name.len &&
			memcmp(names[i].text.ptr, name.ptr, name.len) == 0)
			return names[i].key;
	return KEY_COUNT;
}

/* PHP decodes names, drops blanks in front and makes '_' of points and blanks. */
static enum roundcube_key find_odd_name(struct arena *arena, spoor_view name)
{
	spoor_view text = view_trim(decode_percent(arena, name, true));
	char copy[16];

	if (text.len > sizeof(copy))
		return KEY_COUNT;
	for (size_t i = 0; i < text.len; i++)
		copy[i] = text.ptr[i] == '.' || text.ptr[i] == ' ' ? '_' : text.ptr[i];
	return find_name(view_of(copy, text.len));
}

static bool is_odd(spoor_view name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == '%' || name.ptr[i] == '+' || name.ptr[i] == '.')
			return true;
	return false;
}

void roundcube_query_read(
	struct roundcube_query *query, struct arena *arena, spoor_view text)
{
	memset(query, 0, sizeof(*query));
	while (text.len) {
		spoor_view value = view_split(&text, '&');
		spoor_view name = view_split(&value, '=');
		enum roundcube_key key = find_name(name);

		if (key == KEY_COUNT && is_odd(name))
			key = find_odd_name(arena, name);
		if (key != KEY_COUNT)
			query->at[key] = value;
	}
}

spoor_view roundcube_query_text(
	const struct roundcube_query *query, struct arena *arena, enum roundcube_key key)
{
	if (!roundcube_query_has(query, key))
		return view_of("", 0);
	return decode_percent(arena, query->at[key], true);
}

static bool is_word_byte(char c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
}

spoor_view roundcube_query_word(
	const struct roundcube_query *query, struct arena *arena, enum roundcube_key key)
{
	spoor_view text = roundcube_query_text(query, arena, key);
	size_t used = 0;
	char *out;

	while (used < text.len && is_word_byte(text.ptr[used]))
		used++;
	if (used == text.len)
		return text;
	out = arena_room(arena, text.len);
	if (!out)
		return view_head(text, used);
	memcpy(out, text.ptr, used);
	for (size_t i = used; i < text.len; i++)
		if (is_word_byte(text.ptr[i]))
			out[used++] = text.ptr[i];
	arena_keep(arena, used);
	return view_of(out, used);
}
