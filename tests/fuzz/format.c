/* SPDX-License-Identifier: ISC */
/*
 * Every format of the table: the first byte chooses one (255: whoever bids), the second how the
 * scene is set, each line of the rest is a record. Whatever a format makes of it must be sound.
 */
#include "base/utf8.h"
#include "codec/ndjson.h"
#include "format/format.h"
#include "fuzz/fuzz.h"
#include "kit/sound.h"

enum { ARENA_MOST = 64 * 1024 * 1024 };

enum { BY_BIDS = 255 };

/* Bits of the second byte. */
enum { SHOW_SECRETS = 1, STRICT_TIME = 2, PROXIED = 4, FORCED = 8, WHOLE = 16 };

static struct addr_net any_net(void)
{
	struct addr_net net;

	fuzz_must(addr_parse_net(VIEW("0.0.0.0/0"), &net));
	return net;
}

static void set_scene(
	struct scene *scene, struct site *site, const struct addr_net *net, int how)
{
	struct clock_setup setup = {
		.zone_proof = "assumed", .newest = 1767225599, .year_proof = "option"};

	*site = (struct site){
		.show_secrets = how & SHOW_SECRETS, .strict_time = how & STRICT_TIME};
	if (how & PROXIED) {
		site->proxies = (struct net_list){net, 1};
		site->webmails = (struct net_list){net, 1};
	}
	*scene = (struct scene){.site = site, .path = VIEW("fuzz.log")};
	clock_init(&scene->clock, &setup);
}

static void read_record(struct scene *scene, const struct format *format,
	spoor_view record, struct arena *arena)
{
	struct spoor_event event;
	const struct format *tie;

	event_clear(&event, arena);
	record = utf8_clean(arena, record);
	if (format) {
		int bid = format->bid(record);

		fuzz_must(bid >= 0 && bid <= 100);
		if (format->continues)
			format->continues(record, record);
		if (format->claims)
			format->claims(record);
	} else {
		format_best(record, &tie);
	}
	format_read(scene, record, &event);
	fuzz_no_fault(
		sound_fault_of_format(&event), format ? format->info.name : "by bids");
	fuzz_no_fault(
		sound_fault_of_codec(&event), format ? format->info.name : "by bids");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct addr_net net = any_net();
	const struct format *format;
	struct scene scene;
	struct site site;
	struct arena arena;
	spoor_view rest;

	if (size < 2)
		return 0;
	rest = view_of((const char *)data + 2, size - 2);
	format = data[0] == BY_BIDS ? NULL : format_at(data[0] % format_count());
	set_scene(&scene, &site, &net, data[1]);
	scene.forced = data[1] & FORCED ? format : NULL;
	arena_init(&arena, ARENA_MOST);
	while (rest.len) {
		spoor_view record = rest;

		if (data[1] & WHOLE)
			rest = view_of("", 0);
		else
			record = view_split(&rest, '\n');
		read_record(&scene, format, record, &arena);
	}
	arena_deinit(&arena);
	return 0;
}
