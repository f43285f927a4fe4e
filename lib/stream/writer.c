/* SPDX-License-Identifier: ISC */
/* Whole lines through one buffer; a closed pipe is an end, not an error. */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "codec/columns.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { FLUSH_AT = 256 * 1024, PASS_ON_AT = 64 * 1024, MAX_ARENA = 64 * 1024 * 1024 };
enum { MAX_NAMES = 1024 * 1024 };

#define MAX_OUTPUT ((size_t)1 << 32)

struct spoor_writer {
	int fd;
	const struct output *output;
	struct output_state state;
	struct sentences sentences;
	struct column *columns;
	bool has_rows;      /* its columns are of rows */
	struct arena names; /* of columns: the options need not outlive the writer */
	struct zone *zone;
	struct buf out;
	bool begun;
	enum spoor_status status; /* the first failure */
};

static bool no_memory(struct spoor_error *error)
{
	ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	return false;
}

static bool choose_output(
	struct spoor_writer *writer, const char *name, struct spoor_error *error)
{
	writer->output = output_find(view_string(name ? name : "json"));
	if (writer->output)
		return true;
	ERR_SET(error, SPOOR_E_USAGE, "no output '", name, "' (see -o in the manual)");
	return false;
}

static bool add_column(
	struct spoor_writer *writer, spoor_view name, struct spoor_error *error)
{
	struct column *column = &writer->columns[writer->state.column_count];

	if (writer->state.column_count == COLUMNS_MAX) {
		ERR_SET(error, SPOOR_E_USAGE, "too many columns");
		return false;
	}
	if (!column_find(name, writer->zone, column, error))
		return false;
	writer->state.column_count++;
	return true;
}

/* The local time is among them where there is a zone. */
static bool default_columns(struct spoor_writer *writer, struct spoor_error *error)
{
	spoor_view rest = view_string(writer->output->columns);

	while (rest.len) {
		spoor_view name = view_split(&rest, ',');

		if (view_eq(name, VIEW("datetime_local")) && !writer->zone)
			continue;
		if (!add_column(writer, name, error))
			return false;
	}
	return true;
}

static bool can_choose(const struct output *output, struct spoor_error *error)
{
	if (output->columns)
		return true;
	ERR_SET(error, SPOOR_E_USAGE, "output '", output->info.name,
		"' writes whole events: fields can be chosen for csv, tsv, table and timesketch");
	return false;
}

static bool choose_columns(struct spoor_writer *writer, const struct spoor_list *fields,
	struct spoor_error *error)
{
	for (size_t i = 0; i < fields->count; i++) {
		spoor_view name = arena_copy(&writer->names, view_string(fields->at[i]));

		if (writer->names.failed)
			return no_memory(error);
		if (!add_column(writer, name, error))
			return false;
	}
	return true;
}

/* Columns of rows are taken as they are. */
static bool take_columns(struct spoor_writer *writer,
	const struct spoor_writer_options *options, struct spoor_error *error)
{
	writer->has_rows = true;
	if (!writer->output->write_row) {
		ERR_SET(error, SPOOR_E_USAGE, writer->output->info.name,
			": is for events, and these are rows (use tsv, csv, table, "
			"json or text)");
		return false;
	}
	if (options->column_count > COLUMNS_MAX) {
		ERR_SET(error, SPOOR_E_USAGE, "too many columns");
		return false;
	}
	for (size_t i = 0; i < options->column_count; i++)
		writer->columns[i] =
			(struct column){.name = arena_copy(&writer->names,
						view_string(options->columns[i].name)),
				.field = FIELD_COUNT,
				.type = options->columns[i].type,
				.multi = options->columns[i].multi};
	writer->state.column_count = options->column_count;
	return writer->names.failed ? no_memory(error) : true;
}

static bool set_columns(struct spoor_writer *writer,
	const struct spoor_writer_options *options, struct spoor_error *error)
{
	writer->columns = mem_new(COLUMNS_MAX * sizeof(*writer->columns));
	writer->state.columns = writer->columns;
	if (!writer->columns)
		return no_memory(error);
	if (options->column_count)
		return take_columns(writer, options, error);
	if (options->fields.count == 0)
		return default_columns(writer, error);
	return can_choose(writer->output, error) &&
	       choose_columns(writer, &options->fields, error);
}

static bool set_zone(
	struct spoor_writer *writer, const char *zone, struct spoor_error *error)
{
	if (!zone)
		return true;
	writer->zone = zone_load(view_string(zone), error);
	writer->state.zone = writer->zone;
	return writer->zone != NULL;
}

static void widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	(void)fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#else
	(void)fd;
#endif
}

struct spoor_writer *spoor_writer_new(
	const struct spoor_writer_options *options, struct spoor_error *error)
{
	struct spoor_writer *writer = mem_new(sizeof(*writer));

	if (!writer) {
		no_memory(error);
		return NULL;
	}
	writer->fd = options->descriptor ? options->descriptor : STDOUT_FILENO;
	writer->state.sentences = &writer->sentences;
	writer->state.colour = options->colour;
	writer->state.no_header = options->no_header;
	writer->state.terminal = options->terminal;
	buf_init(&writer->out, MAX_OUTPUT);
	buf_init(&writer->state.held, MAX_OUTPUT);
	buf_init(&writer->state.cell, MAX_OUTPUT);
	arena_init(&writer->state.arena, MAX_ARENA);
	arena_init(&writer->names, MAX_NAMES);
	if (!choose_output(writer, options->output, error) ||
		!set_zone(writer, options->zone, error) ||
		!set_columns(writer, options, error)) {
		writer->status = SPOOR_E_USAGE; /* nothing is to be written */
		spoor_writer_close(&writer);
		return NULL;
	}
	widen_pipe(writer->fd);
	return writer;
}

