/* SPDX-License-Identifier: ISC */
/*
 * What auth and auth-worker say of each attempt (auth_verbose):
 *
 *	sql(alice,192.0.2.7,<S>): Password mismatch (SHA1 of given password: a4b48a)   2.2, 2.3
 *	conn unix:auth-worker (pid=7,uid=90): auth-worker<12>: pam(alice,192.0.2.7): …  2.3
 *	auth(alice,192.0.2.7,sasl:plain)<S>: passwd-file: Password mismatch             2.4
 *
 * Users and passwords are the attacker's. Dovecot refuses a user with brackets before it logs
 * him, but a password may hold anything: so the first "): " with a text of the table behind it
 * ends the user's part.
 */
#include "dovecot.h"

#include "base/scan.h"
#include "format/secret.h"

struct auth_row {
	const char *text;
	const char *reason; /* spoor.reason; NULL: known, but no attempt that failed */
	bool right_password;
	bool open; /* anything may follow; else only a blank, a bracket or the end */
};

/* clang-format off */
static const struct auth_row rows[] = {
	{"Password mismatch",                               "bad-password",    false, false},
	{"password mismatch",                               "bad-password",    false, false},
	{"unknown user",                                    "unknown-user",    false, false},
	{"pam_authenticate() failed: User not known",       "unknown-user",    false, true},
	{"pam_authenticate() failed: Authentication failure", "bad-password",  false, true},
	{"pam_authenticate() failed: Permission denied",    "policy",          false, true},
	{"pam_authenticate() failed: User account has expired", "expired",     false, true},
	{"pam_authenticate() failed: ",                     "other",           false, true},
	{"pam_acct_mgmt() failed: User account has expired", "expired",        true,  true},
	{"pam_acct_mgmt() failed: Authentication token",    "expired",         true,  true},
	{"pam_acct_mgmt() failed: ",                        "disabled",        true,  true},
	{"pam_setcred() failed: ",                          "other",           true,  true},
	{"Password expired",                                "expired",         true,  false},
	{"password expired",                                "expired",         true,  false},
	{"invalid credentials",                             "bad-password",    false, false},
	{"Login failed (status=",                           "bad-password",    false, true},
	{"Login attempt with empty password",               "no-credentials",  false, false},
	{"Attempted login with password having illegal",    "invalid-request", false, true},
	{"Attempted master login with no master passdbs",   "policy",          false, true},
	{"allow_nets check failed: ",                       "policy",          false, true},
	{"User found from deny passdb",                     "policy",          false, false},
	{"User is disabled",                                "disabled",        false, false},
	{"user is disabled",                                "disabled",        false, false},
	{"Authentication failure due to policy",            "policy",          false, true},
	{"Username character disallowed",                   "invalid-request", false, true},
	{"Invalid username",                                "invalid-request", false, true},
	{"Empty username",                                  "invalid-request", false, true},
	{"user not found from",                             "unknown-user",    false, true},
	{"User not found from",                             "unknown-user",    false, true},
	{"Authenticated user not found from",               "unknown-user",    true,  true},
	{"No password returned",                            "other",           false, false},
	{"Token is not valid",                              "bad-password",    false, true},
	{"Token validation failed",                         "bad-password",    false, true},
	{"Token has expired",                               "expired",         false, true},
	{"token expired",                                   "expired",         false, true},
	{"Password grant failed",                           "bad-password",    false, true},
	{"oauth2 failed: ",                                 "bad-password",    false, true},
	{"User is not allowed",                             "policy",          true,  true},
	{"Request timed out waiting for client",            "no-credentials",  false, true},
	{"Policy check action is",                          NULL,              false, true},
	{"Server refused authentication",                   "policy",          false, true},
};
/* clang-format on */

static const struct auth_row *find_row(spoor_view text)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t len = strlen(rows[i].text);

		if (!dovecot_starts(text, rows[i].text))
			continue;
		if (rows[i].open || text.len == len || strchr(" (:;.", text.ptr[len]))
			return &rows[i];
	}
	return NULL;
}

/* "conn unix:auth-worker (pid=7,uid=90): ", "auth-worker<12>: ", "request [7]: ". */
static void skip_events(spoor_view *text)
{
	static const char *const heads[][2] = {
		{"conn ", "): "}, {"auth-worker<", ">: "}, {"request [", "]: "}};
	spoor_view skipped;

	for (size_t i = 0; i < COUNT(heads); i++)
		if (dovecot_starts(*text, heads[i][0]))
			scan_until_text(text, view_string(heads[i][1]), &skipped);
}

