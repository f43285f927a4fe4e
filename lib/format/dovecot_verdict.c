/* SPDX-License-Identifier: ISC */
/*
 * How a login attempt ended. 2.4 has a code for it behind the words ("(auth_failed)"), older
 * versions words alone ("(auth failed, 1 attempts in 2 secs)"), the oldest only a message
 * ("Aborted login"). An attempt that names no account or shows no password is a `connect`.
 */
#include "dovecot_verdict.h"

#include "base/scan.h"

#define LOGIN ACTION_LOGIN
#define CONNECT ACTION_CONNECT

/* clang-format off */
static const struct dovecot_verdict codes[] = {
	{"auth_failed",                 LOGIN,   "failure", "bad-password",    false},
	{"no_auth_attempts",            CONNECT, "failure", "no-attempt",      false},
	{"auth_aborted_by_client",      CONNECT, "failure", "no-credentials",  false},
	{"auth_waiting_client",         CONNECT, "failure", "no-credentials",  false},
	{"auth_process_not_ready",      CONNECT, "failure", "other",           false},
	{"auth_process_comm_fail",      LOGIN,   "failure", "other",           false},
	{"auth_nologin_referral",       LOGIN,   "failure", "policy",          true},
	{"connection_limit",            LOGIN,   "failure", "rate-limit",      true},
	{"process_full",                CONNECT, "failure", "rate-limit",      false},
	{"shutting_down",               CONNECT, "failure", "other",           false},
	{"tls_handshake_not_finished",  CONNECT, "failure", "tls-failure",     false},
	{"client_ssl_not_started",      CONNECT, "failure", "tls-required",    false},
	{"client_ssl_cert_missing",     CONNECT, "failure", "no-credentials",  false},
	{"client_ssl_cert_untrusted",   CONNECT, "failure", "tls-failure",     false},
	{"proxy_dest_auth_failed",      LOGIN,   "failure", "bad-password",    false},
	{"proxy_dest_connection_limit", LOGIN,   "failure", "rate-limit",      false},
	{"proxy_dest_",                 LOGIN,   "failure", "other",           false},
	{"login_disabled",              LOGIN,   "failure", "disabled",        true},
	{"user_disabled",               LOGIN,   "failure", "disabled",        true},
	{"pass_expired",                LOGIN,   "failure", "expired",         true},
	{"authz_failed",                LOGIN,   "failure", "policy",          true},
	{"temp_fail",                   LOGIN,   "failure", "other",           false},
	{"anonymous_denied",            LOGIN,   "failure", "policy",          false},
	{"invalid_base64",              CONNECT, "failure", "invalid-request", false},
	{"mech_invalid",                CONNECT, "failure", "invalid-request", false},
	{"mech_ssl_required",           CONNECT, "failure", "tls-required",    false},
	{"internal_failure",            LOGIN,   "failure", "other",           false},
};

static const struct dovecot_verdict details[] = {
	{"auth failed",                          LOGIN,   "failure", "bad-password",    false},
	{"no auth attempts",                     CONNECT, "failure", "no-attempt",      false},
	{"tried to use dis",                     CONNECT, "failure", "tls-required",    false},
	{"tried to use unsupported auth",        CONNECT, "failure", "invalid-request", false},
	{"disconnected before auth was ready",   CONNECT, "failure", "other",           false},
	{"disconnected before greeting",         CONNECT, "failure", "no-attempt",      false},
	{"disconnected during TLS handshake",    CONNECT, "failure", "tls-failure",     false},
	{"client didn't finish SASL auth",       CONNECT, "failure", "no-credentials",  false},
	{"disconnected while authenticating",    LOGIN,   "unknown", "other",           false},
	{"disconnected while finishing login",   LOGIN,   "unknown", "other",           false},
	{"aborted authentication",               CONNECT, "failure", "no-credentials",  false},
	{"auth process communication failure",   LOGIN,   "failure", "other",           false},
	{"auth service reported temporary",      LOGIN,   "failure", "other",           false},
	{"proxy dest auth failed",               LOGIN,   "failure", "bad-password",    false},
	{"internal failure",                     LOGIN,   "failure", "disabled",        true},
	{"login disabled",                       LOGIN,   "failure", "disabled",        true},
	{"user disabled",                        LOGIN,   "failure", "disabled",        true},
	{"password expired",                     LOGIN,   "failure", "expired",         true},
	{"authorization failed",                 LOGIN,   "failure", "policy",          true},
	{"anonymous logins disabled",            LOGIN,   "failure", "policy",          false},
	{"mail_max_userip_connections=",         LOGIN,   "failure", "rate-limit",      true},
	{"sent invalid base64",                  CONNECT, "failure", "invalid-request", false},
	{"cert required",                        CONNECT, "failure", "tls-required",    false},
	{"client didn't start TLS",              CONNECT, "failure", "tls-required",    false},
	{"client didn't send a cert",            CONNECT, "failure", "no-credentials",  false},
	{"client sent an invalid cert",          CONNECT, "failure", "tls-failure",     false},
	{"client_limit and process_limit",       CONNECT, "failure", "rate-limit",      false},
};

