/* SPDX-License-Identifier: ISC */
/*
 * spoor info: what is in each source. For programs every number is a cell of its own; for people
 * those that belong together are one line.
 */
#include "common.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct info_args {
	struct common common;
	bool no_header;
};

/* clang-format off */
static const struct opt info_opts[] = {
	{'H', "no-header", OPT_FLAG, offsetof(struct info_args, no_header), NULL, "no line of names on top (tsv, csv, table)"},
};
/* clang-format on */

static const struct opt_group group_info = {
	"Info", info_opts, sizeof(info_opts) / sizeof(info_opts[0])};

enum { TEXT_ROOM = 320 * 1024, CELLS_MOST = 40 };

/* The texts of one row, made one after the other. */
struct cells {
	spoor_view at[CELLS_MOST];
	size_t count;
	char text[TEXT_ROOM];
	size_t start; /* of the cell that is being made */
	size_t used;
};

/* Adds to the cell; what does not fit is cut. */
__attribute__((format(printf, 2, 3))) static void add(
	struct cells *cells, const char *format, ...)
{
	size_t room = sizeof(cells->text) - cells->used;
	va_list list;
	int len;

	va_start(list, format);
	len = vsnprintf(cells->text + cells->used, room, format, list);
	va_end(list);
	if (len > 0)
		cells->used += (size_t)len < room ? (size_t)len : room - 1;
}

static void end_cell(struct cells *cells)
{
	cells->at[cells->count++] =
		(spoor_view){cells->text + cells->start, cells->used - cells->start};
	cells->start = cells->used;
}

static void add_text(struct cells *cells, const char *text)
{
	if (text)
		add(cells, "%s", text);
	end_cell(cells);
}

static void add_number(struct cells *cells, uint64_t number)
{
	add(cells, "%" PRIu64, number);
	end_cell(cells);
}

/* Nothing where there is none. */
static void add_some(struct cells *cells, uint64_t number)
{
	if (number)
		add(cells, "%" PRIu64, number);
	end_cell(cells);
}

static void divide(struct cells *cells, const char *divider)
{
	if (cells->used > cells->start)
		add(cells, "%s", divider);
}

/* ------------------------------------------------------------------ for programs */

/* clang-format off */
static const struct spoor_column columns[] = {
	{"path",             SPOOR_TEXT,    false},
	{"archive",          SPOOR_TEXT,    false},
	{"packing",          SPOOR_TEXT,    false},
	{"size",             SPOOR_INTEGER, false},
	{"sha256",           SPOOR_TEXT,    false},
	{"copy_of",          SPOOR_TEXT,    false},
	{"format",           SPOOR_TEXT,    false},
	{"bytes",            SPOOR_INTEGER, false},
	{"lines",            SPOOR_INTEGER, false},
	{"events",           SPOOR_INTEGER, false},
	{"other",            SPOOR_INTEGER, false},
	{"unparsed",         SPOOR_INTEGER, false},
	{"untimed",          SPOOR_INTEGER, false},
	{"first",            SPOOR_TIME,    false},
	{"last",             SPOOR_TIME,    false},
	{"kinds",            SPOOR_TEXT,    true},
	{"kinds.events",     SPOOR_INTEGER, true},
	{"hosts",            SPOOR_TEXT,    true},
	{"hosts.events",     SPOOR_INTEGER, true},
	{"year.proofs",      SPOOR_TEXT,    true},
	{"year.events",      SPOOR_INTEGER, true},
	{"year.votes",       SPOOR_INTEGER, false},
	{"zone.proofs",      SPOOR_TEXT,    true},
	{"zone.events",      SPOOR_INTEGER, true},
	{"zone.votes",       SPOOR_INTEGER, false},
	{"zone.offsets",     SPOOR_TEXT,    true},
	{"votes",            SPOOR_INTEGER, false},
	{"disorder.events",  SPOOR_INTEGER, false},
	{"disorder.ms",      SPOOR_INTEGER, false},
	{"disorder.line",    SPOOR_INTEGER, false},
	{"gaps",             SPOOR_INTEGER, false},
	{"gaps.from",        SPOOR_TIME,    true},
	{"gaps.to",          SPOOR_TIME,    true},
	{"gaps.line",        SPOOR_INTEGER, true},
	{"damage",           SPOOR_TEXT,    false},
	{"notes",            SPOOR_TEXT,    false},
};
/* clang-format on */

_Static_assert(sizeof(columns) / sizeof(columns[0]) <= CELLS_MOST, "they fit in a row");

