/* SPDX-License-Identifier: ISC */
/*
 * Commands of Exchange's shell: CmdletInfra's logs of the commands and of the requests that carry
 * them, and the queue of the audit records of CosmosQueue.
 */
#include "format/cmdlet.h"
#include "format/log_kinds.h"
#include "format/secret.h"
#include "format/weblog.h"

/* ------------------------------------------------------------------ commands */

/* clang-format off */
enum {
	CMD_NAME = 20,
	CMD_PARAMETERS = 21,
	CMD_ERROR = 56,
	CMD_RESULT = 57,
};

static const struct log_column cmdlet_columns[] = {
	{"DateTime",                            COLUMN_STAMP, 0},
	{"StartTime",                           COLUMN_EXTRA, 0},
	{"RequestId",                           COLUMN_TEXT, FIELD_HTTP_REQUEST_ID},
	{"ClientRequestId",                     COLUMN_TEXT, FIELD_HTTP_CLIENT_REQUEST_ID},
	{"MajorVersion",                        COLUMN_IGNORE, 0},
	{"MinorVersion",                        COLUMN_IGNORE, 0},
	{"BuildVersion",                        COLUMN_IGNORE, 0},
	{"RevisionVersion",                     COLUMN_IGNORE, 0},
	{"ServerHostName",                      COLUMN_TEXT, FIELD_HOST_NAME},
	{"ProcessId",                           COLUMN_NUMBER, FIELD_PROCESS_PID},
	{"ProcessName",                         COLUMN_TEXT, FIELD_PROCESS_NAME},
	{"ThreadId",                            COLUMN_IGNORE, 0},
	{"CultureInfo",                         COLUMN_IGNORE, 0},
	{"Organization",                        COLUMN_EXTRA, 0},
	{"AuthenticatedUser",                   COLUMN_TEXT, FIELD_USER_NAME},
	{"ExecutingUserSid",                    COLUMN_TEXT, FIELD_USER_ID},
	{"EffectiveOrganization",               COLUMN_IGNORE, 0},
	{"UserServicePlan",                     COLUMN_IGNORE, 0},
	{"IsAdmin",                             COLUMN_EXTRA, 0},
	{"ClientApplication",                   COLUMN_TEXT, FIELD_CLIENT_ID},
	{"Cmdlet",                              COLUMN_KEEP, 0},
	{"Parameters",                          COLUMN_KEEP, 0},
	{"CmdletUniqueId",                      COLUMN_TEXT, FIELD_ACTIVITY_ID},
	{"UserBudgetOnStart",                   COLUMN_IGNORE, 0},
	{"ContributeToFailFast",                COLUMN_IGNORE, 0},
	{"RunspaceSettingsCreationHint",        COLUMN_IGNORE, 0},
	{"ADViewEntireForest",                  COLUMN_IGNORE, 0},
	{"ADRecipientViewRoot",                 COLUMN_IGNORE, 0},
	{"ADConfigurationDomainControllers",    COLUMN_IGNORE, 0},
	{"ADPreferredGlobalCatalogs",           COLUMN_IGNORE, 0},
	{"ADPreferredDomainControllers",        COLUMN_IGNORE, 0},
	{"ADUserConfigurationDomainController", COLUMN_IGNORE, 0},
	{"ADUserPreferredGlobalCatalog",        COLUMN_IGNORE, 0},
	{"ADuserPreferredDomainControllers",    COLUMN_IGNORE, 0},
	{"ThrottlingInfo",                      COLUMN_IGNORE, 0},
	{"DelayInfo",                           COLUMN_IGNORE, 0},
	{"ThrottlingDelay",                     COLUMN_IGNORE, 0},
	{"IsOutputObjectRedacted",              COLUMN_IGNORE, 0},
	{"CmdletProxyStage",                    COLUMN_IGNORE, 0},
	{"CmdletProxyRemoteServer",             COLUMN_IGNORE, 0},
	{"CmdletProxyRemoteServerVersion",      COLUMN_IGNORE, 0},
	{"CmdletProxyMethod",                   COLUMN_IGNORE, 0},
	{"ProxiedObjectCount",                  COLUMN_IGNORE, 0},
	{"CmdletProxyLatency",                  COLUMN_IGNORE, 0},
	{"OutputObjectCount",                   COLUMN_EXTRA, 0},
	{"ParameterBinding",                    COLUMN_IGNORE, 0},
	{"BeginProcessing",                     COLUMN_IGNORE, 0},
	{"ProcessRecord",                       COLUMN_IGNORE, 0},
	{"EndProcessing",                       COLUMN_IGNORE, 0},
	{"StopProcessing",                      COLUMN_IGNORE, 0},
	{"BizLogic",                            COLUMN_IGNORE, 0},
	{"PowerShellLatency",                   COLUMN_IGNORE, 0},
	{"UserInteractionLatency",              COLUMN_IGNORE, 0},
	{"ProvisioningLayerLatency",            COLUMN_IGNORE, 0},
	{"ActivityContextLifeTime",             COLUMN_IGNORE, 0},
	{"TotalTime",                           COLUMN_MILLISECONDS, 0},
	{"ErrorType",                           COLUMN_KEEP, 0},
	{"ExecutionResult",                     COLUMN_KEEP, 0},
	{"CacheHitCount",                       COLUMN_IGNORE, 0},
	{"CacheMissCount",                      COLUMN_IGNORE, 0},
	{"GenericLatency",                      COLUMN_IGNORE, 0},
	{"GenericInfo",                         COLUMN_EXTRA, 0},
	{"GenericErrors",                       COLUMN_EXTRA, 0},
	{"ObjectGuid",                          COLUMN_IGNORE, 0},
	{"ExternalDirectoryOrganizationId",     COLUMN_IGNORE, 0},
	{"ExternalDirectoryObjectId",           COLUMN_IGNORE, 0},
	{"NonPiiParameters",                    COLUMN_EXTRA, 0},
};

