/* SPDX-License-Identifier: ISC */
/*
 * A temporary file has no name, so that nothing is left of it whatever ends the process. Where
 * the system cannot make one so (O_TMPFILE is Linux's), it has a name for an instant.
 */
#define _GNU_SOURCE

#include "temp.h"

#include "base/err.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

static int open_nameless(const char *folder)
{
#ifdef O_TMPFILE
	return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
#else
	(void)folder;
	return -1;
#endif
}

int temp_open(struct spoor_error *error)
{
	const char *folder = getenv("TMPDIR");
	char path[PATH_ROOM];
	int fd;

	if (!folder || !*folder)
		folder = "/tmp";
	fd = open_nameless(folder);
	if (fd >= 0)
		return fd;
	err_join(
		path, sizeof(path), (const char *const[]){folder, "/spoor-XXXXXX", NULL});
	fd = mkstemp(path);
	if (fd < 0) {
		ERR_SET(error, SPOOR_E_IO, "no temporary file ", path, ": ",
			strerror(errno), " (set TMPDIR to a folder with room)");
		return -1;
	}
	unlink(path);
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}
