/* SPDX-License-Identifier: ISC */
/*
 * nginx's error log: the web server's and the mail proxy's.
 *
 *	2025/12/29 08:50:12 [error] 7#7: *42 user "alice": password mismatch, client: 192.0.2.7, server: mail.example.org, request: "GET /admin HTTP/1.1", host: "mail.example.org"
 *	2025/12/29 08:50:12 [info] 7#7: *43 client logged in, client: 192.0.2.7, server: 0.0.0.0:993, login: "alice@example.org", upstream: 198.51.100.5:143
 *
 * nginx escapes nothing here: what ends the message is told in nginx_context.h. Addresses that
 * other places of the line claim go to spoor.extra.
 *
 * Deviations we accept: a colon for the '#'; the head of journalctl's or syslog's line before
 * the time ("host nginx[7]: "), even twice; records of several lines (PHP's stack traces, as
 * FastCGI hands them on).
 */
#include "base/scan.h"
#include "format/errorlog.h"
#include "format/nginx_context.h"
#include "format/secret.h"
#include "format/table.h"

/* What stands before the message. */
struct head {
	struct stamp stamp;
	spoor_view level;
	spoor_view pid;
	spoor_view tid;
	spoor_view connection;
	spoor_view rest; /* message and context */
};

/* "bob": password mismatch", behind "user "". */
static bool take_mismatch(struct spoor_event *event, spoor_view rest)
{
	spoor_view end = VIEW("\": password mismatch");

	if (!view_ends(rest, end))
		return false;
	event_set_text(event, FIELD_USER_NAME, view_head(rest, rest.len - end.len));
	event_set_constant(event, FIELD_AUTH_METHOD, VIEW("basic"));
	return true;
}

static bool take_not_found(struct spoor_event *event, spoor_view rest)
{
	size_t at = view_search_last(rest, VIEW(" was not found in \""));
	spoor_view user = view_head(rest, at);

	if (at == rest.len)
		return false;
	if (view_ends(user, VIEW(":")))
		user.len--;
	if (!view_ends(user, VIEW("\"")))
		return false;
	event_set_text(event, FIELD_USER_NAME, view_head(user, user.len - 1));
	event_set_constant(event, FIELD_AUTH_METHOD, VIEW("basic"));
	return true;
}

/* "alice' - not authenticated: Authentication failure", behind "PAM: user '". */
static bool take_pam(struct spoor_event *event, spoor_view rest)
{
	spoor_view user;

	if (!scan_until_last(&rest, VIEW("' - not authenticated: "), &user))
		return false;
	event_set_text(event, FIELD_USER_NAME, user);
	event_set_text(event, FIELD_EVENT_REASON, rest);
	event_set_constant(event, FIELD_AUTH_METHOD, VIEW("basic"));
	return true;
}

/* "Authentication credentials invalid" while in http auth state", behind "client login failed: "":
 * the words of the site's own authentication server. */
static bool take_mail_failure(struct spoor_event *event, spoor_view rest)
{
	spoor_view words;
	bool credentials;

	if (!scan_until_last(&rest, VIEW("\" while "), &words))
		return false;
	credentials = view_holds(words, VIEW("nvalid")) ||
		      view_holds(words, VIEW("redential")) ||
		      view_holds(words, VIEW("assword"));
	event_set_text(event, FIELD_EVENT_REASON, words);
	event_set_text(event, FIELD_SPOOR_REASON,
		view_eq(words, VIEW("AUTH not supported")) ? VIEW("policy")
		: credentials                              ? VIEW("bad-password")
							   : VIEW("other"));
	return true;
}

static void set_server(struct spoor_event *event, spoor_view server)
{
	spoor_view port = web_cut_port(&server);
	bool wildcard = view_eq(server, VIEW("0.0.0.0")) || view_eq(server, VIEW("[::]"));

	if (port.len && !wildcard)
		event_set_address(event, FIELD_DESTINATION_IP, server);
	event_set_digits(event, FIELD_DESTINATION_PORT, port);
}

