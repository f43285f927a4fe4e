/* SPDX-License-Identifier: ISC */
/*
 * What a report must say of where it comes from. No clock, no host, no user: the same inputs
 * and the same command line give the same bytes.
 */
#include <spoor.h>

#include "base/document.h"
#include "base/err.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANIFEST_MOST = 1024 * 1024 * 1024 };

/* Every manifest begins like this. */
static const char beginning[] = "{\n\t\"spoor\":";

/* ------------------------------------------------------------------ the document */

static void add_source(struct document *document, struct node *list,
	const struct spoor_source_info *info)
{
	struct node *row = document_add_table(document, list, NULL);

	document_add_text(document, row, "path", info->path);
	if (info->archive)
		document_add_text(document, row, "archive", info->archive);
	if (info->sha256) {
		document_add_text(document, row, "sha256", info->sha256);
		document_add_number(document, row, "size", info->size);
	}
	if (info->format)
		document_add_text(document, row, "format", info->format);
	document_add_number(document, row, "bytes", info->bytes);
	document_add_number(document, row, "lines", info->lines);
	document_add_number(document, row, "events", info->events);
	document_add_number(document, row, "other", info->other);
	document_add_number(document, row, "unparsed", info->unparsed);
	if (info->damage)
		document_add_text(document, row, "damage", info->damage);
}

/* A count and its place in struct spoor_counts. */
struct count_row {
	const char *name;
	size_t offset;
};

/* clang-format off */
static const struct count_row count_rows[] = {
	{"sources",  offsetof(struct spoor_counts, sources)},
	{"bytes",    offsetof(struct spoor_counts, bytes)},
	{"lines",    offsetof(struct spoor_counts, lines)},
	{"events",   offsetof(struct spoor_counts, events)},
	{"kept",     offsetof(struct spoor_counts, kept)},
	{"other",    offsetof(struct spoor_counts, other)},
	{"unparsed", offsetof(struct spoor_counts, unparsed)},
	{"copies",   offsetof(struct spoor_counts, copies)},
	{"assumed",  offsetof(struct spoor_counts, assumed)},
	{"troubles", offsetof(struct spoor_counts, troubles)},
};
/* clang-format on */

static void add_counts(struct document *document, const struct spoor_counts *counts)
{
	struct node *table = document_add_table(document, NULL, "counts");

	for (size_t i = 0; i < COUNT(count_rows); i++) {
		uint64_t count;

		memcpy(&count, (const char *)counts + count_rows[i].offset,
			sizeof(count));
		document_add_number(document, table, count_rows[i].name, count);
	}
}

static void fill(struct document *document, struct spoor_reader *reader,
	const struct spoor_list *command)
{
	const struct spoor_counts counts = spoor_reader_counts(reader);
	const struct spoor_source_info *info;
	struct node *list;

	document_add_text(document, NULL, "spoor", spoor_version());
	list = document_add_list(document, NULL, "command");
	for (size_t i = 0; i < command->count; i++)
		document_add_text(document, list, NULL, command->at[i]);
	list = document_add_list(document, NULL, "inputs");
	for (size_t i = 0; (info = spoor_reader_source_at(reader, i)); i++)
		add_source(document, list, info);
	add_counts(document, &counts);
}

/* ------------------------------------------------------------------ the file */

/* True of a new file, an empty one, a device, and an older manifest: a log that was named by
 * mistake must not be lost. */
static bool may_overwrite(int fd)
{
	char head[sizeof(beginning) - 1];
	struct stat info;

	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0)
		return true;
	return pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	       memcmp(head, beginning, sizeof(head)) == 0;
}

static bool write_all(int fd, spoor_view bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes = view_skip(bytes, (size_t)put);
	}
	return true;
}

static enum spoor_status put_file(
	const char *path, spoor_view text, struct spoor_error *error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	enum spoor_status status = SPOOR_OK;

	if (fd < 0)
		return ERR_SET(error, SPOOR_E_IO, path, ": ", strerror(errno));
	if (!may_overwrite(fd))
		status = ERR_SET(error, SPOOR_E_USAGE, path,
			": is there and is no manifest; it is not overwritten");
	else if ((ftruncate(fd, 0) != 0 && errno != EINVAL) || !write_all(fd, text))
		status = ERR_SET(error, SPOOR_E_IO, path, ": ", strerror(errno));
	if (close(fd) != 0 && status == SPOOR_OK)
		status = ERR_SET(error, SPOOR_E_IO, path, ": ", strerror(errno));
	return status;
}

enum spoor_status spoor_manifest_write(struct spoor_reader *reader, const char *path,
	const struct spoor_list *command, struct spoor_error *error)
{
	struct document *document = document_new();
	enum spoor_status status;
	struct buf text;

	buf_init(&text, MANIFEST_MOST);
	if (document)
		fill(document, reader, command);
	if (document && document_print(document, &text))
		status = put_file(path, buf_view(&text), error);
	else
		status = ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	document_free(&document);
	buf_deinit(&text);
	return status;
}
