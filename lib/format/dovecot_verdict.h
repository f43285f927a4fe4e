/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_DOVECOT_VERDICT_H
#define FORMAT_DOVECOT_VERDICT_H

/* How a login attempt ended, by the words that a login process has for it. */

#include "dovecot.h"

struct dovecot_verdict {
	const char *text;
	enum action action;
	const char *outcome;
	const char *reason;  /* spoor.reason */
	bool right_password; /* refused all the same */
};

/* By 2.4's code; by a message that states the cause; by the words in brackets; by any other
 * message. NULL: not in the table. */
const struct dovecot_verdict *dovecot_verdict_of_code(spoor_view code);
const struct dovecot_verdict *dovecot_verdict_of_cause(spoor_view message);
const struct dovecot_verdict *dovecot_verdict_of_detail(spoor_view detail);
const struct dovecot_verdict *dovecot_verdict_of_message(spoor_view message);

void dovecot_set_verdict(
	struct spoor_event *event, const struct dovecot_verdict *verdict);

#endif
