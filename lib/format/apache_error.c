/* SPDX-License-Identifier: ISC */
/*
 * Apache's error log, 2.0 … 2.4, as a file or in syslog (then without the time).
 *
 *	[Mon Dec 29 08:50:12 2025] [error] [client 192.0.2.7] user alice not found: /admin
 *	[Mon Dec 29 08:50:12.377642 2025] [auth_basic:error] [pid 7:tid 9] [client 192.0.2.7:4711] AH01618: user alice not found: /admin
 *
 * The head is the server's, so it is read from the front and `[client …]` counts only there: in
 * the message it is a client's. A user's name (RFC 7617) holds no colon: the first mark with one
 * ends it. The Referer is last, and anything. Messages are known by their text, with or without
 * the AH number that 2.4 puts before it; below "warning" a numbered one without a row is `other`.
 */
#include "base/decode.h"
#include "base/scan.h"
#include "format/apache_head.h"
#include "format/errorlog.h"
#include "format/secret.h"
#include "format/table.h"
#include "format/weblog.h"

static void set_url(struct spoor_event *event, spoor_view url)
{
	event_set_text(event, FIELD_URL_ORIGINAL, url);
}

static void set_login(struct spoor_event *event, spoor_view user, const char *method)
{
	event_set_text(event, FIELD_USER_NAME, user);
	event_set_text(event, FIELD_AUTH_METHOD, view_string(method));
	event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
}

/* What follows a user's name: why it was refused, and what is behind it. */
static const struct user_mark {
	const char *text;
	const char *reason;
	const char *method; /* NULL: the line does not tell */
	bool right_password;
	char close; /* ends the URL behind the mark; NUL: the end of the text */
} user_marks[] = {
	{" not found: ", "unknown-user", "basic", false, '\0'},
	{": authentication failure for \"", "bad-password", "basic", false, '"'},
	{": password mismatch: ", "bad-password", "digest", false, '\0'},
	{": authorization failure for \"", "policy", NULL, true, '"'},
};

/* The mark that comes first. */
static const struct user_mark *find_mark(spoor_view text, size_t *at_r)
{
	const struct user_mark *best = NULL;

	*at_r = text.len;
	for (size_t i = 0; i < COUNT(user_marks); i++) {
		size_t at = view_search(
			view_head(text, *at_r), view_string(user_marks[i].text));

		if (at < *at_r) {
			best = &user_marks[i];
			*at_r = at;
		}
	}
	return best;
}

/* "user alice not found", without a URL. */
static bool take_bare_user(struct spoor_event *event, spoor_view rest)
{
	spoor_view end = VIEW(" not found");

	if (!view_ends(rest, end))
		return false;
	set_login(event, view_head(rest, rest.len - end.len), "basic");
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("unknown-user"));
	return true;
}

/* "user alice not found: /admin": behind "user ". */
static bool take_user(struct spoor_event *event, spoor_view rest)
{
	size_t at;
	const struct user_mark *mark = find_mark(rest, &at);
	spoor_view url;

	if (!mark)
		return take_bare_user(event, rest);
	set_login(event, view_head(rest, at), mark->method);
	event_set_text(event, FIELD_SPOOR_REASON, view_string(mark->reason));
	if (mark->right_password)
		event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
	url = view_skip(rest, at + strlen(mark->text));
	set_url(event, mark->close ? view_head(url, view_find(url, mark->close)) : url);
	return true;
}

/* "alice to access /x failed, reason: …": behind "Authorization of user ". The account is a real
 * one: its password was right. */
static bool take_authorization(struct spoor_event *event, spoor_view rest)
{
	spoor_view user;

	if (!scan_until_text(&rest, VIEW(" to access "), &user))
		return false;
	set_login(event, user, NULL);
	event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
	set_url(event, view_head(rest, view_search(rest, VIEW(" failed, reason: "))));
	return true;
}

/* "`alice' in realm `private' not found: /digest": behind "user ". */
static bool take_realm_user(struct spoor_event *event, spoor_view rest)
{
	spoor_view user;

	if (!scan_char(&rest, '`') ||
		!scan_until_text(&rest, VIEW("' in realm `"), &user))
		return false;
	set_login(event, user, "digest");
	return true;
}

/* "/x failed, reason: user 'alice' does not meet 'require'ments …": behind "access to ". */
static bool take_access(struct spoor_event *event, spoor_view rest)
{
	spoor_view url;
	spoor_view user = view_of("", 0);

	if (!scan_until_text(&rest, VIEW(" failed, reason: "), &url))
		return false;
	if (scan_literal(&rest, VIEW("user ")))
		user = view_unwrap(view_head(rest, view_find(rest, ' ')), '\'', '\'');
	set_login(event, user, NULL);
	event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
	set_url(event, url);
	return true;
}