static void add_names(struct cells *cells, const struct spoor_tally *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		divide(cells, "\n");
		add(cells, "%s", names[i].name);
	}
	end_cell(cells);
}

static void add_counts(struct cells *cells, const struct spoor_tally *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		divide(cells, "\n");
		add(cells, "%" PRIu64, names[i].count);
	}
	end_cell(cells);
}

static uint64_t kept_gaps(const struct spoor_description *about)
{
	return about->gap_count < 100 ? about->gap_count : 100;
}

static void add_gaps(struct cells *cells, const struct spoor_description *about)
{
	uint64_t count = kept_gaps(about);

	add_some(cells, about->gap_count);
	for (uint64_t i = 0; i < count; i++)
		add(cells, "%s%s", i ? "\n" : "", about->gaps[i].from);
	end_cell(cells);
	for (uint64_t i = 0; i < count; i++)
		add(cells, "%s%s", i ? "\n" : "", about->gaps[i].to);
	end_cell(cells);
	for (uint64_t i = 0; i < count; i++)
		add(cells, "%s%" PRIu64, i ? "\n" : "", about->gaps[i].line);
	end_cell(cells);
}

static void describe(struct cells *cells, const struct spoor_description *about)
{
	add_number(cells, about->untimed);
	add_text(cells, about->first);
	add_text(cells, about->last);
	add_names(cells, about->kinds, about->kind_count);
	add_counts(cells, about->kinds, about->kind_count);
	add_names(cells, about->hosts, about->host_count);
	add_counts(cells, about->hosts, about->host_count);
	add_names(cells, about->years, about->year_count);
	add_counts(cells, about->years, about->year_count);
	add_some(cells, about->year_votes);
	add_names(cells, about->zones, about->zone_count);
	add_counts(cells, about->zones, about->zone_count);
	add_some(cells, about->zone_votes);
	add_names(cells, about->offsets, about->offset_count);
	add_some(cells, about->votes);
	add_some(cells, about->back_events);
	add_some(cells, about->back_ms);
	add_some(cells, about->back_line);
	add_gaps(cells, about);
}

static const struct spoor_description nothing;

static const struct spoor_description *about_of(const struct spoor_source_info *info)
{
	return info->description ? info->description : &nothing;
}

static void fill(struct cells *cells, const struct spoor_source_info *info)
{
	add_text(cells, info->path);
	add_text(cells, info->archive);
	add_text(cells, info->packing);
	if (info->sha256)
		add(cells, "%" PRIu64, info->size);
	end_cell(cells);
	add_text(cells, info->sha256);
	add_text(cells, info->copy_of);
	add_text(cells, info->format);
	add_number(cells, info->bytes);
	add_number(cells, info->lines);
	add_number(cells, info->events);
	add_number(cells, info->other);
	add_number(cells, info->unparsed);
	describe(cells, about_of(info));
	add_text(cells, info->damage);
	add_text(cells, info->notes);
}

/* ------------------------------------------------------------------ for people */

/* clang-format off */
static const struct spoor_column lines[] = {
	{"path",    SPOOR_TEXT, false},
	{"time",    SPOOR_TEXT, false},
	{"file",    SPOOR_TEXT, false},
	{"sha256",  SPOOR_TEXT, false},
	{"copy of", SPOOR_TEXT, false},
	{"lines",   SPOOR_TEXT, false},
	{"kinds",   SPOOR_TEXT, false},
	{"hosts",   SPOOR_TEXT, false},
	{"year",    SPOOR_TEXT, false},
	{"zone",    SPOOR_TEXT, false},
	{"order",   SPOOR_TEXT, false},
	{"gaps",    SPOOR_TEXT, true},
	{"damage",  SPOOR_TEXT, false},
	{"notes",   SPOOR_TEXT, false},
};
/* clang-format on */

static void say_time(struct cells *cells, const struct spoor_description *about)
{
	if (about->first)
		add(cells, "%s to %s", about->first, about->last);
	if (about->untimed)
		add(cells, "%s%" PRIu64 " events without a time",
			about->first ? "; " : "", about->untimed);
	end_cell(cells);
}

static void say_file(struct cells *cells, const struct spoor_source_info *info)
{
	if (info->archive)
		add(cells, "in %s", info->archive);
	if (info->sha256) {
		divide(cells, ", ");
		add(cells, "%" PRIu64 " bytes", info->size);
	}
	if (info->packing) {
		divide(cells, ", ");
		add(cells, "%s", info->packing);
	}
	if ((info->packing || info->archive) && info->bytes)
		add(cells, ", %" PRIu64 " bytes unpacked", info->bytes);
	end_cell(cells);
}

