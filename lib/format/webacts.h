/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_WEBACTS_H
#define FORMAT_WEBACTS_H

/*
 * What a request means to a web application. Each application has one function here and a row
 * in weblog.c; it knows its own requests by their URL, judges nothing, and leaves to
 * `http-request` what it does not know.
 */

#include "format/weblog.h"

/*
 * Sets event.action and the act's fields. The request's url is path and query, the common fields
 * of a request are set already, event.outcome too, by the status. False: it is no act of the
 * application, though the event may say that the request is one of its own.
 */
typedef bool web_act(const struct site *site, struct spoor_event *event,
	const struct web_request *request);

web_act exchange_act;
web_act roundcube_act;

#endif
