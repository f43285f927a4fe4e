/* SPDX-License-Identifier: ISC */
/*
 * Headers of Exchange's logs, of W3C logs and of exports as CSV. The same names make the same
 * header, wherever they stand: a service that starts again writes them in the middle of a file,
 * and joined files have them as often as there are files.
 */
#include "header.h"

#include "base/scan.h"
#include "base/stamp.h"
#include "format/cells.h"

#define BOM VIEW("\xef\xbb\xbf")

enum { NAME_MOST = 64, BARE_LEAST = 4 };

spoor_view header_skip_bom(spoor_view line)
{
	return view_starts(line, BOM) ? view_skip(line, BOM.len) : line;
}

bool header_eq(const struct header *a, const struct header *b)
{
	return a->kind == b->kind && a->announced == b->announced &&
	       a->separator == b->separator && a->dated == b->dated &&
	       a->date == b->date && a->count == b->count && a->text_len == b->text_len &&
	       memcmp(a->text, b->text, a->text_len) == 0;
}

spoor_view header_name(const struct header *header, size_t index)
{
	spoor_view rest = view_of(header->text, header->text_len);

	if (index >= header->count)
		return view_of("", 0);
	rest = view_skip(rest, header->name_start[index]);
	rest = view_head(rest, view_find(rest, header->separator));
	return view_trim(view_unwrap(rest, '"', '"'));
}

bool header_remark(spoor_view line, spoor_view *name_r, spoor_view *value_r)
{
	size_t colon;

	if (line.len < 2 || line.ptr[0] != '#' || !is_alpha(line.ptr[1]))
		return false;
	colon = view_find(view_head(line, line.len < 32 ? line.len : 32), ':');
	if (colon >= line.len || colon >= 32)
		return false;
	for (size_t i = 1; i < colon; i++)
		if (!is_alpha(line.ptr[i]) && line.ptr[i] != '-')
			return false;
	*name_r = view_head(view_skip(line, 1), colon - 1);
	*value_r = view_trim(view_skip(line, colon + 1));
	return true;
}

/* ------------------------------------------------------------------ a look */

/* "DateTime,RequestId," or "\"CreationDate\",\"UserIds\",": two names at the front. */
static bool has_two_names(spoor_view line)
{
	size_t at = 0;

	for (int i = 0; i < 2; i++) {
		size_t start;
		bool quoted = at < line.len && line.ptr[at] == '"';

		at += quoted;
		start = at;
		while (at < line.len && at - start < NAME_MOST &&
			(is_alpha(line.ptr[at]) || line.ptr[at] == '-' ||
				line.ptr[at] == '_' ||
				(at > start && is_digit(line.ptr[at])) ||
				(quoted && at > start && memchr(" ()", line.ptr[at], 3))))
			at++;
		if (at == start || (quoted && (at == line.len || line.ptr[at++] != '"')))
			return false;
		if (at == line.len || line.ptr[at++] != ',')
			return false;
	}
	return true;
}

