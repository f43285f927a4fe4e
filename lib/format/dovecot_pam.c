/* SPDX-License-Identifier: ISC */
/*
 * PAM modules log under Dovecot's name by themselves:
 *
 *	pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot
 *	    ruser=alice rhost=192.0.2.7  user=alice
 *
 * Both names are what the client sent, and he may call himself "x rhost=203.0.113.9". They are
 * the same name, so that the true " rhost=" is the one with equal texts on both sides.
 */
#include "dovecot.h"

#include "base/scan.h"

struct pam_row {
	const char *text;
	enum action action;
	const char *reason; /* spoor.reason; NULL: none */
};

/* clang-format off */
static const struct pam_row rows[] = {
	{"authentication failure; ",       ACTION_LOGIN, "bad-password"},
	{"authentication failures; ",      ACTION_LOGIN, "bad-password"},
	{"check pass; user unknown",       ACTION_OTHER, "unknown-user"},
	{"authentication success; ",       ACTION_OTHER, NULL},
	{"received for user ",             ACTION_OTHER, NULL},
	{"auth could not identify",        ACTION_OTHER, NULL},
	{"requirement ",                   ACTION_OTHER, NULL},
	{"error retrieving information",   ACTION_OTHER, "unknown-user"},
	{"account ",                       ACTION_OTHER, NULL},
	{"expired password for user",      ACTION_OTHER, "expired"},
	{"password changed for",           ACTION_OTHER, NULL},
	{"session opened for user",        ACTION_OTHER, NULL},
	{"session closed for user",        ACTION_OTHER, NULL},
	{"User ",                          ACTION_OTHER, NULL},
};
/* clang-format on */

/* "2 more authentication failures; …" sums up. */
static void skip_number(spoor_view *text, struct spoor_event *event)
{
	spoor_view rest = *text;
	int64_t number;

	if (!scan_number(&rest, &number) || !scan_literal(&rest, VIEW(" more ")))
		return;
	event_set_number(event, FIELD_AUTH_ATTEMPTS, number);
	*text = rest;
}

struct pam_parts {
	spoor_view user;
	spoor_view host;
	bool named_twice; /* the same user on both sides */
};

/* The text split at one " rhost="; false: what follows is not "HOST", "HOST  user=USER". */
static bool split_at(spoor_view text, size_t at, struct pam_parts *parts_r)
{
	spoor_view rest = view_skip(text, at + strlen(" rhost="));

	parts_r->user = view_head(text, at);
	parts_r->host = view_head(rest, view_find(rest, ' '));
	parts_r->named_twice = false;
	rest = view_skip(rest, parts_r->host.len);
	scan_blanks(&rest);
	if (rest.len == 0)
		return true;
	if (!scan_literal(&rest, VIEW("user=")))
		return false;
	parts_r->named_twice = view_eq(rest, parts_r->user);
	return true;
}

/* The text behind "ruser=". The right-most place that fits, unless another fits better. */
static bool scan_parts(spoor_view text, struct pam_parts *parts_r)
{
	struct pam_parts parts;
	bool found = false;
	size_t at = 0;

	for (;;) {
		at += view_search(view_skip(text, at), VIEW(" rhost="));
		if (at == text.len)
			return found;
		if (split_at(text, at, &parts)) {
			*parts_r = parts;
			found = true;
			if (parts.named_twice)
				return true;
		}
		at++;
	}
}

static void set_parts(struct spoor_event *event, spoor_view text)
{
	struct pam_parts parts;
	size_t at = view_search(text, VIEW("ruser="));

	if (at == text.len)
		return;
	text = view_skip(text, at + strlen("ruser="));
	while (view_ends(text, VIEW(" ")))
		text.len--;
	if (!scan_parts(text, &parts))
		return;
	dovecot_set_user(event, parts.user);
	if (!event_set_address(event, FIELD_SOURCE_IP, parts.host))
		event_set_text(event, FIELD_SOURCE_DOMAIN, parts.host);
}

static void set_attempt(struct spoor_event *event, spoor_view text)
{
	event_set_outcome(event, false);
	set_parts(event, text);
}

/* "pam_MODULE(dovecot:auth): TEXT". */
bool dovecot_read_pam(struct dovecot_line *line)
{
	struct spoor_event *event = line->event;
	spoor_view text = line->text;
	spoor_view module;

	if (!scan_until_text(&text, VIEW("): "), &module) || !view_has(module, '('))
		return false;
	event_set_text(event, FIELD_EVENT_REASON, text);
	skip_number(&text, event);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct pam_row *row = &rows[i];

		if (!dovecot_starts(text, row->text))
			continue;
		event_set_action(event, row->action);
		if (row->reason)
			event_set_constant(
				event, FIELD_SPOOR_REASON, view_string(row->reason));
		if (row->action == ACTION_LOGIN)
			set_attempt(event, text);
		return true;
	}
	return false;
}