static void put(struct spoor_writer *writer, spoor_view text)
{
	while (text.len && writer->status == SPOOR_OK) {
		ssize_t done = write(writer->fd, text.ptr, text.len);

		if (done >= 0)
			text = view_skip(text, (size_t)done);
		else if (errno == EPIPE)
			writer->status = SPOOR_E_CLOSED;
		else if (errno != EINTR)
			writer->status = SPOOR_E_IO;
	}
}

static enum spoor_status flush(struct spoor_writer *writer)
{
	put(writer, buf_view(&writer->out));
	buf_clear(&writer->out);
	return writer->status;
}

/* Many events that arrive rendered are not worth a copy. */
static bool passes_on(const struct spoor_writer *writer, const struct spoor_event *event)
{
	return writer->output == &output_json && event->text.len >= PASS_ON_AT;
}

static void begin(struct spoor_writer *writer)
{
	if (!writer->begun && writer->output->begin)
		writer->output->begin(&writer->state, &writer->out);
	writer->begun = true;
}

static void check_memory(struct spoor_writer *writer)
{
	const struct output_state *state = &writer->state;

	if (writer->out.failed || state->held.failed || state->cell.failed ||
		state->arena.failed)
		writer->status = SPOOR_E_NOMEM;
}

static enum spoor_status written(struct spoor_writer *writer)
{
	writer->state.count++;
	check_memory(writer);
	return writer->out.len >= FLUSH_AT ? flush(writer) : writer->status;
}

enum spoor_status spoor_writer_write(
	struct spoor_writer *writer, const struct spoor_event *event)
{
	assert(!writer->has_rows);
	if (writer->status != SPOOR_OK)
		return writer->status;
	if (passes_on(writer, event)) {
		flush(writer);
		put(writer, event->text);
		return writer->status;
	}
	begin(writer);
	arena_reset(&writer->state.arena);
	writer->output->write(&writer->state, &writer->out, event);
	return written(writer);
}

/* In one cell several values are joined as those of an event's field, by ";". */
static const spoor_view *join_values(struct spoor_writer *writer, const spoor_view *cells)
{
	const struct output_state *state = &writer->state;
	spoor_view *joined = arena_alloc(
		&writer->state.arena, (state->column_count + 1) * sizeof(*joined));

	for (size_t i = 0; joined && i < state->column_count; i++) {
		char *text = NULL;

		joined[i] = cells[i];
		if (!state->columns[i].multi || !view_has(cells[i], '\n'))
			continue;
		text = arena_alloc(&writer->state.arena, cells[i].len);
		if (!text)
			return NULL;
		for (size_t at = 0; at < cells[i].len; at++)
			text[at] = cells[i].ptr[at] == '\n' ? ';' : cells[i].ptr[at];
		joined[i].ptr = text;
	}
	return joined;
}

static bool has_lists(const struct output *output)
{
	return output == &output_json || output == &output_text;
}

enum spoor_status spoor_writer_row(struct spoor_writer *writer, const spoor_view *cells)
{
	assert(writer->has_rows);
	if (writer->status != SPOOR_OK)
		return writer->status;
	begin(writer);
	arena_reset(&writer->state.arena);
	if (!has_lists(writer->output))
		cells = join_values(writer, cells);
	if (!cells)
		return writer->status = SPOOR_E_NOMEM;
	writer->output->write_row(&writer->state, &writer->out, cells);
	return written(writer);
}

enum spoor_status spoor_writer_original(
	struct spoor_writer *writer, const struct spoor_original *original)
{
	if (!writer->output->write_original)
		return SPOOR_E_USAGE;
	if (writer->status != SPOOR_OK)
		return writer->status;
	begin(writer);
	arena_reset(&writer->state.arena);
	writer->output->write_original(&writer->state, &writer->out, original);
	return written(writer);
}

enum spoor_status spoor_writer_flush(struct spoor_writer *writer)
{
	return writer->out.len ? flush(writer) : writer->status;
}

enum spoor_status spoor_writer_close(struct spoor_writer **writer)
{
	enum spoor_status status;

	if (!*writer)
		return SPOOR_OK;
	if ((*writer)->status == SPOOR_OK) {
		begin(*writer);
		if ((*writer)->output->end)
			(*writer)->output->end(&(*writer)->state, &(*writer)->out);
		check_memory(*writer);
		flush(*writer);
	}
	status = (*writer)->status;
	buf_deinit(&(*writer)->out);
	buf_deinit(&(*writer)->state.held);
	buf_deinit(&(*writer)->state.cell);
	arena_deinit(&(*writer)->state.arena);
	sentences_deinit(&(*writer)->sentences);
	ndjson_cache_deinit(&(*writer)->state.cache);
	mem_free((*writer)->columns);
	arena_deinit(&(*writer)->names);
	zone_free(&(*writer)->zone);
	mem_free(*writer);
	*writer = NULL;
	return status;
}
