/* SPDX-License-Identifier: ISC */
/*
 * Only heads without anything unusual are kept: RFC 3164 or RFC 3339 stamp, host, ident, perhaps
 * a pid, ": ". Whether a line has one is decided by the bytes up to its ident's end, so what was
 * found for one of them holds for the next.
 */
#include "memo.h"

#include "format/envelope.h"
#include "format/notice.h"

enum {
	KEY_LEAST = 8,
	PID_MOST = 10,
	ISO_BLANK = 10 /* where "2025-12-29T…" has its T */
};

void memo_begin(struct memo *memo, const struct scene *scene)
{
	if (memo->path.ptr == scene->path.ptr && memo->host.ptr == scene->host.ptr &&
		memo->of_zone == scene->clock.setup.zone)
		return;
	memo->path = scene->path;
	memo->host = scene->host;
	memo->of_zone = scene->clock.setup.zone;
	for (size_t i = 0; i < MEMO_HEADS; i++)
		memo->heads[i].shape = 0;
}

/* Where the key at the front ends, behind the first '[' or ':'; 0: too far. */
static size_t find_key(spoor_view rest)
{
	size_t most = rest.len < MEMO_KEY_MOST ? rest.len : MEMO_KEY_MOST;
	size_t at = view_find_either(view_head(rest, most), '[', ':');

	return at < most && at >= KEY_LEAST ? at + 1 : 0;
}

/* Where the heads like this one are. */
static size_t set_of(spoor_view key)
{
	uint64_t hash = load8(key.ptr + key.len - 8) ^ load8(key.ptr) ^ key.len;

	return (hash * UINT64_C(0x9e3779b97f4a7c15) >> (64 - MEMO_SET_BITS)) * MEMO_WAYS;
}

/* `key` has KEY_LEAST bytes or more. */
static bool is_of(const struct memo_head *head, spoor_view key)
{
	uint64_t differ = load8(head->key + key.len - 8) ^ load8(key.ptr + key.len - 8);

	if (head->key_len != key.len)
		return false;
	for (size_t i = 0; i + 8 < key.len; i += 8)
		differ |= load8(head->key + i) ^ load8(key.ptr + i);
	return differ == 0;
}

/* NULL: it is not kept. */
static struct memo_head *find(struct memo *memo, spoor_view key)
{
	struct memo_head *set = &memo->heads[set_of(key)];

	for (size_t way = 0; way < MEMO_WAYS; way++)
		if (is_of(&set[way], key))
			return &set[way];
	return NULL;
}

/* The stamps that nearly all lines have, and the blank behind them. */
static bool scan_time(struct clock *clock, spoor_view *cursor, struct moment *moment_r)
{
	spoor_view rest = *cursor;

	if (clock_give_kept(clock, rest, moment_r)) {
		*cursor = view_skip(rest, CLOCK_BSD_LEN + 1);
		return true;
	}
	if (rest.len < 2 * KEY_LEAST)
		return false;
	if (is_digit(rest.ptr[0])) {
		if (rest.ptr[ISO_BLANK] != 'T' || !clock_scan_iso(clock, &rest, moment_r))
			return false;
	} else if (!clock_scan_bsd(clock, &rest, moment_r)) {
		return false;
	}
	if (rest.len == 0 || rest.ptr[0] != ' ')
		return false;
	*cursor = view_skip(rest, 1);
	return true;
}

/* "77]" */
static bool scan_pid(spoor_view *cursor, int64_t *pid_r)
{
	size_t digits = 0;
	int64_t pid = 0;

	while (digits < cursor->len && digits < PID_MOST && is_digit(cursor->ptr[digits]))
		pid = pid * 10 + (cursor->ptr[digits++] - '0');
	if (digits == 0 || digits == cursor->len || cursor->ptr[digits] != ']')
		return false;
	*pid_r = pid;
	*cursor = view_skip(*cursor, digits + 1);
	return true;
}

/* What is in front of a text sometimes. */
static bool is_unusual(spoor_view text)
{
	return text.len == 0 || text.ptr[0] == ' ' || text.ptr[0] == '\t' ||
	       text.ptr[0] == '[';
}

/* "last message repeated 3 times" and its like begin so. */
static bool may_repeat(spoor_view text)
{
	return text.ptr[0] == 'l' || text.ptr[0] == 'm' || text.ptr[0] == 'L' ||
	       text.ptr[0] == '-';
}

/* Gives the head a shape of its own for what its events have in common from now on. */
static void renew_shape(
	const struct scene *scene, struct memo_head *head, const struct moment *moment)
{
	const struct zone *zone = scene->clock.setup.zone;

	head->proof = (struct memo_proof){
		.year = moment->year,
		.zone = moment->zone,
		.year_text = view_string(moment->year),
		.zone_text = view_string(moment->zone),
		.zone_name = view_string(moment->zone && zone ? zone_name(zone) : NULL),
	};
	head->shape = scene->memo->shapes < UINT32_MAX ? ++scene->memo->shapes : 0;
}

