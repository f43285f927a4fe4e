/* SPDX-License-Identifier: ISC */
/*
 * Lines taken out of logs by other tools: as grep -H, grep -Hn and zgrep print them, with the
 * file before a colon, and as the values of INI files, in which test logs are kept.
 *
 *	/var/log/mail.log.1:Dec 29 08:50:17 mx1 postfix/smtpd[77]: connect from unknown[192.0.2.1]
 *	line 7 = Dec 29 08:50:17 mx1 postfix/smtpd[77]: connect from unknown[192.0.2.1]
 *
 * The prefix counts only when no format knows the whole line and one knows the rest. It stays in
 * spoor.extra, since the file that the event names is the one with the excerpts.
 */
#include "base/scan.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("excerpt.log")

enum { UNSURE = 5, KEY_MOST = 40, PATH_MOST = 1024 };

/* The best bid of any other format. */
static int best_other(spoor_view line)
{
	int best = 0;

	for (size_t i = 0; i < format_count(); i++) {
		int bid = format_at(i) == &format_excerpt ? 0 : format_at(i)->bid(line);

		if (bid > best)
			best = bid;
	}
	return best;
}

/* "PATH:" or "PATH:NUMBER:"; a path has no blank and a point or slash, which no time, address
 * or program's name in front of a line has. */
static bool scan_path(spoor_view *cursor, spoor_view *path_r)
{
	spoor_view rest = *cursor;
	spoor_view number;
	int64_t line;

	if (!scan_until(&rest, ':', path_r) || path_r->len == 0 ||
		path_r->len > PATH_MOST || view_has(*path_r, ' ') ||
		(!view_has(*path_r, '/') && !view_has(*path_r, '.')))
		return false;
	*cursor = rest;
	if (scan_until(&rest, ':', &number) && view_number(number, &line))
		*cursor = rest;
	return true;
}

/* "KEY = ". */
static bool scan_key(spoor_view *cursor, spoor_view *key_r)
{
	spoor_view rest = *cursor;

	if (!scan_until_text(&rest, VIEW(" = "), key_r) || key_r->len == 0 ||
		key_r->len > KEY_MOST)
		return false;
	for (size_t i = 0; i < key_r->len; i++)
		if (!is_alpha(key_r->ptr[i]) && !is_digit(key_r->ptr[i]) &&
			!memchr(" ._-", key_r->ptr[i], 4))
			return false;
	*cursor = rest;
	return true;
}

/* Moves behind the prefix; false: there is none, or no format knows the rest. */
static bool scan_prefix(spoor_view *cursor, spoor_view *prefix_r)
{
	spoor_view rest = *cursor;

	if (!scan_path(&rest, prefix_r) && !scan_key(&rest, prefix_r))
		return false;
	if (best_other(rest) == 0)
		return false;
	*cursor = rest;
	return true;
}

static int bid(spoor_view line)
{
	spoor_view rest = line;
	spoor_view prefix;

	return scan_prefix(&rest, &prefix) && best_other(line) == 0 ? UNSURE : 0;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	spoor_view rest = record;
	spoor_view prefix;

	if (best_other(record) > 0 || !scan_prefix(&rest, &prefix) ||
		!wrap_read(scene, rest, NULL, DATASET, event))
		return false;
	event_add_extra(event, VIEW("excerpt_of"), prefix);
	return true;
}

const struct format format_excerpt = {
	.info = {.name = "excerpt",
		.about =
			"lines of other formats behind a file's name, as grep -H prints them",
		.sample =
			"/var/log/mail.log.1:Dec 29 08:50:17 mx1 postfix/smtpd[77]: connect from unknown[192.0.2.1]"},
	.bid = bid,
	.parse = parse,
};
