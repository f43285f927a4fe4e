/* SPDX-License-Identifier: ISC */
/*
 * spoor: one binary, one command a file.
 *
 * The map of the house, from bytes to a printed line:
 *
 *	cmd/parse.c            the command: options, and a loop over events
 *	lib/stream/reader.c    opens one source after the other, hands out events in order
 *	lib/input/walk.c       files, folders, and what is in archives (input/bundle.c)
 *	lib/input/source.c     a file, stdin or a member, unpacked (input/unpack.c, input/gz.c)
 *	lib/input/lines.c      cuts the bytes into stretches of whole lines
 *	lib/stream/block.c     a stretch becomes events: records, format, filter, rendering
 *	lib/format/envelope.c  time, host, program of a syslog line
 *	lib/format/…           the program's own message: dovecot, postfix, roundcube, access …
 *	lib/base/clock.c       a stamp becomes UTC, and says what was assumed
 *	lib/filter/…           keeps or drops (KQL)
 *	lib/window/…           time order
 *	lib/codec/…            an event becomes text: ndjson, csv, table, text, timesketch
 *	lib/stream/writer.c    whole lines to the output
 *
 * A command sees <spoor.h> only.
 */
#include "cmd.h"

#include <assert.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ARGS_ROOM = 64 * 1024 };

/* clang-format off */
static const struct cmd *const cmds[] = {
	&cmd_parse,
	&cmd_filter,
	&cmd_cut,
	&cmd_sort,
	&cmd_count,
	&cmd_timeline,
	&cmd_info,
	&cmd_show,
	&cmd_formats,
	&cmd_completion,
	&cmd_help,
	&cmd_version,
};
/* clang-format on */

const struct cmd *cmd_at(size_t index)
{
	return index < sizeof(cmds) / sizeof(cmds[0]) ? cmds[index] : NULL;
}

const struct cmd *cmd_find(const char *name)
{
	const struct cmd *cmd;

	for (size_t i = 0; (cmd = cmd_at(i)); i++)
		if (strcmp(cmd->name, name) == 0)
			return cmd;
	return NULL;
}

static bool is_reader_gone(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

/* What is still in stdio's buffer counts too: a full disk must not pass for success. A reader that
 * has enough is no trouble. */
static int finish_stdout(int code)
{
	if ((fflush(stdout) == 0 && !ferror(stdout)) || is_reader_gone())
		return code;
	fprintf(stderr, "spoor: writing failed\n");
	return EXIT_TROUBLE;
}

static int run_cmd(const struct cmd *cmd, int argc, char **argv)
{
	max_align_t args[ARGS_ROOM / sizeof(max_align_t)];
	struct opt_list operands = {.count = 0};
	int code = EXIT_TROUBLE;

	assert(cmd->args_size <= sizeof(args));
	memset(args, 0, sizeof(args));
	switch (opt_parse(cmd, argc, argv, args, &operands)) {
	case OPT_RUN:
		code = cmd->run(args, &operands);
		break;
	case OPT_HELP:
		opt_print_help(cmd);
		code = EXIT_FOUND;
		break;
	case OPT_BAD:
		break;
	}
	return finish_stdout(code);
}

void cmd_print_usage(FILE *out)
{
	const struct cmd *cmd;

	fprintf(out, "usage: spoor COMMAND [OPTION …] [FILE | FOLDER] …\n\n");
	for (size_t i = 0; (cmd = cmd_at(i)); i++)
		fprintf(out, "  %-12s %s\n", cmd->name, cmd->about);
	fprintf(out, "\nspoor COMMAND --help tells more, and so does man spoor.\n");
}

/* A standard descriptor that is closed would become the next file that is opened, and output
 * would go there: its number is held, and using it fails. */
static void hold_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	const struct cmd *cmd;

	hold_descriptors();
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stderr, NULL, _IOLBF, 0); /* a message is one write */
	if (argc < 2) {
		cmd_print_usage(stderr);
		return EXIT_TROUBLE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		cmd_print_usage(stdout);
		return finish_stdout(EXIT_FOUND);
	}
	cmd = cmd_find(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
	if (!cmd) {
		fprintf(stderr, "spoor: no command '%s'\n\n", argv[1]);
		cmd_print_usage(stderr);
		return EXIT_TROUBLE;
	}
	return run_cmd(cmd, argc - 1, argv + 1);
}
