/* SPDX-License-Identifier: ISC */
/* No mmap: a log that is truncated while we read must not kill us, and read() is faster. */
#include "source.h"

#include "base/err.h"
#include "base/mem.h"
#include "input/gz.h"
#include "input/wide.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PACKED_SIZE = 64 * 1024, HEAD_LEN = 10 /* of a gzip file */ };

struct source {
	int fd;
	bool ended;   /* read gave 0 */
	bool decided; /* the magic was looked at */
	bool gz_packed;
	struct gz *gz;
	int64_t mtime;
	int64_t size;
	int64_t gz_time;
	uint64_t stored;   /* bytes read */
	spoor_view packed; /* bytes read and not yet taken */
	struct wide wide;
	char trouble[200];
	char bytes[PACKED_SIZE];
};

bool source_is_once(const char *path)
{
	struct stat info;

	return strcmp(path, "-") == 0 ||
	       (stat(path, &info) == 0 && !S_ISREG(info.st_mode));
}

static bool stat_source(struct source *source, struct spoor_error *error)
{
	struct stat info;

	if (fstat(source->fd, &info) != 0) {
		ERR_SET(error, SPOOR_E_IO, strerror(errno));
		return false;
	}
	if (S_ISDIR(info.st_mode)) {
		ERR_SET(error, SPOOR_E_IO, "is a folder");
		return false;
	}
	source->mtime = S_ISREG(info.st_mode) ? (int64_t)info.st_mtime : -1;
	source->size = S_ISREG(info.st_mode) ? (int64_t)info.st_size : -1;
	return true;
}

/* A full-size pipe costs one call and saves most switches between the two processes. */
static void widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	(void)fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#else
	(void)fd;
#endif
}

struct source *source_open(const char *path, struct spoor_error *error)
{
	struct source *source = mem_new(sizeof(*source));

	if (!source) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO
					    : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (source->fd < 0) {
		ERR_SET(error, SPOOR_E_IO, strerror(errno));
		mem_free(source);
		return NULL;
	}
	if (!stat_source(source, error)) {
		source_free(&source);
		return NULL;
	}
	if (source->mtime < 0)
		widen_pipe(source->fd);
	return source;
}

void source_free(struct source **source)
{
	if (!*source)
		return;
	gz_free(&(*source)->gz);
	wide_deinit(&(*source)->wide);
	if ((*source)->fd != STDIN_FILENO)
		close((*source)->fd);
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

static enum spoor_status read_some(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	ssize_t got;

	*got_r = 0;
	if (source->ended)
		return SPOOR_END;
	do
		got = read(source->fd, out, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return trouble(source, SPOOR_E_IO, "reading failed: ", strerror(errno));
	if (got == 0) {
		source->ended = true;
		return SPOOR_END;
	}
	*got_r = (size_t)got;
	source->stored += (uint64_t)got;
	return SPOOR_OK;
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
	source->gz_packed = true;
	source->gz_time = gz_head_time(source->packed);
	source->gz = gz_new();
	return source->gz ? SPOOR_OK : SPOOR_E_NOMEM;
}

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

static enum spoor_status gz_ended(struct source *source, enum gz_state state)
{
	if (state == GZ_BETWEEN)
		return SPOOR_END;
	return trouble(source, SPOOR_E_DAMAGE,
		"the gzip data ends too early (truncated file)", "");
}

static enum spoor_status read_gz(
	struct source *source, char *out, size_t room, size_t *got_r)
{
	enum gz_state state;

	for (;;) {
		state = gz_inflate(source->gz, &source->packed, out, room, got_r);
		if (state == GZ_NOMEM)
			return SPOOR_E_NOMEM;
		if (*got_r)
			return SPOOR_OK;
		if (state == GZ_CORRUPT)
			return trouble(source, SPOOR_E_DAMAGE,
				"corrupt gzip data: ", gz_reason(source->gz));
		if (state == GZ_FOREIGN)
			return trouble(source, SPOOR_E_DAMAGE,
				"bytes behind the end of the gzip data were left out",
				"");
		if (source->packed.len == 0) {
			enum spoor_status status = pack_more(source);

			if (status == SPOOR_END)
				return gz_ended(source, state);
			if (status != SPOOR_OK)
				return status;
		}
	}
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
	if (source->trouble[0])
		return SPOOR_END;
	return source->gz ? read_gz(source, out, room, got_r)
			  : read_plain(source, out, room, got_r);
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
	struct pollfd poll_fd = {.fd = source->fd, .events = POLLIN};

	if (source->packed.len || source->wide.held || source->ended ||
		source->mtime >= 0)
		return false;
	return poll(&poll_fd, 1, patience) == 0;
}

int64_t source_mtime(const struct source *source)
{
	return source->mtime;
}

int64_t source_gz_time(const struct source *source)
{
	return source->gz_time;
}

int64_t source_size(const struct source *source)
{
	return source->gz || source->wide.is_wide ? -1 : source->size;
}

uint64_t source_stored(const struct source *source)
{
	return source->stored;
}

int64_t source_stored_size(const struct source *source)
{
	return source->size;
}

const char *source_packing(const struct source *source)
{
	return source->gz_packed ? "gzip" : NULL;
}

bool source_seek(struct source *source, int64_t offset)
{
	if (source_size(source) < offset ||
		lseek(source->fd, (off_t)offset, SEEK_SET) != (off_t)offset)
		return false;
	source->packed = view_of(source->bytes, 0);
	source->ended = false;
	wide_forget(&source->wide);
	return true;
}
