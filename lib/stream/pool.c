/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "stream/pool.h"

#include <pthread.h>

enum { MAX_WORKERS = 256 };

struct entry {
	struct entry *next;
	pool_task *task;
	void *argument;
};

struct pool {
	pthread_mutex_t mutex;
	pthread_cond_t work;    /* a task was added, or all is to end */
	pthread_cond_t changed; /* for the waiting caller */
	struct entry *first;
	struct entry *last;
	bool ending;
	size_t thread_count;
	pthread_t threads[MAX_WORKERS];
};

/* The oldest task that is not `but`, taken out; NULL: there is none. With the lock. */
static struct entry *take(struct pool *pool, pool_task *but)
{
	struct entry **link = &pool->first;
	struct entry *before = NULL;
	struct entry *entry;

	while (*link && but && (*link)->task == but) {
		before = *link;
		link = &before->next;
	}
	entry = *link;
	if (!entry)
		return NULL;
	*link = entry->next;
	if (pool->last == entry)
		pool->last = before;
	return entry;
}

/* Runs a task without the lock. */
static void run(struct pool *pool, struct entry *entry)
{
	pool_unlock(pool);
	entry->task(entry->argument);
	mem_free(entry);
	pool_lock(pool);
}

static void *work(void *argument)
{
	struct pool *pool = argument;

	pool_lock(pool);
	while (!pool->ending) {
		struct entry *entry = take(pool, NULL);

		if (entry)
			run(pool, entry);
		else
			pthread_cond_wait(&pool->work, &pool->mutex);
	}
	pool_unlock(pool);
	return NULL;
}

struct pool *pool_new(size_t workers)
{
	struct pool *pool = mem_new(sizeof(*pool));

	if (!pool)
		return NULL;
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->work, NULL);
	pthread_cond_init(&pool->changed, NULL);
	if (workers > MAX_WORKERS)
		workers = MAX_WORKERS;
	while (pool->thread_count + 1 < workers) {
		if (pthread_create(
			    &pool->threads[pool->thread_count], NULL, work, pool) != 0)
			break;
		pool->thread_count++;
	}
	return pool;
}

void pool_free(struct pool **pool)
{
	struct entry *entry;

	if (!*pool)
		return;
	pool_lock(*pool);
	(*pool)->ending = true;
	pthread_cond_broadcast(&(*pool)->work);
	pool_unlock(*pool);
	for (size_t i = 0; i < (*pool)->thread_count; i++)
		pthread_join((*pool)->threads[i], NULL);
	/* Tasks that ran until now may have added some. */
	while ((entry = take(*pool, NULL)))
		mem_free(entry);
	pthread_cond_destroy(&(*pool)->changed);
	pthread_cond_destroy(&(*pool)->work);
	pthread_mutex_destroy(&(*pool)->mutex);
	mem_free(*pool);
	*pool = NULL;
}

bool pool_submit(struct pool *pool, pool_task *task, void *argument)
{
	struct entry *entry = mem_new(sizeof(*entry));

	if (!entry)
		return false;
	entry->task = task;
	entry->argument = argument;
	if (pool->last)
		pool->last->next = entry;
	else
		pool->first = entry;
	pool->last = entry;
	pthread_cond_signal(&pool->work);
	pthread_cond_signal(&pool->changed);
	return true;
}

void pool_lock(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
}

void pool_unlock(struct pool *pool)
{
	pthread_mutex_unlock(&pool->mutex);
}

void pool_signal(struct pool *pool)
{
	pthread_cond_signal(&pool->changed);
}

void pool_help(struct pool *pool, pool_task *but)
{
	struct entry *entry = take(pool, but);

	if (entry)
		run(pool, entry);
	else
		pthread_cond_wait(&pool->changed, &pool->mutex);
}
