/* SPDX-License-Identifier: ISC */
/* spoor timeline: what happened, in order, for people and for other tools. */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct timeline_args {
	struct common common;
	bool all;
	struct opt_list fields;
};

/* clang-format off */
static const struct opt timeline_opts[] = {
	{'a', "all",     OPT_FLAG,   offsetof(struct timeline_args, all),        NULL,   "also what has no bearing on security, what is about the log itself, what nobody knows"},
	{'f', "fields",  OPT_COMMAS, offsetof(struct timeline_args, fields),     "LIST", "the columns of csv, tsv, table and timesketch"},
};
/* clang-format on */

static const struct opt_group group_timeline = {
	"Timeline", timeline_opts, sizeof(timeline_opts) / sizeof(timeline_opts[0])};

/* What a timeline leaves out and counts. */
static bool is_background(const struct spoor_event *event)
{
	static const char *const actions[] = {"other", "log-notice", "unparsed"};
	const char *action = spoor_event_action(event);

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(action, actions[i]) == 0)
			return true;
	return false;
}

/* Prints what has bearing; gives how many events were left out. */
static uint64_t print_events(struct run *run, bool all)
{
	const struct spoor_event *event;
	uint64_t left_out = 0;

	while ((event = run_next(run))) {
		if (!all && is_background(event))
			left_out++;
		else if (!run_write(run, event))
			break;
	}
	return left_out;
}

static int run_timeline(void *args, const struct opt_list *operands)
{
	const struct timeline_args *timeline = args;
	struct run_setup setup = {.default_output = "text",
		.columns = &timeline->fields,
		.ordered = true,
		.exact = true};
	struct run run;
	uint64_t left_out = 0;

	if (run_begin(&run, "timeline", &timeline->common, operands, &setup))
		left_out = print_events(&run, timeline->all);
	if (left_out && !timeline->common.quiet) {
		char text[120];

		snprintf(text, sizeof(text),
			"%" PRIu64
			" events left out: other, log-notice, unparsed (--all shows them)",
			left_out);
		run_say(&run, NULL, text);
	}
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_timeline = {
	.name = "timeline",
	.about = "what happened, by time, one sentence a line",
	.operands = "[FILE | FOLDER] …",
	.more = "Prints every event with bearing on security, sorted by time over all inputs, "
		"as text: when, where, what, what came of it, in one sentence, and the line that "
		"says so. With -o csv, json or timesketch it is for other tools. Of standard "
		"input nothing comes before its end: to follow a live log, use spoor parse -o "
		"text.",
	.args_size = sizeof(struct timeline_args),
	.groups = {&group_timeline, &group_order, &group_input, &group_time,
		&group_select, &group_site, &group_output},
	.run = run_timeline,
};
