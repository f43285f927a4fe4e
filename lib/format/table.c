/* SPDX-License-Identifier: ISC */
/* All formats, and who reads a line. */
#include "format/custom.h"
#include "format/host_zone.h"
#include "format/memo.h"
#include "format/row.h"
#include "format/table.h"

/* clang-format off */
static const struct format *const formats[] = {
	&format_access,
	&format_access_json,
	&format_apache_error,
	&format_audit_json,
	&format_compose,
	&format_cri,
	&format_docker,
	&format_exchange,
	&format_event_json,
	&format_event_xml,
	&format_excerpt,
	&format_iis,
	&format_journald,
	&format_multilog,
	&format_nginx_error,
	&format_postfix,
	&format_roundcube,
	&format_syslog,
	&format_dovecot,
	&format_dovecot_events,
};
/* clang-format on */

/* Those of them that have `continues`: every line is shown to them. */
static const struct format *const continuing[] = {
	&format_exchange, &format_nginx_error, &format_roundcube};

size_t format_count(void)
{
	return COUNT(formats);
}

const struct format *format_at(size_t index)
{
	return formats[index];
}

const struct format *format_find(spoor_view name)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (view_eq(name, view_string(formats[i]->info.name)))
			return formats[i];
	return NULL;
}

const struct format *format_of_program(spoor_view ident, const void **claim_r)
{
	for (size_t i = 0; i < COUNT(formats); i++) {
		*claim_r = formats[i]->claims ? formats[i]->claims(ident) : NULL;
		if (*claim_r)
			return formats[i];
	}
	return NULL;
}

const struct format *format_continuing(spoor_view line)
{
	for (size_t i = 0; i < COUNT(continuing); i++)
		if (continuing[i]->bid(line) > 0)
			return continuing[i];
	return NULL;
}

const struct format *format_best(spoor_view line, const struct format **tie_r)
{
	const struct format *best = NULL;
	int highest = 0;

	*tie_r = NULL;
	for (size_t i = 0; i < COUNT(formats); i++) {
		int bid = formats[i]->bid(line);

		if (bid > highest) {
			best = formats[i];
			highest = bid;
			*tie_r = NULL;
		} else if (bid && bid == highest) {
			*tie_r = formats[i];
		}
	}
	return best;
}

bool format_others_bid(const struct format *format, spoor_view line)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (formats[i] != format && formats[i]->bid(line) > 0)
			return true;
	return false;
}

/* Reads with the format of the operator's choice, whose lines may also be syslog's. */
static bool read_forced(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	const struct format *forced = scene->forced;

	return forced->parse(scene, record, event) ||
	       (forced->claims && format_syslog.parse(scene, record, event));
}

/* What formats bid on: the first line, but all of an object or element. */
static spoor_view biddable(spoor_view record)
{
	if (view_starts(record, VIEW("{")) || view_starts(record, VIEW("<Event")))
		return record;
	return view_head(record, view_find(record, '\n'));
}

/* Reads with the format that read the last line, else with the best bidder. The operator's
 * choice of a format is for the lines, not for what they wrap. */
static bool read_with(struct scene *scene, const struct format **current,
	spoor_view record, struct spoor_event *event)
{
	const struct format *best;
	const struct format *tie;

	if (scene->forced && scene->depth == 0)
		return read_forced(scene, record, event);
	if (*current && (*current)->parse(scene, record, event))
		return true;
	best = format_best(biddable(record), &tie);
	if (!best || best == *current || !best->parse(scene, record, event))
		return false;
	*current = best;
	return true;
}

bool format_read_inner(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	bool known;

	if (scene->depth > 1)
		return false;
	if (scene->host_zones)
		host_zones_choose(scene, record);
	scene->depth++;
	known = (scene->site->custom &&
			custom_read(scene->site->custom, scene, record, event)) ||
		read_with(scene, &scene->inner, record, event);
	scene->depth--;
	return known;
}

void format_read(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (record.len == 0) {
		event_set_action(event, ACTION_LOG_NOTICE);
		event_set_dataset(event, VIEW("spoor.blank"));
		return;
	}
	if (scene->host_zones)
		host_zones_choose(scene, record);
	if (scene->site->custom && custom_read(scene->site->custom, scene, record, event))
		return;
	if (scene->header.kind && !scene->forced &&
		row_read(scene, scene->header.kind->is_w3c, record, event))
		return;
	if (scene->memo && scene->current == &format_syslog && !scene->forced &&
		memo_read(scene, record, event))
		return;
	if (read_with(scene, &scene->current, record, event))
		return;
	event_set_action(event, ACTION_UNPARSED);
	event_set_dataset(event, VIEW("unknown"));
	event_set_constant(event, FIELD_EVENT_REASON, VIEW("no format knows this line"));
}

void format_unknown_message(struct spoor_event *event)
{
	event_set_action(event, ACTION_UNPARSED);
	event_set_constant(
		event, FIELD_EVENT_REASON, VIEW("unknown message of a known program"));
}

/* What neither the line, the operator nor evidence says. */
static bool is_guess(const struct moment *moment)
{
	static const char *const guesses[] = {"assumed", "mtime"};

	for (size_t i = 0; i < COUNT(guesses); i++)
		if ((moment->year && strcmp(moment->year, guesses[i]) == 0) ||
			(moment->zone && strcmp(moment->zone, guesses[i]) == 0))
			return true;
	return false;
}

void scene_set_time(
	const struct scene *scene, struct spoor_event *event, const struct moment *moment)
{
	if (!scene->site->strict_time || !is_guess(moment))
		event_set_time(event, FIELD_TIMESTAMP, moment->ns, moment->digits);
	if (moment->year)
		event_set_text(event, FIELD_TIME_YEAR, view_string(moment->year));
	if (!moment->zone)
		return;
	event_set_text(event, FIELD_TIME_ZONE, view_string(moment->zone));
	if (scene->clock.setup.zone)
		event_set_text(event, FIELD_EVENT_TIMEZONE,
			view_string(zone_name(scene->clock.setup.zone)));
}

void scene_set_stamp(
	struct scene *scene, struct spoor_event *event, const struct stamp *stamp)
{
	struct moment moment;

	clock_solve(&scene->clock, stamp, &moment);
	scene_set_time(scene, event, &moment);
}
