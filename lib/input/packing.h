/* SPDX-License-Identifier: ISC */
#ifndef INPUT_PACKING_H
#define INPUT_PACKING_H

/* What a file is packed by, known by its first bytes, never by its name. */

#include "base/view.h"

enum packing {
	PACKING_NONE,
	PACKING_GZIP, /* not by libarchive: input/gz.h */
	PACKING_XZ,
	PACKING_ZSTD,
	PACKING_BZIP2,
	PACKING_TAR,
	PACKING_ZIP,
	PACKING_ZIP_STREAM, /* a zip archive read from its start: without its list, if need be */
};

enum { PACKING_HEAD = 512 /* bytes that tell */ };

/* What the first bytes of a file say; a tar archive is known by all PACKING_HEAD of them. */
enum packing packing_of(spoor_view head);

/* True of what has members with names. */
bool packing_is_archive(enum packing packing);

/* As it is called in messages: "xz", "tar". */
const char *packing_name(enum packing packing);

#endif
