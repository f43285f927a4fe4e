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

void err_number(char text[ERR_NUMBER_MAX], uint64_t number)
{
	size_t len = 1;

	for (uint64_t rest = number; rest > 9; rest /= 10)
		len++;
	text[len] = '\0';
	do
		text[--len] = (char)('0' + number % 10);
	while (number /= 10);
}
