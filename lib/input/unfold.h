/* SPDX-License-Identifier: ISC */
#ifndef INPUT_UNFOLD_H
#define INPUT_UNFOLD_H

/* Adds to a walk what is in a file: its members when it is an archive, else itself. */

#include "input/walk.h"

/* `path` is taken over. False without memory, or when `path` is NULL. */
bool unfold(struct walk *walk, char *path);

/* The same for a name that is not on the disk: "ARCHIVE!MEMBER", or a folder of members. Where
 * there is none, the name is an item that cannot be read. */
bool unfold_part(struct walk *walk, const char *name);

/* The archive before the first '!' of a name behind which there is one, to be freed; NULL: there is
 * none, or no memory. */
char *unfold_archive(const char *name);

#endif
