/* SPDX-License-Identifier: ISC */
/*
 * Remarks in the logs of SMTP: who tried to log on and why it failed, TLS, hand-overs between
 * front end and back end. Most stand in the context, with the data empty; some have their words in
 * the context and what they are about in the data.
 */
#include "base/scan.h"
#include "format/exchange_smtp.h"

struct remark {
	const char *start;
	void (*read)(const struct row *row, spoor_view rest);
};

static void silent(const struct row *row, spoor_view rest)
{
	(void)row;
	(void)rest;
}

static void read_user(const struct row *row, spoor_view rest)
{
	event_set_text(row->event, FIELD_USER_NAME, view_trim(rest));
}

/* "LOGIN failed because of LogonDenied" */
static void read_failure(const struct row *row, spoor_view rest)
{
	static const struct {
		const char *word;
		const char *class;
	} classes[] = {
		{"LogonDenied", "bad-password"},
		{"AccountDisabled", "disabled"},
		{"AccountLocked", "locked"},
		{"PasswordExpired", "expired"},
	};
	spoor_view method;

	if (!scan_word(&rest, &method) ||
		!scan_literal(&rest, VIEW("failed because of ")))
		return;
	event_set_text(row->event, FIELD_AUTH_METHOD, method);
	event_set_outcome(row->event, false);
	event_set_constant(row->event, FIELD_SPOOR_REASON, VIEW("other"));
	for (size_t i = 0; i < COUNT(classes); i++)
		if (view_starts(rest, view_string(classes[i].word)))
			event_set_constant(row->event, FIELD_SPOOR_REASON,
				view_string(classes[i].class));
}

/* "forUSER will now be proxied": the blank is missing in the log. */
static void read_proxied(const struct row *row, spoor_view rest)
{
	spoor_view user;

	if (scan_until_last(&rest, VIEW(" will now be proxied"), &user))
		event_set_text(row->event, FIELD_USER_NAME, view_trim(user));
}

/* "SP_PROT_TLS1_2_SERVER negotiation succeeded using …" */
static void read_tls(const struct row *row, spoor_view rest)
{
	static const struct {
		const char *name;
		const char *version;
	} versions[] = {
		{"SP_PROT_TLS1_3", "TLSv1.3"},
		{"SP_PROT_TLS1_2", "TLSv1.2"},
		{"SP_PROT_TLS1_1", "TLSv1.1"},
		{"SP_PROT_TLS1_0", "TLSv1"},
		{"SP_PROT_SSL3", "SSLv3"},
	};

	for (size_t i = 0; i < COUNT(versions); i++)
		if (view_starts(rest, view_string(versions[i].name)))
			event_set_constant(row->event, FIELD_TLS_VERSION,
				view_string(versions[i].version));
	event_set_flag(row->event, FIELD_TLS_ESTABLISHED,
		view_holds(rest, VIEW("negotiation succeeded")));
}

/* "12 and InternetMessageId <id>" */
static void read_sending(const struct row *row, spoor_view rest)
{
	spoor_view number;

	if (!scan_until_text(&rest, VIEW(" and InternetMessageId "), &number))
		return;
	event_set_text(row->event, FIELD_MAIL_INTERNAL_ID, number);
	event_set_text(row->event, FIELD_EMAIL_MESSAGE_ID, row_bare_id(rest));
}

/* clang-format off */
/* Where the data is empty, or belongs to the words. */
static const struct remark remarks[] = {
	{"Inbound AUTH ",                            read_failure},
	{"User Name: ",                              read_user},
	{"Tarpit for ",                              silent},
	{"Proxy session was successfully set up. Session for", read_proxied},
	{"Proxy session was successfully set up",    silent},
	{"Setting up outbound proxy session",        silent},
	{"Proxy destination",                        silent},
	{"Proxying inbound session",                 silent},
	{"Message or connection acked with status",  silent},
	{"TLS protocol ",                            read_tls},
	{"TLS negotiation ",                         silent},
	{"Client certificate chain validation status", silent},
	{"Remote certificate",                       silent},
	{"Received certificate",                     silent},
	{"Sending certificate",                      silent},
	{"Certificate ",                             silent},
	{"Chain validation status",                  silent},
	{"TlsDomainCapabilities=",                   silent},
	{"sending message with RecordId ",           read_sending},
	{"attempting to connect",                    silent},
	{"Failed to connect",                        silent},
	{"Set Session Permissions",                  silent},
	{"authenticated",                            silent},
	{"Session was disconnected",                 silent},
	{"Outbound AUTH ",                           silent},
	{"Using ",                                   silent},
	{"SPN ",                                     silent},
};
/* clang-format on */

static bool read_text(const struct row *row, spoor_view text)
{
	for (size_t i = 0; i < COUNT(remarks); i++) {
		spoor_view start = view_string(remarks[i].start);

		if (!view_starts_nocase(text, start))
			continue;
		remarks[i].read(row, view_skip(text, start.len));
		return true;
	}
	return false;
}

void smtp_read_remark(const struct row *row, spoor_view data, spoor_view context)
{
	struct spoor_event *event = row->event;
	spoor_view words = view_trim(context.len ? context : data);

	event_set_text(event, FIELD_EVENT_REASON, words);
	if (context.len && view_eq(words, VIEW("authenticated")))
		event_set_text(event, FIELD_USER_NAME, view_trim(data));
	else if (context.len && data.len)
		event_add_extra(event, VIEW("data"), data);
	if (read_text(row, words) || read_text(row, view_trim(data)) ||
		(context.len == 0 && data.len == 0))
		event_set_action(event, ACTION_OTHER);
	else
		format_unknown_message(event);
}
