/* SPDX-License-Identifier: ISC */
/* spoor timeline: what happened, in order, for people and for other tools. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common.h"

struct timeline_args {
	struct common common;
	bool all;
	struct opt_list fields;
	long long max_memory;
};

/* clang-format off */
static const struct opt timeline_opts[] = {
	{'a', "all",     OPT_FLAG,   offsetof(struct timeline_args, all),        NULL,   "show also what has no bearing on security, and what no parser knows"},
	{'f', "fields",  OPT_COMMAS, offsetof(struct timeline_args, fields),     "LIST", "columns of csv, tsv and table"},
	{0,   "max-mem", OPT_NUMBER, offsetof(struct timeline_args, max_memory), "MIB",  "memory for sorting before temporary files are used (64)"},
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

static struct spoor_sorter *open_sorter(struct run *run, const struct timeline_args *args)
{
	struct spoor_sorter_options options = {
		.max_memory = (uint64_t)args->max_memory << 20};
	struct spoor_error error = {0};
	struct spoor_sorter *sorter = spoor_sorter_new(&options, &error);

	if (!sorter) {
		run_say(run, NULL, error.text);
		run->failed = true;
	}
	return sorter;
}

/* Reads everything into the sorter; gives how many events were left out. */
static uint64_t collect(struct run *run, struct spoor_sorter *sorter, bool all)
{
	const struct spoor_event *event;
	uint64_t left_out = 0;

	while ((event = run_next(run))) {
		enum spoor_status status;

		if (!all && is_background(event)) {
			left_out++;
			continue;
		}
		status = spoor_sorter_add(sorter, event);
		if (status != SPOOR_OK) {
			run_say(run, NULL, spoor_sorter_trouble(sorter));
			run->failed = true;
			break;
		}
	}
	return left_out;
}

static void print_sorted(struct run *run, struct spoor_sorter *sorter)
{
	const struct spoor_event *event;
	enum spoor_status status;

	while ((status = spoor_sorter_next(sorter, &event)) == SPOOR_OK)
		if (!run_write(run, event))
			return;
	if (status == SPOOR_END)
		return;
	run_say(run, NULL, spoor_sorter_trouble(sorter));
	run->failed = true;
}

static int run_timeline(void *args, const struct opt_list *operands)
{
	const struct timeline_args *timeline = args;
	struct run_setup setup = {.default_output = "text",
		.columns = &timeline->fields,
		.keep_events = true};
	struct spoor_sorter *sorter = NULL;
	struct run run;
	uint64_t left_out = 0;

	if (run_begin(&run, "timeline", &timeline->common, operands, &setup))
		sorter = open_sorter(&run, timeline);
	if (sorter) {
		left_out = collect(&run, sorter, timeline->all);
		print_sorted(&run, sorter);
	}
	if (left_out && !timeline->common.quiet) {
		char text[120];

		snprintf(text, sizeof(text),
			"%" PRIu64
			" events left out: other, log-notice, unparsed (--all shows "
			"them)",
			left_out);
		run_say(&run, NULL, text);
	}
	spoor_sorter_free(&sorter);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_timeline = {
	.name = "timeline",
	.about = "all events by time, as text, CSV, JSON lines or Timesketch",
	.operands = "[FILE | FOLDER] …",
	.more = "Prints one line for every event with bearing on security, sorted by "
		"time over all inputs.",
	.args_size = sizeof(struct timeline_args),
	.groups = {&group_timeline, &group_input, &group_time, &group_select, &group_site,
		&group_output},
	.run = run_timeline,
};
