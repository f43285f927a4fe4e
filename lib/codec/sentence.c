/* SPDX-License-Identifier: ISC */
/* The reader of the templates. They are ours and nest but a few levels; values never recurse. */
#include "sentence.h"

#include "codec/amount.h"
#include "codec/escape.h"
#include "event/print.h"

enum {
	VALUE_MOST = 200, /* bytes of one value */
	LINE_MOST = 300,  /* bytes of a whole log line */
	LIST_MOST = 5     /* values of a field with several */
};

/* A placeholder, taken apart. */
struct place {
	enum field field;
	spoor_view format; /* behind the colon */
	spoor_view noun;   /* behind the blank */
	bool not_zero;
};

static bool tell(struct buf *out, const struct spoor_event *event, spoor_view text);

/* ------------------------------------------------------------------ values */

/* Splits at the first of the marks that is there, and gives it; 0: none is. */
static char split_at(
	spoor_view text, const char *marks, spoor_view *head_r, spoor_view *tail_r)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(marks, text.ptr[i])) {
			*head_r = view_head(text, i);
			*tail_r = view_skip(text, i + 1);
			return text.ptr[i];
		}
	*head_r = text;
	*tail_r = view_of("", 0);
	return 0;
}

static struct place read_place(spoor_view text)
{
	bool plus = text.ptr[0] == '+';
	struct place place = {.not_zero = plus};
	spoor_view name;
	spoor_view tail;
	char mark = split_at(view_skip(text, plus), ": ", &name, &tail);

	place.field = field_find(name);
	place.format = mark == ':' ? tail : view_of("", 0);
	place.noun = mark == ' ' ? tail : view_of("", 0);
	return place;
}

static void add_text(struct buf *out, spoor_view text, spoor_view format)
{
	if (view_eq(format, VIEW("quoted")))
		escape_add_quoted(out, text, VALUE_MOST);
	else if (view_eq(format, VIEW("line")))
		escape_add_quoted(out, text, LINE_MOST);
	else
		escape_add_word(out, text, VALUE_MOST);
}

static bool tell_texts(
	struct buf *out, const struct spoor_event *event, const struct place *place)
{
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count = print_count(event, place->field, &derived);

	for (size_t i = 0; i < count && i < LIST_MOST; i++) {
		if (i)
			buf_add(out, VIEW(", "));
		add_text(out, print_value(event, place->field, &derived, i, room),
			place->format);
	}
	if (count > LIST_MOST) {
		buf_add(out, VIEW(" and "));
		buf_add_number(out, (int64_t)(count - LIST_MOST));
		buf_add(out, VIEW(" more"));
	}
	return count != 0;
}

static bool tell_number(
	struct buf *out, const struct spoor_event *event, const struct place *place)
{
	const union value *value = event_get(event, place->field);

	if (!value || (place->not_zero && value->number == 0))
		return false;
	if (place->noun.len)
		amount_add_count(out, value->number, place->noun);
	else if (view_eq(place->format, VIEW("size")))
		amount_add_size(out, value->number);
	else if (view_eq(place->format, VIEW("duration")))
		amount_add_duration(out, value->number);
	else
		buf_add_number(out, value->number);
	return true;
}

static bool tell_value(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	struct place place = read_place(text);

	if (place.field == FIELD_COUNT)
		return false;
	if (field_row(place.field)->info.type == SPOOR_INTEGER)
		return tell_number(out, event, &place);
	return tell_texts(out, event, &place);
}

/* ------------------------------------------------------------------ conditions */

static bool has_value(const struct spoor_event *event, enum field field, spoor_view value)
{
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count = print_count(event, field, &derived);

	for (size_t i = 0; i < count; i++)
		if (view_eq(print_value(event, field, &derived, i, room), value))
			return true;
	return false;
}

