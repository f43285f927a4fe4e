/* SPDX-License-Identifier: ISC */
/*
 * Rendering is on the path of every line: keys are prebuilt pieces of fixed room, texts are
 * copied sixteen bytes at a time while nothing in them needs an escape, the time's text is kept
 * from one event to the next of the same second.
 */
#include "base/stamp.h"
#include "base/utf8.h"
#include "codec/ndjson.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CHUNK = 16, PIECE = 4096, SMALL = 64 };

/* ------------------------------------------------------------------ plain texts */

/* Sixteen bytes that are looked at together. */
#ifdef __SSE2__
typedef __m128i bytes16;

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

/* Not zero when a byte cannot stand in a JSON text as it is, or is not ASCII. */
static inline int specials(bytes16 bytes)
{
	__m128i low =
		_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: >= 0x80 too */
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));

	return _mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, slash)));
}
#else
struct bytes16 {
	uint64_t half[2];
};
typedef struct bytes16 bytes16;

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

static inline int specials(bytes16 bytes)
{
	return (specials8(bytes.half[0]) | specials8(bytes.half[1])) != 0;
}
#endif

static inline uint64_t load8(const char *in)
{
	uint64_t bytes;

	memcpy(&bytes, in, 8);
	return bytes;
}

static inline uint64_t load4(const char *in)
{
	uint32_t bytes;

	memcpy(&bytes, in, 4);
	return bytes;
}

/* Copies one to fifteen bytes by two loads that overlap; not zero: one is special. `out` has
 * room for sixteen. */
static inline int copy_short(char *out, const char *in, size_t len)
{
	uint64_t front;
	uint64_t back;

	if (len >= 8) {
		front = load8(in);
		back = load8(in + len - 8);
		memcpy(out, &front, 8);
		memcpy(out + len - 8, &back, 8);
		return specials(make16(front, back));
	}
	if (len >= 4) {
		front = load4(in);
		back = load4(in + len - 4);
		memcpy(out, &front, 4);
		memcpy(out + len - 4, &back, 4);
		front |= back << 32;
		return specials(make16(front, front));
	}
	out[0] = in[0];
	out[len / 2] = in[len / 2];
	out[len - 1] = in[len - 1];
	front = (unsigned char)in[0] | (uint64_t)(unsigned char)in[len / 2] << 8 |
		(uint64_t)(unsigned char)in[len - 1] << 16;
	front |= front << 8 & 0xff000000;
	front |= front << 32;
	return specials(make16(front, front));
}

/* Copies a text; not zero: it has special bytes, what was written means nothing. */
static inline int copy_text(char *out, spoor_view text)
{
	int special = 0;
	size_t at = 0;

	if (text.len < CHUNK)
		return text.len ? copy_short(out, text.ptr, text.len) : 0;
	for (; text.len - at >= CHUNK; at += CHUNK) {
		bytes16 bytes = load16(text.ptr + at);

		store16(out + at, bytes);
		special |= specials(bytes);
	}
	store16(out + text.len - CHUNK, load16(text.ptr + text.len - CHUNK));
	return special | specials(load16(text.ptr + text.len - CHUNK));
}

/* ------------------------------------------------------------------ any texts */

static inline bool is_special(char c)
{
	return (unsigned char)c < 0x20 || (unsigned char)c >= 0x80 || c == '"' ||
	       c == '\\';
}

static size_t put_escape(char *out, char c)
{
	static const char names[] = "\b\f\n\r\t\"\\";
	static const char letters[] = "bfnrt\"\\";
	const char *name = c ? strchr(names, c) : NULL;

	out[0] = '\\';
	if (name) {
		out[1] = letters[name - names];
		return 2;
	}
	memcpy(out + 1, "u00", 3);
	out[4] = "0123456789abcdef"[(unsigned char)c >> 4];
	out[5] = "0123456789abcdef"[c & 15];
	return 6;
}

/* One character that may need an escape; gives how many bytes of the text it took. */
static size_t put_character(char *out, spoor_view text, size_t *used)
{
	size_t len;
	uint32_t code;

	if (!is_special(text.ptr[0])) {
		out[(*used)++] = text.ptr[0];
		return 1;
	}
	if ((unsigned char)text.ptr[0] < 0x80) {
		*used += put_escape(out + *used, text.ptr[0]);
		return 1;
	}
	code = utf8_get(text, &len);
	*used += utf8_put(out + *used, code);
	return len;
}

/* Any text, of any length. */
static void write_escaped(struct buf *out, spoor_view text)
{
	while (text.len) {
		const char *stop = text.ptr + (text.len < PIECE ? text.len : PIECE);
		size_t used = 0;
		char *room;

		if (!buf_reserve(out, ((size_t)(stop - text.ptr) + 4) * 6))
			return;
		room = out->ptr + out->len;
		while (text.ptr < stop)
			text = view_skip(text, put_character(room, text, &used));
		out->len += used;
	}
}

