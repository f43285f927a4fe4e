/* SPDX-License-Identifier: ISC */
/* spoor count: groups of events: how many, from when to when, how many different, how much. */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct count_args {
	struct common common;
	struct opt_list by;
	struct opt_list distinct;
	struct opt_list sums;
	long long top;
	bool by_key;
	bool no_header;
};

/* clang-format off */
static const struct opt count_opts[] = {
	{'b', "by",        OPT_COMMAS, offsetof(struct count_args, by),        "LIST", "fields to group by, a time with its step: @timestamp/15m; without, all is one group"},
	{'d', "distinct",  OPT_COMMAS, offsetof(struct count_args, distinct),  "LIST", "fields whose different values to count"},
	{'s', "sum",       OPT_COMMAS, offsetof(struct count_args, sums),      "LIST", "fields of numbers to add up"},
	{'t', "top",       OPT_NUMBER, offsetof(struct count_args, top),       "N",    "print only the first N rows"},
	{'k', "by-key",    OPT_FLAG,   offsetof(struct count_args, by_key),    NULL,   "rows in the order of their keys, not the largest first"},
	{'H', "no-header", OPT_FLAG,   offsetof(struct count_args, no_header), NULL,   "no line of names on top"},
};
/* clang-format on */

static const struct opt_group group_count = {
	"Count", count_opts, sizeof(count_opts) / sizeof(count_opts[0])};

enum { COLUMNS_MOST = 3 + 3 * OPT_MOST, NUMBER_ROOM = 24 };

/* The columns of a run, with the names that are made for them. */
struct columns {
	struct spoor_column at[COLUMNS_MOST];
	size_t count;
	char names[2 * OPT_MOST][100];
	size_t name_count;
};

static struct spoor_list list_of(const struct opt_list *list)
{
	return (struct spoor_list){list->at, list->count};
}

static struct spoor_counter *open_counter(
	struct run *run, const struct count_args *args, bool drop_copies)
{
	struct spoor_counter_options options = {
		.by = list_of(&args->by),
		.distinct = list_of(&args->distinct),
		.sums = list_of(&args->sums),
		.by_key = args->by_key,
		.drop_copies = drop_copies,
		.max_memory = (uint64_t)args->common.max_memory << 20,
	};
	struct spoor_error error = {0};
	struct spoor_counter *counter = spoor_counter_new(&options, &error);

	if (!counter) {
		run_say(run, NULL, error.text);
		run->failed = true;
	}
	return counter;
}

static void fail(struct run *run, const struct spoor_counter *counter)
{
	run_say(run, NULL, spoor_counter_trouble(counter));
	run->failed = true;
}

/* Wrong fields are said before anything is read or printed. */
static bool are_options_right(struct run *run, const struct count_args *args)
{
	struct spoor_counter *counter = open_counter(run, args, false);
	bool right = counter != NULL;

	spoor_counter_free(&counter);
	return right;
}

/* Reads everything. The counter is made once it is known whether records can repeat. */
static struct spoor_counter *count_all(struct run *run, const struct count_args *args)
{
	const struct spoor_event *event = run_next(run);
	bool drop = !args->common.keep_copies && spoor_reader_may_repeat(run->reader);
	struct spoor_counter *counter = open_counter(run, args, drop);

	for (; counter && event; event = run_next(run))
		if (spoor_counter_add(counter, event) != SPOOR_OK) {
			fail(run, counter);
			break;
		}
	return counter;
}

/* ------------------------------------------------------------------ rows */

static enum spoor_field_type type_of(const char *name)
{
	const struct spoor_field_info *field;

	for (size_t i = 0; (field = spoor_field_at(i)); i++)
		if (strcmp(field->name, name) == 0)
			return field->type;
	return SPOOR_TEXT; /* "@timestamp/1h" */
}

static void add_column(
	struct columns *columns, const char *name, enum spoor_field_type type)
{
	columns->at[columns->count++] = (struct spoor_column){.name = name, .type = type};
}

/* "distinct(user.name)" */
static void add_made(struct columns *columns, const char *what, const char *field)
{
	char *name = columns->names[columns->name_count++];

	snprintf(name, sizeof(columns->names[0]), "%s(%s)", what, field);
	add_column(columns, name, SPOOR_INTEGER);
}

