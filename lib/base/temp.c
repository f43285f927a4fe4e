/* SPDX-License-Identifier: ISC */
#include "temp.h"

#include "base/err.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

int temp_open(struct spoor_error *error)
{
	const char *folder = getenv("TMPDIR");
	char path[PATH_ROOM];
	int fd;

	err_join(path, sizeof(path),
		(const char *const[]){
			folder && *folder ? folder : "/tmp", "/spoor-XXXXXX", NULL});
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
