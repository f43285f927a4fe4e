/* SPDX-License-Identifier: ISC */
#ifndef SPOOR_ORIGINAL_H
#define SPOOR_ORIGINAL_H

/* The original bytes of events. A part of <spoor.h>. */

#include <spoor.h>

#ifdef __cplusplus
extern "C" {
#endif

struct spoor_originals;

struct spoor_originals_options {
	const char
		*root; /* the folder that relative paths of events are in; NULL: here */
	uint64_t context; /* lines around each place */
};

/* Bytes of one line; or what is wrong. */
struct spoor_original {
	const struct spoor_message *message; /* NULL: here are bytes */
	const char *path;
	uint64_t line;
	uint64_t offset;  /* in the uncompressed file */
	spoor_view bytes; /* as they are there, with the line's end */
	bool is_context;
	bool goes_on;  /* right behind the bytes before, in the same line */
	bool is_apart; /* there is context, and this does not follow what came before */
};

/*
 * Gives back the bytes that events were made of. Places are added in any order; they come file by
 * file, in the order in which these were named first, and then by line, each byte once. Each file
 * is read once, from its start.
 */
SPOOR_API struct spoor_originals *spoor_originals_new(
	const struct spoor_originals_options *options, struct spoor_error *error);
SPOOR_API void spoor_originals_free(struct spoor_originals **originals);

/* Adds "FILE:LINE", "FILE:LINE-LINE" or "FILE:LINE@OFFSET". SPOOR_E_USAGE: it is none of these. */
SPOOR_API enum spoor_status spoor_originals_add_place(
	struct spoor_originals *originals, const char *place);

/* Adds where an event stands. */
SPOOR_API enum spoor_status spoor_originals_add(
	struct spoor_originals *originals, const struct spoor_event *event);

/* The next bytes or message, valid until the next call; the first call ends the adding. */
SPOOR_API enum spoor_status spoor_originals_next(
	struct spoor_originals *originals, struct spoor_original *original_r);

#ifdef __cplusplus
}
#endif

#endif
