/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SORTER_H
#define STREAM_SORTER_H

/* The sorter's inside: events with a key that the caller knows better. */

#include "event/event.h"

/* Adds an event by key, and among equal keys by order. */
enum spoor_status sorter_add(struct spoor_sorter *sorter, const struct spoor_event *event,
	int64_t key, uint64_t order);
enum spoor_status sorter_next(struct spoor_sorter *sorter,
	const struct spoor_event **event_r, int64_t *key_r, uint64_t *order_r);

#endif