static const struct kind_version cmdlet_versions[] = {{{0, 0}, COUNT(cmdlet_columns)}};
/* clang-format on */

static void read_cmdlet(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view result = row->cells[CMD_RESULT];
	spoor_view name = row->cells[CMD_NAME];

	event_set_text(event, FIELD_ERROR_MESSAGE, row->cells[CMD_ERROR]);
	if (result.len)
		event_set_outcome(event, view_eq_nocase(result, VIEW("Success")));
	if (!cmdlet_set_act(event, name, row->cells[CMD_PARAMETERS])) {
		format_unknown_message(event);
		return;
	}
	cmdlet_set_parameters(row->scene->site, event, name, row->cells[CMD_PARAMETERS]);
}

const struct log_kind log_kind_cmdlet = {
	.dataset = "exchange.cmdlet",
	.log_type = "Rps Cmdlet",
	.file_name = "Rps_Cmdlet",
	.columns = cmdlet_columns,
	.column_count = COUNT(cmdlet_columns),
	.marks = {"Cmdlet", "Parameters", "ExecutionResult"},
	.versions = cmdlet_versions,
	.version_count = COUNT(cmdlet_versions),
	.read = read_cmdlet,
};

/* ------------------------------------------------------------------ requests */

/* clang-format off */
enum {
	HTTP_HOST = 8,
	HTTP_STEM = 9,
	HTTP_USER = 12,
	HTTP_CLIENT = 15,
	HTTP_STATUS = 18,
	HTTP_COMMAND = 23,
	HTTP_AGENT = 29,
	HTTP_QUERY = 34,
};

static const struct log_column http_columns[] = {
	{"DateTime",                COLUMN_STAMP, 0},
	{"StartTime",               COLUMN_EXTRA, 0},
	{"RequestId",               COLUMN_TEXT, FIELD_HTTP_REQUEST_ID},
	{"MajorVersion",            COLUMN_IGNORE, 0},
	{"MinorVersion",            COLUMN_IGNORE, 0},
	{"BuildVersion",            COLUMN_IGNORE, 0},
	{"RevisionVersion",         COLUMN_IGNORE, 0},
	{"ClientRequestId",         COLUMN_TEXT, FIELD_HTTP_CLIENT_REQUEST_ID},
	{"UrlHost",                 COLUMN_KEEP, 0},
	{"UrlStem",                 COLUMN_KEEP, 0},
	{"AuthenticationType",      COLUMN_TEXT, FIELD_AUTH_METHOD},
	{"IsAuthenticated",         COLUMN_EXTRA, 0},
	{"AuthenticatedUser",       COLUMN_KEEP, 0},
	{"Organization",            COLUMN_EXTRA, 0},
	{"ManagedOrganization",     COLUMN_IGNORE, 0},
	{"ClientIpAddress",         COLUMN_KEEP, 0},
	{"ServerHostName",          COLUMN_TEXT, FIELD_HOST_NAME},
	{"FrontEndServer",          COLUMN_EXTRA, 0},
	{"HttpStatus",              COLUMN_KEEP, 0},
	{"SubStatus",               COLUMN_NUMBER, FIELD_IIS_SUBSTATUS},
	{"ErrorCode",               COLUMN_TEXT, FIELD_ERROR_MESSAGE},
	{"Action",                  COLUMN_EXTRA, 0},
	{"CommandId",               COLUMN_TEXT, FIELD_ACTIVITY_ID},
	{"CommandName",             COLUMN_KEEP, 0},
	{"SessionId",               COLUMN_TEXT, FIELD_SESSION_ID},
	{"ShellId",                 COLUMN_EXTRA, 0},
	{"FailFast",                COLUMN_IGNORE, 0},
	{"ContributeToFailFast",    COLUMN_IGNORE, 0},
	{"RequestBytes",            COLUMN_NUMBER, FIELD_SOURCE_BYTES},
	{"ClientInfo",              COLUMN_KEEP, 0},
	{"CPU",                     COLUMN_IGNORE, 0},
	{"Memory",                  COLUMN_IGNORE, 0},
	{"ActivityContextLifeTime", COLUMN_IGNORE, 0},
	{"TotalTime",               COLUMN_MILLISECONDS, 0},
	{"UrlQuery",                COLUMN_KEEP, 0},
	{"GenericLatency",          COLUMN_IGNORE, 0},
	{"GenericInfo",             COLUMN_EXTRA, 0},
	{"GenericErrors",           COLUMN_EXTRA, 0},
};