/* The remarks that such files have; others beginning with '#' are of other software. */
static bool is_known_remark(spoor_view name)
{
	static const char *const names[] = {"Software", "Version", "Log-type", "Date",
		"Remark", "Start-Date", "End-Date", "GMT-Offset"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (view_eq_nocase(name, view_string(names[i])))
			return true;
	return false;
}

enum header_line header_look(spoor_view line)
{
	spoor_view name;
	spoor_view value;

	line = header_skip_bom(line);
	if (line.len == 0)
		return HEADER_NONE;
	if (line.len > 3 &&
		line.ptr[3] == ' ') /* "Dec 29 …", which is asked about often */
		return HEADER_NONE;
	if (line.ptr[0] != '#')
		return has_two_names(line) ? HEADER_BARE : HEADER_NONE;
	if (view_starts(line, VIEW("#TYPE ")))
		return HEADER_REMARK;
	if (!header_remark(line, &name, &value))
		return HEADER_NONE;
	if (view_eq_nocase(name, VIEW("Fields")))
		return HEADER_FIELDS;
	return is_known_remark(name) ? HEADER_REMARK : HEADER_NONE;
}

bool header_is_w3c(spoor_view line)
{
	spoor_view name;
	spoor_view value;

	if (header_look(line) == HEADER_NONE ||
		!header_remark(header_skip_bom(line), &name, &value))
		return false;
	if (view_eq_nocase(name, VIEW("Software")))
		return !view_starts_nocase(value, VIEW("Microsoft Exchange"));
	if (view_eq_nocase(name, VIEW("Version")))
		return view_eq(view_head(value, view_find(value, ' ')), VIEW("1.0"));
	if (view_eq_nocase(name, VIEW("Date")))
		return !view_has(value, 'T');
	if (view_eq_nocase(name, VIEW("Fields")))
		return !view_has(value, ',');
	return !view_eq_nocase(name, VIEW("Log-type"));
}

/* ------------------------------------------------------------------ binding */

/* Splits the names; false: too many, or they do not fit. */
static bool set_names(struct header *header, spoor_view names)
{
	size_t at = 0;

	if (names.len > HEADER_TEXT)
		return false;
	memcpy(header->text, names.ptr, names.len);
	header->text_len = (uint16_t)names.len;
	header->count = 0;
	while (at < names.len && header->count < HEADER_COLUMNS) {
		size_t next = view_find(view_skip(names, at), header->separator);

		header->column[header->count] = COLUMN_UNKNOWN;
		header->name_start[header->count++] = (uint16_t)at;
		at += next + 1;
	}
	return at >= names.len;
}

static size_t find_name(const struct header *header, spoor_view name)
{
	size_t i = 0;

	while (i < header->count && !view_eq_nocase(header_name(header, i), name))
		i++;
	return i;
}

static bool has_marks(const struct header *header, const struct log_kind *kind)
{
	for (size_t i = 0; i < KIND_MARKS && kind->marks[i]; i++)
		if (find_name(header, view_string(kind->marks[i])) == header->count)
			return false;
	return kind->marks[0] != NULL;
}

bool log_kind_has_name(const struct log_kind *kind, spoor_view path)
{
	for (size_t at = path.len; at-- > 0;)
		if (path.ptr[at] == '/' || path.ptr[at] == '\\' || path.ptr[at] == '!') {
			path = view_skip(path, at + 1);
			break;
		}
	return kind->file_name && view_starts_nocase(path, view_string(kind->file_name));
}

/* The kind that the names tell: one that was announced, or that the file's name tells, before
 * others with the same marks; else the first. */
static const struct log_kind *find_kind(const struct header *header, spoor_view path)
{
	const struct log_kind *first = NULL;

	if (header->announced && has_marks(header, header->announced))
		return header->announced;
	for (size_t i = 0; i < log_kind_count(); i++) {
		const struct log_kind *kind = log_kind_at(i);

		if ((first && !log_kind_has_name(kind, path)) || !has_marks(header, kind))
			continue;
		if (log_kind_has_name(kind, path))
			return kind;
		if (!first)
			first = kind;
	}
	return first;
}

/* Which column of the header is which of the kind's; of two with one name the first. */
static void bind(struct header *header)
{
	for (size_t i = 0; i < header->kind->column_count; i++) {
		size_t at = find_name(header, view_string(header->kind->columns[i].name));

		if (at < header->count && header->column[at] == COLUMN_UNKNOWN)
			header->column[at] = (uint8_t)i;
	}
}

/* Binds to the names; false: no kind has them, and the header is as it was but for that. */
static bool take_names(
	struct header *header, spoor_view path, spoor_view names, char separator)
{
	struct header fresh;

	fresh.announced = header->announced;
	fresh.dated = header->dated;
	fresh.date = header->date;
	fresh.separator = separator;
	if (!set_names(&fresh, names))
		return false;
	fresh.kind = find_kind(&fresh, path);
	if (!fresh.kind)
		return false;
	bind(&fresh);
	*header = fresh;
	return true;
}

/* Forgets the columns: rows that follow are not theirs. */
static void unbind(struct header *header)
{
	header->kind = NULL;
	header->count = 0;
	header->text_len = 0;
}

/* ------------------------------------------------------------------ taking lines */

static void take_date(struct header *header, spoor_view value)
{
	struct stamp stamp;

	header->dated = stamp_scan_iso(&value, &stamp) && stamp.year;
	header->date =
		header->dated ? stamp_seconds(&stamp, stamp.year) * STAMP_NANOS : 0;
}

static void take_log_type(struct header *header, spoor_view value)
{
	header->announced = NULL;
	for (size_t i = 0; i < log_kind_count() && !header->announced; i++) {
		const struct log_kind *kind = log_kind_at(i);

		if (kind->log_type &&
			view_starts_nocase(value, view_string(kind->log_type)))
			header->announced = kind;
	}
}

static void take_remark(struct header *header, spoor_view line)
{
	spoor_view name;
	spoor_view value;

	if (!header_remark(line, &name, &value))
		return;
	if (view_eq_nocase(name, VIEW("Software")))
		header->announced = NULL;
	else if (view_eq_nocase(name, VIEW("Log-type")))
		take_log_type(header, value);
	else if (view_eq_nocase(name, VIEW("Date")))
		take_date(header, value);
}

static void take_fields(struct header *header, spoor_view path, spoor_view line)
{
	spoor_view name;
	spoor_view value;
	char separator;

	if (!header_remark(line, &name, &value))
		return;
	separator = view_has(value, ',') ? ',' : view_has(value, '\t') ? '\t' : ' ';
	if (!take_names(header, path, value, separator))
		unbind(header);
}

enum header_line header_take(struct header *header, spoor_view path, spoor_view line)
{
	enum header_line look;

	line = header_skip_bom(line);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	look = header_look(line);
	if (look == HEADER_REMARK)
		take_remark(header, line);
	else if (look == HEADER_FIELDS)
		take_fields(header, path, line);
	else if (look == HEADER_BARE && !take_names(header, path, line, ','))
		return HEADER_NONE;
	return look;
}

void header_skim(struct header *header, spoor_view path, spoor_view bytes)
{
	const char *start = bytes.ptr;

	while (bytes.len) {
		size_t next = 0;

		/* Before the first header only '#' is worth a look. */
		if (!header->kind && bytes.ptr != start) {
			next = view_find(bytes, '#');
			if (next == bytes.len)
				return;
			bytes = view_skip(bytes, next);
			if (bytes.ptr[-1] != '\n' && bytes.ptr[-1] != BOM.ptr[2]) {
				bytes = view_skip(bytes, 1);
				continue;
			}
		}
		header_take(header, path, view_split(&bytes, '\n'));
	}
}
