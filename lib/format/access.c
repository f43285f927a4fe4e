/* SPDX-License-Identifier: ISC */
/*
 * Access logs of Apache (common, combined, Debian's vhost_combined) and nginx (combined and what
 * sites add behind it).
 *
 *	192.0.2.7 - - [29/Dec/2025:08:50:12 +0100] "GET / HTTP/1.1" 200 5858 "-" "Mozilla/5.0"
 *	mail.example.org:443 192.0.2.7 - alice [29/Dec/2025:08:50:12 +0100] "GET / HTTP/1.1" 200 5858
 *
 * What is in quotes is the client's; both servers escape quotes in it, so the first quote without
 * a backslash ends it. Before the time only the user's name and X-Forwarded-For are the
 * client's: neither can hold `] "`, so the first time that this follows is the true one.
 *
 * Deviations we accept: the host name for the address, a list from X-Forwarded-For in its place
 * or in quotes behind the agent, a virtual host in front with or without port, a missing ident or
 * user, an ISO time in the brackets, names with blanks, servers that do not escape quotes (then a
 * status must follow the request's last one), a cut agent. Behind the agent `rt=` and
 * `request_time=` are the duration; other `key=value` go to spoor.extra, the rest to `tail`.
 */
#include "base/decode.h"
#include "base/scan.h"
#include "format/access_front.h"
#include "format/roundcube.h"
#include "format/table.h"

/* The parts of a line that every such log has, still escaped. */
struct access_line {
	spoor_view front; /* all before the time */
	struct stamp stamp;
	spoor_view request;
	spoor_view status; /* digits, empty for "-" */
	spoor_view bytes;
	spoor_view tail; /* all behind them */
};

/* "[TIME] "", with the time as %t or ISO 8601. */
static bool scan_time(spoor_view *cursor, struct stamp *stamp_r)
{
	spoor_view rest = view_skip(*cursor, 1);

	if (!stamp_scan_access(&rest, stamp_r) && !stamp_scan_iso(&rest, stamp_r))
		return false;
	if (!scan_literal(&rest, VIEW("] \"")))
		return false;
	*cursor = rest;
	return true;
}

/* The cursor ends behind the quote that opens the request. */
static bool scan_front(spoor_view *cursor, struct access_line *line)
{
	const char *start = cursor->ptr;
	spoor_view rest = *cursor;

	for (;;) {
		size_t at = view_find(rest, '[');

		if (at == rest.len)
			return false;
		rest = view_skip(rest, at);
		if (rest.ptr > start + 1 && rest.ptr[-1] == ' ') {
			line->front = view_of(start, (size_t)(rest.ptr - start) - 1);
			if (scan_time(&rest, &line->stamp))
				break;
		}
		rest = view_skip(rest, 1);
	}
	*cursor = rest;
	return true;
}

/* An odd number of backslashes before `at` makes a quote there a part of the text. */
static bool is_escaped(spoor_view text, size_t at)
{
	size_t count = 0;

	while (count < at && text.ptr[at - count - 1] == '\\')
		count++;
	return count % 2 == 1;
}

/* Three digits or "-", then a blank or the end. */
static bool scan_status(spoor_view *cursor, spoor_view *status_r)
{
	spoor_view rest = *cursor;
	spoor_view word;

	if (!scan_word(&rest, &word))
		return false;
	if (!view_eq(word, VIEW("-")) &&
		(word.len != 3 || !is_digit(word.ptr[0]) || !is_digit(word.ptr[1]) ||
			!is_digit(word.ptr[2])))
		return false;
	*status_r = web_no_dash(word);
	*cursor = rest;
	return true;
}

/* The request ends at the first quote that is not escaped and has a status behind it. */
static bool scan_request(spoor_view *cursor, struct access_line *line)
{
	size_t at = view_find(*cursor, '"');

	while (at < cursor->len) {
		spoor_view rest = view_skip(*cursor, at + 1);

		if (!is_escaped(*cursor, at) && scan_char(&rest, ' ') &&
			scan_status(&rest, &line->status)) {
			line->request = view_head(*cursor, at);
			*cursor = rest;
			return true;
		}
		at += 1 + view_find(view_skip(*cursor, at + 1), '"');
	}
	return false;
}

