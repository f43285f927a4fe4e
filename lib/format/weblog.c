/* SPDX-License-Identifier: ISC */
/*
 * A request as an event. Most requests of a mail server's web log are a webmail's: its table of
 * acts is asked first, then what is a file of some page, and the rest is `http-request`. The
 * fields of the request are the same in all three, so that a rule on a URL need not know which
 * it became.
 */
#include "weblog.h"

#include "base/addr.h"
#include "base/scan.h"
#include "format/urlmask.h"
#include "format/webacts.h"

/* The applications, in the order they are asked. */
static web_act *const applications[] = {exchange_act, roundcube_act};

enum web_server web_server_of_path(spoor_view path)
{
	for (size_t at = path.len; at-- > 0;) {
		spoor_view rest = view_skip(path, at);

		if (rest.ptr[0] == 'n' && view_starts(rest, VIEW("nginx")))
			return WEB_NGINX;
		if (rest.ptr[0] == 'a' && view_starts(rest, VIEW("apache")))
			return WEB_APACHE;
		if (rest.ptr[0] == 'h' && view_starts(rest, VIEW("httpd")))
			return WEB_APACHE;
	}
	return WEB_UNKNOWN;
}

enum web_server web_server_of_program(spoor_view ident)
{
	ident = view_head(ident, view_find(ident, '/'));
	if (view_eq(ident, VIEW("nginx")))
		return WEB_NGINX;
	if (view_eq(ident, VIEW("apache2")) || view_eq(ident, VIEW("httpd")) ||
		view_eq(ident, VIEW("apache")))
		return WEB_APACHE;
	return WEB_UNKNOWN;
}

/* The last part of the path that begins with the name of a server's program: "/var/log/apache2/…",
 * "nginx_access.log"; empty: there is none. */
static spoor_view program_of_path(spoor_view path)
{
	static const char *const programs[] = {"apache2", "httpd", "nginx"};
	spoor_view found = view_of("", 0);

	while (path.len) {
		spoor_view part = view_split(&path, '/');

		for (size_t i = 0; i < COUNT(programs); i++)
			if (view_starts(part, view_string(programs[i])))
				found = view_string(programs[i]);
	}
	return found;
}

void web_set_place(const struct scene *scene, struct spoor_event *event)
{
	event_set_text(event, FIELD_HOST_NAME, scene->host);
	if (!event_has(event, FIELD_PROCESS_NAME))
		event_set_constant(
			event, FIELD_PROCESS_NAME, program_of_path(scene->path));
}

spoor_view web_access_dataset(enum web_server server)
{
	switch (server) {
	case WEB_APACHE:
		return VIEW("apache.access");
	case WEB_NGINX:
		return VIEW("nginx.access");
	default:
		return VIEW("web.access");
	}
}

static bool is_method(spoor_view word)
{
	if (word.len == 0 || word.len > 24)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.ptr[i]) && word.ptr[i] != '_' && word.ptr[i] != '-')
			return false;
	return true;
}

/* A path, "*", a whole URL; of CONNECT a host. */
static bool is_target(spoor_view url, spoor_view method)
{
	return url.len &&
	       (url.ptr[0] == '/' || view_eq(url, VIEW("*")) ||
		       view_holds(url, VIEW("://")) || view_eq(method, VIEW("CONNECT")));
}

bool web_split_request(spoor_view line, struct web_request *request)
{
	spoor_view method;
	spoor_view protocol = view_of("", 0);
	size_t last;

	if (!scan_word(&line, &method) || !is_method(method))
		return false;
	last = view_find_last(line, ' ');
	if (last < line.len && view_starts(view_skip(line, last + 1), VIEW("HTTP/"))) {
		protocol = view_skip(line, last + 1);
		line = view_head(line, last);
	}
	if (protocol.len == 0 ? !is_target(line, method) : line.len == 0)
		return false;
	request->method = method;
	request->url = line;
	request->protocol = protocol;
	return true;
}

void web_read_request(
	struct spoor_event *event, spoor_view line, struct web_request *request)
{
	if (line.len == 0 || view_eq(line, VIEW("-")) || web_split_request(line, request))
		return;
	event_add_extra(event, VIEW("request"), line);
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("invalid-request"));
}

spoor_view web_cut_port(spoor_view *host)
{
	size_t colon = view_find_last(*host, ':');
	spoor_view port;

	if (colon == host->len)
		return view_of("", 0);
	port = view_skip(*host, colon + 1);
	for (size_t i = 0; i < port.len; i++)
		if (!is_digit(port.ptr[i]))
			return view_of("", 0);
	if (view_find(*host, ':') != colon && (colon == 0 || host->ptr[colon - 1] != ']'))
		return view_of("", 0);
	*host = view_head(*host, colon);
	return port;
}

static void set_domain(struct spoor_event *event, spoor_view host)
{
	web_cut_port(&host);
	event_set_text(event, FIELD_URL_DOMAIN, web_no_dash(view_unwrap(host, '[', ']')));
}

/* Of "http://user:pw@host:81/path?query" leaves "/path?query". The host is the one asked for: a
 * request to a proxy, or an attempt at one. */
static void take_host(struct spoor_event *event, struct web_request *request)
{
	spoor_view url = request->url;
	size_t colon = view_find(url, ':');
	spoor_view host;
	size_t end;
	size_t at;

	if (url.len == 0 || url.ptr[0] == '/' || url.ptr[0] == '*')
		return;
	if (view_eq(request->method, VIEW("CONNECT"))) {
		set_domain(event, url);
		return;
	}
	if (!view_starts(view_skip(url, colon), VIEW("://")))
		return;
	event_add_extra(event, VIEW("url_scheme"), view_head(url, colon));
	host = view_skip(url, colon + 3);
	for (end = 0; end < host.len && host.ptr[end] != '/' && host.ptr[end] != '?';
		end++)
		;
	request->url = view_skip(host, end);
	host = view_head(host, end);
	at = view_find_last(host, '@');
	set_domain(event, at < host.len ? view_skip(host, at + 1) : host);
}

