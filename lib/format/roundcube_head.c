/* SPDX-License-Identifier: ISC */
/*
 * What stands before a text: the date in any of the usual shapes of log_date_format, the log's
 * name (log driver stdout), the first characters of the session's id.
 *
 *	[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> Successful login for …
 *	[29-Dec-2025 07:50:13 UTC] PHP Warning:  …
 *	errors: <0lsbgpvv> IMAP Error: …
 *
 * Deviations we accept: no colon behind the date, as the oldest versions had it.
 */
#include "base/scan.h"
#include "format/roundcube.h"

enum { MAX_ZONE = 40, MAX_SESSION = 256, MAX_NAME = 24 };

static bool is_zone_char(char c)
{
	return is_alpha(c) || is_digit(c) || memchr("/_+-", c, 4);
}

/* A blank and an offset or a zone's name, as PHP's "O", "P", "T" and "e" write them. */
static void scan_zone(spoor_view *cursor, struct stamp *stamp)
{
	size_t len = 0;

	if (stamp->zoned || stamp->zone.len || !scan_char(cursor, ' '))
		return;
	stamp->zoned = stamp_scan_offset(cursor, &stamp->offset);
	while (!stamp->zoned && len < cursor->len && len < MAX_ZONE &&
		is_zone_char(cursor->ptr[len]))
		len++;
	stamp->zone = view_head(*cursor, len);
	*cursor = view_skip(*cursor, len);
}

/* The shapes that are not the default one. */
static bool scan_stamp(spoor_view *cursor, struct stamp *stamp_r)
{
	if (!stamp_scan_iso(cursor, stamp_r) && !stamp_scan_access(cursor, stamp_r))
		return false;
	scan_zone(cursor, stamp_r);
	return true;
}

/* "[DATE]", with or without a colon behind it. */
static void scan_date(spoor_view *cursor, struct roundcube_head *head, bool *colon_r)
{
	spoor_view rest = *cursor;
	bool usual;

	*colon_r = false;
	if (!scan_char(&rest, '['))
		return;
	usual = stamp_scan_php(&rest, &head->stamp);
	if ((!usual && !scan_stamp(&rest, &head->stamp)) || !scan_char(&rest, ']'))
		return;
	*colon_r = scan_char(&rest, ':');
	if (!scan_char(&rest, ' ') && rest.len)
		return;
	head->stamped = true;
	head->usual = usual && *colon_r;
	*cursor = rest;
}

/* "<SESS> ", the letters that PHP's session ids may have. */
static void scan_session(spoor_view *cursor, spoor_view *session_r)
{
	spoor_view rest = *cursor;
	size_t len = 0;

	if (!scan_char(&rest, '<'))
		return;
	while (len < rest.len && len < MAX_SESSION &&
		(is_alpha(rest.ptr[len]) || is_digit(rest.ptr[len]) ||
			memchr(",-", rest.ptr[len], 2)))
		len++;
	if (len == 0 || !view_starts(view_skip(rest, len), VIEW(">")))
		return;
	*session_r = view_head(rest, len);
	*cursor = view_skip(rest, len + 1);
	scan_char(cursor, ' ');
}

/* "NAME: " */
static bool scan_name(spoor_view *cursor, spoor_view *name_r)
{
	size_t len = 0;
	spoor_view rest;

	while (len < cursor->len && len < MAX_NAME &&
		((cursor->ptr[len] >= 'a' && cursor->ptr[len] <= 'z') ||
			cursor->ptr[len] == '_'))
		len++;
	rest = view_skip(*cursor, len);
	if (len == 0 || !scan_literal(&rest, VIEW(": ")))
		return false;
	*name_r = view_head(*cursor, len);
	*cursor = rest;
	return true;
}

static void clear(struct roundcube_head *head)
{
	*head = (struct roundcube_head){.log = view_of("", 0), .session = view_of("", 0)};
}

bool roundcube_scan_head(spoor_view line, struct roundcube_head *head_r)
{
	bool colon;

	if (line.len == 0 || (line.ptr[0] != '[' && line.ptr[0] != '_' &&
				     (line.ptr[0] < 'a' || line.ptr[0] > 'z')))
		return false;
	clear(head_r);
	scan_date(&line, head_r, &colon);
	if (!colon && !scan_name(&line, &head_r->log) && !head_r->stamped)
		return false;
	scan_session(&line, &head_r->session);
	head_r->text = line;
	return true;
}

void roundcube_scan_payload(spoor_view text, struct roundcube_head *head_r)
{
	bool colon;

	clear(head_r);
	scan_date(&text, head_r, &colon);
	scan_session(&text, &head_r->session);
	head_r->text = text;
}

static bool is_utc(spoor_view zone)
{
	return view_eq(zone, VIEW("UTC")) || view_eq(zone, VIEW("GMT")) ||
	       view_eq(zone, VIEW("Z"));
}

/* A zone by any other name counts as unstated: its rules are the operator's to give (--tz). */
static void set_stamp(struct scene *scene, struct stamp stamp, struct spoor_event *event)
{
	static const enum field fields[] = {
		FIELD_TIMESTAMP, FIELD_TIME_YEAR, FIELD_TIME_ZONE, FIELD_EVENT_TIMEZONE};

	for (size_t i = 0; i < COUNT(fields); i++)
		event_unset(event, fields[i]);
	if (!stamp.zoned && is_utc(stamp.zone)) {
		stamp.zoned = true;
		stamp.offset = 0;
	} else if (stamp.zone.len) {
		event_add_extra(event, VIEW("timezone"), stamp.zone);
	}
	scene_set_stamp(scene, event, &stamp);
}

void roundcube_set_head(
	struct scene *scene, const struct roundcube_head *head, struct spoor_event *event)
{
	bool known = event_has(event, FIELD_TIMESTAMP) &&
		     !event_has(event, FIELD_TIME_YEAR) &&
		     !event_has(event, FIELD_TIME_ZONE);

	if (head->stamped && !known)
		set_stamp(scene, head->stamp, event);
	event_set_text(event, FIELD_SESSION_ID, head->session);
}
