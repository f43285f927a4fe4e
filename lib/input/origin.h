/* SPDX-License-Identifier: ISC */
#ifndef INPUT_ORIGIN_H
#define INPUT_ORIGIN_H

/* Where a source's bytes come from, as they are stored: a file, a pipe, a part of something. */

#include "base/view.h"

struct origin_kind {
	/* Up to `room` bytes, SPOOR_END when there are no more. Any other status ends them
	 * too; then `trouble` says why. */
	enum spoor_status (*read)(void *self, char *out, size_t room, size_t *got_r);

	/* Moves to a byte; NULL: the bytes come once, in order. */
	bool (*seek)(void *self, int64_t offset);

	/* True when a read would have to wait for more than so many milliseconds; NULL: it never
	 * does. */
	bool (*waits)(void *self, int patience);

	const char *(*trouble)(const void *self);
	void (*close)(void *self);
};

struct origin {
	const struct origin_kind *kind;
	void *self;
	int64_t size;  /* in bytes; -1: not known before the end */
	int64_t mtime; /* of last change, in seconds since 1970; -1: none */
};

/* True when the bytes of `path` can be read but once: standard input, a pipe, a device. */
bool origin_is_once(const char *path);

/* Opens a file, "-" is standard input. False: said in `error`. */
bool origin_open(struct origin *origin, const char *path, struct spoor_error *error);

#endif
