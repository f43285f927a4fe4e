/* SPDX-License-Identifier: ISC */
/*
 * What Docker keeps of a container's output (the json-file driver, one object a line), and what
 * `docker logs -t` and `kubectl logs --timestamps` print: a stamp with more digits than any
 * syslog daemon writes, then the line. A line above 16 KiB comes in parts; all but the last lack
 * the line end.
 *
 *	{"log":"…\n","stream":"stdout","time":"2025-12-29T07:50:17.377642123Z"}
 *	2025-12-29T07:50:17.377642123Z …
 */
#include "base/scan.h"
#include "format/members.h"
#include "format/secret.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("docker.log")

enum { SURE = 90, SYSLOG_DIGITS = 6 };

enum key { LOG, STREAM, TIME, ATTRS, KEY_COUNT };

static const char *const keys[] = {
	[LOG] = "log", [STREAM] = "stream", [TIME] = "time", [ATTRS] = "attrs"};

_Static_assert(COUNT(keys) == KEY_COUNT, "every key has its name");

/* "2025-12-29T07:50:17.377642123Z ". */
static bool scan_stamp(spoor_view *cursor, struct stamp *stamp_r)
{
	spoor_view rest = *cursor;

	if (!stamp_scan_iso(&rest, stamp_r) || stamp_r->digits <= SYSLOG_DIGITS ||
		!stamp_r->zoned || !(rest.len == 0 || scan_char(&rest, ' ')))
		return false;
	*cursor = rest;
	return true;
}

/* Which of the keys tell such an object from others. */
static bool is_docker(unsigned seen)
{
	return seen >> LOG & 1 && (seen >> STREAM & 1 || seen >> TIME & 1);
}

static int bid(spoor_view line)
{
	struct stamp stamp;
	spoor_view stream;
	bool partial;

	if (line.len && line.ptr[0] == '{')
		return is_docker(members_seen(line, keys, KEY_COUNT)) ? SURE : 0;
	return scan_stamp(&line, &stamp) && !wrap_scan_stream(&line, &stream, &partial)
		       ? SURE
		       : 0;
}

/* The text without its line end; true when it had one. */
static bool drop_line_end(spoor_view *text)
{
	bool ended = view_ends(*text, VIEW("\n"));

	if (ended)
		text->len--;
	if (view_ends(*text, VIEW("\r")))
		text->len--;
	return ended;
}

/* Labels and environment variables of the container, as the operator chose them. */
static void set_attrs(
	const struct scene *scene, struct spoor_event *event, const struct member *attrs)
{
	if (attrs->text.len)
		event_add_extra(event, VIEW("attrs"),
			secret_mask(scene->site, event, attrs->text));
}

static bool get_stamp(
	struct spoor_event *event, const struct member *time, struct stamp *stamp_r)
{
	spoor_view text = time->text;

	if (stamp_scan_iso(&text, stamp_r) && text.len == 0)
		return true;
	if (time->text.len)
		event_add_extra(event, VIEW("time"), time->text);
	return false;
}

static bool read_object(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct member members[KEY_COUNT];
	enum members_fault fault =
		members_read(record, keys, KEY_COUNT, event->arena, members);
	spoor_view text = members[LOG].text;
	struct stamp stamp;
	unsigned seen = 0;
	bool timed;

	for (unsigned i = 0; i < KEY_COUNT; i++)
		seen |= (unsigned)(members[i].token != JSON_END) << i;
	if (!is_docker(seen))
		return false;
	wrap_set_container_id(scene, event);
	wrap_set_stream(event, members[STREAM].text, !drop_line_end(&text));
	set_attrs(scene, event, &members[ATTRS]);
	timed = get_stamp(event, &members[TIME], &stamp);
	if (fault == MEMBERS_FINE && members[LOG].token == JSON_STRING) {
		wrap_read_all(scene, text, timed ? &stamp : NULL, DATASET, event);
		return true;
	}
	if (timed)
		scene_set_stamp(scene, event, &stamp);
	wrap_broken(event, DATASET,
		fault == MEMBERS_FINE ? VIEW("the line is no text")
				      : members_fault_text(fault));
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct stamp stamp;
	spoor_view stream;
	bool partial;

	if (record.len && record.ptr[0] == '{')
		return read_object(scene, record, event);
	if (!scan_stamp(&record, &stamp) || wrap_scan_stream(&record, &stream, &partial))
		return false;
	wrap_read_all(scene, record, &stamp, DATASET, event);
	return true;
}

const struct format format_docker = {
	.info = {.name = "docker",
		.about = "Docker's json-file logs and the output of docker logs -t; each "
			 "line by its format",
		.sample =
			"{\"log\":\"Dec 29 07:50:17 mx1 postfix/smtpd[77]: connect from "
			"unknown[192.0.2.1]\\n\",\"stream\":\"stdout\","
			"\"time\":\"2025-12-29T07:50:17.377642123Z\"}"},
	.bid = bid,
	.parse = parse,
};
