/* SPDX-License-Identifier: ISC */
/*
 * How a member is reached:
 *
 * - in a plain tar archive its bytes stand in one piece: it is a part of the file;
 * - in a zip archive by the list at its end;
 * - in a packed tar archive only by unpacking all that is before it. To do that for each of many
 *   members would be quadratic, so one pass unpacks all of them into a spool (input/spool.h). An
 *   archive with one member needs none. Nor is one needed at all: where there is no room for a
 *   temporary file, members are reached the slow way.
 *
 * A zip archive of very many members is spooled too, because its list is read anew each time.
 */
#include "bundle.h"

#include "base/err.h"
#include "base/mem.h"
#include "input/bundle_inside.h"
#include "input/slice.h"

/* ------------------------------------------------------------------ a member by its number */

static enum spoor_status step_read(void *self, char *out, size_t room, size_t *got_r)
{
	struct reading *reading = self;
	enum spoor_status status = archive_reader_read(reading->reader, out, room, got_r);

	if (status == SPOOR_E_DAMAGE)
		err_join(reading->trouble, sizeof(reading->trouble),
			(const char *const[]){
				"damaged member: ", reading_cause(reading), NULL});
	return status;
}

static const char *step_trouble(const void *self)
{
	const struct reading *reading = self;

	return reading->trouble;
}

static void step_close(void *self)
{
	reading_end(self);
	mem_free(self);
}

static const struct origin_kind step_kind = {
	.read = step_read,
	.trouble = step_trouble,
	.close = step_close,
};

/* Moves to the member; false: said in `error`. */
static bool step_to(struct reading *reading, size_t number, struct spoor_error *error)
{
	struct archive_member member;
	enum spoor_status status = SPOOR_OK;

	for (size_t i = 0; i <= number && status == SPOOR_OK; i++)
		status = archive_reader_next(reading->reader, &member);
	if (status == SPOOR_E_NOMEM)
		ERR_SET(error, status, "out of memory");
	else if (status != SPOOR_OK)
		ERR_SET(error, SPOOR_E_DAMAGE, "the archive has changed, or is damaged");
	return status == SPOOR_OK;
}

static bool step_open(struct origin *origin, const struct bundle *bundle, size_t number,
	struct source *source, struct spoor_error *error)
{
	struct reading *reading = mem_new(sizeof(*reading));

	if (!reading) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		source_free(&source);
		return false;
	}
	*origin = (struct origin){.kind = &step_kind, .self = reading, .size = -1};
	if (!reading_begin(reading, bundle, source, error))
		source_free(&source);
	else if (step_to(reading, number, error))
		return true;
	step_close(reading);
	return false;
}

/* ------------------------------------------------------------------ opening */

static struct source *source_of(const struct origin *origin,
	const struct bundle_member *member, struct spoor_error *error)
{
	struct origin dated = *origin;
	struct source *source;

	dated.mtime = member->mtime;
	source = source_new(&dated);
	if (!source)
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	return source;
}

/* From the spool, where there is one; with the lock. */
static bool open_spooled(struct bundle *bundle, const struct bundle_member *member,
	struct origin *origin_r)
{
	return bundle->spool && spool_open(bundle->spool, member->number, origin_r);
}

/* Makes the spool if there is none; takes over the source. False: there is no spool. */
static bool open_by_spool(struct bundle *bundle, const struct bundle_member *member,
	struct source *source, struct origin *origin_r)
{
	bool good;

	shelf_lock(bundle->shelf);
	if (!bundle->spool && bundle->by_spool) {
		bundle_fill_spool(bundle, source);
	}
	good = open_spooled(bundle, member, origin_r);
	shelf_unlock(bundle->shelf);
	source_free(&source);
	return good;
}

/*
 * Opens a member in the source of its archive, which is taken over. NULL with `*again_r`: the
 * archive must be opened anew, to be read the slow way.
 */
static struct source *enter(const struct spot *spot, struct source *source, bool *again_r,
	struct spoor_error *error)
{
	struct bundle *bundle = spot->bundle;
	const struct bundle_member *member = &bundle->list.at[spot->index];
	struct origin origin;
	bool by_spool;
	bool good;

	shelf_lock(bundle->shelf);
	by_spool = bundle->by_spool;
	shelf_unlock(bundle->shelf);
	if (by_spool) {
		good = open_by_spool(bundle, member, source, &origin);
		*again_r = !good;
	} else if (member->place >= 0) {
		good = slice_open(&origin, source, member->place, member->size);
		if (!good)
			ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	} else {
		good = step_open(&origin, bundle, member->number, source, error);
	}
	return good ? source_of(&origin, member, error) : NULL;
}

static struct source *open_spot(
	const struct spot *spot, bool *again_r, struct spoor_error *error)
{
	const struct spot *chain[BUNDLE_DEPTH];
	struct source *source = NULL;
	size_t count = 0;

	for (; spot->bundle && !source; spot = &spot->bundle->spot) {
		const struct bundle_member *member = &spot->bundle->list.at[spot->index];
		struct origin origin;
		bool good;

		shelf_lock(spot->bundle->shelf);
		good = open_spooled(spot->bundle, member, &origin);
		shelf_unlock(spot->bundle->shelf);
		if (!good)
			chain[count++] = spot;
		else if (!(source = source_of(&origin, member, error)))
			return NULL;
	}
	if (!source)
		source = source_open(spot->path, error);
	while (source && count > 0)
		source = enter(chain[--count], source, again_r, error);
	return source;
}

struct source *spot_open(const struct spot *spot, struct spoor_error *error)
{
	struct source *source;
	bool again;

	do {
		again = false;
		source = open_spot(spot, &again, error);
	} while (!source && again);
	return source;
}
