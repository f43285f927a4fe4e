/* SPDX-License-Identifier: ISC */
/*
 * HttpProxy: the front end's log of the requests to every application, with the client's true
 * address, the user, and where the request went. A row is written when the request is done. An
 * anonymous 401 is the first leg of a logon, no refusal.
 */
#include "base/scan.h"
#include "format/cmdlet.h"
#include "format/exchange_web.h"
#include "format/log_kinds.h"
#include "format/pairs.h"
#include "format/urlmask.h"
#include "format/weblog.h"

/* clang-format off */
enum {
	CLIENT_REQUEST = 6,
	PROTOCOL = 7,
	HOST = 8,
	STEM = 9,
	PROTOCOL_ACTION = 10,
	USER = 13,
	ANCHOR = 15,
	AGENT = 16,
	CLIENT = 17,
	STATUS = 19,
	METHOD = 22,
	QUERY = 65,
	INFO = 67,
};

static const struct log_column columns[] = {
	{"DateTime",                        COLUMN_STAMP, 0},
	{"RequestId",                       COLUMN_TEXT, FIELD_HTTP_REQUEST_ID},
	{"MajorVersion",                    COLUMN_IGNORE, 0},
	{"MinorVersion",                    COLUMN_IGNORE, 0},
	{"BuildVersion",                    COLUMN_IGNORE, 0},
	{"RevisionVersion",                 COLUMN_IGNORE, 0},
	{"ClientRequestId",                 COLUMN_TEXT, FIELD_HTTP_CLIENT_REQUEST_ID},
	{"Protocol",                        COLUMN_KEEP, 0},
	{"UrlHost",                         COLUMN_KEEP, 0},
	{"UrlStem",                         COLUMN_KEEP, 0},
	{"ProtocolAction",                  COLUMN_TEXT, FIELD_EVENT_CODE},
	{"AuthenticationType",              COLUMN_TEXT, FIELD_AUTH_METHOD},
	{"IsAuthenticated",                 COLUMN_EXTRA, 0},
	{"AuthenticatedUser",               COLUMN_KEEP, 0},
	{"Organization",                    COLUMN_EXTRA, 0},
	{"AnchorMailbox",                   COLUMN_KEEP, 0},
	{"UserAgent",                       COLUMN_KEEP, 0},
	{"ClientIpAddress",                 COLUMN_KEEP, 0},
	{"ServerHostName",                  COLUMN_TEXT, FIELD_HOST_NAME},
	{"HttpStatus",                      COLUMN_KEEP, 0},
	{"BackEndStatus",                   COLUMN_EXTRA, 0},
	{"ErrorCode",                       COLUMN_TEXT, FIELD_ERROR_MESSAGE},
	{"Method",                          COLUMN_KEEP, 0},
	{"ProxyAction",                     COLUMN_EXTRA, 0},
	{"TargetServer",                    COLUMN_TEXT, FIELD_DESTINATION_DOMAIN},
	{"TargetServerVersion",             COLUMN_IGNORE, 0},
	{"RoutingType",                     COLUMN_IGNORE, 0},
	{"RoutingHint",                     COLUMN_EXTRA, 0},
	{"BackEndCookie",                   COLUMN_EXTRA, 0},
	{"ServerLocatorHost",               COLUMN_IGNORE, 0},
	{"ServerLocatorLatency",            COLUMN_IGNORE, 0},
	{"RequestBytes",                    COLUMN_NUMBER, FIELD_SOURCE_BYTES},
	{"ResponseBytes",                   COLUMN_NUMBER, FIELD_HTTP_RESPONSE_BODY_BYTES},
	{"TargetOutstandingRequests",       COLUMN_IGNORE, 0},
	{"AuthModulePerfContext",           COLUMN_IGNORE, 0},
	{"HttpPipelineLatency",             COLUMN_IGNORE, 0},
	{"CalculateTargetBackEndLatency",   COLUMN_IGNORE, 0},
	{"GlsLatencyBreakup",               COLUMN_IGNORE, 0},
	{"TotalGlsLatency",                 COLUMN_IGNORE, 0},
	{"AccountForestLatencyBreakup",     COLUMN_IGNORE, 0},
	{"TotalAccountForestLatency",       COLUMN_IGNORE, 0},
	{"ResourceForestLatencyBreakup",    COLUMN_IGNORE, 0},
	{"TotalResourceForestLatency",      COLUMN_IGNORE, 0},
	{"ADLatency",                       COLUMN_IGNORE, 0},
	{"SharedCacheLatencyBreakup",       COLUMN_IGNORE, 0},
	{"TotalSharedCacheLatency",         COLUMN_IGNORE, 0},
	{"ActivityContextLifeTime",         COLUMN_IGNORE, 0},
	{"ModuleToHandlerSwitchingLatency", COLUMN_IGNORE, 0},
	{"ClientReqStreamLatency",          COLUMN_IGNORE, 0},
	{"BackendReqInitLatency",           COLUMN_IGNORE, 0},
	{"BackendReqStreamLatency",         COLUMN_IGNORE, 0},
	{"BackendProcessingLatency",        COLUMN_IGNORE, 0},
	{"BackendRespInitLatency",          COLUMN_IGNORE, 0},
	{"BackendRespStreamLatency",        COLUMN_IGNORE, 0},
	{"ClientRespStreamLatency",         COLUMN_IGNORE, 0},
	{"KerberosAuthHeaderLatency",       COLUMN_IGNORE, 0},
	{"HandlerCompletionLatency",        COLUMN_IGNORE, 0},
	{"RequestHandlerLatency",           COLUMN_IGNORE, 0},
	{"HandlerToModuleSwitchingLatency", COLUMN_IGNORE, 0},
	{"ProxyTime",                       COLUMN_IGNORE, 0},
	{"CoreLatency",                     COLUMN_IGNORE, 0},
	{"RoutingLatency",                  COLUMN_IGNORE, 0},
	{"HttpProxyOverhead",               COLUMN_IGNORE, 0},
	{"TotalRequestTime",                COLUMN_MILLISECONDS, 0},
	{"RouteRefresherLatency",           COLUMN_IGNORE, 0},
	{"UrlQuery",                        COLUMN_KEEP, 0},
	{"BackEndGenericInfo",              COLUMN_IGNORE, 0},
	{"GenericInfo",                     COLUMN_EXTRA, 0},
	{"GenericErrors",                   COLUMN_EXTRA, 0},
	{"EdgeTraceId",                     COLUMN_IGNORE, 0},
	{"DatabaseGuid",                    COLUMN_EXTRA, 0},
	{"UserADObjectGuid",                COLUMN_EXTRA, 0},
	{"PartitionEndpointLookupLatency",  COLUMN_IGNORE, 0},
	{"RoutingStatus",                   COLUMN_IGNORE, 0},
};

