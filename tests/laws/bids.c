/* SPDX-License-Identifier: ISC */
/*
 * No format bids on another's lines: at most one bids on any line of the test data, and exactly
 * one (itself, or the wrapper that its lines come in) on a format's sample. Lines that are meant
 * to be doubtful stand in a list of "FOLDER/CASE.log:LINE reason".
 *
 *	law-bids LIST FOLDER …
 */
#include "format/format.h"
#include "kit/files.h"

#include <stdio.h>

struct sums {
	spoor_view doubtful; /* the list */
	uint64_t lines;
	int bad;
};

/* True when "FOLDER/CASE.log:LINE" stands in the list. */
static bool is_doubtful(const struct sums *sums, const char *path, uint64_t line)
{
	spoor_view rest = sums->doubtful;
	struct buf place;
	bool found = false;

	buf_init(&place, 8192);
	buf_add_string(&place, path);
	buf_add_char(&place, ':');
	buf_add_number(&place, (int64_t)line);
	while (rest.len && !found) {
		spoor_view row = view_split(&rest, '\n');
		spoor_view listed = view_split(&row, ' ');

		found = listed.len && row.len && view_ends(buf_view(&place), listed);
	}
	buf_deinit(&place);
	return found;
}

static void check_line(
	struct sums *sums, const char *path, uint64_t number, spoor_view line)
{
	const struct format *first = NULL;

	sums->lines++;
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *format = format_at(i);
		int bid = format->bid(line);

		if (bid < 0 || bid > 100) {
			printf("%s:%llu: %s bids %d\n", path, (unsigned long long)number,
				format->info.name, bid);
			sums->bad++;
		}
		if (bid && first && !is_doubtful(sums, path, number)) {
			printf("%s:%llu: %s (%d) and %s (%d) both bid on this line\n",
				path, (unsigned long long)number, first->info.name,
				first->bid(line), format->info.name, bid);
			sums->bad++;
		}
		if (bid)
			first = format;
	}
}

static void check_file(struct sums *sums, const char *path)
{
	struct buf plain;
	spoor_view rest;

	files_read(path, &plain);
	rest = buf_view(&plain);
	for (uint64_t number = 1; rest.len; number++) {
		spoor_view line = view_split(&rest, '\n');

		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		check_line(sums, path, number, line);
	}
	buf_deinit(&plain);
}

static void check_samples(struct sums *sums)
{
	const struct format *tie;

	for (size_t i = 0; i < format_count(); i++) {
		const struct spoor_format_info *info = &format_at(i)->info;
		uint64_t lines = sums->lines;

		check_line(sums, info->name, 0, view_string(info->sample));
		sums->lines = lines;
		if (format_best(view_string(info->sample), &tie))
			continue;
		printf("no format bids on the sample of %s\n", info->name);
		sums->bad++;
	}
}

int main(int argc, char **argv)
{
	struct sums sums = {0};
	struct buf list;
	struct walk walk;

	files_read(argc > 1 ? argv[1] : "", &list);
	sums.doubtful = buf_view(&list);
	files_find(&walk, argv + 2, argc - 2);
	for (size_t i = 0; i < walk.count; i++)
		if (!files_is_beside(walk.items[i].path))
			check_file(&sums, walk.items[i].path);
	check_samples(&sums);
	printf("%zu formats, %llu lines, %d broken\n", format_count(),
		(unsigned long long)sums.lines, sums.bad);
	walk_deinit(&walk);
	buf_deinit(&list);
	return sums.bad || sums.lines == 0;
}
