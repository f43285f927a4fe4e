/* SPDX-License-Identifier: ISC */
/* Queue ids, peers, addresses and replies. */
#include "postfix_scan.h"

#include "base/scan.h"
#include "format/secret.h"

enum { SHORTEST_ID = 6, SHORTEST_LONG_ID = 10, LONGEST_ID = 32, LONGEST_PORT = 5 };

/* What a byte may be part of. */
enum { IN_SHORT = 1, IN_LONG = 2, IN_BOTH = 3 };

/* clang-format off */
static const uint8_t id_kinds[256] = {
	['0'] = IN_BOTH, ['1'] = IN_BOTH, ['2'] = IN_BOTH, ['3'] = IN_BOTH, ['4'] = IN_BOTH,
	['5'] = IN_BOTH, ['6'] = IN_BOTH, ['7'] = IN_BOTH, ['8'] = IN_BOTH, ['9'] = IN_BOTH,
	['A'] = IN_SHORT, ['E'] = IN_SHORT,
	['B'] = IN_BOTH, ['C'] = IN_BOTH, ['D'] = IN_BOTH, ['F'] = IN_BOTH,
	['G'] = IN_LONG, ['H'] = IN_LONG, ['J'] = IN_LONG, ['K'] = IN_LONG, ['L'] = IN_LONG,
	['M'] = IN_LONG, ['N'] = IN_LONG, ['P'] = IN_LONG, ['Q'] = IN_LONG, ['R'] = IN_LONG,
	['S'] = IN_LONG, ['T'] = IN_LONG, ['V'] = IN_LONG, ['W'] = IN_LONG, ['X'] = IN_LONG,
	['Y'] = IN_LONG, ['Z'] = IN_LONG,
	['b'] = IN_LONG, ['c'] = IN_LONG, ['d'] = IN_LONG, ['f'] = IN_LONG, ['g'] = IN_LONG,
	['h'] = IN_LONG, ['j'] = IN_LONG, ['k'] = IN_LONG, ['l'] = IN_LONG, ['m'] = IN_LONG,
	['n'] = IN_LONG, ['p'] = IN_LONG, ['q'] = IN_LONG, ['r'] = IN_LONG, ['s'] = IN_LONG,
	['t'] = IN_LONG, ['v'] = IN_LONG, ['w'] = IN_LONG, ['x'] = IN_LONG, ['y'] = IN_LONG,
	['z'] = IN_LONG,
};
/* clang-format on */

/* How many bytes at the front may be an id's, and what of. */
static size_t id_len(spoor_view text, unsigned *kinds_r)
{
	unsigned kinds = IN_BOTH;
	size_t len = 0;

	for (; len < text.len && len <= LONGEST_ID; len++) {
		unsigned next = kinds & id_kinds[(unsigned char)text.ptr[len]];

		if (!next)
			break;
		kinds = next;
	}
	*kinds_r = kinds;
	return len;
}

static bool is_id(spoor_view word, unsigned kinds)
{
	if (word.len < SHORTEST_ID || word.len > LONGEST_ID)
		return false;
	return (kinds & IN_SHORT) ||
	       (word.len >= SHORTEST_LONG_ID && view_has(word, 'z'));
}

bool postfix_is_id(spoor_view word)
{
	unsigned kinds;

	return id_len(word, &kinds) == word.len && is_id(word, kinds);
}

bool postfix_scan_id(spoor_view *cursor, spoor_view *id_r)
{
	unsigned kinds;
	size_t len = id_len(*cursor, &kinds);
	spoor_view id = view_head(*cursor, len);

	if (!is_id(id, kinds)) {
		id = POSTFIX_NOQUEUE;
		if (!view_starts(*cursor, id))
			return false;
		id = view_head(*cursor, id.len);
	}
	if (id.len + 2 > cursor->len || id.ptr[id.len] != ':' ||
		id.ptr[id.len + 1] != ' ')
		return false;
	*id_r = id;
	*cursor = view_skip(*cursor, id.len + 2);
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