static const struct kind_version versions[] = {
	{{UINT64_C(0x0), UINT64_C(0x0)}, 74},
	{{UINT64_C(0x0), UINT64_C(0x3c0)}, 70}, /* early 2016 */
};

/* Protocols whose requests' paths may not tell. */
static const struct {
	const char *protocol;
	const char *application;
} applications[] = {
	{"Owa", "owa"}, {"OwaCalendar", "owa"}, {"Ecp", "ecp"}, {"Ews", "ews"}, {"Eas", "eas"},
	{"Mapi", "mapi"}, {"RpcHttp", "rpc"}, {"Autodiscover", "autodiscover"},
	{"PowerShell", "powershell"}, {"Oab", "oab"}, {"Rest", "rest"},
};
/* clang-format on */

static void set_application(const struct row *row)
{
	for (size_t i = 0; i < COUNT(applications); i++)
		if (view_eq_nocase(
			    row->cells[PROTOCOL], view_string(applications[i].protocol)))
			event_set_constant(row->event, FIELD_NETWORK_APPLICATION,
				view_string(applications[i].application));
}

/* "Sid~S-1-5-…", "SMTP~a@b", "MailboxGuid~…@domain": whose mailbox it is about. */
static void set_anchor(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view value = row->cells[ANCHOR];
	spoor_view kind = view_split(&value, '~');

	if (row->cells[ANCHOR].len)
		event_add_extra(event, VIEW("AnchorMailbox"),
			urlmask(row->scene->site, event, row->cells[ANCHOR]));
	if (view_eq_nocase(kind, VIEW("Sid")))
		event_set_text(event, FIELD_USER_ID, value);
	else if (view_eq_nocase(kind, VIEW("MailboxGuid")))
		event_set_text(event, FIELD_MAILBOX_GUID,
			view_head(value, view_find(value, '@')));
	else if (view_eq_nocase(kind, VIEW("SMTP")) &&
		 !view_eq_nocase(value, row->cells[USER]))
		event_set_text(event, FIELD_USER_TARGET_NAME, value);
}

