/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CMDLET_H
#define FORMAT_CMDLET_H

/* Commands of Exchange's shell as its text logs have them. */

#include "format/site.h"

/* Sets the act of a command and event.code; what it is called with tells some apart. False: the
 * name is none of a command. */
bool cmdlet_set_act(struct spoor_event *event, spoor_view name, spoor_view parameters);

/* process.command_line and spoor.admin.params of `-Name "value" -Other "…"`. */
void cmdlet_set_parameters(const struct site *site, struct spoor_event *event,
	spoor_view name, spoor_view parameters);

#endif
