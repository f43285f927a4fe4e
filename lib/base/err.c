/* SPDX-License-Identifier: ISC */
#include "err.h"

void err_join(char *text, size_t room, const char *const *pieces)
{
	size_t len = 0;

	for (; *pieces; pieces++) {
		size_t more = strlen(*pieces);

		if (more > room - 1 - len)
			more = room - 1 - len;
		memcpy(text + len, *pieces, more);
		len += more;
	}
	text[len] = '\0';
}

enum spoor_status err_set(
	struct spoor_error *error, enum spoor_status status, const char *const *pieces)
{
	if (error) {
		error->status = status;
		err_join(error->text, sizeof(error->text), pieces);
	}
	return status;
}