static bool is_number(spoor_view word)
{
	int64_t number;

	return view_number(word, &number);
}

static bool split_line(spoor_view record, struct access_line *line)
{
	spoor_view rest = record;
	spoor_view word;

	if (!scan_front(&rest, line) || !scan_request(&rest, line))
		return false;
	line->tail = rest;
	line->bytes = view_of("", 0);
	if (scan_word(&rest, &word) && (is_number(word) || view_eq(word, VIEW("-")))) {
		line->bytes = web_no_dash(word);
		line->tail = rest;
	}
	return true;
}

static int bid(spoor_view line)
{
	struct web_request request = WEB_NOTHING;
	struct access_line parts;

	return split_line(line, &parts) && access_front_read(parts.front, &request) ? 80
										    : 0;
}

/* The text in quotes at the front, up to a quote that a blank or the end follows; what was cut
 * has none. */
static spoor_view scan_quoted(spoor_view *cursor)
{
	spoor_view text = view_skip(*cursor, 1);
	size_t at = view_find(text, '"');

	while (at < text.len &&
		(is_escaped(text, at) || (at + 1 < text.len && text.ptr[at + 1] != ' ')))
		at += 1 + view_find(view_skip(text, at + 1), '"');
	*cursor = view_skip(text, at < text.len ? at + 1 : at);
	scan_char(cursor, ' ');
	return view_head(text, at);
}

/* "rt=0.004", "uct="0.001"": the cursor moves behind it. */
static bool take_pair(spoor_view *cursor, struct spoor_event *event)
{
	size_t equals = view_find(*cursor, '=');
	spoor_view key = view_head(*cursor, equals);
	spoor_view rest;
	spoor_view value;

	if (equals == 0 || equals == cursor->len || equals > 40)
		return false;
	for (size_t i = 0; i < key.len; i++)
		if (!is_alpha(key.ptr[i]) && !is_digit(key.ptr[i]) && key.ptr[i] != '_')
			return false;
	rest = view_skip(*cursor, equals + 1);
	value = rest.len && rest.ptr[0] == '"' ? scan_quoted(&rest)
					       : view_split(&rest, ' ');
	*cursor = rest;
	value = web_no_dash(value);
	if ((view_eq(key, VIEW("rt")) || view_eq(key, VIEW("request_time"))) &&
		web_set_duration(event, value))
		return true;
	if (value.len)
		event_add_extra(event, key, value);
	return true;
}

/* What a site adds behind the agent. */
static void take_tail(
	spoor_view rest, struct web_request *request, struct spoor_event *event)
{
	enum { MOST = 16 };

	for (int i = 0; rest.len && i < MOST; i++) {
		spoor_view ahead = rest;
		spoor_view text =
			ahead.ptr[0] == '"' ? scan_quoted(&ahead) : view_of("", 0);

		if (ahead.ptr != rest.ptr && view_eq(text, VIEW("-"))) {
			rest = ahead;
		} else if (ahead.ptr != rest.ptr && !request->forwarded.len &&
			   access_is_chain(text)) {
			request->forwarded = text;
			rest = ahead;
		} else if (!take_pair(&rest, event)) {
			break;
		}
	}
	if (rest.len)
		event_add_extra(event, VIEW("tail"), rest);
}