/* "192.0.2.7:4711 connected to 0.0.0.0:25", behind "client ". */
static bool take_connected(struct spoor_event *event, spoor_view rest)
{
	spoor_view client;
	spoor_view port;

	if (!scan_until_text(&rest, VIEW(" connected to "), &client))
		return false;
	port = web_cut_port(&client);
	if (!event_set_address(event, FIELD_SOURCE_IP, client))
		return false;
	event_set_digits(event, FIELD_SOURCE_PORT, port);
	set_server(event, rest);
	return true;
}

/* clang-format off */
static const struct error_row rows[] = {
	{"user \"",                                 "\": password mismatch",  ACTION_LOGIN,         "failure", "bad-password",    take_mismatch},
	{"user \"",                                 " was not found in \"",   ACTION_LOGIN,         "failure", "unknown-user",    take_not_found},
	{"PAM: user '",                             NULL,                     ACTION_LOGIN,         "failure", "bad-password",    take_pam},
	{"no user/password was provided for basic authentication", NULL,      ACTION_HTTP_REQUEST,  "failure", "no-credentials",  NULL},
	{"client login failed: \"",                 NULL,                     ACTION_LOGIN,         "failure", "other",           take_mail_failure},
	{"upstream sent invalid response: \"",      "AUTHENTICATIONFAILED",   ACTION_LOGIN,         "failure", "bad-password",    NULL},
	{"client logged in",                        NULL,                     ACTION_LOGIN,         "success", NULL,              NULL},
	{"proxied session done",                    NULL,                     ACTION_LOGOUT,        "success", NULL,              NULL},
	{"client ",                                 " connected to ",         ACTION_CONNECT,       "success", NULL,              take_connected},
	{"client disconnected",                     NULL,                     ACTION_DISCONNECT,    "success", NULL,              NULL},
	{"upstream disconnected",                   NULL,                     ACTION_DISCONNECT,    "success", NULL,              NULL},
	{"client timed out ",                       NULL,                     ACTION_DISCONNECT,    NULL,      NULL,              NULL},
	{"proxy ",                                  " connected to ",         ACTION_OTHER,         NULL,      NULL,              NULL},
	{"open() \"",                               " failed (13: ",          ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"open() \"",                               " failed (",              ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"stat() \"",                               " failed (",              ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"opendir() \"",                            " failed (",              ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"\"",                                      "\" is not found (",      ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"\"",                                      "\" is forbidden (",      ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"\"",                                      "\" is not a directory",  ACTION_HTTP_REQUEST,  "failure", NULL,              NULL},
	{"directory index of \"",                   "\" is forbidden",        ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"access forbidden by rule",                NULL,                     ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"client sent invalid command: ",           NULL,                     ACTION_CONNECT,       "failure", "protocol-error",  NULL},
	{"client sent no required SSL certificate", NULL,                     ACTION_HTTP_REQUEST,  "failure", "no-credentials",  NULL},
	{"client SSL certificate verify error: ",   NULL,                     ACTION_HTTP_REQUEST,  "failure", "policy",          NULL},
	{"client sent ",                            NULL,                     ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"client intended to send too large ",      NULL,                     ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"invalid host in request header",          NULL,                     ACTION_HTTP_REQUEST,  "failure", "invalid-request", NULL},
	{"limiting requests, dry run",              NULL,                     ACTION_HTTP_REQUEST,  NULL,      "rate-limit",      NULL},
	{"limiting requests, ",                     NULL,                     ACTION_HTTP_REQUEST,  "failure", "rate-limit",      NULL},
	{"limiting connections ",                   NULL,                     ACTION_HTTP_REQUEST,  "failure", "rate-limit",      NULL},
	{"delaying request, ",                      NULL,                     ACTION_HTTP_REQUEST,  NULL,      "rate-limit",      NULL},
	{"SSL_do_handshake() failed (",             " to upstream",           ACTION_SERVICE_ERROR, NULL,      "tls-failure",     NULL},
	{"peer closed connection in SSL handshake", " to upstream",           ACTION_SERVICE_ERROR, NULL,      "tls-failure",     NULL},
	{"SSL_do_handshake() failed (",             NULL,                     ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"peer closed connection in SSL handshake", NULL,                     ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL_read() failed (",                     NULL,                     ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL_write() failed (",                    NULL,                     ACTION_CONNECT,       "failure", "tls-failure",     NULL},
	{"SSL_shutdown() failed (",                 NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"client ",                                 " closed keepalive connection", ACTION_OTHER,   NULL,      NULL,              NULL},
	{"client closed ",                          NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"client prematurely closed connection",    NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"epoll_wait() reported that client prematurely closed connection", NULL, ACTION_OTHER,     NULL,      NULL,              NULL},
	{"recv() failed (",                         " while waiting for request", ACTION_OTHER,     NULL,      NULL,              NULL},
	{"recv() failed (",                         " while reading client ", ACTION_OTHER,         NULL,      NULL,              NULL},
	{"a client request body is buffered ",      NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"an upstream response is buffered ",       NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"FastCGI sent in stderr: ",                NULL,                     ACTION_SERVICE_ERROR, NULL,      NULL,              NULL},
	{"start worker processes",                  NULL,                     ACTION_SERVICE_START, "success", NULL,              NULL},
	{"changing binary ",                        NULL,                     ACTION_SERVICE_START, "success", NULL,              NULL},
	{"signal ",                                 ", reconfiguring",        ACTION_SERVICE_START, "success", NULL,              NULL},
	{"signal ",                                 ", shutting down",        ACTION_SERVICE_STOP,  "success", NULL,              NULL},
	{"signal ",                                 ", exiting",              ACTION_SERVICE_STOP,  "success", NULL,              NULL},
	{"signal ",                                 ", reopening logs",       ACTION_LOG_NOTICE,    NULL,      NULL,              NULL},
	{"signal ",                                 " received",              ACTION_OTHER,         NULL,      NULL,              NULL},
	{"reopening logs",                          NULL,                     ACTION_LOG_NOTICE,    NULL,      NULL,              NULL},
	{"worker process ",                         " exited on signal ",     ACTION_SERVICE_ERROR, NULL,      NULL,              NULL},
	{"worker process ",                         " exited with code ",     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"cache manager process ",                  NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"cache loader process ",                   NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"start worker process ",                   NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"start cache ",                            NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"gracefully shutting down",                NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"reconfiguring",                           NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"exit",                                    NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"using the \"",                            "\" event method",        ACTION_OTHER,         NULL,      NULL,              NULL},
	{"using inherited sockets ",                NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"nginx/",                                  NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"built ",                                  NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"OS: ",                                    NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"getrlimit(RLIMIT_NOFILE)",                NULL,                     ACTION_OTHER,         NULL,      NULL,              NULL},
	{"",                                        " while in resolving client address", ACTION_OTHER, NULL,  NULL,              NULL},
};
/* clang-format on */

/* "HOST nginx[7]: ", "nginx: ": what syslog or journalctl put before the record. */
static void skip_syslog_heads(spoor_view *cursor)
{
	for (int i = 0; i < 2; i++) {
		spoor_view rest = *cursor;
		spoor_view skipped;

		if (!view_starts(rest, VIEW("nginx")) && !scan_word(&rest, &skipped))
			return;
		if (!scan_literal(&rest, VIEW("nginx")) ||
			(rest.len && rest.ptr[0] == '[' &&
				!scan_between(&rest, '[', ']', &skipped)) ||
			!scan_literal(&rest, VIEW(": ")))
			return;
		*cursor = rest;
	}
}

/* "7#7: *42 ": process, thread and connection. */
static bool scan_process(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (!scan_number(&rest, &number))
		return false;
	head->pid = view_of(cursor->ptr, (size_t)(rest.ptr - cursor->ptr));
	if (!scan_char(&rest, '#') && !scan_char(&rest, ':'))
		return false;
	head->tid = rest;
	if (!scan_number(&rest, &number))
		return false;
	head->tid.len = (size_t)(rest.ptr - head->tid.ptr);
	scan_char(&rest, ':');
	scan_char(&rest, ' ');
	if (scan_char(&rest, '*')) {
		head->connection = rest;
		if (!scan_number(&rest, &number))
			return false;
		head->connection.len = (size_t)(rest.ptr - head->connection.ptr);
		scan_char(&rest, ' ');
	}
	*cursor = rest;
	return true;
}

/* Tells most lines of others apart by a few bytes. */
static bool looks(spoor_view line)
{
	if (line.len < 5)
		return false;
	return is_digit(line.ptr[0])
		       ? line.ptr[4] == '/'
		       : line.ptr[0] == 'n' ||
				 view_starts(view_skip(line, view_find(line, ' ')),
					 VIEW(" nginx"));
}

static bool read_head(spoor_view record, struct head *head)
{
	spoor_view rest = record;
	spoor_view word;

	*head = (struct head){.connection = WEB_EMPTY};
	if (rest.len && !is_digit(rest.ptr[0]))
		skip_syslog_heads(&rest);
	if (!stamp_scan_slash(&rest, &head->stamp) || !scan_char(&rest, ' ') ||
		!scan_between(&rest, '[', ']', &word) || !scan_char(&rest, ' '))
		return false;
	head->level = error_level(word);
	if (head->level.len == 0 || !scan_process(&rest, head))
		return false;
	head->rest = rest;
	return true;
}

static int bid(spoor_view line)
{
	struct head head;

	return looks(line) && read_head(line, &head) ? 85 : 0;
}

static spoor_view protocol_of_port(int64_t port)
{
	static const struct {
		int port;
		const char *protocol;
	} ports[] = {{25, "smtp"}, {465, "smtp"}, {587, "smtp"}, {143, "imap"},
		{993, "imap"}, {110, "pop3"}, {995, "pop3"}, {4190, "managesieve"},
		{80, "http"}, {443, "http"}};

	for (size_t i = 0; i < COUNT(ports); i++)
		if (port == ports[i].port)
			return view_string(ports[i].protocol);
	return view_of("", 0);
}

/* By the request, our own port, or else that of the server behind us. */
static void set_protocol(struct spoor_event *event, const struct nginx_context *context)
{
	const union value *ours = event_get(event, FIELD_DESTINATION_PORT);
	spoor_view upstream = context->upstream;
	int64_t port;

	if (context->request.len)
		event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
	else if (ours && protocol_of_port(ours->number).len)
		event_set_text(
			event, FIELD_NETWORK_PROTOCOL, protocol_of_port(ours->number));
	else if (view_number(web_cut_port(&upstream), &port))
		event_set_text(event, FIELD_NETWORK_PROTOCOL, protocol_of_port(port));
}

/* What ties the lines of one connection together: of a mail client its session. */
static void set_connection(struct spoor_event *event, const struct nginx_context *context,
	spoor_view connection)
{
	if (context->request.len == 0)
		event_set_text(event, FIELD_SESSION_ID, connection);
	else if (connection.len)
		event_add_extra(event, VIEW("connection"), connection);
}

static void set_context(const struct site *site, struct spoor_event *event,
	const struct nginx_context *context)
{
	struct web_request request = WEB_NOTHING;

	request.domain = context->host;
	event_set_address(event, FIELD_SOURCE_IP, context->client);
	event_set_text(event, FIELD_USER_NAME, context->login);
	if (context->starttls)
		event_set_flag(event, FIELD_TLS_ESTABLISHED, true);
	set_server(event, context->server);
	if (request.domain.len == 0 && !view_has(context->server, ':') &&
		!view_eq(context->server, VIEW("_")))
		request.domain = context->server;
	web_read_request(event, context->request, &request);
	web_set_url(site, event, &request);
	web_set_referrer(site, event, context->referrer);
	if (context->upstream.len)
		event_add_extra(event, VIEW("upstream"), context->upstream);
	if (context->subrequest.len)
		event_add_extra(event, VIEW("subrequest"), context->subrequest);
	if (context->traffic.len)
		event_add_extra(event, VIEW("bytes"), context->traffic);
}

static void set_head(
	struct scene *scene, struct spoor_event *event, const struct head *head)
{
	/* A syslog line's own time with year and zone is better than ours without zone. */
	if (!event_has(event, FIELD_TIMESTAMP) || event_has(event, FIELD_TIME_YEAR) ||
		event_has(event, FIELD_TIME_ZONE)) {
		web_forget_time(event);
		scene_set_stamp(scene, event, &head->stamp);
	}
	event_set_dataset(event, VIEW("nginx.error"));
	event_set_text(event, FIELD_LOG_LEVEL, head->level);
	event_set_digits(event, FIELD_PROCESS_PID, head->pid);
	if (!view_eq(head->pid, head->tid) && !view_eq(head->tid, VIEW("0")))
		event_add_extra(event, VIEW("tid"), head->tid);
}

/* A mail proxy hands on clients that name no account (SMTP from outside), and files that the
 * server itself cannot open are its own trouble. */
static void correct_act(struct spoor_event *event, const struct nginx_context *context)
{
	spoor_view outcome = event_text(event, FIELD_EVENT_OUTCOME);

	if (event->action == ACTION_LOGIN && view_eq(outcome, VIEW("success")) &&
		context->login.len == 0) {
		event_set_action(event, ACTION_CONNECT);
	} else if (event->action == ACTION_LOGOUT && context->login.len == 0) {
		event_set_action(event, ACTION_DISCONNECT);
	} else if (event->action == ACTION_HTTP_REQUEST && context->client.len == 0 &&
		   error_level_is_trouble(event_text(event, FIELD_LOG_LEVEL))) {
		event_set_action(event, ACTION_SERVICE_ERROR);
		event_unset(event, FIELD_EVENT_OUTCOME);
		event_unset(event, FIELD_SPOOR_REASON);
	}
}

static void set_act(struct spoor_event *event, const struct head *head,
	const struct nginx_context *context, spoor_view message)
{
	if (error_rows_apply(rows, COUNT(rows), event, message))
		correct_act(event, context);
	else if (error_level_is_trouble(head->level))
		event_set_action(event, ACTION_SERVICE_ERROR);
	else
		format_unknown_message(event);
}

bool nginx_error_read(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct nginx_context context;
	struct head head;
	spoor_view message;
	spoor_view rest;

	if (!read_head(record, &head))
		return false;
	set_head(scene, event, &head);
	message = nginx_context_split(head.rest, &context, &rest);
	set_context(scene->site, event, &context);
	nginx_context_add_claims(event, head.rest, &context);
	if (rest.len)
		event_add_extra(
			event, VIEW("context"), secret_mask(scene->site, event, rest));
	set_connection(event, &context, head.connection);
	event_set_text(
		event, FIELD_ERROR_MESSAGE, secret_mask(scene->site, event, message));
	set_act(event, &head, &context, message);
	set_protocol(event, &context);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (!nginx_error_read(scene, record, event))
		return false;
	web_set_place(scene, event);
	return true;
}

/* What FastCGI wrote to stderr may have several lines, up to the quote that ends it. The first
 * line opens the quote within its first bytes; only the last line can close it. */
static bool continues(spoor_view record, spoor_view line)
{
	enum { MOST = 1024 };
	spoor_view first = view_head(record, record.len < MOST ? record.len : MOST);
	size_t feed = view_find_last(record, '\n');
	spoor_view last = feed < record.len ? view_skip(record, feed + 1) : record;
	struct head head;

	first = view_head(first, view_find(first, '\n'));
	return view_holds(first, VIEW("FastCGI sent in stderr: \"")) &&
	       !view_holds(last, VIEW("\" while reading ")) && !read_head(line, &head);
}

const struct format format_nginx_error = {
	.info = {.name = "nginx_error",
		.about = "nginx's error log, with its mail proxy",
		.sample =
			"2025/12/29 08:50:12 [error] 7#7: *42 user \"alice\": password mismatch, "
			"client: 192.0.2.7, server: mail.example.org, request: \"GET / HTTP/1.1\", "
			"host: \"mail.example.org\""},
	.bid = bid,
	.parse = parse,
	.continues = continues,
};