static const struct kind_version http_versions[] = {{{0, 0}, COUNT(http_columns)}};
/* clang-format on */

static void read_http(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view name = row->cells[HTTP_COMMAND];
	spoor_view client = row->cells[HTTP_CLIENT];
	struct web_request request = {
		.client = view_head(client, view_find(client, '%')),
		.user = row->cells[HTTP_USER],
		.domain = row->cells[HTTP_HOST],
		.url = row_url(row, row->cells[HTTP_STEM], row->cells[HTTP_QUERY]),
		.agent = row->cells[HTTP_AGENT],
		.status = row_status(row->cells[HTTP_STATUS]),
		.method = WEB_EMPTY,
		.forwarded = WEB_EMPTY,
		.protocol = WEB_EMPTY,
		.referrer = WEB_EMPTY,
	};

	web_set_request(row->scene->site, event, &request);
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("powershell"));
	if (name.len && event->action == ACTION_HTTP_REQUEST)
		cmdlet_set_act(event, name, view_of("", 0));
}

const struct log_kind log_kind_cmdlet_http = {
	.dataset = "exchange.cmdlet_http",
	.log_type = "Rps Http",
	.file_name = "Rps_Http",
	.columns = http_columns,
	.column_count = COUNT(http_columns),
	.marks = {"CommandName", "ShellId", "UrlStem"},
	.versions = http_versions,
	.version_count = COUNT(http_versions),
	.read = read_http,
};

/* ------------------------------------------------------------------ the queue of audit records */

/* clang-format off */
enum {
	AUDIT_TIME, AUDIT_SERVER, AUDIT_TENANT, AUDIT_TYPE, AUDIT_DATA, AUDIT_USER, AUDIT_ID,
	AUDIT_OPERATION, AUDIT_WORKLOAD, AUDIT_RESULT, AUDIT_VERSION, AUDIT_SCOPE
};

static const struct log_column audit_columns[] = {
	{"Timestamp",    COLUMN_STAMP,  0},
	{"Server",       COLUMN_TEXT,   FIELD_HOST_NAME},
	{"TenantId",     COLUMN_IGNORE, 0},
	{"RecordType",   COLUMN_EXTRA,  0},
	{"Data",         COLUMN_KEEP,   0},
	{"UserKey",      COLUMN_TEXT,   FIELD_USER_NAME},
	{"RecordId",     COLUMN_TEXT,   FIELD_EVENT_ID},
	{"Operation",    COLUMN_KEEP,   0},
	{"Workload",     COLUMN_EXTRA,  0},
	{"ResultStatus", COLUMN_KEEP,   0},
	{"Version",      COLUMN_IGNORE, 0},
	{"Scope",        COLUMN_EXTRA,  0},
};

static const struct kind_version audit_versions[] = {{{0, 0}, COUNT(audit_columns)}};
/* clang-format on */

static void read_audit(const struct row *row)
{
	struct spoor_event *event = row->event;
	spoor_view result = row->cells[AUDIT_RESULT];
	spoor_view data = row->cells[AUDIT_DATA];

	if (result.len)
		event_set_outcome(event, view_eq_nocase(result, VIEW("True")));
	if (data.len)
		event_add_extra(
			event, VIEW("Data"), secret_mask(row->scene->site, event, data));
	if (!cmdlet_set_act(event, row->cells[AUDIT_OPERATION], data))
		format_unknown_message(event);
	else
		event_set_text(
			event, FIELD_PROCESS_COMMAND_LINE, row->cells[AUDIT_OPERATION]);
}

const struct log_kind log_kind_cosmos = {
	.dataset = "exchange.audit_queue",
	.log_type = "audit",
	.file_name = "audit",
	.columns = audit_columns,
	.column_count = COUNT(audit_columns),
	.marks = {"RecordType", "Data", "Workload"},
	.versions = audit_versions,
	.version_count = COUNT(audit_versions),
	.read = read_audit,
};
