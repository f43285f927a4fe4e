/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_EXCHANGE_WEB_H
#define FORMAT_EXCHANGE_WEB_H

/* What the applications of Exchange share that are used over HTTP. */

#include "format/format.h"

struct exchange_request {
	const struct site *site;
	struct spoor_event *event;
	spoor_view method;
	spoor_view path;
	spoor_view rest; /* of the path, behind the application and the mailbox: "/…" */
	spoor_view query;   /* without '?' */
	spoor_view mailbox; /* that the path names; empty: none */
	spoor_view agent;
	int status;
};

/* Sets the act; false: the request is none that the application's table knows. */
bool exchange_owa_act(const struct exchange_request *request);
bool exchange_ecp_act(const struct exchange_request *request);
bool exchange_ews_act(const struct exchange_request *request);
bool exchange_eas_act(const struct exchange_request *request);
bool exchange_oab_act(const struct exchange_request *request);

/* The next parameter of a query, as it stands; Exchange may end one with ';'. */
bool exchange_next_param(spoor_view *query, spoor_view *name_r, spoor_view *value_r);

/* The value of the first parameter of a name (without case); empty: there is none. */
spoor_view exchange_param(spoor_view query, spoor_view name);

/* An operation by its name. */
struct exchange_verb {
	const char *name;
	enum action action;
	const char *type; /* event.type; NULL: the action has one only */
	enum field field; /* FIELD_COUNT: none */
	const char *value;
};

#define EXCHANGE_PLAIN(name_, action_)                                                   \
	{                                                                                \
		(name_), ACTION_##action_, NULL, FIELD_COUNT, NULL                       \
	}

/* Sets event.code and what the row of that name says; false: there is no row. */
bool exchange_set_verb(struct spoor_event *event, const struct exchange_verb *verbs,
	size_t count, spoor_view name);

/* The act of an operation of EWS; false: nobody knows it, only event.code is set. */
bool exchange_ews_verb(struct spoor_event *event, spoor_view name);

/* The same of a request of MAPI over HTTP. */
bool exchange_mapi_verb(struct spoor_event *event, spoor_view name);

#endif
