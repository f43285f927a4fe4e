/* SPDX-License-Identifier: ISC */
/*
 * Logins: the log userlogins, what log_bug says of a login that IMAP refused, and the lines of
 * old versions and the fail2ban plugin.
 *
 *	Successful login for bob (ID: 6) from 192.0.2.1 in session 0lsbgpvvshg6ora3
 *	Failed login for bob from 192.0.2.1 (X-Real-IP: 198.51.100.7,X-Forwarded-For: …) in
 *		session 0lsbgpvvshg6ora3 (error: 0)
 *	IMAP Error: Login failed for bob against localhost from 192.0.2.1. AUTHENTICATE PLAIN:
 *		Authentication failed. in /usr/…/rcube_imap.php on line 211 (POST /?_task=login…)
 *
 * The user's name is what somebody typed and the headers are what somebody sent: all is read
 * from the ends that Roundcube writes.
 */
#include "base/addr.h"
#include "base/scan.h"
#include "format/roundcube.h"

/* ------------------------------------------------------------------ the client */

static bool is_address_char(char c)
{
	return hex_value(c) >= 0 || c == ':' || c == '.';
}

/* An address at the front; a point that ends a sentence is not of it. */
static bool scan_address(spoor_view *cursor, spoor_view *address_r)
{
	struct addr addr;
	size_t len = 0;

	while (len < cursor->len && len < ADDR_TEXT_MAX &&
		is_address_char(cursor->ptr[len]))
		len++;
	if (len && cursor->ptr[len - 1] == '.')
		len--;
	*address_r = view_head(*cursor, len);
	if (!addr_parse(*address_r, &addr))
		return false;
	*cursor = view_skip(*cursor, len);
	return true;
}

/* "(X-" behind an address, with a blank before it or, in old versions, without. */
static bool scan_headers_start(spoor_view *cursor)
{
	spoor_view rest = *cursor;

	scan_char(&rest, ' ');
	if (!view_starts(rest, VIEW("(X-")))
		return false;
	*cursor = view_skip(rest, 1);
	return true;
}

/* "CLIENT", all of the text. */
static bool read_client(spoor_view text, struct roundcube_client *client_r)
{
	client_r->headers = view_of("", 0);
	if (!scan_address(&text, &client_r->address))
		return false;
	if (text.len == 0)
		return true;
	if (!scan_headers_start(&text) || text.ptr[text.len - 1] != ')')
		return false;
	client_r->headers = view_head(text, text.len - 1);
	return true;
}

/* A later reading takes the place of one that fits as well: their addresses may differ. */
static void take_later(
	struct roundcube_client *client, const struct roundcube_client *later)
{
	spoor_view earlier = client->address;

	*client = *later;
	client->rival = view_eq(earlier, later->address) ? view_of("", 0) : earlier;
}

/* The last " from CLIENT" counts: a name may hold " from 192.0.2.9". That X-Forwarded-For holds
 * as much cannot be told from it, and is said. */
bool roundcube_scan_client(
	spoor_view text, spoor_view *who_r, struct roundcube_client *client_r)
{
	spoor_view rest = text;
	spoor_view before;
	bool found = false;

	*client_r = (struct roundcube_client){.address = view_of("", 0),
		.headers = view_of("", 0),
		.rival = view_of("", 0)};
	while (scan_until_text(&rest, VIEW(" from "), &before)) {
		struct roundcube_client client = {.rival = view_of("", 0)};

		if (!read_client(rest, &client))
			continue;
		take_later(client_r, &client);
		*who_r =
			view_head(text, (size_t)(rest.ptr - text.ptr) - strlen(" from "));
		found = true;
	}
	return found;
}

