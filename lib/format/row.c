/* SPDX-License-Identifier: ISC */
/*
 * A row is split once; each cell goes to its place among the kind's columns, so that the order in
 * which a file has them makes no difference. Then the table says what each column sets, and the
 * kind what the row means.
 */
#include "row.h"

#include "base/scan.h"
#include "format/cells.h"
#include "format/pairs.h"
#include "format/weblog.h"

/* ------------------------------------------------------------------ cells to columns */

static void keep_other(struct row *row, size_t at, spoor_view text)
{
	if (text.len == 0 || row->other_count == ROW_CELLS)
		return;
	row->other_at[row->other_count] = (uint16_t)at;
	row->others[row->other_count++] = text;
}

static void clear_cells(struct row *row, const struct log_kind *kind)
{
	row->kind = kind;
	row->other_count = 0;
	for (size_t i = 0; i < kind->column_count; i++)
		row->cells[i] = view_of("", 0);
}

/* Where a text with blanks in it may stand in a W3C row that has too many cells; count: nowhere. */
static size_t loose_column(const struct header *header)
{
	static const char *const names[] = {"cs(User-Agent)", "cs-uri-query"};

	for (size_t n = 0; n < COUNT(names); n++)
		for (size_t i = 0; i < header->count; i++)
			if (view_eq_nocase(header_name(header, i), view_string(names[n])))
				return i;
	return header->count;
}

/* Joins cells of a W3C row that has `extra` too many into the one that may hold blanks. */
static spoor_view join_cells(struct cells *cells, spoor_view cell, size_t extra)
{
	spoor_view more;

	while (extra-- && cells_next(cells, &more))
		cell.len = (size_t)(more.ptr + more.len - cell.ptr);
	return cell;
}

static void split(struct row *row, const struct header *header, spoor_view record)
{
	struct cells cells;
	spoor_view cell;
	size_t too_many = 0;
	size_t loose = header->count;

	cells_init(&cells, record, header->separator, row->event->arena);
	if (header->separator == ' ') {
		size_t count = view_count(record, ' ') + 1;

		too_many = count > header->count ? count - header->count : 0;
		if (too_many)
			loose = loose_column(header);
	}
	for (row->cell_count = 0; cells_next(&cells, &cell); row->cell_count++) {
		size_t at = row->cell_count;
		size_t place = at < header->count ? header->column[at] : COLUMN_UNKNOWN;

		if (at == loose)
			cell = join_cells(&cells, cell, too_many);
		if (header->separator == ' ')
			cell = web_no_dash(cell);
		if (place == COLUMN_UNKNOWN)
			keep_other(row, at, cell);
		else
			row->cells[place] = cell;
	}
}

/* ------------------------------------------------------------------ columns to fields */

static void set_address(
	const struct row *row, const struct log_column *column, spoor_view text)
{
	if (!row_set_address(row->event, (enum field)column->field, text))
		event_add_extra(row->event, view_string(column->name), text);
}

static void set_number(
	const struct row *row, const struct log_column *column, spoor_view text)
{
	int64_t number;

	if (view_number(text, &number))
		event_set_number(row->event, (enum field)column->field, number);
	else
		event_add_extra(row->event, view_string(column->name), text);
}

static void apply(const struct row *row, const struct log_column *column, spoor_view text)
{
	enum field field = (enum field)column->field;

	switch (column->how) {
	case COLUMN_EXTRA:
		event_add_extra(row->event, view_string(column->name), text);
		break;
	case COLUMN_TEXT:
		event_set_text(row->event, field, text);
		break;
	case COLUMN_ADD:
		event_add_text(row->event, field, text);
		break;
	case COLUMN_LIST:
		row_add_list(row->event, field, text);
		break;
	case COLUMN_NUMBER:
		set_number(row, column, text);
		break;
	case COLUMN_MILLISECONDS:
		row_set_milliseconds(row->event, text);
		break;
	case COLUMN_ADDRESS:
		set_address(row, column, text);
		break;
	case COLUMN_KEEP:
	case COLUMN_IGNORE:
	case COLUMN_STAMP:
		break;
	}
}

/* "column75", for a cell that the header has no name for. */
static spoor_view made_name(size_t at, char room[16])
{
	size_t start = 16;

	for (size_t number = at + 1; start > 6 && (number || start == 16); number /= 10)
		room[--start] = (char)('0' + number % 10);
	memcpy(room + start - 6, "column", 6);
	return view_of(room + start - 6, 16 - start + 6);
}

