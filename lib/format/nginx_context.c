/* SPDX-License-Identifier: ISC */
/* A place is given up at the first byte that does not fit, so that the search stays linear. */
#include "nginx_context.h"

#include "base/scan.h"

static const struct nginx_context no_context = {WEB_EMPTY, WEB_EMPTY, WEB_EMPTY,
	WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, WEB_EMPTY, false};

/* Up to the next comma, blank or the end. */
static spoor_view scan_token(spoor_view *cursor)
{
	size_t len = 0;
	spoor_view token;

	while (len < cursor->len && cursor->ptr[len] != ',' && cursor->ptr[len] != ' ')
		len++;
	token = view_head(*cursor, len);
	*cursor = view_skip(*cursor, len);
	return token;
}

/* ", NAME: "TEXT"" with no quote in the text; absent is fine, open is not. */
static bool scan_part(spoor_view *cursor, spoor_view name, spoor_view *text_r)
{
	return !scan_literal(cursor, name) || scan_until(cursor, '"', text_r);
}

/* ", login: "TEXT"[, upstream: ADDRESS]": a mail client's login may hold anything, so it ends at
 * the line's last quote. */
static bool scan_login(
	spoor_view *cursor, const char *last_quote, struct nginx_context *context)
{
	spoor_view rest = *cursor;

	if (!scan_literal(&rest, VIEW(", login: \"")))
		return true;
	if (last_quote < rest.ptr)
		return false;
	context->login = view_head(rest, (size_t)(last_quote - rest.ptr));
	*cursor = view_skip(rest, context->login.len + 1);
	return true;
}

/* The context behind ", client: ", well-formed to the line's end. `last_quote` is the line's. */
static bool scan_context(
	spoor_view rest, const char *last_quote, struct nginx_context *context)
{
	*context = no_context;
	context->client = scan_token(&rest);
	context->starttls = scan_literal(&rest, VIEW(" using starttls"));
	if (scan_literal(&rest, VIEW(", server: ")))
		context->server = scan_token(&rest);
	if (!scan_part(&rest, VIEW(", request: \""), &context->request) ||
		!scan_part(&rest, VIEW(", subrequest: \""), &context->subrequest) ||
		!scan_part(&rest, VIEW(", upstream: \""), &context->upstream) ||
		!scan_part(&rest, VIEW(", host: \""), &context->host) ||
		view_has(context->host, ' ') || !scan_login(&rest, last_quote, context))
		return false;
	if (scan_literal(&rest, VIEW(", upstream: ")))
		context->upstream = scan_token(&rest);
	if (scan_literal(&rest, VIEW(", referrer: \"")) && rest.len &&
		rest.ptr[rest.len - 1] == '"') {
		context->referrer = view_head(rest, rest.len - 1);
		return true;
	}
	if (scan_literal(&rest, VIEW(", bytes "))) {
		context->traffic = rest;
		return last_quote < rest.ptr;
	}
	return context->client.len && rest.len == 0;
}

/* Where the last quote is; the text's start, which is in no context, when there is none. */
static const char *find_last_quote(spoor_view text)
{
	size_t at = view_find_last(text, '"');

	return at < text.len ? text.ptr + at : text.ptr;
}

/* A context with quotes in its request, which then ends at the last place where a host follows.
 * What is not understood is left. */
static void scan_odd_context(spoor_view *cursor, struct nginx_context *context)
{
	spoor_view rest;

	*context = no_context;
	context->client = scan_token(cursor);
	if (scan_literal(cursor, VIEW(", server: ")))
		context->server = scan_token(cursor);
	rest = *cursor;
	if (!scan_literal(&rest, VIEW(", request: \"")) ||
		!scan_until_last(&rest, VIEW("\", host: \""), &context->request))
		return;
	if (scan_until(&rest, '"', &context->host))
		*cursor = rest;
}

spoor_view nginx_context_split(
	spoor_view text, struct nginx_context *context, spoor_view *rest_r)
{
	const char *last_quote = find_last_quote(text);
	size_t first = view_search(text, VIEW(", client: "));
	size_t at = first;

	*rest_r = view_of("", 0);
	while (at < text.len) {
		if (scan_context(view_skip(text, at + 10), last_quote, context))
			return view_head(text, at);
		at += 10;
		at += view_search(view_skip(text, at), VIEW(", client: "));
	}
	if (first < text.len) {
		*rest_r = view_skip(text, first + 10);
		scan_odd_context(rest_r, context);
	} else {
		*context = no_context;
	}
	return view_head(text, first);
}

void nginx_context_add_claims(
	struct spoor_event *event, spoor_view text, const struct nginx_context *context)
{
	enum { MOST = 4 };

	for (int i = 0; i < MOST; i++) {
		spoor_view skipped;
		spoor_view claim;

		if (!scan_until_text(&text, VIEW(", client: "), &skipped))
			return;
		if (text.ptr == context->client.ptr)
			continue;
		claim = scan_token(&text);
		if (claim.len)
			event_add_extra(event, VIEW("other_client"), claim);
	}
}
