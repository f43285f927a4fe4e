/* SPDX-License-Identifier: ISC */
#include "spill.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/temp.h"

#include <errno.h>
#include <unistd.h>

enum { SPILL_BUFFER = 64 * 1024 };

struct spill {
	int fd;
	size_t start; /* of what was read and not yet given */
	size_t end;
	char buffer[SPILL_BUFFER];
};

struct spill *spill_new(struct spoor_error *error)
{
	struct spill *spill = mem_new(sizeof(*spill));

	if (!spill) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	spill->fd = temp_open(error);
	if (spill->fd < 0) {
		mem_free(spill);
		return NULL;
	}
	return spill;
}

void spill_free(struct spill **spill)
{
	if (!*spill)
		return;
	close((*spill)->fd);
	mem_free(*spill);
	*spill = NULL;
}

static enum spoor_status write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return SPOOR_E_IO;
		bytes += put;
		len -= (size_t)put;
	}
	return SPOOR_OK;
}

static enum spoor_status flush(struct spill *spill)
{
	enum spoor_status status = write_all(spill->fd, spill->buffer, spill->end);

	spill->end = 0;
	return status;
}

enum spoor_status spill_write(struct spill *spill, const void *bytes, size_t len)
{
	if (len > SPILL_BUFFER - spill->end) {
		enum spoor_status status = flush(spill);

		if (status != SPOOR_OK)
			return status;
	}
	if (len > SPILL_BUFFER)
		return write_all(spill->fd, bytes, len);
	memcpy(spill->buffer + spill->end, bytes, len);
	spill->end += len;
	return SPOOR_OK;
}

enum spoor_status spill_rewind(struct spill *spill)
{
	enum spoor_status status = flush(spill);

	if (status == SPOOR_OK && lseek(spill->fd, 0, SEEK_SET) != 0)
		status = SPOOR_E_IO;
	spill->start = spill->end = 0;
	return status;
}

/* Refills the empty buffer; SPOOR_END at the file's end. */
static enum spoor_status refill(struct spill *spill)
{
	ssize_t got;

	do
		got = read(spill->fd, spill->buffer, SPILL_BUFFER);
	while (got < 0 && errno == EINTR);
	spill->start = 0;
	spill->end = got > 0 ? (size_t)got : 0;
	if (got < 0)
		return SPOOR_E_IO;
	return got ? SPOOR_OK : SPOOR_END;
}

enum spoor_status spill_read(struct spill *spill, void *bytes, size_t len)
{
	char *out = bytes;
	size_t done = 0;

	while (done < len) {
		size_t part = spill->end - spill->start;

		if (part == 0) {
			enum spoor_status status = refill(spill);

			if (status == SPOOR_END && done)
				return SPOOR_E_IO;
			if (status != SPOOR_OK)
				return status;
			continue;
		}
		if (part > len - done)
			part = len - done;
		memcpy(out + done, spill->buffer + spill->start, part);
		spill->start += part;
		done += part;
	}
	return SPOOR_OK;
}
