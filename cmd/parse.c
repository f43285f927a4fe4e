/* SPDX-License-Identifier: ISC */
/* spoor parse: logs in, the event stream out. */
#include "common.h"

struct parse_args {
	struct common common;
};

static int run_parse(void *args, const struct opt_list *operands)
{
	const struct parse_args *parse = args;
	struct run_setup setup = {0};
	struct run run;

	if (run_begin(&run, "parse", &parse->common, operands, &setup))
		run_pump(&run);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_parse = {
	.name = "parse",
	.about = "turn logs into the event stream, one event a record",
	.operands = "[FILE | FOLDER] …",
	.more = "Reads logs of Dovecot, Postfix, Roundcube, Exchange, Microsoft 365, Apache, "
		"nginx and IIS, plain, packed "
		"(gzip, xz, zstd, bzip2) or in archives (tar, zip), and prints every record as "
		"an event, in the order of the input. Folders are read with all they hold; no "
		"file, or -, is standard input. An event stream is read too, here and by every "
		"command.",
	.args_size = sizeof(struct parse_args),
	.groups = {&group_input, &group_time, &group_select, &group_site, &group_output},
	.run = run_parse,
};
