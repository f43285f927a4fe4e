/* SPDX-License-Identifier: ISC */
#ifndef CMD_OPT_H
#define CMD_OPT_H

/*
 * Options are rows of tables. Parsing, --help, the completions and the manual's check follow
 * from the rows; groups are declared once and shared by the commands.
 */

#include <stdbool.h>
#include <stddef.h>

enum opt_kind {
	OPT_FLAG,   /* bool */
	OPT_TEXT,   /* const char * */
	OPT_NUMBER, /* long long, not negative */
	OPT_LIST,   /* struct opt_list: may be given again */
	OPT_COMMAS, /* struct opt_list: values separated by commas, may be given again */
	OPT_RECORD, /* struct opt_record */
};

enum { OPT_MOST = 256, OPT_TEXT_ROOM = 4096 };

struct opt_list {
	const char *at[OPT_MOST];
	size_t count;
	char text[OPT_TEXT_ROOM]; /* of values that were separated by commas */
	size_t used;
};

/* A file, and the command line that is to be recorded in it. */
struct opt_record {
	const char *path; /* NULL: not given */
	char *const *words;
	size_t count;
};

struct opt {
	char letter; /* 0: has none */
	const char *name;
	enum opt_kind kind;
	size_t offset;   /* in the args struct */
	const char *arg; /* what the value is called in the help; NULL for a flag */
	const char *help;
};

struct opt_group {
	const char *title;
	const struct opt *opts;
	size_t count;
};

struct cmd;

/* What the command line came to. */
enum opt_result { OPT_RUN, OPT_HELP, OPT_BAD };

/* Fills `args` and `operands` from argv[1 …]; a wrong option is said on stderr. The texts stay
 * in argv, but for those of comma lists. */
enum opt_result opt_parse(const struct cmd *cmd, int argc, char **argv, void *args,
	struct opt_list *operands);

/* The help of a command, on stdout. */
void opt_print_help(const struct cmd *cmd);

/* Row `index` of all a command's groups in one sequence; NULL behind the last. */
const struct opt *opt_at(const struct cmd *cmd, size_t index);

#endif
