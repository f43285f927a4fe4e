/* SPDX-License-Identifier: ISC */
#ifndef INPUT_DIGEST_H
#define INPUT_DIGEST_H

/* The door to libcrypto: SHA-256. */

#include "base/view.h"

enum { DIGEST_MARK_LEN = 13 };

/* '#' and the first 12 hexadecimal digits of the text's SHA-256: what stands for a secret that
 * must still be told from another. Not NUL-ended. */
void digest_mark(spoor_view text, char mark[DIGEST_MARK_LEN]);

enum { DIGEST_ROOM = 65 /* 64 hexadecimal digits, NUL-ended */ };

/* The SHA-256 of bytes that come one after the other. */
struct digest;

/* NULL without memory. */
struct digest *digest_new(void);
void digest_free(struct digest **digest);
void digest_add(struct digest *digest, spoor_view bytes);

/* Nothing may be added afterwards. False without memory. */
bool digest_finish(struct digest *digest, char hex[DIGEST_ROOM]);

#endif
