/* SPDX-License-Identifier: ISC */
/* spoor filter: grep that understands. The first operand is the expression. */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>

struct filter_args {
	struct common common;
	bool invert;
	bool count;
	long long most;
};

/* clang-format off */
static const struct opt filter_opts[] = {
	{'v', "invert", OPT_FLAG,   offsetof(struct filter_args, invert), NULL, "print the events that do not match"},
	{'c', "count",  OPT_FLAG,   offsetof(struct filter_args, count),  NULL, "print only how many events match"},
	{'m', "max",    OPT_NUMBER, offsetof(struct filter_args, most),   "N",  "stop after N events"},
};
/* clang-format on */

static const struct opt_group group_filter = {
	"Filter", filter_opts, sizeof(filter_opts) / sizeof(filter_opts[0])};

static void pump(struct run *run, const struct filter_args *args)
{
	const struct spoor_event *event;

	while ((!args->most || run->written < (uint64_t)args->most) &&
		(event = run_next(run))) {
		if (args->count)
			run->written++;
		else if (!run_write(run, event))
			return;
	}
}

/* How many events matched: rendered ones are handed out several at a time. */
static uint64_t matched(const struct run *run, const struct filter_args *args)
{
	return args->most ? run->written : spoor_reader_counts(run->reader).kept;
}

static int run_filter(void *args, const struct opt_list *operands)
{
	const struct filter_args *filter = args;
	struct run_setup setup = {.no_writer = filter->count,
		.invert = filter->invert,
		.keep_events = filter->most != 0};
	uint64_t found = 0;
	struct opt_list paths = *operands;
	struct run run = {.command = "filter", .common = &filter->common};

	if (paths.count == 0) {
		run_say(&run, NULL, "say what to keep: spoor filter EXPR [FILE …]");
		return EXIT_TROUBLE;
	}
	setup.expression = paths.at[0];
	paths.count--;
	for (size_t i = 0; i < paths.count; i++)
		paths.at[i] = paths.at[i + 1];
	if (run_begin(&run, "filter", &filter->common, &paths, &setup)) {
		pump(&run, filter);
		found = matched(&run, filter);
		if (filter->count)
			printf("%" PRIu64 "\n", found);
	}
	return run_finish(&run, found ? EXIT_FOUND : EXIT_NOTHING);
}

const struct cmd cmd_filter = {
	.name = "filter",
	.about = "keep the events that match an expression",
	.operands = "EXPR [FILE | FOLDER] …",
	.more = "Prints the events that match EXPR, in the order of the input; with -o raw "
		"their original lines. EXPR is KQL on the fields of spoor-event(5): "
		"'event.action: login and event.outcome: failure and not source.ip: "
		"\"10.0.0.0/8\"'. Exit status 1: nothing matched.",
	.args_size = sizeof(struct filter_args),
	.groups = {&group_filter, &group_input, &group_time, &group_select, &group_site,
		&group_output},
	.run = run_filter,
};