/* "field=value" or "field!other". */
static bool is_met(const struct spoor_event *event, spoor_view text)
{
	spoor_view name;
	spoor_view tail;
	char mark = split_at(text, "=!", &name, &tail);
	enum field field = field_find(name);
	enum field other;

	if (field == FIELD_COUNT)
		return false;
	if (mark == '=')
		return has_value(event, field, tail);
	other = field_find(tail);
	return other != FIELD_COUNT && event_has(event, field) &&
	       event_has(event, other) &&
	       !view_eq(event_text(event, field), event_text(event, other));
}

/* ------------------------------------------------------------------ templates */

static bool tell_fragment(
	struct buf *out, const struct spoor_event *event, spoor_view name)
{
	const struct fragment *fragment;

	for (size_t i = 0; (fragment = sentence_fragment_at(i)); i++)
		if (view_eq(name, view_string(fragment->name)))
			return tell(out, event, view_string(fragment->text));
	return false;
}

static bool tell_place(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	switch (text.len ? text.ptr[0] : '\0') {
	case '\0':
		return false;
	case '?':
		return is_met(event, view_skip(text, 1));
	case '@':
		return tell_fragment(out, event, view_skip(text, 1));
	default:
		return tell_value(out, event, text);
	}
}

/* "opened/open". */
static void tell_verb(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	spoor_view outcome = event_text(event, FIELD_EVENT_OUTCOME);
	spoor_view past = view_split(&text, '/');
	bool failed = view_eq(outcome, VIEW("failure"));

	if (!failed && !view_eq(outcome, VIEW("unknown"))) {
		buf_add(out, past);
		return;
	}
	buf_add(out, failed ? VIEW("failed to ") : VIEW("tried to "));
	buf_add(out, text);
}

/* Where the first `mark` outside of brackets is; text.len: there is none. */
static size_t find_outside(spoor_view text, char mark)
{
	int depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (depth == 0 && text.ptr[i] == mark)
			return i;
		depth += (text.ptr[i] == '[') - (text.ptr[i] == ']');
	}
	return text.len;
}

/* "one|other": the first in which nothing is absent. */
static void tell_group(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	size_t start = out->len;

	while (text.len) {
		size_t end = find_outside(text, '|');

		if (tell(out, event, view_head(text, end)))
			return;
		out->len = start;
		text = view_skip(text, end < text.len ? end + 1 : end);
	}
}

static bool is_open(char c)
{
	return c == '[' || c == '<' || c == '{';
}

/* One piece at the front, which is plain text up to the next bracket, or a bracket's content. */
static bool tell_piece(struct buf *out, const struct spoor_event *event, spoor_view *text)
{
	char open = text->ptr[0];
	char close = open == '[' ? ']' : open == '<' ? '>' : '}';
	spoor_view rest = view_skip(*text, 1);
	spoor_view inside;
	size_t end = 0;

	while (end < text->len && !is_open(text->ptr[end]))
		end++;
	if (end) {
		buf_add(out, view_head(*text, end));
		*text = view_skip(*text, end);
		return true;
	}
	end = open == '[' ? find_outside(rest, close) : view_find(rest, close);
	inside = view_head(rest, end);
	*text = view_skip(rest, end < rest.len ? end + 1 : end);
	if (open == '{')
		return tell_place(out, event, inside);
	if (open == '[')
		tell_group(out, event, inside);
	else
		tell_verb(out, event, inside);
	return true;
}

/* False, and ended there: something in the template, but not in its groups, is absent. */
static bool tell(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	while (text.len)
		if (!tell_piece(out, event, &text))
			return false;
	return true;
}

static bool fits(const struct sentence *sentence, const struct spoor_event *event)
{
	if (sentence->action != event->action)
		return false;
	if (sentence->field == FIELD_COUNT)
		return true;
	return sentence->value
		       ? has_value(event, sentence->field, view_string(sentence->value))
		       : event_has(event, sentence->field);
}

void sentence_write(struct buf *out, const struct spoor_event *event)
{
	const struct sentence *sentence;

	for (size_t i = 0; (sentence = sentence_at(i)); i++)
		if (fits(sentence, event)) {
			tell(out, event, view_string(sentence->text));
			tell(out, event, VIEW("{@why}"));
			return;
		}
}
