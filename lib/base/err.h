/* SPDX-License-Identifier: ISC */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* Filling a spoor_error: texts are put together from pieces, without printf. */

#include "base/view.h"

/* Sets status and text; `pieces` end with NULL. The text is cut where it does not fit. Gives
 * the status back. `error` may be NULL. */
enum spoor_status err_set(
	struct spoor_error *error, enum spoor_status status, const char *const *pieces);

#define ERR_SET(error, status, ...)                                                      \
	err_set(error, status, (const char *const[]){__VA_ARGS__, NULL})

/* Joins pieces into `text` of `room` bytes, NUL-ended. */
void err_join(char *text, size_t room, const char *const *pieces);

enum { ERR_NUMBER_MAX = 21 };

/* A number as a piece: decimal digits, NUL-ended. */
void err_number(char text[ERR_NUMBER_MAX], uint64_t number);

#endif