/* The cells of columns that the kind does not know: nothing is lost. */
static void add_others(const struct row *row)
{
	for (size_t i = 0; i < row->other_count; i++) {
		size_t at = row->other_at[i];
		char room[16];
		spoor_view name = view_of("", 0);

		if (row->header)
			name = header_name(row->header, at);
		if (name.len == 0)
			name = made_name(at, room);
		event_add_extra(row->event, name, row->others[i]);
	}
}

static bool find_time(const struct row *row, struct moment *moment_r)
{
	if (row->kind->when)
		return row->kind->when(row, moment_r);
	for (size_t i = 0; i < row->kind->column_count; i++)
		if (row->kind->columns[i].how == COLUMN_STAMP) {
			spoor_view text = row->cells[i];

			return clock_scan_iso(&row->scene->clock, &text, moment_r) &&
			       text.len == 0;
		}
	return false;
}

/* True when another format knows the line: it is no row, whatever its cells. */
static bool is_others(const struct row *row)
{
	const struct format *tie;

	return format_best(view_head(row->record, view_find(row->record, '\n')), &tie);
}

/* Fills the event from a row that is split; false: it is none of the kind, nothing was set. */
static bool fill(const struct row *row)
{
	const struct log_kind *kind = row->kind;
	struct moment moment;

	if (kind->is_export) {
		if (row->cell_count != row->header->count && is_others(row))
			return false;
		event_set_dataset(row->event, view_string(kind->dataset));
		kind->read(row);
		return true;
	}
	if (!find_time(row, &moment))
		return false;
	scene_set_time(row->scene, row->event, &moment);
	event_set_dataset(row->event, view_string(kind->dataset));
	event_set_text(row->event, FIELD_HOST_NAME, row->scene->host);
	for (size_t i = 0; i < kind->column_count; i++)
		if (row->cells[i].len)
			apply(row, &kind->columns[i], row->cells[i]);
	kind->read(row);
	add_others(row);
	if (row->header && row->cell_count < row->header->count)
		event_add_extra(row->event, VIEW("columns"), VIEW("fewer"));
	return true;
}

/* ------------------------------------------------------------------ without a header */

static bool is_missing(const struct kind_version *version, size_t column)
{
	return version->missing[column / 64] >> (column % 64) & 1;
}

static void split_plain(struct row *row, const struct kind_version *version,
	char separator, spoor_view record)
{
	struct cells cells;
	spoor_view cell;

	cells_init(&cells, record, separator, row->event->arena);
	for (size_t i = 0; i < row->kind->column_count; i++)
		if (!is_missing(version, i) && cells_next(&cells, &cell))
			row->cells[i] = separator == ' ' ? web_no_dash(cell) : cell;
}

static size_t count_cells(spoor_view record, char separator, struct arena *arena)
{
	struct cells cells;
	spoor_view cell;
	size_t count = 0;

	cells_init(&cells, record, separator, arena);
	while (cells_next(&cells, &cell) && count <= ROW_CELLS)
		count++;
	return count;
}

static const struct kind_version *version_with(const struct log_kind *kind, size_t count)
{
	for (size_t i = 0; i < kind->version_count; i++)
		if (kind->versions[i].count == count)
			return &kind->versions[i];
	return NULL;
}

/* Binds by the number of cells and by looks; a file's name decides between two. */
static bool bind_plain(struct row *row, bool w3c, spoor_view record)
{
	const struct log_kind *found = NULL;
	char separator = w3c ? ' ' : ',';
	size_t count = count_cells(record, separator, row->event->arena);
	bool named = false;

	for (size_t i = 0; i < log_kind_count(); i++) {
		const struct log_kind *kind = log_kind_at(i);
		const struct kind_version *version = version_with(kind, count);
		bool has_name = log_kind_has_name(kind, row->scene->path);

		if (!version || kind->is_w3c != w3c || (named && !has_name))
			continue;
		clear_cells(row, kind);
		split_plain(row, version, separator, record);
		if (kind->fits && !kind->fits(row))
			continue;
		if (found && has_name == named)
			return false;
		found = kind;
		named = has_name;
	}
	if (!found)
		return false;
	clear_cells(row, found);
	split_plain(row, version_with(found, count), separator, record);
	return true;
}

/* The generator of address books says which file it could not remove, in whichever column. */
static void read_lost_file(spoor_view text, struct spoor_event *event)
{
	spoor_view rest = text;
	spoor_view before;
	spoor_view path;

	if (!scan_until_text(
		    &rest, VIEW("Download failed and temporary file '"), &before) ||
		!scan_until_text(&rest, VIEW("' needs to be removed"), &path))
		return;
	event_set_action(event, ACTION_SERVICE_ERROR);
	event_set_constant(event, FIELD_EVENT_DATASET, VIEW("exchange.oab_generator"));
	event_set_text(event, FIELD_ERROR_MESSAGE, view_skip(text, before.len));
	event_add_extra(event, VIEW("file"), path);
	event_unset(event, FIELD_EVENT_REASON);
}

