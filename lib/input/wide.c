/* SPDX-License-Identifier: ISC */
#include "wide.h"

#include "base/mem.h"
#include "base/utf8.h"

enum { REPLACEMENT = 0xfffd, CHARACTER_MOST = 4, RAW_SIZE = 16 * 1024 };

/* Two bytes become three at most. */
struct wide_text {
	spoor_view raw;  /* in raw_room: read and not decoded */
	spoor_view done; /* in done_room: decoded and not given */
	bool ended;
	char raw_room[RAW_SIZE];
	char done_room[RAW_SIZE / 2 * 3 + CHARACTER_MOST];
};

bool wide_is(spoor_view bytes)
{
	if (view_starts(bytes, VIEW("\xff\xfe")))
		return bytes.len < 4 || bytes.ptr[2] || bytes.ptr[3];
	if (bytes.len < WIDE_SURE)
		return false;
	for (size_t i = 0; i < WIDE_SURE; i += 2)
		if (bytes.ptr[i] == '\0' || bytes.ptr[i + 1] != '\0')
			return false;
	return true;
}

static uint32_t unit_at(spoor_view bytes, size_t at)
{
	return (uint32_t)(unsigned char)bytes.ptr[at] |
	       (uint32_t)(unsigned char)bytes.ptr[at + 1] << 8;
}

/* The character at the front, and how many bytes it has; 0: more must come. */
static size_t take(spoor_view bytes, bool end, uint32_t *code_r)
{
	uint32_t high;
	uint32_t low;

	*code_r = REPLACEMENT;
	if (bytes.len < 2)
		return end ? bytes.len : 0;
	high = unit_at(bytes, 0);
	if (high < 0xd800 || high > 0xdfff) {
		*code_r = high;
		return 2;
	}
	if (high > 0xdbff)
		return 2;
	if (bytes.len < 4)
		return end ? 2 : 0;
	low = unit_at(bytes, 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 2;
	*code_r = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

size_t wide_decode(spoor_view *bytes, bool end, char *out, size_t room)
{
	size_t used = 0;

	while (room - used >= CHARACTER_MOST) {
		uint32_t code;
		size_t len = take(*bytes, end, &code);

		if (len == 0)
			break;
		used += utf8_put(out + used, code);
		*bytes = view_skip(*bytes, len);
	}
	return used;
}

/* ------------------------------------------------------------------ reading */

/* Reads the first bytes; what ends the source early is the next reading's to say. */
static enum spoor_status look(struct wide *wide, wide_source *read, void *self)
{
	enum spoor_status status = SPOOR_OK;

	while (wide->held < WIDE_SURE && status == SPOOR_OK) {
		size_t got;

		status =
			read(self, wide->head + wide->held, WIDE_SURE - wide->held, &got);
		wide->held += got;
	}
	if (status == SPOOR_E_NOMEM)
		return status;
	wide->looked = true;
	if (!wide_is(view_of(wide->head, wide->held)))
		return wide->held ? SPOOR_OK : status;
	wide->is_wide = true;
	wide->text = mem_new(sizeof(*wide->text));
	if (!wide->text)
		return SPOOR_E_NOMEM;
	memcpy(wide->text->raw_room, wide->head, wide->held);
	wide->text->raw = view_of(wide->text->raw_room, wide->held);
	wide->held = 0;
	return SPOOR_OK;
}

static enum spoor_status give_head(
	struct wide *wide, char *out, size_t room, size_t *got_r)
{
	*got_r = wide->held < room ? wide->held : room;
	memcpy(out, wide->head, *got_r);
	wide->held -= *got_r;
	memmove(wide->head, wide->head + *got_r, wide->held);
	return SPOOR_OK;
}

/* Reads behind what is left, and decodes it. */
static enum spoor_status decode_more(
	struct wide_text *text, wide_source *read, void *self)
{
	enum spoor_status status = SPOOR_OK;
	size_t got = 0;

	if (text->raw.len < WIDE_SURE) {
		memmove(text->raw_room, text->raw.ptr, text->raw.len);
		status = read(self, text->raw_room + text->raw.len,
			RAW_SIZE - text->raw.len, &got);
		text->raw = view_of(text->raw_room, text->raw.len + got);
	}
	if (status == SPOOR_E_NOMEM)
		return status;
	text->ended = status != SPOOR_OK;
	text->done = view_of(
		text->done_room, wide_decode(&text->raw, text->ended, text->done_room,
					 sizeof(text->done_room)));
	return text->ended && text->done.len == 0 ? status : SPOOR_OK;
}

static enum spoor_status read_text(struct wide_text *text, wide_source *read, void *self,
	char *out, size_t room, size_t *got_r)
{
	while (text->done.len == 0) {
		enum spoor_status status =
			text->ended ? SPOOR_END : decode_more(text, read, self);

		if (status != SPOOR_OK)
			return status;
	}
	*got_r = text->done.len < room ? text->done.len : room;
	memcpy(out, text->done.ptr, *got_r);
	text->done = view_skip(text->done, *got_r);
	return SPOOR_OK;
}

enum spoor_status wide_read(struct wide *wide, wide_source *read, void *self, char *out,
	size_t room, size_t *got_r)
{
	*got_r = 0;
	if (!wide->looked) {
		enum spoor_status status = look(wide, read, self);

		if (status != SPOOR_OK)
			return status;
	}
	if (wide->text)
		return read_text(wide->text, read, self, out, room, got_r);
	return wide->held ? give_head(wide, out, room, got_r)
			  : read(self, out, room, got_r);
}

void wide_forget(struct wide *wide)
{
	wide->looked = true;
	wide->held = 0;
}

void wide_deinit(struct wide *wide)
{
	mem_free(wide->text);
	wide->text = NULL;
}
