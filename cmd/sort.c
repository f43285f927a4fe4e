/* SPDX-License-Identifier: ISC */
/* spoor sort: the stream in time order. */
#include "common.h"

struct sort_args {
	struct common common;
};

static int run_sort(void *args, const struct opt_list *operands)
{
	const struct sort_args *sort = args;
	struct run_setup setup = {.ordered = true, .exact = true};
	struct run run;

	if (run_begin(&run, "sort", &sort->common, operands, &setup))
		run_pump(&run);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_sort = {
	.name = "sort",
	.about = "put events in time order, over all inputs",
	.operands = "[FILE | FOLDER] …",
	.more = "Prints all events by time and drops copies, records that stand in several files. "
		"Files are merged as they are read; what is too far from sorted, and standard "
		"input, is sorted in temporary files.",
	.args_size = sizeof(struct sort_args),
	.groups = {&group_order, &group_input, &group_time, &group_select, &group_site,
		&group_output},
	.run = run_sort,
};
