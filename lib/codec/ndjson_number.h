/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_NUMBER_H
#define CODEC_NDJSON_NUMBER_H

/* Numbers in decimal, without a loop over their digits. */

#include "base/bytes16.h"

#define TEN8 UINT64_C(100000000)

/* The eight decimal digits of a number below TEN8, the first one in the lowest byte: halves,
 * quarters and eighths are divided side by side. */
ALWAYS_INLINE uint64_t eight_digits(uint64_t number)
{
	uint64_t fours = number / 10000 | number % 10000 << 32;
	uint64_t tens = fours * 10486 >> 20 & UINT64_C(0x7f0000007f);
	uint64_t twos = tens | (fours - 100 * tens) << 16;

	tens = twos * 103 >> 10 & UINT64_C(0x000f000f000f000f);
	return tens | (twos - 10 * tens) << 8;
}

/* How many digits a number below TEN8 has: by its highest bit, and whether it reaches the power of
 * ten in that bit's range. */
ALWAYS_INLINE size_t count_digits(uint64_t number)
{
	/* clang-format off */
	static const uint64_t steps[] = {
		UINT64_C(4294967296), UINT64_C(4294967296), UINT64_C(4294967296),
		UINT64_C(8589934582), UINT64_C(8589934592), UINT64_C(8589934592),
		UINT64_C(12884901788), UINT64_C(12884901888), UINT64_C(12884901888),
		UINT64_C(17179868184), UINT64_C(17179869184), UINT64_C(17179869184),
		UINT64_C(17179869184), UINT64_C(21474826480), UINT64_C(21474836480),
		UINT64_C(21474836480), UINT64_C(25769703776), UINT64_C(25769803776),
		UINT64_C(25769803776), UINT64_C(30063771072), UINT64_C(30064771072),
		UINT64_C(30064771072), UINT64_C(30064771072), UINT64_C(34349738368),
		UINT64_C(34359738368), UINT64_C(34359738368), UINT64_C(38554705664),
	};
	/* clang-format on */

	return (number + steps[63 - __builtin_clzll(number | 1)]) >> 32;
}

ALWAYS_INLINE char *put_eight(char *out, uint64_t digits, size_t count)
{
	digits = (digits | UINT64_C(0x3030303030303030)) >> (64 - 8 * count);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	digits = __builtin_bswap64(digits);
#endif
	memcpy(out, &digits, 8);
	return out + count;
}

/* A number below TEN8. Where it ends is known before its digits are: the next value need not
 * wait for them. */
ALWAYS_INLINE char *put_first(char *out, uint64_t number)
{
	return put_eight(out, eight_digits(number), count_digits(number));
}

/* Writes a number at `out`, which has room for 32 bytes; gives the place behind it. */
ALWAYS_INLINE char *put_number(char *out, int64_t number)
{
	uint64_t rest = (uint64_t)number;

	if (rest < TEN8)
		return put_first(out, rest);
	if (rest < TEN8 * TEN8)
		return put_eight(
			put_first(out, rest / TEN8), eight_digits(rest % TEN8), 8);
	out = put_first(out, rest / TEN8 / TEN8);
	out = put_eight(out, eight_digits(rest / TEN8 % TEN8), 8);
	return put_eight(out, eight_digits(rest % TEN8), 8);
}

#endif
