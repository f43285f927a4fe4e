/* SPDX-License-Identifier: ISC */
/*
 * An item id of OWA: a flag of compression (none), the type 3, a length of 36 and the mailbox's
 * GUID, a byte of processing, a length of 70 and the MAPI entry id, then for an attachment the
 * number of ids, each with its length. Lengths are little-endian, the whole is base 64, in which a URL
 * may have '-' and '_', escapes, or blanks for '+'.
 *
 * A token X-Rps-CAT: "V" 01 00, then letters with a length and a text: "T" type, "C" flag, "A"
 * authentication, "L" logon name, "U" SID, "G" groups.
 */
#include "owa_id.h"

#include "base/decode.h"
#include "base/scan.h"
#include "base/utf8.h"

enum { LONGEST = 4096, GUID_LEN = 36, ENTRY_LEN = 70, TYPE_MAILBOX = 3 };

/* The bytes of base 64 as URLs have it; empty: it is none. */
static spoor_view decode(struct arena *arena, spoor_view text)
{
	char *room;

	if (text.len < 8 || text.len > LONGEST)
		return view_of("", 0);
	text = decode_percent(arena, text, false);
	room = arena_room(arena, text.len);
	if (!room)
		return view_of("", 0);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		room[i] = c == '-' || c == ' ' ? '+' : c == '_' ? '/' : c;
	}
	arena_keep(arena, text.len);
	return decode_base64(arena, view_of(room, text.len));
}

static bool take_byte(spoor_view *rest, unsigned *byte_r)
{
	if (rest->len == 0)
		return false;
	*byte_r = (unsigned char)rest->ptr[0];
	*rest = view_skip(*rest, 1);
	return true;
}

/* Bytes behind a length of two bytes. */
static bool take_field(spoor_view *rest, spoor_view *field_r)
{
	unsigned low;
	unsigned high;
	size_t len;

	if (!take_byte(rest, &low) || !take_byte(rest, &high))
		return false;
	len = low | high << 8;
	if (rest->len < len)
		return false;
	*field_r = view_head(*rest, len);
	*rest = view_skip(*rest, len);
	return true;
}

static bool is_guid(spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? text.ptr[i] != '-'
							    : hex_value(text.ptr[i]) < 0)
			return false;
	return text.len == GUID_LEN;
}

static spoor_view hex(struct arena *arena, spoor_view bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *room = arena_room(arena, bytes.len * 2);

	if (!room)
		return view_of("", 0);
	for (size_t i = 0; i < bytes.len; i++) {
		room[2 * i] = digits[(unsigned char)bytes.ptr[i] >> 4];
		room[2 * i + 1] = digits[(unsigned char)bytes.ptr[i] & 15];
	}
	arena_keep(arena, bytes.len * 2);
	return view_of(room, bytes.len * 2);
}

/* The first of the attachment's ids: a length, which counts the one in it. */
static bool take_attachment(spoor_view *rest, spoor_view *id_r)
{
	spoor_view inner;
	unsigned count;

	*id_r = view_of("", 0);
	if (rest->len == 0)
		return true;
	if (!take_byte(rest, &count) || count == 0 || !take_field(rest, &inner) ||
		!take_field(&inner, id_r))
		return false;
	return inner.len == 0;
}

bool owa_id_decode(struct arena *arena, spoor_view text, struct owa_id *id_r)
{
	spoor_view rest = decode(arena, text);
	spoor_view mailbox;
	spoor_view entry;
	spoor_view attachment;
	unsigned packed;
	unsigned type;
	unsigned processing;

	if (!take_byte(&rest, &packed) || packed || !take_byte(&rest, &type) ||
		type != TYPE_MAILBOX || !take_field(&rest, &mailbox) ||
		!is_guid(mailbox) || !take_byte(&rest, &processing) ||
		!take_field(&rest, &entry) || entry.len != ENTRY_LEN ||
		!take_attachment(&rest, &attachment))
		return false;
	id_r->mailbox = mailbox;
	id_r->entry = hex(arena, entry);
	id_r->attachment = hex(arena, attachment);
	return true;
}

/* ------------------------------------------------------------------ tokens */

/* A text behind a length of one byte. */
static bool take_text(spoor_view *rest, spoor_view *text_r)
{
	unsigned len;

	if (!take_byte(rest, &len) || rest->len < len)
		return false;
	*text_r = view_head(*rest, len);
	*rest = view_skip(*rest, len);
	return true;
}

bool rps_token_decode(struct arena *arena, spoor_view text, struct rps_token *token_r)
{
	spoor_view rest = decode(arena, text);
	struct rps_token token = {{"", 0}, {"", 0}, {"", 0}};
	spoor_view type;
	unsigned flag;

	if (!scan_char(&rest, 'V') || rest.len < 2 ||
		(rest = view_skip(rest, 2), !scan_char(&rest, 'T')) ||
		!take_text(&rest, &type) || !scan_char(&rest, 'C') ||
		!take_byte(&rest, &flag) || flag || !scan_char(&rest, 'A') ||
		!take_text(&rest, &token.method) || !scan_char(&rest, 'L') ||
		!take_text(&rest, &token.user))
		return false;
	if (scan_char(&rest, 'U') && !take_text(&rest, &token.sid))
		return false;
	token_r->method = utf8_clean(arena, token.method);
	token_r->user = utf8_clean(arena, token.user);
	token_r->sid = utf8_clean(arena, token.sid);
	return true;
}
