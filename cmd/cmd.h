/* SPDX-License-Identifier: ISC */
#ifndef CMD_CMD_H
#define CMD_CMD_H

/* What a command is. Each is one file with one object at its foot, and one row in main.c.
 */

#include "opt.h"

#include <stdio.h>

enum exit_code { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_TROUBLE = 2 };

enum { CMD_GROUPS = 8 };

struct cmd {
	const char *name;
	const char *about;    /* one line */
	const char *operands; /* as in the synopsis */
	const char *more;     /* a paragraph for --help */
	size_t args_size;
	const struct opt_group *groups[CMD_GROUPS];
	int (*run)(void *args, const struct opt_list *operands);
};

/* The table; NULL behind the last. */
const struct cmd *cmd_at(size_t index);
const struct cmd *cmd_find(const char *name);

/* The commands and what they do, for `spoor`, `spoor help` and a wrong name. */
void cmd_print_usage(FILE *out);

extern const struct cmd cmd_completion;
extern const struct cmd cmd_count;
extern const struct cmd cmd_cut;
extern const struct cmd cmd_filter;
extern const struct cmd cmd_formats;
extern const struct cmd cmd_help;
extern const struct cmd cmd_info;
extern const struct cmd cmd_parse;
extern const struct cmd cmd_show;
extern const struct cmd cmd_sort;
extern const struct cmd cmd_timeline;
extern const struct cmd cmd_version;

#endif
