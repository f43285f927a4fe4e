/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ROUNDCUBE_TAKE_H
#define FORMAT_ROUNDCUBE_TAKE_H

/* What single acts of Roundcube carry beyond folder and UID. */

#include "format/roundcube_query.h"
#include "format/weblog.h"

/* A request and its parameters. */
struct roundcube_request {
	const struct site *site;
	struct spoor_event *event;
	const struct web_request *web;
	struct roundcube_query query;
	struct roundcube_query referrer; /* read only of a POST that names no action */
};

/* Sets fields of an act whose action is set already, or changes them. False: the request is not
 * this act after all. */
typedef bool roundcube_take(struct roundcube_request *request);

roundcube_take roundcube_take_compose;
roundcube_take roundcube_take_contacts;
roundcube_take roundcube_take_flag;
roundcube_take roundcube_take_form;
roundcube_take roundcube_take_login;
roundcube_take roundcube_take_move;
roundcube_take roundcube_take_oauth;
roundcube_take roundcube_take_part;
roundcube_take roundcube_take_receipt;
roundcube_take roundcube_take_search;
roundcube_take roundcube_take_settings_upload;
roundcube_take roundcube_take_upload;

#endif
