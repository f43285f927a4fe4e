/* SPDX-License-Identifier: ISC */
/*
 * What a front end says of the sessions that it hands on, and IMAP IDs, by which it tells the
 * back end for whom it speaks:
 *
 *	proxy(alice,192.0.2.3:993): Started proxying to <mail> (0.164 secs): ELEMENTS
 *	proxy(alice,192.0.2.3:993): Disconnected by client (0s idle, in=233, out=716): ELEMENTS
 *	proxy(alice,192.0.2.3:993): Login failed: [AUTHENTICATIONFAILED] …: ELEMENTS
 *
 * 2.2 has "proxy(alice): started proxying to 192.0.2.3:993: …" and "proxy(alice):
 * disconnecting 192.0.2.7 (Disconnected by client)".
 */
#include "dovecot.h"

#include "base/scan.h"
#include "format/secret.h"

/* The back end: "<mail> (0.164 secs)", "mail (…)", "remote host (…)", "192.0.2.3:993". */
static void set_backend(struct spoor_event *event, spoor_view args, spoor_view text)
{
	size_t comma = view_find_last(args, ',');
	spoor_view host = view_head(text, view_search(text, VIEW(" (")));

	if (comma < args.len)
		event_add_extra(event, VIEW("proxy"), view_skip(args, comma + 1));
	else
		event_add_extra(event, VIEW("proxy"), host);
	if (view_starts(host, VIEW("<")))
		event_add_extra(event, VIEW("proxy_host"), view_unwrap(host, '<', '>'));
}

static bool read_start(struct spoor_event *event, spoor_view args, spoor_view text)
{
	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, true);
	set_backend(event, args, text);
	return true;
}

/* A number behind a word: "in=233". */
static void set_count(
	struct spoor_event *event, enum field field, spoor_view text, spoor_view word)
{
	size_t at = view_search(text, word);
	int64_t number;

	if (at == text.len)
		return;
	text = view_skip(text, at + word.len);
	if (scan_number(&text, &number))
		event_set_number(event, field, number);
}

static bool read_end(struct spoor_event *event, spoor_view args, spoor_view text)
{
	event_set_action(event, ACTION_LOGOUT);
	event_set_text(event, FIELD_EVENT_REASON, text);
	set_count(event, FIELD_SOURCE_BYTES, text, VIEW("in="));
	set_count(event, FIELD_DESTINATION_BYTES, text, VIEW("out="));
	if (view_has(args, ','))
		set_backend(event, args, view_of("", 0));
	return true;
}

/* "disconnecting 192.0.2.7 (Disconnected by client)". */
static bool read_old_end(struct spoor_event *event, spoor_view args, spoor_view text)
{
	spoor_view rest = text;
	spoor_view address;

	scan_literal(&rest, VIEW("disconnecting "));
	if (scan_word(&rest, &address) && !event_has(event, FIELD_SOURCE_IP))
		event_set_address(event, FIELD_SOURCE_IP, address);
	return read_end(event, args, text);
}

/* What the back end answered. */
static bool read_failure(struct spoor_event *event, spoor_view args, spoor_view text)
{
	bool wrong = view_holds(text, VIEW("[AUTHENTICATIONFAILED]")) ||
		     view_holds(text, VIEW("Authentication failed")) ||
		     view_holds(text, VIEW("[AUTH]"));

	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, false);
	event_set_text(event, FIELD_EVENT_REASON, text);
	event_set_text(
		event, FIELD_SPOOR_REASON, wrong ? VIEW("bad-password") : VIEW("other"));
	if (view_has(args, ','))
		set_backend(event, args, view_of("", 0));
	return true;
}

struct proxy_row {
	const char *head;
	bool whole; /* the reader wants the head too */
	bool (*read)(struct spoor_event *event, spoor_view args, spoor_view text);
};

/* clang-format off */
static const struct proxy_row rows[] = {
	{"Started proxying to ", false, read_start},
	{"started proxying to ", false, read_start},
	{"Disconnected by ",     true,  read_end},
	{"disconnecting ",       true,  read_old_end},
	{"Login failed",         true,  read_failure},
};
/* clang-format on */

bool dovecot_read_proxy(struct dovecot_line *line, spoor_view rest)
{
	spoor_view args;
	size_t at;

	if (!scan_until_text(&rest, VIEW("): "), &args))
		return false;
	at = dovecot_find_elements(rest, false);
	if (at < rest.len)
		dovecot_read_elements(line->event, view_skip(rest, at + 2));
	else
		dovecot_set_user(line->event, view_head(args, view_find_last(args, ',')));
	rest = view_head(rest, at);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(rest, rows[i].head))
			return rows[i].read(line->event, args,
				rows[i].whole ? rest
					      : view_skip(rest, strlen(rows[i].head)));
	return false;
}

/* "KEY=VALUE" of an ID whose pairs are joined by ", "; empty: it has none. */
static spoor_view id_value(spoor_view id, spoor_view key)
{
	size_t at = view_search(id, key);

	if (at == id.len || (at && id.ptr[at - 1] != ' '))
		return view_of("", 0);
	id = view_skip(id, at + key.len);
	return view_head(id, view_find(id, ','));
}

/* Roundcube's own URL: the last pair, and a URL may hold commas. */
static spoor_view id_command(spoor_view id)
{
	size_t at = view_search(id, VIEW("command="));

	if (at == id.len || (at && id.ptr[at - 1] != ' '))
		return view_of("", 0);
	id = view_skip(id, at + strlen("command="));
	return view_head(id, view_search(id, VIEW(", x-")));
}

/* What the client says of itself: up to what a proxy or Roundcube adds. */
static spoor_view client_part(spoor_view id)
{
	if (view_starts(id, VIEW("x-")) || view_starts(id, VIEW("command=")))
		return view_of("", 0);
	id = view_head(id, view_search(id, VIEW(", x-")));
	return view_head(id, view_search(id, VIEW(", command=")));
}

/* What a proxy says beside the address: its own ports and session. */
static void keep_proxy_part(struct spoor_event *event, spoor_view id)
{
	spoor_view session = event_text(event, FIELD_SESSION_ID);
	size_t at = view_starts(id, VIEW("x-")) ? 0 : view_search(id, VIEW(", x-"));

	id = view_skip(id, at);
	while (id.len) {
		spoor_view value = view_split(&id, ',');
		spoor_view key = view_trim(view_split(&value, '='));

		if (view_starts(key, VIEW("x-")) && value.len &&
			!view_eq(value, session) &&
			!view_eq(key, VIEW("x-originating-ip")))
			event_add_extra(event, key, value);
	}
}

void dovecot_read_id(const struct site *site, struct spoor_event *event, spoor_view id)
{
	spoor_view command = id_command(id);

	event_set_action(event, ACTION_CONNECT);
	event_set_text(event, FIELD_CLIENT_ID, secret_mask(site, event, client_part(id)));
	event_set_text(event, FIELD_URL_ORIGINAL, secret_mask(site, event, command));
	keep_proxy_part(event, id);
	site_set_webmail_client(site, event, id_value(id, VIEW("x-originating-ip=")));
}
