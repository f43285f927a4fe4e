/* SPDX-License-Identifier: ISC */
/* spoor show: the original bytes of places and events. */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct show_args {
	struct common common;
	long long context;
	const char *root;
};

/* clang-format off */
static const struct opt show_opts[] = {
	{'C', "context", OPT_NUMBER, offsetof(struct show_args, context), "N",   "also N lines before and behind each place"},
	{0,   "root",    OPT_TEXT,   offsetof(struct show_args, root),    "DIR", "the folder that the files of events are in, where their paths are relative"},
};
/* clang-format on */

static const struct opt_group group_show = {
	"Show", show_opts, sizeof(show_opts) / sizeof(show_opts[0])};

/* Of what was printed. */
struct shown {
	uint64_t lines;
	uint64_t files;
	uint64_t last; /* line */
	char path[4200];
};

static bool is_output_right(const struct run *run)
{
	const char *output = run->common->output;

	if (!output || strcmp(output, "raw") == 0 || strcmp(output, "text") == 0)
		return true;
	run_say(run, output, "is for events; original bytes come as raw or text");
	return false;
}

/* Takes the places out of the operands; a file that is called like one is a file. */
static bool take_places(struct run *run, struct spoor_originals *originals,
	const struct opt_list *operands, struct opt_list *files)
{
	for (size_t i = 0; i < operands->count; i++) {
		const char *operand = operands->at[i];
		enum spoor_status status = SPOOR_E_USAGE;

		if (access(operand, F_OK) != 0)
			status = spoor_originals_add_place(originals, operand);
		if (status == SPOOR_E_USAGE)
			files->at[files->count++] = operand;
		else if (status != SPOOR_OK)
			run->failed = true;
	}
	return !run->failed;
}

/* Reads the events, none where only places are asked for. */
static bool take_events(struct run *run, struct spoor_originals *originals)
{
	const struct spoor_event *event;

	while (run->reader && (event = run_next(run)))
		if (spoor_originals_add(originals, event) != SPOOR_OK) {
			run_say(run, NULL, "out of memory");
			run->failed = true;
			return false;
		}
	return true;
}

static void count(struct shown *shown, const struct spoor_original *original)
{
	bool is_new = strcmp(shown->path, original->path) != 0;

	if (is_new)
		snprintf(shown->path, sizeof(shown->path), "%s", original->path);
	shown->files += is_new;
	if (!original->is_context && (is_new || shown->last != original->line))
		shown->lines++;
	shown->last = original->line;
}

static void print(struct run *run, struct spoor_originals *originals, struct shown *shown)
{
	struct spoor_original original;
	enum spoor_status status;

	while ((status = spoor_originals_next(originals, &original)) == SPOOR_OK) {
		if (original.message) {
			spoor_writer_flush(run->writer);
			run_say_message(run, original.message);
			continue;
		}
		count(shown, &original);
		if (spoor_writer_original(run->writer, &original) != SPOOR_OK)
			return;
	}
	if (status != SPOOR_END) {
		run_say(run, NULL, "out of memory");
		run->failed = true;
	}
}

static void say_shown(const struct run *run, const struct shown *shown)
{
	char text[160];

	if (run->common->quiet)
		return;
	snprintf(text, sizeof(text),
		"%" PRIu64 " line%s of %" PRIu64
		" file%s, as they stand there: secrets are not masked",
		shown->lines, shown->lines == 1 ? "" : "s", shown->files,
		shown->files == 1 ? "" : "s");
	run_say(run, NULL, text);
}

static void show(struct run *run, const struct show_args *args,
	struct spoor_originals *originals, const struct opt_list *operands)
{
	struct run_setup setup = {.default_output = run_is_terminal() ? "text" : "raw",
		.keep_events = true};
	struct opt_list files = {.count = 0};
	struct shown shown = {.path = ""};

	if (!take_places(run, originals, operands, &files))
		return;
	setup.no_reader = operands->count && !files.count;
	if (!run_begin(run, "show", &args->common, &files, &setup))
		return;
	if (!take_events(run, originals))
		return;
	print(run, originals, &shown);
	say_shown(run, &shown);
}

static int run_show(void *args, const struct opt_list *operands)
{
	const struct show_args *show_args = args;
	struct spoor_originals_options options = {
		.root = show_args->root, .context = (uint64_t)show_args->context};
	struct run run = {.command = "show", .common = &show_args->common};
	struct spoor_error error = {.text = ""};
	struct spoor_originals *originals;

	if (!is_output_right(&run))
		return EXIT_TROUBLE;
	originals = spoor_originals_new(&options, &error);
	if (originals)
		show(&run, show_args, originals, operands);
	else
		run_say(&run, NULL, error.text);
	run.failed |= !originals;
	spoor_originals_free(&originals);
	return run_finish(&run, EXIT_FOUND);
}

const struct cmd cmd_show = {
	.name = "show",
	.about = "the original bytes of an event, with context",
	.operands = "[FILE:LINE | FILE:LINE-LINE | FILE | FOLDER] …",
	.more = "Prints lines of files as they stand there, also out of packed files and "
		"archives: those that FILE:LINE names, and those that events were read from: "
		"spoor filter EXPR LOG | spoor show -C 3. Nothing is masked.",
	.args_size = sizeof(struct show_args),
	.groups = {&group_show, &group_input, &group_time, &group_select, &group_site,
		&group_bytes},
	.run = run_show,
};
