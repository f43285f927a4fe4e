/* SPDX-License-Identifier: ISC */
/*
 * Folders are walked with a list, not by recursion, and links to folders are not followed: no
 * loop, no surprise. Whatever is no file is named, not passed over in silence.
 */
#include "walk.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/scan.h"
#include "input/unfold.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_PATH = 4096 };

/* ------------------------------------------------------------------ rotation order */

static spoor_view without_packing(spoor_view name)
{
	static const char *const suffixes[] = {".gz", ".xz", ".bz2", ".zst"};

	for (size_t i = 0; i < COUNT(suffixes); i++)
		if (view_ends(name, view_string(suffixes[i])))
			return view_head(name, name.len - strlen(suffixes[i]));
	return name;
}

/* Digits, '-', 'T' and '_' at the end, behind a separator: a number or a date. */
static size_t mark_len(spoor_view name)
{
	size_t len = 0;

	while (len < name.len) {
		char c = name.ptr[name.len - 1 - len];

		if (!is_digit(c) && (len == 0 || !strchr("-T_", c)))
			break;
		len++;
	}
	while (len && !is_digit(name.ptr[name.len - len]))
		len--;
	return len;
}

struct walk_name walk_take_apart(spoor_view name)
{
	struct walk_name apart = {.base = without_packing(name), .rotation = WALK_NONE};
	size_t len = mark_len(apart.base);
	size_t head = apart.base.len - len;

	apart.mark = view_skip(apart.base, head);
	if (len == 0 || head < 2 || !strchr(".-_", apart.base.ptr[head - 1])) {
		apart.mark.len = 0;
		return apart;
	}
	apart.rotation = len >= 6 ? WALK_DATE : WALK_NUMBER;
	apart.base = view_head(apart.base, head - 1);
	return apart;
}

int walk_order(spoor_view a, spoor_view b)
{
	struct walk_name left = walk_take_apart(a);
	struct walk_name right = walk_take_apart(b);
	int order = view_order(left.base, right.base);
	int64_t number_left;
	int64_t number_right;

	if (order)
		return order;
	if (left.rotation != right.rotation)
		return (int)left.rotation - (int)right.rotation;
	if (left.rotation == WALK_NUMBER && view_number(left.mark, &number_left) &&
		view_number(right.mark, &number_right) && number_left != number_right)
		return number_left > number_right ? -1 : 1;
	order = view_order(left.mark, right.mark);
	return order ? order : view_order(a, b);
}

/* ------------------------------------------------------------------ folders */

bool walk_add(struct walk *walk, char *path, const char *trouble)
{
	struct walk_item item = {.path = path};

	if (!path)
		return false;
	if (trouble)
		item.trouble = mem_copy_string(trouble, strlen(trouble));
	if (walk->count == walk->room) {
		size_t room = walk->room ? walk->room * 2 : 16;
		struct walk_item *items = mem_resize(walk->items, room * sizeof(*items));

		if (items) {
			walk->items = items;
			walk->room = room;
		}
	}
	if (walk->count == walk->room || (trouble && !item.trouble)) {
		mem_free(item.path);
		mem_free(item.trouble);
		return false;
	}
	walk->items[walk->count++] = item;
	return true;
}

/* Adds what is there and cannot be read. */
static bool add_unreadable(struct walk *walk, char *path, const char *why)
{
	char text[200];

	err_join(
		text, sizeof(text), (const char *const[]){"cannot be read: ", why, NULL});
	return walk_add(walk, path, text);
}

struct names {
	char **at;
	size_t count;
	size_t room;
};

static bool add_name(struct names *names, char *name)
{
	if (!name)
		return false;
	if (names->count == names->room) {
		size_t room = names->room ? names->room * 2 : 16;
		char **at = mem_resize(names->at, room * sizeof(*at));

		if (!at) {
			mem_free(name);
			return false;
		}
		names->at = at;
		names->room = room;
	}
	names->at[names->count++] = name;
	return true;
}

static void free_names(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		mem_free(names->at[i]);
	mem_free(names->at);
}

static int by_rotation(const void *a, const void *b)
{
	return walk_order(view_string(*(char *const *)a), view_string(*(char *const *)b));
}