static void say_lines(struct cells *cells, const struct spoor_source_info *info)
{
	if (info->lines)
		add(cells,
			"%" PRIu64 ", in %" PRIu64 " events: %" PRIu64 " other, %" PRIu64
			" unparsed",
			info->lines, info->events, info->other, info->unparsed);
	end_cell(cells);
}

/* "postfix.smtpd 120, dovecot.auth 3" */
static void join(struct cells *cells, const struct spoor_tally *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(cells, "%s%s %" PRIu64, i ? ", " : "", names[i].name, names[i].count);
}

static void say_names(struct cells *cells, const struct spoor_tally *names, size_t count)
{
	join(cells, names, count);
	end_cell(cells);
}

static void say_votes(struct cells *cells, uint64_t agree, uint64_t all)
{
	if (agree)
		add(cells, "; %" PRIu64 " of %" PRIu64 " ids agree", agree, all);
}

static void say_proofs(struct cells *cells, const struct spoor_description *about)
{
	join(cells, about->years, about->year_count);
	say_votes(cells, about->year_votes, about->votes);
	end_cell(cells);
	for (size_t i = 0; i < about->offset_count; i++)
		add(cells, "%s%s", about->offsets[i].name,
			i + 1 < about->offset_count ? ", " : ": ");
	join(cells, about->zones, about->zone_count);
	say_votes(cells, about->zone_votes, about->votes);
	end_cell(cells);
}

static void say_order(struct cells *cells, const struct spoor_description *about)
{
	if (about->back_events)
		add(cells,
			"%" PRIu64
			" events earlier than one before them, by up to %" PRIu64
			".%03" PRIu64 " s (line %" PRIu64 ")",
			about->back_events, about->back_ms / 1000, about->back_ms % 1000,
			about->back_line);
	end_cell(cells);
	for (uint64_t i = 0; i < kept_gaps(about); i++)
		add(cells, "%s%s to %s (line %" PRIu64 ")", i ? "\n" : "",
			about->gaps[i].from, about->gaps[i].to, about->gaps[i].line);
	if (about->gap_count > kept_gaps(about))
		add(cells, "\n%" PRIu64 " more", about->gap_count - kept_gaps(about));
	end_cell(cells);
}

static void tell(struct cells *cells, const struct spoor_source_info *info)
{
	const struct spoor_description *about = about_of(info);

	add_text(cells, info->path);
	say_time(cells, about);
	say_file(cells, info);
	add_text(cells, info->sha256);
	add_text(cells, info->copy_of);
	say_lines(cells, info);
	say_names(cells, about->kinds, about->kind_count);
	say_names(cells, about->hosts, about->host_count);
	say_proofs(cells, about);
	say_order(cells, about);
	add_text(cells, info->damage);
	add_text(cells, info->notes);
}

/* ------------------------------------------------------------------ the command */

static void print_sources(struct run *run, bool for_people)
{
	const struct spoor_source_info *info;
	struct cells cells;

	while (run_next(run))
		continue;
	for (size_t i = 0; (info = spoor_reader_source_at(run->reader, i)); i++) {
		cells.count = cells.start = cells.used = 0;
		if (for_people)
			tell(&cells, info);
		else
			fill(&cells, info);
		if (spoor_writer_row(run->writer, cells.at) != SPOOR_OK)
			return;
	}
}

static int run_info(void *args, const struct opt_list *operands)
{
	const struct info_args *info = args;
	const char *output = info->common.output;
	bool for_people = !output || strcmp(output, "text") == 0;
	struct run_setup setup = {.default_output = "text",
		.rows = for_people ? lines : columns,
		.row_count = for_people ? sizeof(lines) / sizeof(lines[0])
					: sizeof(columns) / sizeof(columns[0]),
		.no_header = info->no_header,
		.describe = true,
		.keep_events = true};
	struct run run = {.command = "info", .common = &info->common};

	if (run_begin(&run, "info", &info->common, operands, &setup))
		print_sources(&run, for_people);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_info = {
	.name = "info",
	.about = "what is in each file: kinds, times, proofs, damage, SHA-256",
	.operands = "[FILE | FOLDER] …",
	.more = "Reads everything and prints of each file, and of each member of an archive, "
		"the span of time, what is in it, how year and zone were known, gaps of more "
		"than a day, what is out of order, what is damaged, size and SHA-256.",
	.args_size = sizeof(struct info_args),
	.groups = {&group_info, &group_input, &group_time, &group_report},
	.run = run_info,
};