/* What the message itself says is the cause, whatever stands in brackets. */
static const struct dovecot_verdict causes[] = {
	{"Maximum number of connections",        LOGIN,   "failure", "rate-limit",      true},
	{"Disconnected: Maximum number of conn", LOGIN,   "failure", "rate-limit",      true},
	{"Disconnected: Connection queue full",  CONNECT, "failure", "rate-limit",      false},
	{"Disconnected: TLS initialization",     CONNECT, "failure", "tls-failure",     false},
	{"Internal login failure",               LOGIN,   "failure", "other",           true},
};

static const struct dovecot_verdict messages[] = {
	{"Disconnected",                         CONNECT, "failure", "other",           false},
	{"Aborted login",                        CONNECT, "failure", "other",           false},
	{"Login aborted",                        CONNECT, "failure", "other",           false},
	{"Client has quit the connection",       CONNECT, "failure", "other",           false},
	{"Remote closed connection",             CONNECT, "failure", "other",           false},
	{"Shutting down",                        CONNECT, "failure", "other",           false},
	{"Invalid certificate",                  CONNECT, "failure", "tls-failure",     false},
	{"Valid certificate",                    CONNECT, "success", "",                false},
	{"SSL",                                  CONNECT, "failure", "tls-failure",     false},
};

/* Behind "Login failed: " and "Authenticate MECHANISM failed: ". */
static const struct dovecot_verdict refusals[] = {
	{"Plaintext auth",                       CONNECT, "failure", "tls-required",    false},
	{"Cleartext auth",                       CONNECT, "failure", "tls-required",    false},
	{"SSL required",                         CONNECT, "failure", "tls-required",    false},
	{"TLS required",                         CONNECT, "failure", "tls-required",    false},
	{"Unsupported auth",                     CONNECT, "failure", "invalid-request", false},
	{"",                                     LOGIN,   "failure", "other",           false},
};
/* clang-format on */

static const struct dovecot_verdict *find(
	const struct dovecot_verdict *rows, size_t count, spoor_view text)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].text[0] == '\0' || dovecot_starts(text, rows[i].text))
			return &rows[i];
	return NULL;
}

const struct dovecot_verdict *dovecot_verdict_of_code(spoor_view code)
{
	return find(codes, COUNT(codes), code);
}

/* 1.1 had "N authentication attempts". */
const struct dovecot_verdict *dovecot_verdict_of_detail(spoor_view detail)
{
	if (view_ends(detail, VIEW(" authentication attempts")))
		return &details[0];
	return find(details, COUNT(details), detail);
}

const struct dovecot_verdict *dovecot_verdict_of_cause(spoor_view message)
{
	return find(causes, COUNT(causes), message);
}

const struct dovecot_verdict *dovecot_verdict_of_message(spoor_view message)
{
	spoor_view refusal = message;
	spoor_view mechanism;

	if (scan_literal(&refusal, VIEW("Login failed: ")) ||
		(scan_literal(&refusal, VIEW("Authenticate ")) &&
			scan_word(&refusal, &mechanism) &&
			scan_literal(&refusal, VIEW("failed: "))))
		return find(refusals, COUNT(refusals), refusal);
	return find(messages, COUNT(messages), message);
}

void dovecot_set_verdict(struct spoor_event *event, const struct dovecot_verdict *verdict)
{
	event_set_action(event, verdict->action);
	event_set_constant(event, FIELD_EVENT_OUTCOME, view_string(verdict->outcome));
	event_set_constant(event, FIELD_SPOOR_REASON, view_string(verdict->reason));
	if (verdict->right_password)
		event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
}
