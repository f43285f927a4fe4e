/* SPDX-License-Identifier: ISC */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define AT(member) offsetof(struct common, member)

/* clang-format off */
static const struct opt input_opts[] = {
	{0,   "format",       OPT_TEXT, AT(format),       "NAME",      "read all input as this format, a name that spoor formats lists; else each line tells"},
	{0,   "format-file",  OPT_TEXT, AT(format_file),  "FILE",      "patterns of your own log formats, a JSON file (spoor-formats(7))"},
	{0,   "host",         OPT_LIST, AT(hosts),        "GLOB=NAME", "the host that wrote the logs whose path matches; over what their lines say"},
	{'j', "jobs",         OPT_NUMBER, AT(workers),    "N",         "threads that read and parse (all cores); the output is the same"},
};
static const struct opt time_opts[] = {
	{0,   "tz",           OPT_LIST, AT(zones),        "[HOST@][GLOB=]ZONE", "zone of times that state none, as Europe/Paris or +02:00; of a host, or of logs whose path matches"},
	{0,   "year",         OPT_NUMBER, AT(year),       "YEAR",      "year of the newest line of all input, where times state none"},
	{0,   "skew",         OPT_LIST, AT(skews),        "[GLOB=]±N", "seconds that times are moved by, as -37 where the clock was 37 seconds fast; of logs whose path matches"},
	{0,   "strict-time",  OPT_FLAG, AT(strict_time),  NULL,        "leave out times whose year or zone would be a guess; the events stay"},
};
static const struct opt select_opts[] = {
	{'w', "where",        OPT_TEXT, AT(where),        "EXPR",      "only events that match (KQL, see spoor-filter(1))"},
	{0,   "since",        OPT_TEXT, AT(since),        "TIME",      "only events at or after this time: 2025-12-31 or 2025-12-31T23:00:00Z"},
	{0,   "until",        OPT_TEXT, AT(until),        "TIME",      "only events before this time"},
};
static const struct opt site_opts[] = {
	{0,   "proxy",        OPT_COMMAS, AT(proxies),    "ADDR,…",    "addresses or networks of your proxies, whose X-Forwarded-For counts"},
	{0,   "webmail",      OPT_COMMAS, AT(webmails),   "ADDR,…",    "addresses or networks of your webmail hosts: events from there say so"},
};
#define SHOW_SECRETS_OPT \
	{0,   "show-secrets", OPT_FLAG, AT(show_secrets), NULL,        "do not mask passwords and tokens"}
#define QUIET_OPT \
	{'q', "quiet",        OPT_FLAG, AT(quiet),        NULL,        "no closing line of counts on standard error"}
#define MANIFEST_OPT \
	{0,   "manifest",     OPT_RECORD, AT(manifest),   "FILE",      "write the inputs with their SHA-256, the counts and the command line to a file"}
static const struct opt output_opts[] = {
	{'o', "output",       OPT_TEXT, AT(output),       "NAME",      "how to print: json, text, csv, tsv, table, timesketch, ecs, raw (see spoor(1))"},
	{0,   "raw",          OPT_FLAG, AT(raw),          NULL,        "every event with its original line, event.original"},
	{0,   "out-tz",       OPT_TEXT, AT(out_zone),     "ZONE",      "a second time, in this zone (text, csv, tsv, table, timesketch)"},
	SHOW_SECRETS_OPT,
	QUIET_OPT,
	MANIFEST_OPT,
};
#define ROWS_OPT \
	{'o', "output",       OPT_TEXT, AT(output),       "NAME",      "how to print: tsv, csv, table, text, or json, an object a row"}
static const struct opt report_opts[] = {
	ROWS_OPT,
	QUIET_OPT,
	MANIFEST_OPT,
};
static const struct opt rows_opts[] = {
	ROWS_OPT,
	SHOW_SECRETS_OPT,
	QUIET_OPT,
	MANIFEST_OPT,
};
static const struct opt bytes_opts[] = {
	{'o', "output",       OPT_TEXT, AT(output),       "NAME",      "how to print: raw, the bytes as they are, or text, each line with its place"},
	QUIET_OPT,
};
static const struct opt order_opts[] = {
	{0,   "keep-copies",  OPT_FLAG, AT(keep_copies),  NULL,        "keep a record that stands in several files as often as it stands there"},
	{0,   "max-mem",      OPT_NUMBER, AT(max_memory), "MIB",       "memory before temporary files are used (64)"},
};
/* clang-format on */

const struct opt_group group_bytes = {"Output", bytes_opts, COUNT(bytes_opts)};
const struct opt_group group_order = {"Order", order_opts, COUNT(order_opts)};
const struct opt_group group_input = {"Input", input_opts, COUNT(input_opts)};
const struct opt_group group_time = {"Time", time_opts, COUNT(time_opts)};
const struct opt_group group_select = {"Selection", select_opts, COUNT(select_opts)};
const struct opt_group group_site = {"Site", site_opts, COUNT(site_opts)};
const struct opt_group group_output = {"Output", output_opts, COUNT(output_opts)};
const struct opt_group group_report = {"Output", report_opts, COUNT(report_opts)};
const struct opt_group group_rows = {"Output", rows_opts, COUNT(rows_opts)};

