/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SOURCES_H
#define STREAM_SOURCES_H

/* What is known of each input of a reader: what it is, what was read of it, what is wrong. */

#include "base/buf.h"
#include "stream/block.h"
#include "stream/census.h"
#include "stream/feed.h"

struct source_row {
	struct spoor_source_info info;
	struct buf damage;
	struct buf notes;
	struct census *census; /* NULL: not asked for, nothing read */
	char sha256[DIGEST_ROOM];
	bool is_archive; /* a file, whose members follow */
};

struct sources {
	bool digest;   /* the files are hashed */
	bool describe; /* their events are looked at */
	struct source_row *rows;
	size_t count;
	size_t *row_of; /* an item of the walk */
};

/* False without memory. The walk must outlive the sources. Free with sources_deinit in both
 * cases. */
bool sources_init(struct sources *sources, const struct walk *walk, bool digest);
void sources_deinit(struct sources *sources);

/* `item` is an index of the walk's items. */
void sources_add_messages(
	struct sources *sources, size_t item, const struct messages *messages);

/* Adds the notes of messages that were said before any source was opened, by their paths. */
void sources_add_first_notes(struct sources *sources, const struct messages *messages);
void sources_add_block(struct sources *sources, size_t item, const char *format,
	uint64_t lines, const struct block_counts *counts);

/* Looks at the events of a block; false without memory. */
bool sources_describe(struct sources *sources, size_t item, const struct block *block);
void sources_end(struct sources *sources, size_t item, const struct feed_end *end,
	const struct member *member);

/* NULL behind the last. An archive's own bytes are hashed when it is first asked for. */
const struct spoor_source_info *sources_at(struct sources *sources, size_t index);

#endif
