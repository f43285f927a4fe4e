/* SPDX-License-Identifier: ISC */
/*
 * What is around the deflate data of a gzip file is read here, byte by byte, so that every room
 * behind the door says the same about it, in zlib's words.
 */
#include "gz.h"

#include "base/mem.h"
#include "input/gz_room.h"

enum { HEAD_LEN = 10, TAIL_LEN = 8, METHOD_DEFLATE = 8 };

enum flag {
	FLAG_CRC = 0x02,
	FLAG_EXTRA = 0x04,
	FLAG_NAME = 0x08,
	FLAG_COMMENT = 0x10,
	FLAG_UNKNOWN = 0xe0,
};

/* Where in a member we are. */
enum part {
	PART_HEAD,
	PART_EXTRA_LEN,
	PART_EXTRA,
	PART_NAME,
	PART_COMMENT,
	PART_HEAD_CRC,
	PART_DATA,
	PART_TAIL,
	PART_DONE,
};

struct gz {
	const struct gz_room *room;
	void *stream;
	enum gz_state state;
	const char *reason;
	enum part part;
	char bytes[HEAD_LEN]; /* of the part at hand */
	size_t have;          /* … so many */
	size_t extra;         /* bytes of the extra field to come */
	unsigned flags;
	uint32_t head_crc;
	uint32_t crc; /* of the plain bytes … */
	uint32_t len; /* … and how many, as the tail counts them */
};

_Static_assert(
	(int)GZ_UNUSED_MOST <= (int)TAIL_LEN, "what a room reads ahead is in the tail");

bool gz_is_magic(spoor_view head)
{
	return view_starts(head, VIEW("\x1f\x8b\x08"));
}

static uint32_t little_endian(const char *bytes, int count)
{
	uint32_t number = 0;

	while (count-- > 0)
		number = number << 8 | (unsigned char)bytes[count];
	return number;
}

int64_t gz_head_time(spoor_view head)
{
	return head.len < 8 ? 0 : (int64_t)little_endian(head.ptr + 4, 4);
}

struct gz *gz_new_in(const struct gz_room *room)
{
	struct gz *gz = mem_new(sizeof(*gz));

	if (!gz)
		return NULL;
	gz->room = room;
	gz->stream = room->begin();
	if (!gz->stream) {
		mem_free(gz);
		return NULL;
	}
	gz->state = GZ_MORE;
	return gz;
}

struct gz *gz_new(void)
{
#ifdef SPOOR_ISAL
	return gz_new_in(&gz_isal);
#else
	return gz_new_in(&gz_zlib);
#endif
}

struct gz *gz_new_careful(void)
{
	return gz_new_in(&gz_zlib);
}

bool gz_is_careful(const struct gz *gz)
{
	return gz->room == &gz_zlib;
}

void gz_free(struct gz **gz)
{
	if (!*gz)
		return;
	(*gz)->room->end((*gz)->stream);
	mem_free(*gz);
	*gz = NULL;
}

static enum gz_state corrupt(struct gz *gz, const char *reason)
{
	gz->reason = reason;
	return GZ_CORRUPT;
}

/* ------------------------------------------------------------------ the head */

/* Moves bytes from the input until the part has `want`; false: the input ended. */
static bool gather(struct gz *gz, spoor_view *in, size_t want)
{
	while (gz->have < want && in->len) {
		gz->bytes[gz->have++] = in->ptr[0];
		*in = view_skip(*in, 1);
	}
	return gz->have == want;
}

static void begin_part(struct gz *gz, enum part part)
{
	gz->part = part;
	gz->have = 0;
}

static void sum_head(struct gz *gz, spoor_view bytes)
{
	gz->head_crc = gz->room->crc(gz->head_crc, bytes);
}

/* Looks at the first ten bytes. Their magic is looked at as soon as it is there. */
static enum gz_state read_head(struct gz *gz, spoor_view *in)
{
	bool whole = gather(gz, in, HEAD_LEN);

	if (gz->have >= 2 && memcmp(gz->bytes, "\x1f\x8b", 2) != 0)
		return corrupt(gz, "incorrect header check");
	if (gz->have >= 3 && gz->bytes[2] != METHOD_DEFLATE)
		return corrupt(gz, "unknown compression method");
	if (gz->have >= 4 && ((unsigned char)gz->bytes[3] & FLAG_UNKNOWN))
		return corrupt(gz, "unknown header flags set");
	if (!whole)
		return GZ_MORE;
	gz->flags = (unsigned char)gz->bytes[3];
	gz->head_crc = 0;
	sum_head(gz, view_of(gz->bytes, HEAD_LEN));
	begin_part(gz, PART_EXTRA_LEN);
	return GZ_MORE;
}

