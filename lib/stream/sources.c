/* SPDX-License-Identifier: ISC */
#include "sources.h"

#include "base/mem.h"
#include "input/packing.h"

enum { DAMAGE_MOST = 64 * 1024 };

static struct source_row *add_row(
	struct sources *sources, const char *path, const char *archive)
{
	struct source_row *row = &sources->rows[sources->count++];

	row->info.path = path;
	row->info.archive = archive;
	buf_init(&row->damage, DAMAGE_MOST);
	buf_init(&row->notes, DAMAGE_MOST);
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
	for (size_t i = 0; i < sources->count; i++) {
		buf_deinit(&sources->rows[i].damage);
		buf_deinit(&sources->rows[i].notes);
		census_free(&sources->rows[i].census);
	}
	mem_free(sources->rows);
	mem_free(sources->row_of);
	*sources = (struct sources){0};
}

/* ------------------------------------------------------------------ what is read */

static struct source_row *row_of(struct sources *sources, size_t item)
{
	return &sources->rows[sources->row_of[item]];
}

void sources_add_messages(
	struct sources *sources, size_t item, const struct messages *messages)
{
	struct source_row *row = row_of(sources, item);

	messages_add_texts(messages, SPOOR_TROUBLE, NULL, &row->damage);
	messages_add_texts(messages, SPOOR_NOTE, NULL, &row->notes);
}

void sources_add_first_notes(struct sources *sources, const struct messages *messages)
{
	if (!sources->describe || !messages->first)
		return;
	for (size_t i = 0; i < sources->count; i++)
		messages_add_texts(messages, SPOOR_NOTE, sources->rows[i].info.path,
			&sources->rows[i].notes);
}

bool sources_describe(struct sources *sources, size_t item, const struct block *block)
{
	struct source_row *row = row_of(sources, item);
	const struct spoor_event *const *events =
		(const struct spoor_event *const *)(const void *)block->kept.ptr;

	if (!sources->describe)
		return true;
	if (!row->census)
		row->census = census_new();
	for (size_t i = 0; row->census && i < block->kept.len / sizeof(*events); i++)
		census_add(row->census, events[i]);
	return row->census && !row->census->failed;
}

void sources_add_block(struct sources *sources, size_t item, const char *format,
	uint64_t lines, const struct block_counts *counts)
{
	struct spoor_source_info *info = &row_of(sources, item)->info;

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

void sources_end(struct sources *sources, size_t item, const struct feed_end *end,
	const struct member *member)
{
	struct source_row *row = row_of(sources, item);

	row->info.bytes += end->bytes;
	row->info.packing = end->packing;
	if (row->census)
		census_add_votes(row->census, member);
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

/* What the archive is itself packed by is not told apart: a tar.gz is a tar archive. */
static const char *archive_packing(const char *path)
{
	struct source *source = source_open(path, NULL);
	char head[PACKING_HEAD];
	size_t len = 0;
	size_t got = 0;
	enum packing packing;

	while (source && len < sizeof(head) &&
		source_read(source, head + len, sizeof(head) - len, &got) == SPOOR_OK)
		len += got;
	source_free(&source);
	packing = packing_of(view_of(head, len));
	return packing == PACKING_NONE ? NULL : packing_name(packing);
}

/* A text that is not there is NULL. */
static const char *text_of(struct buf *text)
{
	if (text->failed)
		return "out of memory";
	if (text->len == 0)
		return NULL;
	buf_add_char(text, '\0');
	text->len -= !text->failed;
	return text->ptr;
}

/* The first file before it that has the same bytes; NULL: there is none. */
static const char *find_copy(const struct sources *sources, size_t index)
{
	const struct source_row *row = &sources->rows[index];

	for (size_t i = 0; row->info.sha256 && i < index; i++) {
		const struct spoor_source_info *info = &sources->rows[i].info;

		if (info->sha256 && info->size == row->info.size &&
			strcmp(info->sha256, row->info.sha256) == 0)
			return info->path;
	}
	return NULL;
}

const struct spoor_source_info *sources_at(struct sources *sources, size_t index)
{
	struct source_row *row;

	if (index >= sources->count)
		return NULL;
	row = &sources->rows[index];
	if (row->is_archive && sources->digest && !row->info.sha256)
		hash_archive(row);
	if (row->is_archive && sources->describe && !row->info.packing)
		row->info.packing = archive_packing(row->info.path);
	if (sources->describe)
		row->info.copy_of = find_copy(sources, index);
	row->info.damage = text_of(&row->damage);
	row->info.notes = text_of(&row->notes);
	if (row->census)
		row->info.description = census_describe(row->census);
	return &row->info;
}
