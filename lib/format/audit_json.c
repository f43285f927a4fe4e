/* SPDX-License-Identifier: ISC */
/*
 * Audit records in JSON: of the Management API, Search-UnifiedAuditLog and Graph, with AuditData
 * as an object or as text; of Sentinel's tables OfficeActivity and AuditLogs; Entra's sign-ins of
 * Graph and of diagnostic settings; and what collectors put around them. In lines or in an array.
 *
 *	{"CreationTime":"2026-03-02T08:15:09","Id":"c1","Operation":"MailItemsAccessed",
 *	 "RecordType":50,"Workload":"Exchange","UserId":"alice@example.org", …}
 *
 * Deviations we accept: lists as JSON inside a string; record types by name or number; booleans
 * as words.
 */
#include "format/audit_walk.h"
#include "format/members.h"
#include "format/table.h"
#include "format/wrap.h"

enum { SURE = 85 };

enum key {
	RECORD_TYPE,
	WORKLOAD,
	OFFICE_WORKLOAD,
	CREATION_TIME,
	USER_ID,
	OPERATION,
	AUDIT_DATA,
	GRAPH_DATA,
	OFFICE365,
	ACTIVITY_TIME,
	ACTIVITY_NAME,
	LOGGED_BY,
	CREATED,
	PRINCIPAL,
	APP_USED,
	LOWER_TIME,
	LOWER_OPERATION,
	LOWER_CATEGORY,
	LOWER_PROPERTIES,
	LAST_ACCESSED,
	CMDLET,
	RUN_DATE,
	KEY_COUNT
};

static const char *const keys[] = {
	[RECORD_TYPE] = "RecordType",
	[WORKLOAD] = "Workload",
	[OFFICE_WORKLOAD] = "OfficeWorkload",
	[CREATION_TIME] = "CreationTime",
	[USER_ID] = "UserId",
	[OPERATION] = "Operation",
	[AUDIT_DATA] = "AuditData",
	[GRAPH_DATA] = "auditData",
	[OFFICE365] = "office365",
	[ACTIVITY_TIME] = "ActivityDateTime",
	[ACTIVITY_NAME] = "OperationName",
	[LOGGED_BY] = "LoggedByService",
	[CREATED] = "createdDateTime",
	[PRINCIPAL] = "userPrincipalName",
	[APP_USED] = "appDisplayName",
	[LOWER_TIME] = "time",
	[LOWER_OPERATION] = "operationName",
	[LOWER_CATEGORY] = "category",
	[LOWER_PROPERTIES] = "properties",
	[LAST_ACCESSED] = "LastAccessed",
	[CMDLET] = "CmdletName",
	[RUN_DATE] = "RunDate",
};

#define BIT(key_) (1u << (key_))

/* What has all keys of a row is a record; of several rows the first counts. */
static const struct kind {
	unsigned keys;
	spoor_view dataset;
} kinds[] = {
	{BIT(RECORD_TYPE) | BIT(WORKLOAD) | BIT(CREATION_TIME), {"m365.audit", 10}},
	{BIT(RECORD_TYPE) | BIT(OFFICE_WORKLOAD) | BIT(OPERATION), {"m365.audit", 10}},
	{BIT(AUDIT_DATA), {"m365.audit", 10}},
	{BIT(GRAPH_DATA), {"m365.audit", 10}},
	{BIT(OFFICE365), {"m365.audit", 10}},
	{BIT(ACTIVITY_TIME) | BIT(ACTIVITY_NAME) | BIT(LOGGED_BY), {"entra.audit", 11}},
	{BIT(CREATED) | BIT(PRINCIPAL) | BIT(APP_USED), {"entra.signin", 12}},
	{BIT(LOWER_TIME) | BIT(LOWER_OPERATION) | BIT(LOWER_CATEGORY) |
			BIT(LOWER_PROPERTIES),
		{"entra.signin", 12}},
	{BIT(LAST_ACCESSED) | BIT(OPERATION), {"exchange.mailbox_audit", 22}},
	{BIT(CMDLET) | BIT(RUN_DATE), {"exchange.admin_audit", 20}},
};

static const struct kind *find_kind(spoor_view record)
{
	unsigned seen = members_seen(record, keys, KEY_COUNT);

	for (size_t i = 0; i < COUNT(kinds); i++)
		if ((seen & kinds[i].keys) == kinds[i].keys)
			return &kinds[i];
	return NULL;
}

static int bid(spoor_view line)
{
	return find_kind(line) ? SURE : 0;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	const struct kind *kind = find_kind(record);
	struct audit audit;
	enum audit_fault fault;

	if (!kind)
		return false;
	audit_begin(&audit, scene, event);
	fault = audit_walk(&audit, record);
	if (view_eq(kind->dataset, VIEW("entra.signin")) &&
		audit.at[AUDIT_OPERATION].value.len == 0)
		audit_take(&audit, VIEW("operation"), VIEW("Sign-in activity"));
	audit_finish(&audit, kind->dataset);
	if (fault != AUDIT_FINE)
		wrap_broken(event, kind->dataset, audit_fault_text(fault));
	return true;
}

const struct format format_audit_json = {
	.info = {.name = "audit_json",
		.about = "audit records of Microsoft 365, Exchange and Entra in JSON",
		.sample =
			"{\"CreationTime\":\"2026-03-02T08:15:09\",\"Id\":\"c1\","
			"\"Operation\":\"UserLoggedIn\",\"RecordType\":15,"
			"\"ResultStatus\":\"Success\",\"UserId\":\"alice@example.org\","
			"\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"192.0.2.7\"}"},
	.bid = bid,
	.parse = parse,
};
