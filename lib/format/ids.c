/* SPDX-License-Identifier: ISC */
/*
 * Dovecot: src/login-common/client-common.c. Postfix: src/global/mail_queue.h: seconds, then
 * four digits of microseconds, then 'z' and the inode, in base 52 without vowels.
 */
#include "base/decode.h"
#include "format/ids.h"

enum { ID_V4 = 16, ID_V6 = 32 };

static void set_addr(struct addr *addr, const uint8_t *bytes, bool v4)
{
	static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

	if (v4) {
		memcpy(addr->bytes, mapped, sizeof(mapped));
		memcpy(addr->bytes + 12, bytes, 4);
	} else {
		memcpy(addr->bytes, bytes, 16);
	}
}

bool ids_read_dovecot(spoor_view id, struct dovecot_id *id_r)
{
	uint8_t bytes[ID_V6 / 4 * 3];
	size_t len;

	if (id.len != ID_V4 && id.len != ID_V6)
		return false;
	if (!decode_base64_into(id, (char *)bytes, &len) || len != id.len / 4 * 3)
		return false;
	id_r->micros = 0;
	for (int i = 5; i >= 0; i--)
		id_r->micros = id_r->micros << 8 | bytes[i];
	id_r->port = bytes[6] | bytes[7] << 8;
	set_addr(&id_r->addr, bytes + 8, id.len == ID_V4);
	return true;
}

static int base52_value(char c)
{
	static const char digits[] =
		"0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
	const char *hit = c ? strchr(digits, c) : NULL;

	return hit ? (int)(hit - digits) : -1;
}

static bool read_base52(spoor_view digits, int64_t *number_r)
{
	int64_t number = 0;

	for (size_t i = 0; i < digits.len; i++) {
		int value = base52_value(digits.ptr[i]);

		if (value < 0)
			return false;
		number = number * 52 + value;
	}
	*number_r = number;
	return true;
}

bool ids_read_postfix(spoor_view id, int64_t *ns_r)
{
	size_t mark = view_find_last(id, 'z');
	int64_t seconds;
	int64_t micros;

	/* Six digits of seconds last from 1982 to 2596, four are microseconds. */
	if (mark < 10 || mark > 11 || mark + 1 >= id.len)
		return false;
	if (!read_base52(view_head(id, mark - 4), &seconds) ||
		!read_base52(view_of(id.ptr + mark - 4, 4), &micros) || micros >= 1000000)
		return false;
	if (seconds > INT64_MAX / 1000000000)
		return false;
	*ns_r = seconds * 1000000000 + micros * 1000;
	return true;
}
