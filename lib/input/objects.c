/* SPDX-License-Identifier: ISC */
/*
 * Only braces and strings are looked at; what is no JSON is found later, by who reads the record.
 * A line feed inside a string is no JSON for sure: there a damaged record ends, so that one lost
 * quote does not take the rest of a source with it.
 */
#include "input/objects.h"

enum {
	BEFORE,
	INSIDE,
	BEHIND,
	OUTSIDE /* text between records that does not belong there */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_between(char c)
{
	return is_space(c) || c == ',' || c == '[' || c == ']' || c == '}';
}

/* ------------------------------------------------------------------ the start */

static spoor_view skip_space(spoor_view view)
{
	while (view.len && is_space(view.ptr[0]))
		view = view_skip(view, 1);
	return view;
}

/* {"@odata.context":"…","value":[: an array in an object of its own. */
static enum objects_start begins_answer(spoor_view bytes, const char **array_r)
{
	spoor_view head =
		view_head(bytes, bytes.len < OBJECTS_LOOK ? bytes.len : OBJECTS_LOOK);
	spoor_view rest = view_skip(head, view_search(head, VIEW("\"value\"")));

	if (!view_starts(bytes, VIEW("\"@odata.")) &&
		!view_starts(bytes, VIEW("\"value\"")))
		return bytes.len < 8 ? OBJECTS_MORE : OBJECTS_NO;
	if (rest.len)
		rest = skip_space(view_skip(rest, 7));
	if (rest.len && rest.ptr[0] == ':')
		rest = skip_space(view_skip(rest, 1));
	if (rest.len == 0)
		return bytes.len < OBJECTS_LOOK ? OBJECTS_MORE : OBJECTS_NO;
	*array_r = rest.ptr;
	return rest.ptr[0] == '[' ? OBJECTS_YES : OBJECTS_NO;
}

enum objects_start objects_begin(spoor_view bytes, size_t *skip_r)
{
	enum objects_start open = bytes.len < OBJECTS_LOOK ? OBJECTS_MORE : OBJECTS_NO;
	const char *start = bytes.ptr;
	const char *array = start;
	spoor_view rest;

	*skip_r = 0;
	if (view_starts(bytes, VIEW("\xef\xbb\xbf"))) {
		bytes = view_skip(bytes, 3);
		*skip_r = 3;
	}
	bytes = skip_space(bytes);
	if (bytes.len == 0)
		return open;
	if (bytes.ptr[0] != '[' && bytes.ptr[0] != '{')
		return OBJECTS_NO;
	rest = skip_space(view_skip(bytes, 1));
	if (rest.len == 0)
		return open;
	if (bytes.ptr[0] == '[')
		return rest.ptr[0] == '{' || rest.ptr[0] == ']' ? OBJECTS_YES
								: OBJECTS_NO;
	if (view_has(view_head(bytes, (size_t)(rest.ptr - bytes.ptr)), '\n'))
		return rest.ptr[0] == '"' ? OBJECTS_YES : OBJECTS_NO;
	open = begins_answer(rest, &array);
	if (open == OBJECTS_YES)
		*skip_r = (size_t)(array - start);
	return open;
}

/* ------------------------------------------------------------------ one record */

/* Up to the first `{` of the record. */
static bool scan_before(struct objects *objects, char c)
{
	if (c == '{') {
		objects->phase = INSIDE;
		objects->start = objects->done;
		objects->depth = 1;
	} else if (!is_between(c)) {
		objects->phase = OUTSIDE;
	}
	return false;
}

static void scan_inside(struct objects *objects, char c)
{
	if (c == '"') {
		objects->in_string = true;
	} else if (c == '{') {
		objects->depth++;
	} else if (c == '}' && --objects->depth == 0) {
		objects->phase = BEHIND;
		objects->found = true;
		objects->end = objects->done + 1;
	}
}

/* The length of what goes on inside a string; the closing quote belongs to it. True: the record
 * is broken, and ends there. */
static bool scan_string(struct objects *objects, spoor_view bytes, size_t *len_r)
{
	size_t at = 0;

	if (objects->escaped) {
		objects->escaped = false;
		at = 1;
	}
	while (at < bytes.len) {
		spoor_view rest = view_skip(bytes, at);
		size_t stop = view_find_either(rest, '"', '\\');
		size_t feed = view_find(view_head(rest, stop), '\n');

		if (feed < stop) {
			*len_r = at + feed + 1;
			return true;
		}
		at += stop + 1;
		if (stop == rest.len)
			break;
		if (rest.ptr[stop] == '"') {
			objects->in_string = false;
			*len_r = at;
			return false;
		}
		objects->escaped = at == bytes.len;
		at++;
	}
	*len_r = bytes.len;
	return false;
}

/* One byte outside of strings. True: the record ends before it. */
static bool scan_byte(struct objects *objects, char c)
{
	switch (objects->phase) {
	case BEFORE:
		return objects->done >= objects->skip && scan_before(objects, c);
	case INSIDE:
		scan_inside(objects, c);
		return false;
	case BEHIND:
		return !is_between(c);
	default:
		return c == '{';
	}
}

bool objects_scan(struct objects *objects, spoor_view bytes, size_t *len_r)
{
	size_t at = 0;

	while (at < bytes.len) {
		char c = bytes.ptr[at];

		if (objects->in_string) {
			size_t len;
			bool broken = scan_string(objects, view_skip(bytes, at), &len);

			at += len;
			objects->done += len;
			if (broken) {
				*len_r = at;
				return true;
			}
			continue;
		}
		if (scan_byte(objects, c)) {
			*len_r = at;
			return true;
		}
		at++;
		objects->done++;
		if (objects->phase == OUTSIDE && c == '\n') {
			*len_r = at;
			return true;
		}
	}
	*len_r = bytes.len;
	return false;
}

size_t objects_next(spoor_view bytes, size_t skip)
{
	struct objects objects = {.phase = BEFORE, .skip = skip};
	size_t len;

	objects_scan(&objects, bytes, &len);
	return len;
}

spoor_view objects_inside(spoor_view record, size_t skip)
{
	struct objects objects = {.phase = BEFORE, .skip = skip};
	size_t len;

	objects_scan(&objects, record, &len);
	if (objects.found)
		return view_head(
			view_skip(record, objects.start), objects.end - objects.start);
	return objects.phase == BEFORE ? view_of("", 0) : record;
}
