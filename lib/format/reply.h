/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_REPLY_H
#define FORMAT_REPLY_H

/* Replies of SMTP as Exchange's logs have them. */

#include "event/event.h"

/* "550 5.7.1 Text" or "550-5.7.1 …": the codes. False, and nothing set: it is no reply. */
bool reply_set(struct spoor_event *event, spoor_view text);

#endif