static void read_extra_len(struct gz *gz, spoor_view *in)
{
	gz->extra = 0;
	if (gz->flags & FLAG_EXTRA) {
		if (!gather(gz, in, 2))
			return;
		gz->extra = little_endian(gz->bytes, 2);
		sum_head(gz, view_of(gz->bytes, 2));
	}
	begin_part(gz, PART_EXTRA);
}

static void read_extra(struct gz *gz, spoor_view *in)
{
	size_t len = gz->extra < in->len ? gz->extra : in->len;

	sum_head(gz, view_head(*in, len));
	*in = view_skip(*in, len);
	gz->extra -= len;
	if (gz->extra == 0)
		begin_part(gz, PART_NAME);
}

/* Passes a text that ends with NUL, where the flag says that there is one. */
static void read_text(struct gz *gz, spoor_view *in, enum flag flag, enum part next)
{
	size_t end = view_find(*in, '\0');
	bool ended = end < in->len;

	if (!(gz->flags & flag)) {
		begin_part(gz, next);
		return;
	}
	sum_head(gz, view_head(*in, ended ? end + 1 : end));
	*in = view_skip(*in, ended ? end + 1 : end);
	if (ended)
		begin_part(gz, next);
}

static enum gz_state read_head_crc(struct gz *gz, spoor_view *in)
{
	if (gz->flags & FLAG_CRC) {
		if (!gather(gz, in, 2))
			return GZ_MORE;
		if (little_endian(gz->bytes, 2) != (gz->head_crc & 0xffff))
			return corrupt(gz, "header crc mismatch");
	}
	gz->crc = 0;
	gz->len = 0;
	begin_part(gz, PART_DATA);
	return GZ_MORE;
}

/* ------------------------------------------------------------------ data and tail */

static enum gz_state read_data(
	struct gz *gz, spoor_view *in, char *out, size_t room, size_t *made_r)
{
	enum gz_state state =
		gz->room->inflate(gz->stream, in, out, room, made_r, &gz->reason);

	gz->crc = gz->room->crc(gz->crc, view_of(out, *made_r));
	gz->len += (uint32_t)*made_r;
	if (state != GZ_BETWEEN)
		return state;
	begin_part(gz, PART_TAIL);
	gz->have = gz->room->unused(gz->stream, gz->bytes);
	return GZ_MORE;
}

static enum gz_state read_tail(struct gz *gz, spoor_view *in)
{
	bool whole = gather(gz, in, TAIL_LEN);

	if (gz->have >= 4 && little_endian(gz->bytes, 4) != gz->crc)
		return corrupt(gz, "incorrect data check");
	if (!whole)
		return GZ_MORE;
	if (little_endian(gz->bytes + 4, 4) != gz->len)
		return corrupt(gz, "incorrect length check");
	begin_part(gz, PART_DONE);
	return GZ_BETWEEN;
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
	gz->room->reset(gz->stream);
	begin_part(gz, PART_HEAD);
	return GZ_MORE;
}

static enum gz_state read_part(
	struct gz *gz, spoor_view *in, char *out, size_t room, size_t *made_r)
{
	switch (gz->part) {
	case PART_HEAD:
		return read_head(gz, in);
	case PART_EXTRA_LEN:
		read_extra_len(gz, in);
		return GZ_MORE;
	case PART_EXTRA:
		read_extra(gz, in);
		return GZ_MORE;
	case PART_NAME:
		read_text(gz, in, FLAG_NAME, PART_COMMENT);
		return GZ_MORE;
	case PART_COMMENT:
		read_text(gz, in, FLAG_COMMENT, PART_HEAD_CRC);
		return GZ_MORE;
	case PART_HEAD_CRC:
		return read_head_crc(gz, in);
	case PART_DATA:
		return read_data(gz, in, out, room, made_r);
	case PART_TAIL:
		return read_tail(gz, in);
	case PART_DONE:
		break;
	}
	return begin_member(gz, in);
}

enum gz_state gz_inflate(
	struct gz *gz, spoor_view *in, char *out, size_t room, size_t *made_r)
{
	*made_r = 0;
	if (gz->state == GZ_BETWEEN)
		gz->state = begin_member(gz, in);
	while (gz->state == GZ_MORE) {
		size_t before = in->len;
		enum part part = gz->part;

		gz->state = read_part(gz, in, out, room, made_r);
		if ((*made_r && gz->part == PART_DATA) ||
			(in->len == before && gz->part == part))
			break;
	}
	return gz->state;
}

const char *gz_reason(const struct gz *gz)
{
	return gz->reason ? gz->reason : "";
}