static void name_columns(const struct count_args *args, struct columns *columns)
{
	columns->count = 0;
	columns->name_count = 0;
	for (size_t i = 0; i < args->by.count; i++)
		add_column(columns, args->by.at[i], type_of(args->by.at[i]));
	add_column(columns, "count", SPOOR_INTEGER);
	add_column(columns, "first", SPOOR_TIME);
	add_column(columns, "last", SPOOR_TIME);
	for (size_t i = 0; i < args->distinct.count; i++)
		add_made(columns, "distinct", args->distinct.at[i]);
	for (size_t i = 0; i < args->sums.count; i++)
		add_made(columns, "sum", args->sums.at[i]);
}

static spoor_view digits_of(int64_t number, char room[NUMBER_ROOM])
{
	return (spoor_view){
		room, (size_t)snprintf(room, NUMBER_ROOM, "%" PRId64, number)};
}

static bool print_row(
	struct run *run, const struct count_args *args, const struct spoor_count_row *row)
{
	spoor_view cells[COLUMNS_MOST];
	char numbers[1 + 2 * OPT_MOST][NUMBER_ROOM];
	size_t count = 0;
	size_t used = 0;

	for (size_t i = 0; i < args->by.count; i++)
		cells[count++] = row->keys[i];
	cells[count++] = digits_of((int64_t)row->count, numbers[used++]);
	cells[count++] = row->first;
	cells[count++] = row->last;
	for (size_t i = 0; i < args->distinct.count; i++)
		cells[count++] = digits_of(row->distinct[i], numbers[used++]);
	for (size_t i = 0; i < args->sums.count; i++)
		cells[count++] = digits_of(row->sums[i], numbers[used++]);
	return spoor_writer_row(run->writer, cells) == SPOOR_OK;
}

static void print_rows(
	struct run *run, const struct count_args *args, struct spoor_counter *counter)
{
	struct spoor_count_row row;
	uint64_t printed = 0;
	enum spoor_status status;

	while ((status = spoor_counter_next(counter, &row)) == SPOOR_OK)
		if ((args->top && printed++ == (uint64_t)args->top) ||
			!print_row(run, args, &row))
			break;
	if (status != SPOOR_OK && status != SPOOR_END)
		fail(run, counter);
}

static void say_more(struct run *run, const struct count_args *args,
	const struct spoor_counter *counter)
{
	uint64_t groups = spoor_counter_groups(counter);
	uint64_t copies = spoor_counter_copies(counter);
	char text[120];

	if (args->common.quiet)
		return;
	if (args->top && groups > (uint64_t)args->top) {
		snprintf(text, sizeof(text), "%" PRIu64 " more groups",
			groups - (uint64_t)args->top);
		run_say(run, NULL, text);
	}
	if (copies) {
		snprintf(text, sizeof(text), "%" PRIu64 " copies dropped", copies);
		run_say(run, NULL, text);
	}
}

static int run_count(void *args, const struct opt_list *operands)
{
	const struct count_args *count = args;
	struct columns columns;
	struct run_setup setup = {.default_output = "tsv",
		.rows = columns.at,
		.no_header = count->no_header,
		.keep_events = true};
	struct spoor_counter *counter = NULL;
	struct run run = {.command = "count", .common = &count->common};

	if (!are_options_right(&run, count))
		return EXIT_TROUBLE;
	name_columns(count, &columns);
	setup.row_count = columns.count;
	if (run_begin(&run, "count", &count->common, operands, &setup))
		counter = count_all(&run, count);
	if (counter && !run.failed) {
		print_rows(&run, count, counter);
		say_more(&run, count, counter);
	}
	spoor_counter_free(&counter);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_count = {
	.name = "count",
	.about = "group by fields: count, first, last, distinct, sum",
	.operands = "[-b LIST] [FILE | FOLDER] …",
	.more = "Prints one tab-separated row for every group: its fields, how many events, the "
		"first and the last time. The counts are exact, also where the groups do not fit "
		"in memory.",
	.args_size = sizeof(struct count_args),
	.groups = {&group_count, &group_order, &group_input, &group_time, &group_select,
		&group_site, &group_rows},
	.run = run_count,
};
