/* SPDX-License-Identifier: ISC */
/* Queue ids, peers, addresses and replies. */
#include "postfix_scan.h"

#include "base/scan.h"
#include "format/secret.h"

enum { SHORTEST_ID = 6, SHORTEST_LONG_ID = 10, LONGEST_ID = 32, LONGEST_PORT = 5 };

/* What a byte may be part of. */
enum { IN_SHORT = 1, IN_LONG = 2 };

static int id_kinds(char c)
{
	if (is_digit(c))
		return IN_SHORT | IN_LONG;
	if (c == 'A' || c == 'E')
		return IN_SHORT;
	if (!is_alpha(c) || memchr("IOUaeiou", c, 8))
		return 0;
	return c >= 'B' && c <= 'F' ? IN_SHORT | IN_LONG : IN_LONG;
}

bool postfix_is_id(spoor_view word)
{
	int kinds = IN_SHORT | IN_LONG;

	if (word.len < SHORTEST_ID || word.len > LONGEST_ID)
		return false;
	for (size_t i = 0; i < word.len && kinds; i++)
		kinds &= id_kinds(word.ptr[i]);
	if (kinds & IN_SHORT)
		return true;
	return (kinds & IN_LONG) && word.len >= SHORTEST_LONG_ID && view_has(word, 'z');
}

bool postfix_scan_id(spoor_view *cursor, spoor_view *id_r)
{
	spoor_view front = *cursor;
	size_t colon;

	if (front.len > LONGEST_ID + 2)
		front.len = LONGEST_ID + 2;
	colon = view_find(front, ':');
	if (colon + 1 >= front.len || front.ptr[colon + 1] != ' ')
		return false;
	front.len = colon;
	if (!view_eq(front, POSTFIX_NOQUEUE) && !postfix_is_id(front))
		return false;
	*id_r = front;
	*cursor = view_skip(*cursor, colon + 2);
	return true;
}

/* ":PORT". */
static void scan_port(spoor_view *cursor, spoor_view *port_r)
{
	size_t end = 1;

	*port_r = view_of("", 0);
	if (cursor->len < 2 || cursor->ptr[0] != ':')
		return;
	while (end < cursor->len && end <= LONGEST_PORT && is_digit(cursor->ptr[end]))
		end++;
	*port_r = view_of(cursor->ptr + 1, end - 1);
	if (end > 1)
		*cursor = view_skip(*cursor, end);
}

bool postfix_scan_peer(spoor_view *cursor, struct postfix_peer *peer_r)
{
	spoor_view rest = *cursor;

	if (!scan_until(&rest, '[', &peer_r->host) || view_has(peer_r->host, ' ') ||
		!scan_until(&rest, ']', &peer_r->address))
		return false;
	peer_r->text = view_head(*cursor, cursor->len - rest.len);
	scan_port(&rest, &peer_r->port);
	*cursor = rest;
	return true;
}

/* Where the bracket is that ends an address, outside quotes and, if told so, outside a
 * domain literal. */
static size_t find_close(spoor_view text, bool literals)
{
	char closes = 0; /* what ends the quotes or the literal we are in */

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (closes && c == '\\')
			i++;
		else if (closes && c == closes)
			closes = 0;
		else if (!closes && c == '"')
			closes = '"';
		else if (!closes && c == '[' && literals && i && text.ptr[i - 1] == '@')
			closes = ']';
		else if (!closes && c == '>')
			return i;
	}
	return text.len;
}

bool postfix_scan_path(spoor_view *cursor, spoor_view *address_r)
{
	spoor_view rest = *cursor;
	size_t close;

	if (!scan_char(&rest, '<'))
		return false;
	close = view_find(rest, '>');
	if (view_has(view_head(rest, close), '"') ||
		view_has(view_head(rest, close), '['))
		close = find_close(rest, true);
	if (close == rest.len)
		close = find_close(rest, false);
	if (close == rest.len)
		return false;
	*address_r = view_head(rest, close);
	*cursor = view_skip(rest, close + 1);
	return true;
}

/* "5.1.1": a class of 2, 4 or 5 and two numbers. */
static bool scan_enhanced(spoor_view *cursor, spoor_view *enhanced_r)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (rest.len < 5 || !memchr("245", rest.ptr[0], 3) || rest.ptr[1] != '.')
		return false;
	rest = view_skip(rest, 2);
	if (!scan_number(&rest, &number) || !scan_char(&rest, '.') ||
		!scan_number(&rest, &number) || (rest.len && rest.ptr[0] != ' '))
		return false;
	*enhanced_r = view_head(*cursor, cursor->len - rest.len);
	scan_char(&rest, ' ');
	*cursor = rest;
	return true;
}

void postfix_take_reply(spoor_view *cursor, struct spoor_event *event)
{
	spoor_view rest = *cursor;
	spoor_view enhanced;
	int code;

	if (scan_digits(&rest, 3, &code) && code >= 200 && code < 600 &&
		(rest.len == 0 || rest.ptr[0] == ' ' || rest.ptr[0] == '-')) {
		event_set_number(event, FIELD_SMTP_CODE, code);
		*cursor = rest.len ? view_skip(rest, 1) : rest;
	}
	if (!scan_enhanced(cursor, &enhanced))
		return;
	if (!event_has(event, FIELD_SMTP_ENHANCED))
		event_set_text(event, FIELD_SMTP_ENHANCED, enhanced);
}

static spoor_view known_name(spoor_view host)
{
	return view_eq(host, VIEW("unknown")) ? view_of("", 0) : host;
}

void postfix_set_source(struct spoor_event *event, const struct postfix_peer *peer)
{
	event_set_text(event, FIELD_SOURCE_DOMAIN, known_name(peer->host));
	event_set_address(event, FIELD_SOURCE_IP, peer->address);
	event_set_digits(event, FIELD_SOURCE_PORT, peer->port);
}

void postfix_set_destination(struct spoor_event *event, const struct postfix_peer *peer)
{
	event_set_text(event, FIELD_DESTINATION_DOMAIN, known_name(peer->host));
	event_set_address(event, FIELD_DESTINATION_IP, peer->address);
	event_set_digits(event, FIELD_DESTINATION_PORT, peer->port);
}

void postfix_add_words(const struct postfix_line *line, struct spoor_event *event,
	spoor_view key, spoor_view words)
{
	if (words.len)
		event_add_extra(event, key, secret_mask(line->site, event, words));
}
