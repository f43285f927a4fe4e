/* SPDX-License-Identifier: ISC */
/* All kinds of logs whose columns have names. */
#include "format/log_kinds.h"

/* clang-format off */
static const struct log_kind *const kinds[] = {
	&log_kind_tracking,
	&log_kind_iis,
};
/* clang-format on */

size_t log_kind_count(void)
{
	return COUNT(kinds);
}

const struct log_kind *log_kind_at(size_t index)
{
	return kinds[index];
}
