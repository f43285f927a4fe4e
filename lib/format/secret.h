/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_SECRET_H
#define FORMAT_SECRET_H

/*
 * Masking. Passwords and credentials become eight stars; tokens that tie the requests of one
 * session together become a mark (digest_mark) that still ties them.
 */

#include "event/event.h"
#include "format/site.h"

#define SECRET_STARS VIEW("********")

/* The text with every secret in it masked: the text itself when there is none, else a copy in
 * the event's arena and spoor.secret set. Shows all when the site says so. */
spoor_view secret_mask(
	const struct site *site, struct spoor_event *event, spoor_view text);

/* The value of a key: a secret as a whole when the key says so, else masked as any text. */
spoor_view secret_value(const struct site *site, struct spoor_event *event,
	spoor_view key, spoor_view value);

/* A session token as the event may carry it. */
spoor_view secret_token(
	const struct site *site, struct spoor_event *event, spoor_view token);

/* A password as the event may carry it. */
spoor_view secret_password(
	const struct site *site, struct spoor_event *event, spoor_view password);

#endif
