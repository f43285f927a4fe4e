/* SPDX-License-Identifier: ISC */
#ifndef INPUT_GZ_ROOM_H
#define INPUT_GZ_ROOM_H

/* What stands behind the door of gz.h: a library that inflates raw deflate data (RFC 1951). */

#include "input/gz.h"

enum { GZ_UNUSED_MOST = 8 };

struct gz_room {
	const char *name;

	/* The state of one stream; NULL without memory. */
	void *(*begin)(void);
	void (*end)(void *state);

	/* Makes the state ready for another stream. */
	void (*reset)(void *state);

	/* Takes from the front of `*in`, writes up to `room` bytes to `out`. GZ_MORE, GZ_BETWEEN
	 * at the end of the data, GZ_CORRUPT with a `*reason_r`, GZ_NOMEM. */
	enum gz_state (*inflate)(void *state, spoor_view *in, char *out, size_t room,
		size_t *made_r, const char **reason_r);

	/* At the end of the data: the bytes behind it that were taken already; how many. */
	size_t (*unused)(const void *state, char bytes[GZ_UNUSED_MOST]);

	/* Goes on with a CRC-32; of nothing it is 0. */
	uint32_t (*crc)(uint32_t crc, spoor_view bytes);
};

extern const struct gz_room gz_zlib;
extern const struct gz_room gz_isal; /* in builds with SPOOR_ISAL */

/* A stream in a room of the caller's choice: for tests that compare them. */
struct gz *gz_new_in(const struct gz_room *room);

#endif
