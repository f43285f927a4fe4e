/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_PUT_H
#define CODEC_NDJSON_PUT_H

/*
 * Values in NDJSON where there is room for them: the innermost part of rendering, inlined into
 * the two that render events.
 */

#include "base/bytes16.h"
#include "base/stamp.h"
#include "codec/ndjson.h"

enum { NDJSON_SMALL = 64 /* bytes of a value of fixed size, at most */ };

/* Copies one to fifteen bytes by two loads that overlap; not zero: one is special. */
ALWAYS_INLINE unsigned copy_short(char *out, const char *in, size_t len)
{
	uint64_t front;
	uint64_t back;

	if (len >= 8) {
		front = load8(in);
		back = load8(in + len - 8);
		memcpy(out, &front, 8);
		memcpy(out + len - 8, &back, 8);
		return specials16(make16(front, back));
	}
	if (len >= 4) {
		front = load4(in);
		back = load4(in + len - 4);
		memcpy(out, &front, 4);
		memcpy(out + len - 4, &back, 4);
		front |= back << 32;
		return specials16(make16(front, front));
	}
	out[0] = in[0];
	out[len / 2] = in[len / 2];
	out[len - 1] = in[len - 1];
	front = (unsigned char)in[0] | (uint64_t)(unsigned char)in[len / 2] << 8 |
		(uint64_t)(unsigned char)in[len - 1] << 16;
	front |= front << 8 & 0xff000000;
	front |= front << 32;
	return specials16(make16(front, front));
}

/* Copies a text; not zero: it has special bytes, what was written means nothing. */
ALWAYS_INLINE unsigned copy_text(char *out, spoor_view text)
{
	unsigned special;
	size_t at = 0;

	if (text.len < CHUNK)
		return text.len ? copy_short(out, text.ptr, text.len) : 0;
	special = specials16(load16(text.ptr + text.len - CHUNK));
	store16(out + text.len - CHUNK, load16(text.ptr + text.len - CHUNK));
	for (; text.len - at > CHUNK; at += CHUNK) {
		bytes16 bytes = load16(text.ptr + at);

		store16(out + at, bytes);
		special |= specials16(bytes);
	}
	return special;
}

/* The places from which two chunks can be read, because the record goes on that far. */
struct reach {
	uintptr_t start;
	size_t len;
};

static inline struct reach reach_of(spoor_view record)
{
	return (struct reach){(uintptr_t)record.ptr,
		HAS_MASKS && record.len > 2 * CHUNK ? record.len - 2 * CHUNK : 0};
}

/* The same for a text that may stand in the record, without a branch on its length where it is
 * short. `out` has room for two chunks. */
ALWAYS_INLINE unsigned copy_near(char *out, spoor_view text, struct reach reach)
{
	bytes16 front;
	bytes16 back;

	if (text.len > 2 * CHUNK || (uintptr_t)text.ptr - reach.start >= reach.len)
		return copy_text(out, text);
	front = load16(text.ptr);
	back = load16(text.ptr + CHUNK);
	store16(out, front);
	store16(out + CHUNK, back);
	return (unsigned)((specials16(front) | (uint64_t)specials16(back) << CHUNK) &
			  ((UINT64_C(1) << text.len) - 1));
}

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

/* Writes eight digits but for the first `skip`. */
ALWAYS_INLINE char *put_eight(char *out, uint64_t digits, size_t skip)
{
	digits = (digits | UINT64_C(0x3030303030303030)) >> 8 * skip;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	digits = __builtin_bswap64(digits);
#endif
	memcpy(out, &digits, 8);
	return out + 8 - skip;
}

/* A number below TEN8, without zeros in front. */
ALWAYS_INLINE char *put_first(char *out, uint64_t number)
{
	uint64_t digits = eight_digits(number);

	return put_eight(
		out, digits, (size_t)__builtin_ctzll(digits | UINT64_C(1) << 56) / 8);
}

/* Writes a number at `out`, which has room for 32 bytes; gives the place behind it. */
ALWAYS_INLINE char *put_number(char *out, int64_t number)
{
	uint64_t rest = (uint64_t)number;

	if (rest < TEN8)
		return put_first(out, rest);
	if (rest < TEN8 * TEN8)
		return put_eight(
			put_first(out, rest / TEN8), eight_digits(rest % TEN8), 0);
	out = put_first(out, rest / TEN8 / TEN8);
	out = put_eight(out, eight_digits(rest / TEN8 % TEN8), 0);
	return put_eight(out, eight_digits(rest % TEN8), 0);
}

/* Writes a time at `out`, which has room for NDJSON_SMALL bytes. */
static inline char *put_time(
	char *out, int64_t ns, int digits, struct ndjson_cache *cache)
{
	int64_t second = ns / STAMP_NANOS - (ns % STAMP_NANOS < 0);
	int64_t nanos = ns - second * STAMP_NANOS;

	if (!cache->second_known || cache->second != second) {
		char text[STAMP_TEXT_MAX];

		stamp_format(second * STAMP_NANOS, 0, text);
		memcpy(cache->time, text, 19);
		cache->second = second;
		cache->second_known = true;
	}
	*out++ = '"';
	memcpy(out, cache->time, 19);
	out += 19;
	if (digits > 0) {
		*out++ = '.';
		for (int i = digits; i < 9; i++)
			nanos /= 10;
		for (int i = digits; i-- > 0; nanos /= 10)
			out[i] = (char)('0' + nanos % 10);
		out += digits;
	}
	*out++ = 'Z';
	*out++ = '"';
	return out;
}

/* Writes a value of fixed size at `out`, which has room for NDJSON_SMALL bytes. */
ALWAYS_INLINE char *put_small(char *out, enum field_holds holds, const union value *value,
	struct ndjson_cache *cache)
{
	if (holds == HOLDS_NUMBER)
		return put_number(out, value->number);
	if (holds == HOLDS_TIME)
		return put_time(out, value->time.ns, value->time.digits, cache);
	memcpy(out, value->flag ? "true" : "false", 5);
	return out + (value->flag ? 4 : 5);
}

#endif
