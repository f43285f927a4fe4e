/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_ERRORLOG_H
#define FORMAT_ERRORLOG_H

/* What the error logs of Apache and nginx share: tables of their messages, and their levels. */

#include "event/event.h"

/* One kind of message: it begins with `start` and has `later` further on. */
struct error_row {
	const char *start;
	const char *later; /* NULL: anything */
	enum action act;
	const char *outcome; /* NULL: none */
	const char *reason;  /* spoor.reason; NULL: none */
	/* Takes more of the text behind `start`, and may change what the row has set. False: it is
	 * another kind of message, nothing was set. NULL: there is no more. */
	bool (*take)(struct spoor_event *event, spoor_view rest);
};

/* Sets what the first fitting row says; false: none fits. */
bool error_rows_apply(const struct error_row *rows, size_t count,
	struct spoor_event *event, spoor_view message);

/* log.level of the servers' own word; empty: it is none. */
spoor_view error_level(spoor_view word);

/* A level from "warning" up: the line is an error, whatever it says. */
bool error_level_is_trouble(spoor_view level);

#endif
