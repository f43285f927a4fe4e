/* SPDX-License-Identifier: ISC */
#include "base/err.h"
#include "codec/ndjson.h"
#include "stream/feed.h"

static void trouble(struct feed *feed, uint64_t offset, const char *what)
{
	MESSAGES_ADD(feed->messages, SPOOR_TROUBLE, feed->path, 0, offset, what);
}

/* ------------------------------------------------------------------ what its records are */

/* The first line, however long its writer takes. */
static enum spoor_status peek_line(struct lines *lines, spoor_view *line_r)
{
	size_t seen = 0;

	for (;;) {
		spoor_view bytes;
		enum spoor_status status = lines_peek(lines, seen + 1, -1, &bytes);
		size_t feed;

		if (status != SPOOR_OK)
			return status;
		feed = seen + view_find(view_skip(bytes, seen), '\n');
		if (feed < bytes.len || bytes.len == seen || feed >= LINES_LONGEST) {
			*line_r = view_head(bytes, feed);
			return SPOOR_OK;
		}
		seen = bytes.len;
	}
}

/* True for the names of an export's columns, whose cells may hold line ends. */
static bool names_export(const struct feed *feed, spoor_view line)
{
	struct header header = {.kind = NULL};

	return header_take(&header, feed->scene.path, line) == HEADER_BARE &&
	       header.kind->is_export;
}

/* The second line, however long its writer takes; what is there of it when it is long. */
static enum spoor_status peek_second(struct lines *lines, spoor_view *line_r)
{
	size_t seen = 0;

	for (;;) {
		spoor_view bytes;
		enum spoor_status status = lines_peek(lines, seen + 1, -1, &bytes);
		size_t len = bytes.len;

		if (status != SPOOR_OK)
			return status;
		view_split(&bytes, '\n');
		if (view_has(bytes, '\n') || len == seen || len >= LINES_LONGEST) {
			*line_r = view_split(&bytes, '\n');
			return SPOOR_OK;
		}
		seen = len;
	}
}

/* The first line tells, or the second behind PowerShell's "#TYPE …". */
static enum spoor_status look_for_rows(struct feed *feed)
{
	spoor_view line;
	enum spoor_status status = peek_line(feed->lines, &line);

	if (status == SPOOR_OK && view_starts(header_skip_bom(line), VIEW("#TYPE ")))
		status = peek_second(feed->lines, &line);
	if (status == SPOOR_OK && names_export(feed, line))
		feed->kind = RECORDS_ROWS;
	return status;
}

/* Looks at the source's first bytes, however long its writer takes to tell what they begin. */
static enum spoor_status look_for_records(struct feed *feed)
{
	enum spoor_status status = SPOOR_OK;
	size_t seen = 0;
	size_t skip = 0;
	bool told = false;

	while (!told) {
		spoor_view bytes;

		status = lines_peek(feed->lines, seen + 1, -1, &bytes);
		if (status != SPOOR_OK)
			return status;
		if (bytes.len == seen)
			break;
		seen = bytes.len;
		told = records_begin(bytes, &feed->kind, &skip);
	}
	if (feed->kind == RECORDS_LINES && seen)
		status = look_for_rows(feed);
	if (feed->kind != RECORDS_LINES)
		lines_cut_records(feed->lines, feed->kind, skip);
	return status;
}

/* ------------------------------------------------------------------ a source's clock */

/* The first line states what the survey would look for. */
static bool states_all(const struct survey *survey)
{
	return survey->timed && !survey->yearless && !survey->zoneless;
}

enum { PATIENCE = 250 /* milliseconds */ };

/*
 * What cannot be read twice is looked at before it is taken: where the first line does not say
 * all, up to SURVEY_BYTES, so that it does not matter in which pieces they come. But a live log is
 * not held back: when its writer pauses, what is there must do.
 */
static enum spoor_status survey_once(struct feed *feed, struct member *member)
{
	struct scene scene = feed->scene;
	spoor_view bytes = view_of("", 0);
	enum spoor_status status =
		feed->kind == RECORDS_LINES ? peek_line(feed->lines, &bytes) : SPOOR_OK;

	if (status != SPOOR_OK)
		return status;
	member->survey.mtime = source_mtime(lines_source(feed->lines));
	if (!survey_lines(&member->survey, &scene, bytes))
		return SPOOR_E_NOMEM;
	if (states_all(&member->survey))
		return SPOOR_OK;
	member->survey = (struct survey){.mtime = member->survey.mtime};
	status = lines_peek(feed->lines, SURVEY_BYTES, PATIENCE, &bytes);
	if (status != SPOOR_OK)
		return status;
	if (bytes.len > SURVEY_BYTES)
		bytes.len = SURVEY_BYTES;
	return survey_lines(&member->survey, &scene, bytes) ? SPOOR_OK : SPOOR_E_NOMEM;
}

/* ------------------------------------------------------------------ what a source is */

struct foreign {
	spoor_view magic;
	const char *advice;
};

