/* SPDX-License-Identifier: ISC */
/* One small scanner a part; each part may be missing. */
#include "apache_head.h"

#include "base/scan.h"
#include "format/errorlog.h"
#include "format/weblog.h"

/* "[TIME] ": by default as ctime has it, with a fraction in 2.4, or ISO (%{c}t). */
static bool scan_time(spoor_view *cursor, struct stamp *stamp_r)
{
	spoor_view rest = *cursor;

	if (!scan_char(&rest, '[') ||
		(!stamp_scan_ctime(&rest, stamp_r) && !stamp_scan_iso(&rest, stamp_r)) ||
		!scan_literal(&rest, VIEW("] ")))
		return false;
	*cursor = rest;
	return true;
}

/* "[LEVEL] ", "[MODULE:LEVEL] " */
static bool scan_level(spoor_view *cursor, struct apache_head *head)
{
	spoor_view rest = *cursor;
	spoor_view word;
	size_t colon;

	if (!scan_between(&rest, '[', ']', &word) || word.len > 40)
		return false;
	colon = view_find(word, ':');
	head->module = colon < word.len ? view_head(word, colon) : view_of("", 0);
	head->level = error_level(colon < word.len ? view_skip(word, colon + 1) : word);
	if (head->level.len == 0 || (rest.len && !scan_char(&rest, ' ')))
		return false;
	*cursor = rest;
	return true;
}

/* "[pid 7] ", "[pid 7:tid 9] " */
static void scan_process(spoor_view *cursor, struct apache_head *head)
{
	spoor_view rest = *cursor;
	spoor_view text;

	if (!scan_literal(&rest, VIEW("[pid ")) || !scan_until(&rest, ']', &text))
		return;
	scan_char(&rest, ' ');
	head->pid = view_split(&text, ':');
	if (scan_literal(&text, VIEW("tid ")))
		head->tid = text;
	*cursor = rest;
}

/* "mod_ssl.c(120): " */
static void scan_source(spoor_view *cursor, struct apache_head *head)
{
	size_t blank = view_find(*cursor, ' ');
	spoor_view word = view_head(*cursor, blank);

	if (word.len > 64 || !view_ends(word, VIEW("):")) ||
		!view_holds(word, VIEW(".c(")))
		return;
	head->source = view_head(word, word.len - 1);
	*cursor = view_skip(*cursor, blank < cursor->len ? blank + 1 : blank);
}

/* "(13)Permission denied: " */
static void scan_status(spoor_view *cursor, struct apache_head *head)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (!scan_char(&rest, '(') || !scan_number(&rest, &number) ||
		!scan_char(&rest, ')') ||
		!scan_until_text(&rest, VIEW(": "), &head->status))
		return;
	*cursor = rest;
}

/* "[client 192.0.2.7:4711] ", "[remote …] "; ModSecurity says it a second time. */
static void scan_clients(spoor_view *cursor, struct apache_head *head)
{
	for (int i = 0; i < 2; i++) {
		spoor_view rest = *cursor;
		spoor_view text;

		if (!scan_literal(&rest, VIEW("[client ")) &&
			!scan_literal(&rest, VIEW("[remote ")))
			return;
		if (!scan_until_text(&rest, VIEW("] "), &text))
			return;
		if (head->client.len == 0)
			head->client = text;
		*cursor = rest;
	}
}

/* "AH01618: " */
static void scan_code(spoor_view *cursor, struct apache_head *head)
{
	if (cursor->len < 9 || !view_starts(*cursor, VIEW("AH")) || cursor->ptr[7] != ':')
		return;
	for (size_t i = 2; i < 7; i++)
		if (!is_digit(cursor->ptr[i]))
			return;
	head->code = view_head(*cursor, 7);
	*cursor = view_skip(*cursor, 8);
	scan_blanks(cursor);
}

bool apache_head_read(spoor_view line, struct apache_head *head)
{
	spoor_view rest = line;

	*head = (struct apache_head){.module = WEB_EMPTY,
		.level = WEB_EMPTY,
		.pid = WEB_EMPTY,
		.tid = WEB_EMPTY,
		.source = WEB_EMPTY,
		.status = WEB_EMPTY,
		.client = WEB_EMPTY,
		.code = WEB_EMPTY};
	head->timed = scan_time(&rest, &head->stamp);
	if (!scan_level(&rest, head))
		return false;
	head->ported = rest.len && view_starts(rest, VIEW("[pid "));
	scan_process(&rest, head);
	scan_source(&rest, head);
	scan_status(&rest, head);
	scan_clients(&rest, head);
	scan_status(&rest, head);
	scan_code(&rest, head);
	head->message = rest;
	return true;
}
