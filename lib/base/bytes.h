/* SPDX-License-Identifier: ISC */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

/* Some bytes at any address as one word. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK = 16, COUNT_STEP = 4 * CHUNK, COUNT_STEPS = 63 };

/* For what is small and on the path of every line. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

static inline uint64_t load8(const char *in)
{
	uint64_t bytes;

	memcpy(&bytes, in, 8);
	return bytes;
}

static inline uint32_t load4(const char *in)
{
	uint32_t bytes;

	memcpy(&bytes, in, 4);
	return bytes;
}

#endif
