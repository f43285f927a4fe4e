/* SPDX-License-Identifier: ISC */
/* spoor formats: the log kinds that spoor reads. */
#include <spoor.h>

#include "cmd.h"

#include <stdio.h>

static int run_formats(void *args, const struct opt_list *operands)
{
	const struct spoor_format_info *format;

	(void)args;
	(void)operands;
	for (size_t i = 0; (format = spoor_format_at(i)); i++)
		printf("%-15s %s\n%-15s %s\n", format->name, format->about, "",
			format->sample);
	return EXIT_FOUND;
}

const struct cmd cmd_formats = {
	.name = "formats",
	.about = "list the log kinds that spoor reads, with a sample each",
	.operands = "",
	.more = "Prints of each its name (for --format), what it is, and one line of it.",
	.run = run_formats,
};
