/* SPDX-License-Identifier: ISC */
#include "wrap.h"

#include "base/scan.h"

enum { CONTAINER_ID_LEN = 64 };

/* The wrapper's date is in the record: the year of the inner stamp is stated then. */
static bool read_inner(
	struct scene *scene, spoor_view text, bool dated, struct spoor_event *event)
{
	const char *proof = scene->clock.setup.year_proof;
	bool known;

	if (dated)
		scene->clock.setup.year_proof = NULL;
	known = format_read_inner(scene, text, event);
	scene->clock.setup.year_proof = proof;
	return known;
}

static bool is_zone_assumed(const struct spoor_event *event)
{
	return view_eq(event_text(event, FIELD_TIME_ZONE), VIEW("assumed"));
}

/* The wrapper's time, where the inner line states none or one that is worth less. */
static void set_time(
	const struct scene *scene, struct spoor_event *event, const struct moment *moment)
{
	if (event_has(event, FIELD_TIMESTAMP) &&
		(moment->zone || !is_zone_assumed(event)))
		return;
	event_unset(event, FIELD_TIME_YEAR);
	event_unset(event, FIELD_TIME_ZONE);
	scene_set_time(scene, event, moment);
}

static bool read_text(struct scene *scene, spoor_view text, bool dated,
	spoor_view dataset, struct spoor_event *event)
{
	if (view_trim(text).len)
		return read_inner(scene, text, dated, event);
	event_set_action(event, ACTION_LOG_NOTICE);
	event_set_dataset(event, dataset);
	return true;
}

bool wrap_read(struct scene *scene, spoor_view text, const struct stamp *stamp,
	spoor_view dataset, struct spoor_event *event)
{
	struct moment moment;
	bool known;

	if (stamp)
		clock_solve(&scene->clock, stamp, &moment);
	known = read_text(scene, text, stamp && stamp->year, dataset, event);
	if (stamp)
		set_time(scene, event, &moment);
	return known;
}

void wrap_read_all(struct scene *scene, spoor_view text, const struct stamp *stamp,
	spoor_view dataset, struct spoor_event *event)
{
	if (!wrap_read(scene, text, stamp, dataset, event))
		wrap_broken(event, dataset, VIEW("no format knows the wrapped line"));
}

void wrap_broken(struct spoor_event *event, spoor_view dataset, spoor_view reason)
{
	event_set_action(event, ACTION_UNPARSED);
	event_set_dataset(event, dataset);
	event_set_text(event, FIELD_EVENT_REASON, reason);
}

bool wrap_scan_stream(spoor_view *cursor, spoor_view *stream_r, bool *partial_r)
{
	spoor_view rest = *cursor;
	spoor_view tags;

	if (!view_starts(rest, VIEW("std")) || !scan_word(&rest, stream_r) ||
		!(view_eq(*stream_r, VIEW("stdout")) ||
			view_eq(*stream_r, VIEW("stderr"))))
		return false;
	if (!scan_word(&rest, &tags) || !(tags.ptr[0] == 'F' || tags.ptr[0] == 'P') ||
		(tags.len > 1 && tags.ptr[1] != ':'))
		return false;
	*partial_r = tags.ptr[0] == 'P';
	*cursor = rest;
	return true;
}

void wrap_set_stream(struct spoor_event *event, spoor_view stream, bool partial)
{
	if (stream.len)
		event_add_extra(event, VIEW("stream"), stream);
	if (partial)
		event_add_extra(event, VIEW("partial"), VIEW("true"));
}

void wrap_set_container_name(struct spoor_event *event, spoor_view name)
{
	if (!event_has(event, FIELD_CONTAINER_NAME))
		event_set_text(event, FIELD_CONTAINER_NAME, name);
}

void wrap_set_container_id(const struct scene *scene, struct spoor_event *event)
{
	spoor_view path = scene->path;
	size_t run = 0;

	for (size_t at = 0; at <= path.len; at++) {
		if (at < path.len && hex_value(path.ptr[at]) >= 0) {
			run++;
			continue;
		}
		if (run == CONTAINER_ID_LEN)
			event_set_text(event, FIELD_CONTAINER_ID,
				view_of(path.ptr + at - run, run));
		run = 0;
	}
}

struct stamp wrap_stamp(int64_t ns, int digits)
{
	struct stamp stamp = {.zoned = true, .digits = digits, .zone = view_of("", 0)};

	stamp_from_seconds(&stamp, stamp_second(ns));
	stamp.nanos = (int)(ns - stamp_second(ns) * STAMP_NANOS);
	return stamp;
}