/* ------------------------------------------------------------------ messages */

/* Paths come from archives and attackers: nothing of theirs reaches a terminal raw. */
static void print_safe(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c == 0x7f)
			fprintf(out, "\\x%02x", c);
		else
			putc(c, out);
	}
}

void run_say(const struct run *run, const char *place, const char *text)
{
	if (run->progress)
		progress_pause(run->progress);
	fprintf(stderr, "spoor %s: ", run->command);
	if (place) {
		print_safe(stderr, place);
		fputs(": ", stderr);
	}
	print_safe(stderr, text);
	putc('\n', stderr);
	if (run->progress)
		progress_go_on(run->progress);
}

void run_say_message(struct run *run, const struct spoor_message *message)
{
	const char *path = message->path;
	char place[4200];

	if (path && message->line)
		snprintf(place, sizeof(place), "%s:%" PRIu64, path, message->line);
	else if (path && message->offset != UINT64_MAX)
		snprintf(place, sizeof(place), "%s@%" PRIu64, path, message->offset);
	else
		snprintf(place, sizeof(place), "%s", path ? path : "");
	run_say(run, path ? place : NULL, message->text);
	run->troubled |= message->level == SPOOR_TROUBLE;
}

static void print_messages(struct run *run)
{
	const struct spoor_message *message;

	while ((message = spoor_reader_message(run->reader)))
		run_say_message(run, message);
}

/* ------------------------------------------------------------------ progress */

/* Not where the output itself goes to the terminal. */
static void begin_progress(struct run *run)
{
	if (run->common->quiet || isatty(STDERR_FILENO) != 1 ||
		(run->writer && run_is_terminal()))
		return;
	if (progress_begin(&run->progress_room, run->reader, run->command))
		run->progress = &run->progress_room;
}

static void end_progress(struct run *run)
{
	if (run->progress)
		progress_end(run->progress);
	run->progress = NULL;
}

/* ------------------------------------------------------------------ the loop */

bool run_is_terminal(void)
{
	return isatty(STDOUT_FILENO) == 1;
}

static struct spoor_list list_of(const struct opt_list *list)
{
	return list ? (struct spoor_list){list->at, list->count}
		    : (struct spoor_list){NULL, 0};
}

static bool fail(struct run *run, const struct spoor_error *error)
{
	char place[40];

	snprintf(place, sizeof(place), "column %zu", error->column);
	run_say(run, error->column ? place : NULL, error->text);
	run->failed = true;
	return false;
}

static const char *output_name(const struct common *common, const struct run_setup *setup)
{
	if (common->output)
		return common->output;
	if (setup->default_output)
		return setup->default_output;
	return run_is_terminal() ? "text" : "json";
}

/* An expression that compiles on its own: its columns are the user's. */
static bool check(const char *expression, struct spoor_error *error)
{
	struct spoor_filter *filter = spoor_filter_new(expression, error);
	bool good = filter != NULL;

	spoor_filter_free(&filter);
	return good;
}

enum { EXPRESSION_MOST = 64 * 1024 };

/* The command's expression and --where, both must match. */
static bool open_filter(
	struct run *run, const struct run_setup *setup, struct spoor_error *error)
{
	char both[EXPRESSION_MOST];
	const char *where = run->common->where;
	const char *expression = setup->expression;
	int len;

	if (!where && !expression)
		return true;
	if ((where && !check(where, error)) || (expression && !check(expression, error)))
		return false;
	len = snprintf(both, sizeof(both), "%s%s)%s%s%s", setup->invert ? "not (" : "(",
		expression ? expression : where, expression && where ? " and (" : "",
		expression && where ? where : "", expression && where ? ")" : "");
	if (len >= (int)sizeof(both)) {
		snprintf(error->text, sizeof(error->text), "the expression is too long");
		return false;
	}
	run->filter = spoor_filter_new(both, error);
	return run->filter != NULL;
}

static size_t worker_count(const struct common *common)
{
	long cores =
		common->workers ? (long)common->workers : sysconf(_SC_NPROCESSORS_ONLN);

	return cores > 0 ? (size_t)cores : 1;
}

static bool open_reader(struct run *run, const struct opt_list *operands,
	const struct run_setup *setup, bool encoded, struct spoor_error *error)
{
	const struct common *common = run->common;
	struct spoor_reader_options options = {
		.paths = list_of(operands),
		.format = common->format,
		.format_file = common->format_file,
		.zones = list_of(&common->zones),
		.skews = list_of(&common->skews),
		.year = common->year > 9999 ? 9999 : (int)common->year,
		.hosts = list_of(&common->hosts),
		.proxies = list_of(&common->proxies),
		.webmails = list_of(&common->webmails),
		.filter = run->filter,
		.since = common->since,
		.until = common->until,
		.raw = common->raw,
		.show_secrets = common->show_secrets,
		.strict_time = common->strict_time,
		.encoded = encoded,
		.workers = worker_count(common),
		.ordered = setup->ordered,
		.exact = setup->exact,
		.keep_copies = common->keep_copies,
		.unique = setup->unique,
		.max_memory = (uint64_t)common->max_memory << 20,
		.describe = setup->describe,
		.digest = setup->describe || common->manifest.path != NULL,
	};

	run->reader = spoor_reader_new(&options, error);
	return run->reader != NULL;
}