/* Files that are no text: said at once, then read as lines all the same. */
static const struct foreign foreigns[] = {
	{{"\xfd"
	  "7zXZ",
		 5},
		"is an xz archive: unpack it first (xz -dc FILE | spoor …)"},
	{{"BZh", 3}, "is a bzip2 archive: unpack it first (bzip2 -dc FILE | spoor …)"},
	{{"\x28\xb5\x2f\xfd", 4},
		"is a zstd archive: unpack it first (zstd -dc FILE | spoor …)"},
	{{"PK\x03\x04", 4}, "is a zip archive: unpack it first"},
	{{"LPKSHHRH", 8},
		"is a journal: export it first (journalctl --file FILE -o json)"},
	{{"ElfFile", 7}, "is a Windows event log: export it as XML first"},
	{{"\xfe\xff", 2},
		"is big-endian UTF-16: convert it first (iconv -f UTF-16 -t UTF-8)"},
};

static void look_for_foreign(struct feed *feed, spoor_view bytes)
{
	const struct format *tie;
	spoor_view head = view_head(bytes, bytes.len < 512 ? bytes.len : 512);

	for (size_t i = 0; i < COUNT(foreigns); i++)
		if (view_starts(bytes, foreigns[i].magic)) {
			trouble(feed, UINT64_MAX, foreigns[i].advice);
			return;
		}
	if (view_has(head, '\0') &&
		!format_best(view_head(head, view_find(head, '\n')), &tie))
		trouble(feed, UINT64_MAX,
			"looks like binary data; its lines are unparsed");
}

enum { SNIFF_LINES = 40 };

/* Two formats that bid alike on the first lines: said, not guessed. */
static void look_for_tie(struct feed *feed, spoor_view bytes)
{
	const struct format *tie = NULL;
	const struct format *best = NULL;

	for (int i = 0; i < SNIFF_LINES && bytes.len && !tie; i++)
		best = format_best(view_split(&bytes, '\n'), &tie);
	if (!tie)
		return;
	MESSAGES_ADD(feed->messages, SPOOR_NOTE, feed->path, 0, UINT64_MAX, "looks like ",
		best->info.name, " and like ", tie->info.name, " (use --format)");
}

static enum spoor_status sniff(struct feed *feed, const struct stretch *stretch)
{
	spoor_view first = view_head(stretch->bytes, view_find(stretch->bytes, '\n'));
	struct arena arena;
	bool failed;

	feed->sniffed = true;
	arena_init(&arena, 64 * 1024 * 1024);
	feed->is_stream = !feed->scene.forced && ndjson_is_event(first, &arena);
	failed = arena.failed;
	arena_deinit(&arena);
	if (failed)
		return SPOOR_E_NOMEM;
	if (!feed->is_stream && !feed->scene.forced) {
		look_for_foreign(feed, stretch->bytes);
		look_for_tie(feed, stretch->bytes);
	}
	return SPOOR_OK;
}

/* ------------------------------------------------------------------ opening and reading */

static void set_scene(struct feed *feed)
{
	const struct glob_rule *host = glob_rules_find(&feed->setup->hosts, feed->path);

	feed->scene = (struct scene){
		.site = &feed->setup->site,
		.path = view_string(feed->path),
		.host = view_string(host ? host->value : NULL),
		.forced = feed->setup->forced,
	};
}

static enum spoor_status set_clock(struct feed *feed, struct solver *solver, size_t index)
{
	struct member *member = &solver->members[index];
	enum spoor_status status;

	if (member->once) {
		status = survey_once(feed, member);
		if (status != SPOOR_OK)
			return status;
		if (!solver_run_one(solver, index, feed->setup, feed->messages))
			return SPOOR_E_NOMEM;
	}
	clock_init(&feed->scene.clock, &member->clock);
	if (member->host_count && feed->scene.host.len == 0)
		feed->scene.host_zones = &member->host_zones;
	return SPOOR_OK;
}

enum spoor_status feed_open(struct feed *feed, const struct setup *setup,
	struct solver *solver, size_t index, struct messages *messages)
{
	const struct member *member = &solver->members[index];
	struct spoor_error error = {0};
	struct source *source = NULL;

	*feed = (struct feed){.setup = setup, .messages = messages, .path = member->path};
	if (!member->trouble)
		source = source_open(member->path, &error);
	if (error.status == SPOOR_E_NOMEM)
		return SPOOR_E_NOMEM;
	if (!source) {
		MESSAGES_ADD(messages, SPOOR_TROUBLE, member->path, 0, UINT64_MAX,
			"cannot be read: ",
			member->trouble ? member->trouble : error.text);
		return SPOOR_END;
	}
	feed->lines = lines_new(source, setup->stretch);
	set_scene(feed);
	if (!feed->lines || look_for_records(feed) != SPOOR_OK)
		return SPOOR_E_NOMEM;
	return set_clock(feed, solver, index);
}

uint64_t feed_close(struct feed *feed)
{
	uint64_t bytes = lines_bytes(feed->lines);
	const char *why = source_trouble(lines_source(feed->lines));

	if (why[0])
		trouble(feed, bytes, why);
	lines_free(&feed->lines);
	return bytes;
}

enum spoor_status feed_next(struct feed *feed, struct stretch *stretch_r)
{
	enum spoor_status status;

	/* The first line decides whether records can go on at all: those of a stream cannot. */
	if (feed->is_stream || feed->kind != RECORDS_LINES)
		return lines_next(feed->lines, stretch_r);
	status = cut_next(feed->lines, feed->setup->forced, stretch_r);
	if (status == SPOOR_OK && !feed->sniffed)
		status = sniff(feed, stretch_r);
	return status;
}
