/* SPDX-License-Identifier: ISC */
/* All kinds of logs whose columns have names. */
#include "format/log_kinds.h"

/* clang-format off */
static const struct log_kind *const kinds[] = {
	&log_kind_tracking,
	&log_kind_smtp_receive,
	&log_kind_smtp_send,
	&log_kind_connectivity,
	&log_kind_agent,
	&log_kind_proxy,
	&log_kind_ews,
	&log_kind_autodiscover,
	&log_kind_ecp,
	&log_kind_ecp_activity,
	&log_kind_owa,
	&log_kind_mapi,
	&log_kind_rca,
	&log_kind_cmdlet,
	&log_kind_cmdlet_http,
	&log_kind_imap,
	&log_kind_pop,
	&log_kind_cosmos,
	&log_kind_iis,
	&log_kind_unified_audit,
	&log_kind_mailbox_audit,
	&log_kind_admin_audit,
	&log_kind_sign_ins,
	&log_kind_trace,
	&log_kind_trace_extended,
	&log_kind_trace_summary,
	&log_kind_trace_portal,
	&log_kind_winevent,
};
/* clang-format on */

size_t log_kind_count(void)
{
	return COUNT(kinds);
}

const struct log_kind *log_kind_at(size_t index)
{
	return kinds[index];
}
