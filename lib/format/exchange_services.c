/* SPDX-License-Identifier: ISC */
/*
 * The back end's logs of EWS and Autodiscover, MAPI over HTTP and RPC client access: who did what
 * to whose mailbox. A mailbox that is not the user's own is in user.target.name; an impersonated
 * user is in user.effective.name.
 */
#include "base/scan.h"
#include "format/exchange_web.h"
#include "format/log_kinds.h"

static void set_application(const struct row *row, spoor_view name)
{
	event_set_constant(row->event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
	event_set_constant(row->event, FIELD_NETWORK_APPLICATION, name);
}

/* ------------------------------------------------------------------ EWS, Autodiscover */

/* clang-format off */
enum {
	EWS_USER = 10,
	EWS_ACTION = 17,
	EWS_ERROR = 21,
	EWS_ACT_AS = 24,
};

static const struct log_column ews_columns[] = {
	{"DateTime",                         COLUMN_STAMP, 0},
	{"RequestId",                        COLUMN_TEXT, FIELD_HTTP_REQUEST_ID},
	{"MajorVersion",                     COLUMN_IGNORE, 0},
	{"MinorVersion",                     COLUMN_IGNORE, 0},
	{"BuildVersion",                     COLUMN_IGNORE, 0},
	{"RevisionVersion",                  COLUMN_IGNORE, 0},
	{"Ring",                             COLUMN_IGNORE, 0},
	{"ClientRequestId",                  COLUMN_TEXT, FIELD_HTTP_CLIENT_REQUEST_ID},
	{"AuthenticationType",               COLUMN_TEXT, FIELD_AUTH_METHOD},
	{"IsAuthenticated",                  COLUMN_EXTRA, 0},
	{"AuthenticatedUser",                COLUMN_TEXT, FIELD_USER_NAME},
	{"Organization",                     COLUMN_EXTRA, 0},
	{"UserAgent",                        COLUMN_TEXT, FIELD_USER_AGENT},
	{"VersionInfo",                      COLUMN_EXTRA, 0},
	{"ClientIpAddress",                  COLUMN_ADDRESS, FIELD_SOURCE_IP},
	{"ServerHostName",                   COLUMN_TEXT, FIELD_HOST_NAME},
	{"FrontEndServer",                   COLUMN_EXTRA, 0},
	{"SoapAction",                       COLUMN_KEEP, 0},
	{"HttpStatus",                       COLUMN_NUMBER, FIELD_HTTP_STATUS},
	{"RequestSize",                      COLUMN_NUMBER, FIELD_SOURCE_BYTES},
	{"ResponseSize",                     COLUMN_NUMBER, FIELD_HTTP_RESPONSE_BODY_BYTES},
	{"ErrorCode",                        COLUMN_KEEP, 0},
	{"ImpersonatedUser",                 COLUMN_TEXT, FIELD_USER_EFFECTIVE_NAME},
	{"ProxyAsUser",                      COLUMN_EXTRA, 0},
	{"ActAsUser",                        COLUMN_KEEP, 0},
	{"Cookie",                           COLUMN_IGNORE, 0},
	{"CorrelationGuid",                  COLUMN_TEXT, FIELD_ACTIVITY_ID},
	{"PrimaryOrProxyServer",             COLUMN_IGNORE, 0},
	{"TaskType",                         COLUMN_IGNORE, 0},
	{"RemoteBackendCount",               COLUMN_IGNORE, 0},
	{"LocalMailboxCount",                COLUMN_IGNORE, 0},
	{"RemoteMailboxCount",               COLUMN_IGNORE, 0},
	{"LocalIdCount",                     COLUMN_EXTRA, 0},
	{"RemoteIdCount",                    COLUMN_IGNORE, 0},
	{"BeginBudgetConnections",           COLUMN_IGNORE, 0},
	{"EndBudgetConnections",             COLUMN_IGNORE, 0},
	{"BeginBudgetHangingConnections",    COLUMN_IGNORE, 0},
	{"EndBudgetHangingConnections",      COLUMN_IGNORE, 0},
	{"BeginBudgetAD",                    COLUMN_IGNORE, 0},
	{"EndBudgetAD",                      COLUMN_IGNORE, 0},
	{"BeginBudgetCAS",                   COLUMN_IGNORE, 0},
	{"EndBudgetCAS",                     COLUMN_IGNORE, 0},
	{"BeginBudgetRPC",                   COLUMN_IGNORE, 0},
	{"EndBudgetRPC",                     COLUMN_IGNORE, 0},
	{"BeginBudgetFindCount",             COLUMN_IGNORE, 0},
	{"EndBudgetFindCount",               COLUMN_IGNORE, 0},
	{"BeginBudgetSubscriptions",         COLUMN_IGNORE, 0},
	{"EndBudgetSubscriptions",           COLUMN_IGNORE, 0},
	{"MDBResource",                      COLUMN_IGNORE, 0},
	{"MDBHealth",                        COLUMN_IGNORE, 0},
	{"MDBHistoricalLoad",                COLUMN_IGNORE, 0},
	{"ThrottlingPolicy",                 COLUMN_IGNORE, 0},
	{"ThrottlingDelay",                  COLUMN_IGNORE, 0},
	{"ThrottlingRequestType",            COLUMN_IGNORE, 0},
	{"TotalDCRequestCount",              COLUMN_IGNORE, 0},
	{"TotalDCRequestLatency",            COLUMN_IGNORE, 0},
	{"TotalMBXRequestCount",             COLUMN_IGNORE, 0},
	{"TotalMBXRequestLatency",           COLUMN_IGNORE, 0},
	{"RecipientLookupLatency",           COLUMN_IGNORE, 0},
	{"ExchangePrincipalLatency",         COLUMN_IGNORE, 0},
	{"HttpPipelineLatency",              COLUMN_IGNORE, 0},
	{"CheckAccessCoreLatency",           COLUMN_IGNORE, 0},
	{"AuthModuleLatency",                COLUMN_IGNORE, 0},
	{"CallContextInitLatency",           COLUMN_IGNORE, 0},
	{"PreExecutionLatency",              COLUMN_IGNORE, 0},
	{"CoreExecutionLatency",             COLUMN_IGNORE, 0},
	{"TotalRequestTime",                 COLUMN_MILLISECONDS, 0},
	{"DetailedExchangePrincipalLatency", COLUMN_IGNORE, 0},
	{"ClientStatistics",                 COLUMN_EXTRA, 0},
	{"GenericInfo",                      COLUMN_EXTRA, 0},
	{"AuthenticationErrors",             COLUMN_TEXT, FIELD_ERROR_MESSAGE},
	{"GenericErrors",                    COLUMN_EXTRA, 0},
	{"Puid",                             COLUMN_IGNORE, 0},
	{"StartTime",                        COLUMN_EXTRA, 0},
	{"ProcessId",                        COLUMN_IGNORE, 0},
	{"TimeInGC",                         COLUMN_IGNORE, 0},
	{"StartTotalMemory",                 COLUMN_IGNORE, 0},
	{"EndTotalMemory",                   COLUMN_IGNORE, 0},
	{"StartGCCounts",                    COLUMN_IGNORE, 0},
	{"EndGCCounts",                      COLUMN_IGNORE, 0},
	{"TokenBasedThrottlingPolicy",       COLUMN_IGNORE, 0},
	{"BudgetKey",                        COLUMN_IGNORE, 0},
	{"CoinsCharged",                     COLUMN_IGNORE, 0},
	{"CoinsChargedMethod",               COLUMN_IGNORE, 0},
	{"SidBudgetInfo",                    COLUMN_IGNORE, 0},
	{"AppBudgetInfo",                    COLUMN_IGNORE, 0},
	{"TenantBudgetInfo",                 COLUMN_IGNORE, 0},
	{"ResourceAccessed",                 COLUMN_IGNORE, 0},
	{"ResourceHealthBasedThreshold",     COLUMN_IGNORE, 0},
	{"ThrottledBy",                      COLUMN_IGNORE, 0},
	{"BackoffHint",                      COLUMN_IGNORE, 0},
	{"WorkClassification",               COLUMN_IGNORE, 0},
};

static const struct kind_version ews_versions[] = {
	{{UINT64_C(0x0), UINT64_C(0x0)}, 92},
	{{UINT64_C(0x40), UINT64_C(0xffffe00)}, 72}, /* 2013 */
};
/* clang-format on */

static void set_ews_outcome(const struct row *row)
{
	struct spoor_event *event = row->event;
	const union value *status = event_get(event, FIELD_HTTP_STATUS);
	spoor_view error = row->cells[EWS_ERROR];
	bool failed = error.len && !view_eq_nocase(error, VIEW("NoError")) &&
		      !view_eq_nocase(error, VIEW("Success"));

	if (failed && !event_has(event, FIELD_ERROR_MESSAGE))
		event_set_text(event, FIELD_ERROR_MESSAGE, error);
	if (status || failed)
		event_set_outcome(event, !failed && status && status->number < 400);
}

static void read_ews(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view verb = row->cells[EWS_ACTION];

	set_application(
		row, row->kind == &log_kind_ews ? VIEW("ews") : VIEW("autodiscover"));
	if (row->cells[EWS_ACT_AS].len &&
		!view_eq_nocase(row->cells[EWS_ACT_AS], row->cells[EWS_USER]))
		event_set_text(event, FIELD_USER_TARGET_NAME, row->cells[EWS_ACT_AS]);
	set_ews_outcome(row);
	event_set_action(event, ACTION_HTTP_REQUEST);
	if (view_starts(verb, VIEW("Sbsc_"))) {
		event_set_text(event, FIELD_EVENT_CODE, verb);
		event_set_action(event, ACTION_OTHER);
	} else if (verb.len) {
		exchange_ews_verb(event, verb);
	}
}

const struct log_kind log_kind_ews = {
	.dataset = "exchange.ews",
	.log_type = "EWS",
	.file_name = "Ews_",
	.columns = ews_columns,
	.column_count = COUNT(ews_columns),
	.marks = {"SoapAction", "ActAsUser"},
	.versions = ews_versions,
	.version_count = COUNT(ews_versions),
	.read = read_ews,
};

const struct log_kind log_kind_autodiscover = {
	.dataset = "exchange.autodiscover",
	.log_type = "Autodiscover",
	.file_name = "Autodiscover",
	.columns = ews_columns,
	.column_count = COUNT(ews_columns),
	.marks = {"SoapAction", "ClientIpAddress", "AuthenticatedUser"},
	.read = read_ews,
};

/* ------------------------------------------------------------------ MAPI over HTTP */

/* clang-format off */
enum {
	MAPI_TYPE = 4,
	MAPI_STATUS = 7,
	MAPI_EMAIL = 15,
	MAPI_UPN = 16,
	MAPI_MAILBOX = 19,
	MAPI_ACT_AS = 21,
	MAPI_USER = 41,
};

static const struct log_column mapi_columns[] = {
	{"DateTime",               COLUMN_STAMP, 0},
	{"RequestId",              COLUMN_TEXT, FIELD_HTTP_REQUEST_ID},
	{"MapiRequestId",          COLUMN_TEXT, FIELD_HTTP_CLIENT_REQUEST_ID},
	{"ClientRequestId",        COLUMN_IGNORE, 0},
	{"RequestType",            COLUMN_KEEP, 0},
	{"HttpStatusCode",         COLUMN_NUMBER, FIELD_HTTP_STATUS},
	{"ResponseCode",           COLUMN_EXTRA, 0},
	{"StatusCode",             COLUMN_KEEP, 0},
	{"ReturnCode",             COLUMN_EXTRA, 0},
	{"TotalRequestLatency",    COLUMN_MILLISECONDS, 0},
	{"DeploymentRing",         COLUMN_IGNORE, 0},
	{"MajorVersion",           COLUMN_IGNORE, 0},
	{"MinorVersion",           COLUMN_IGNORE, 0},
	{"BuildVersion",           COLUMN_IGNORE, 0},
	{"RevisionVersion",        COLUMN_IGNORE, 0},
	{"AuthenticatedUserEmail", COLUMN_KEEP, 0},
	{"UPN",                    COLUMN_KEEP, 0},
	{"Puid",                   COLUMN_IGNORE, 0},
	{"TenantGuid",             COLUMN_IGNORE, 0},
	{"MailboxId",              COLUMN_KEEP, 0},
	{"MDBGuid",                COLUMN_EXTRA, 0},
	{"ActAsUserEmail",         COLUMN_KEEP, 0},
	{"ClientIP",               COLUMN_ADDRESS, FIELD_SOURCE_IP},
	{"SourceCafeServer",       COLUMN_EXTRA, 0},
	{"EdgeInfo",               COLUMN_IGNORE, 0},
	{"NetworkDeviceInfo",      COLUMN_IGNORE, 0},
	{"SessionCookie",          COLUMN_TEXT, FIELD_SESSION_ID},
	{"SequenceCookie",         COLUMN_IGNORE, 0},
	{"MapiClientInfo",         COLUMN_EXTRA, 0},
	{"ClientSoftware",         COLUMN_TEXT, FIELD_CLIENT_ID},
	{"ClientSoftwareVersion",  COLUMN_EXTRA, 0},
	{"ClientMode",             COLUMN_EXTRA, 0},
	{"AuthenticationType",     COLUMN_TEXT, FIELD_AUTH_METHOD},
	{"AuthModuleLatency",      COLUMN_IGNORE, 0},
	{"LiveIdBasicLog",         COLUMN_IGNORE, 0},
	{"LiveIdBasicError",       COLUMN_IGNORE, 0},
	{"LiveIdNegotiateError",   COLUMN_IGNORE, 0},
	{"OAuthLatency",           COLUMN_IGNORE, 0},
	{"OAuthError",             COLUMN_TEXT, FIELD_ERROR_MESSAGE},
	{"OAuthErrorCategory",     COLUMN_IGNORE, 0},
	{"OAuthExtraInfo",         COLUMN_IGNORE, 0},
	{"AuthenticatedUser",      COLUMN_KEEP, 0},
	{"RopIds",                 COLUMN_EXTRA, 0},
	{"OperationSpecific",      COLUMN_EXTRA, 0},
	{"GenericInfo",            COLUMN_EXTRA, 0},
	{"GenericErrors",          COLUMN_EXTRA, 0},
};

static const struct kind_version mapi_versions[] = {{{0, 0}, COUNT(mapi_columns)}};

#define WITH(name_, action_, field_, value_) {(name_), ACTION_##action_, NULL, FIELD_##field_, (value_)}

static const struct exchange_verb mapi_verbs[] = {
	EXCHANGE_PLAIN("Execute",          MAIL_FETCH),
	EXCHANGE_PLAIN("NotificationWait", OTHER),
	EXCHANGE_PLAIN("Connect",          CONNECT),
	EXCHANGE_PLAIN("Disconnect",       DISCONNECT),
	EXCHANGE_PLAIN("Bind",             CONNECT),
	EXCHANGE_PLAIN("Unbind",           DISCONNECT),
	EXCHANGE_PLAIN("PING",             OTHER),
	EXCHANGE_PLAIN("EcDoConnectEx",    CONNECT),
	EXCHANGE_PLAIN("EcDoRpcExt2",      MAIL_FETCH),
	WITH("QueryRows",        CONTACTS_READ, CONTACTS_MODE, "list"),
	WITH("SeekEntries",      CONTACTS_READ, CONTACTS_MODE, "search"),
	WITH("GetMatches",       CONTACTS_READ, CONTACTS_MODE, "search"),
	WITH("ResolveNames",     CONTACTS_READ, CONTACTS_MODE, "search"),
	WITH("GetProps",         CONTACTS_READ, CONTACTS_MODE, "show"),
	WITH("DNToMId",          CONTACTS_READ, CONTACTS_MODE, "show"),
	EXCHANGE_PLAIN("ModProps",         CONTACTS_CHANGE),
	EXCHANGE_PLAIN("ModLinkAtt",       CONTACTS_CHANGE),
	EXCHANGE_PLAIN("GetPropList",      OTHER),
	EXCHANGE_PLAIN("GetSpecialTable",  OTHER),
	EXCHANGE_PLAIN("GetTemplateInfo",  OTHER),
	EXCHANGE_PLAIN("CompareMIds",      OTHER),
	EXCHANGE_PLAIN("ResortRestriction", OTHER),
	EXCHANGE_PLAIN("UpdateStat",       OTHER),
	EXCHANGE_PLAIN("QueryColumns",     OTHER),
	EXCHANGE_PLAIN("GetMailboxUrl",    OTHER),
	EXCHANGE_PLAIN("GetAddressBookUrl", OTHER),
};
/* clang-format on */

bool exchange_mapi_verb(struct spoor_event *event, spoor_view name)
{
	return exchange_set_verb(event, mapi_verbs, COUNT(mapi_verbs), name);
}

/* The email is right where the user reads "Anonymous". */
static spoor_view mapi_user(const struct row *row)
{
	if (row->cells[MAPI_EMAIL].len)
		return row->cells[MAPI_EMAIL];
	return row->cells[MAPI_UPN].len ? row->cells[MAPI_UPN] : row->cells[MAPI_USER];
}

static void read_mapi(const struct row *row)
{
	struct spoor_event *event = row->event;
	const union value *status = event_get(event, FIELD_HTTP_STATUS);
	spoor_view code = row->cells[MAPI_STATUS];
	spoor_view mailbox = row->cells[MAPI_MAILBOX];
	spoor_view user = mapi_user(row);
	bool failed = code.len && !view_eq(code, VIEW("0"));

	set_application(row, VIEW("mapi"));
	event_set_text(event, FIELD_USER_NAME, user);
	event_set_text(
		event, FIELD_MAILBOX_GUID, view_head(mailbox, view_find(mailbox, '@')));
	if (row->cells[MAPI_ACT_AS].len && !view_eq_nocase(row->cells[MAPI_ACT_AS], user))
		event_set_text(event, FIELD_USER_TARGET_NAME, row->cells[MAPI_ACT_AS]);
	if (failed)
		event_add_extra(event, VIEW("StatusCode"), code);
	event_set_outcome(event, !failed && (!status || status->number < 400));
	if (row->cells[MAPI_TYPE].len == 0)
		event_set_action(event, ACTION_HTTP_REQUEST);
	else if (!exchange_mapi_verb(event, row->cells[MAPI_TYPE]))
		format_unknown_message(event);
}

const struct log_kind log_kind_mapi = {
	.dataset = "exchange.mapi",
	.log_type = "MapiHttp",
	.file_name = "MapiHttp",
	.columns = mapi_columns,
	.column_count = COUNT(mapi_columns),
	.marks = {"MapiRequestId", "RequestType"},
	.versions = mapi_versions,
	.version_count = COUNT(mapi_versions),
	.read = read_mapi,
};

/* ------------------------------------------------------------------ RPC client access */

/* clang-format off */
enum {
	RCA_CLIENT = 3,
	RCA_OPERATION = 15,
	RCA_STATUS = 16,
	RCA_SPECIFIC = 18,
	RCA_EMAIL = 22,
};

static const struct log_column rca_columns[] = {
	{"date-time",               COLUMN_STAMP, 0},
	{"session-id",              COLUMN_TEXT, FIELD_SESSION_ID},
	{"seq-number",              COLUMN_NUMBER, FIELD_EVENT_SEQUENCE},
	{"client-name",             COLUMN_KEEP, 0},
	{"organization-info",       COLUMN_EXTRA, 0},
	{"client-software",         COLUMN_TEXT, FIELD_CLIENT_ID},
	{"client-software-version", COLUMN_EXTRA, 0},
	{"client-mode",             COLUMN_EXTRA, 0},
	{"client-ip",               COLUMN_ADDRESS, FIELD_SOURCE_IP},
	{"client-connection-info",  COLUMN_EXTRA, 0},
	{"server-ip",               COLUMN_ADDRESS, FIELD_DESTINATION_IP},
	{"protocol",                COLUMN_EXTRA, 0},
	{"application-id",          COLUMN_EXTRA, 0},
	{"request-ids",             COLUMN_EXTRA, 0},
	{"session-cookie",          COLUMN_EXTRA, 0},
	{"operation",               COLUMN_KEEP, 0},
	{"rpc-status",              COLUMN_KEEP, 0},
	{"processing-time",         COLUMN_EXTRA, 0},
	{"operation-specific",      COLUMN_KEEP, 0},
	{"failures",                COLUMN_TEXT, FIELD_ERROR_MESSAGE},
	{"performance-data",        COLUMN_IGNORE, 0},
	{"activity-context-data",   COLUMN_EXTRA, 0},
	{"user-email",              COLUMN_KEEP, 0},
	{"passport-unique-id",      COLUMN_IGNORE, 0},
};

static const struct kind_version rca_versions[] = {
	{{UINT64_C(0x0), UINT64_C(0x0)}, 24},
	{{UINT64_C(0xf06200), UINT64_C(0x0)}, 17}, /* 2010 */
};

static const struct exchange_verb rca_verbs[] = {
	EXCHANGE_PLAIN("Connect",       CONNECT),
	EXCHANGE_PLAIN("OwnerLogon",    LOGIN),
	EXCHANGE_PLAIN("DelegateLogon", LOGIN),
	EXCHANGE_PLAIN("AdminLogon",    LOGIN),
	EXCHANGE_PLAIN("PublicLogon",   LOGIN),
	EXCHANGE_PLAIN("PrivateLogon",  LOGIN),
	EXCHANGE_PLAIN("Logon",         LOGIN),
	EXCHANGE_PLAIN("Logoff",        LOGOUT),
	EXCHANGE_PLAIN("Disconnect",    DISCONNECT),
	EXCHANGE_PLAIN("Bind",          CONNECT),
	EXCHANGE_PLAIN("Unbind",        DISCONNECT),
};
/* clang-format on */

/* "Logon: Delegate, /o=Example/…/cn=bob in database …": the mailbox behind the comma. */
static void set_rca_mailbox(const struct row *row)
{
	spoor_view text = row->cells[RCA_SPECIFIC];
	spoor_view before;
	spoor_view end = text;

	if (!scan_literal(&end, VIEW("Logon: Delegate, ")))
		return;
	text = end;
	if (scan_until_text(&end, VIEW(" in database "), &before))
		text = before;
	event_set_text(row->event, FIELD_USER_TARGET_NAME, text);
}

static void read_rca(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view status = row->cells[RCA_STATUS];
	bool failed = status.len && !view_eq(status, VIEW("0"));

	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("rpc"));
	event_set_text(event, FIELD_USER_NAME,
		row->cells[RCA_EMAIL].len ? row->cells[RCA_EMAIL]
					  : row->cells[RCA_CLIENT]);
	if (row->cells[RCA_EMAIL].len && row->cells[RCA_CLIENT].len)
		event_add_extra(event, VIEW("client-name"), row->cells[RCA_CLIENT]);
	set_rca_mailbox(row);
	if (row->cells[RCA_SPECIFIC].len)
		event_add_extra(
			event, VIEW("operation-specific"), row->cells[RCA_SPECIFIC]);
	if (failed)
		event_add_extra(event, VIEW("rpc-status"), status);
	event_set_outcome(event, !failed && !event_has(event, FIELD_ERROR_MESSAGE));
	if (!exchange_set_verb(
		    event, rca_verbs, COUNT(rca_verbs), row->cells[RCA_OPERATION]))
		format_unknown_message(event);
}

const struct log_kind log_kind_rca = {
	.dataset = "exchange.rca",
	.log_type = "RCA",
	.file_name = "RCA_",
	.columns = rca_columns,
	.column_count = COUNT(rca_columns),
	.marks = {"client-software", "rpc-status", "operation-specific"},
	.versions = rca_versions,
	.version_count = COUNT(rca_versions),
	.read = read_rca,
};
