/* SPDX-License-Identifier: ISC */
/*
 * Requests to Exchange, whichever server logged them: IIS, the front end's proxy, or nginx before
 * them. The path says the application, the query or the path's end the act; what Exchange itself
 * appends to the query has the ids that join the logs. The URL stays as it is logged: an attack is
 * told by its shape.
 */
#include "base/decode.h"
#include "base/scan.h"
#include "format/exchange_web.h"
#include "format/owa_id.h"
#include "format/secret.h"
#include "format/webacts.h"

/* clang-format off */
static const struct exchange_app {
	const char *path;
	const char *name; /* network.application */
	bool (*act)(const struct exchange_request *request);
} apps[] = {
	{"/owa/",                         "owa",          exchange_owa_act},
	{"/ecp/",                         "ecp",          exchange_ecp_act},
	{"/ews/",                         "ews",          exchange_ews_act},
	{"/microsoft-server-activesync",  "eas",          exchange_eas_act},
	{"/autodiscover/",                "autodiscover", NULL},
	{"/mapi/",                        "mapi",         NULL},
	{"/rpc/",                         "rpc",          NULL},
	{"/powershell",                   "powershell",   NULL},
	{"/oab/",                         "oab",          exchange_oab_act},
	{"/exchange/",                    "owa",          NULL},
};
/* clang-format on */

static const struct exchange_app *find_app(spoor_view path)
{
	if (path.len < 4 || !view_has(VIEW("oemarp"), to_lower(path.ptr[1])))
		return NULL;
	for (size_t i = 0; i < COUNT(apps); i++) {
		spoor_view start = view_string(apps[i].path);

		if (view_starts_nocase(path, start))
			return &apps[i];
		if (start.ptr[start.len - 1] == '/' && path.len == start.len - 1 &&
			view_eq_nocase(path, view_head(start, start.len - 1)))
			return &apps[i];
	}
	return NULL;
}

bool exchange_next_param(spoor_view *query, spoor_view *name_r, spoor_view *value_r)
{
	while (query->len) {
		*value_r = view_split(query, '&');
		if (value_r->len && value_r->ptr[value_r->len - 1] == ';')
			value_r->len--;
		*name_r = view_split(value_r, '=');
		if (name_r->len)
			return true;
	}
	return false;
}

spoor_view exchange_param(spoor_view query, spoor_view name)
{
	spoor_view found;
	spoor_view value;

	while (exchange_next_param(&query, &found, &value))
		if (view_eq_nocase(found, name))
			return value;
	return view_of("", 0);
}

/* ------------------------------------------------------------------ what any query may have */

static void set_token(const struct exchange_request *request, spoor_view value)
{
	struct rps_token token;
	struct spoor_event *event = request->event;

	if (!rps_token_decode(event->arena, value, &token))
		return;
	event_set_text(event, FIELD_USER_EFFECTIVE_NAME, token.user);
	event_set_text(event, FIELD_AUTH_METHOD, token.method);
	event_set_text(event, FIELD_USER_ID, token.sid);
}

static void set_id(struct spoor_event *event, enum field field, spoor_view value)
{
	if (!view_eq(value, VIEW("<empty>")))
		event_set_text(event, field, value);
}

/* One parameter that means the same everywhere; false: it is another. */
static void take_param(
	const struct exchange_request *request, spoor_view name, spoor_view value)
{
	struct spoor_event *event = request->event;

	if (view_eq_nocase(name, VIEW("cafeReqId")) ||
		view_eq_nocase(name, VIEW("RequestId")))
		set_id(event, FIELD_HTTP_REQUEST_ID, value);
	else if (view_eq_nocase(name, VIEW("CorrelationID")) ||
		 view_eq_nocase(name, VIEW("ActID")))
		set_id(event, FIELD_ACTIVITY_ID, value);
	else if (view_eq_nocase(name, VIEW("ClientRequestId")))
		set_id(event, FIELD_HTTP_CLIENT_REQUEST_ID, value);
	else if (view_eq_nocase(name, VIEW("DeviceId")))
		event_set_text(event, FIELD_DEVICE_ID, value);
	else if (view_eq_nocase(name, VIEW("DeviceType")))
		event_set_text(event, FIELD_DEVICE_MODEL, value);
	else if (view_eq_nocase(name, VIEW("msExchEcpCanary")))
		event_set_text(event, FIELD_WEB_TOKEN,
			secret_token(request->site, event, value));
	else if (view_eq_nocase(name, VIEW("X-Rps-CAT")))
		set_token(request, value);
	else if (view_eq_nocase(name, VIEW("LogoffReason")))
		event_set_text(event, FIELD_EVENT_REASON, value);
	else if (view_eq_nocase(name, VIEW("User")) && !event_has(event, FIELD_USER_NAME))
		event_set_text(event, FIELD_USER_NAME,
			decode_percent(event->arena, value, false));
}

