/* SPDX-License-Identifier: ISC */
/* The scanners of the lowest room: the first byte chooses one, the rest is its text. */
#include "base/addr.h"
#include "base/decode.h"
#include "base/json.h"
#include "base/scan.h"
#include "base/stamp.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>

enum { ARENA_MOST = 16 * 1024 * 1024 };

static void must_be_utf8(spoor_view text)
{
	fuzz_must(utf8_valid_len(text) == text.len);
}

static void read_json(struct arena *arena, spoor_view text)
{
	struct json json;
	enum json_token token;
	size_t tokens = 0;

	json_init(&json, text);
	do {
		spoor_view string;

		token = json_next(&json);
		fuzz_must(tokens++ <= text.len + 1);
		if ((token == JSON_KEY || token == JSON_STRING) &&
			json_text(&json, arena, &string))
			fuzz_must(string.len <= json.text.len);
	} while (token != JSON_ERROR && token != JSON_END);
	fuzz_must(json_next(&json) == token);
}

static void decode_all(struct arena *arena, spoor_view text)
{
	text = utf8_clean(arena, text);
	must_be_utf8(text);
	must_be_utf8(decode_percent(arena, text, true));
	must_be_utf8(decode_percent(arena, text, false));
	must_be_utf8(decode_backslash(arena, text));
	must_be_utf8(decode_octal(arena, text));
	fuzz_must(decode_base64(arena, text).len <= text.len);
}

typedef bool stamp_scan(spoor_view *cursor, struct stamp *stamp_r);

static void scan_stamps(struct arena *arena, spoor_view text)
{
	static stamp_scan *const scans[] = {stamp_scan_bsd, stamp_scan_iso,
		stamp_scan_access, stamp_scan_ctime, stamp_scan_slash, stamp_scan_php};
	int64_t ns;
	int digits;

	(void)arena;
	for (size_t i = 0; i < COUNT(scans); i++) {
		spoor_view cursor = text;
		struct stamp stamp;
		bool found = scans[i](&cursor, &stamp);

		fuzz_must(cursor.len + (cursor.ptr >= text.ptr
						       ? (size_t)(cursor.ptr - text.ptr)
						       : SIZE_MAX) ==
			  text.len);
		fuzz_must(found || cursor.ptr == text.ptr);
		if (!found)
			continue;
		fuzz_must(stamp.month >= 1 && stamp.month <= 12 && stamp.day >= 1 &&
			  stamp.day <= 31 && stamp.second <= 60);
		stamp_seconds(&stamp, stamp.year ? stamp.year : 2025);
	}
	stamp_scan_tai64(&(spoor_view){text.ptr, text.len}, &ns, &digits);
	if (stamp_parse_instant(text, &ns, &digits)) {
		char again[STAMP_TEXT_MAX];
		int64_t same;

		fuzz_must(stamp_parse_instant(
			view_of(again, stamp_format(ns, digits, again)), &same, &digits));
		fuzz_must(same == ns);
	}
}

static void parse_addresses(struct arena *arena, spoor_view text)
{
	spoor_view canonical = addr_canonical(arena, text);
	struct addr_net net;
	struct addr addr;
	char room[ADDR_TEXT_MAX + 4];

	fuzz_must(addr_parse(text, &addr) == (canonical.len != 0));
	if (canonical.len) {
		fuzz_must(view_eq(canonical, view_of(room, addr_format(&addr, room))));
		fuzz_must(view_eq(addr_canonical(arena, canonical), canonical));
		fuzz_must(addr_parse_net(
			view_of(room, addr_format_network(&addr, room)), &net));
		fuzz_must(addr_in(&addr, &net));
	}
	if (addr_parse_net(text, &net))
		fuzz_must(addr_in(&net.addr, &net) && net.bits >= 0 && net.bits <= 128);
}

static void clean_utf8(struct arena *arena, spoor_view text)
{
	spoor_view clean = utf8_clean(arena, text);
	size_t len;

	must_be_utf8(clean);
	fuzz_must(view_eq(utf8_clean(arena, clean), clean));
	fuzz_must((utf8_valid_len(text) == text.len) == (clean.ptr == text.ptr));
	for (spoor_view rest = clean; rest.len; rest = view_skip(rest, len)) {
		char again[4];
		uint32_t code = utf8_get(rest, &len);

		fuzz_must(len <= rest.len && utf8_put(again, code) == len);
		fuzz_must(memcmp(again, rest.ptr, len) == 0);
	}
}

/* A zone by name reads a file of the system, a rule ("CET-1CEST,M3.5.0,M10.5.0/3") does not. */
static void load_zone(struct arena *arena, spoor_view text)
{
	struct zone *zone = zone_load(text, NULL);

	(void)arena;
	if (!zone)
		return;
	for (int64_t at = -3000000000; at < 6000000000; at += 400000000) {
		int offset = zone_offset(zone, at);
		struct zone_local local = zone_local(zone, at);

		fuzz_must(abs(offset) <= 200 * 3600 && abs(local.first) <= 200 * 3600);
	}
	zone_free(&zone);
}

typedef void base_reader(struct arena *arena, spoor_view text);

static base_reader *const readers[] = {
	read_json, decode_all, scan_stamps, parse_addresses, clean_utf8, load_zone};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	spoor_view text = view_of((const char *)data, size);
	struct arena arena;

	if (size == 0)
		return 0;
	arena_init(&arena, ARENA_MOST);
	readers[data[0] % COUNT(readers)](&arena, view_skip(text, 1));
	arena_deinit(&arena);
	return 0;
}
