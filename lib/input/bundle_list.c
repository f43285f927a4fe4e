/* SPDX-License-Identifier: ISC */
#include "bundle_list.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "input/walk.h"

#include <stdlib.h>

enum { NAME_MOST = 1024, NAME_ROOM = NAME_MOST + 32, ARENA_MOST = 16 * 1024 * 1024 };

/* ------------------------------------------------------------------ labels */

/* A name made fit to be shown: valid UTF-8 of at most NAME_MOST bytes. */
static spoor_view clean_name(spoor_view name, struct arena *arena)
{
	bool is_long;

	if (name.len > NAME_MOST)
		name.len = NAME_MOST + 1;
	name = utf8_clean(arena, name);
	is_long = name.len > NAME_MOST;
	if (is_long)
		name.len = NAME_MOST;
	while (is_long && utf8_valid_len(name) < name.len)
		name.len--;
	return name;
}

/* The name, an addition and a number, where that is not 0. */
static char *make_label(spoor_view name, const char *addition, uint64_t number)
{
	char text[NAME_ROOM];
	char digits[ERR_NUMBER_MAX] = "";

	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	if (number)
		err_number(digits, number);
	err_join(text + name.len, sizeof(text) - name.len,
		(const char *const[]){addition, digits, NULL});
	return mem_copy_string(text, strlen(text));
}

static char *label_of(const struct archive_member *member, size_t number)
{
	struct arena arena;
	spoor_view name;
	char *label;

	arena_init(&arena, ARENA_MOST);
	name = clean_name(member->name, &arena);
	if (name.len == 0)
		label = make_label(name, "#", number + 1);
	else
		label = make_label(name, name.len == NAME_MOST ? "…" : "", 0);
	arena_deinit(&arena);
	return label;
}

static bool take_copy(char **copy_r, const char *text)
{
	*copy_r = mem_copy_string(text, strlen(text));
	return *copy_r != NULL;
}

/* ------------------------------------------------------------------ the list */

static bool make_room(struct bundle_list *list)
{
	size_t room = list->room ? list->room * 2 : 16;
	struct bundle_member *at;

	if (list->count < list->room)
		return true;
	at = mem_resize(list->at, room * sizeof(*at));
	if (!at)
		return false;
	list->at = at;
	list->room = room;
	return true;
}

bool bundle_list_add(struct bundle_list *list, const struct archive_member *member)
{
	struct bundle_member row = {
		.mtime = member->mtime, .number = list->count, .place = -1};

	if (!make_room(list))
		return false;
	if (member->place >= 0 && member->size >= 0 &&
		member->size <= INT64_MAX - member->place) {
		row.place = member->place;
		row.size = member->size;
	}
	row.name = label_of(member, list->count);
	if (!row.name ||
		(member->encrypted &&
			!take_copy(&row.trouble, "cannot be read: it is encrypted"))) {
		mem_free(row.name);
		return false;
	}
	list->at[list->count++] = row;
	return true;
}

void bundle_list_misplaced(struct bundle_list *list)
{
	if (list->count)
		list->at[list->count - 1].place = -1;
}

void bundle_list_deinit(struct bundle_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		mem_free(list->at[i].name);
		mem_free(list->at[i].trouble);
	}
	mem_free(list->at);
	*list = (struct bundle_list){0};
}

/* ------------------------------------------------------------------ order */

static int by_number(const struct bundle_member *a, const struct bundle_member *b)
{
	return (a->number > b->number) - (a->number < b->number);
}

static int by_label(const void *a, const void *b)
{
	const struct bundle_member *left = a;
	const struct bundle_member *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order : by_number(left, right);
}

static spoor_view folder_of(spoor_view name)
{
	size_t slash = view_find_last(name, '/');

	return view_head(name, slash < name.len ? slash + 1 : 0);
}

static int by_rotation(const void *a, const void *b)
{
	const struct bundle_member *left = a;
	const struct bundle_member *right = b;
	spoor_view left_name = view_string(left->name);
	spoor_view right_name = view_string(right->name);
	spoor_view left_folder = folder_of(left_name);
	spoor_view right_folder = folder_of(right_name);
	int order = view_order(left_folder, right_folder);

	if (order == 0)
		order = walk_order(view_skip(left_name, left_folder.len),
			view_skip(right_name, right_folder.len));
	return order ? order : by_number(left, right);
}

/* Of members with the same name, which stand side by side, the second and later ones. */
static bool mark_repeated(struct bundle_list *list)
{
	size_t first = 0;

	for (size_t i = 1; i < list->count; i++) {
		spoor_view name = view_string(list->at[first].name);
		char *label;

		if (strcmp(list->at[i].name, list->at[first].name) != 0) {
			first = i;
			continue;
		}
		label = make_label(name, "#", i - first + 1);
		if (!label)
			return false;
		mem_free(list->at[i].name);
		list->at[i].name = label;
	}
	return true;
}

bool bundle_list_finish(struct bundle_list *list)
{
	if (list->count == 0)
		return true;
	qsort(list->at, list->count, sizeof(*list->at), by_label);
	if (!mark_repeated(list))
		return false;
	qsort(list->at, list->count, sizeof(*list->at), by_rotation);
	return true;
}
