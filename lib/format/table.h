/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_TABLE_H
#define FORMAT_TABLE_H

/* The formats by name, one object each, defined at the foot of the file that bears its name. */

extern const struct format format_access;
extern const struct format format_access_json;
extern const struct format format_apache_error;
extern const struct format format_audit_json;
extern const struct format format_compose;
extern const struct format format_cri;
extern const struct format format_docker;
extern const struct format format_dovecot;
extern const struct format format_dovecot_events;
extern const struct format format_event_json;
extern const struct format format_event_xml;
extern const struct format format_excerpt;
extern const struct format format_exchange;
extern const struct format format_iis;
extern const struct format format_journald;
extern const struct format format_multilog;
extern const struct format format_nginx_error;
extern const struct format format_postfix;
extern const struct format format_roundcube;
extern const struct format format_syslog;

#endif
