/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_QUICK_ODD_H
#define FORMAT_QUICK_ODD_H

/* The bytes that no plain word has. */

#include "base/view.h"

/* A byte that ends a plain word, or makes it none: blanks, controls, not ASCII, ! " ' ( ) * ,
 * < = > ? [ \ ] */
static inline bool quick_is_odd(char c)
{
	return c < '#' || (c >= '\'' && c <= '*') || c == ',' || (c >= '<' && c <= '?') ||
	       (c >= '[' && c <= ']');
}

/* The mask of odd bytes. */
#ifdef __SSE2__
ALWAYS_INLINE unsigned quick_odds(bytes16 bytes)
{
	__m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8('#'));
	__m128i round =
		_mm_cmplt_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8((char)('\'' + 128))),
			_mm_set1_epi8((char)('*' - '\'' + 1 - 128)));
	__m128i angle =
		_mm_cmplt_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8((char)('<' + 128))),
			_mm_set1_epi8((char)('?' - '<' + 1 - 128)));
	__m128i square =
		_mm_cmplt_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8((char)('[' + 128))),
			_mm_set1_epi8((char)(']' - '[' + 1 - 128)));
	__m128i comma = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(','));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(low, comma),
		_mm_or_si128(round, _mm_or_si128(angle, square))));
}
#else
ALWAYS_INLINE unsigned quick_odds(bytes16 bytes)
{
	const char *each = (const char *)bytes.half;
	unsigned mask = 0;

	for (unsigned i = 0; i < CHUNK; i++)
		mask |= (unsigned)quick_is_odd(each[i]) << i;
	return mask;
}
#endif

#endif
