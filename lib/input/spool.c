/* SPDX-License-Identifier: ISC */
/*
 * Every pass over the inputs opens each member of an archive once. So a spool is done with, for
 * the time being, when each member was opened and closed; then it may go, and is made anew by
 * the next pass. As long as there are few and small ones, all stay.
 */
#include "spool.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/temp.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

enum { KEPT_MOST = 64, TROUBLE_ROOM = 160 };

#define KEPT_BYTES (INT64_C(1) << 30)

struct shelf {
	pthread_mutex_t mutex;
	struct spool *first; /* the oldest */
	size_t count;
	int64_t bytes;
};

struct span {
	int64_t start;
	int64_t size;
	char trouble[TROUBLE_ROOM];
};

struct spool {
	struct shelf *shelf;
	struct spool *next;
	struct spool **home;
	int fd;
	int64_t size;
	int64_t stored; /* without the holes */
	bool in_hole;   /* the end of the file is one */
	struct span *spans;
	size_t count;
	size_t room;
	size_t open;   /* origins that read it */
	size_t opened; /* … ever did */
};

/* A member being read. */
struct part {
	struct spool *spool;
	const struct span *span;
	int64_t at;
	int error;
};

struct shelf *shelf_new(void)
{
	struct shelf *shelf = mem_new(sizeof(*shelf));

	if (shelf)
		pthread_mutex_init(&shelf->mutex, NULL);
	return shelf;
}

void shelf_free(struct shelf **shelf)
{
	if (!*shelf)
		return;
	while ((*shelf)->first) {
		struct spool *spool = (*shelf)->first;

		spool_free(&spool);
	}
	pthread_mutex_destroy(&(*shelf)->mutex);
	mem_free(*shelf);
	*shelf = NULL;
}

void shelf_lock(struct shelf *shelf)
{
	pthread_mutex_lock(&shelf->mutex);
}

void shelf_unlock(struct shelf *shelf)
{
	pthread_mutex_unlock(&shelf->mutex);
}

/* ------------------------------------------------------------------ what stays */

static bool is_done(const struct spool *spool)
{
	return spool->open == 0 && spool->count && spool->opened % spool->count == 0;
}

/* Takes the oldest one off that is done; false: there is none. */
static bool drop_one(struct shelf *shelf, const struct spool *but)
{
	struct spool *spool = shelf->first;

	while (spool && (spool == but || !is_done(spool)))
		spool = spool->next;
	if (!spool)
		return false;
	spool_free(&spool);
	return true;
}

struct spool *spool_new(struct shelf *shelf, struct spool **home)
{
	struct spool *spool = mem_new(sizeof(*spool));
	struct spool **end = &shelf->first;

	if (!spool)
		return NULL;
	while ((shelf->count >= KEPT_MOST || shelf->bytes > KEPT_BYTES) &&
		drop_one(shelf, NULL))
		continue;
	spool->fd = temp_open(NULL);
	if (spool->fd < 0) {
		mem_free(spool);
		return NULL;
	}
	while (*end)
		end = &(*end)->next;
	*end = spool;
	spool->shelf = shelf;
	spool->home = home;
	*home = spool;
	shelf->count++;
	return spool;
}

void spool_free(struct spool **spool)
{
	struct spool *old = *spool;
	struct spool **link;

	if (!old)
		return;
	link = &old->shelf->first;
	while (*link != old)
		link = &(*link)->next;
	*link = old->next;
	old->shelf->count--;
	old->shelf->bytes -= old->stored;
	*old->home = NULL;
	close(old->fd);
	mem_free(old->spans);
	mem_free(old);
	*spool = NULL;
}

/* ------------------------------------------------------------------ writing */

static bool is_zeros(spoor_view bytes)
{
	return bytes.ptr[0] == '\0' &&
	       memcmp(bytes.ptr, bytes.ptr + 1, bytes.len - 1) == 0;
}

/* Zeros become a hole: a member may say that it has very many of them. */
bool spool_add(struct spool *spool, spoor_view bytes)
{
	if (bytes.len && is_zeros(bytes)) {
		spool->size += (int64_t)bytes.len;
		spool->in_hole = true;
		return true;
	}
	while (bytes.len) {
		ssize_t put = pwrite(spool->fd, bytes.ptr, bytes.len, (off_t)spool->size);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0 && errno == ENOSPC && drop_one(spool->shelf, spool))
			continue;
		if (put <= 0)
			return false;
		bytes = view_skip(bytes, (size_t)put);
		spool->in_hole = false;
		spool->size += put;
		spool->stored += put;
		spool->shelf->bytes += put;
	}
	return true;
}

bool spool_end_member(struct spool *spool, const char *trouble)
{
	const struct span *last = spool->count ? &spool->spans[spool->count - 1] : NULL;
	struct span span = {.start = last ? last->start + last->size : 0};

	if (spool->in_hole && ftruncate(spool->fd, (off_t)spool->size) != 0)
		return false;
	spool->in_hole = false;
	if (spool->count == spool->room) {
		size_t room = spool->room ? spool->room * 2 : 16;
		struct span *spans = mem_resize(spool->spans, room * sizeof(*spans));

		if (!spans)
			return false;
		spool->spans = spans;
		spool->room = room;
	}
	span.size = spool->size - span.start;
	err_join(
		span.trouble, sizeof(span.trouble), (const char *const[]){trouble, NULL});
	spool->spans[spool->count++] = span;
	return true;
}

size_t spool_count(const struct spool *spool)
{
	return spool->count;
}

/* ------------------------------------------------------------------ reading */

static enum spoor_status part_read(void *self, char *out, size_t room, size_t *got_r)
{
	struct part *part = self;
	int64_t left = part->span->size - part->at;
	ssize_t got;

	*got_r = 0;
	if (left == 0)
		return part->span->trouble[0] ? SPOOR_E_DAMAGE : SPOOR_END;
	if (left < (int64_t)room)
		room = (size_t)left;
	do
		got = pread(part->spool->fd, out, room,
			(off_t)(part->span->start + part->at));
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		part->error = got < 0 ? errno : EIO;
		return SPOOR_E_IO;
	}
	part->at += got;
	*got_r = (size_t)got;
	return SPOOR_OK;
}

static bool part_seek(void *self, int64_t offset)
{
	struct part *part = self;

	if (offset < 0 || offset > part->span->size)
		return false;
	part->at = offset;
	return true;
}

static const char *part_trouble(const void *self)
{
	const struct part *part = self;

	return part->error ? strerror(part->error) : part->span->trouble;
}

static void part_close(void *self)
{
	struct part *part = self;
	struct shelf *shelf = part->spool->shelf;

	shelf_lock(shelf);
	part->spool->open--;
	shelf_unlock(shelf);
	mem_free(part);
}

static const struct origin_kind part_kind = {
	.read = part_read,
	.seek = part_seek,
	.trouble = part_trouble,
	.close = part_close,
};

bool spool_open(struct spool *spool, size_t index, struct origin *origin_r)
{
	struct part *part = mem_new(sizeof(*part));

	if (!part)
		return false;
	part->spool = spool;
	part->span = &spool->spans[index];
	spool->open++;
	spool->opened++;
	*origin_r = (struct origin){
		.kind = &part_kind, .self = part, .size = part->span->size, .mtime = -1};
	return true;
}
