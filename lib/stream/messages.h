/* SPDX-License-Identifier: ISC */
#ifndef STREAM_MESSAGES_H
#define STREAM_MESSAGES_H

/* What the user must be told, in order, until it is taken. */

#include "base/buf.h"

struct note;

struct messages {
	struct note *first;
	struct note *last;
	struct note *given; /* the one handed out last: freed at the next call */
	uint64_t troubles;
	bool lost; /* a message found no memory */
};

/* Adds one; `pieces` end with NULL. `path` may be NULL. */
void messages_add(struct messages *messages, enum spoor_level level, const char *path,
	uint64_t line, uint64_t offset, const char *const *pieces);

#define MESSAGES_ADD(messages, level, path, line, offset, ...)                           \
	messages_add(messages, level, path, line, offset,                                \
		(const char *const[]){__VA_ARGS__, NULL})

/* The oldest one, NULL when there is none; valid until the next call. */
const struct spoor_message *messages_take(struct messages *messages);

/* Adds the texts of a level, of one path or (NULL) of all, with their line or byte and "; " between
 * them. */
void messages_add_texts(const struct messages *messages, enum spoor_level level,
	const char *path, struct buf *text);

/* Moves all messages of `from` behind those of `to`. */
void messages_move(struct messages *to, struct messages *from);

void messages_deinit(struct messages *messages);

#endif