void ndjson_write_text(struct buf *out, spoor_view text)
{
	if (!buf_reserve(out, text.len + 2))
		return;
	out->ptr[out->len++] = '"';
	if (copy_text(out->ptr + out->len, text) == 0)
		out->len += text.len;
	else
		write_escaped(out, text);
	buf_add_char(out, '"');
}

/* ------------------------------------------------------------------ other values */

/* Writes a number at `out`, which has room for 20 digits; gives the place behind it. */
static inline char *put_number(char *out, int64_t number)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324"
				    "25262728293031323334353637383940414243444546474849"
				    "50515253545556575859606162636465666768697071727374"
				    "75767778798081828384858687888990919293949596979899";
	char digits[24];
	size_t at = 20;
	uint64_t rest = (uint64_t)number;

	for (; rest >= 100; rest /= 100)
		memcpy(digits + (at -= 2), pairs + rest % 100 * 2, 2);
	if (rest >= 10)
		memcpy(digits + (at -= 2), pairs + rest * 2, 2);
	else
		digits[--at] = (char)('0' + rest);
	memcpy(out, digits + at, 20 - at);
	return out + 20 - at;
}

/* Writes a time at `out`, which has room for SMALL bytes. */
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

static void write_list(
	struct buf *out, const union value *value, enum spoor_field_type type)
{
	buf_add_char(out, '[');
	for (uint32_t i = 0; i < value->list.count; i++) {
		if (i)
			buf_add_char(out, ',');
		if (type == SPOOR_INTEGER || type == SPOOR_DECIMAL)
			buf_add(out, value->list.at[i]);
		else
			ndjson_write_text(out, value->list.at[i]);
	}
	buf_add_char(out, ']');
}

/* A text with its key where there is room for both; else, or when it has special bytes, slower. */
static inline void write_text_field(
	struct buf *out, const struct field_row *row, spoor_view text)
{
	char *room;

	if (!buf_reserve(out, FIELD_KEY_ROOM + text.len + SMALL))
		return;
	room = out->ptr + out->len;
	memcpy(room, row->key, FIELD_KEY_ROOM);
	room += row->key_len;
	*room++ = '"';
	if (copy_text(room, text) == 0) {
		room[text.len] = '"';
		out->len = (size_t)(room + text.len + 1 - out->ptr);
		return;
	}
	out->len = (size_t)(room - out->ptr);
	write_escaped(out, text);
	buf_add_char(out, '"');
}

/* Writes a value of fixed size at `out`, which has room for SMALL bytes. */
static inline char *put_small(char *out, enum spoor_field_type type,
	const union value *value, struct ndjson_cache *cache)
{
	if (type == SPOOR_INTEGER)
		return put_number(out, value->number);
	if (type == SPOOR_TIME)
		return put_time(out, value->time.ns, value->time.digits, cache);
	memcpy(out, value->flag ? "true" : "false", 5);
	return out + (value->flag ? 4 : 5);
}

static inline void write_small_field(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	char *room;

	if (!buf_reserve(out, FIELD_KEY_ROOM + SMALL))
		return;
	room = out->ptr + out->len;
	memcpy(room, row->key, FIELD_KEY_ROOM);
	room = put_small(room + row->key_len, row->info.type, value, cache);
	out->len = (size_t)(room - out->ptr);
}

void ndjson_write_value(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	char *end;

	if (row->info.multi) {
		write_list(out, value, row->info.type);
	} else if (row->info.type <= SPOOR_ADDRESS) {
		ndjson_write_text(out, value->text);
	} else if (row->info.type == SPOOR_DECIMAL) {
		buf_add(out, value->text);
	} else if (buf_reserve(out, SMALL)) {
		end = put_small(out->ptr + out->len, row->info.type, value, cache);
		out->len = (size_t)(end - out->ptr);
	}
}

static inline void write_field(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	if (!row->info.multi && row->info.type <= SPOOR_ADDRESS) {
		write_text_field(out, row, value->text);
	} else if (!row->info.multi && row->info.type != SPOOR_DECIMAL) {
		write_small_field(out, row, value, cache);
	} else {
		buf_add(out, view_of(row->key, row->key_len));
		ndjson_write_value(out, row, value, cache);
	}
}

void ndjson_write(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache)
{
	size_t start = out->len;

	for (int word = 0; word < EVENT_WORDS; word++) {
		uint64_t bits = event->has[word];

		for (; bits; bits &= bits - 1) {
			int field = word * 64 + __builtin_ctzll(bits);

			write_field(out, field_row((enum field)field),
				&event->values[event->at[field]], cache);
		}
	}
	buf_add(out, event->members);
	buf_add(out, VIEW("}\n"));
	if (!out->failed)
		out->ptr[start] = '{'; /* the first key's comma */
}
