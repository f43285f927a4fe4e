/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CUSTOM_LOADER_H
#define FORMAT_CUSTOM_LOADER_H

/* What custom_load.c (the file, a format as a whole) and custom_member.c (one member of a
 * format) share while a rule is made. */

#include "base/err.h"
#include "format/custom_rule.h"

/* The rule that is being made, and how to complain about it. */
struct loader {
	const char *path;
	const char *name; /* of the format; "" before it is known */
	struct custom_rule *rule;
	const struct node *table;
	struct spoor_error *error;
};

/* One member of a format. */
struct custom_member {
	const char *name;
	enum node_kind kind;
	bool needed;
	/* NULL: nothing to do. False: said what is wrong. */
	bool (*read)(struct loader *loader, const struct node *node);
};

/* In the order in which they are read: each may need those before it. */
const struct custom_member *custom_member_at(size_t index); /* NULL behind the last */

/* The field whose name the group's is, with '_' for '.'; FIELD_COUNT: there is none. */
enum field custom_field_of_group(const char *group);

/* Says path, format and the pieces, which end with NULL; always false. */
bool custom_complain(const struct loader *loader, const char *const *pieces);
bool custom_no_memory(const struct loader *loader);

#define COMPLAIN(loader, ...)                                                            \
	custom_complain(loader, (const char *const[]){__VA_ARGS__, NULL})

#endif
