/* SPDX-License-Identifier: ISC */
#include "source.h"

#include "base/err.h"
#include "base/mem.h"
#include "input/gz.h"
#include "input/unpack.h"
#include "input/wide.h"

enum { FRONT_SIZE = 4096, MAGIC_LEN = 10 /* bytes that tell packings apart */ };

struct source {
	struct origin origin;
	int64_t at;            /* in the origin */
	int64_t reached;       /* … the farthest */
	bool ended;            /* the origin has no more */
	bool failed;           /* … because it could not be read */
	bool stopped;          /* nothing is to be given out any more */
	bool decided;          /* the magic was looked at */
	size_t front;          /* bytes of `bytes` that were read … */
	size_t taken;          /* … and handed on */
	enum packing packing;  /* NONE, also of an archive */
	struct unpack *unpack; /* NULL: plain */
	int64_t gz_time;
	struct digest *digest; /* NULL: not asked for */
	int64_t hashed;        /* bytes of the origin, from its start */
	struct wide wide;
	char trouble[200];
	char bytes[FRONT_SIZE]; /* the first of the origin */
};

struct source *source_new(const struct origin *origin)
{
	struct source *source = mem_new(sizeof(*source));

	if (source)
		source->origin = *origin;
	else
		origin->kind->close(origin->self);
	return source;
}

struct source *source_open(const char *path, struct spoor_error *error)
{
	struct origin origin;
	struct source *source;

	if (!origin_open(&origin, path, error))
		return NULL;
	source = source_new(&origin);
	if (!source)
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	return source;
}

void source_free(struct source **source)
{
	if (!*source)
		return;
	wide_deinit(&(*source)->wide);
	unpack_free(&(*source)->unpack);
	digest_free(&(*source)->digest);
	(*source)->origin.kind->close((*source)->origin.self);
	mem_free(*source);
	*source = NULL;
}

static enum spoor_status trouble(struct source *source, enum spoor_status status,
	const char *what, const char *why)
{
	const char *const pieces[] = {what, why, NULL};

	err_join(source->trouble, sizeof(source->trouble), pieces);
	source->stopped = true;
	return status;
}

/* ------------------------------------------------------------------ bytes as they are stored */

/* What the careful reading of damaged gzip data reads again counts once. */
static void hash_read(struct source *source, spoor_view bytes)
{
	int64_t again = source->hashed - source->at;

	if (again < 0 || again >= (int64_t)bytes.len)
		return;
	digest_add(source->digest, view_skip(bytes, (size_t)again));
	source->hashed = source->at + (int64_t)bytes.len;
}

static enum spoor_status read_origin(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	const struct origin *origin = &source->origin;
	enum spoor_status status;

	*got_r = 0;
	if (source->ended)
		return SPOOR_END;
	status = origin->kind->read(origin->self, out, room, got_r);
	if (source->digest)
		hash_read(source, view_of(out, *got_r));
	source->at += (int64_t)*got_r;
	if (source->at > source->reached)
		source->reached = source->at;
	source->ended = status != SPOOR_OK;
	if (status == SPOOR_OK || status == SPOOR_END || status == SPOOR_E_NOMEM)
		return status;
	source->failed = true;
	return trouble(source, status, status == SPOOR_E_IO ? "reading failed: " : "",
		origin->kind->trouble(origin->self));
}

/* The front first, then the rest. */
static enum spoor_status read_stored(void *self, char *out, size_t room, size_t *got_r)
{
	struct source *source = self;
	size_t left = source->front - source->taken;

	if (left == 0)
		return read_origin(source, out, room, got_r);
	*got_r = left < room ? left : room;
	memcpy(out, source->bytes + source->taken, *got_r);
	source->taken += *got_r;
	return SPOOR_OK;
}

static bool move_to(void *self, int64_t offset)
{
	struct source *source = self;
	const struct origin *origin = &source->origin;

	if (!origin->kind->seek || !origin->kind->seek(origin->self, offset))
		return false;
	source->taken = source->front;
	source->at = offset;
	source->ended = false;
	return true;
}

/* ------------------------------------------------------------------ plain bytes */

static enum spoor_status begin_unpacking(struct source *source, enum packing packing)
{
	struct supply supply = {.read = read_stored,
		.seek = source->origin.kind->seek ? move_to : NULL,
		.self = source,
		.size = source->origin.size};
	struct spoor_error error = {.status = SPOOR_OK};

