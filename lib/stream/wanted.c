/* SPDX-License-Identifier: ISC */
#include "wanted.h"

#include "base/mem.h"
#include "base/scan.h"

#include <stdlib.h>

enum { RECENT = 64 /* files that are looked through for the same one */ };

#define MOST ((size_t)1 << 30)

void wanted_init(struct wanted_list *list, const char *root)
{
	*list = (struct wanted_list){.root = root};
	arena_init(&list->texts, MOST);
	buf_init(&list->files, MOST);
	buf_init(&list->places, MOST);
	buf_init(&list->joined, MOST);
}

void wanted_deinit(struct wanted_list *list)
{
	arena_deinit(&list->texts);
	buf_deinit(&list->files);
	buf_deinit(&list->places);
	buf_deinit(&list->joined);
}

static size_t file_count(const struct wanted_list *list)
{
	return list->files.len / sizeof(struct wanted_file);
}

/* A copy with a NUL behind it, which the view leaves out. */
static spoor_view copy_path(struct arena *texts, spoor_view path)
{
	char *room = arena_room(texts, path.len + 1);

	if (!room)
		return view_of("", 0);
	memcpy(room, path.ptr, path.len);
	room[path.len] = '\0';
	arena_keep(texts, path.len + 1);
	return view_of(room, path.len);
}

/* The file's index. Events of few files come mixed: the last ones are looked through, and what is
 * there twice all the same becomes one in the end. */
static size_t add_file(struct wanted_list *list, spoor_view path, bool of_event)
{
	size_t count = file_count(list);
	struct wanted_file file = {.of_event = of_event};

	for (size_t i = count; i > 0 && i + RECENT > count; i--)
		if (view_eq(wanted_file(list, i - 1)->path, path))
			return i - 1;
	file.path = copy_path(&list->texts, path);
	buf_add(&list->files, view_of((const char *)&file, sizeof(file)));
	return count;
}

static void add(struct wanted_list *list, const struct wanted *wanted)
{
	buf_add(&list->places, view_of((const char *)wanted, sizeof(*wanted)));
}

/* ------------------------------------------------------------------ by the user */

/* A number at the end, behind `mark`; the text is cut before the mark. */
static bool cut_number(spoor_view *text, char mark, uint64_t *number_r)
{
	size_t at = view_find_last(*text, mark);
	int64_t number;

	if (at == text->len || !view_number(view_skip(*text, at + 1), &number))
		return false;
	*text = view_head(*text, at);
	*number_r = (uint64_t)number;
	return true;
}

bool wanted_add_text(struct wanted_list *list, spoor_view text)
{
	struct wanted wanted = {.offset = WANTED_NO_OFFSET};
	bool is_range = false;

	if (!cut_number(&text, '@', &wanted.offset))
		is_range = cut_number(&text, '-', &wanted.last);
	if (!cut_number(&text, ':', &wanted.line) || text.len == 0 || wanted.line == 0)
		return false;
	if (!is_range)
		wanted.last = wanted.line;
	if (wanted.last < wanted.line)
		return false;
	wanted.file = add_file(list, text, false);
	add(list, &wanted);
	return true;
}

/* ------------------------------------------------------------------ by events */

static uint64_t number_of(
	const struct spoor_event *event, enum field field, uint64_t otherwise)
{
	const union value *value = event_get(event, field);

	return value ? (uint64_t)value->number : otherwise;
}

static spoor_view rooted(struct wanted_list *list, spoor_view path)
{
	spoor_view root = view_string(list->root);
	bool slash = root.len && root.ptr[root.len - 1] != '/';

	if (root.len == 0 || path.ptr[0] == '/' || view_eq(path, VIEW("-")))
		return path;
	buf_clear(&list->joined);
	buf_add(&list->joined, root);
	buf_add(&list->joined, slash ? VIEW("/") : view_of("", 0));
	buf_add(&list->joined, path);
	list->files.failed |= list->joined.failed;
	return buf_view(&list->joined);
}

void wanted_add_event(struct wanted_list *list, const struct spoor_event *event)
{
	spoor_view path = event_text(event, FIELD_LOG_PATH);
	uint64_t lines = number_of(event, FIELD_LOG_LINES, 1);
	struct wanted wanted = {
		.line = number_of(event, FIELD_LOG_LINE, 0),
		.offset = number_of(event, FIELD_LOG_OFFSET, WANTED_NO_OFFSET),
		.length = number_of(event, FIELD_LOG_LENGTH, 0),
	};

	if (path.len == 0 || view_has(path, '\0') || wanted.line == 0) {
		list->placeless++;
		return;
	}
	wanted.last = wanted.line + (lines ? lines - 1 : 0);
	if (wanted.offset == WANTED_NO_OFFSET)
		wanted.length = 0;
	wanted.file = add_file(list, rooted(list, path), true);
	add(list, &wanted);
}

/* ------------------------------------------------------------------ the order */

static int by_place(const void *a, const void *b)
{
	const struct wanted *left = a;
	const struct wanted *right = b;

	if (left->file != right->file)
		return left->file < right->file ? -1 : 1;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static int by_path(const void *a, const void *b)
{
	const struct wanted_file *left = *(const struct wanted_file *const *)a;
	const struct wanted_file *right = *(const struct wanted_file *const *)b;
	int order = view_order(left->path, right->path);

	return order ? order : left < right ? -1 : left > right;
}

/* Of each file, the index under which it was named first. False: no memory. */
static bool name_once(struct wanted_list *list, size_t *first)
{
	size_t count = file_count(list);
	const struct wanted_file **sorted = mem_alloc((count + 1) * sizeof(void *));
	const struct wanted_file *base = wanted_file(list, 0);

	if (!sorted)
		return false;
	for (size_t i = 0; i < count; i++)
		sorted[i] = base + i;
	qsort(sorted, count, sizeof(*sorted), by_path);
	for (size_t i = 0; i < count; i++) {
		size_t index = (size_t)(sorted[i] - base);

		first[index] = i && view_eq(sorted[i]->path, sorted[i - 1]->path)
				       ? first[sorted[i - 1] - base]
				       : index;
	}
	mem_free(sorted);
	return true;
}

bool wanted_sort(struct wanted_list *list)
{
	struct wanted *places = (struct wanted *)(void *)list->places.ptr;
	size_t *first;
	bool good;

	if (list->texts.failed || list->files.failed || list->places.failed)
		return false;
	if (list->places.len == 0)
		return true;
	first = mem_alloc(file_count(list) * sizeof(*first));
	good = first && name_once(list, first);
	for (size_t i = 0; good && i < wanted_count(list); i++)
		places[i].file = first[places[i].file];
	mem_free(first);
	if (good)
		qsort(places, wanted_count(list), sizeof(*places), by_place);
	return good;
}