/* A parameter may stand behind a '?' in another's value: in the second path of a forged URL. */
static void take_params(const struct exchange_request *request)
{
	spoor_view query = request->query;
	spoor_view name;
	spoor_view value;

	while (exchange_next_param(&query, &name, &value)) {
		size_t mark = view_find_last(value, '?');

		take_param(request, name, value);
		if (mark == value.len)
			continue;
		value = view_skip(value, mark + 1);
		name = view_split(&value, '=');
		take_param(request, name, value);
	}
}

/* A refused logon at one of the services that ask for a password themselves: 401.1. */
static bool read_refusal(struct spoor_event *event)
{
	static const struct {
		int64_t code;
		const char *class;
	} classes[] = {
		{1326, "bad-password"},
		{1909, "locked"},
		{1330, "expired"},
		{1331, "disabled"},
		{1907, "expired"},
		{1793, "expired"},
	};
	const union value *status = event_get(event, FIELD_HTTP_STATUS);
	const union value *sub = event_get(event, FIELD_IIS_SUBSTATUS);
	const union value *win32 = event_get(event, FIELD_IIS_WIN32_STATUS);

	if (!status || status->number != 401 || !sub || sub->number != 1 || !win32)
		return false;
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("other"));
	for (size_t i = 0; i < COUNT(classes); i++)
		if (win32->number == classes[i].code)
			event_set_constant(
				event, FIELD_SPOOR_REASON, view_string(classes[i].class));
	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, false);
	return true;
}

/* What is behind the application's name, and behind "alice@example.org" after it: another's mailbox
 * is opened by its name. */
static void take_rest(struct exchange_request *request)
{
	spoor_view path = view_skip(request->path, 1);
	spoor_view part;

	request->rest = view_skip(path, view_find(path, '/'));
	if (request->rest.len == 0)
		return;
	path = view_skip(request->rest, 1);
	part = view_head(path, view_find(path, '/'));
	if (part.len == path.len || !view_has(part, '@'))
		return;
	request->mailbox = part;
	request->rest = view_skip(path, part.len);
}

/* Servers and monitors asking whether the service answers. */
static bool is_probe(const struct exchange_request *request)
{
	static const char *const agents[] = {"AMProbe", "ActiveMonitoring",
		"MSExchangeHM", "MSEXCHMON",
		"Mozilla/4.0+(compatible;+MSIE+9.0;+Windows+NT+6.1;+MSEXCHMON"};

	if (view_ends(request->path, VIEW("/healthcheck.htm")) ||
		view_ends(request->path, VIEW("/exhealth.check")))
		return true;
	for (size_t i = 0; i < COUNT(agents); i++)
		if (view_starts(request->agent, view_string(agents[i])))
			return true;
	return false;
}

bool exchange_act(
	const struct site *site, struct spoor_event *event, const struct web_request *web)
{
	struct exchange_request request = {.site = site,
		.event = event,
		.query = web->url,
		.method = web->method,
		.agent = web->agent,
		.status = web->status};
	const struct exchange_app *app;

	request.path = view_split(&request.query, '?');
	app = web->status == 404 ? NULL : find_app(request.path);
	if (!app)
		return false;
	event_set_constant(event, FIELD_NETWORK_APPLICATION, view_string(app->name));
	take_params(&request);
	if (read_refusal(event))
		return true;
	if (is_probe(&request)) {
		event_set_action(event, ACTION_OTHER);
		return true;
	}
	take_rest(&request);
	event_set_text(event, FIELD_USER_TARGET_NAME, request.mailbox);
	return app->act && app->act(&request);
}
