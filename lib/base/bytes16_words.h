/* SPDX-License-Identifier: ISC */
#ifndef BASE_BYTES16_WORDS_H
#define BASE_BYTES16_WORDS_H

/* Sixteen bytes in two words, for any machine; only for bytes16.h, which says what each does. */

#include "base/bytes.h"

struct bytes16 {
	uint64_t half[2];
};
typedef struct bytes16 bytes16;

enum { HAS_MASKS = 0 };

#define EACH_BYTE UINT64_C(0x0101010101010101)

static inline bytes16 load16(const char *in)
{
	bytes16 bytes;

	memcpy(bytes.half, in, CHUNK);
	return bytes;
}

static inline void store16(char *out, bytes16 bytes)
{
	memcpy(out, bytes.half, CHUNK);
}

static inline bytes16 make16(uint64_t front, uint64_t back)
{
	return (bytes16){{front, back}};
}

static inline uint64_t specials8(uint64_t bytes)
{
	uint64_t quote = bytes ^ EACH_BYTE * '"';
	uint64_t slash = bytes ^ EACH_BYTE * '\\';
	uint64_t del = bytes ^ EACH_BYTE * 0x7f;
	uint64_t low = (bytes - EACH_BYTE * 0x20) & ~bytes;

	quote = (quote - EACH_BYTE) & ~quote;
	slash = (slash - EACH_BYTE) & ~slash;
	del = (del - EACH_BYTE) & ~del;
	return (bytes | low | del | quote | slash) & EACH_BYTE * 0x80;
}

static inline unsigned specials16(bytes16 bytes)
{
	return (specials8(bytes.half[0]) | specials8(bytes.half[1])) != 0;
}

static inline unsigned highs16(bytes16 bytes)
{
	return ((bytes.half[0] | bytes.half[1]) & EACH_BYTE * 0x80) != 0;
}

static inline size_t count16s(const char *in, size_t steps, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < steps * COUNT_STEP; i++)
		count += in[i] == c;
	return count;
}

static inline unsigned equal16(bytes16 bytes, char c)
{
	return memchr(bytes.half, c, CHUNK) != NULL;
}

static inline unsigned either16(bytes16 bytes, char a, char b)
{
	const char *each = (const char *)bytes.half;

	for (size_t i = 0; i < CHUNK; i++)
		if (each[i] == a || each[i] == b)
			return 1;
	return 0;
}

#endif
