/* SPDX-License-Identifier: ISC */
/*
 * Of JSON only braces and strings are looked at; what is none is found later, by who reads the
 * record. A line feed inside a string is no JSON for sure: there a damaged record ends, so that one
 * lost quote does not take the rest of a source with it. In the same way a row ends where a line
 * feed stands between single quotes.
 */
#include "input/records.h"

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
static bool begins_answer(
	spoor_view bytes, enum records_kind *kind_r, const char **array_r)
{
	spoor_view head =
		view_head(bytes, bytes.len < RECORDS_LOOK ? bytes.len : RECORDS_LOOK);
	spoor_view rest = view_skip(head, view_search(head, VIEW("\"value\"")));

	if (!view_starts(bytes, VIEW("\"@odata.")) &&
		!view_starts(bytes, VIEW("\"value\"")))
		return bytes.len >= 8;
	if (rest.len)
		rest = skip_space(view_skip(rest, 7));
	if (rest.len && rest.ptr[0] == ':')
		rest = skip_space(view_skip(rest, 1));
	if (rest.len == 0)
		return bytes.len >= RECORDS_LOOK;
	*array_r = rest.ptr;
	if (rest.ptr[0] == '[')
		*kind_r = RECORDS_OBJECTS;
	return true;
}

/* An array, or an object that is not a line's. */
static bool begins_json(spoor_view bytes, enum records_kind *kind_r, const char **array_r)
{
	spoor_view rest = skip_space(view_skip(bytes, 1));
	spoor_view space = view_head(bytes, (size_t)(rest.ptr - bytes.ptr));

	if (rest.len == 0)
		return false;
	if (bytes.ptr[0] == '[') {
		if (rest.ptr[0] == '{' || rest.ptr[0] == ']')
			*kind_r = RECORDS_OBJECTS;
		return true;
	}
	if (!view_has(space, '\n'))
		return begins_answer(rest, kind_r, array_r);
	if (rest.ptr[0] == '"')
		*kind_r = RECORDS_OBJECTS;
	return true;
}

/* Elements at once, or not far behind the root. */
static bool begins_xml(spoor_view bytes, enum records_kind *kind_r)
{
	static const spoor_view heads[] = {
		{"<?xml", 5}, {"<Event", 6}, {"<SearchResults", 14}};
	spoor_view look =
		view_head(bytes, bytes.len < RECORDS_LOOK ? bytes.len : RECORDS_LOOK);
	bool known = false;
	bool open = false;

	for (size_t i = 0; i < COUNT(heads); i++) {
		known |= view_starts(bytes, heads[i]);
		open |= bytes.len < heads[i].len && view_starts(heads[i], bytes);
	}
	if (known && view_holds(look, VIEW("<Event")))
		*kind_r = RECORDS_ELEMENTS;
	return *kind_r == RECORDS_ELEMENTS || !(known || open);
}

bool records_begin(spoor_view bytes, enum records_kind *kind_r, size_t *skip_r)
{
	const char *start = bytes.ptr;
	const char *array = NULL;
	bool told;

	*kind_r = RECORDS_LINES;
	*skip_r = 0;
	if (view_starts(bytes, VIEW("\xef\xbb\xbf"))) {
		bytes = view_skip(bytes, 3);
		*skip_r = 3;
	}
	bytes = skip_space(bytes);
	if (bytes.len == 0)
		return (size_t)(bytes.ptr - start) >= RECORDS_LOOK;
	if (bytes.ptr[0] == '<')
		return begins_xml(bytes, kind_r) || bytes.len >= RECORDS_LOOK;
	if (bytes.ptr[0] != '[' && bytes.ptr[0] != '{')
		return true;
	told = begins_json(bytes, kind_r, &array);
	if (array && *kind_r == RECORDS_OBJECTS)
		*skip_r = (size_t)(array - start);
	return told || bytes.len >= RECORDS_LOOK;
}

