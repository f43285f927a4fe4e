/* SPDX-License-Identifier: ISC */
#ifndef INPUT_DIGEST_H
#define INPUT_DIGEST_H

/* The door to libcrypto: SHA-256. */

#include "base/view.h"

enum { DIGEST_MARK_LEN = 13 };

/* '#' and the first 12 hexadecimal digits of the text's SHA-256: what stands for a secret that
 * must still be told from another. Not NUL-ended. */
void digest_mark(spoor_view text, char mark[DIGEST_MARK_LEN]);

#endif
