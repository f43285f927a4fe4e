/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_SITE_H
#define FORMAT_SITE_H

/* What the operator says about the site: whose forwarded addresses count, what to mask. */

#include "base/addr.h"
#include "event/event.h"

struct custom; /* the operator's own formats, format/custom.h */

struct net_list {
	const struct addr_net *at;
	size_t count;
};

struct site {
	struct net_list proxies;
	struct net_list webmails;
	bool show_secrets;
	bool strict_time; /* a guessed year or zone leaves the event without a time */
	const struct custom *custom;
};

bool net_list_has(const struct net_list *list, const struct addr *addr);

/*
 * Sets source.ip to the peer's address, or, when the peer is a listed proxy, to the right-most
 * address of `forwarded` (an X-Forwarded-For value) that is no listed proxy. What was logged
 * stays in spoor.logged.source.ip, the claimed chain in spoor.http.forwarded_for
 * (formats/detections.md §3, rule 3).
 */
void site_set_client(const struct site *site, struct spoor_event *event, spoor_view peer,
	spoor_view forwarded);

/* The same for an address that a webmail states for its user (IMAP ID): it counts only when
 * source.ip, already set, is a listed webmail or proxy. */
void site_set_webmail_client(
	const struct site *site, struct spoor_event *event, spoor_view client);

/* spoor.source.role of an event whose source.ip is final. */
void site_set_role(const struct site *site, struct spoor_event *event);

#endif
