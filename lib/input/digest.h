/* SPDX-License-Identifier: ISC */
#ifndef INPUT_DIGEST_H
#define INPUT_DIGEST_H

/* The door to libcrypto: SHA-256. */

#include "base/arena.h"

/* '#' and the first 12 hexadecimal digits of the text's SHA-256: what stands for a secret that
 * must still be told from another. Empty without memory. */
spoor_view digest_mark(struct arena *arena, spoor_view text);

#endif