/* ------------------------------------------------------------------ objects */

/* Up to the first `{` of the record. */
static bool scan_before(struct record_scan *scan, char c)
{
	if (c == '{') {
		scan->phase = INSIDE;
		scan->start = scan->done;
		scan->depth = 1;
	} else if (!is_between(c)) {
		scan->phase = OUTSIDE;
	}
	return false;
}

static void scan_inside(struct record_scan *scan, char c)
{
	if (c == '"') {
		scan->in_string = true;
	} else if (c == '{') {
		scan->depth++;
	} else if (c == '}' && --scan->depth == 0) {
		scan->phase = BEHIND;
		scan->found = true;
		scan->end = scan->done + 1;
	}
}

/* The length of what goes on inside a string; the closing quote belongs to it. True: the record
 * is broken, and ends there. */
static bool scan_string(struct record_scan *scan, spoor_view bytes, size_t *len_r)
{
	size_t at = 0;

	if (scan->escaped) {
		scan->escaped = false;
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
			scan->in_string = false;
			*len_r = at;
			return false;
		}
		scan->escaped = at == bytes.len;
		at++;
	}
	*len_r = bytes.len;
	return false;
}

/* One byte outside of strings. True: the record ends before it. */
static bool scan_byte(struct record_scan *scan, char c)
{
	switch (scan->phase) {
	case BEFORE:
		return scan->done >= scan->skip && scan_before(scan, c);
	case INSIDE:
		scan_inside(scan, c);
		return false;
	case BEHIND:
		return !is_between(c);
	default:
		return c == '{';
	}
}

static bool scan_object(struct record_scan *scan, spoor_view bytes, size_t *len_r)
{
	size_t at = 0;

	*len_r = 0;
	while (at < bytes.len) {
		char c = bytes.ptr[at];

		if (scan->in_string) {
			size_t len;
			bool broken = scan_string(scan, view_skip(bytes, at), &len);

			at += len;
			scan->done += len;
			*len_r = at;
			if (broken)
				return true;
			continue;
		}
		*len_r = at;
		if (scan_byte(scan, c))
			return true;
		*len_r = ++at;
		scan->done++;
		if (scan->phase == OUTSIDE && c == '\n')
			return true;
	}
	*len_r = bytes.len;
	return false;
}

/* ------------------------------------------------------------------ rows */

/* Inside quotes a line feed behind a single one that cannot have been the opening one: there the
 * cell must have ended, whatever was lost before. */
static bool is_lost(const struct record_scan *scan)
{
	return scan->quotes == 1 && scan->before != ',' && scan->before != '\n' &&
	       scan->before != '\0';
}

static bool scan_row(struct record_scan *scan, spoor_view bytes, size_t *len_r)
{
	for (size_t at = 0; at < bytes.len; at++) {
		char c = bytes.ptr[at];

		*len_r = at + 1;
		if (c == '"') {
			scan->in_string = !scan->in_string;
			scan->quotes = scan->quotes ? 2 : 1;
			continue;
		}
		if (c == '\n' && (!scan->in_string || is_lost(scan)))
			return true;
		if (c == '\r')
			continue;
		scan->quotes = 0;
		scan->before = c;
	}
	*len_r = bytes.len;
	return false;
}

/* ------------------------------------------------------------------ elements */

#define OPENING VIEW("<Event")
#define CLOSING VIEW("</Event>")

/* At a '<': whether it opens an element. False: too few bytes to tell. */
static bool opens(spoor_view bytes, bool *opens_r)
{
	size_t len = bytes.len < OPENING.len ? bytes.len : OPENING.len;

	*opens_r = false;
	if (!view_starts(OPENING, view_head(bytes, len)))
		return true;
	if (bytes.len <= OPENING.len)
		return false;
	*opens_r = is_space(bytes.ptr[OPENING.len]) || bytes.ptr[OPENING.len] == '>' ||
		   bytes.ptr[OPENING.len] == '/';
	return true;
}

