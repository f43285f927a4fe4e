/* SPDX-License-Identifier: ISC */
/*
 * Nearly every URL has parameters and few have secrets: a look at the names decides, and only the
 * parameters in doubt go through the search of secret.c.
 */
#include "urlmask.h"

#include "format/secret.h"

/* True when a parameter's name is one that secret_mask may know: a look at its last two letters
 * keeps the slow search away from nearly every URL. */
static bool is_secret_name(spoor_view text, size_t equals)
{
	static const char ends[][2] = {
		{'e', 'n'}, {'r', 'd'}, {'w', 'd'}, {'s', 's'}, {'r', 'y'}, {'a', 't'}};

	for (size_t i = 0; equals >= 2 && i < COUNT(ends); i++)
		if (to_lower(text.ptr[equals - 1]) == ends[i][1] &&
			to_lower(text.ptr[equals - 2]) == ends[i][0])
			return true;
	return false;
}

enum { MOST_MASKED = 8 };

/* Parameters of a URL whose values were masked, in their order. */
struct masks {
	struct {
		spoor_view plain;
		spoor_view masked;
	} at[MOST_MASKED];
	size_t count;
};

/* The parameter around the '=' at `equals`. */
static spoor_view parameter_at(spoor_view url, size_t equals)
{
	size_t start = equals;

	while (start && url.ptr[start - 1] != '&' && url.ptr[start - 1] != '?')
		start--;
	url = view_skip(url, start);
	return view_head(url, view_find(url, '&'));
}

static spoor_view replace(struct arena *arena, spoor_view url, const struct masks *masks)
{
	const char *from = url.ptr;
	size_t used = 0;
	size_t len = url.len;
	char *out;

	for (size_t i = 0; i < masks->count; i++)
		len += masks->at[i].masked.len;
	out = arena_room(arena, len);
	if (!out)
		return SECRET_STARS;
	for (size_t i = 0; i < masks->count; i++) {
		spoor_view plain = masks->at[i].plain;
		spoor_view masked = masks->at[i].masked;

		memcpy(out + used, from, (size_t)(plain.ptr - from));
		used += (size_t)(plain.ptr - from);
		memcpy(out + used, masked.ptr, masked.len);
		used += masked.len;
		from = plain.ptr + plain.len;
	}
	len = (size_t)(url.ptr + url.len - from);
	memcpy(out + used, from, len);
	arena_keep(arena, used + len);
	return view_of(out, used + len);
}

spoor_view urlmask(const struct site *site, struct spoor_event *event, spoor_view url)
{
	struct masks masks = {.count = 0};
	size_t at = view_find(url, '=');

	while (at < url.len) {
		if (is_secret_name(url, at)) {
			spoor_view plain = parameter_at(url, at);
			spoor_view masked = secret_mask(site, event, plain);

			if (masks.count == MOST_MASKED)
				return secret_mask(site, event, url);
			if (masked.ptr != plain.ptr) {
				masks.at[masks.count].plain = plain;
				masks.at[masks.count++].masked = masked;
			}
			at = (size_t)(plain.ptr + plain.len - url.ptr);
		} else {
			at++;
		}
		at += view_find(view_skip(url, at), '=');
	}
	return masks.count ? replace(event->arena, url, &masks) : url;
}
