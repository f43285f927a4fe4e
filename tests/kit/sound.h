/* SPDX-License-Identifier: ISC */
#ifndef KIT_SOUND_H
#define KIT_SOUND_H

/* What every event is, whatever bytes it was made of. */

#include "event/event.h"

/* What is wrong with an event, in words; NULL: nothing. Asked for: an action, texts that are
 * valid UTF-8 and not empty, canonical addresses, numbers that are not negative. */
const char *sound_fault(const struct spoor_event *event);

/* The same of an event that a format filled: it has a dataset and no derived field. */
const char *sound_fault_of_format(const struct spoor_event *event);

/* Its encoding is taken by the strict reader and encodes to the same bytes again. */
const char *sound_fault_of_codec(const struct spoor_event *event);

#endif
