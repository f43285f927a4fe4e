/* SPDX-License-Identifier: ISC */
/*
 * An archive in an archive is unfolded in its member's place, up to BUNDLE_DEPTH deep: evidence
 * comes as a zip file with a tar.gz of each server. One that lies deeper is read as it stands,
 * and said to be an archive.
 */
#include "unfold.h"

#include "base/err.h"
#include "base/mem.h"

#include <sys/stat.h>

enum { LABEL_ROOM = 8192, MEMBERS_MOST = BUNDLE_MEMBERS /* of all archives together */ };

/* An archive whose members are being added. */
struct level {
	struct bundle *bundle;
	const char *path; /* as it is called */
	size_t next;
};

struct unfolding {
	struct walk *walk;
	struct level levels[BUNDLE_DEPTH];
	size_t depth;
};

static char *copy_text(const char *text)
{
	return mem_copy_string(text, strlen(text));
}

/* Makes the bundle the walk's, and the path; both are freed where that fails. */
static bool keep_archive(struct walk *walk, struct bundle *bundle, char *path)
{
	if (walk->archive_count == walk->archive_room) {
		size_t room = walk->archive_room ? walk->archive_room * 2 : 8;
		struct walk_archive *archives =
			mem_resize(walk->archives, room * sizeof(*archives));

		if (!archives) {
			bundle_free(&bundle);
			mem_free(path);
			return false;
		}
		walk->archives = archives;
		walk->archive_room = room;
	}
	walk->archives[walk->archive_count++] =
		(struct walk_archive){path, bundle, walk->count};
	return true;
}

static bool begin_level(struct unfolding *unfolding, struct bundle *bundle, char *path)
{
	struct walk *walk = unfolding->walk;

	walk->member_count += bundle_count(bundle);
	if (walk->member_count > MEMBERS_MOST) {
		bundle_free(&bundle);
		return walk_add(walk, path,
			"is left out: the archives have too many members in all");
	}
	if (!keep_archive(walk, bundle, path))
		return false;
	unfolding->levels[unfolding->depth++] = (struct level){bundle, path, 0};
	return true;
}

static bool add_member(struct walk *walk, struct bundle *bundle, size_t index, char *path,
	const char *trouble)
{
	if (!walk_add(walk, path, trouble))
		return false;
	walk->items[walk->count - 1].bundle = bundle;
	walk->items[walk->count - 1].index = index;
	return true;
}

/* Adds the item, or begins the level of the archive that it is; takes over its path. */
static bool visit(
	struct unfolding *unfolding, struct bundle *outer, size_t index, char *path)
{
	struct walk *walk = unfolding->walk;
	struct spot spot = {path, outer, index};
	struct bundle *bundle = NULL;

	if (!path)
		return false;
	if (unfolding->depth < BUNDLE_DEPTH &&
		bundle_look(&spot, walk->shelf, &bundle) != SPOOR_OK) {
		mem_free(path);
		return false;
	}
	if (bundle)
		return begin_level(unfolding, bundle, path);
	return add_member(walk, outer, index, path, NULL);
}

static bool visit_next(struct unfolding *unfolding, struct level *level)
{
	size_t index = level->next++;
	const struct bundle_member *member = bundle_at(level->bundle, index);
	char label[LABEL_ROOM];

	err_join(label, sizeof(label),
		(const char *const[]){level->path, "!", member->name, NULL});
	if (member->trouble)
		return add_member(unfolding->walk, level->bundle, index, copy_text(label),
			member->trouble);
	return visit(unfolding, level->bundle, index, copy_text(label));
}

/* Leaves the innermost level; what is wrong with its archive stands behind its members. */
static bool end_level(struct unfolding *unfolding)
{
	const struct level *level = &unfolding->levels[--unfolding->depth];
	const char *trouble = bundle_trouble(level->bundle);

	if (trouble[0])
		return walk_add(unfolding->walk, copy_text(level->path), trouble);
	return true;
}

bool unfold(struct walk *walk, char *path)
{
	struct unfolding unfolding = {.walk = walk};
	bool good = visit(&unfolding, NULL, 0, path);

	while (good && unfolding.depth) {
		struct level *level = &unfolding.levels[unfolding.depth - 1];

		good = level->next < bundle_count(level->bundle)
			       ? visit_next(&unfolding, level)
			       : end_level(&unfolding);
	}
	return good;
}

/* ------------------------------------------------------------------ parts of an archive */

/* What is wrong with the archive that a member is sought in. */
static bool is_of_archive(const struct walk_item *item, const char *name)
{
	size_t len = strlen(item->path);

	return item->trouble && strncmp(item->path, name, len) == 0 && name[len] == '!';
}

/* "a!b" names "a!b" itself and what is in it. */
static bool is_named(const struct walk_item *item, const char *name)
{
	spoor_view path = view_string(item->path);
	spoor_view named = view_string(name);

	if (named.len && named.ptr[named.len - 1] == '/')
		named.len--;
	return view_starts(path, named) &&
	       (path.len == named.len || strchr("!/", path.ptr[named.len]));
}

/* Drops the items from `first` on that are not named. False: none is. */
static bool keep_named(struct walk *walk, size_t first, const char *name)
{
	size_t kept = first;
	bool found = false;

	for (size_t i = first; i < walk->count; i++) {
		struct walk_item *item = &walk->items[i];

		found |= is_named(item, name);
		if (is_named(item, name) || is_of_archive(item, name)) {
			walk->items[kept++] = *item;
			continue;
		}
		mem_free(item->path);
		mem_free(item->trouble);
	}
	walk->count = kept;
	return found;
}

char *unfold_archive(const char *name)
{
	struct stat info;

	for (const char *mark = strchr(name, '!'); mark; mark = strchr(mark + 1, '!')) {
		char *path = mem_copy_string(name, (size_t)(mark - name));

		if (!path || (stat(path, &info) == 0 && S_ISREG(info.st_mode)))
			return path;
		mem_free(path);
	}
	return NULL;
}

bool unfold_part(struct walk *walk, const char *name)
{
	size_t first = walk->count;
	size_t archives = walk->archive_count;
	char *path = unfold_archive(name);

	if (path && !unfold(walk, path))
		return false;
	if (path && keep_named(walk, first, name))
		return true;
	return walk_add(walk, copy_text(name),
		walk->archive_count > archives ? "cannot be read: no such member" : NULL);
}
