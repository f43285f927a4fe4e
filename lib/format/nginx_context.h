/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_NGINX_CONTEXT_H
#define FORMAT_NGINX_CONTEXT_H

/*
 * What nginx puts behind the message of an error: ", client: …, server: …, request: "…", host:
 * "…"". It escapes nothing, and message, request, host, Referer and mail login come from clients.
 * So of several places that look like the start of the context the first one counts behind which
 * everything to the line's end is a well-formed context; only what is last (the Referer, a mail
 * login) may be anything.
 */

#include "format/weblog.h"

/* What nginx knew of the client when it wrote the message. */
struct nginx_context {
	spoor_view client;
	spoor_view server;
	spoor_view request;
	spoor_view subrequest;
	spoor_view upstream;
	spoor_view host;
	spoor_view referrer;
	spoor_view login;
	spoor_view traffic; /* of streams: bytes from and to both sides */
	bool starttls;
};

/* Splits message and context, and gives the message. Where no context is well-formed, the first
 * that begins like one is taken as far as it goes; `rest_r` is what is left of it. */
spoor_view nginx_context_split(
	spoor_view text, struct nginx_context *context, spoor_view *rest_r);

/* What else in the text claims to be the client, to spoor.extra. */
void nginx_context_add_claims(
	struct spoor_event *event, spoor_view text, const struct nginx_context *context);

#endif
