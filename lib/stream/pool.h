/* SPDX-License-Identifier: ISC */
#ifndef STREAM_POOL_H
#define STREAM_POOL_H

/*
 * Threads that run tasks. The thread that waits for a result runs tasks too, so that N workers
 * are N - 1 threads and the caller; with one worker there is no thread at all.
 */

#include <stdbool.h>
#include <stddef.h>

struct pool;

/* `workers`: at least 1. NULL without memory or threads. */
struct pool *pool_new(size_t workers);

/* Waits for the running tasks, drops the waiting ones. */
void pool_free(struct pool **pool);

typedef void pool_task(void *argument);

/* Adds a task, with the lock; false without memory. Tasks begin in the order they were added. */
bool pool_submit(struct pool *pool, pool_task *task, void *argument);

/* All states that tasks share are guarded by one lock; tasks run without it. */
void pool_lock(struct pool *pool);
void pool_unlock(struct pool *pool);

/* Tells the waiting thread that a state has changed. Called with the lock. */
void pool_signal(struct pool *pool);

/* Runs the oldest task that is not `but` (NULL: any), or waits for a signal when there is none.
 * Called with the lock; has it again afterwards. */
void pool_help(struct pool *pool, pool_task *but);

#endif
