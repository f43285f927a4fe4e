/* SPDX-License-Identifier: ISC */
/*
 * What `docker compose up` and `docker compose logs` print (also docker-compose 1.x and
 * podman-compose): the container's name, padded, a bar, the line; perhaps in colour, perhaps with
 * the engine's stamp (-t).
 *
 *	mail-1  | Dec 29 07:50:17 mx1 postfix/smtpd[77]: connect from unknown[192.0.2.1]
 *	mail-1  | 2025-12-29T07:50:17.377642123Z …
 *	mail-1 exited with code 137
 */
#include "base/scan.h"
#include "format/table.h"
#include "format/wrap.h"

#define DATASET VIEW("compose.log")

enum { SURE = 70, NAME_MOST = 255 };

/* What a line says before its text. */
struct compose_head {
	spoor_view name;
	bool timed;
	struct stamp stamp;
	spoor_view text;
};

/* Escape sequences of a terminal, "\e[36m" and the like. */
static void skip_colours(spoor_view *cursor)
{
	while (view_starts(*cursor, VIEW("\x1b["))) {
		size_t at = 2;

		while (at < cursor->len &&
			(is_digit(cursor->ptr[at]) || cursor->ptr[at] == ';'))
			at++;
		if (at == cursor->len || !is_alpha(cursor->ptr[at]))
			return;
		*cursor = view_skip(*cursor, at + 1);
	}
}

/* A container's name. */
static bool scan_name(spoor_view *cursor, spoor_view *name_r)
{
	spoor_view rest = *cursor;
	size_t len = 0;

	while (len < rest.len && len < NAME_MOST &&
		(is_alpha(rest.ptr[len]) || is_digit(rest.ptr[len]) ||
			memchr("_.-", rest.ptr[len], 3)))
		len++;
	if (len == 0 || !is_alpha(rest.ptr[0]))
		return false;
	*name_r = view_head(rest, len);
	*cursor = view_skip(rest, len);
	return true;
}

static bool scan_head(spoor_view line, struct compose_head *head_r)
{
	skip_colours(&line);
	if (!scan_name(&line, &head_r->name))
		return false;
	skip_colours(&line);
	if (!scan_char(&line, ' '))
		return false;
	scan_blanks(&line);
	skip_colours(&line);
	if (!scan_char(&line, '|'))
		return false;
	skip_colours(&line);
	if (line.len && !scan_char(&line, ' '))
		return false;
	skip_colours(&line);
	head_r->text = line;
	head_r->timed = stamp_scan_iso(&line, &head_r->stamp) && head_r->stamp.zoned &&
			head_r->stamp.digits > 6 &&
			(line.len == 0 || scan_char(&line, ' '));
	if (head_r->timed)
		head_r->text = line;
	return true;
}

/* "NAME exited with code N" */
static bool scan_exit(spoor_view line, spoor_view *name_r, spoor_view *code_r)
{
	int64_t code;

	skip_colours(&line);
	if (!scan_name(&line, name_r) || !scan_literal(&line, VIEW(" exited with code ")))
		return false;
	*code_r = line;
	return view_number(line, &code);
}

static bool is_attaching(spoor_view line)
{
	return view_starts(line, VIEW("Attaching to "));
}

static int bid(spoor_view line)
{
	struct compose_head head;
	spoor_view name;
	spoor_view code;

	return scan_head(line, &head) || is_attaching(line) ||
			       scan_exit(line, &name, &code)
		       ? SURE
		       : 0;
}

/* Compose's own lines. */
static bool read_own(spoor_view record, struct spoor_event *event)
{
	spoor_view name;
	spoor_view code;

	if (is_attaching(record)) {
		event_set_action(event, ACTION_LOG_NOTICE);
		event_set_text(event, FIELD_ERROR_MESSAGE, record);
	} else if (scan_exit(record, &name, &code)) {
		event_set_action(event, ACTION_SERVICE_STOP);
		event_set_text(event, FIELD_CONTAINER_NAME, name);
		event_set_text(event, FIELD_EVENT_CODE, code);
	} else {
		return false;
	}
	event_set_dataset(event, DATASET);
	return true;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct compose_head head;

	if (!scan_head(record, &head))
		return read_own(record, event);
	wrap_set_container_name(event, head.name);
	wrap_read_all(scene, head.text, head.timed ? &head.stamp : NULL, DATASET, event);
	return true;
}

const struct format format_compose = {
	.info = {.name = "compose",
		.about = "the output of docker compose; each line by its format",
		.sample = "mail-1  | Dec 29 07:50:17 mx1 postfix/smtpd[77]: connect from "
			  "unknown[192.0.2.1]"},
	.bid = bid,
	.parse = parse,
};
