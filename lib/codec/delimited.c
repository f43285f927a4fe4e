/* SPDX-License-Identifier: ISC */
/*
 * CSV as RFC 4180 has it, but with a line feed alone at the end: spreadsheets read both, while
 * cut, awk and grep would keep the carriage return. One event is one line: line ends inside of
 * a cell come as \n. No byte-order mark. A cell that a spreadsheet would run gets a ' in front.
 *
 * TSV is for programs: no quotes, a tab is \t, a line feed \n, a backslash \\, any other control
 * \xHH, so that every text can be had back.
 */
#include "base/utf8.h"
#include "codec/columns.h"

/* clang-format off */
#define TIMELINE_COLUMNS                                                                     \
	"@timestamp,datetime_local,host.name,event.dataset,event.action,event.outcome,"      \
	"user.name,source.ip,network.protocol,message,spoor.session.id,email.local_id,"      \
	"email.message_id,user_agent.original,spoor.time.year,spoor.time.zone,"              \
	"log.file.path,spoor.log.line,spoor.log.offset"
/* clang-format on */

/* What a spreadsheet takes for the beginning of a formula; the last four as Excel does where
 * wide forms are usual. */
static bool is_trigger(uint32_t code)
{
	static const uint32_t triggers[] = {
		'=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20};

	for (size_t i = 0; i < COUNT(triggers); i++)
		if (code == triggers[i])
			return true;
	return false;
}

/* Also a text that was made safe already is, so that taking one ' away gives the text. */
static bool would_run(spoor_view text)
{
	size_t len;

	while (text.len && text.ptr[0] == '\'')
		text = view_skip(text, 1);
	return text.len && is_trigger(utf8_get(text, &len));
}

static bool needs_quotes(spoor_view text)
{
	return view_has(text, ',') || view_has(text, '"') ||
	       (text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '));
}

static void add_csv_cell(struct buf *out, spoor_view text, bool is_safe)
{
	bool guarded = !is_safe && would_run(text);

	if (!needs_quotes(text)) {
		if (guarded)
			buf_add_char(out, '\'');
		buf_add(out, text);
		return;
	}
	buf_add_char(out, '"');
	if (guarded)
		buf_add_char(out, '\'');
	while (text.len) {
		size_t end = view_find(text, '"');

		buf_add(out, view_head(text, end));
		if (end < text.len)
			buf_add(out, VIEW("\"\""));
		text = view_skip(text, end < text.len ? end + 1 : end);
	}
	buf_add_char(out, '"');
}

static void write_csv(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	for (size_t i = 0; i < state->column_count; i++) {
		enum cell cell =
			column_cell(state, &state->columns[i], event, ESCAPE_PLAIN);

		if (i)
			buf_add_char(out, ',');
		add_csv_cell(out, buf_view(&state->cell), cell == CELL_NUMBER);
	}
	buf_add_char(out, '\n');
}

static void write_csv_row(
	struct output_state *state, struct buf *out, const spoor_view *cells)
{
	for (size_t i = 0; i < state->column_count; i++) {
		state->cell.len = 0;
		escape_add(&state->cell, cells[i], ESCAPE_PLAIN);
		if (i)
			buf_add_char(out, ',');
		add_csv_cell(out, buf_view(&state->cell),
			column_is_number(&state->columns[i]));
	}
	buf_add_char(out, '\n');
}

/* Names stand as they are, "@timestamp" too: programs look for them. */
static void begin_csv(struct output_state *state, struct buf *out)
{
	for (size_t i = 0; !state->no_header && i < state->column_count; i++) {
		if (i)
			buf_add_char(out, ',');
		add_csv_cell(out, state->columns[i].name, true);
	}
	if (!state->no_header)
		buf_add_char(out, '\n');
}

static void write_tsv(
	struct output_state *state, struct buf *out, const struct spoor_event *event)
{
	for (size_t i = 0; i < state->column_count; i++) {
		column_cell(state, &state->columns[i], event, ESCAPE_BACKSLASH);
		if (i)
			buf_add_char(out, '\t');
		buf_add(out, buf_view(&state->cell));
	}
	buf_add_char(out, '\n');
}

/* A row has a "-" where an event has an empty cell: awk sees a column there by default. */
static void write_tsv_row(
	struct output_state *state, struct buf *out, const spoor_view *cells)
{
	for (size_t i = 0; i < state->column_count; i++) {
		if (i)
			buf_add_char(out, '\t');
		escape_add(out, cells[i].len ? cells[i] : VIEW("-"), ESCAPE_BACKSLASH);
	}
	buf_add_char(out, '\n');
}

static void begin_tsv(struct output_state *state, struct buf *out)
{
	for (size_t i = 0; !state->no_header && i < state->column_count; i++) {
		if (i)
			buf_add_char(out, '\t');
		escape_add(out, state->columns[i].name, ESCAPE_BACKSLASH);
	}
	if (!state->no_header)
		buf_add_char(out, '\n');
}

const struct output output_csv = {
	.info = {.name = "csv",
		.about = "comma-separated values with a header line (RFC 4180)"},
	.columns = TIMELINE_COLUMNS,
	.begin = begin_csv,
	.write = write_csv,
	.write_row = write_csv_row,
};

const struct output output_tsv = {
	.info = {.name = "tsv",
		.about = "tab-separated values with a header line, for programs"},
	.columns = TIMELINE_COLUMNS,
	.begin = begin_tsv,
	.write = write_tsv,
	.write_row = write_tsv_row,
};
