/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_POSTFIX_WORDS_H
#define FORMAT_POSTFIX_WORDS_H

/* What a server said to our client. */

#include "format/postfix.h"

/* event.reason, and out of it the reply code, the command that it answers and, when the
 * server took the message (`sent`), the ids under which it goes on there. */
void postfix_set_words(struct spoor_event *event, spoor_view words, bool sent);

#endif
