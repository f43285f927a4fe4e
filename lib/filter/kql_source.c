/* SPDX-License-Identifier: ISC */
/* An expression is typed by hand under pressure: a message says where, what, and what to do. */
#include "kql_source.h"

#include "base/err.h"

enum { SHOWN = 64, NAME_MOST = 48 };

/* Characters count, not bytes. */
static size_t column_of(const struct kql_source *source, const char *where)
{
	size_t column = 1;

	for (const char *at = source->text.ptr; at < where; at++)
		column += ((unsigned char)*at & 0xc0) != 0x80;
	return column;
}

bool kql_fail(
	const struct kql_source *source, const char *where, const char *const *pieces)
{
	err_set(source->error, SPOOR_E_USAGE, pieces);
	if (source->error)
		source->error->column = column_of(source, where);
	return false;
}

bool kql_fail_memory(const struct kql_source *source)
{
	ERR_SET(source->error, SPOOR_E_NOMEM, "out of memory");
	if (source->error)
		source->error->column = 0;
	return false;
}

const char *kql_show(const struct kql_source *source, spoor_view part)
{
	static const char more[] = "…";
	size_t len = part.len < SHOWN ? part.len : SHOWN;
	char *text = arena_alloc(source->arena, len + sizeof(more));

	if (!text)
		return more;
	while (len && len < part.len && ((unsigned char)part.ptr[len] & 0xc0) == 0x80)
		len--;
	memcpy(text, part.ptr, len);
	memcpy(text + len, more, sizeof(more));
	if (len == part.len)
		text[len] = '\0';
	return text;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters must be put in, taken out, changed or swapped with their neighbour. */
static size_t edit_distance(spoor_view a, spoor_view b)
{
	size_t rows[3][NAME_MOST + 1];
	size_t *before = rows[0];
	size_t *above = rows[1];
	size_t *here = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *free = before;

		here[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			bool differ = to_lower(a.ptr[i - 1]) != to_lower(b.ptr[j - 1]);

			here[j] = least(
				least(above[j], here[j - 1]) + 1, above[j - 1] + differ);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
				a.ptr[i - 2] == b.ptr[j - 1])
				here[j] = least(here[j], before[j - 2] + 1);
		}
		before = above;
		above = here;
		here = free;
	}
	return above[b.len];
}

/* "ip" is the end of "source.ip", "user" the beginning of "user.name". */
static bool is_part(spoor_view part, spoor_view name)
{
	if (part.len == 0 || part.len >= name.len)
		return false;
	return (view_ends(name, part) && name.ptr[name.len - part.len - 1] == '.') ||
	       (view_starts(name, part) && name.ptr[part.len] == '.');
}

void kql_nearest_offer(struct kql_nearest *nearest, const char *name)
{
	spoor_view wanted = nearest->wanted;
	spoor_view offered = view_string(name);
	size_t distance;

	if (wanted.len > NAME_MOST || offered.len > NAME_MOST)
		return;
	distance = edit_distance(wanted, offered);
	if (distance > 1 && is_part(wanted, offered))
		distance = 1;
	if (distance > 2 && distance > wanted.len / 3)
		return;
	if (nearest->name && nearest->distance <= distance)
		return;
	nearest->name = name;
	nearest->distance = distance;
}