static bool open_writer(struct run *run, const struct run_setup *setup,
	const char *output, struct spoor_error *error)
{
	const char *no_colour = getenv("NO_COLOR");
	struct spoor_writer_options options = {
		.output = output,
		.fields = list_of(setup->columns),
		.columns = setup->rows,
		.column_count = setup->row_count,
		.zone = run->common->out_zone,
		.colour = run_is_terminal() && !(no_colour && *no_colour),
		.no_header = setup->no_header,
		.terminal = run_is_terminal(),
	};

	run->writer = spoor_writer_new(&options, error);
	return run->writer != NULL;
}

bool run_begin(struct run *run, const char *command, const struct common *common,
	const struct opt_list *operands, const struct run_setup *setup)
{
	struct spoor_error error = {0};
	const char *output = output_name(common, setup);
	bool encoded = !setup->no_writer && !setup->keep_events && !setup->ordered &&
		       strcmp(output, "json") == 0;

	*run = (struct run){.command = command, .common = common};
	if (!open_filter(run, setup, &error))
		return fail(run, &error);
	if (!setup->no_reader && !open_reader(run, operands, setup, encoded, &error))
		return fail(run, &error);
	if (!setup->no_writer && !open_writer(run, setup, output, &error)) {
		spoor_reader_free(&run->reader); /* there is nothing to tell of it */
		return fail(run, &error);
	}
	if (run->reader && operands->count == 0 && isatty(STDIN_FILENO) == 1)
		run_say(run, NULL,
			"reading standard input (name files or folders to read them)");
	begin_progress(run);
	return true;
}

const struct spoor_event *run_next(struct run *run)
{
	const struct spoor_event *event = NULL;
	enum spoor_status status;

	if (run->writer && !spoor_reader_ready(run->reader))
		spoor_writer_flush(run->writer);
	status = spoor_reader_next(run->reader, &event);
	print_messages(run);
	if (status == SPOOR_OK)
		return event;
	end_progress(run);
	if (status != SPOOR_END) {
		run_say(run, NULL, spoor_reader_trouble(run->reader));
		run->failed = true;
	}
	return NULL;
}

bool run_write(struct run *run, const struct spoor_event *event)
{
	run->written++;
	return spoor_writer_write(run->writer, event) == SPOOR_OK;
}

void run_pump(struct run *run)
{
	const struct spoor_event *event;

	while ((event = run_next(run)))
		if (!run_write(run, event))
			break;
}

/* Last of all, so that it says what became of the run. */
static void write_manifest(struct run *run)
{
	const struct opt_record *manifest = &run->common->manifest;
	struct spoor_list command = {
		(const char *const *)manifest->words, manifest->count};
	struct spoor_error error;

	if (!manifest->path || spoor_manifest_write(run->reader, manifest->path, &command,
				       &error) == SPOOR_OK)
		return;
	run_say(run, NULL, error.text);
	run->failed = true;
}

static void print_closing(const struct run *run)
{
	struct spoor_counts counts = spoor_reader_counts(run->reader);

	fprintf(stderr, "spoor %s: %" PRIu64 " source%s", run->command, counts.sources,
		counts.sources == 1 ? "" : "s");
	if (counts.skipped)
		fprintf(stderr, " (%" PRIu64 " more not read: outside the span)",
			counts.skipped);
	fprintf(stderr, ", %" PRIu64 " lines, %" PRIu64 " events", counts.lines,
		counts.events);
	if (counts.kept != counts.events)
		fprintf(stderr, ", %" PRIu64 " kept", counts.kept);
	fprintf(stderr, "; %" PRIu64 " other, %" PRIu64 " unparsed", counts.other,
		counts.unparsed);
	if (counts.copies)
		fprintf(stderr, ", %" PRIu64 " copies dropped", counts.copies);
	if (counts.assumed)
		fprintf(stderr,
			", %" PRIu64 " with a year or zone that is not in the line",
			counts.assumed);
	if (counts.troubles)
		fprintf(stderr, "; %" PRIu64 " trouble%s", counts.troubles,
			counts.troubles == 1 ? "" : "s");
	putc('\n', stderr);
}

int run_finish(struct run *run, int found)
{
	enum spoor_status status = spoor_writer_close(&run->writer);
	bool closed = status == SPOOR_E_CLOSED;

	end_progress(run);
	if (status != SPOOR_OK && !closed) {
		run_say(run, NULL,
			status == SPOOR_E_NOMEM ? "out of memory" : "writing failed");
		run->failed = true;
	}
	if (run->reader) {
		print_messages(run);
		run->troubled |= spoor_reader_counts(run->reader).troubles != 0;
		if (!run->common->quiet && !closed)
			print_closing(run);
		write_manifest(run);
	}
	spoor_reader_free(&run->reader);
	spoor_filter_free(&run->filter);
	return run->failed || run->troubled ? EXIT_TROUBLE : found;
}
