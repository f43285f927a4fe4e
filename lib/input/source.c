/* SPDX-License-Identifier: ISC */
/*
 * Where the inflate library is the fast one, it has not the last word about damage. A file can
 * be read again: the careful one reads from its start up to what the fast one ran into, and every
 * build gives out the same bytes and says the same about them. (But for bytes that were given out
 * by an earlier read, where a bit of a block's code table is wrong and only the checksum tells.)
 */
#include "source.h"

#include "base/err.h"
#include "base/mem.h"
#include "input/gz.h"

enum { PACKED_SIZE = 64 * 1024, HEAD_LEN = 10 /* of a gzip file */ };

struct source {
	struct origin origin;
	bool ended;   /* the origin has no more */
	bool decided; /* the magic was looked at */
	struct gz *gz;
	int64_t gz_time;
	uint64_t given;    /* bytes that came out of gz */
	spoor_view packed; /* bytes read and not yet taken */
	char trouble[200];
	char bytes[PACKED_SIZE];
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
	gz_free(&(*source)->gz);
	(*source)->origin.kind->close((*source)->origin.self);
	mem_free(*source);
	*source = NULL;
}

static enum spoor_status trouble(struct source *source, enum spoor_status status,
	const char *what, const char *why)
{
	const char *const pieces[] = {what, why, NULL};

	err_join(source->trouble, sizeof(source->trouble), pieces);
	source->ended = true;
	source->packed = view_of("", 0);
	gz_free(&source->gz);
	return status;
}

/* ------------------------------------------------------------------ bytes as they are stored */

static enum spoor_status read_some(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	const struct origin *origin = &source->origin;
	enum spoor_status status;

	*got_r = 0;
	if (source->ended)
		return SPOOR_END;
	status = origin->kind->read(origin->self, out, room, got_r);
	source->ended = status != SPOOR_OK;
	if (status == SPOOR_OK || status == SPOOR_END || status == SPOOR_E_NOMEM)
		return status;
	return trouble(source, status, status == SPOOR_E_IO ? "reading failed: " : "",
		origin->kind->trouble(origin->self));
}

/* Reads behind what is packed already. */
static enum spoor_status pack_more(struct source *source)
{
	size_t got;
	enum spoor_status status;

	if (source->packed.len)
		memmove(source->bytes, source->packed.ptr, source->packed.len);
	status = read_some(source, source->bytes + source->packed.len,
		sizeof(source->bytes) - source->packed.len, &got);
	source->packed = view_of(source->bytes, source->packed.len + got);
	return status;
}

static bool move_to(struct source *source, int64_t offset)
{
	const struct origin *origin = &source->origin;

	if (!origin->kind->seek || !origin->kind->seek(origin->self, offset))
		return false;
	source->packed = view_of(source->bytes, 0);
	source->ended = false;
	return true;
}

/* Looks at the first bytes: gzip or not. */
static enum spoor_status decide(struct source *source)
{
	source->packed = view_of(source->bytes, 0);
	while (source->packed.len < HEAD_LEN) {
		enum spoor_status status = pack_more(source);

		if (status == SPOOR_END)
			break;
		if (status != SPOOR_OK)
			return status;
	}
	source->decided = true;
	if (!gz_is_magic(source->packed))
		return SPOOR_OK;
	source->gz_time = gz_head_time(source->packed);
	source->gz = gz_new();
	return source->gz ? SPOOR_OK : SPOOR_E_NOMEM;
}

/* ------------------------------------------------------------------ plain bytes */

static enum spoor_status read_plain(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	if (source->packed.len == 0)
		return read_some(source, out, room, got_r);
	*got_r = source->packed.len < room ? source->packed.len : room;
	memcpy(out, source->packed.ptr, *got_r);
	source->packed = view_skip(source->packed, *got_r);
	return SPOOR_OK;
}

/* ------------------------------------------------------------------ gzip */

static enum spoor_status inflate_some(struct source *source, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	for (;;) {
		enum spoor_status status;

		*state_r = gz_inflate(source->gz, &source->packed, out, room, got_r);
		if (*state_r == GZ_NOMEM)
			return SPOOR_E_NOMEM;
		if (*got_r || *state_r == GZ_CORRUPT || *state_r == GZ_FOREIGN)
			return SPOOR_OK;
		if (source->packed.len)
			continue;
		status = pack_more(source);
		if (status != SPOOR_OK)
			return status;
	}
}

/* Passes over what was given out already. */
static enum spoor_status skip_given(struct source *source, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	uint64_t left = source->given;
	enum spoor_status status = SPOOR_OK;

	*state_r = GZ_MORE;
	while (left) {
		status = inflate_some(
			source, out, left < room ? (size_t)left : room, got_r, state_r);
		left -= *got_r;
		if (*got_r == 0)
			break;
	}
	*got_r = 0;
	return status;
}

/* After damage: reads on, from where we are, with the careful library. */
static enum spoor_status read_carefully(struct source *source, char *out, size_t room,
	size_t *got_r, enum gz_state *state_r)
{
	struct gz *gz = gz_new_careful();
	enum spoor_status status;

	if (!gz)
		return SPOOR_E_NOMEM;
	gz_free(&source->gz);
	source->gz = gz;
	status = skip_given(source, out, room, got_r, state_r);
	if (status != SPOOR_OK || *state_r == GZ_CORRUPT)
		return status;
	return inflate_some(source, out, room, got_r, state_r);
}

static bool is_damaged(enum spoor_status status, enum gz_state state)
{
	return state == GZ_CORRUPT || (status == SPOOR_END && state == GZ_MORE);
}

static enum spoor_status read_gz(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	enum gz_state state;
	enum spoor_status status = inflate_some(source, out, room, got_r, &state);

	if (is_damaged(status, state) && !gz_is_careful(source->gz) && move_to(source, 0))
		status = read_carefully(source, out, room, got_r, &state);
	source->given += *got_r;
	if (*got_r)
		return SPOOR_OK;
	if (state == GZ_CORRUPT)
		return trouble(source, SPOOR_E_DAMAGE,
			"corrupt gzip data: ", gz_reason(source->gz));
	if (state == GZ_FOREIGN)
		return trouble(source, SPOOR_E_DAMAGE,
			"bytes behind the end of the gzip data were left out", "");
	if (is_damaged(status, state))
		return trouble(source, SPOOR_E_DAMAGE,
			"the gzip data ends too early (truncated file)", "");
	return status;
}

/* ------------------------------------------------------------------ the whole */

enum spoor_status source_read(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	*got_r = 0;
	if (!source->decided) {
		enum spoor_status status = decide(source);

		if (status != SPOOR_OK)
			return status;
	}
	if (source->trouble[0])
		return SPOOR_END;
	return source->gz ? read_gz(source, out, room, got_r)
			  : read_plain(source, out, room, got_r);
}

const char *source_trouble(const struct source *source)
{
	return source->trouble;
}

bool source_waits(const struct source *source)
{
	const struct origin *origin = &source->origin;

	if (source->packed.len || source->ended || !origin->kind->waits)
		return false;
	return origin->kind->waits(origin->self);
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
	return source->gz ? -1 : source->origin.size;
}

bool source_seek(struct source *source, int64_t offset)
{
	return source_size(source) >= offset && move_to(source, offset);
}
