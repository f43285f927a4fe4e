/* SPDX-License-Identifier: ISC */
/*
 * Our own stream is read more often than any log: by each command of a pipe. What our writer
 * wrote has its keys in table order, no blanks and few escapes; such a line is read in one pass.
 * Anything else is left to the strict reader, so that both give the same.
 */
#include "base/addr.h"
#include "base/stamp.h"
#include "codec/ndjson.h"

enum { SECOND_LEN = 19 /* "2025-12-29T08:50:17" */, DIGITS_MOST = 18 };

/* A line while it is read. */
struct line {
	const char *at;
	const char *end;
	struct spoor_event *event;
	struct ndjson_hint *hint;
};

static bool skip(struct line *line, char c)
{
	if (line->at == line->end || *line->at != c)
		return false;
	line->at++;
	return true;
}

/* ------------------------------------------------------------------ keys */

/* The key of a field is next: "name": */
static bool is_key(const struct line *line, size_t field)
{
	const struct field_row *row = &field_rows[field];
	size_t len = row->key_len - 1u; /* without the comma */

	return (size_t)(line->end - line->at) > len && len >= 8 &&
	       load8(line->at + len - 8) == load8(row->key + 1 + len - 8) &&
	       memcmp(line->at, row->key + 1, len - 8) == 0;
}

/* The field whose key is next, one behind `after` (FIELD_COUNT: any); FIELD_COUNT: none. What
 * came behind it the last two times is tried first. */
static inline size_t find_field(struct line *line, size_t after)
{
	uint8_t *next = line->hint->next[after];
	size_t field = after == FIELD_COUNT ? 0 : after + 1;

	for (size_t i = 0; i < 2; i++)
		if (next[i] >= field && is_key(line, next[i]))
			return next[i];
	while (field < FIELD_COUNT && !is_key(line, field))
		field++;
	if (field < FIELD_COUNT) {
		next[1] = next[0];
		next[0] = (uint8_t)field;
	}
	return field;
}

/* ------------------------------------------------------------------ values */

/* What is between quotes, if it is not empty and without escapes. */
static bool take_text(struct line *line, spoor_view *text_r)
{
	const char *start;
	const char *at;

	if (!skip(line, '"'))
		return false;
	start = at = line->at;
	while (line->end - at >= CHUNK) {
		unsigned mask = specials16(load16(at));

		if (mask && HAS_MASKS)
			at += __builtin_ctz(mask);
		if (mask)
			break;
		at += CHUNK;
	}
	while (at < line->end && (unsigned char)*at >= 0x20 &&
		(unsigned char)*at < 0x7f && *at != '"' && *at != '\\')
		at++;
	*text_r = view_of(start, (size_t)(at - start));
	line->at = at;
	return text_r->len && skip(line, '"');
}

static bool take_number(struct line *line, int64_t *number_r)
{
	const char *start = line->at;
	int64_t number = 0;

	while (line->at < line->end && is_digit(*line->at) &&
		line->at - start < DIGITS_MOST)
		number = number * 10 + (*line->at++ - '0');
	*number_r = number;
	return line->at - start == 1 || (line->at != start && *start != '0');
}

/* "0.25", "12". */
static bool take_decimal(struct line *line, spoor_view *text_r)
{
	const char *start = line->at;
	int64_t number;

	if (!take_number(line, &number))
		return false;
	if (skip(line, '.')) {
		const char *point = line->at;

		while (line->at < line->end && is_digit(*line->at))
			line->at++;
		if (line->at == point)
			return false;
	}
	*text_r = view_of(start, (size_t)(line->at - start));
	return true;
}

static bool take_flag(struct line *line, bool *flag_r)
{
	size_t left = (size_t)(line->end - line->at);

	*flag_r = left > 4 && memcmp(line->at, "true", 4) == 0;
	if (!*flag_r && (left <= 5 || memcmp(line->at, "false", 5) != 0))
		return false;
	line->at += *flag_r ? 4 : 5;
	return true;
}

