/* SPDX-License-Identifier: ISC */
#ifndef STREAM_WANTED_H
#define STREAM_WANTED_H

/* The places in files whose bytes are wanted: collected in any order, then sorted. */

#include "base/arena.h"
#include "base/buf.h"
#include "event/event.h"

#define WANTED_NO_OFFSET UINT64_MAX

/* A place: whole lines, or bytes of them. */
struct wanted {
	size_t file;
	uint64_t line;   /* the first */
	uint64_t last;   /* … and the last; UINT64_MAX: up to the end */
	uint64_t offset; /* where it begins; WANTED_NO_OFFSET: not said */
	uint64_t length; /* in bytes; 0: whole lines */
};

struct wanted_file {
	spoor_view path; /* a NUL is behind it */
	bool of_event;   /* an event named it, not the user */
};

struct wanted_list {
	const char *root; /* before relative paths of events; NULL: none */
	struct arena texts;
	struct buf files; /* struct wanted_file, the same one perhaps again */
	struct buf places;
	struct buf joined;  /* a path behind the root */
	uint64_t placeless; /* events that do not say where they stand */
};

void wanted_init(struct wanted_list *list, const char *root);
void wanted_deinit(struct wanted_list *list);

/* Adds "FILE:LINE", "FILE:LINE-LINE" or "FILE:LINE@OFFSET". False: it is none of them. */
bool wanted_add_text(struct wanted_list *list, spoor_view text);

/* Adds where an event stands. */
void wanted_add_event(struct wanted_list *list, const struct spoor_event *event);

/* Puts the places in the order of their files, each once and where it was named first, and then of
 * lines. False: there was no memory. */
bool wanted_sort(struct wanted_list *list);

static inline const struct wanted *wanted_places(const struct wanted_list *list)
{
	return (const struct wanted *)(const void *)list->places.ptr;
}

static inline size_t wanted_count(const struct wanted_list *list)
{
	return list->places.len / sizeof(struct wanted);
}

static inline const struct wanted_file *wanted_file(
	const struct wanted_list *list, size_t index)
{
	return (const struct wanted_file *)(const void *)list->files.ptr + index;
}

#endif
