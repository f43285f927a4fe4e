/* SPDX-License-Identifier: ISC */
/*
 * ECP, the pages of a user's settings and of the administrator: services ("…/InboxRules.svc")
 * with a method behind them, and pages that are looked at.
 */
#include "base/scan.h"
#include "format/exchange_web.h"

struct service {
	const char *name; /* without ".svc" */
	enum action action;
	enum field field;
	const char *value;
};

/* clang-format off */
static const struct service services[] = {
	{"InboxRules",       ACTION_RULE_CHANGE,     FIELD_RULE_KIND,     "inbox"},
	{"AutomaticReplies", ACTION_RULE_CHANGE,     FIELD_RULE_KIND,     "vacation"},
	{"DDIService",       ACTION_CONFIG_CHANGE,   FIELD_COUNT,         NULL},
};

/* Folders of services, where the service has no row. */
static const struct service folders[] = {
	{"PersonalSettings", ACTION_SETTINGS_CHANGE, FIELD_SETTINGS_KIND, "mailbox"},
	{"Organize",         ACTION_SETTINGS_CHANGE, FIELD_SETTINGS_KIND, "mailbox"},
	{"Customize",        ACTION_SETTINGS_CHANGE, FIELD_SETTINGS_KIND, "mailbox"},
	{"UsersGroups",      ACTION_ACCOUNT_CHANGE,  FIELD_COUNT,         NULL},
};

static const struct {
	const char *name;
	const char *type; /* NULL: it only looks */
} methods[] = {
	{"GetList",              NULL},
	{"GetObject",            NULL},
	{"GetObjectOnDemand",    NULL},
	{"GetObjectForNew",      NULL},
	{"NewObject",            "creation"},
	{"SetObject",            "change"},
	{"RemoveObjects",        "deletion"},
	{"DisableRule",          "change"},
	{"EnableRule",           "change"},
	{"IncreasePriority",     "change"},
	{"DecreasePriority",     "change"},
	{"MultiObjectExecute",   "change"},
	{"SingleObjectExecute",  "change"},
};
/* clang-format on */

static const struct service *find(
	const struct service *rows, size_t count, spoor_view name)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(name, view_string(rows[i].name)))
			return &rows[i];
	return NULL;
}

/* "/FOLDER/NAME.svc/METHOD": its row, and the method. */
static const struct service *find_service(spoor_view rest, spoor_view *method_r)
{
	static const struct service other = {"", ACTION_CONFIG_CHANGE, FIELD_COUNT, NULL};
	spoor_view folder;
	spoor_view name;
	const struct service *row;

	if (!scan_char(&rest, '/') || !scan_until(&rest, '/', &folder) ||
		!scan_until(&rest, '/', &name) || name.len < 4 ||
		!view_eq_nocase(view_skip(name, name.len - 4), VIEW(".svc")))
		return NULL;
	*method_r = rest;
	row = find(services, COUNT(services), view_head(name, name.len - 4));
	if (!row)
		row = find(folders, COUNT(folders), folder);
	return row ? row : &other;
}

static bool read_service(const struct exchange_request *request,
	const struct service *service, spoor_view method)
{
	struct spoor_event *event = request->event;
	spoor_view schema = exchange_param(request->query, VIEW("schema"));
	size_t i = 0;

	while (i < COUNT(methods) &&
		!view_eq_nocase(method, view_string(methods[i].name)))
		i++;
	if (i == COUNT(methods))
		return false;
	event_set_text(event, FIELD_EVENT_CODE, method);
	if (schema.len)
		event_add_extra(event, VIEW("schema"), schema);
	if (!methods[i].type) {
		event_set_action(event, ACTION_SETTINGS_VIEW);
		return true;
	}
	event_set_action(event, service->action);
	if (action_has_types(service->action))
		event_add_text(event, FIELD_EVENT_TYPE, view_string(methods[i].type));
	if (service->field != FIELD_COUNT)
		event_set_constant(event, service->field, view_string(service->value));
	return true;
}

/* A page of a user who is known, and answered with it. */
static bool is_page(const struct exchange_request *request)
{
	return view_eq(request->method, VIEW("GET")) && request->status == 200 &&
	       event_has(request->event, FIELD_USER_NAME) &&
	       (request->rest.len <= 1 || view_ends(request->rest, VIEW(".aspx")) ||
		       view_ends(request->rest, VIEW(".slab")));
}

bool exchange_ecp_act(const struct exchange_request *request)
{
	spoor_view method;
	const struct service *service = find_service(request->rest, &method);

	if (service)
		return read_service(request, service, method);
	if (view_eq_nocase(request->rest, VIEW("/logoff.aspx"))) {
		event_set_action(request->event, ACTION_LOGOUT);
		return true;
	}
	if (!is_page(request))
		return false;
	event_set_action(request->event, ACTION_SETTINGS_VIEW);
	return true;
}