static bool read_names(DIR *folder, struct names *names)
{
	const struct dirent *entry;

	while ((entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (!add_name(
			    names, mem_copy_string(entry->d_name, strlen(entry->d_name))))
			return false;
	}
	if (names->count)
		qsort(names->at, names->count, sizeof(*names->at), by_rotation);
	return true;
}

static char *join_path(const char *folder, const char *name)
{
	char path[MAX_PATH];
	size_t len = strlen(folder);
	bool slash = len && folder[len - 1] == '/';

	err_join(path, sizeof(path),
		(const char *const[]){folder, slash ? "" : "/", name, NULL});
	return mem_copy_string(path, strlen(path));
}

/* Sorts one entry: a folder waits in `folders`, the rest becomes an item. */
static bool place(struct walk *walk, struct names *folders, char *path)
{
	struct stat info;

	if (!path)
		return false;
	if (lstat(path, &info) != 0)
		return add_unreadable(walk, path, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return add_name(folders, path);
	if (S_ISLNK(info.st_mode) && (stat(path, &info) != 0 || S_ISDIR(info.st_mode)))
		return add_unreadable(
			walk, path, "is a link to a folder or to nothing; not followed");
	if (!S_ISREG(info.st_mode))
		return add_unreadable(walk, path, "is no file");
	return unfold(walk, path);
}

/* The files of one folder, then (in `folders`, to be taken from its end) its folders. */
static bool walk_folder(struct walk *walk, struct names *folders, const char *path)
{
	struct names names = {0};
	struct names inner = {0};
	DIR *folder = opendir(path);
	bool good;

	if (!folder)
		return add_unreadable(
			walk, mem_copy_string(path, strlen(path)), strerror(errno));
	good = read_names(folder, &names);
	closedir(folder);
	for (size_t i = 0; good && i < names.count; i++)
		good = place(walk, &inner, join_path(path, names.at[i]));
	while (inner.count && good)
		good = add_name(folders, inner.at[--inner.count]);
	free_names(&inner);
	free_names(&names);
	return good;
}

static bool walk_folders(struct walk *walk, const char *operand)
{
	struct names folders = {0};
	bool good = add_name(&folders, mem_copy_string(operand, strlen(operand)));

	while (good && folders.count) {
		char *path = folders.at[--folders.count];

		good = walk_folder(walk, &folders, path);
		mem_free(path);
	}
	free_names(&folders);
	return good;
}

/* Pipes and devices are not looked into: what is read from them is gone. */
static bool walk_operand(struct walk *walk, const char *operand)
{
	struct stat info;
	bool is_stdin = strcmp(operand, "-") == 0;

	if (!is_stdin && stat(operand, &info) != 0)
		return unfold_part(walk, operand);
	if (!is_stdin && S_ISDIR(info.st_mode))
		return walk_folders(walk, operand);
	if (!is_stdin && S_ISREG(info.st_mode))
		return unfold(walk, mem_copy_string(operand, strlen(operand)));
	return walk_add(walk, mem_copy_string(operand, strlen(operand)), NULL);
}

bool walk_collect(struct walk *walk, const struct spoor_list *operands)
{
	*walk = (struct walk){.shelf = shelf_new()};
	if (!walk->shelf)
		return false;
	if (operands->count == 0)
		return walk_operand(walk, "-");
	for (size_t i = 0; i < operands->count; i++)
		if (!walk_operand(walk, operands->at[i]))
			return false;
	return true;
}

void walk_deinit(struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++) {
		mem_free(walk->items[i].path);
		mem_free(walk->items[i].trouble);
	}
	mem_free(walk->items);
	for (size_t i = 0; i < walk->archive_count; i++) {
		bundle_free(&walk->archives[i].bundle);
		mem_free(walk->archives[i].path);
	}
	mem_free(walk->archives);
	shelf_free(&walk->shelf);
	*walk = (struct walk){0};
}

struct source *walk_open(const struct walk_item *item, struct spoor_error *error)
{
	struct spot spot = {item->path, item->bundle, item->index};

	return spot_open(&spot, error);
}
