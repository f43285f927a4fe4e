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

static void print_header(const struct count_args *args)
{
	for (size_t i = 0; i < args->by.count; i++)
		printf("%s\t", args->by.at[i]);
	printf("count\tfirst\tlast");
	for (size_t i = 0; i < args->distinct.count; i++)
		printf("\tdistinct(%s)", args->distinct.at[i]);
	for (size_t i = 0; i < args->sums.count; i++)
		printf("\tsum(%s)", args->sums.at[i]);
	putchar('\n');
}

/* A cell: what would break the row or a terminal is escaped, as in the other tables. */
static void print_cell(spoor_view text)
{
	if (text.len == 0)
		putchar('-');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '\\')
			fputs("\\\\", stdout);
		else if (c == '\t')
			fputs("\\t", stdout);
		else if (c == '\n')
			fputs("\\n", stdout);
		else if (c < 0x20 || c == 0x7f)
			printf("\\x%02x", c);
		else
			putchar(c);
	}
}

static void print_row(const struct count_args *args, const struct spoor_count_row *row)
{
	for (size_t i = 0; i < args->by.count; i++) {
		print_cell(row->keys[i]);
		putchar('\t');
	}
	printf("%" PRIu64 "\t", row->count);
	print_cell(row->first);
	putchar('\t');
	print_cell(row->last);
	for (size_t i = 0; i < args->distinct.count; i++)
		printf("\t%" PRId64, row->distinct[i]);
	for (size_t i = 0; i < args->sums.count; i++)
		printf("\t%" PRId64, row->sums[i]);
	putchar('\n');
}

static void print_rows(
	struct run *run, const struct count_args *args, struct spoor_counter *counter)
{
	struct spoor_count_row row;
	uint64_t printed = 0;
	enum spoor_status status;

	if (!args->no_header)
		print_header(args);
	while ((status = spoor_counter_next(counter, &row)) == SPOOR_OK) {
		if (args->top && printed == (uint64_t)args->top)
			break;
		print_row(args, &row);
		printed++;
	}
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
	struct run_setup setup = {.no_writer = true, .keep_events = true};
	struct spoor_counter *counter = NULL;
	struct run run;

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
