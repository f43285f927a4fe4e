/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_NOTICE_H
#define FORMAT_NOTICE_H

/* What a log says about itself: repeats, losses, marks, and the lines of the daemon that keeps
 * it. */

#include "format/format.h"

/* True for a repeat or a line that its daemon writes without its name: they may lack a host. */
/* True when it is a program that writes about the log itself. */
bool notice_is_logger(spoor_view ident);

bool notice_is_nameless(const struct envelope *envelope);

/* Fills the event from such a line; false: it is none, nothing was set. */
bool notice_read(const struct scene *scene, const struct envelope *envelope,
	struct spoor_event *event);

#endif
