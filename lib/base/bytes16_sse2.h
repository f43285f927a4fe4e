/* SPDX-License-Identifier: ISC */
#ifndef BASE_BYTES16_SSE2_H
#define BASE_BYTES16_SSE2_H

/* Sixteen bytes with SSE2; only for bytes16.h. */

#include "base/bytes.h"

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

/* The mask of the bytes that are control characters, DEL, a double quote, a backslash or not
 * ASCII. */
static inline unsigned specials16(bytes16 bytes)
{
	__m128i low =
		_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: >= 0x80 too */
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
	__m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f));

	return (unsigned)_mm_movemask_epi8(
		_mm_or_si128(_mm_or_si128(low, del), _mm_or_si128(quote, slash)));
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

#endif
