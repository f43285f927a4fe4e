/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_APACHE_HEAD_H
#define FORMAT_APACHE_HEAD_H

/* The head of an Apache error log's line: all of it is the server's own word. */

#include "base/stamp.h"

/* What stands before the message. */
struct apache_head {
	struct stamp stamp;
	bool timed;
	bool ported; /* 2.4: the client has its port */
	spoor_view module;
	spoor_view level;
	spoor_view pid;
	spoor_view tid;
	spoor_view source; /* "mod_ssl.c(120)" of debug lines */
	spoor_view status; /* "(70014)End of file found" */
	spoor_view client;
	spoor_view code; /* "AH01618" */
	spoor_view message;
};

/* Reads it from the front of a line; false: it is none. */
bool apache_head_read(spoor_view line, struct apache_head *head);

#endif
