/* SPDX-License-Identifier: ISC */
/*
 * Rendering is on the path of every line: keys are prebuilt pieces, texts are copied sixteen
 * bytes at a time while nothing in them needs an escape, the time's text is kept from one event
 * to the next of the same second.
 */
#include "base/stamp.h"
#include "base/utf8.h"
#include "codec/ndjson.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CHUNK = 16, PIECE = 4096 };

/* The first byte of a chunk that a JSON text cannot hold as it is, or is not ASCII; CHUNK: none.
 * The chunk is copied whatever comes out. */
#ifdef __SSE2__
static size_t copy_chunk(char *out, const char *in)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)in);
	__m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: >= 0x80 too */
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
	int mask = _mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, slash)));

	_mm_storeu_si128((__m128i *)(void *)out, bytes);
	return mask ? (size_t)__builtin_ctz((unsigned)mask) : CHUNK;
}
#else
static size_t copy_chunk(char *out, const char *in)
{
	memcpy(out, in, CHUNK);
	for (size_t i = 0; i < CHUNK; i++) {
		unsigned char c = (unsigned char)in[i];

		if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
			return i;
	}
	return CHUNK;
}
#endif

/* Up to 15 bytes. */
static size_t copy_tail(char *out, const char *in, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)in[i];

		if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
			return i;
		out[i] = (char)c;
	}
	return len;
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

/* One character that cannot be copied as it is; gives how many bytes of the text it took. */
static size_t put_special(char *out, spoor_view text, size_t *used)
{
	size_t len;
	uint32_t code;

	if ((unsigned char)text.ptr[0] < 0x80) {
		*used += put_escape(out + *used, text.ptr[0]);
		return 1;
	}
	code = utf8_get(text, &len);
	*used += utf8_put(out + *used, code);
	return len;
}

/* Writes escaped bytes of a text's front, of at least `most` bytes or all of it, at `out`; gives
 * the length. `out` has room for six times that and two chunks. */
static size_t put_text(char *out, spoor_view *text, size_t most)
{
	const char *stop = text->ptr + (text->len < most ? text->len : most);
	size_t used = 0;

	while (text->ptr < stop) {
		size_t want = text->len >= CHUNK ? CHUNK : text->len;
		size_t clean = want == CHUNK ? copy_chunk(out + used, text->ptr)
					     : copy_tail(out + used, text->ptr, want);

		used += clean;
		*text = view_skip(*text, clean);
		if (clean < want)
			*text = view_skip(*text, put_special(out, *text, &used));
	}
	return used;
}

void ndjson_write_text(struct buf *out, spoor_view text)
{
	buf_add_char(out, '"');
	while (text.len) {
		size_t most = text.len < PIECE ? text.len : PIECE;

		if (!buf_reserve(out, most * 6 + 2 * CHUNK * 6))
			return;
		out->len += put_text(out->ptr + out->len, &text, most);
	}
	buf_add_char(out, '"');
}

static void write_time(
	struct buf *out, int64_t ns, int digits, struct ndjson_cache *cache)
{
	int64_t second = ns / STAMP_NANOS - (ns % STAMP_NANOS < 0);
	int64_t nanos = ns - second * STAMP_NANOS;
	char text[STAMP_TEXT_MAX];

	if (!cache->second_known || cache->second != second) {
		stamp_format(second * STAMP_NANOS, 0, text);
		memcpy(cache->time, text, 19);
		cache->second = second;
		cache->second_known = true;
	}
	buf_add_char(out, '"');
	buf_add(out, view_of(cache->time, 19));
	if (digits > 0) {
		for (int i = digits; i < 9; i++)
			nanos /= 10;
		buf_add_char(out, '.');
		buf_add_padded(out, nanos, digits);
	}
	buf_add(out, VIEW("Z\""));
}

static void write_list(struct buf *out, const union value *value, enum spoor_field_type type)
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

void ndjson_write_value(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache)
{
	if (row->info.multi) {
		write_list(out, value, row->info.type);
		return;
	}
	switch (row->info.type) {
	case SPOOR_TEXT:
	case SPOOR_ADDRESS:
		ndjson_write_text(out, value->text);
		return;
	case SPOOR_INTEGER:
		buf_add_number(out, value->number);
		return;
	case SPOOR_DECIMAL:
		buf_add(out, value->text);
		return;
	case SPOOR_FLAG:
		buf_add(out, value->flag ? VIEW("true") : VIEW("false"));
		return;
	case SPOOR_TIME:
		write_time(out, value->time.ns, value->time.digits, cache);
		return;
	}
}

void ndjson_write(struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache)
{
	size_t start = out->len;

	for (int word = 0; word < EVENT_WORDS; word++) {
		uint64_t bits = event->has[word];

		for (; bits; bits &= bits - 1) {
			int field = word * 64 + __builtin_ctzll(bits);
			const struct field_row *row = field_row((enum field)field);

			buf_add(out, row->key);
			ndjson_write_value(out, row, &event->values[event->at[field]], cache);
		}
	}
	buf_add(out, event->members);
	buf_add(out, VIEW("}\n"));
	if (!out->failed)
		out->ptr[start] = '{'; /* the first key's comma */
}
