/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_LOG_KINDS_H
#define FORMAT_LOG_KINDS_H

/* The kinds of logs with named columns, one object each, defined where their rows are read. */

#include "format/row.h"

extern const struct log_kind log_kind_admin_audit;
extern const struct log_kind log_kind_agent;
extern const struct log_kind log_kind_autodiscover;
extern const struct log_kind log_kind_cmdlet;
extern const struct log_kind log_kind_cmdlet_http;
extern const struct log_kind log_kind_connectivity;
extern const struct log_kind log_kind_cosmos;
extern const struct log_kind log_kind_ecp;
extern const struct log_kind log_kind_ecp_activity;
extern const struct log_kind log_kind_ews;
extern const struct log_kind log_kind_iis;
extern const struct log_kind log_kind_imap;
extern const struct log_kind log_kind_mailbox_audit;
extern const struct log_kind log_kind_mapi;
extern const struct log_kind log_kind_owa;
extern const struct log_kind log_kind_pop;
extern const struct log_kind log_kind_proxy;
extern const struct log_kind log_kind_rca;
extern const struct log_kind log_kind_sign_ins;
extern const struct log_kind log_kind_smtp_receive;
extern const struct log_kind log_kind_smtp_send;
extern const struct log_kind log_kind_trace;
extern const struct log_kind log_kind_trace_extended;
extern const struct log_kind log_kind_trace_portal;
extern const struct log_kind log_kind_trace_summary;
extern const struct log_kind log_kind_tracking;
extern const struct log_kind log_kind_unified_audit;
extern const struct log_kind log_kind_winevent;

#endif
