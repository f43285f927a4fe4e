/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_PRIORITY_H
#define FORMAT_PRIORITY_H

/* The words that syslog daemons use for facilities and severities. */

#include "base/view.h"

/* The severity, 0 … 7, of a word in any case ("err", "Warning", "NOTICE"); -1: it is none. */
int priority_severity(spoor_view word);

/* "auth.info", "mail:info" or "4.6" as a number: facility times eight plus severity. */
bool priority_parse(spoor_view text, int64_t *priority_r);

#endif