/* Up to the next opening; the length of what is before it. True: it is there. */
static bool find_opening(spoor_view bytes, size_t *len_r)
{
	size_t at = 0;

	for (;;) {
		bool found;

		at += view_find(view_skip(bytes, at), '<');
		*len_r = at;
		if (at == bytes.len)
			return false;
		if (!opens(view_skip(bytes, at), &found))
			return false;
		if (found)
			return true;
		at++;
	}
}

/* Up to the end of the opening tag; a '>' may stand in a value. */
static size_t scan_tag(struct record_scan *scan, spoor_view bytes)
{
	size_t at = 0;

	while (at < bytes.len) {
		char c = bytes.ptr[at++];

		if (c == '<') { /* no value may hold one: the tag is broken */
			scan->phase = BEHIND;
			scan->in_string = false;
			return at - 1;
		}
		if (c == '"')
			scan->in_string = !scan->in_string;
		else if (c == '>' && !scan->in_string) {
			scan->phase = scan->before == '/' ? BEHIND : INSIDE;
			break;
		}
		scan->before = c;
	}
	return at;
}

/* Up to the closing tag, or to where it may begin; or to another opening one. */
static size_t scan_content(struct record_scan *scan, spoor_view bytes)
{
	size_t at = view_search(bytes, CLOSING);
	size_t next;

	if (find_opening(view_head(bytes, at), &next)) {
		scan->phase = BEHIND; /* the closing tag was lost */
		return next;
	}
	if (at < bytes.len) {
		scan->phase = BEHIND;
		return at + CLOSING.len;
	}
	at = bytes.len < CLOSING.len ? 0 : bytes.len - CLOSING.len + 1;
	return at;
}

static bool scan_element(struct record_scan *scan, spoor_view bytes, size_t *len_r)
{
	size_t at = 0;
	size_t len;
	bool hit;

	for (;;) {
		spoor_view rest = view_skip(bytes, at);

		switch (scan->phase) {
		case BEFORE:
			hit = find_opening(rest, &len);
			if (hit) {
				scan->start = scan->done + len++;
				scan->phase = OUTSIDE;
			}
			break;
		case OUTSIDE:
			len = scan_tag(scan, rest);
			hit = scan->phase != OUTSIDE;
			break;
		case INSIDE:
			len = scan_content(scan, rest);
			hit = scan->phase == BEHIND;
			break;
		default:
			hit = find_opening(rest, &len);
			*len_r = at + len;
			scan->done += len;
			return hit;
		}
		at += len;
		scan->done += len;
		if (!hit)
			break;
		if (scan->phase == BEHIND) {
			scan->found = true;
			scan->end = scan->done;
		}
	}
	*len_r = at;
	return false;
}

/* ------------------------------------------------------------------ all of them */

bool record_scan(struct record_scan *scan, spoor_view bytes, size_t *len_r)
{
	switch (scan->kind) {
	case RECORDS_ROWS:
		return scan_row(scan, bytes, len_r);
	case RECORDS_ELEMENTS:
		return scan_element(scan, bytes, len_r);
	default:
		return scan_object(scan, bytes, len_r);
	}
}

size_t record_next(spoor_view bytes, enum records_kind kind, size_t skip)
{
	struct record_scan scan = {.kind = kind, .skip = skip};
	size_t len;

	return record_scan(&scan, bytes, &len) ? len : bytes.len;
}

spoor_view record_inside(spoor_view record, enum records_kind kind, size_t skip)
{
	struct record_scan scan = {.kind = kind, .skip = skip};
	size_t len;

	if (kind == RECORDS_ROWS)
		return record;
	record_scan(&scan, record, &len);
	if (scan.found)
		return view_head(view_skip(record, scan.start), scan.end - scan.start);
	return scan.phase == BEFORE ? view_of("", 0) : record;
}
