/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_WRAP_H
#define FORMAT_WRAP_H

/* What the formats share that wrap lines of others: containers, multilog, the journal. */

#include "format/format.h"

/*
 * Reads the wrapped text as a line of its own. The wrapper's stamp (NULL: it has none) gives
 * the inner stamp its year, and is the event's time where the text has none, or one whose zone
 * nobody knows. A blank text is a notice. False: nobody knows the text, only the time was set.
 */
bool wrap_read(struct scene *scene, spoor_view text, const struct stamp *stamp,
	spoor_view dataset, struct spoor_event *event);

/* The same; a text that nobody knows is unparsed. */
void wrap_read_all(struct scene *scene, spoor_view text, const struct stamp *stamp,
	spoor_view dataset, struct spoor_event *event);

/* A record that is the wrapper's, but not as it should be. */
void wrap_broken(struct spoor_event *event, spoor_view dataset, spoor_view reason);

/* "stdout F ", "stderr P ": the stream and whether the text is but a part of a line. */
bool wrap_scan_stream(spoor_view *cursor, spoor_view *stream_r, bool *partial_r);

/* spoor.extra: stream=… and, of a part of a line, partial=true. */
void wrap_set_stream(struct spoor_event *event, spoor_view stream, bool partial);

/* container.name, unless an outer wrapper has said it: what is inside may be a client's text. */
void wrap_set_container_name(struct spoor_event *event, spoor_view name);

/* container.id, when the source's path has one: 64 hexadecimal digits. */
void wrap_set_container_id(const struct scene *scene, struct spoor_event *event);

/* An instant as a stamp, in UTC. */
struct stamp wrap_stamp(int64_t ns, int digits);

#endif
