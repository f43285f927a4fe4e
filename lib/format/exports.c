/* SPDX-License-Identifier: ISC */
/*
 * Audit records exported as CSV by PowerShell and by the portals: Search-UnifiedAuditLog with its
 * AuditData, Search-MailboxAuditLog, Search-AdminAuditLog, Entra's sign-ins. The columns are the
 * records' own properties; AuditData holds the record as JSON.
 *
 *	"CreationDate","UserIds","Operations","AuditData"
 *	"2026-03-02 08:15:09Z","alice@example.org","UserLoggedIn","{""CreationTime"":""2026-…
 */
#include "format/audit_walk.h"
#include "format/log_kinds.h"
#include "format/winevent.h"
#include "format/wrap.h"

/* The name of a cell without blanks around it. */
static spoor_view name_of(const struct row *row, size_t index)
{
	return view_trim(header_name(row->header, row->other_at[index]));
}

/* A list that PowerShell gave but the type of: "Microsoft.Exchange.Data.MultiValuedProperty`1[…]". */
static bool is_type_name(spoor_view text)
{
	return view_starts(text, VIEW("System.")) ||
	       (view_starts(text, VIEW("Microsoft.")) && view_holds(text, VIEW("`1[")));
}

static enum audit_fault take_cell(struct audit *audit, spoor_view name, spoor_view text)
{
	const struct audit_name *row = audit_name_find(name);

	if (row && row->how == AUDIT_ROOT && view_starts(text, VIEW("{")))
		return audit_walk(audit, text);
	if (row && row->how == AUDIT_SETTINGS && view_starts(text, VIEW("{"))) {
		winevent_take_params(audit, text);
		return AUDIT_FINE;
	}
	if (!is_type_name(text))
		audit_take(audit, name, text);
	return AUDIT_FINE;
}

/* Column names begin with a capital in one export and not in the other; both are in the table. */
static void read_audit(const struct row *row)
{
	spoor_view dataset = view_string(row->kind->dataset);
	enum audit_fault fault = AUDIT_FINE;
	struct audit audit;

	audit_begin(&audit, row->scene, row->event);
	for (size_t i = 0; i < row->other_count; i++) {
		enum audit_fault found = AUDIT_FINE;

		if (row->other_at[i] < row->header->count)
			found = take_cell(&audit, name_of(row, i), row->others[i]);
		fault = found == AUDIT_FINE ? fault : found;
	}
	if (row->kind == &log_kind_sign_ins)
		audit_take(&audit, VIEW("operation"), VIEW("Sign-in activity"));
	audit_finish(&audit, dataset);
	if (fault != AUDIT_FINE)
		wrap_broken(row->event, dataset, audit_fault_text(fault));
	else if (row->cell_count != row->header->count)
		wrap_broken(
			row->event, dataset, VIEW("more or fewer cells than columns"));
}

const struct log_kind log_kind_unified_audit = {
	.dataset = "m365.audit",
	.marks = {"CreationDate", "AuditData"},
	.is_export = true,
	.read = read_audit,
};

const struct log_kind log_kind_mailbox_audit = {
	.dataset = "exchange.mailbox_audit",
	.marks = {"LastAccessed", "Operation", "LogonType"},
	.is_export = true,
	.read = read_audit,
};

const struct log_kind log_kind_admin_audit = {
	.dataset = "exchange.admin_audit",
	.marks = {"CmdletName", "RunDate", "Caller"},
	.is_export = true,
	.read = read_audit,
};

const struct log_kind log_kind_sign_ins = {
	.dataset = "entra.signin",
	.marks = {"Date (UTC)", "Request ID", "Username"},
	.is_export = true,
	.read = read_audit,
};

/* Events of Windows by Get-WinEvent and Export-Csv. */
static void read_winevent(const struct row *row)
{
	struct winevent winevent;

	winevent_init(&winevent);
	for (size_t i = 0; i < row->other_count; i++)
		if (row->other_at[i] < row->header->count)
			winevent_take(&winevent, name_of(row, i), row->others[i]);
	winevent_set(row->scene, &winevent, row->event);
}

const struct log_kind log_kind_winevent = {
	.dataset = "windows.event",
	.marks = {"ProviderName", "MachineName", "Message"},
	.is_export = true,
	.read = read_winevent,
};
