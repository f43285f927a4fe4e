/* SPDX-License-Identifier: ISC */
#ifndef BASE_ADDR_H
#define BASE_ADDR_H

/*
 * Internet addresses. Inside all are 16 bytes; an IPv4 address is ::ffff:a.b.c.d, so that the
 * mapped form and the plain one are the same address.
 */

#include "base/arena.h"

enum { ADDR_TEXT_MAX = 46 };

struct addr {
	uint8_t bytes[16];
};

/* An address and how many leading bits count (of 128). */
struct addr_net {
	struct addr addr;
	int bits;
};

/* The whole view as one address: IPv4 in four decimal parts, or IPv6 as in RFC 4291, perhaps in
 * brackets, perhaps with a zone id (dropped). */
bool addr_parse(spoor_view view, struct addr *addr_r);

/* "ADDRESS" or "ADDRESS/BITS". */
bool addr_parse_net(spoor_view view, struct addr_net *net_r);

bool addr_is_v4(const struct addr *addr);
bool addr_in(const struct addr *addr, const struct addr_net *net);

/* The canonical text (dotted quad, or RFC 5952), NUL-ended; gives its length. */
size_t addr_format(const struct addr *addr, char text[ADDR_TEXT_MAX]);

/* The network an address belongs to, as "a.b.c.0/24" or "x::/48". */
size_t addr_format_network(const struct addr *addr, char text[ADDR_TEXT_MAX + 4]);

/* The canonical form of an address text: the view itself when it already is, a copy in the
 * arena when not, an empty view when it is no address. */
spoor_view addr_canonical(struct arena *arena, spoor_view view);

#endif
