/* SPDX-License-Identifier: ISC */
#ifndef INPUT_BUNDLE_LIST_H
#define INPUT_BUNDLE_LIST_H

/* The list of an archive's members: their labels and their order. For bundle.c. */

#include "input/archive.h"
#include "input/bundle.h"

struct bundle_list {
	struct bundle_member *at;
	size_t count;
	size_t room;
};

/* Adds the next member of the archive. False without memory. */
bool bundle_list_add(struct bundle_list *list, const struct archive_member *member);

/* The last member does not stand in one piece where it was said to. */
void bundle_list_misplaced(struct bundle_list *list);

/* Makes the labels different and puts the members in order. False without memory. */
bool bundle_list_finish(struct bundle_list *list);

void bundle_list_deinit(struct bundle_list *list);

#endif
