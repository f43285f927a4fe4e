/* SPDX-License-Identifier: ISC */
#include "opt.h"

#include "cmd.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct opt help_opt = {'h', "help", OPT_FLAG, 0, NULL, "show this help"};

const struct opt *opt_at(const struct cmd *cmd, size_t index)
{
	for (size_t i = 0; i < CMD_GROUPS && cmd->groups[i]; i++) {
		if (index < cmd->groups[i]->count)
			return &cmd->groups[i]->opts[index];
		index -= cmd->groups[i]->count;
	}
	return index == 0 ? &help_opt : NULL;
}

/* ------------------------------------------------------------------ parsing */

static const struct opt *find_long(const struct cmd *cmd, const char *name, size_t len)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = opt_at(cmd, i)); i++)
		if (strlen(opt->name) == len && memcmp(opt->name, name, len) == 0)
			return opt;
	return NULL;
}

static const struct opt *find_letter(const struct cmd *cmd, char letter)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = opt_at(cmd, i)); i++)
		if (opt->letter == letter)
			return opt;
	return NULL;
}

static bool complain(const struct cmd *cmd, const char *what, const char *which)
{
	fprintf(stderr, "spoor %s: %s %s (spoor %s --help lists the options)\n",
		cmd->name, what, which, cmd->name);
	return false;
}

static bool add_to_list(const struct cmd *cmd, const struct opt *opt,
	struct opt_list *list, const char *value)
{
	if (list->count == OPT_MOST)
		return complain(cmd, "too many values for", opt->name);
	list->at[list->count++] = value;
	return true;
}

static bool add_commas(const struct cmd *cmd, const struct opt *opt,
	struct opt_list *list, const char *value)
{
	size_t room = strlen(value) + 1;
	char *part = list->text + list->used;

	if (room > sizeof(list->text) - list->used)
		return complain(cmd, "too long a list for", opt->name);
	memcpy(part, value, room);
	list->used += room;
	while (part) {
		char *comma = strchr(part, ',');

		if (comma)
			*comma++ = '\0';
		if (*part && !add_to_list(cmd, opt, list, part))
			return false;
		part = comma;
	}
	return true;
}

static bool set_number(const struct cmd *cmd, const struct opt *opt, long long *number,
	const char *value)
{
	char *end;

	errno = 0;
	*number = strtoll(value, &end, 10);
	if (end == value || *end || *number < 0)
		return complain(cmd, "not a number:", value);
	if (errno == ERANGE)
		return complain(cmd, "too large a number:", value);
	(void)opt;
	return true;
}

/* The words of the command line. */
struct line {
	char **at;
	int count;
};

static bool set_value(const struct cmd *cmd, const struct opt *opt,
	const struct line *line, void *args, const char *value)
{
	void *place = (char *)args + opt->offset;

	switch (opt->kind) {
	case OPT_FLAG:
		*(bool *)place = true;
		return true;
	case OPT_TEXT:
		*(const char **)place = value;
		return true;
	case OPT_NUMBER:
		return set_number(cmd, opt, place, value);
	case OPT_LIST:
		return add_to_list(cmd, opt, place, value);
	case OPT_COMMAS:
		return add_commas(cmd, opt, place, value);
	case OPT_RECORD:
		*(struct opt_record *)place =
			(struct opt_record){value, line->at, (size_t)line->count};
		return true;
	}
	return false;
}

/* "--name", "--name=value" or "--name value". */
static enum opt_result parse_long(
	const struct cmd *cmd, const struct line *line, int *at, void *args)
{
	char **argv = line->at;
	char *name = argv[*at] + 2;
	char *value = strchr(name, '=');
	size_t len = value ? (size_t)(value - name) : strlen(name);
	const struct opt *opt = find_long(cmd, name, len);

	if (!opt) {
		complain(cmd, "unknown option", argv[*at]);
		return OPT_BAD;
	}
	if (opt == &help_opt)
		return OPT_HELP;
	if (value)
		value++;
	if (opt->kind == OPT_FLAG && value) {
		complain(cmd, "takes no value:", argv[*at]);
		return OPT_BAD;
	}
	if (opt->kind != OPT_FLAG && !value) {
		if (*at + 1 >= line->count) {
			complain(cmd, "wants a value:", argv[*at]);
			return OPT_BAD;
		}
		value = argv[++*at];
	}
	return set_value(cmd, opt, line, args, value) ? OPT_RUN : OPT_BAD;
}