void web_set_url(
	const struct site *site, struct spoor_event *event, struct web_request *request)
{
	if (request->domain.len)
		set_domain(event, request->domain);
	event_set_text(event, FIELD_HTTP_REQUEST_METHOD, request->method);
	take_host(event, request);
	event_set_text(event, FIELD_URL_ORIGINAL, urlmask(site, event, request->url));
	if (view_starts(request->protocol, VIEW("HTTP/")))
		event_set_text(
			event, FIELD_HTTP_VERSION, view_skip(request->protocol, 5));
}

void web_set_referrer(
	const struct site *site, struct spoor_event *event, spoor_view referrer)
{
	event_set_text(
		event, FIELD_HTTP_REFERRER, urlmask(site, event, web_no_dash(referrer)));
}

void web_forget_time(struct spoor_event *event)
{
	event_unset(event, FIELD_TIME_YEAR);
	event_unset(event, FIELD_TIME_ZONE);
	event_unset(event, FIELD_EVENT_TIMEZONE);
}

bool web_set_duration(struct spoor_event *event, spoor_view seconds)
{
	int64_t unit = STAMP_NANOS;
	spoor_view text;
	int64_t number;
	int64_t ns;

	if (!scan_decimal(&seconds, &text) || seconds.len ||
		!view_number(view_split(&text, '.'), &number) || number > 86400 * 366)
		return false;
	ns = number * STAMP_NANOS;
	for (; text.len && unit > 1; text = view_skip(text, 1)) {
		unit /= 10;
		ns += (text.ptr[0] - '0') * unit;
	}
	event_set_number(event, FIELD_EVENT_DURATION, ns);
	return true;
}

static void set_client(const struct site *site, struct spoor_event *event,
	const struct web_request *request)
{
	spoor_view client = web_no_dash(request->client);
	spoor_view port = web_cut_port(&client);

	site_set_client(site, event, client, request->forwarded);
	event_set_digits(event, FIELD_SOURCE_PORT, port);
	if (!event_has(event, FIELD_SOURCE_IP) && !view_eq(client, VIEW("unknown")))
		event_set_text(event, FIELD_SOURCE_DOMAIN, client);
}

/* Scripts, styles, pictures, fonts: what a browser fetches for a page by itself. */
static bool is_static_name(spoor_view path)
{
	static const char *const endings[] = {"css", "eot", "gif", "ico", "jpeg", "jpg",
		"js", "map", "png", "svg", "ttf", "webp", "woff", "woff2"};
	size_t dot = view_find_last(path, '.');
	spoor_view ending;

	if (dot == path.len || path.len - dot > 6)
		return false;
	ending = view_skip(path, dot + 1);
	for (size_t i = 0; i < COUNT(endings); i++)
		if (view_eq_nocase(ending, view_string(endings[i])))
			return true;
	return false;
}

/* No query, or the one by which pages ask for the present version of a file: "s=1716107245". */
static bool is_version(spoor_view query)
{
	if (query.len == 0)
		return true;
	if (!scan_literal(&query, VIEW("s=")) && !scan_literal(&query, VIEW("v=")))
		return false;
	for (size_t i = 0; i < query.len; i++)
		if (!is_alpha(query.ptr[i]) && !is_digit(query.ptr[i]) &&
			query.ptr[i] != '.')
			return false;
	return true;
}

/* A load balancer or the server itself asking whether the server answers. */
static bool is_health_probe(spoor_view path, spoor_view agent)
{
	static const char *const agents[] = {
		"ELB-HealthChecker/", "kube-probe/", "GoogleHC/"};

	if (path.len > 16)
		return false;
	for (size_t i = 0; i < COUNT(agents); i++)
		if (view_starts(agent, view_string(agents[i])))
			return true;
	return view_eq(path, VIEW("*")) &&
	       view_ends(agent, VIEW("(internal dummy connection)"));
}

/* Without bearing on security. What was refused never is. */
static bool is_noise(const struct web_request *request)
{
	spoor_view query = request->url;
	spoor_view path = view_split(&query, '?');

	if (request->status < 200 || request->status >= 400)
		return false;
	if (!view_eq(request->method, VIEW("GET")) &&
		!view_eq(request->method, VIEW("HEAD")) &&
		!view_eq(request->method, VIEW("OPTIONS")))
		return false;
	return (is_static_name(path) && is_version(query)) ||
	       (query.len == 0 && is_health_probe(path, request->agent));
}

static void set_act(const struct site *site, struct spoor_event *event,
	const struct web_request *request)
{
	for (size_t i = 0; i < COUNT(applications); i++)
		if (applications[i](site, event, request))
			return;
	event_set_action(event, is_noise(request) ? ACTION_OTHER : ACTION_HTTP_REQUEST);
}

void web_set_request(const struct site *site, struct spoor_event *event,
	const struct web_request *request)
{
	struct web_request plain = *request;

	event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
	set_client(site, event, request);
	event_set_text(event, FIELD_USER_NAME, web_no_dash(request->user));
	web_set_url(site, event, &plain);
	web_set_referrer(site, event, request->referrer);
	event_set_text(event, FIELD_USER_AGENT, web_no_dash(request->agent));
	if (request->status) {
		event_set_number(event, FIELD_HTTP_STATUS, request->status);
		event_set_outcome(event, request->status < 400);
	}
	set_act(site, event, &plain);
}
