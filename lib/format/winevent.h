/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_WINEVENT_H
#define FORMAT_WINEVENT_H

/* An event of Windows' log, however it was exported. */

#include "format/audit.h"

enum { WINEVENT_DATA = 64 };

struct winevent {
	spoor_view provider;
	spoor_view id;
	spoor_view time;
	spoor_view computer;
	spoor_view record;
	spoor_view message;
	struct audit_pair data[WINEVENT_DATA]; /* names may be empty */
	size_t data_count;
};

void winevent_init(struct winevent *winevent);
void winevent_add(struct winevent *winevent, spoor_view name, spoor_view value);

/* A property by the name that an exporter gives it. False: no event has it. */
bool winevent_take(struct winevent *winevent, spoor_view name, spoor_view value);

/* Fills the event: a command of Exchange's shell, a request that IIS logged; of other programs only
 * who wrote it and when. */
void winevent_set(
	struct scene *scene, const struct winevent *winevent, struct spoor_event *event);

/* Takes the parameters of a command: -Name "value", or {Name=value, …}. */
void winevent_take_params(struct audit *audit, spoor_view text);

#endif
