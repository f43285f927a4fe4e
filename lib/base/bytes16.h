/* SPDX-License-Identifier: ISC */
#ifndef BASE_BYTES16_H
#define BASE_BYTES16_H

/*
 * Sixteen bytes that are looked at together: SSE2 where there is some, else two words. Loads and
 * stores take any address.
 */

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

#ifdef __SSE2__
#include <emmintrin.h>

typedef __m128i bytes16;

/* Whether bit i of a mask is of byte i; else a mask only says that there is some byte. */
enum { HAS_MASKS = 1 };

static inline bytes16 load16(const char *in)
{
	return _mm_loadu_si128((const __m128i *)(const void *)in);
}

static inline void store16(char *out, bytes16 bytes)
{
	_mm_storeu_si128((__m128i *)(void *)out, bytes);
}

static inline bytes16 make16(uint64_t front, uint64_t back)
{
	return _mm_set_epi64x((long long)back, (long long)front);
}

/* The mask of the bytes that are control characters, a double quote, a backslash or not ASCII. */
static inline unsigned specials16(bytes16 bytes)
{
	__m128i low =
		_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: >= 0x80 too */
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, slash)));
}

/* The mask of the bytes that are not ASCII. */
static inline unsigned highs16(bytes16 bytes)
{
	return (unsigned)_mm_movemask_epi8(bytes);
}

/* The mask of the bytes that are this one. */
static inline unsigned equal16(bytes16 bytes, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

/* How many bytes are this one, of `steps` times COUNT_STEP bytes; at most COUNT_STEPS of them:
 * a byte of the sum holds no more. */
static inline size_t count16s(const char *in, size_t steps, char c)
{
	const bytes16 wanted = _mm_set1_epi8(c);
	bytes16 sum = _mm_setzero_si128();

	for (; steps; steps--, in += COUNT_STEP) {
		sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(load16(in), wanted));
		sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(load16(in + CHUNK), wanted));
		sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(load16(in + 2 * CHUNK), wanted));
		sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(load16(in + 3 * CHUNK), wanted));
	}
	sum = _mm_sad_epu8(sum, _mm_setzero_si128());
	return (size_t)(_mm_cvtsi128_si32(sum) +
			_mm_cvtsi128_si32(_mm_unpackhi_epi64(sum, sum)));
}

/* The mask of the bytes that are one of the two. */
static inline unsigned either16(bytes16 bytes, char a, char b)
{
	return (unsigned)_mm_movemask_epi8(
		_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b))));
}

#else

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
	uint64_t low = (bytes - EACH_BYTE * 0x20) & ~bytes;

	quote = (quote - EACH_BYTE) & ~quote;
	slash = (slash - EACH_BYTE) & ~slash;
	return (bytes | low | quote | slash) & EACH_BYTE * 0x80;
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

#endif
