/* SPDX-License-Identifier: ISC */
/* Runs the steps of a sentence. */
#include "codec/amount.h"
#include "codec/escape.h"
#include "codec/sentence_code.h"
#include "event/print.h"

enum {
	VALUE_MOST = 200, /* bytes of one value */
	LINE_MOST = 300,  /* bytes of a whole log line */
	LIST_MOST = 5,    /* values of a field with several */
	STEPS_MOST = 1 << 24
};

/* ------------------------------------------------------------------ values */

/* A field whose only value stands in the event as a text. */
static inline bool is_one_text(enum field field)
{
	const struct field_row *row = field_row(field);

	return (row->holds == HOLDS_TEXT || row->holds == HOLDS_ACTION ||
		       row->holds == HOLDS_DECIMAL) &&
	       !row->info.derived;
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
	struct buf *out, const struct spoor_event *event, const struct step *step)
{
	enum field field = (enum field)step->field;
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count;

	if (is_one_text(field)) {
		if (event_has(event, field))
			add_text(out, event_text(event, field), step->text);
		return event_has(event, field);
	}
	count = print_count(event, field, &derived);
	for (size_t i = 0; i < count && i < LIST_MOST; i++) {
		if (i)
			buf_add(out, VIEW(", "));
		add_text(out, print_value(event, field, &derived, i, room), step->text);
	}
	if (count > LIST_MOST) {
		buf_add(out, VIEW(" and "));
		buf_add_number(out, (int64_t)(count - LIST_MOST));
		buf_add(out, VIEW(" more"));
	}
	return count != 0;
}

static bool tell_number(
	struct buf *out, const struct spoor_event *event, const struct step *step)
{
	const union value *value = event_get(event, (enum field)step->field);

	if (!value || (step->not_zero && value->number == 0))
		return false;
	if (step->other.len)
		amount_add_count(out, value->number, step->other);
	else if (view_eq(step->text, VIEW("size")))
		amount_add_size(out, value->number);
	else if (view_eq(step->text, VIEW("duration")))
		amount_add_duration(out, value->number);
	else
		buf_add_number(out, value->number);
	return true;
}

static bool tell_value(
	struct buf *out, const struct spoor_event *event, const struct step *step)
{
	if (step->field == FIELD_COUNT)
		return false;
	if (field_row((enum field)step->field)->holds == HOLDS_NUMBER)
		return tell_number(out, event, step);
	return tell_texts(out, event, step);
}

/* ------------------------------------------------------------------ conditions */

static bool has_value(const struct spoor_event *event, enum field field, spoor_view value)
{
	char room[PRINT_ROOM];
	struct derived derived;
	size_t count;

	if (field == FIELD_COUNT)
		return false;
	if (is_one_text(field))
		return view_eq(event_text(event, field), value);
	count = print_count(event, field, &derived);
	for (size_t i = 0; i < count; i++)
		if (view_eq(print_value(event, field, &derived, i, room), value))
			return true;
	return false;
}

static bool differ(const struct spoor_event *event, const struct step *step)
{
	enum field field = (enum field)step->field;
	enum field other = (enum field)step->other_field;

	return field != FIELD_COUNT && other != FIELD_COUNT && event_has(event, field) &&
	       event_has(event, other) &&
	       !view_eq(event_text(event, field), event_text(event, other));
}

static void tell_verb(
	struct buf *out, const struct spoor_event *event, const struct step *step)
{
	spoor_view outcome = event_text(event, FIELD_EVENT_OUTCOME);
	bool failed = view_eq(outcome, VIEW("failure"));

	if (!failed && !view_eq(outcome, VIEW("unknown"))) {
		buf_add(out, step->text);
		return;
	}
	buf_add(out, failed ? VIEW("failed to ") : VIEW("tried to "));
	buf_add(out, step->other);
}

/* ------------------------------------------------------------------ sentences */

static const struct step *step_at(const struct sentences *sentences, uint32_t index)
{
	return (const struct step *)(const void *)sentences->steps.ptr + index;
}

/* False: the step is absent. */
static bool tell_step(
	struct buf *out, const struct spoor_event *event, const struct step *step)
{
	switch (step->kind) {
	case STEP_TEXT:
		buf_add(out, step->text);
		return true;
	case STEP_VERB:
		tell_verb(out, event, step);
		return true;
	case STEP_VALUE:
		return tell_value(out, event, step);
	case STEP_IS:
		return has_value(event, (enum field)step->field, step->text);
	case STEP_DIFFER:
		return differ(event, step);
	default:
		return false; /* STEP_GO */
	}
}

static void tell(const struct sentences *sentences, uint32_t start, struct buf *out,
	const struct spoor_event *event)
{
	const struct step *step = step_at(sentences, start);
	size_t marks[SENTENCE_DEPTH] = {0};

	while (step->kind != STEP_END) {
		if (step->kind == STEP_MARK)
			marks[step++->depth] = out->len;
		else if (step->kind == STEP_BACK)
			out->len = marks[step++->depth];
		else if (tell_step(out, event, step))
			step++;
		else
			step = step_at(sentences, step->otherwise);
	}
}

static bool fits(const struct sentence *sentence, const struct spoor_event *event)
{
	if (sentence->field == FIELD_COUNT)
		return true;
	return sentence->value
		       ? has_value(event, sentence->field, view_string(sentence->value))
		       : event_has(event, sentence->field);
}

static size_t count_sentences(void)
{
	size_t count = 0;

	while (sentence_at(count))
		count++;
	return count;
}

/* Compiles all of them; false without memory. */
static bool make_ready(struct sentences *sentences)
{
	size_t count = count_sentences();
	uint32_t *starts;
	uint16_t *rows;

	buf_init(&sentences->steps, STEPS_MOST);
	arena_init(&sentences->texts, STEPS_MOST);
	starts = arena_alloc(&sentences->texts, count * sizeof(*starts));
	rows = arena_alloc(&sentences->texts, (ACTION_COUNT + 1) * sizeof(*rows));
	if (!starts || !rows)
		return false;
	for (size_t i = count; i-- > 0;) {
		rows[sentence_at(i)->action] = (uint16_t)i;
		starts[i] = (uint32_t)(sentences->steps.len / sizeof(struct step));
		sentence_compile(&sentences->steps, &sentences->texts,
			view_string(sentence_at(i)->text));
	}
	sentences->starts = starts;
	sentences->rows = rows;
	return !sentences->steps.failed && !sentences->texts.failed;
}

void sentences_deinit(struct sentences *sentences)
{
	buf_deinit(&sentences->steps);
	arena_deinit(&sentences->texts);
	*sentences = (struct sentences){.starts = NULL};
}

void sentence_write(
	struct sentences *sentences, struct buf *out, const struct spoor_event *event)
{
	const struct sentence *sentence;

	if (!sentences->starts && !make_ready(sentences)) {
		sentences_deinit(sentences);
		out->failed = true;
		return;
	}
	for (size_t i = sentences->rows[event->action];
		(sentence = sentence_at(i)) && sentence->action == event->action; i++)
		if (fits(sentence, event)) {
			tell(sentences, sentences->starts[i], out, event);
			return;
		}
}
