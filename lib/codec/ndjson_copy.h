/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_COPY_H
#define CODEC_NDJSON_COPY_H

/* Copies of texts that look for what JSON escapes while they copy. */

#include "base/view.h"

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

#endif
