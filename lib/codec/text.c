/* SPDX-License-Identifier: ISC */
/*
 * The timeline that people read, one event a line:
 *
 *	2025-12-31 21:40:00Z      mx1       dovecot    login     ok    alice logged in …  mail.log:12
 *
 * the time to the source's own second or millisecond ("Z?": the year or zone is assumed), the
 * same in a zone of one's own, host, product, action, outcome (ok, fail, ?, or - for none), the
 * sentence, and where the record stands. A field that is wider than its column pushes the rest
 * to the right: nothing is cut but long values inside of the sentence, and there a "…" says so.
 */
#include "codec/card.h"
#include "codec/escape.h"
#include "codec/local_time.h"
#include "codec/original.h"
#include "codec/sentence.h"
#include "event/print.h"

enum {
	TIME_WIDTH = 24,
	LOCAL_WIDTH = 29,
	HOST_WIDTH = 8,
	MODULE_WIDTH = 9,
	ACTION_WIDTH = 19,
	OUTCOME_WIDTH = 4,
	WORD_MOST = 120,
	PATH_MOST = 4096
};

#define RED "\x1b[31m"
#define YELLOW "\x1b[33m"
#define BLUE "\x1b[34m"
#define MAGENTA "\x1b[35m"
#define CYAN "\x1b[36m"
#define DIM "\x1b[2m"
#define PLAIN "\x1b[0m"

struct mark {
	const char *outcome;
	const char *text;
	const char *colour;
};

/* What came of it; the last row is for all else. */
static const struct mark marks[] = {
	{"success", "ok", ""},
	{"failure", "fail", RED},
	{"unknown", "?", YELLOW},
	{"", "-", DIM},
};

struct tint {
	const char *category;
	const char *colour;
};

/* By the first ECS category that is in the list: kinds of acts, not how bad they are. */
static const struct tint tints[] = {
	{"authentication", BLUE},
	{"iam", MAGENTA},
	{"configuration", MAGENTA},
	{"threat", RED},
	{"file", CYAN},
	{"process", DIM},
	{"host", DIM},
	{"", DIM},
};

/* One line being written. */
struct line {
	struct buf *out;
	size_t start; /* of the column */
	bool colour;  /* may be used */
	bool tinted;  /* the column is */
};

static void open_column(struct line *line, const char *colour)
{
	line->tinted = line->colour && colour[0];
	if (line->tinted)
		buf_add_string(line->out, colour);
	line->start = line->out->len;
}

static void end_tint(struct line *line)
{
	if (line->tinted)
		buf_add_string(line->out, PLAIN);
}

/* Pads what was written since and leaves two blanks. */
static void close_column(struct line *line, size_t width)
{
	struct buf *out = line->out;
	size_t used = escape_width(view_skip(buf_view(out), line->start));

	end_tint(line);
	for (width = width > used ? width - used + 2 : 2; width > 0; width--)
		buf_add_char(out, ' ');
}

static void add_column(
	struct line *line, spoor_view text, size_t width, const char *colour)
{
	open_column(line, colour);
	if (text.len)
		escape_add_word(line->out, text, WORD_MOST);
	else
		buf_add_char(line->out, '-');
	close_column(line, width);
}

static int shown_digits(const union value *value)
{
	return value->time.digits < 3 ? value->time.digits : 3;
}

static bool is_assumed(const struct spoor_event *event)
{
	return view_eq(event_text(event, FIELD_TIME_YEAR), VIEW("assumed")) ||
	       view_eq(event_text(event, FIELD_TIME_ZONE), VIEW("assumed"));
}

/* A blank for the T: two words for awk and the eye. */
static void add_time_text(struct buf *out, char *text, size_t len)
{
	text[10] = ' ';
	buf_add(out, view_of(text, len));
}

static void add_time(struct line *line, const struct spoor_event *event)
{
	const union value *value = event_get(event, FIELD_TIMESTAMP);
	char text[STAMP_TEXT_MAX];

	open_column(line, "");
	if (value)
		add_time_text(line->out, text,
			stamp_format(value->time.ns, shown_digits(value), text));
	else
		buf_add(line->out, VIEW("no time"));
	if (value && is_assumed(event))
		buf_add_char(line->out, '?');
	close_column(line, TIME_WIDTH);
}

static void add_local_time(
	struct line *line, const struct zone *zone, const struct spoor_event *event)
{
	const union value *value = event_get(event, FIELD_TIMESTAMP);
	char text[STAMP_TEXT_MAX];

	open_column(line, "");
	if (value)
		add_time_text(line->out, text,
			local_time_format(
				value->time.ns, shown_digits(value), zone, text));
	else
		buf_add(line->out, VIEW("no time"));
	close_column(line, LOCAL_WIDTH);
}

static spoor_view host_of(const struct spoor_event *event)
{
	spoor_view host = event_text(event, FIELD_HOST_NAME);

	return host.len ? host : event_text(event, FIELD_CONTAINER_NAME);
}

static spoor_view module_of(const struct spoor_event *event)
{
	spoor_view dataset = event_text(event, FIELD_EVENT_DATASET);

	return view_head(dataset, view_find(dataset, '.'));
}

static const char *tint_of(enum action action)
{
	spoor_view categories =
		view_string(action < ACTION_COUNT ? action_info(action)->categories : "");

	for (size_t i = 0; i < COUNT(tints); i++) {
		spoor_view wanted = view_string(tints[i].category);
		bool is_there =
			wanted.len ? view_holds(categories, wanted) : categories.len == 0;

		if (is_there)
			return tints[i].colour;
	}
	return "";
}

static void add_action(struct line *line, const struct spoor_event *event)
{
	spoor_view outcome = event_text(event, FIELD_EVENT_OUTCOME);
	spoor_view name = event->action < ACTION_COUNT ? action_name(event->action)
						       : view_of("", 0);
	const struct mark *mark = marks;

	while (mark->outcome[0] && !view_eq(outcome, view_string(mark->outcome)))
		mark++;
	add_column(line, name, ACTION_WIDTH, line->colour ? tint_of(event->action) : "");
	open_column(line, mark->colour);
	buf_add_string(line->out, mark->text);
	close_column(line, OUTCOME_WIDTH);
}

/* PATH:LINE; the offset is in the other outputs. */
static void add_place(struct line *line, const struct spoor_event *event)
{
	const union value *number = event_get(event, FIELD_LOG_LINE);
	spoor_view path = event_text(event, FIELD_LOG_PATH);

	open_column(line, DIM);
	if (path.len)
		escape_add_word(line->out, path, PATH_MOST);
	if (number) {
		buf_add_char(line->out, ':');
		buf_add_number(line->out, number->number);
	}
	end_tint(line);
}

static void write(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	struct line line = {.out = out, .colour = state->colour};

	add_time(&line, event);
	if (state->zone)
		add_local_time(&line, state->zone, event);
	add_column(&line, host_of(event), HOST_WIDTH, "");
	add_column(&line, module_of(event), MODULE_WIDTH, "");
	add_action(&line, event);
	sentence_write(state->sentences, out, event);
	buf_add(out, VIEW("  "));
	add_place(&line, event);
	buf_add_char(out, '\n');
}

const struct output output_text = {
	.info = {.name = "text", .about = "a timeline for people, one sentence a line"},
	.write = write,
	.write_row = card_write_row,
	.write_original = original_write_text,
	.end = original_end_text,
};
