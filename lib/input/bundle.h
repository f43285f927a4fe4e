/* SPDX-License-Identifier: ISC */
#ifndef INPUT_BUNDLE_H
#define INPUT_BUNDLE_H

/*
 * An archive (tar, zip) and its members, each of which can be opened as a source, again and
 * again and from any thread.
 *
 * Members are regular files. A folder, a link and a device hold no bytes of their own: they are
 * passed over. Names are labels and never paths; they are made valid UTF-8, cut where they are
 * very long, and marked "#2", "#3" where the same one comes again.
 */

#include "input/source.h"
#include "input/spool.h"

enum {
	BUNDLE_DEPTH = 3,          /* archives in archives that are read */
	BUNDLE_MEMBERS = 64 * 1024 /* members of one archive that are read */
};

struct bundle;

/* Where a source is: a file, or a member of an archive. */
struct spot {
	const char *path;      /* of the file */
	struct bundle *bundle; /* NULL: the file itself */
	size_t index;
};

/* NULL on failure, said in `error`. */
struct source *spot_open(const struct spot *spot, struct spoor_error *error);

/*
 * Looks whether there is an archive, and what is in it; *bundle_r is NULL when there is none or it
 * cannot be read. What the spot names must outlive the bundle. SPOOR_E_NOMEM, else SPOOR_OK.
 */
enum spoor_status bundle_look(
	const struct spot *spot, struct shelf *shelf, struct bundle **bundle_r);
void bundle_free(struct bundle **bundle);

struct bundle_member {
	char *name;
	int64_t mtime; /* seconds since 1970; -1: none */
	char *trouble; /* why it cannot be read; NULL: it can */
	size_t number; /* its place in the archive, from 0 */
	int64_t place; /* of its bytes in the archive's, in one piece; -1: see above */
	int64_t size;
};

/* In the order of the folders, and in a folder by rotation (walk_order). */
size_t bundle_count(const struct bundle *bundle);
const struct bundle_member *bundle_at(const struct bundle *bundle, size_t index);

/* The file that it is in, maybe in other archives. */
const char *bundle_file(const struct bundle *bundle);

/* True of an archive in another one. */
bool bundle_is_inner(const struct bundle *bundle);

/* What is wrong with the archive itself, behind its members; "" nothing. */
const char *bundle_trouble(const struct bundle *bundle);

#endif
