/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_SOURCE_H
#define FILTER_KQL_SOURCE_H

/* The expression that is being compiled, and how to complain about a place in it. */

#include "base/arena.h"

struct kql_source {
	spoor_view text;
	struct arena *arena;       /* of the filter */
	struct spoor_error *error; /* may be NULL */
};

/* Fills the error for the place `where`, a pointer into the text; gives false. */
bool kql_fail(
	const struct kql_source *source, const char *where, const char *const *pieces);

#define KQL_FAIL(source, where, ...)                                                     \
	kql_fail(source, where, (const char *const[]){__VA_ARGS__, NULL})

bool kql_fail_memory(const struct kql_source *source);

/* A part of the text as a piece of a message: NUL-ended, cut when it is long. */
const char *kql_show(const struct kql_source *source, spoor_view part);

/* Texts for "did you mean": the offered name that is most like the wanted one. */
struct kql_nearest {
	spoor_view wanted;
	const char *name; /* NULL: none is like it */
	size_t distance;
};

void kql_nearest_offer(struct kql_nearest *nearest, const char *name);

#endif
