/* SPDX-License-Identifier: ISC */
/*
 * A failing allocation never crashes, never leaks and never passes in silence: whichever of them
 * fails, once or from then on, the run either says SPOOR_E_NOMEM or prints what it always does.
 *
 * The first log of every folder below the operands goes through every output of the table; all
 * logs and their goldens go through the fast path.
 */
#include "kit/files.h"
#include "kit/hooks.h"

#include <stdio.h>
#include <unistd.h>

enum { COMPLAINTS = 20, OUTPUT_MOST = 16 * 1024 * 1024 };

/* What is run again and again. */
struct scenario {
	const char *path;
	const char *output;
	const char *filter; /* NULL: none */
	bool encoded;
};

struct sums {
	uint64_t runs;
	uint64_t scenarios;
	int bad;
};

static const char *const zones[] = {"Europe/Paris", "*.gz=UTC"};
static const char *const hosts[] = {"*.log=mx1"};
static const char *const nets[] = {"192.0.2.0/24", "2001:db8::/32"};

static const char expression[] =
	"event.action: (login or other) and not source.ip: \"192.0.2.0/24\" or "
	"user.name: *a* or process.pid >= 1 or log.file.path ~ \"[.]log$\"";

static enum spoor_status pump(struct spoor_reader *reader, struct spoor_writer *writer)
{
	const struct spoor_event *event;
	enum spoor_status status;

	while ((status = spoor_reader_next(reader, &event)) == SPOOR_OK) {
		status = spoor_writer_write(writer, event);
		if (status != SPOOR_OK)
			return status;
		while (spoor_reader_message(reader))
			continue;
	}
	return status == SPOOR_END ? SPOOR_OK : status;
}

static enum spoor_status read_and_write(
	const struct scenario *scenario, int fd, const struct spoor_filter *filter)
{
	struct spoor_reader_options options = {.paths = {&scenario->path, 1},
		.zones = {zones, COUNT(zones)},
		.hosts = {hosts, COUNT(hosts)},
		.proxies = {nets, COUNT(nets)},
		.webmails = {nets, COUNT(nets)},
		.year = 2025,
		.filter = filter,
		.raw = true,
		.encoded = scenario->encoded};
	struct spoor_writer_options out = {
		.descriptor = fd, .output = scenario->output, .zone = "America/New_York"};
	struct spoor_error error = {.status = SPOOR_OK};
	struct spoor_writer *writer = spoor_writer_new(&out, &error);
	struct spoor_reader *reader = writer ? spoor_reader_new(&options, &error) : NULL;
	enum spoor_status status = reader ? pump(reader, writer) : error.status;
	enum spoor_status closed = spoor_writer_close(&writer);

	spoor_reader_free(&reader);
	return status != SPOOR_OK ? status : closed;
}

static enum spoor_status run(const struct scenario *scenario, int fd)
{
	struct spoor_error error = {.status = SPOOR_OK};
	struct spoor_filter *filter = NULL;
	enum spoor_status status;

	if (scenario->filter) {
		filter = spoor_filter_new(scenario->filter, &error);
		if (!filter)
			return error.status == SPOOR_OK ? SPOOR_E_USAGE : error.status;
	}
	status = read_and_write(scenario, fd, filter);
	spoor_filter_free(&filter);
	return status;
}

static void take_output(const struct scratch *scratch, struct buf *out)
{
	off_t len = lseek(scratch->fd, 0, SEEK_END);

	buf_clear(out);
	if (len > 0 && buf_reserve(out, (size_t)len) &&
		pread(scratch->fd, out->ptr, (size_t)len, 0) == len)
		out->len = (size_t)len;
}

static void complain(struct sums *sums, const struct scenario *scenario, uint64_t number,
	const char *fault)
{
	if (++sums->bad <= COMPLAINTS)
		printf("%s, -o %s%s%s, allocation %llu fails: %s\n", scenario->path,
			scenario->output, scenario->encoded ? ", encoded" : "",
			scenario->filter ? ", filtered" : "", (unsigned long long)number,
			fault);
}

/* One run in which allocation `number` fails. False: there are not so many. */
static bool fail_once(struct sums *sums, const struct scenario *scenario, uint64_t number,
	bool for_good, const struct buf *whole)
{
	struct scratch scratch;
	enum spoor_status status;
	uint64_t asked;
	int64_t held;
	struct buf out;

	scratch_open(&scratch);
	hooks_reset();
	hooks.fail_at = number;
	hooks.fail_for_good = for_good;
	status = run(scenario, scratch.fd);
	asked = hooks.asked;
	held = hooks.held;
	hooks_reset();
	buf_init(&out, OUTPUT_MOST);
	take_output(&scratch, &out);
	sums->runs++;
	if (held != 0)
		complain(sums, scenario, number, "memory is not given back");
	if (asked >= number && status != SPOOR_E_NOMEM && status != SPOOR_OK)
		complain(sums, scenario, number, "the status is not SPOOR_E_NOMEM");
	if (status == SPOOR_OK && !view_eq(buf_view(&out), buf_view(whole)))
		complain(sums, scenario, number, "other output, and nothing was said");
	buf_deinit(&out);
	scratch_close(&scratch);
	return asked >= number;
}

static void try_all(struct sums *sums, const struct scenario *scenario)
{
	struct scratch scratch;
	struct buf whole;

	buf_init(&whole, OUTPUT_MOST);
	scratch_open(&scratch);
	hooks_reset();
	if (run(scenario, scratch.fd) != SPOOR_OK)
		complain(sums, scenario, 0, "fails before any allocation does");
	take_output(&scratch, &whole);
	scratch_close(&scratch);
	for (uint64_t number = 1; fail_once(sums, scenario, number, false, &whole);
		number++)
		fail_once(sums, scenario, number, true, &whole);
	sums->scenarios++;
	buf_deinit(&whole);
}

static spoor_view folder_of(const char *path)
{
	spoor_view view = view_string(path);

	return view_head(view, view_find_last(view, '/'));
}

static void try_outputs(struct sums *sums, const char *path)
{
	const struct spoor_output_info *output;
	struct scenario scenario = {.path = path, .output = "json", .filter = expression};

	try_all(sums, &scenario);
	scenario.filter = NULL;
	for (size_t i = 0; (output = spoor_output_at(i)); i++) {
		scenario.output = output->name;
		try_all(sums, &scenario);
	}
}

int main(int argc, char **argv)
{
	struct sums sums = {0};
	const char *last = "";
	struct walk walk;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++) {
		struct scenario scenario = {
			.path = walk.items[i].path, .output = "json", .encoded = true};

		if (files_is_beside(scenario.path) &&
			!view_ends(view_string(scenario.path), VIEW(".ndjson")))
			continue;
		try_all(&sums, &scenario);
		if (!view_eq(folder_of(last), folder_of(scenario.path)))
			try_outputs(&sums, scenario.path);
		last = scenario.path;
	}
	printf("%llu scenarios, %llu runs with a failing allocation, %d broken\n",
		(unsigned long long)sums.scenarios, (unsigned long long)sums.runs,
		sums.bad);
	walk_deinit(&walk);
	return sums.bad || sums.runs == 0;
}
