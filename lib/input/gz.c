/* SPDX-License-Identifier: ISC */
#include "gz.h"

#include "base/mem.h"

#include <zlib.h>

struct gz {
	z_stream stream;
	enum gz_state state;
	const char *reason;
};

bool gz_is_magic(spoor_view head)
{
	return view_starts(head, VIEW("\x1f\x8b\x08"));
}

int64_t gz_head_time(spoor_view head)
{
	int64_t time = 0;

	if (head.len < 8)
		return 0;
	for (int i = 7; i >= 4; i--)
		time = time << 8 | (unsigned char)head.ptr[i];
	return time;
}

struct gz *gz_new(void)
{
	struct gz *gz = mem_new(sizeof(*gz));

	if (!gz)
		return NULL;
	if (inflateInit2(&gz->stream, 16 + MAX_WBITS) != Z_OK) {
		mem_free(gz);
		return NULL;
	}
	gz->state = GZ_MORE;
	return gz;
}

void gz_free(struct gz **gz)
{
	if (!*gz)
		return;
	inflateEnd(&(*gz)->stream);
	mem_free(*gz);
	*gz = NULL;
}

/* Behind a member: padding, another member, or something else. */
static enum gz_state begin_member(struct gz *gz, spoor_view *in)
{
	while (in->len && in->ptr[0] == '\0')
		*in = view_skip(*in, 1);
	if (in->len == 0)
		return GZ_BETWEEN;
	if (in->ptr[0] != '\x1f')
		return GZ_FOREIGN;
	if (inflateReset(&gz->stream) != Z_OK)
		return GZ_NOMEM;
	return GZ_MORE;
}

static enum gz_state after_inflate(struct gz *gz, int code)
{
	switch (code) {
	case Z_OK:
	case Z_BUF_ERROR:
		return GZ_MORE;
	case Z_STREAM_END:
		return GZ_BETWEEN;
	case Z_MEM_ERROR:
		return GZ_NOMEM;
	default:
		gz->reason = gz->stream.msg ? gz->stream.msg : "invalid data";
		return GZ_CORRUPT;
	}
}

enum gz_state gz_inflate(
	struct gz *gz, spoor_view *in, char *out, size_t room, size_t *made_r)
{
	*made_r = 0;
	if (gz->state == GZ_BETWEEN)
		gz->state = begin_member(gz, in);
	if (gz->state != GZ_MORE)
		return gz->state;
	gz->stream.next_in = (z_const Bytef *)(const void *)in->ptr;
	gz->stream.avail_in = (uInt)in->len;
	gz->stream.next_out = (Bytef *)(void *)out;
	gz->stream.avail_out = (uInt)room;
	gz->state = after_inflate(gz, inflate(&gz->stream, Z_NO_FLUSH));
	*in = view_skip(*in, in->len - gz->stream.avail_in);
	*made_r = room - gz->stream.avail_out;
	return gz->state;
}

const char *gz_reason(const struct gz *gz)
{
	return gz->reason ? gz->reason : "";
}
