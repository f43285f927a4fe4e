/* SPDX-License-Identifier: ISC */
/* Read word by word: what is an address says what its neighbours are. */
#include "access_front.h"

#include "base/addr.h"
#include "base/scan.h"
#include "format/envelope.h"

bool access_is_address(spoor_view word)
{
	struct addr addr;

	if (word.len == 0 ||
		(hex_value(word.ptr[0]) < 0 && word.ptr[0] != ':' && word.ptr[0] != '['))
		return false;
	if (addr_parse(word, &addr))
		return true;
	web_cut_port(&word);
	return addr_parse(word, &addr);
}

/* "203.0.113.7, 198.51.100.9": what nginx's own example has in quotes behind the agent. */
bool access_is_chain(spoor_view text)
{
	size_t comma = view_find_last(text, ',');

	if (access_is_address(view_trim(view_head(text, view_find(text, ',')))))
		return true;
	return comma < text.len &&
	       access_is_address(view_trim(view_skip(text, comma + 1)));
}

/* A name of the site, as a virtual host or a client by its name. */
static bool is_host(spoor_view word)
{
	bool named = false;

	web_cut_port(&word);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (!is_alpha(c) && !is_digit(c) && c != '.' && c != '-' && c != '_')
			return false;
		named |= !is_digit(c) && c != '-';
	}
	return named;
}

/* One address, "-", or a list as X-Forwarded-For has it, "A, B"; `chain_r` is all of it, the last
 * address the peer of the nearest proxy. */
static bool scan_client(spoor_view *cursor, spoor_view *client_r, spoor_view *chain_r)
{
	const char *start = cursor->ptr;
	spoor_view rest = *cursor;
	spoor_view word;
	size_t comma;

	do
		if (!scan_word(&rest, &word))
			return false;
	while (word.ptr[word.len - 1] == ',');
	*chain_r = view_of(start, (size_t)(word.ptr + word.len - start));
	comma = view_find_last(word, ',');
	*client_r = comma < word.len ? view_skip(word, comma + 1) : word;
	if (!access_is_address(*client_r) && !view_eq(*client_r, VIEW("-")) &&
		!view_eq(*client_r, VIEW("unknown")))
		return false;
	*cursor = rest;
	return true;
}

/* "IDENT USER", one of them, or nothing. */
static void take_user(spoor_view rest, struct web_request *request)
{
	spoor_view ident = view_split(&rest, ' ');

	request->user = rest.len ? rest : ident;
}

/* CLIENT [IDENT [USER]], and what may stand in front of the client: by a port at it the virtual
 * host's address, else X-Forwarded-For. */
static bool read_client(spoor_view rest, struct web_request *request)
{
	spoor_view client;
	spoor_view chain;
	spoor_view word;

	if (!scan_client(&rest, &client, &chain))
		return false;
	request->client = client;
	if (!view_eq(client, chain))
		request->forwarded = chain;
	word = view_head(rest, view_find(rest, ' '));
	if (access_is_address(word)) {
		spoor_view host = client;

		if (view_eq(client, chain) && web_cut_port(&host).len)
			request->domain = client;
		else
			request->forwarded = chain;
		request->client = word;
		view_split(&rest, ' ');
	}
	take_user(rest, request);
	return true;
}

/* A client by its name, whose ident is always "-": "host.example.org - -". Three of them have a
 * virtual host in front of a client that is not known. */
static bool read_named(spoor_view name, spoor_view rest, struct web_request *request)
{
	if (view_starts(rest, VIEW("- - "))) {
		request->domain = name;
		request->user = view_skip(rest, 4);
		return true;
	}
	if (!view_eq(rest, VIEW("-")) && !view_starts(rest, VIEW("- ")))
		return false;
	request->client = name;
	take_user(rest, request);
	return true;
}

/* [VHOST[:PORT] ]CLIENT [IDENT [USER]] */
bool access_front_read(spoor_view front, struct web_request *request)
{
	spoor_view name;

	if (read_client(front, request))
		return true;
	name = view_split(&front, ' ');
	if (!is_host(name))
		return false;
	if (read_named(name, front, request))
		return true;
	if (!read_client(front, request))
		return false;
	request->domain = name;
	return true;
}

/* Where X-Forwarded-For stands in front, a client may write anything there, a whole line of a log
 * too; "- USER" behind it is ours, and the last address the proxy's. */
static bool read_odd_front(spoor_view front, struct web_request *request)
{
	size_t user = view_find_last(front, ' ');
	spoor_view chain = view_head(front, user);
	spoor_view last;
	size_t comma;

	if (user == front.len || !view_ends(chain, VIEW(" -")))
		return false;
	chain = view_head(chain, chain.len - 2);
	comma = view_find_last(chain, ',');
	last = view_trim(comma < chain.len ? view_skip(chain, comma + 1) : chain);
	request->user = view_skip(front, user + 1);
	request->forwarded = chain;
	request->client = access_is_address(last) ? last : view_of("", 0);
	request->domain = view_of("", 0);
	return true;
}

/* A user's name has no colon (RFC 7617), so one with blanks and a colon is something else. A
 * syslog line that carries a record is not ours to read. */
bool access_front_read_any(
	spoor_view record, spoor_view front, struct web_request *request)
{
	if (!access_front_read(front, request))
		return !envelope_looks(record) && read_odd_front(front, request);
	if (view_has(request->user, ' ') && view_has(request->user, ':'))
		read_odd_front(front, request);
	return true;
}
