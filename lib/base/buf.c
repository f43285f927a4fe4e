/* SPDX-License-Identifier: ISC */
/* Doubling growth up to the maximum. */
#include "buf.h"

#include "base/mem.h"

enum { FIRST_ROOM = 256 };

void buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf){.max = max};
}

void buf_deinit(struct buf *buf)
{
	mem_free(buf->ptr);
	buf_init(buf, buf->max);
}

bool buf_grow(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : FIRST_ROOM;
	char *grown;

	if (buf->failed || more > buf->max - buf->len) {
		buf->failed = true;
		return false;
	}
	while (room < buf->len + more)
		room *= 2;
	if (room > buf->max)
		room = buf->max;
	grown = mem_resize(buf->ptr, room);
	if (!grown) {
		buf->failed = true;
		return false;
	}
	buf->ptr = grown;
	buf->room = room;
	return true;
}

void buf_add_padded(struct buf *buf, int64_t number, int digits)
{
	char text[20];
	size_t at = sizeof(text);
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest && at > 0);
	if (number < 0)
		buf_add_char(buf, '-');
	for (size_t len = sizeof(text) - at; len < (size_t)digits; len++)
		buf_add_char(buf, '0');
	buf_add(buf, view_of(text + at, sizeof(text) - at));
}

void buf_add_number(struct buf *buf, int64_t number)
{
	buf_add_padded(buf, number, 1);
}
