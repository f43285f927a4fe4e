/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_PUT_H
#define CODEC_NDJSON_PUT_H

/*
 * Values in NDJSON where there is room for them: the innermost part of rendering, inlined into
 * the two that render events.
 */

#include "base/stamp.h"
#include "codec/ndjson.h"
#include "codec/ndjson_copy.h"
#include "codec/ndjson_number.h"

enum { NDJSON_SMALL = 64 /* bytes of a value of fixed size, at most */ };

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
