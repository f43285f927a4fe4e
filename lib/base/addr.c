/* SPDX-License-Identifier: ISC */
/* inet_pton wants NUL-ended text and takes no brackets, so the two grammars are read here. */
#include "addr.h"

#include "base/buf.h"
#include "base/scan.h"

static const uint8_t mapped_head[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/* One to three digits, at most 255. `*plain_r` becomes false when they begin with a needless
 * zero. */
static inline const char *scan_part(
	const char *at, const char *end, uint8_t *part_r, bool *plain_r)
{
	unsigned number;
	unsigned digit;

	if (at == end || !is_digit(*at))
		return NULL;
	number = (unsigned)(*at++ - '0');
	for (int i = 0; i < 2 && at < end; i++) {
		digit = (unsigned)(unsigned char)*at - '0';
		if (digit > 9)
			break;
		if (number == 0)
			*plain_r = false;
		number = number * 10 + digit;
		at++;
	}
	*part_r = (uint8_t)number;
	return number <= 255 ? at : NULL;
}

/* Four decimal parts. `plain_r`: no part has a needless zero. */
static bool parse_v4(spoor_view view, uint8_t out[4], bool *plain_r)
{
	const char *at = view.ptr;
	const char *end = view.ptr + view.len;

	*plain_r = true;
	for (int part = 0; part < 4; part++) {
		if (part && (at == end || *at++ != '.'))
			return false;
		at = scan_part(at, end, &out[part], plain_r);
		if (!at)
			return false;
	}
	return at == end;
}

static void from_v4(struct addr *addr, const uint8_t v4[4])
{
	memcpy(addr->bytes, mapped_head, sizeof(mapped_head));
	memcpy(addr->bytes + 12, v4, 4);
}

/* One to four hexadecimal digits. */
static bool scan_group(spoor_view *cursor, unsigned *group_r)
{
	size_t len = 0;

	*group_r = 0;
	while (len < cursor->len && len < 5 && hex_value(cursor->ptr[len]) >= 0)
		*group_r = *group_r * 16 + (unsigned)hex_value(cursor->ptr[len++]);
	if (len == 0 || len > 4)
		return false;
	*cursor = view_skip(*cursor, len);
	return true;
}

static bool put_v4_tail(spoor_view view, uint8_t *bytes, size_t *used)
{
	bool plain;

	if (*used > 12 || !parse_v4(view, bytes + *used, &plain))
		return false;
	*used += 4;
	return true;
}

/* Reads groups up to the end into `bytes`; `gap_r` is where "::" stood, 16 without one. */
static bool scan_groups(spoor_view view, uint8_t bytes[16], size_t *used_r, size_t *gap_r)
{
	size_t used = 0;

	*gap_r = 16;
	if (scan_literal(&view, VIEW("::")))
		*gap_r = 0;
	while (view.len) {
		unsigned group;

		if (view_has(view, '.') && !view_has(view, ':')) {
			if (!put_v4_tail(view, bytes, &used))
				return false;
			break;
		}
		if (used == 16 || !scan_group(&view, &group))
			return false;
		bytes[used++] = (uint8_t)(group >> 8);
		bytes[used++] = (uint8_t)group;
		if (view.len == 0)
			break;
		if (scan_literal(&view, VIEW("::"))) {
			if (*gap_r != 16)
				return false;
			*gap_r = used;
		} else if (!scan_char(&view, ':') || view.len == 0) {
			return false;
		}
	}
	*used_r = used;
	return true;
}

static bool parse_v6(spoor_view view, struct addr *addr)
{
	uint8_t bytes[16];
	size_t used;
	size_t gap;

	if (!scan_groups(view, bytes, &used, &gap))
		return false;
	if (gap == 16 ? used != 16 : used > 14)
		return false;
	if (gap == 16)
		gap = used;
	memset(addr->bytes, 0, 16);
	memcpy(addr->bytes, bytes, gap);
	memcpy(addr->bytes + 16 - (used - gap), bytes + gap, used - gap);
	return true;
}

bool addr_parse(spoor_view view, struct addr *addr_r)
{
	uint8_t v4[4];
	bool plain;

	view = view_unwrap(view, '[', ']');
	if (parse_v4(view, v4, &plain)) {
		from_v4(addr_r, v4);
		return true;
	}
	if (!view_has(view, ':') || view.len >= 2 * ADDR_TEXT_MAX)
		return false;
	return parse_v6(view_head(view, view_find(view, '%')), addr_r);
}

bool addr_parse_net(spoor_view view, struct addr_net *net_r)
{
	size_t slash = view_find(view, '/');
	int64_t bits;

	if (!addr_parse(view_head(view, slash), &net_r->addr))
		return false;
	net_r->bits = 128;
	if (slash == view.len)
		return true;
	if (!view_number(view_skip(view, slash + 1), &bits) || bits > 128)
		return false;
	if (!view_has(view_head(view, slash), ':'))
		bits += 96;
	net_r->bits = (int)bits;
	return bits <= 128;
}

bool addr_is_v4(const struct addr *addr)
{
	return memcmp(addr->bytes, mapped_head, sizeof(mapped_head)) == 0;
}

bool addr_in(const struct addr *addr, const struct addr_net *net)
{
	size_t whole = (size_t)net->bits / 8;
	int rest = net->bits % 8;

	if (memcmp(addr->bytes, net->addr.bytes, whole) != 0)
		return false;
	if (rest == 0)
		return true;
	return ((addr->bytes[whole] ^ net->addr.bytes[whole]) & 0xff &
		       (0xff << (8 - rest))) == 0;
}

static size_t put_number(char *text, unsigned number, unsigned base)
{
	char digits[5];
	size_t len = 0;
	size_t used = 0;

	do {
		digits[len++] = "0123456789abcdef"[number % base];
		number /= base;
	} while (number);
	while (len)
		text[used++] = digits[--len];
	return used;
}

static size_t format_v4(const uint8_t *bytes, char *text)
{
	size_t len = 0;

	for (int i = 0; i < 4; i++) {
		if (i)
			text[len++] = '.';
		len += put_number(text + len, bytes[i], 10);
	}
	text[len] = '\0';
	return len;
}

/* The longest run of at least two zero groups, the first of equals. */
static void longest_zeros(const unsigned groups[8], int *start_r, int *count_r)
{
	*start_r = -1;
	*count_r = 1;
	for (int i = 0; i < 8; i++) {
		int run = 0;

		while (i + run < 8 && groups[i + run] == 0)
			run++;
		if (run > *count_r) {
			*start_r = i;
			*count_r = run;
		}
		i += run;
	}
}

static size_t format_v6(const uint8_t *bytes, char *text)
{
	unsigned groups[8];
	size_t len = 0;
	int start;
	int count;

	for (int i = 0; i < 8; i++)
		groups[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
	longest_zeros(groups, &start, &count);
	for (int i = 0; i < 8; i++) {
		if (i == start) {
			text[len++] = ':';
			text[len++] = ':';
			i += count - 1;
			continue;
		}
		if (i && text[len - 1] != ':')
			text[len++] = ':';
		len += put_number(text + len, groups[i], 16);
	}
	text[len] = '\0';
	return len;
}

size_t addr_format(const struct addr *addr, char text[ADDR_TEXT_MAX])
{
	if (addr_is_v4(addr))
		return format_v4(addr->bytes + 12, text);
	return format_v6(addr->bytes, text);
}

size_t addr_format_network(const struct addr *addr, char text[ADDR_TEXT_MAX + 4])
{
	struct addr net = *addr;
	bool v4 = addr_is_v4(addr);
	size_t len;

	if (v4)
		net.bytes[15] = 0;
	else
		memset(net.bytes + 6, 0, 10);
	len = addr_format(&net, text);
	memcpy(text + len, v4 ? "/24" : "/48", 4);
	return len + 3;
}

spoor_view addr_canonical(struct arena *arena, spoor_view view)
{
	uint8_t v4[4];
	bool plain;
	struct addr addr;
	char text[ADDR_TEXT_MAX];
	size_t len;

	if (parse_v4(view, v4, &plain) && plain)
		return view;
	if (!addr_parse(view, &addr))
		return view_of("", 0);
	len = addr_format(&addr, text);
	if (view_eq(view, view_of(text, len)))
		return view;
	return arena_copy(arena, view_of(text, len));
}
