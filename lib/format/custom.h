/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CUSTOM_H
#define FORMAT_CUSTOM_H

/*
 * The operator's own formats: a JSON file of PCRE2 patterns whose named groups become fields.
 * They are asked before the built-in formats.
 */

#include "format/format.h"

struct custom;

/* Reads the file; NULL on failure, said in `error` with the pattern's name. */
struct custom *custom_load(const char *path, struct spoor_error *error);
void custom_free(struct custom **custom);

/* Fills the event from a line that one of the patterns matches; false: none does. */
bool custom_read(const struct custom *custom, struct scene *scene, spoor_view line,
	struct spoor_event *event);

#endif
