/* SPDX-License-Identifier: ISC */
/*
 * The reader of the templates. They nest: what is open is kept on a stack of our own. Values are
 * never read as templates.
 */
#include "sentence.h"

#include "codec/amount.h"
#include "codec/escape.h"
#include "event/print.h"

enum {
	VALUE_MOST = 200, /* bytes of one value */
	LINE_MOST = 300,  /* bytes of a whole log line */
	LIST_MOST = 5,    /* values of a field with several */
	DEPTH_MOST = 16   /* templates, groups and fragments within each other */
};

/* A placeholder, taken apart. */
struct place {
	enum field field;
	spoor_view format; /* behind the colon */
	spoor_view noun;   /* behind the blank */
	bool not_zero;
};

/* A template being told: a whole one, a fragment, or one choice of a group. */
struct level {
	spoor_view rest;
	bool is_group;
	spoor_view choices; /* of the group, behind this one */
	size_t start;       /* of what the group has told */
};

struct teller {
	struct buf *out;
	const struct spoor_event *event;
	struct level levels[DEPTH_MOST];
	int depth;
};

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

/* Opens a template; false: it nests too deep. */
static bool enter(struct teller *teller, const struct level *level)
{
	if (teller->depth == DEPTH_MOST)
		return false;
	teller->levels[teller->depth++] = *level;
	return true;
}

static bool enter_fragment(struct teller *teller, spoor_view name)
{
	const struct fragment *fragment;

	for (size_t i = 0; (fragment = sentence_fragment_at(i)); i++)
		if (view_eq(name, view_string(fragment->name)))
			return enter(teller,
				&(struct level){.rest = view_string(fragment->text)});
	return false;
}

/* Goes on with the next choice of a group; false: there is none. */
static bool choose(struct level *level)
{
	size_t end = find_outside(level->choices, '|');

	if (level->choices.len == 0)
		return false;
	level->rest = view_head(level->choices, end);
	level->choices =
		view_skip(level->choices, end < level->choices.len ? end + 1 : end);
	return true;
}

/* "one|other": the first in which nothing is absent. */
static bool enter_group(struct teller *teller, spoor_view text)
{
	struct level level = {
		.is_group = true, .choices = text, .start = teller->out->len};

	return !choose(&level) || enter(teller, &level);
}

/* Something is absent: the innermost group that has another choice goes on with it. A group
 * without one tells nothing; outside of all groups everything ends here. */
static void give_up(struct teller *teller)
{
	while (teller->depth > 0) {
		struct level *level = &teller->levels[teller->depth - 1];

		if (level->is_group) {
			teller->out->len = level->start;
			if (!choose(level))
				teller->depth--;
			return;
		}
		teller->depth--;
	}
}

static bool tell_place(struct teller *teller, spoor_view text)
{
	switch (text.len ? text.ptr[0] : '\0') {
	case '\0':
		return false;
	case '?':
		return is_met(teller->event, view_skip(text, 1));
	case '@':
		return enter_fragment(teller, view_skip(text, 1));
	default:
		return tell_value(teller->out, teller->event, text);
	}
}

static bool is_open(char c)
{
	return c == '[' || c == '<' || c == '{';
}

/* Takes what is in brackets from the front, behind the one that opens them. */
static spoor_view take_inside(spoor_view *rest, char open)
{
	size_t end = open == '[' ? find_outside(*rest, ']')
				 : view_find(*rest, open == '<' ? '>' : '}');
	spoor_view inside = view_head(*rest, end);

	*rest = view_skip(*rest, end < rest->len ? end + 1 : end);
	return inside;
}

/* One piece at the front, which is plain text up to the next bracket, or a bracket's content.
 * False: it is absent. */
static bool tell_piece(struct teller *teller, spoor_view *rest)
{
	size_t end = 0;
	char open;
	spoor_view inside;

	while (end < rest->len && !is_open(rest->ptr[end]))
		end++;
	if (end) {
		buf_add(teller->out, view_head(*rest, end));
		*rest = view_skip(*rest, end);
		return true;
	}
	open = rest->ptr[0];
	*rest = view_skip(*rest, 1);
	inside = take_inside(rest, open);
	if (open == '{')
		return tell_place(teller, inside);
	if (open == '[')
		return enter_group(teller, inside);
	tell_verb(teller->out, teller->event, inside);
	return true;
}

static void tell(struct buf *out, const struct spoor_event *event, spoor_view text)
{
	struct teller teller = {.out = out, .event = event};

	enter(&teller, &(struct level){.rest = text});
	while (teller.depth > 0) {
		struct level *level = &teller.levels[teller.depth - 1];

		if (level->rest.len == 0)
			teller.depth--;
		else if (!tell_piece(&teller, &level->rest))
			give_up(&teller);
	}
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
