/* SPDX-License-Identifier: ISC */
/* The filter of <spoor.h>. */
#include "base/err.h"
#include "base/mem.h"
#include "filter/kql.h"

struct spoor_filter *spoor_filter_new(const char *expression, struct spoor_error *error)
{
	struct spoor_filter *filter = mem_new(sizeof(*filter));

	if (!filter) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	if (!kql_compile(filter, view_string(expression), error))
		spoor_filter_free(&filter);
	return filter;
}

void spoor_filter_free(struct spoor_filter **filter)
{
	if (!*filter)
		return;
	kql_deinit(*filter);
	mem_free(*filter);
	*filter = NULL;
}

bool spoor_filter_match(
	const struct spoor_filter *filter, const struct spoor_event *event)
{
	return kql_match(filter, event);
}
