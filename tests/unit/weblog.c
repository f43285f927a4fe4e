/* SPDX-License-Identifier: ISC */
#include "format/weblog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void expect_view(spoor_view got, const char *want)
{
	assert_int_equal(got.len, strlen(want));
	assert_memory_equal(got.ptr, want, got.len);
}

static void ports_are_cut_off(void **state)
{
	static const struct {
		const char *in;
		const char *host;
		const char *port;
	} cases[] = {
		{"www.example.org:443", "www.example.org", "443"},
		{"www.example.org", "www.example.org", ""},
		{"192.0.2.7:80", "192.0.2.7", "80"},
		{"[2001:db8::7]:80", "[2001:db8::7]", "80"},
		{"2001:db8::7", "2001:db8::7", ""},
		{"::1", "::1", ""},
		{"unix:", "unix", ""},
		{"www.example.org:http", "www.example.org:http", ""},
		{"", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		spoor_view host = view_string(cases[i].in);
		spoor_view port = web_cut_port(&host);

		expect_view(host, cases[i].host);
		expect_view(port, cases[i].port);
	}
}

static void request_lines_are_split(void **state)
{
	static const struct {
		const char *in;
		const char *method; /* NULL: it is no request */
		const char *url;
		const char *protocol;
	} cases[] = {
		{"GET / HTTP/1.1", "GET", "/", "HTTP/1.1"},
		{"GET /", "GET", "/", ""},
		{"GET /a b HTTP/1.0", "GET", "/a b", "HTTP/1.0"},
		{"OPTIONS * HTTP/1.0", "OPTIONS", "*", "HTTP/1.0"},
		{"CONNECT mx.example.com:25 HTTP/1.0", "CONNECT", "mx.example.com:25",
			"HTTP/1.0"},
		{"PROPFIND http://h/x", "PROPFIND", "http://h/x", ""},
		{"VERSION-CONTROL /x HTTP/1.1", "VERSION-CONTROL", "/x", "HTTP/1.1"},
		{"GET", NULL, NULL, NULL},
		{"GET  HTTP/1.1", NULL, NULL, NULL},
		{"t3 12.2.1", NULL, NULL, NULL},
		{"\x16\x03\x01", NULL, NULL, NULL},
		{"-", NULL, NULL, NULL},
		{"", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct web_request request = WEB_NOTHING;
		bool split = web_split_request(view_string(cases[i].in), &request);

		assert_int_equal(split, cases[i].method != NULL);
		if (!split)
			continue;
		expect_view(request.method, cases[i].method);
		expect_view(request.url, cases[i].url);
		expect_view(request.protocol, cases[i].protocol);
	}
}

static void servers_are_known_by_their_names(void **state)
{
	static const struct {
		const char *path;
		enum web_server want;
	} paths[] = {
		{"/var/log/apache2/access.log", WEB_APACHE},
		{"/var/log/httpd/access_log", WEB_APACHE},
		{"/var/log/nginx/access.log", WEB_NGINX},
		{"/srv/apache-backup/nginx/access.log.2.gz", WEB_NGINX},
		{"nginx-to-apache.log", WEB_APACHE},
		{"access.log", WEB_UNKNOWN},
		{"", WEB_UNKNOWN},
	};
	static const struct {
		const char *ident;
		enum web_server want;
	} programs[] = {
		{"nginx", WEB_NGINX},
		{"apache2", WEB_APACHE},
		{"httpd", WEB_APACHE},
		{"httpd/backend1", WEB_APACHE},
		{"nginxd", WEB_UNKNOWN},
		{"", WEB_UNKNOWN},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(paths); i++)
		assert_int_equal(
			web_server_of_path(view_string(paths[i].path)), paths[i].want);
	for (size_t i = 0; i < COUNT(programs); i++)
		assert_int_equal(web_server_of_program(view_string(programs[i].ident)),
			programs[i].want);
}

static void seconds_are_durations(void **state)
{
	static const struct {
		const char *in;
		int64_t want; /* -1: none */
	} cases[] = {
		{"0.123", 123000000},
		{"2", 2000000000},
		{"0.1234567899", 123456789},
		{"-", -1},
		{"", -1},
		{"1.5s", -1},
		{"99999999999", -1},
	};
	struct arena arena;
	struct spoor_event event;

	(void)state;
	arena_init(&arena, 1 << 16);
	for (size_t i = 0; i < COUNT(cases); i++) {
		event_clear(&event, &arena);
		assert_int_equal(web_set_duration(&event, view_string(cases[i].in)),
			cases[i].want >= 0);
		if (cases[i].want >= 0)
			assert_int_equal(event_get(&event, FIELD_EVENT_DURATION)->number,
				cases[i].want);
	}
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ports_are_cut_off),
		cmocka_unit_test(request_lines_are_split),
		cmocka_unit_test(servers_are_known_by_their_names),
		cmocka_unit_test(seconds_are_durations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
