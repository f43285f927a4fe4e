/* SPDX-License-Identifier: ISC */
/* A test that cannot do its work ends at once: there is nothing to go on with. */
#define _GNU_SOURCE /* memfd_create: a file that is written a million times touches no disk */

#include "files.h"

#include "input/packing.h"
#include "input/wide.h"

#include <zlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void give_up(const char *what, const char *path)
{
	fprintf(stderr, "%s: %s\n", path, what);
	exit(2);
}

void files_find(struct walk *walk, char **folders, int count)
{
	const char *there[16];
	struct spoor_list list = {.at = there, .count = 0};
	struct stat info;

	for (int i = 0; i < count && list.count < COUNT(there); i++) {
		if (stat(folders[i], &info) == 0)
			there[list.count++] = folders[i];
		else
			printf("not there, left out: %s\n", folders[i]);
	}
	if (list.count == 0)
		*walk = (struct walk){0};
	else if (!walk_collect(walk, &list))
		give_up("out of memory", folders[0]);
}

void files_read(const char *path, struct buf *bytes)
{
	gzFile file = gzopen(path, "rb");
	int got;

	buf_init(bytes, (size_t)1 << 30);
	if (!file)
		give_up("cannot be opened", path);
	do {
		if (!buf_reserve(bytes, 64 * 1024))
			give_up("out of memory", path);
		got = gzread(file, bytes->ptr + bytes->len, 64 * 1024);
		bytes->len += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	gzclose(file);
}

spoor_view files_narrow(spoor_view bytes, struct buf *text)
{
	size_t most = bytes.len / 2 * 3 + 2 * sizeof(uint32_t);

	if (!wide_is(view_head(bytes, bytes.len < WIDE_SURE ? bytes.len : WIDE_SURE)) ||
		!buf_reserve(text, most))
		return bytes;
	text->len = wide_decode(&bytes, true, text->ptr, most);
	return buf_view(text);
}

void files_read_raw(const char *path, struct buf *bytes)
{
	FILE *file = fopen(path, "rb");
	size_t got;

	buf_init(bytes, (size_t)1 << 30);
	if (!file)
		give_up("cannot be opened", path);
	do {
		if (!buf_reserve(bytes, 64 * 1024))
			give_up("out of memory", path);
		got = fread(bytes->ptr + bytes->len, 1, 64 * 1024, file);
		bytes->len += got;
	} while (got > 0);
	fclose(file);
}

bool files_is_beside(const char *path)
{
	static const char *const ends[] = {".ndjson", ".args", ".jsonl", ".md"};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (view_ends(view_string(path), view_string(ends[i])))
			return true;
	return false;
}

void scratch_open(struct scratch *scratch)
{
	scratch->fd = memfd_create("scratch", 0);
	if (scratch->fd < 0)
		give_up("no file in memory", "memfd_create");
	snprintf(scratch->path, sizeof(scratch->path), "/dev/fd/%d", scratch->fd);
}

void scratch_put(const struct scratch *scratch, spoor_view bytes)
{
	if (ftruncate(scratch->fd, 0) != 0 ||
		pwrite(scratch->fd, bytes.ptr, bytes.len, 0) != (ssize_t)bytes.len)
		give_up("cannot be written", scratch->path);
}

void scratch_set_byte(const struct scratch *scratch, size_t at, char byte)
{
	if (pwrite(scratch->fd, &byte, 1, (off_t)at) != 1)
		give_up("cannot be written", scratch->path);
}

void scratch_close(const struct scratch *scratch)
{
	close(scratch->fd);
}

static void feed(z_stream *stream, spoor_view bytes)
{
	stream->next_in = (z_const Bytef *)(const void *)bytes.ptr;
	stream->avail_in = (uInt)bytes.len;
}

void files_pack(spoor_view plain, struct buf *packed)
{
	z_stream stream = {0};

	buf_init(packed, (size_t)1 << 30);
	if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8,
		    Z_DEFAULT_STRATEGY) != Z_OK ||
		!buf_reserve(packed, deflateBound(&stream, plain.len)))
		give_up("out of memory", "deflate");
	feed(&stream, plain);
	stream.next_out = (Bytef *)(void *)packed->ptr;
	stream.avail_out = (uInt)packed->room;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
		give_up("deflate failed", "deflate");
	packed->len = packed->room - stream.avail_out;
	deflateEnd(&stream);
}

bool files_is_packed(spoor_view bytes)
{
	return packing_of(view_head(
		       bytes, bytes.len < PACKING_HEAD ? bytes.len : PACKING_HEAD)) !=
	       PACKING_NONE;
}

void files_unpack(spoor_view packed, struct buf *plain)
{
	z_stream stream = {0};
	int code;

	buf_init(plain, (size_t)1 << 30);
	if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
		give_up("out of memory", "inflate");
	feed(&stream, packed);
	do {
		if (!buf_reserve(plain, 64 * 1024))
			give_up("out of memory", "inflate");
		stream.next_out = (Bytef *)(void *)(plain->ptr + plain->len);
		stream.avail_out = (uInt)(plain->room - plain->len);
		code = inflate(&stream, Z_NO_FLUSH);
		plain->len = plain->room - stream.avail_out;
	} while (code == Z_OK);
	inflateEnd(&stream);
}