/* A row of Exchange's whose columns nobody knows: its time is known all the same. */
static bool read_time_alone(
	struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct moment moment;

	if (!clock_scan_iso(&scene->clock, &record, &moment) || moment.zone ||
		!scan_char(&record, ','))
		return false;
	scene_set_time(scene, event, &moment);
	event_set_action(event, ACTION_UNPARSED);
	event_set_constant(event, FIELD_EVENT_DATASET, VIEW("exchange.log"));
	event_set_constant(event, FIELD_EVENT_REASON, VIEW("its columns are not known"));
	read_lost_file(record, event);
	return true;
}

static bool read_plain(struct row *row, bool w3c, spoor_view record)
{
	row->header = NULL;
	if (!bind_plain(row, w3c, record) || !fill(row))
		return !w3c && read_time_alone(row->scene, record, row->event);
	event_add_extra(row->event, VIEW("columns"), VIEW("by-shape"));
	return true;
}

/* ------------------------------------------------------------------ lines */

static void read_header_line(
	const struct scene *scene, spoor_view line, struct spoor_event *event)
{
	const struct header *header = &scene->header;
	struct stamp stamp;
	spoor_view name;
	spoor_view value;

	bool is_remark = header_remark(line, &name, &value);

	event_set_action(event, ACTION_LOG_NOTICE);
	event_set_dataset(event,
		header_is_w3c(line) ? VIEW("iis.header") : VIEW("exchange.header"));
	if (line.ptr[0] == '#' && !is_remark) {
		event_set_constant(
			event, FIELD_EVENT_REASON, VIEW("type of the objects"));
		return;
	}
	if (!is_remark || view_eq_nocase(name, VIEW("Fields"))) {
		if (header->kind)
			event_set_dataset(event, view_string(header->kind->dataset));
		event_set_constant(event, FIELD_EVENT_REASON,
			header->kind ? VIEW("names of columns")
				     : VIEW("names of columns that no kind has"));
		return;
	}
	event_set_text(event, FIELD_EVENT_REASON, view_skip(line, 1));
	if (view_eq_nocase(name, VIEW("Date")) && stamp_scan_iso(&value, &stamp))
		event_set_time(
			event, FIELD_TIMESTAMP, header->date + stamp.nanos, stamp.digits);
}

bool row_read(struct scene *scene, bool w3c, spoor_view record, struct spoor_event *event)
{
	const struct header *header = &scene->header;
	struct row row;

	record = header_skip_bom(record);
	if (header_take(&scene->header, scene->path, record) != HEADER_NONE) {
		read_header_line(scene, record, event);
		return true;
	}
	row.scene = scene;
	row.event = event;
	row.record = record;
	row.header = header;
	if (header->kind && header->kind->is_w3c == w3c) {
		clear_cells(&row, header->kind);
		split(&row, header, record);
		if (fill(&row))
			return true;
	}
	return read_plain(&row, w3c, record);
}

static const struct log_kind *kind_of_dataset(spoor_view dataset)
{
	for (size_t i = 0; i < log_kind_count(); i++)
		if (view_eq(dataset, view_string(log_kind_at(i)->dataset)))
			return log_kind_at(i);
	return NULL;
}

static size_t find_column(const struct log_kind *kind, spoor_view name)
{
	size_t i = 0;

	while (i < kind->column_count &&
		!view_eq_nocase(name, view_string(kind->columns[i].name)))
		i++;
	return i;
}

bool row_read_named(struct scene *scene, spoor_view dataset, const spoor_view *names,
	const spoor_view *values, size_t count, struct spoor_event *event)
{
	struct row row = {.scene = scene, .event = event, .header = NULL};
	const struct log_kind *kind = kind_of_dataset(dataset);

	if (!kind)
		return false;
	clear_cells(&row, kind);
	for (size_t i = 0; i < count; i++) {
		size_t column = find_column(kind, names[i]);

		if (column < kind->column_count)
			row.cells[column] =
				kind->is_w3c ? web_no_dash(values[i]) : values[i];
	}
	if (!fill(&row))
		return false;
	for (size_t i = 0; i < count; i++)
		if (find_column(kind, names[i]) == kind->column_count && values[i].len)
			event_add_extra(event, names[i], values[i]);
	return true;
}
