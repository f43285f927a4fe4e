/* SPDX-License-Identifier: ISC */
/* spoor cut: chosen fields of each event, as columns. */
#include "common.h"

#include <string.h>

struct cut_args {
	struct common common;
	struct opt_list fields;
	bool no_header;
};

/* clang-format off */
static const struct opt cut_opts[] = {
	{'f', "fields",    OPT_COMMAS, offsetof(struct cut_args, fields),    "LIST", "the columns: fields, or message, the event in one sentence"},
	{'H', "no-header", OPT_FLAG,   offsetof(struct cut_args, no_header), NULL,   "no line of names on top"},
};
/* clang-format on */

static const struct opt_group group_cut = {
	"Cut", cut_opts, sizeof(cut_opts) / sizeof(cut_opts[0])};

/* An output, but none that has columns. */
static bool has_no_columns(const char *output)
{
	static const char *const names[] = {"tsv", "csv", "table"};
	const struct spoor_output_info *info;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(output, names[i]) == 0)
			return false;
	for (size_t i = 0; (info = spoor_output_at(i)); i++)
		if (strcmp(output, info->name) == 0)
			return true;
	return false; /* no output at all: the writer says so */
}

static int run_cut(void *args, const struct opt_list *operands)
{
	const struct cut_args *cut = args;
	struct run_setup setup = {.default_output = "tsv",
		.columns = &cut->fields,
		.no_header = cut->no_header};
	struct run run = {.command = "cut", .common = &cut->common};

	if (cut->fields.count == 0) {
		run_say(&run, NULL, "say which fields: spoor cut -f LIST [FILE …]");
		return EXIT_TROUBLE;
	}
	if (cut->common.output && has_no_columns(cut->common.output)) {
		run_say(&run, cut->common.output,
			"has no columns (use tsv, csv or table)");
		return EXIT_TROUBLE;
	}
	if (run_begin(&run, "cut", &cut->common, operands, &setup))
		run_pump(&run);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_cut = {
	.name = "cut",
	.about = "choose fields: TSV, CSV or an aligned table",
	.operands = "-f LIST [FILE | FOLDER] …",
	.more = "Prints the chosen fields of every event as one row: tab-separated, or with -o "
		"csv or table.",
	.args_size = sizeof(struct cut_args),
	.groups = {&group_cut, &group_input, &group_time, &group_select, &group_site,
		&group_output},
	.run = run_cut,
};
