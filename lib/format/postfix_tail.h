/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_POSTFIX_TAIL_H
#define FORMAT_POSTFIX_TAIL_H

/*
 * The tail of a verdict, behind its last `;`, as smtpd, cleanup and postscreen write it:
 *
 *	from=<SENDER> to=<RECIPIENT> proto=ESMTP helo=<NAME> sasl_username=<USER>
 *	from=<SENDER>, to=<RECIPIENT>, proto=SMTP, helo=<NAME>
 *	from=<SENDER> to=<RECIPIENT> proto=ESMTP helo=<NAME>: TEXT
 *	… helo=<NAME> sasl_method=PLAIN sasl_username=USER sasl_sender=XTEXT
 */

#include "format/format.h"

struct postfix_tail {
	spoor_view sender;
	spoor_view recipient;
	spoor_view protocol;
	spoor_view helo;
	spoor_view method;
	spoor_view user;
	spoor_view asserted; /* sasl_sender: whom the client says it speaks for */
	spoor_view text;
};

/*
 * Cuts the tail off the end of the text. A client may write copies of it into addresses
 * and headers: the tail is the last one, beginning in the first `most` bytes, that goes
 * on to the end of the line. `with_text`: ": TEXT" may follow. Without a tail the text
 * stays, and false.
 */
bool postfix_cut_tail(
	spoor_view *text, size_t most, bool with_text, struct postfix_tail *tail_r);

void postfix_set_tail(struct spoor_event *event, const struct postfix_tail *tail);

#endif