static bool take_scheme(struct spoor_event *event, spoor_view url)
{
	set_login(event, view_of("", 0), NULL);
	set_url(event, url);
	return true;
}

static bool take_digest(struct spoor_event *event, spoor_view rest)
{
	(void)rest;
	set_login(event, view_of("", 0), "digest");
	return true;
}

static bool take_command(struct spoor_event *event, spoor_view rest)
{
	event_set_text(event, FIELD_PROCESS_COMMAND_LINE, view_unwrap(rest, '\'', '\''));
	return true;
}

/* clang-format off */
static const struct error_row rows[] = {
	{"user ",                                 "' in realm `",       ACTION_LOGIN,         "failure", "unknown-user",    take_realm_user},
	{"user ",                                 NULL,                 ACTION_LOGIN,         "failure", NULL,              take_user},
	{"Authorization of user ",                " failed, reason: ",  ACTION_LOGIN,         "failure", "policy",          take_authorization},
	{"access to ",                            " failed, reason: ",  ACTION_LOGIN,         "failure", "policy",          take_access},
	{"client used wrong authentication scheme: ", NULL,             ACTION_LOGIN,         "failure", "invalid-request", take_scheme},
	{"invalid nonce ",                        NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"invalid nonce-count ",                  NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"invalid qop `",                         NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"unknown algorithm `",                   NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"realm mismatch - got `",                NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"uri mismatch - <",                      NULL,                 ACTION_LOGIN,         "failure", "invalid-request", take_digest},
	{"missing user, realm, nonce, uri, digest", NULL,               ACTION_LOGIN,         "failure", "no-credentials",  take_digest},
	{"client denied by server configuration: ", NULL,               ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"access to ",                            " denied",            ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"File does not exist: ",                 NULL,                 ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"script '",                              "' not found or unable to stat", ACTION_HTTP_REQUEST, "failure", NULL,     NULL},
	{"script not found or unable to stat: ",  NULL,                 ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"Directory index forbidden by ",         NULL,                 ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"Cannot serve directory ",               NULL,                 ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"Attempt to serve directory: ",          NULL,                 ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"attempt to invoke directory as script: ", NULL,               ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"Symbolic link not allowed or link target not accessible: ", NULL, ACTION_HTTP_REQUEST, "failure", "policy",       NULL},
	{"Cannot map ",                           " to file",           ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"invalid URI path (",                    NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"Invalid URI in request ",               NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"Invalid method in request ",            NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"Unescaped URL path matched ProxyPass",  NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"Client sent malformed Host header",     NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"client sent HTTP/1.1 request without hostname", NULL,         ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"client sent invalid HTTP",              NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"request failed: ",                      NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"Hostname ",                             " provided via SNI",  ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"No hostname was provided via SNI",      NULL,                 ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"ModSecurity: Access denied ",           NULL,                 ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"ModSecurity: Warning",                  NULL,                 ACTION_HTTP_REQUEST,  NULL,      NULL,              NULL},
	{"ModSecurity",                           NULL,                 ACTION_OTHER,         NULL,      NULL,              NULL},
	{"SSL handshake stopped: ",               NULL,                 ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL handshake interrupted by system",   NULL,                 ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL handshake failed",                  NULL,                 ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL library error ",                    " in handshake",      ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL Library Error: ",                   NULL,                 ACTION_SERVICE_ERROR, NULL,      "tls-failure",     NULL},
	{"Apache",                                "configured",         ACTION_SERVICE_START, "success", NULL,              NULL},
	{"Graceful restart requested, doing ",    NULL,                 ACTION_SERVICE_START, "success", NULL,              NULL},
	{"SIGUSR1 received.  Doing graceful restart", NULL,             ACTION_SERVICE_START, "success", NULL,              NULL},
	{"SIGHUP received.  Attempting to restart", NULL,               ACTION_SERVICE_START, "success", NULL,              NULL},
	{"caught SIGTERM, shutting down",         NULL,                 ACTION_SERVICE_STOP,  "success", NULL,              NULL},
	{"caught SIGWINCH, shutting down gracefully", NULL,             ACTION_SERVICE_STOP,  "success", NULL,              NULL},
	{"child pid ",                            " exit signal ",      ACTION_SERVICE_ERROR, NULL,      NULL,              NULL},
	{"PHP ",                                  ": ",                 ACTION_SERVICE_ERROR, NULL,      NULL,              NULL},
	{"Command line: ",                        NULL,                 ACTION_OTHER,         NULL,      NULL,              take_command},
	{"suEXEC mechanism enabled ",             NULL,                 ACTION_OTHER,         NULL,      NULL,              NULL},
	{"Digest: generating secret for digest authentication", NULL,   ACTION_OTHER,         NULL,      NULL,              NULL},
	{"Digest: done",                          NULL,                 ACTION_OTHER,         NULL,      NULL,              NULL},
};
/* clang-format on */

