/* SPDX-License-Identifier: ISC */
/* spoor sort: the stream in time order. */
#include "common.h"

struct sort_args {
	struct common common;
	bool unique;
};

/* clang-format off */
static const struct opt sort_opts[] = {
	{'u', "unique", OPT_FLAG, offsetof(struct sort_args, unique), NULL, "of events that say the same at the same time keep one, also within a file; what counts as the same is what counts for copies (see spoor-sort(1))"},
};
/* clang-format on */

static const struct opt_group group_sort = {
	"Sort", sort_opts, sizeof(sort_opts) / sizeof(sort_opts[0])};

static int run_sort(void *args, const struct opt_list *operands)
{
	const struct sort_args *sort = args;
	struct run_setup setup = {.ordered = true, .exact = true, .unique = sort->unique};
	struct run run = {.command = "sort", .common = &sort->common};

	if (sort->unique && sort->common.keep_copies) {
		run_say(&run, NULL,
			"--unique drops copies and --keep-copies keeps them: "
			"choose one");
		return EXIT_TROUBLE;
	}
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
	.groups = {&group_sort, &group_order, &group_input, &group_time, &group_select,
		&group_site, &group_output},
	.run = run_sort,
};
