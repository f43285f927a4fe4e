/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "stream/sources.h"

enum { DAMAGE_MOST = 64 * 1024 };

static struct source_row *add_row(
	struct sources *sources, const char *path, const char *archive)
{
	struct source_row *row = &sources->rows[sources->count++];

	row->info.path = path;
	row->info.archive = archive;
	buf_init(&row->damage, DAMAGE_MOST);
	return row;
}

/* Adds the archives that begin with an item. */
static void add_archives(
	struct sources *sources, const struct walk *walk, size_t item, size_t *next)
{
	for (; *next < walk->archive_count && walk->archives[*next].first <= item;
		(*next)++) {
		const struct walk_archive *archive = &walk->archives[*next];

		if (!bundle_is_inner(archive->bundle))
			add_row(sources, archive->path, NULL)->is_archive = true;
	}
}

/* What is said of an archive itself is an item too, and no other source. */
static bool is_last_archive(const struct sources *sources, const char *path)
{
	for (size_t i = sources->count; i-- > 0;)
		if (sources->rows[i].is_archive)
			return strcmp(sources->rows[i].info.path, path) == 0;
	return false;
}

static size_t last_archive(const struct sources *sources)
{
	size_t i = sources->count - 1;

	while (!sources->rows[i].is_archive)
		i--;
	return i;
}

static void add_item(struct sources *sources, const struct walk *walk, size_t index)
{
	const struct walk_item *item = &walk->items[index];

	if (item->trouble && !item->bundle && is_last_archive(sources, item->path)) {
		sources->row_of[index] = last_archive(sources);
		return;
	}
	sources->row_of[index] = sources->count;
	add_row(sources, item->path, item->bundle ? bundle_file(item->bundle) : NULL);
}

bool sources_init(struct sources *sources, const struct walk *walk, bool digest)
{
	size_t most = walk->count + walk->archive_count;
	size_t next = 0;

	*sources = (struct sources){.digest = digest};
	sources->rows = mem_new((most + 1) * sizeof(*sources->rows));
	sources->row_of = mem_new((walk->count + 1) * sizeof(*sources->row_of));
	if (!sources->rows || !sources->row_of)
		return false;
	for (size_t i = 0; i < walk->count; i++) {
		add_archives(sources, walk, i, &next);
		add_item(sources, walk, i);
	}
	add_archives(sources, walk, walk->count, &next);
	return true;
}

void sources_deinit(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		buf_deinit(&sources->rows[i].damage);
	mem_free(sources->rows);
	mem_free(sources->row_of);
	*sources = (struct sources){0};
}

/* ------------------------------------------------------------------ what is read */

void sources_add_damage(
	struct sources *sources, size_t item, const struct messages *messages)
{
	messages_add_troubles(messages, &sources->rows[sources->row_of[item]].damage);
}

void sources_add_block(struct sources *sources, size_t item, const char *format,
	uint64_t lines, const struct block_counts *counts)
{
	struct spoor_source_info *info = &sources->rows[sources->row_of[item]].info;

	info->format = format;
	info->lines += lines;
	info->events += counts->events;
	info->other += counts->other;
	info->unparsed += counts->unparsed;
}

static void set_digest(
	struct source_row *row, const char sha256[DIGEST_ROOM], uint64_t size)
{
	memcpy(row->sha256, sha256, DIGEST_ROOM);
	row->info.sha256 = row->sha256;
	row->info.size = size;
}

void sources_end(struct sources *sources, size_t item, const struct feed_end *end)
{
	struct source_row *row = &sources->rows[sources->row_of[item]];

	row->info.bytes += end->bytes;
	if (end->sha256[0])
		set_digest(row, end->sha256, end->size);
}

/* ------------------------------------------------------------------ what is asked */

static void hash_archive(struct source_row *row)
{
	struct source *source = source_open(row->info.path, NULL);
	char sha256[DIGEST_ROOM];
	uint64_t size;

	if (source && source_begin_digest(source) &&
		source_end_digest(source, sha256, &size))
		set_digest(row, sha256, size);
	source_free(&source);
}

const struct spoor_source_info *sources_at(struct sources *sources, size_t index)
{
	struct source_row *row;

	if (index >= sources->count)
		return NULL;
	row = &sources->rows[index];
	if (row->is_archive && sources->digest && !row->info.sha256)
		hash_archive(row);
	if (row->damage.len) {
		buf_add_char(&row->damage, '\0');
		row->info.damage = row->damage.failed ? "out of memory" : row->damage.ptr;
		row->damage.len -= !row->damage.failed;
	}
	return &row->info;
}
