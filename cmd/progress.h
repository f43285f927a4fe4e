/* SPDX-License-Identifier: ISC */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

/*
 * One line on a terminal that says how far a long run is: shown by a thread of its own, because
 * a call on the reader may take as long as the whole run.
 */

#include <spoor.h>

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct progress {
	const struct spoor_reader *reader;
	const char *command;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool ending;
	size_t width; /* of the line that is shown now */
	double rate;  /* bytes a second, of late */
	uint64_t done;
	int64_t done_ms;
};

/* False: there is no thread, and nothing is shown. The reader must live until progress_end. */
bool progress_begin(struct progress *progress, const struct spoor_reader *reader,
	const char *command);

/* Takes the line away. */
void progress_end(struct progress *progress);

/* Between the two other lines can be printed; the line is taken away. */
void progress_pause(struct progress *progress);
void progress_go_on(struct progress *progress);

#endif