	source->unpack = unpack_new(packing, &supply, &error);
	if (source->unpack)
		return SPOOR_OK;
	return error.status == SPOOR_E_NOMEM
		       ? error.status
		       : trouble(source, error.status, error.text, "");
}

/* Looks at the first bytes: packed or not. */
static enum spoor_status decide(struct source *source)
{
	spoor_view head;
	enum packing packing;
	size_t got;

	while (source->front < MAGIC_LEN) {
		enum spoor_status status =
			read_origin(source, source->bytes + source->front,
				sizeof(source->bytes) - source->front, &got);

		source->front += got;
		if (status == SPOOR_END)
			break;
		if (status != SPOOR_OK)
			return status;
	}
	source->decided = true;
	head = view_of(source->bytes, source->front);
	packing =
		packing_of(view_head(head, head.len < MAGIC_LEN ? head.len : MAGIC_LEN));
	if (!packing_is_archive(packing))
		source->packing = packing;
	if (packing == PACKING_GZIP)
		source->gz_time = gz_head_time(head);
	return packing == PACKING_NONE || packing_is_archive(packing)
		       ? SPOOR_OK
		       : begin_unpacking(source, packing);
}

/* Damage of the packed data; where the data could not be read, that is said already. */
static enum spoor_status read_unpacked(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	enum spoor_status status = unpack_read(source->unpack, out, room, got_r);

	if (status != SPOOR_E_DAMAGE)
		return status;
	if (source->trouble[0])
		return SPOOR_E_IO;
	return trouble(source, status, unpack_trouble(source->unpack), "");
}

/* The bytes as they are stored, inflated. */
static enum spoor_status read_bytes(void *self, char *out, size_t room, size_t *got_r)
{
	struct source *source = self;

	*got_r = 0;
	if (!source->decided) {
		enum spoor_status status = decide(source);

		if (status != SPOOR_OK)
			return status;
	}
	if (source->unpack)
		return read_unpacked(source, out, room, got_r);
	return source->stopped ? SPOOR_END : read_stored(source, out, room, got_r);
}

enum spoor_status source_read(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	return wide_read(&source->wide, read_bytes, source, out, room, got_r);
}

const char *source_trouble(const struct source *source)
{
	return source->trouble;
}

bool source_waits(const struct source *source, int patience)
{
	const struct origin *origin = &source->origin;

	if (source->taken < source->front || source->wide.held || source->stopped ||
		source->ended || !origin->kind->waits)
		return false;
	return origin->kind->waits(origin->self, patience);
}

int64_t source_mtime(const struct source *source)
{
	return source->origin.mtime;
}

int64_t source_gz_time(const struct source *source)
{
	return source->gz_time;
}

int64_t source_size(const struct source *source)
{
	return source->unpack || source->wide.is_wide ? -1 : source->origin.size;
}

uint64_t source_stored(const struct source *source)
{
	return (uint64_t)source->reached;
}

int64_t source_stored_size(const struct source *source)
{
	return source->origin.size;
}

const char *source_packing(const struct source *source)
{
	return source->packing == PACKING_NONE ? NULL : packing_name(source->packing);
}

bool source_seek(struct source *source, int64_t offset)
{
	if (!source->decided && decide(source) != SPOOR_OK)
		return false;
	if (!source->wide.looked && wide_is(view_of(source->bytes, source->front)))
		return false;
	if (source_size(source) < offset || !move_to(source, offset))
		return false;
	wide_forget(&source->wide);
	return true;
}

/* ------------------------------------------------------------------ the digest */

bool source_begin_digest(struct source *source)
{
	source->digest = digest_new();
	return source->digest != NULL;
}

bool source_end_digest(struct source *source, char hex[DIGEST_ROOM], uint64_t *size_r)
{
	enum spoor_status status = SPOOR_OK;
	size_t got;

	while (status == SPOOR_OK)
		status = read_origin(source, source->bytes, sizeof(source->bytes), &got);
	*size_r = (uint64_t)source->hashed;
	return status == SPOOR_END && !source->failed && source->hashed == source->at &&
	       digest_finish(source->digest, hex);
}
