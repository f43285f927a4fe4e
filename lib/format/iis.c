/* SPDX-License-Identifier: ISC */
/*
 * IIS 6 … 10 in the W3C format, with the fields that the site has chosen; the requests of OWA,
 * ECP, EWS, ActiveSync, MAPI, PowerShell and Autodiscover in them are acts.
 *
 *	#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip …
 *	2025-12-29 07:50:17 192.0.2.10 POST /owa/auth.owa &CorrelationID=<empty>; 443 alice …
 *
 * All times are UTC. An empty value is '-', a blank in a value '+'. Accepted: other fields in any
 * order, a date in "#Date" alone, blanks in the user agent, and rows without a header that have
 * the default fields.
 */
#include "base/scan.h"
#include "format/header.h"
#include "format/row.h"
#include "format/table.h"
#include "format/weblog.h"

enum { SURE = 95, WORDS = 9 };

static bool is_date(spoor_view word)
{
	return word.len == 10 && word.ptr[4] == '-' && word.ptr[7] == '-';
}

static bool is_address(spoor_view word)
{
	struct addr addr;

	return addr_parse(view_head(word, view_find(word, '%')), &addr);
}

/* "2025-12-29 07:50:17 192.0.2.10 GET /owa/ - 443 - 198.51.100.7 ": the default fields. */
static bool begins_row(spoor_view line)
{
	spoor_view words[WORDS];
	struct web_request request = WEB_NOTHING;

	for (size_t i = 0; i < WORDS; i++)
		if (!scan_word(&line, &words[i]) || (i == 0 && !is_date(words[0])))
			return false;
	return words[1].len == 8 && words[1].ptr[2] == ':' && is_address(words[2]) &&
	       web_split_request(view_of(words[3].ptr, words[3].len + 1 + words[4].len),
		       &request) &&
	       is_address(words[8]);
}

static int bid(spoor_view line)
{
	line = header_skip_bom(line);
	if (line.len == 0)
		return 0;
	if (line.ptr[0] == '#')
		return header_is_w3c(line) ? SURE : 0;
	return is_digit(line.ptr[0]) && begins_row(line) ? SURE : 0;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	return row_read(scene, true, record, event);
}

const struct format format_iis = {
	.info = {.name = "iis",
		.about = "IIS in the W3C format, with the requests to Exchange in it",
		.sample = "2025-12-29 07:50:17 192.0.2.10 POST /owa/auth.owa - 443 alice "
			  "198.51.100.7 Mozilla/5.0 - 302 0 0 14"},
	.bid = bid,
	.parse = parse,
};
