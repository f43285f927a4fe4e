/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SETUP_H
#define STREAM_SETUP_H

/* The reader's options, checked and made ready: zones loaded, addresses parsed, lists split. */

#include "format/custom.h"
#include "stream/block.h"

/* A rule "GLOB=VALUE"; of zones and skews also "VALUE", of zones "HOST@VALUE" and
 * "HOST@GLOB=VALUE". */
struct glob_rule {
	char *host; /* NULL: any */
	char *glob; /* NULL: any path */
	char *value;
	struct zone *zone; /* of zone rules */
	int64_t seconds;   /* of skew rules */
};

struct glob_rules {
	struct glob_rule *at;
	size_t count;
};

struct setup {
	struct block_plan plan;
	struct site site;
	const struct format *forced;
	struct glob_rules zones;
	struct glob_rules skews;
	struct glob_rules hosts;
	int year;
	struct addr_net *proxies;
	struct addr_net *webmails;
	struct custom *custom;
	size_t stretch; /* bytes of a stretch; 0: the usual */
};

/* False on a wrong option or without memory, said in `error`. Free with setup_deinit in both
 * cases. The filter of the options stays the caller's. */
bool setup_init(struct setup *setup, const struct spoor_reader_options *options,
	struct spoor_error *error);
void setup_deinit(struct setup *setup);

/* True when the rule's glob matches the path or its last part. */
bool glob_rule_matches(const struct glob_rule *rule, const char *path);

/* The first rule for all hosts that matches; NULL: none does. */
const struct glob_rule *glob_rules_find(const struct glob_rules *rules, const char *path);

#endif
