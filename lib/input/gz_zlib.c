/* SPDX-License-Identifier: ISC */
/* Inflate by zlib: on every machine. */
#include "gz_room.h"

#include "base/mem.h"

#include <zlib.h>

static void *zlib_begin(void)
{
	z_stream *stream = mem_new(sizeof(*stream));

	if (stream && inflateInit2(stream, -MAX_WBITS) != Z_OK) {
		mem_free(stream);
		return NULL;
	}
	return stream;
}

static void zlib_end(void *state)
{
	inflateEnd(state);
	mem_free(state);
}

static void zlib_reset(void *state)
{
	(void)inflateReset(state);
}

static enum gz_state zlib_inflate(void *state, spoor_view *in, char *out, size_t room,
	size_t *made_r, const char **reason_r)
{
	z_stream *stream = state;
	int code;

	stream->next_in = (z_const Bytef *)(const void *)in->ptr;
	stream->avail_in = (uInt)in->len;
	stream->next_out = (Bytef *)(void *)out;
	stream->avail_out = (uInt)room;
	code = inflate(stream, Z_NO_FLUSH);
	*in = view_skip(*in, in->len - stream->avail_in);
	*made_r = room - stream->avail_out;
	switch (code) {
	case Z_OK:
	case Z_BUF_ERROR:
		return GZ_MORE;
	case Z_STREAM_END:
		return GZ_BETWEEN;
	case Z_MEM_ERROR:
		return GZ_NOMEM;
	default:
		*reason_r = stream->msg ? stream->msg : "invalid data";
		return GZ_CORRUPT;
	}
}

static size_t zlib_unused(const void *state, char bytes[GZ_UNUSED_MOST])
{
	(void)state;
	(void)bytes;
	return 0;
}

static uint32_t zlib_crc(uint32_t crc, spoor_view bytes)
{
	return (uint32_t)crc32_z(crc, (const Bytef *)(const void *)bytes.ptr, bytes.len);
}

const struct gz_room gz_zlib = {
	.name = "zlib",
	.begin = zlib_begin,
	.end = zlib_end,
	.reset = zlib_reset,
	.inflate = zlib_inflate,
	.unused = zlib_unused,
	.crc = zlib_crc,
};
