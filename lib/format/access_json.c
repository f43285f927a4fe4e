/* SPDX-License-Identifier: ISC */
/*
 * Access logs in JSON: nginx with `log_format … escape=json`, Apache with a LogFormat that looks
 * like it, Caddy, Traefik; one object a line. The keys are the site's choice: each spelling that
 * sites use has its row, and what has none goes to spoor.extra.
 *
 *	{"time":"2025-12-29T08:50:12+01:00","remote_addr":"192.0.2.7","method":"GET","uri":"/",
 *	 "protocol":"HTTP/1.1","status":200,"bytes":5412,"referer":"","agent":"Mozilla/5.0"}
 *
 * Deviations we accept: numbers in quotes; several times (the finest counts); a request's parts
 * in an object of their own ("request", "headers"); nginx without escape=json, which writes
 * \xHH: no JSON, but what is meant is plain.
 */
#include "base/utf8.h"
#include "format/access_members.h"
#include "format/table.h"
#include "format/weblog.h"

static int bid(spoor_view line)
{
	struct access_members members;

	return access_members_read(line, &members) ? 75 : 0;
}

/* nginx without escape=json writes \xHH for quotes, backslashes and what is not ASCII. */
static spoor_view mend(struct arena *arena, spoor_view record)
{
	char *out = arena_room(arena, record.len * 2);
	size_t used = 0;

	if (!out)
		return record;
	while (record.len) {
		int high = record.len > 3 ? hex_value(record.ptr[2]) : -1;
		int low = record.len > 3 ? hex_value(record.ptr[3]) : -1;

		if (!view_starts(record, VIEW("\\x")) || high < 0 || low < 0) {
			out[used++] = record.ptr[0];
			record = view_skip(record, 1);
			continue;
		}
		if (high < 8) {
			memcpy(out + used, "\\u00", 4);
			memcpy(out + used + 4, record.ptr + 2, 2);
			used += 6;
		} else {
			out[used++] = (char)(high * 16 + low);
		}
		record = view_skip(record, 4);
	}
	arena_keep(arena, used);
	return utf8_clean(arena, view_of(out, used));
}

/* `number` of units of ten to the minus `digits` seconds, as nanoseconds. */
static bool to_nanos(int64_t number, int digits, int64_t *ns_r)
{
	int64_t unit = STAMP_NANOS;

	for (int i = 0; i < digits; i++)
		unit /= 10;
	if (number > INT64_MAX / unit)
		return false;
	*ns_r = number * unit;
	return true;
}

/* Seconds since 1970 with a fraction, or the same as milli-, micro- or nanoseconds. */
static bool scan_epoch(spoor_view text, struct moment *moment_r)
{
	spoor_view whole = view_split(&text, '.');
	int64_t number;
	int64_t fraction = 0;
	int64_t ns;

	if (!view_number(whole, &number) || whole.len < 9)
		return false;
	*moment_r = (struct moment){.digits = whole.len > 10 ? (int)whole.len - 10 : 0};
	if (moment_r->digits)
		return moment_r->digits % 3 == 0 && text.len == 0 &&
		       to_nanos(number, moment_r->digits, &moment_r->ns);
	text = view_head(text, text.len < 9 ? text.len : 9);
	if ((text.len && !view_number(text, &fraction)) || !to_nanos(number, 0, &ns) ||
		!to_nanos(fraction, (int)text.len, &moment_r->ns) ||
		ns > INT64_MAX - moment_r->ns)
		return false;
	moment_r->ns += ns;
	moment_r->digits = (int)text.len;
	return true;
}

static bool scan_moment(struct scene *scene, spoor_view text, struct moment *moment_r)
{
	struct stamp stamp;

	text = view_unwrap(text, '[', ']');
	if (scan_epoch(text, moment_r))
		return true;
	if ((!stamp_scan_iso(&text, &stamp) && !stamp_scan_access(&text, &stamp)) ||
		text.len)
		return false;
	clock_solve(&scene->clock, &stamp, moment_r);
	return true;
}

/* A line's values by their slots, and its time. */
struct line {
	spoor_view at[SLOT_COUNT];
	struct moment moment;
	bool timed;
};

/* The finest of several times. */
static bool take_time(struct scene *scene, struct line *line, spoor_view text)
{
	struct moment moment;

	if (!scan_moment(scene, text, &moment))
		return false;
	if (!line->timed || moment.digits > line->moment.digits)
		line->moment = moment;
	line->timed = true;
	return true;
}