/* "-a", "-abc", "-xVALUE" or "-x VALUE". */
static enum opt_result parse_letters(
	const struct cmd *cmd, const struct line *line, int *at, void *args)
{
	char **argv = line->at;

	for (char *letter = argv[*at] + 1; *letter; letter++) {
		const struct opt *opt = find_letter(cmd, *letter);
		char *value = letter + 1;

		if (!opt) {
			complain(cmd, "unknown option", argv[*at]);
			return OPT_BAD;
		}
		if (opt == &help_opt)
			return OPT_HELP;
		if (opt->kind == OPT_FLAG) {
			set_value(cmd, opt, line, args, NULL);
			continue;
		}
		if (!*value && *at + 1 >= line->count) {
			complain(cmd, "wants a value:", argv[*at]);
			return OPT_BAD;
		}
		if (!*value)
			value = argv[++*at];
		return set_value(cmd, opt, line, args, value) ? OPT_RUN : OPT_BAD;
	}
	return OPT_RUN;
}

/* How many operands the synopsis has room for. */
static size_t operands_most(const struct cmd *cmd)
{
	if (strstr(cmd->operands, "…"))
		return OPT_MOST;
	return *cmd->operands ? 1 : 0;
}

static bool add_operand(
	const struct cmd *cmd, struct opt_list *operands, const char *operand)
{
	size_t most = operands_most(cmd);

	if (operands->count == most)
		return complain(
			cmd, most ? "too many operands:" : "takes no operand:", operand);
	operands->at[operands->count++] = operand;
	return true;
}

enum opt_result opt_parse(const struct cmd *cmd, int argc, char **argv, void *args,
	struct opt_list *operands)
{
	const struct line line = {argv, argc};
	bool ended = false;

	for (int at = 1; at < argc; at++) {
		enum opt_result result = OPT_RUN;

		if (ended || argv[at][0] != '-' || !argv[at][1]) {
			if (!add_operand(cmd, operands, argv[at]))
				return OPT_BAD;
		} else if (strcmp(argv[at], "--") == 0) {
			ended = true;
		} else if (argv[at][1] == '-') {
			result = parse_long(cmd, &line, &at, args);
		} else {
			result = parse_letters(cmd, &line, &at, args);
		}
		if (result != OPT_RUN)
			return result;
	}
	return OPT_RUN;
}

/* ------------------------------------------------------------------ help */

enum { HELP_COLUMN = 28, HELP_WIDTH = 90 };

/* Columns of a terminal: UTF-8's later bytes take none. */
static int width_of(const char *text, int len)
{
	int width = 0;

	for (int i = 0; i < len; i++)
		width += ((unsigned char)text[i] & 0xc0) != 0x80;
	return width;
}

/* Words from the column on, broken at the width. */
static void print_wrapped(const char *text, int column)
{
	int at = column;

	while (*text) {
		int len = (int)strcspn(text, " ");
		int width = width_of(text, len);

		if (at > column && at + 1 + width > HELP_WIDTH) {
			printf("\n%*s", column, "");
			at = column;
		} else if (at > column) {
			putchar(' ');
			at++;
		}
		printf("%.*s", len, text);
		at += width;
		text += len;
		text += strspn(text, " ");
	}
	putchar('\n');
}

static void print_opt(const struct opt *opt)
{
	char head[80];
	int width;

	if (opt->letter)
		snprintf(head, sizeof(head), "  -%c, --%s%s%s", opt->letter, opt->name,
			opt->arg ? " " : "", opt->arg ? opt->arg : "");
	else
		snprintf(head, sizeof(head), "      --%s%s%s", opt->name,
			opt->arg ? " " : "", opt->arg ? opt->arg : "");
	width = width_of(head, (int)strlen(head));
	printf("%s", head);
	if (width + 1 > HELP_COLUMN)
		printf("\n%*s", HELP_COLUMN, "");
	else
		printf("%*s", HELP_COLUMN - width, "");
	print_wrapped(opt->help, HELP_COLUMN);
}

void opt_print_help(const struct cmd *cmd)
{
	printf("usage: spoor %s [OPTION …]%s%s\n\n", cmd->name, *cmd->operands ? " " : "",
		cmd->operands);
	if (cmd->more)
		print_wrapped(cmd->more, 0);
	for (size_t i = 0; i < CMD_GROUPS && cmd->groups[i]; i++) {
		printf("\n%s\n", cmd->groups[i]->title);
		for (size_t n = 0; n < cmd->groups[i]->count; n++)
			print_opt(&cmd->groups[i]->opts[n]);
	}
	printf("\nHelp\n");
	print_opt(&help_opt);
}