void roundcube_set_client(const struct scene *scene,
	const struct roundcube_client *client, struct spoor_event *event)
{
	spoor_view rest = client->headers;
	spoor_view real = view_of("", 0);
	spoor_view forwarded = view_of("", 0);

	if (scan_literal(&rest, VIEW("X-Real-IP: ")) &&
		!scan_until_text(&rest, VIEW(",X-Forwarded-For: "), &real))
		real = rest;
	else if (real.len || scan_literal(&rest, VIEW("X-Forwarded-For: ")))
		forwarded = rest;
	site_set_client(
		scene->site, event, client->address, forwarded.len ? forwarded : real);
	if (real.len)
		event_add_extra(event, VIEW("x_real_ip"), real);
	if (client->rival.len)
		event_add_extra(event, VIEW("rival_client"), client->rival);
}

void roundcube_take_user_id(spoor_view *who, struct spoor_event *event)
{
	size_t open = view_search_last(*who, VIEW(" ("));
	spoor_view rest;
	int64_t id;

	if (open == who->len)
		return;
	rest = view_skip(*who, open + 2);
	if (!scan_literal(&rest, VIEW("ID: ")) && !scan_literal(&rest, VIEW("id ")))
		return;
	if (!view_ends(rest, VIEW(")")) ||
		!view_number(view_head(rest, rest.len - 1), &id))
		return;
	event_set_text(event, FIELD_USER_ID, view_head(rest, rest.len - 1));
	*who = view_head(*who, open);
}

/* ------------------------------------------------------------------ userlogins */

static void set_login(struct spoor_event *event, bool success)
{
	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, success);
	event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("http"));
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
}

static bool is_session_id(spoor_view id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!is_alpha(id.ptr[i]) && !is_digit(id.ptr[i]) &&
			!memchr(",-", id.ptr[i], 2))
			return false;
	return id.len != 0;
}

/* " in session ID" at the end, which is more than the head has of it. */
static void take_session(spoor_view *text, struct spoor_event *event)
{
	size_t at = view_search_last(*text, VIEW(" in session "));
	spoor_view id;

	if (at == text->len)
		return;
	id = view_skip(*text, at + strlen(" in session "));
	if (!is_session_id(id))
		return;
	*text = view_head(*text, at);
	if (!view_eq(id, VIEW("no-session")) &&
		!view_starts(event_text(event, FIELD_SESSION_ID), id))
		event_set_text(event, FIELD_SESSION_ID, id);
}

/* " (error: N)" at the end. */
static bool take_error(spoor_view *text, spoor_view *code_r)
{
	size_t at = view_search_last(*text, VIEW(" (error: "));
	spoor_view code;
	spoor_view digits;
	int64_t number;

	if (at == text->len || !view_ends(*text, VIEW(")")))
		return false;
	code = view_skip(*text, at + strlen(" (error: "));
	code = view_head(code, code.len - 1);
	digits = code;
	scan_char(&digits, '-');
	if (!view_number(digits, &number))
		return false;
	*code_r = code;
	*text = view_head(*text, at);
	return true;
}

static spoor_view reason_of_code(spoor_view code)
{
	static const struct {
		const char *code;
		const char *reason;
	} reasons[] = {
		{"0", "bad-password"},
		{"-2", "other"}, /* no storage */
		{"1", "invalid-request"},
		{"2", "other"},          /* no such host */
		{"3", "no-credentials"}, /* no cookies */
		{"4", "rate-limit"},
	};

	for (size_t i = 0; i < COUNT(reasons); i++)
		if (view_eq(code, view_string(reasons[i].code)))
			return view_string(reasons[i].reason);
	return VIEW("other");
}

static bool read_success(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	struct roundcube_client client;
	spoor_view who;

	take_session(&text, event);
	if (!roundcube_scan_client(text, &who, &client))
		return false;
	set_login(event, true);
	roundcube_take_user_id(&who, event);
	event_set_text(event, FIELD_USER_NAME, who);
	roundcube_set_client(scene, &client, event);
	return true;
}

