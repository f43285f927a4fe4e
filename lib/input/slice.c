/* SPDX-License-Identifier: ISC */
#include "slice.h"

#include "base/mem.h"

struct slice {
	struct source *source;
	int64_t start;
	int64_t size;
	int64_t at;
	bool lost; /* the source could not be moved to the start */
};

static enum spoor_status slice_read(void *self, char *out, size_t room, size_t *got_r)
{
	struct slice *slice = self;
	int64_t left = slice->size - slice->at;
	enum spoor_status status;

	*got_r = 0;
	if (left == 0)
		return SPOOR_END;
	if (slice->lost)
		return SPOOR_E_DAMAGE;
	status = source_read(
		slice->source, out, left < (int64_t)room ? (size_t)left : room, got_r);
	slice->at += (int64_t)*got_r;
	return status == SPOOR_END ? SPOOR_E_DAMAGE : status;
}

static bool slice_seek(void *self, int64_t offset)
{
	struct slice *slice = self;

	if (offset < 0 || offset > slice->size ||
		!source_seek(slice->source, slice->start + offset))
		return false;
	slice->at = offset;
	return true;
}

static const char *slice_trouble(const void *self)
{
	const struct slice *slice = self;
	const char *trouble = source_trouble(slice->source);

	return trouble[0] ? trouble
			  : "the archive ends inside this member (truncated file)";
}

static void slice_close(void *self)
{
	struct slice *slice = self;

	source_free(&slice->source);
	mem_free(slice);
}

static const struct origin_kind slice_kind = {
	.read = slice_read,
	.seek = slice_seek,
	.trouble = slice_trouble,
	.close = slice_close,
};

bool slice_open(struct origin *origin, struct source *source, int64_t start, int64_t size)
{
	struct slice *slice = mem_new(sizeof(*slice));

	if (!slice) {
		source_free(&source);
		return false;
	}
	slice->source = source;
	slice->start = start;
	slice->size = size;
	slice->lost = !source_seek(source, start);
	*origin = (struct origin){
		.kind = &slice_kind, .self = slice, .size = size, .mtime = -1};
	return true;
}