/* Ids of a PowerShell session. */
static void set_info(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view rest = row->cells[INFO];
	struct pair pair;

	while (pairs_next(&rest, event->arena, &pair)) {
		if (view_eq(pair.key, VIEW("SessionId")))
			event_set_text(event, FIELD_SESSION_ID, pair.value);
		else if (view_eq(pair.key, VIEW("CommandId")))
			event_set_text(event, FIELD_ACTIVITY_ID, pair.value);
		else if (view_eq(pair.key, VIEW("CorrelationID")) &&
			 !view_eq(pair.value, VIEW("<empty>")))
			event_set_text(event, FIELD_ACTIVITY_ID, pair.value);
		else if (view_eq(pair.key, VIEW("NoCookies")))
			event_set_text(event, FIELD_EVENT_REASON, pair.value);
	}
}

/* The form was posted and nobody was known behind it. */
static void settle_logon(const struct row *row)
{
	struct spoor_event *event = row->event;

	if (event->action != ACTION_LOGIN || row->cells[USER].len ||
		!view_starts(event_text(event, FIELD_EVENT_REASON), VIEW("302")))
		return;
	event_set_outcome(event, false);
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("bad-password"));
}

/* "R:{guid}:1;RT:Execute;CI:{guid}:1;CID:{guid}" */
static void set_mapi(const struct row *row)
{
	spoor_view rest = row->cells[CLIENT_REQUEST];

	while (rest.len) {
		spoor_view part = view_split(&rest, ';');

		if (scan_literal(&part, VIEW("RT:")))
			exchange_mapi_verb(row->event, part);
		else if (scan_literal(&part, VIEW("CI:")))
			event_set_text(row->event, FIELD_SESSION_ID, part);
	}
}

/* What ProtocolAction and the client's id say that the URL does not. */
static void set_act(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view application = event_text(event, FIELD_NETWORK_APPLICATION);
	spoor_view phase = row->cells[PROTOCOL_ACTION];
	spoor_view name = view_split(&phase, ':');

	if (event->action != ACTION_HTTP_REQUEST)
		return;
	if (view_eq(application, VIEW("mapi"))) {
		set_mapi(row);
	} else if (view_eq(application, VIEW("powershell"))) {
		if (view_eq(phase, VIEW("Command")))
			cmdlet_set_act(event, name, view_of("", 0));
	} else if (view_eq(application, VIEW("ews")) && name.len) {
		exchange_ews_verb(event, name);
	}
}

static void read_row(const struct row *row)
{
	struct web_request request = {
		.client =
			view_head(row->cells[CLIENT], view_find(row->cells[CLIENT], '%')),
		.user = row->cells[USER],
		.domain = row->cells[HOST],
		.method = row->cells[METHOD],
		.url = row_url(row, row->cells[STEM], row->cells[QUERY]),
		.agent = row->cells[AGENT],
		.status = row_status(row->cells[STATUS]),
		.forwarded = WEB_EMPTY,
		.protocol = WEB_EMPTY,
		.referrer = WEB_EMPTY,
	};

	set_application(row);
	web_set_request(row->scene->site, row->event, &request);
	set_anchor(row);
	set_info(row);
	settle_logon(row);
	set_act(row);
}

const struct log_kind log_kind_proxy = {
	.dataset = "exchange.httpproxy",
	.log_type = "HttpProxy",
	.file_name = "HttpProxy",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"Protocol", "UrlStem", "ProxyAction"},
	.versions = versions,
	.version_count = COUNT(versions),
	.read = read_row,
};