/* ["REFERER" "AGENT"]; of one text in quotes alone, what it looks like. */
static void take_quoted(
	spoor_view rest, struct web_request *request, struct spoor_event *event)
{
	spoor_view text;

	if (rest.len && rest.ptr[0] != '"' && view_holds(rest, VIEW(" \""))) {
		size_t at = view_search(rest, VIEW(" \""));

		event_add_extra(event, VIEW("between"), view_head(rest, at));
		rest = view_skip(rest, at + 1);
	}
	if (rest.len && rest.ptr[0] == '"') {
		spoor_view first = rest;

		text = decode_backslash(event->arena, scan_quoted(&rest));
		if (rest.len == 0 && access_is_chain(text)) {
			take_tail(first, request, event);
			return;
		}
		if (rest.len == 0 && !view_eq(text, VIEW("-")) &&
			!view_holds(text, VIEW("://"))) {
			request->agent = text;
			return;
		}
		request->referrer = text;
		if (rest.len && rest.ptr[0] == '"')
			request->agent =
				decode_backslash(event->arena, scan_quoted(&rest));
	}
	take_tail(rest, request, event);
}

/* Debian's Apache logs with %O, the bytes with the head of the answer, in all its formats with an
 * agent; nginx and the common format without (%b). The line does not tell: of Apache's logs and
 * lines with a virtual host in front it is taken for %O. */
static enum field bytes_field(enum web_server server, const struct web_request *request)
{
	return server == WEB_APACHE || (server == WEB_UNKNOWN && request->domain.len)
		       ? FIELD_HTTP_RESPONSE_BYTES
		       : FIELD_HTTP_RESPONSE_BODY_BYTES;
}

static int status_of(spoor_view digits)
{
	int status = 0;

	return scan_digits(&digits, 3, &status) ? status : 0;
}

bool access_read(struct scene *scene, enum web_server server, spoor_view record,
	struct spoor_event *event)
{
	struct web_request request = WEB_NOTHING;
	struct access_line line;

	if (!split_line(record, &line))
		return false;
	if (!access_front_read_any(record, line.front, &request))
		return false;
	web_forget_time(event);
	scene_set_stamp(scene, event, &line.stamp);
	event_set_dataset(event, web_access_dataset(server));
	request.status = status_of(line.status);
	request.user = decode_backslash(event->arena, request.user);
	event_set_digits(event, FIELD_DESTINATION_PORT, web_cut_port(&request.domain));
	event_set_digits(event, bytes_field(server, &request), line.bytes);
	web_read_request(event, decode_backslash(event->arena, line.request), &request);
	take_quoted(line.tail, &request, event);
	request.forwarded = decode_backslash(event->arena, request.forwarded);
	web_set_request(scene->site, event, &request);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (!access_read(scene, web_server_of_path(scene->path), record, event))
		return false;
	web_set_place(scene, event);
	return true;
}

static const void *claims(spoor_view ident)
{
	static const enum web_server servers[] = {
		[WEB_APACHE] = WEB_APACHE, [WEB_NGINX] = WEB_NGINX};
	enum web_server server = web_server_of_program(ident);

	return server == WEB_UNKNOWN ? NULL : &servers[server];
}

/* The text of a web server's line in syslog is a record of its access or of its error log. */
static void payload(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event)
{
	enum web_server server = *(const enum web_server *)envelope->claim;
	spoor_view text = envelope->text;

	if (access_read(scene, server, text, event) ||
		access_json_read(scene, server, text, event))
		return;
	if (server == WEB_NGINX ? nginx_error_read(scene, text, event)
				: apache_error_read(scene, text, event))
		return;
	if (roundcube_read_stray(scene, text, event))
		return;
	event_set_dataset(
		event, server == WEB_NGINX ? VIEW("nginx.error") : VIEW("apache.error"));
	format_unknown_message(event);
}

const struct format format_access = {
	.info = {.name = "access",
		.about =
			"access logs of Apache and nginx: common, combined, with virtual hosts",
		.sample =
			"192.0.2.7 - - [29/Dec/2025:08:50:12 +0100] \"GET /?_task=mail HTTP/1.1\" "
			"200 5858 \"-\" \"Mozilla/5.0\""},
	.bid = bid,
	.parse = parse,
	.claims = claims,
	.retimes = true,
	.payload = payload,
};