static size_t word_len(spoor_view text)
{
	size_t len = 0;

	while (len < text.len && (is_alpha(text.ptr[len]) || is_digit(text.ptr[len]) ||
					 memchr("-_.", text.ptr[len], 3)))
		len++;
	return len;
}

/* "DB(ARGS): TEXT". Without a known text behind any "): " the first one counts. */
static bool scan_call(spoor_view *text, spoor_view *args_r, const struct auth_row **row_r)
{
	size_t open = word_len(*text);
	size_t first = text->len;
	size_t at = open;

	*row_r = NULL;
	if (open == 0 || open == text->len || text->ptr[open] != '(')
		return false;
	for (;;) {
		at += view_search(view_skip(*text, at), VIEW("): "));
		if (at == text->len)
			break;
		if (first == text->len)
			first = at;
		*row_r = find_row(view_skip(*text, at + 3));
		if (*row_r)
			break;
		at += 3;
	}
	if (first == text->len)
		return false;
	at = *row_r ? at : first;
	*args_r = view_of(text->ptr + open + 1, at - open - 1);
	*text = view_skip(*text, at + 3);
	return true;
}

/* "DB: TEXT", where the user is in the process's own brackets (2.4). */
static const struct auth_row *skip_db(spoor_view *text)
{
	const struct auth_row *row = find_row(*text);
	size_t len = word_len(*text);
	spoor_view rest = view_skip(*text, len);

	if (row || len == 0 || !scan_literal(&rest, VIEW(": ")))
		return row;
	row = find_row(rest);
	if (row)
		*text = rest;
	return row;
}

/* "(SHA1 of given password: a4b48a)" and "(given password: TEXT)" go to their fields; what is
 * left of the text is the reason. The first mark counts: the password may hold the other. */
static spoor_view take_password(struct dovecot_line *line, spoor_view text)
{
	struct spoor_event *event = line->event;
	size_t open = view_search(text, VIEW(" (SHA1 of given password: "));
	size_t plain = view_search(view_head(text, open), VIEW(" (given password: "));
	bool hashed = plain == open;
	spoor_view value;

	open = hashed ? open : plain;
	if (open == text.len)
		return view_trim(text);
	value = view_skip(text, open);
	value = view_skip(value, view_find(value, ':') + 2);
	value = view_head(value, view_find_last(value, ')'));
	if (hashed)
		event_set_text(event, FIELD_AUTH_PASSWORD_HASH, value);
	else
		event_add_extra(event, VIEW("given_password"),
			secret_password(line->scene->site, event, value));
	return view_head(text, open);
}

/* Whether another database may still accept it. */
static bool is_final(spoor_view text)
{
	return !view_ends(text, VIEW(" - trying the next passdb")) &&
	       !view_ends(text, VIEW(" - trying the next userdb"));
}

/* Without client and session it is a recipient that lmtp asked for. */
static bool is_lookup(const struct spoor_event *event, const struct auth_row *row)
{
	return strcmp(row->reason, "unknown-user") == 0 &&
	       !event_has(event, FIELD_SOURCE_IP) && !event_has(event, FIELD_SESSION_ID);
}

static void set_failure(
	struct dovecot_line *line, const struct auth_row *row, spoor_view text)
{
	struct spoor_event *event = line->event;

	event_set_text(event, FIELD_EVENT_REASON, take_password(line, text));
	if (!row->reason) {
		event_set_action(event, ACTION_OTHER);
		return;
	}
	event_set_constant(event, FIELD_SPOOR_REASON, view_string(row->reason));
	if (is_lookup(event, row)) {
		event_set_action(event, ACTION_OTHER);
		return;
	}
	event_set_action(event, ACTION_LOGIN);
	event_set_text(event, FIELD_EVENT_OUTCOME,
		is_final(text) ? VIEW("failure") : VIEW("unknown"));
	if (row->right_password)
		event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
}

bool dovecot_read_auth(struct dovecot_line *line)
{
	spoor_view text = line->text;
	const struct auth_row *row;
	spoor_view args;

	if (dovecot_starts(text, "pam_") && dovecot_read_pam(line))
		return true;
	skip_events(&text);
	if (scan_call(&text, &args, &row))
		dovecot_set_auth_args(line->event, args);
	else
		row = skip_db(&text);
	if (!row)
		return false;
	set_failure(line, row, text);
	return true;
}