static bool read_failure(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	struct roundcube_client client;
	spoor_view who;
	spoor_view code = view_of("", 0);

	take_error(&text, &code);
	take_session(&text, event);
	if (!roundcube_scan_client(text, &who, &client))
		return false;
	set_login(event, false);
	if (code.len)
		event_set_text(event, FIELD_SPOOR_REASON, reason_of_code(code));
	event_set_text(event, FIELD_EVENT_CODE, code);
	event_set_text(event, FIELD_USER_NAME, who);
	roundcube_set_client(scene, &client, event);
	return true;
}

/* A name with a line break: the record ends with what Roundcube writes. */
static bool failure_is_open(spoor_view record, spoor_view line)
{
	(void)line;
	return !view_ends(record, VIEW(")"));
}

/* ------------------------------------------------------------------ refused by IMAP */

/* What Roundcube's IMAP client says itself before the server's words. */
static const struct refusal {
	spoor_view start;
	const char *reason;
} refusals[] = {
	{ROUNDCUBE_START("AUTHENTICATE "), "bad-password"},
	{ROUNDCUBE_START("LOGIN: "), "bad-password"},
	{ROUNDCUBE_START("Login disabled by IMAP server"), "tls-required"},
	{ROUNDCUBE_START("Unable to negotiate TLS"), "tls-failure"},
	{ROUNDCUBE_START("Could not connect to "), "other"},
	{ROUNDCUBE_START("Empty startup greeting"), "other"},
	{ROUNDCUBE_START("Configuration error. "), "other"},
	{ROUNDCUBE_START("GSSAPI authentication failed"), "other"},
	{ROUNDCUBE_START("Connection closed unexpectedly"), "other"},
};

static const struct refusal *find_refusal(spoor_view text)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (view_starts(text, refusals[i].start))
			return &refusals[i];
	return NULL;
}

/* A way to read "WHO from CLIENT[. WORDS]", and how much speaks for it. */
struct reading {
	enum { NOT_ONE, WITH_WORDS, AT_THE_END, WITH_OUR_WORDS } rank;
	struct roundcube_client client;
	spoor_view who;
	spoor_view words;
};

/* Reads what stands behind " from ". `close` is the last place where headers were seen to end,
 * so that the text is searched only once. */
static struct reading read_tail(spoor_view rest, const char **close)
{
	struct reading reading = {.words = view_of("", 0)};
	const char *end = rest.ptr + rest.len;

	reading.client.headers = reading.client.rival = view_of("", 0);
	if (!scan_address(&rest, &reading.client.address))
		return reading;
	if (scan_headers_start(&rest)) {
		if (*close < rest.ptr)
			*close = rest.ptr + view_search(rest, VIEW("). "));
		if (*close == end && end[-1] != ')')
			return reading;
		reading.client.headers = view_head(rest, (size_t)(*close - rest.ptr));
		if (*close == end)
			reading.client.headers.len--;
		rest = *close == end ? view_of(end, 0)
				     : view_skip(rest, reading.client.headers.len + 1);
	}
	if (rest.len == 0 || view_eq(rest, VIEW("."))) {
		reading.rank = AT_THE_END;
	} else if (scan_literal(&rest, VIEW(". "))) {
		reading.rank = find_refusal(rest) ? WITH_OUR_WORDS : WITH_WORDS;
		reading.words = rest;
	}
	return reading;
}

/*
 * Both the name and the server's words may hold what the other readings look like. Behind the
 * true address stands what Roundcube itself says ("AUTHENTICATE PLAIN: "), or nothing; the last
 * one of the best rank counts.
 */
static struct reading read_refusal(spoor_view text)
{
	struct reading best = {.words = view_of("", 0)};
	const char *close = text.ptr;
	spoor_view rest = text;
	spoor_view before;