/* Puts a member where it belongs. Of two that mean the same the first counts. */
static void take_member(struct scene *scene, struct line *line,
	const struct access_member *member, struct spoor_event *event)
{
	struct json value = {.text = member->text, .escaped = member->escaped};
	spoor_view text;

	if (!json_text(&value, event->arena, &text))
		text = member->text;
	text = web_no_dash(text);
	if (text.len == 0)
		return;
	if (member->slot == SLOT_TIME && take_time(scene, line, text))
		return;
	if (member->slot == SLOT_DURATION && web_set_duration(event, text))
		return;
	if (member->slot < SLOT_INSIDE && member->slot != SLOT_TIME &&
		member->slot != SLOT_DURATION && line->at[member->slot].len == 0)
		line->at[member->slot] = text;
	else
		event_add_extra(event, member->key, text);
}

/* nginx's $uri is the path alone, the query has a key of its own. */
static spoor_view join_url(struct arena *arena, spoor_view path, spoor_view query)
{
	char *out;

	if (query.len == 0 || path.len == 0 || view_has(path, '?'))
		return path;
	out = arena_room(arena, path.len + 1 + query.len);
	if (!out)
		return path;
	memcpy(out, path.ptr, path.len);
	out[path.len] = '?';
	memcpy(out + path.len + 1, query.ptr, query.len);
	arena_keep(arena, path.len + 1 + query.len);
	return view_of(out, path.len + 1 + query.len);
}

static void set_fields(
	const struct site *site, const struct line *line, struct spoor_event *event)
{
	const spoor_view *at = line->at;
	struct web_request request = {
		.client = at[SLOT_CLIENT],
		.forwarded = at[SLOT_FORWARDED],
		.user = at[SLOT_USER],
		.domain = at[SLOT_HOST],
		.method = at[SLOT_METHOD],
		.url = at[SLOT_URL],
		.protocol = at[SLOT_PROTOCOL],
		.referrer = at[SLOT_REFERRER],
		.agent = at[SLOT_AGENT],
	};
	int64_t status;

	if (request.url.len == 0)
		request.url = join_url(event->arena, at[SLOT_PATH], at[SLOT_QUERY]);
	if (at[SLOT_REQUEST].len)
		web_read_request(event, at[SLOT_REQUEST], &request);
	if (view_number(at[SLOT_STATUS], &status) && status < 1000)
		request.status = (int)status;
	event_set_digits(event, FIELD_HTTP_RESPONSE_BODY_BYTES, at[SLOT_BODY_BYTES]);
	event_set_digits(event, FIELD_HTTP_RESPONSE_BYTES, at[SLOT_BYTES]);
	event_set_text(event, FIELD_HTTP_REQUEST_ID, at[SLOT_REQUEST_ID]);
	event_set_text(event, FIELD_TLS_VERSION, at[SLOT_TLS_VERSION]);
	event_set_text(event, FIELD_TLS_CIPHER, at[SLOT_TLS_CIPHER]);
	web_set_request(site, event, &request);
	event_set_digits(event, FIELD_SOURCE_PORT, at[SLOT_PORT]);
}

bool access_json_read(struct scene *scene, enum web_server server, spoor_view record,
	struct spoor_event *event)
{
	struct line line = {.timed = false};
	struct access_members members;

	for (size_t i = 0; i < SLOT_COUNT; i++)
		line.at[i] = view_of("", 0);
	if (!access_members_read(record, &members) &&
		(!view_starts(record, VIEW("{")) || !view_holds(record, VIEW("\\x")) ||
			!access_members_read(mend(event->arena, record), &members)))
		return false;
	for (size_t i = 0; i < members.count; i++)
		take_member(scene, &line, &members.at[i], event);
	if (line.timed) {
		web_forget_time(event);
		scene_set_time(scene, event, &line.moment);
	}
	event_set_dataset(event, web_access_dataset(server));
	set_fields(scene->site, &line, event);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (!access_json_read(scene, web_server_of_path(scene->path), record, event))
		return false;
	web_set_place(scene, event);
	return true;
}

const struct format format_access_json = {
	.info = {.name = "access_json",
		.about =
			"access logs with one JSON object a line, whatever the site calls its keys",
		.sample =
			"{\"time\":\"2025-12-29T08:50:12+01:00\",\"remote_addr\":\"192.0.2.7\","
			"\"method\":\"GET\",\"uri\":\"/\",\"status\":200,\"bytes\":5412}"},
	.bid = bid,
	.parse = parse,
};
