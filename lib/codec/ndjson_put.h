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

static inline size_t digits_of(uint64_t number)
{
	size_t digits = 1;

	for (; number >= 10000; number /= 10000)
		digits += 4;
	return digits + (number >= 10) + (number >= 100) + (number >= 1000);
}

/* Writes a number at `out`, which has room for 20 digits; gives the place behind it. */
static inline char *put_number(char *out, int64_t number)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324"
				    "25262728293031323334353637383940414243444546474849"
				    "50515253545556575859606162636465666768697071727374"
				    "75767778798081828384858687888990919293949596979899";
	uint64_t rest = (uint64_t)number;
	char *end = out + digits_of(rest);
	char *at = end;

	for (; rest >= 100; rest /= 100)
		memcpy(at -= 2, pairs + rest % 100 * 2, 2);
	if (rest >= 10)
		memcpy(at - 2, pairs + rest * 2, 2);
	else
		at[-1] = (char)('0' + rest);
	return end;
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
