/* SPDX-License-Identifier: ISC */
#ifndef BASE_BYTES16_H
#define BASE_BYTES16_H

/*
 * Sixteen bytes that are looked at together: SSE2 where there is some, else two words. Loads and
 * stores take any address.
 */

#ifdef __SSE2__
#include "base/bytes16_sse2.h"
#else
#include "base/bytes16_words.h"
#endif

#endif
