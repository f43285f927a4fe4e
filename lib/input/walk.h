/* SPDX-License-Identifier: ISC */
#ifndef INPUT_WALK_H
#define INPUT_WALK_H

/*
 * The files that the operands name: files as they are, folders and archives with all that is in
 * them, each set of rotated logs from the oldest to the newest. What is on the disk comes before
 * what may be in an archive: "a!b" is a file of that name, else member "b" of archive "a".
 */

#include "input/bundle.h"

struct walk_item {
	char *path; /* as it is called; of a member: "bundle.tar.gz!var/log/mail.log" */
	char *trouble;         /* why it cannot be read, a whole phrase; NULL: it can */
	struct bundle *bundle; /* whose member it is; NULL: a file */
	size_t index;
};

struct walk_archive {
	char *path;
	struct bundle *bundle;
	size_t first; /* item of it; it may have none */
};

struct walk {
	struct walk_item *items;
	size_t count;
	size_t room;
	struct walk_archive *archives;
	size_t archive_count;
	size_t archive_room;
	size_t member_count; /* of all archives */
	struct shelf *shelf; /* of their spools */
};

/* Collects; false without memory. Free with walk_deinit in both cases. */
bool walk_collect(struct walk *walk, const struct spoor_list *operands);
void walk_deinit(struct walk *walk);

/* Opens an item without trouble; NULL on failure, said in `error`. */
struct source *walk_open(const struct walk_item *item, struct spoor_error *error);

/* Adds an item; `path` is taken over and `trouble`, NULL or not, is copied. False without
 * memory, or when `path` is NULL. */
bool walk_add(struct walk *walk, char *path, const char *trouble);

enum walk_rotation {
	WALK_DATE,   /* ".20251214", "-20251214-0003": a later one is newer */
	WALK_NUMBER, /* ".2": a higher one is older */
	WALK_NONE,   /* the newest */
};

/* A file name taken apart. */
struct walk_name {
	spoor_view base; /* without rotation mark and packing suffix */
	enum walk_rotation rotation;
	spoor_view mark; /* the number or date */
};

struct walk_name walk_take_apart(spoor_view name);

/* Orders two names of one folder: by the name without its rotation mark and packing suffix
 * (".gz", ".xz", ".bz2", ".zst"), then from the oldest to the newest: a higher number is older
 * ("mail.log.2"), a later date is newer ("mail.log-20251214"), no mark is the newest. */
int walk_order(spoor_view a, spoor_view b);

#endif