static inline void fill(struct spoor_event *event, enum field field, spoor_view text)
{
	if (text.len == 0)
		return;
	event->bits.has[0] |= field_bit(field);
	event->at[field] = event->count;
	event->values[event->count++].text = text;
}

_Static_assert(FIELD_PROCESS_NAME < 64, "the common fields are in the first word");

/* What all events of the shape have, in an event without fields. */
static void set_common(const struct scene *scene, const struct memo_head *head,
	const struct envelope *envelope, struct spoor_event *event)
{
	fill(event, FIELD_EVENT_TIMEZONE, head->proof.zone_name);
	fill(event, FIELD_TIME_YEAR, head->proof.year_text);
	fill(event, FIELD_TIME_ZONE, head->proof.zone_text);
	fill(event, FIELD_HOST_NAME, scene->host.len ? scene->host : envelope->host);
	fill(event, FIELD_PROCESS_NAME, envelope->ident);
	event->bits.same[0] = event->bits.has[0];
	event->shape = head->shape;
}

/* A line taken apart. */
struct memo_line {
	struct memo_head *head;
	struct envelope envelope;
	struct moment moment;
	int64_t pid; /* -1: none */
};

static inline bool scan_line(
	struct scene *scene, spoor_view rest, struct memo_line *line_r)
{
	struct envelope *envelope = &line_r->envelope;
	struct memo_head *head;
	size_t len;

	if (!scan_time(&scene->clock, &rest, &line_r->moment))
		return false;
	len = find_key(rest);
	head = len ? find(scene->memo, view_head(rest, len)) : NULL;
	if (!head)
		return false;
	envelope->host = view_head(rest, head->host_len);
	envelope->ident =
		view_of(rest.ptr + head->host_len + 1, len - head->host_len - 2u);
	rest = view_skip(rest, len);
	envelope->pid = view_head(rest, 0);
	line_r->pid = -1;
	if (head->key[len - 1] == '[') {
		if (!scan_pid(&rest, &line_r->pid) || rest.len == 0 || rest.ptr[0] != ':')
			return false;
		envelope->pid.len = (size_t)(rest.ptr - envelope->pid.ptr) - 1;
		rest = view_skip(rest, 1);
	}
	if (rest.len == 0 || rest.ptr[0] != ' ' || is_unusual(view_skip(rest, 1)))
		return false;
	envelope->text = view_skip(rest, 1);
	envelope->claim = head->claim;
	line_r->head = head;
	return true;
}

bool memo_read(struct scene *scene, spoor_view line, struct spoor_event *event)
{
	struct memo_line taken;
	struct memo_head *head;

	if (!scan_line(scene, line, &taken))
		return false;
	head = taken.head;
	if (head->shape == 0 || head->proof.year != taken.moment.year ||
		head->proof.zone != taken.moment.zone)
		renew_shape(scene, head, &taken.moment);
	set_common(scene, head, &taken.envelope, event);
	event_set_time(event, FIELD_TIMESTAMP, taken.moment.ns, taken.moment.digits);
	if (taken.pid >= 0)
		event_set_number(event, FIELD_PROCESS_PID, taken.pid);
	if (!may_repeat(taken.envelope.text) ||
		!notice_read(scene, &taken.envelope, event))
		envelope_pass_on(scene, head->format, &taken.envelope, event);
	return true;
}

bool memo_time(struct scene *scene, spoor_view line, int64_t *ns_r)
{
	struct memo_line taken;

	if (!scan_line(scene, line, &taken) || !taken.head->format ||
		taken.head->format->retimes)
		return false;
	*ns_r = taken.moment.ns;
	return true;
}

/* True when host and ident stand as in the key and nothing else is in the head. */
static bool is_plain(spoor_view rest, size_t key_len, const struct head *head)
{
	const struct envelope *envelope = &head->envelope;

	return head->timed && !head->full && head->priority < 0 && head->severity < 0 &&
	       head->zone.len + head->unit.len + head->msgid.len + head->data.len +
			       head->code.len + head->relay.len ==
		       0 &&
	       envelope->host.len && envelope->host.ptr == rest.ptr &&
	       envelope->host.len + 1 + envelope->ident.len + 1 == key_len &&
	       envelope->ident.len &&
	       envelope->ident.ptr == rest.ptr + envelope->host.len + 1 &&
	       (rest.ptr[key_len - 1] == '[') == (envelope->pid.len != 0);
}

void memo_keep(struct scene *scene, spoor_view line, const struct head *head)
{
	spoor_view rest = line;
	struct memo_head *kept;
	struct moment moment;
	size_t len;

	if (scene->site->strict_time || !scan_time(&scene->clock, &rest, &moment))
		return;
	len = find_key(rest);
	if (len == 0 || !is_plain(rest, len, head) ||
		notice_is_logger(head->envelope.ident))
		return;
	kept = &scene->memo->heads[set_of(view_head(rest, len)) +
				   scene->memo->turn++ % MEMO_WAYS];
	memcpy(kept->key, rest.ptr, len);
	kept->key_len = (uint8_t)len;
	kept->host_len = (uint8_t)head->envelope.host.len;
	kept->format = format_of_program(head->envelope.ident, &kept->claim);
	kept->shape = 0;
}