static int bid(spoor_view line)
{
	struct apache_head head;

	if (line.len == 0 || line.ptr[0] != '[' || !apache_head_read(line, &head))
		return 0;
	return head.timed ? 75 : 40;
}

/* 2.4 writes IPv6 addresses and their ports as 2001:db8::1:4711, so only the place of the port
 * tells it from the address. */
static void set_client(struct spoor_event *event, spoor_view client, bool ported)
{
	size_t colon = view_find_last(client, ':');
	spoor_view host = view_head(client, colon);
	struct addr addr;
	int64_t port;

	if (ported && colon < client.len &&
		view_number(view_skip(client, colon + 1), &port) && port < 65536 &&
		addr_parse(host, &addr)) {
		event_set_number(event, FIELD_SOURCE_PORT, port);
		client = host;
	}
	if (!event_set_address(event, FIELD_SOURCE_IP, client))
		event_set_text(event, FIELD_SOURCE_DOMAIN, client);
}

static void set_head(
	struct scene *scene, struct spoor_event *event, const struct apache_head *head)
{
	if (head->timed) {
		web_forget_time(event);
		scene_set_stamp(scene, event, &head->stamp);
	}
	event_set_dataset(event, VIEW("apache.error"));
	event_set_text(event, FIELD_LOG_LEVEL, head->level);
	event_set_digits(event, FIELD_PROCESS_PID, head->pid);
	event_set_text(event, FIELD_EVENT_CODE, head->code);
	event_set_text(event, FIELD_EVENT_REASON, head->status);
	if (head->module.len)
		event_add_extra(event, VIEW("module"), head->module);
	if (!view_eq(head->tid, head->pid) && head->tid.len)
		event_add_extra(event, VIEW("tid"), head->tid);
	if (head->source.len)
		event_add_extra(event, VIEW("source"), head->source);
	if (head->client.len)
		set_client(event, head->client, head->ported);
}

/* PHP's own messages and what its scripts write go to the log of the module that runs them. */
static bool is_script(spoor_view module)
{
	return view_starts(module, VIEW("php")) || view_starts(module, VIEW("cgi"));
}

static bool apply_rows(struct spoor_event *event, spoor_view message)
{
	if (error_rows_apply(rows, COUNT(rows), event, message))
		return true;
	return scan_literal(&message, VIEW("Digest: ")) && /* 2.2 */
	       error_rows_apply(rows, COUNT(rows), event, message);
}

static void set_act(
	struct spoor_event *event, const struct apache_head *head, spoor_view message)
{
	if (apply_rows(event, message)) {
		if (event->action == ACTION_HTTP_REQUEST)
			event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
	} else if (error_level_is_trouble(head->level) || is_script(head->module)) {
		event_set_action(event, ACTION_SERVICE_ERROR);
	} else if (head->code.len) {
		event_set_action(event, ACTION_OTHER);
	} else {
		format_unknown_message(event);
	}
}

bool apache_error_read(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct apache_head head;
	spoor_view message;
	size_t end;

	if (!apache_head_read(record, &head))
		return false;
	set_head(scene, event, &head);
	end = view_search(head.message, VIEW(", referer: "));
	message = decode_backslash(event->arena, view_head(head.message, end));
	if (end < head.message.len)
		web_set_referrer(scene->site, event,
			decode_backslash(
				event->arena, view_skip(head.message, end + 11)));
	event_set_text(
		event, FIELD_ERROR_MESSAGE, secret_mask(scene->site, event, message));
	set_act(event, &head, message);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (!apache_error_read(scene, record, event))
		return false;
	web_set_place(scene, event);
	return true;
}

const struct format format_apache_error = {
	.info = {.name = "apache_error",
		.about = "Apache's error log, 2.0 to 2.4",
		.sample =
			"[Mon Dec 29 08:50:12.377642 2025] [auth_basic:error] [pid 7:tid 9] "
			"[client 192.0.2.7:4711] AH01618: user alice not found: /admin"},
	.bid = bid,
	.parse = parse,
};