/* Times of one second come in a row. */
static bool take_time(struct line *line, int64_t *ns_r, int *digits_r)
{
	struct ndjson_hint *hint = line->hint;
	spoor_view text;
	bool whole;

	if (!take_text(line, &text))
		return false;
	whole = text.len == SECOND_LEN + 1 && text.ptr[SECOND_LEN] == 'Z';
	if (whole && hint->second_known &&
		memcmp(hint->second, text.ptr, SECOND_LEN) == 0) {
		*ns_r = hint->second_ns;
		*digits_r = 0;
		return true;
	}
	if (!stamp_parse_instant(text, ns_r, digits_r))
		return false;
	if (whole) {
		memcpy(hint->second, text.ptr, SECOND_LEN);
		hint->second_ns = *ns_r;
		hint->second_known = true;
	}
	return true;
}

/* An address in its canonical form. */
static bool is_canonical(struct spoor_event *event, spoor_view text)
{
	spoor_view canonical = addr_canonical(event->arena, text);

	return canonical.ptr == text.ptr && canonical.len == text.len;
}

static bool read_text(struct line *line, enum field field)
{
	spoor_view text;

	if (!take_text(line, &text) || (field_row(field)->info.type == SPOOR_ADDRESS &&
					       !is_canonical(line->event, text)))
		return false;
	event_set_text(line->event, field, text);
	return true;
}

static bool read_list(struct line *line, enum field field)
{
	spoor_view text;

	if (field_row(field)->info.type != SPOOR_TEXT || !skip(line, '['))
		return false;
	do {
		if (!take_text(line, &text))
			return false;
		event_add_text(line->event, field, text);
	} while (skip(line, ','));
	return skip(line, ']');
}

static enum action find_action(struct ndjson_hint *hint, spoor_view name)
{
	size_t slot = (name.len * 7 + (unsigned char)name.ptr[0] +
			      (unsigned char)name.ptr[name.len - 1]) %
		      NDJSON_HINTS;
	enum action action = (enum action)hint->actions[slot];

	if (!view_eq(action_name(action), name)) {
		action = action_find(name);
		hint->actions[slot] = action < ACTION_COUNT ? (uint8_t)action : 0;
	}
	return action;
}

static bool read_action(struct line *line)
{
	spoor_view name;
	enum action action;

	if (!take_text(line, &name))
		return false;
	action = find_action(line->hint, name);
	if (action == ACTION_COUNT)
		return false;
	event_set_action(line->event, action);
	return true;
}

static bool read_value(struct line *line, enum field field)
{
	spoor_view text;
	int64_t number;
	int digits;
	bool flag;

	switch (field_row(field)->holds) {
	case HOLDS_TEXT:
		return read_text(line, field);
	case HOLDS_NUMBER:
		if (!take_number(line, &number))
			return false;
		event_set_number(line->event, field, number);
		return true;
	case HOLDS_TIME:
		if (!take_time(line, &number, &digits))
			return false;
		event_set_time(line->event, field, number, digits);
		return true;
	case HOLDS_FLAG:
		if (!take_flag(line, &flag))
			return false;
		event_set_flag(line->event, field, flag);
		return true;
	case HOLDS_ACTION:
		return read_action(line);
	case HOLDS_DECIMAL:
		if (!take_decimal(line, &text))
			return false;
		event_set_text(line->event, field, text);
		return true;
	default:
		return read_list(line, field);
	}
}

bool ndjson_read_quick(
	spoor_view text, struct spoor_event *event, struct ndjson_hint *hint)
{
	struct line line = {text.ptr, text.ptr + text.len, event, hint};
	size_t field = FIELD_COUNT;

	if (!skip(&line, '{'))
		return false;
	do {
		field = find_field(&line, field);
		if (field == FIELD_COUNT)
			return false;
		line.at += field_rows[field].key_len - 1;
		if (!read_value(&line, (enum field)field))
			return false;
	} while (skip(&line, ','));
	return skip(&line, '}') && line.at == line.end && event->action < ACTION_COUNT &&
	       event_has(event, FIELD_LOG_LINE);
}
