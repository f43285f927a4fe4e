/* SPDX-License-Identifier: ISC */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { QUIET_MS = 1000, STEP_MS = 250, LINE_MOST = 120, MS = 1000000 };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / MS;
}

/* "1:02:03", "2:03" */
static int put_duration(char *out, size_t room, uint64_t seconds)
{
	if (seconds >= 3600)
		return snprintf(out, room, "%" PRIu64 ":%02u:%02u left", seconds / 3600,
			(unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
	return snprintf(out, room, "%" PRIu64 ":%02u left", seconds / 60,
		(unsigned)(seconds % 60));
}

/* What was read of late counts more: packed and plain files differ. */
static double rate_of(struct progress *progress, uint64_t done, int64_t ms)
{
	double passed = (double)(ms - progress->done_ms);
	double rate = passed > 0 ? (double)(done - progress->done) * 1000 / passed : 0;

	progress->rate = progress->done_ms ? 0.8 * progress->rate + 0.2 * rate : rate;
	progress->done = done;
	progress->done_ms = ms;
	return progress->rate;
}

/* "12.3 of 45.6 MB (27 %), 210.4 MB/s, 0:12 left" */
static size_t put_line(char line[LINE_MOST], struct progress *progress, int64_t ms)
{
	struct spoor_progress at = spoor_reader_progress(progress->reader);
	double done = (double)at.done / 1e6;
	double total = (double)at.total / 1e6;
	double rate = rate_of(progress, at.done, ms) / 1e6;
	int len = snprintf(line, LINE_MOST, "spoor %s: %.1f", progress->command, done);

	if (at.total)
		len += snprintf(line + len, LINE_MOST - (size_t)len,
			" of %.1f MB (%.0f %%)", total, 100 * done / total);
	else
		len += snprintf(line + len, LINE_MOST - (size_t)len, " MB");
	len += snprintf(line + len, LINE_MOST - (size_t)len, ", %.1f MB/s", rate);
	if (at.total && rate > 0) {
		len += snprintf(line + len, LINE_MOST - (size_t)len, ", ");
		len += put_duration(line + len, LINE_MOST - (size_t)len,
			done < total ? (uint64_t)((total - done) / rate) + 1 : 0);
	}
	return (size_t)len;
}

/* With the lock. */
static void take_away(struct progress *progress)
{
	if (progress->width)
		fprintf(stderr, "\r%*s\r", (int)progress->width, "");
	progress->width = 0;
}

static void show(struct progress *progress, int64_t ms)
{
	char line[LINE_MOST];
	size_t len = put_line(line, progress, ms);
	size_t pad = progress->width > len ? progress->width - len : 0;

	fprintf(stderr, "\r%s%*s", line, (int)pad, "");
	fflush(stderr);
	progress->width = len;
}

/* Waits; with the lock. */
static void wait_ms(struct progress *progress, int ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * MS;
	if (until.tv_nsec >= 1000 * MS) {
		until.tv_sec++;
		until.tv_nsec -= 1000 * MS;
	}
	pthread_cond_timedwait(&progress->wake, &progress->lock, &until);
}

static void *run(void *argument)
{
	struct progress *progress = argument;
	int64_t start = now_ms();

	pthread_mutex_lock(&progress->lock);
	wait_ms(progress, QUIET_MS);
	while (!progress->ending) {
		int64_t ms = now_ms() - start;

		if (ms >= QUIET_MS)
			show(progress, ms);
		wait_ms(progress, STEP_MS);
	}
	take_away(progress);
	pthread_mutex_unlock(&progress->lock);
	return NULL;
}

bool progress_begin(
	struct progress *progress, const struct spoor_reader *reader, const char *command)
{
	*progress = (struct progress){.reader = reader, .command = command};
	if (pthread_mutex_init(&progress->lock, NULL) != 0)
		return false;
	if (pthread_cond_init(&progress->wake, NULL) != 0) {
		pthread_mutex_destroy(&progress->lock);
		return false;
	}
	if (pthread_create(&progress->thread, NULL, run, progress) == 0)
		return true;
	pthread_cond_destroy(&progress->wake);
	pthread_mutex_destroy(&progress->lock);
	return false;
}

void progress_end(struct progress *progress)
{
	pthread_mutex_lock(&progress->lock);
	progress->ending = true;
	pthread_cond_signal(&progress->wake);
	pthread_mutex_unlock(&progress->lock);
	pthread_join(progress->thread, NULL);
	pthread_cond_destroy(&progress->wake);
	pthread_mutex_destroy(&progress->lock);
}

void progress_pause(struct progress *progress)
{
	pthread_mutex_lock(&progress->lock);
	take_away(progress);
}

void progress_go_on(struct progress *progress)
{
	pthread_mutex_unlock(&progress->lock);
}
