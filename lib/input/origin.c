/* SPDX-License-Identifier: ISC */
/* No mmap: a log that is truncated while we read must not kill us, and read() is faster. */
#include "origin.h"

#include "base/err.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
	int fd;
	int error;
	off_t start; /* of standard input, which may have been read from before */
};

/* ------------------------------------------------------------------ files and pipes */

static enum spoor_status file_read(void *self, char *out, size_t room, size_t *got_r)
{
	struct file *file = self;
	ssize_t got;

	do
		got = read(file->fd, out, room);
	while (got < 0 && errno == EINTR);
	*got_r = got > 0 ? (size_t)got : 0;
	if (got < 0)
		file->error = errno;
	return got > 0 ? SPOOR_OK : got == 0 ? SPOOR_END : SPOOR_E_IO;
}

static bool file_seek(void *self, int64_t offset)
{
	const struct file *file = self;

	return lseek(file->fd, file->start + (off_t)offset, SEEK_SET) ==
	       file->start + (off_t)offset;
}

static bool pipe_waits(void *self, int patience)
{
	const struct file *file = self;
	struct pollfd poll_fd = {.fd = file->fd, .events = POLLIN};

	return poll(&poll_fd, 1, patience) == 0;
}

static const char *file_trouble(const void *self)
{
	const struct file *file = self;

	return strerror(file->error);
}

static void file_close(void *self)
{
	struct file *file = self;

	if (file->fd > STDIN_FILENO)
		close(file->fd);
	mem_free(file);
}

static const struct origin_kind file_kind = {
	.read = file_read,
	.seek = file_seek,
	.trouble = file_trouble,
	.close = file_close,
};

static const struct origin_kind pipe_kind = {
	.read = file_read,
	.waits = pipe_waits,
	.trouble = file_trouble,
	.close = file_close,
};

bool origin_is_once(const char *path)
{
	struct stat info;

	return strcmp(path, "-") == 0 ||
	       (stat(path, &info) == 0 && !S_ISREG(info.st_mode));
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

static bool look_at(struct origin *origin, struct file *file, struct spoor_error *error)
{
	struct stat info;

	if (fstat(file->fd, &info) != 0) {
		ERR_SET(error, SPOOR_E_IO, strerror(errno));
		return false;
	}
	if (S_ISDIR(info.st_mode)) {
		ERR_SET(error, SPOOR_E_IO, "is a folder");
		return false;
	}
	if (S_ISREG(info.st_mode)) {
		file->start = lseek(file->fd, 0, SEEK_CUR);
		origin->kind = &file_kind;
		origin->size = info.st_size > file->start
				       ? (int64_t)(info.st_size - file->start)
				       : 0;
		origin->mtime = (int64_t)info.st_mtime;
	} else {
		widen_pipe(file->fd);
	}
	return true;
}

bool origin_open(struct origin *origin, const char *path, struct spoor_error *error)
{
	struct file *file = mem_new(sizeof(*file));

	if (!file) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return false;
	}
	*origin = (struct origin){
		.kind = &pipe_kind, .self = file, .size = -1, .mtime = -1};
	file->fd = strcmp(path, "-") == 0 ? STDIN_FILENO
					  : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->fd < 0)
		ERR_SET(error, SPOOR_E_IO, strerror(errno));
	else if (look_at(origin, file, error))
		return true;
	file_close(file);
	return false;
}
