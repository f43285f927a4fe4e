/* SPDX-License-Identifier: ISC */
/* spoor completion: what a shell needs to complete commands and options, from the tables.
 */
#include <spoor.h>

#include "cmd.h"

#include <stdio.h>
#include <string.h>

static void print_options(const struct cmd *cmd, const char *separator)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = opt_at(cmd, i)); i++)
		printf("%s--%s", i ? separator : "", opt->name);
}

static void print_outputs(void)
{
	const struct spoor_output_info *output;

	for (size_t i = 0; (output = spoor_output_at(i)); i++)
		printf("%s%s", i ? " " : "", output->name);
}

static void print_format_names(void)
{
	const struct spoor_format_info *format;

	for (size_t i = 0; (format = spoor_format_at(i)); i++)
		printf("%s%s", i ? " " : "", format->name);
}

static void print_command_names(void)
{
	const struct cmd *cmd;

	for (size_t i = 0; (cmd = cmd_at(i)); i++)
		printf("%s%s", i ? " " : "", cmd->name);
}

static void print_bash(void)
{
	const struct cmd *cmd;

	printf("_spoor() {\n"
	       "\tlocal word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} "
	       "words=\n"
	       "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords='");
	print_command_names();
	printf("'\n\telse\n\t\tcase $last in\n\t\t-o|--output) words='");
	print_outputs();
	printf("' ;;\n\t\t--format) words='");
	print_format_names();
	printf("' ;;\n\t\t*) case ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; (cmd = cmd_at(i)); i++) {
		printf("\t\t\t%s) words='", cmd->name);
		print_options(cmd, " ");
		printf("' ;;\n");
	}
	printf("\t\t\tesac\n"
	       "\t\t\tcase $word in -*) ;; *) words= ;; esac ;;\n"
	       "\t\tesac\n"
	       "\tfi\n"
	       "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	       "}\n"
	       "complete -o default -F _spoor spoor\n");
}

/* A description inside zsh's '…[…]': quotes, brackets and colons are its syntax. */
static void print_zsh_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			printf("'\\''");
		else if (strchr("[]:", *text))
			printf("\\%c", *text);
		else
			putchar(*text);
	}
}

static void print_zsh_option(const struct opt *opt)
{
	printf(" \\\n\t\t\t'--%s%s[", opt->name, opt->arg ? "=" : "");
	print_zsh_text(opt->help);
	printf("]");
	if (opt->arg) {
		printf(":");
		print_zsh_text(opt->arg);
		printf(":");
		if (strcmp(opt->name, "output") == 0) {
			printf("(");
			print_outputs();
			printf(")");
		} else if (strcmp(opt->name, "format") == 0) {
			printf("(");
			print_format_names();
			printf(")");
		}
	}
	printf("'");
}

static void print_zsh(void)
{
	const struct cmd *cmd;
	const struct opt *opt;

	printf("#compdef spoor\n_spoor() {\n\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; (cmd = cmd_at(i)); i++) {
		printf("\t\t'%s:", cmd->name);
		print_zsh_text(cmd->about);
		printf("'\n");
	}
	printf("\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command "
	       "commands\n\t\treturn\n"
	       "\tfi\n\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n"
	       "\tcase $command in\n");
	for (size_t i = 0; (cmd = cmd_at(i)); i++) {
		printf("\t%s) _arguments", cmd->name);
		for (size_t n = 0; (opt = opt_at(cmd, n)); n++)
			print_zsh_option(opt);
		printf(" \\\n\t\t\t'*:file:_files' ;;\n");
	}
	printf("\tesac\n}\n_spoor \"$@\"\n");
}

static int run_completion(void *args, const struct opt_list *operands)
{
	(void)args;
	if (operands->count == 1 && strcmp(operands->at[0], "bash") == 0) {
		print_bash();
		return EXIT_FOUND;
	}
	if (operands->count == 1 && strcmp(operands->at[0], "zsh") == 0) {
		print_zsh();
		return EXIT_FOUND;
	}
	fprintf(stderr, "spoor completion: say for which shell: bash or zsh\n");
	return EXIT_TROUBLE;
}

const struct cmd cmd_completion = {
	.name = "completion",
	.about = "print the completion for bash or zsh",
	.operands = "bash | zsh",
	.more = "For bash, in ~/.bashrc: source <(spoor completion bash). For zsh: save it as "
		"_spoor in a folder of fpath. An installed spoor has both in place.",
	.run = run_completion,
};
