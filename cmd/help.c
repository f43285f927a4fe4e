/* SPDX-License-Identifier: ISC */
/* spoor help and spoor version. */
#include <spoor.h>

#include "cmd.h"

#include <stdio.h>

static int run_help(void *args, const struct opt_list *operands)
{
	const struct cmd *cmd;

	(void)args;
	if (operands->count == 0) {
		cmd_print_usage(stdout);
		return EXIT_FOUND;
	}
	cmd = cmd_find(operands->at[0]);
	if (!cmd) {
		fprintf(stderr, "spoor help: no command '%s' (spoor help lists them)\n",
			operands->at[0]);
		return EXIT_TROUBLE;
	}
	opt_print_help(cmd);
	return EXIT_FOUND;
}

const struct cmd cmd_help = {
	.name = "help",
	.about = "list the commands, or show the help of one",
	.operands = "[COMMAND]",
	.more = "Prints what COMMAND --help prints. The manual says more: man spoor, man "
		"spoor-parse, man spoor-event, man spoor-formats.",
	.run = run_help,
};

static int run_version(void *args, const struct opt_list *operands)
{
	(void)args;
	(void)operands;
	printf("spoor %s\n", spoor_version());
	return EXIT_FOUND;
}

const struct cmd cmd_version = {
	.name = "version",
	.about = "print the version",
	.operands = "",
	.more = "Prints the version of spoor.",
	.run = run_version,
};
