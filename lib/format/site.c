/* SPDX-License-Identifier: ISC */
#include "site.h"

#include "base/scan.h"

bool net_list_has(const struct net_list *list, const struct addr *addr)
{
	for (size_t i = 0; i < list->count; i++)
		if (addr_in(addr, &list->at[i]))
			return true;
	return false;
}

static bool is_listed(const struct net_list *list, spoor_view text)
{
	struct addr addr;

	return list->count && addr_parse(text, &addr) && net_list_has(list, &addr);
}

/* An element of X-Forwarded-For: an address, perhaps with a port or quotes. */
static spoor_view forwarded_address(struct spoor_event *event, spoor_view element)
{
	spoor_view address;
	size_t colon;

	element = view_unwrap(view_trim(element), '"', '"');
	address = addr_canonical(event->arena, element);
	if (address.len)
		return address;
	colon = view_find_last(element, ':');
	return addr_canonical(event->arena, view_head(element, colon));
}

/* The right-most address of the chain that is no proxy; empty: there is none. */
static spoor_view real_client(
	const struct site *site, struct spoor_event *event, spoor_view chain)
{
	while (chain.len) {
		size_t comma = view_find_last(chain, ',');
		spoor_view last = comma < chain.len ? view_skip(chain, comma + 1) : chain;
		spoor_view address = forwarded_address(event, last);

		if (address.len == 0)
			return address;
		if (!is_listed(&site->proxies, address))
			return address;
		chain = view_head(chain, comma < chain.len ? comma : 0);
	}
	return view_of("", 0);
}

static void replace_source(struct spoor_event *event, spoor_view client)
{
	spoor_view logged = event_text(event, FIELD_SOURCE_IP);

	if (view_eq(logged, client))
		return;
	event_set_text(event, FIELD_LOGGED_SOURCE_IP, logged);
	event_set_text(event, FIELD_SOURCE_IP, client);
}

void site_set_client(const struct site *site, struct spoor_event *event, spoor_view peer,
	spoor_view forwarded)
{
	spoor_view client;

	event_set_address(event, FIELD_SOURCE_IP, peer);
	forwarded = view_trim(forwarded);
	if (forwarded.len == 0 || view_eq(forwarded, VIEW("-")))
		return;
	event_set_text(event, FIELD_HTTP_FORWARDED_FOR, forwarded);
	if (!is_listed(&site->proxies, peer))
		return;
	client = real_client(site, event, forwarded);
	if (client.len == 0)
		return;
	event_set_text(event, FIELD_NETWORK_FORWARDED_IP, client);
	replace_source(event, client);
}

void site_set_webmail_client(
	const struct site *site, struct spoor_event *event, spoor_view client)
{
	spoor_view peer = event_text(event, FIELD_SOURCE_IP);
	spoor_view address = addr_canonical(event->arena, client);

	if (address.len == 0)
		return;
	event_set_text(event, FIELD_NETWORK_FORWARDED_IP, address);
	if (is_listed(&site->webmails, peer) || is_listed(&site->proxies, peer))
		replace_source(event, address);
}

void site_set_role(const struct site *site, struct spoor_event *event)
{
	spoor_view source = event_text(event, FIELD_SOURCE_IP);

	if (is_listed(&site->webmails, source))
		event_set_constant(event, FIELD_SOURCE_ROLE, VIEW("webmail"));
	else if (is_listed(&site->proxies, source))
		event_set_constant(event, FIELD_SOURCE_ROLE, VIEW("proxy"));
}
