/* SPDX-License-Identifier: ISC */
#ifndef CMD_COMMON_H
#define CMD_COMMON_H

/*
 * What the commands that read events share: their options, and the loop from reader to
 * writer. A command's args struct begins with `struct common`.
 */

#include "cmd.h"
#include "progress.h"

#include <spoor.h>

struct common {
	const char *format;
	const char *format_file;
	struct opt_list hosts;
	long long workers;
	struct opt_list zones;
	struct opt_list skews;
	long long year;
	bool strict_time;
	const char *where;
	const char *since;
	const char *until;
	struct opt_list proxies;
	struct opt_list webmails;
	bool raw;
	bool show_secrets;
	const char *output;
	const char *out_zone;
	bool quiet;
	struct opt_record manifest;
	bool keep_copies;
	long long max_memory;
};

extern const struct opt_group group_input;
extern const struct opt_group group_time;
extern const struct opt_group group_select;
extern const struct opt_group group_site;
extern const struct opt_group group_output;
extern const struct opt_group group_rows;   /* of commands that print rows, not events */
extern const struct opt_group group_bytes;  /* of a command that prints original bytes */
extern const struct opt_group group_report; /* … about sources */
extern const struct opt_group group_order;  /* of commands that order, count or join */

/* One run of a command that reads events. */
struct run {
	const char *command;
	const struct common *common;
	struct spoor_filter *filter;
	struct spoor_reader *reader;
	struct spoor_writer *writer;
	struct progress progress_room;
	struct progress *progress; /* NULL: none is shown */
	uint64_t written;
	bool failed;   /* what ends the run, and was said already */
	bool troubled; /* something is wrong with the input; the run goes on */
};

/* What a command adds to the common options. */
struct run_setup {
	const char *default_output;      /* NULL: text on a terminal, else json */
	const char *expression;          /* what an event must match, beside --where */
	bool invert;                     /* … must not match */
	const struct opt_list *columns;  /* NULL: none */
	const struct spoor_column *rows; /* of a command that prints rows, not events */
	size_t row_count;                /* … how many columns they have */
	bool no_header;
	bool no_writer;   /* the command prints by itself */
	bool no_reader;   /* … or reads by itself */
	bool keep_events; /* events are looked at, not only printed */
	bool ordered;     /* events by time, copies dropped unless the user keeps them */
	bool exact;       /* … standard input too */
	bool describe;    /* every source is described, and hashed */
	bool unique;      /* … and of events that say the same only one */
};

/* Opens reader and writer; false: said on stderr, end with run_finish. */
bool run_begin(struct run *run, const char *command, const struct common *common,
	const struct opt_list *operands, const struct run_setup *setup);

/* The next event, with messages printed and the output flushed before a wait. NULL: no
 * more. */
const struct spoor_event *run_next(struct run *run);

/* Writes one event. False: stop reading (a failed write, a closed pipe). */
bool run_write(struct run *run, const struct spoor_event *event);

/* The whole loop: everything that is read is written. */
void run_pump(struct run *run);

/* Ends all, prints the closing line, gives the exit code: trouble, else `found`. */
int run_finish(struct run *run, int found);

/* What is wrong with an input; trouble ends the run with EXIT_TROUBLE. */
void run_say_message(struct run *run, const struct spoor_message *message);

/* A message on stderr with control bytes made visible. */
void run_say(const struct run *run, const char *place, const char *text);

/* How a writer should print when the user does not say: decided by the terminal. */
bool run_is_terminal(void);

#endif
