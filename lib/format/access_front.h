/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ACCESS_FRONT_H
#define FORMAT_ACCESS_FRONT_H

/* What stands before the time in an access log: [VHOST ]CLIENT IDENT USER, and what sites make
 * of it. */

#include "format/weblog.h"

/* Client, virtual host, user and X-Forwarded-For, as far as they stand there. False: it is no
 * such front; the request may be changed. */
bool access_front_read(spoor_view front, struct web_request *request);

/* The same, with anything in the place of X-Forwarded-For, in a record that is known to be of an
 * access log. */
bool access_front_read_any(
	spoor_view record, spoor_view front, struct web_request *request);

/* An address, perhaps with its port. */
bool access_is_address(spoor_view word);

/* A list as X-Forwarded-For has it: its first or its last element is an address. */
bool access_is_chain(spoor_view text);

#endif
