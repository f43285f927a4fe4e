/* SPDX-License-Identifier: ISC */
#ifndef KIT_FILES_H
#define KIT_FILES_H

/* Files of the tests: all those below some folders, their plain bytes, and one to write to. */

#include "base/buf.h"
#include "input/walk.h"

/* All files below `count` folders (a folder that is not there has none), in a fixed order. */
void files_find(struct walk *walk, char **folders, int count);

/* The plain bytes of a file, inflated as far as that goes; the caller frees with buf_deinit. */
void files_read(const char *path, struct buf *bytes);

/* The bytes as UTF-8, in `text`, where they are UTF-16; else as they are. The caller initializes and
 * frees `text`. */
spoor_view files_narrow(spoor_view bytes, struct buf *text);

/* The bytes of a file as they stand. */
void files_read_raw(const char *path, struct buf *bytes);

/* True when the file is one of the house's, next to the logs: a golden, its options, a list. */
bool files_is_beside(const char *path);

/* A file whose content a test may replace; a reader finds it by its path. */
struct scratch {
	int fd;
	char path[64];
};

void scratch_open(struct scratch *scratch);
void scratch_put(const struct scratch *scratch, spoor_view bytes);
void scratch_set_byte(const struct scratch *scratch, size_t at, char byte);
void scratch_close(const struct scratch *scratch);

/* The bytes as one gzip member; the caller frees with buf_deinit. */
void files_pack(spoor_view plain, struct buf *packed);

/* True when the bytes are not read as they stand: gzip, xz, zstd, bzip2, or an archive. */
bool files_is_packed(spoor_view bytes);

/* What comes out of one gzip member, up to the damage or the end; the caller frees. */
void files_unpack(spoor_view packed, struct buf *plain);

#endif
