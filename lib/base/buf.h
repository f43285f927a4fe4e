/* SPDX-License-Identifier: ISC */
#ifndef BASE_BUF_H
#define BASE_BUF_H

/*
 * Bytes that grow, born with a maximum. A failed append makes the buffer `failed` and appends
 * nothing from then on: ask once at the end, not after each step.
 */

#include "base/view.h"

struct buf {
	char *ptr;
	size_t len;
	size_t room;
	size_t max;
	bool failed;
};

void buf_init(struct buf *buf, size_t max);
void buf_deinit(struct buf *buf);

/* Empty again, memory kept. */
static inline void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

static inline spoor_view buf_view(const struct buf *buf)
{
	return view_of(buf->ptr ? buf->ptr : "", buf->len);
}

/* Makes room for `more` bytes behind the content; false: failed. */
bool buf_grow(struct buf *buf, size_t more);

static inline bool buf_reserve(struct buf *buf, size_t more)
{
	return buf->room - buf->len >= more || buf_grow(buf, more);
}

static inline void buf_add(struct buf *buf, spoor_view view)
{
	if (buf_reserve(buf, view.len) && view.len) {
		memcpy(buf->ptr + buf->len, view.ptr, view.len);
		buf->len += view.len;
	}
}

static inline void buf_add_char(struct buf *buf, char c)
{
	if (buf_reserve(buf, 1))
		buf->ptr[buf->len++] = c;
}

static inline void buf_add_string(struct buf *buf, const char *string)
{
	buf_add(buf, view_string(string));
}

/* A number in decimal digits, with zeros in front up to `digits`. */
void buf_add_number(struct buf *buf, int64_t number);
void buf_add_padded(struct buf *buf, int64_t number, int digits);

#endif
