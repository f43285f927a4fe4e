/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_WEBLOG_H
#define FORMAT_WEBLOG_H

/*
 * What the formats of web servers share: one request, however its line is written, becomes an
 * event; which server wrote the log; the records of its error log that syslog carried.
 */

#include "format/format.h"

/* A request as logged, escapes undone; what the line does not say is empty. */
struct web_request {
	spoor_view client;    /* the peer's address or name, perhaps with its port */
	spoor_view forwarded; /* X-Forwarded-For */
	spoor_view user;
	spoor_view domain; /* the host asked, perhaps with its port */
	spoor_view method;
	spoor_view url; /* path and query, perhaps with scheme and host before them */
	spoor_view protocol; /* "HTTP/1.1" */
	spoor_view referrer;
	spoor_view agent;
	int status; /* 0: not stated */
};

/* An empty text, and a request of which nothing is known yet. */
#define WEB_EMPTY                                                                        \
	{                                                                                \
		"", 0                                                                    \
	}
#define WEB_NOTHING                                                                      \
	{                                                                                \
		WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY,        \
			WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, 0                               \
	}

enum web_server { WEB_UNKNOWN, WEB_APACHE, WEB_NGINX };

/* The server whose name stands last in a path; that of a syslog program. */
enum web_server web_server_of_path(spoor_view path);
enum web_server web_server_of_program(spoor_view ident);

/* Of a record in a file: the host, as the operator says, and the program, as the path does. */
void web_set_place(const struct scene *scene, struct spoor_event *event);

/* event.dataset of the server's access log. */
spoor_view web_access_dataset(enum web_server server);

/* Splits "METHOD URL PROTOCOL" or "METHOD URL" into the request. False: it is no request of
 * HTTP, nothing was set. */
bool web_split_request(spoor_view line, struct web_request *request);

/* The same of a request as an access log has it. One that is none of HTTP ("-" aside: a
 * connection that said nothing) goes to spoor.extra, with spoor.reason invalid-request. */
void web_read_request(
	struct spoor_event *event, spoor_view line, struct web_request *request);

/* Method, URL, host and version. The request's url becomes path and query alone. */
void web_set_url(
	const struct site *site, struct spoor_event *event, struct web_request *request);

/* All fields of a request, and what it means: an act of a webmail, a file of its pages (other),
 * or http-request. */
void web_set_request(const struct site *site, struct spoor_event *event,
	const struct web_request *request);

/* http.request.referrer, secrets masked. */
void web_set_referrer(
	const struct site *site, struct spoor_event *event, spoor_view referrer);

/* Drops how an envelope's year and zone were known: the record has a time of its own. */
void web_forget_time(struct spoor_event *event);

/* event.duration of seconds with their fraction; false, and nothing set: it is no such text. */
bool web_set_duration(struct spoor_event *event, spoor_view seconds);

/* "HOST:PORT" or "[HOST]:PORT": cuts the port off, empty when there is none. A bare IPv6 address
 * has no port. */
spoor_view web_cut_port(spoor_view *host);

/* The text "-", as servers write what is absent, as an empty one. */
static inline spoor_view web_no_dash(spoor_view text)
{
	return text.len == 1 && text.ptr[0] == '-' ? view_of("", 0) : text;
}

/* One record of each log, where the envelope, if there is any, is read already: `access` of a
 * plain access log, `json` of one in JSON, the others of error logs. False: it is none, nothing
 * was set. */
bool access_read(struct scene *scene, enum web_server server, spoor_view record,
	struct spoor_event *event);
bool access_json_read(struct scene *scene, enum web_server server, spoor_view record,
	struct spoor_event *event);
bool apache_error_read(struct scene *scene, spoor_view record, struct spoor_event *event);
bool nginx_error_read(struct scene *scene, spoor_view record, struct spoor_event *event);

#endif