	best.client.address = view_of("", 0);
	while (scan_until_text(&rest, VIEW(" from "), &before)) {
		struct reading reading = read_tail(rest, &close);

		if (reading.rank == NOT_ONE || reading.rank < best.rank)
			continue;
		if (reading.rank > best.rank)
			best.client.address = view_of("", 0);
		take_later(&best.client, &reading.client);
		best.rank = reading.rank;
		best.words = reading.words;
		best.who =
			view_head(text, (size_t)(rest.ptr - text.ptr) - strlen(" from "));
	}
	return best;
}

/* "WHO against HOST", since 1.4; HOST has no blank. */
static spoor_view take_host(spoor_view who, struct spoor_event *event)
{
	size_t at = view_search_last(who, VIEW(" against "));
	spoor_view host;
	size_t scheme;

	if (at == who.len)
		return who;
	host = view_skip(who, at + strlen(" against "));
	if (host.len == 0 || view_has(host, ' '))
		return who;
	scheme = view_search(host, VIEW("://"));
	if (scheme < host.len)
		host = view_skip(host, scheme + 3);
	if (!event_set_address(event, FIELD_DESTINATION_IP, host))
		event_set_text(event, FIELD_DESTINATION_DOMAIN, host);
	return view_head(who, at);
}

/* The mechanism and the server's words. */
static void set_refusal(spoor_view words, struct spoor_event *event)
{
	const struct refusal *refusal = find_refusal(words);
	spoor_view rest = words;
	spoor_view mechanism = VIEW("LOGIN");

	event_set_text(event, FIELD_SPOOR_REASON,
		refusal ? view_string(refusal->reason) : VIEW("other"));
	if (scan_literal(&rest, VIEW("LOGIN: ")) ||
		(scan_literal(&rest, VIEW("AUTHENTICATE ")) &&
			scan_until_text(&rest, VIEW(": "), &mechanism))) {
		event_set_text(event, FIELD_AUTH_METHOD, mechanism);
		words = rest;
	}
	event_set_text(event, FIELD_EVENT_REASON, view_trim(words));
}

static bool read_imap_refusal(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	struct reading reading;

	roundcube_take_request(scene, &text, event);
	roundcube_take_origin(&text, event);
	reading = read_refusal(text);
	if (reading.rank == NOT_ONE)
		return false;
	set_login(event, false);
	event_set_text(event, FIELD_USER_NAME, take_host(reading.who, event));
	roundcube_set_client(scene, &reading.client, event);
	if (reading.words.len)
		set_refusal(reading.words, event);
	return true;
}

/* 0.2: "Authentication for USER failed (LOGIN): "a001 NO …" (POST …)". */
static bool read_old_refusal(
	struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view who;
	spoor_view mechanism;

	roundcube_take_request(scene, &text, event);
	if (!scan_until_last(&text, VIEW(" failed ("), &who) ||
		!scan_until_text(&text, VIEW("): "), &mechanism))
		return false;
	set_login(event, false);
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("bad-password"));
	event_set_text(event, FIELD_EVENT_REASON, view_unwrap(view_trim(text), '"', '"'));
	event_set_text(event, FIELD_AUTH_METHOD, mechanism);
	event_set_text(event, FIELD_USER_NAME, who);
	return true;
}

/* clang-format off */
static const struct roundcube_kind kinds[] = {
	{ROUNDCUBE_START("Successful login for "),             NULL, "roundcube.userlogins", read_success, NULL, false},
	{ROUNDCUBE_START("Failed login for "),                 NULL, "roundcube.userlogins", read_failure, failure_is_open, false},
	{ROUNDCUBE_START("FAILED login for "),                 NULL, "roundcube.userlogins", read_failure, NULL, false},
	{ROUNDCUBE_START("IMAP Error: Login failed for "),     NULL, "roundcube.errors", read_imap_refusal, roundcube_error_is_open, false},
	{ROUNDCUBE_START("IMAP Error: Authentication for "),   NULL, "roundcube.errors", read_old_refusal, roundcube_error_is_open, false},
};
/* clang-format on */

const struct roundcube_kinds roundcube_login_kinds = {kinds, COUNT(kinds)};
