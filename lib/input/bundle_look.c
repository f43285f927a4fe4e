/* SPDX-License-Identifier: ISC */
#include "bundle_inside.h"

#include "base/err.h"
#include "base/mem.h"

enum { COPY_BLOCK = 128 * 1024, ZIP_STEPS_MOST = 128 };

/* ------------------------------------------------------------------ an archive from its start */

static enum spoor_status read_source(void *self, char *out, size_t room, size_t *got_r)
{
	return source_read(self, out, room, got_r);
}

static bool seek_source(void *self, int64_t offset)
{
	return source_seek(self, offset);
}

void reading_end(struct reading *reading)
{
	archive_reader_free(&reading->reader);
	source_free(&reading->source);
}

bool reading_begin(struct reading *reading, const struct bundle *bundle,
	struct source *source, struct spoor_error *error)
{
	bool from_start = bundle->is_packed || bundle->packing == PACKING_ZIP_STREAM;
	struct supply supply = {.read = read_source, .self = source};

	if (!from_start && source_seek(source, 0)) {
		supply.seek = seek_source;
		supply.size = source_size(source);
	}
	*reading = (struct reading){
		.reader = archive_reader_new(bundle->packing, &supply, error)};
	if (reading->reader)
		reading->source = source;
	return reading->reader != NULL;
}

const char *reading_cause(const struct reading *reading)
{
	const char *trouble = source_trouble(reading->source);

	return trouble[0] ? trouble : archive_reader_trouble(reading->reader);
}

/* ------------------------------------------------------------------ the pass over all members */

struct pass {
	struct bundle *bundle;
	struct reading reading;
	bool lists;          /* members are added to the list */
	struct spool *spool; /* … and to this; NULL: not */
	size_t most;         /* stop behind so many */
	size_t count;
	char *block;
};

static void begin_pass(struct pass *pass)
{
	pass->count = 0;
	if (pass->lists)
		bundle_list_deinit(&pass->bundle->list);
}

/* Copies the member's bytes. SPOOR_E_IO: there is no room; SPOOR_E_DAMAGE: it is known that the
 * rest cannot be had in this pass. */
static enum spoor_status spool_member(struct pass *pass)
{
	enum spoor_status status;
	const char *trouble = "";
	size_t got;

	while ((status = archive_reader_read(
			pass->reading.reader, pass->block, COPY_BLOCK, &got)) == SPOOR_OK)
		if (!spool_add(pass->spool, view_of(pass->block, got)))
			return SPOOR_E_IO;
	if (status == SPOOR_E_NOMEM)
		return status;
	if (status == SPOOR_E_DAMAGE) {
		if (pass->bundle->packing == PACKING_ZIP)
			return status;
		err_join(pass->reading.trouble, sizeof(pass->reading.trouble),
			(const char *const[]){
				"damaged member: ", reading_cause(&pass->reading), NULL});
		trouble = pass->reading.trouble;
	}
	return spool_end_member(pass->spool, trouble) ? SPOOR_OK : SPOOR_E_IO;
}

static enum spoor_status take_member(
	struct pass *pass, const struct archive_member *member)
{
	enum spoor_status status = SPOOR_OK;

	if (pass->lists && !bundle_list_add(&pass->bundle->list, member))
		return SPOOR_E_NOMEM;
	if (pass->spool)
		status = spool_member(pass);
	if (status == SPOOR_E_IO || status == SPOOR_E_DAMAGE) {
		spool_free(&pass->spool);
		pass->bundle->by_spool = false;
		status = pass->lists ? SPOOR_OK : SPOOR_E_IO;
	}
	pass->count++;
	return status;
}

static enum spoor_status next_member(struct pass *pass, struct archive_member *member_r)
{
	const struct archive_reader *reader = pass->reading.reader;
	enum spoor_status status = archive_reader_next(pass->reading.reader, member_r);

	if (pass->lists && !archive_reader_was_placed(reader))
		bundle_list_misplaced(&pass->bundle->list);
	return status;
}

/* SPOOR_END: all were seen; SPOOR_OK: as many as were wanted. */
static enum spoor_status run_pass(struct pass *pass)
{
	struct archive_member member;
	enum spoor_status status = SPOOR_OK;

	begin_pass(pass);
	while (status == SPOOR_OK && pass->count < pass->most) {
		status = next_member(pass, &member);
		if (status == SPOOR_OK)
			status = take_member(pass, &member);
	}
	return status;
}

void bundle_fill_spool(struct bundle *bundle, struct source *source)
{
	struct pass pass = {.bundle = bundle, .most = BUNDLE_MEMBERS};

	pass.block = mem_alloc(COPY_BLOCK);
	if (pass.block && reading_begin(&pass.reading, bundle, source, NULL))
		pass.spool = spool_new(bundle->shelf, &bundle->spool);
	if (pass.spool)
		(void)run_pass(&pass);
	archive_reader_free(&pass.reading.reader);
	mem_free(pass.block);
	if (bundle->spool && spool_count(bundle->spool) == bundle->list.count)
		return;
	spool_free(&bundle->spool);
	bundle->by_spool = false;
}

/* ------------------------------------------------------------------ the list */

static void say(struct bundle *bundle, const char *const *pieces)
{
	err_join(bundle->trouble, sizeof(bundle->trouble), pieces);
}

#define SAY(bundle, ...) say(bundle, (const char *const[]){__VA_ARGS__, NULL})

/* What is wrong with the archive as a whole, once all of it was seen that can be. */
static void note_end(struct pass *pass, enum spoor_status status)
{
	const struct reading *reading = &pass->reading;
	struct bundle *bundle = pass->bundle;
	char number[ERR_NUMBER_MAX];

	err_number(number, pass->count);
	if (status == SPOOR_OK)
		SAY(bundle, "has more than ", number,
			" members: the others are left out");
	else if (status == SPOOR_E_DAMAGE)
		SAY(bundle, "cannot be read behind ", number,
			pass->count == 1 ? " member: " : " members: ",
			reading_cause(reading));
	else if (source_trouble(reading->source)[0])
		SAY(bundle, source_trouble(reading->source));
	else if (!archive_reader_is_whole(reading->reader))
		SAY(bundle, "ends without its end mark (truncated file)");
	else if (archive_reader_passed(reading->reader)) {
		err_number(number, archive_reader_passed(reading->reader));
		SAY(bundle, "is damaged: ", number,
			" blocks that should begin a member do not, and are left out");
	}
}

/* Lists up to `most` members, of an archive that can be opened. */
static enum spoor_status list_reading(struct pass *pass, bool spools)
{
	struct bundle *bundle = pass->bundle;
	struct archive_member member;
	enum spoor_status status;

	shelf_lock(bundle->shelf);
	if (spools)
		pass->spool = spool_new(bundle->shelf, &bundle->spool);
	bundle->by_spool = pass->spool != NULL;
	status = run_pass(pass);
	shelf_unlock(bundle->shelf);
	if (status == SPOOR_OK && pass->most == BUNDLE_MEMBERS)
		status = next_member(pass, &member);
	if (status != SPOOR_OK || pass->most == BUNDLE_MEMBERS)
		note_end(pass, status);
	return status;
}

static enum spoor_status list_some(struct bundle *bundle, bool spools, size_t most)
{
	struct pass pass = {.bundle = bundle, .lists = true, .most = most};
	struct spoor_error error = {.status = SPOOR_OK};
	struct source *source = spot_open(&bundle->spot, &error);
	enum spoor_status status;

	pass.block = mem_alloc(COPY_BLOCK);
	if (!source || !pass.block) {
		status = source ? SPOOR_E_NOMEM : error.status;
		source_free(&source);
	} else if (!reading_begin(&pass.reading, bundle, source, &error)) {
		status = error.status;
		source_free(&source);
	} else {
		status = list_reading(&pass, spools);
		reading_end(&pass.reading);
	}
	mem_free(pass.block);
	return status;
}

/* From the start of the archive: a spool is made as soon as there is a second member. */
static enum spoor_status list_from_start(struct bundle *bundle)
{
	enum spoor_status status = list_some(bundle, false, 2);

	return status == SPOOR_OK ? list_some(bundle, true, BUNDLE_MEMBERS) : status;
}

static enum spoor_status list_zip(struct bundle *bundle)
{
	enum spoor_status status = list_some(bundle, false, BUNDLE_MEMBERS);

	if (status == SPOOR_E_DAMAGE) {
		bundle->packing = PACKING_ZIP_STREAM;
		status = list_from_start(bundle);
		if (status == SPOOR_OK || status == SPOOR_END)
			SAY(bundle, "its list of members is missing or damaged "
				    "(truncated file)");
	}
	bundle->by_spool |= bundle->list.count > ZIP_STEPS_MOST;
	return status;
}

static enum spoor_status list_all(struct bundle *bundle)
{
	enum spoor_status status;

	if (bundle->is_packed || bundle->packing == PACKING_ZIP_STREAM)
		status = list_from_start(bundle);
	else if (bundle->packing == PACKING_ZIP)
		status = list_zip(bundle);
	else
		status = list_some(bundle, false, BUNDLE_MEMBERS);
	if (status == SPOOR_E_NOMEM || !bundle_list_finish(&bundle->list))
		return SPOOR_E_NOMEM;
	return SPOOR_OK;
}

/* ------------------------------------------------------------------ looking */

/* The first plain bytes of a source. */
static enum spoor_status read_head(
	struct source *source, char head[PACKING_HEAD], size_t *len_r)
{
	enum spoor_status status = SPOOR_OK;
	size_t got;

	*len_r = 0;
	while (*len_r < PACKING_HEAD && status == SPOOR_OK) {
		status = source_read(source, head + *len_r, PACKING_HEAD - *len_r, &got);
		*len_r += got;
	}
	return status;
}

/* What the spot holds, behind what packs it as a whole. */
static enum spoor_status look_at(
	const struct spot *spot, enum packing *packing_r, bool *is_packed_r)
{
	struct spoor_error error = {.status = SPOOR_OK};
	struct source *source = spot_open(spot, &error);
	char head[PACKING_HEAD];
	enum spoor_status status = error.status;
	size_t len;

	if (source) {
		status = read_head(source, head, &len);
		*packing_r = packing_of(view_of(head, len));
		*is_packed_r = source_size(source) < 0;
	}
	source_free(&source);
	return status == SPOOR_E_NOMEM ? status : SPOOR_OK;
}

enum spoor_status bundle_look(
	const struct spot *spot, struct shelf *shelf, struct bundle **bundle_r)
{
	enum packing packing = PACKING_NONE;
	bool is_packed = false;
	enum spoor_status status = look_at(spot, &packing, &is_packed);
	struct bundle *bundle;

	*bundle_r = NULL;
	if (status != SPOOR_OK || !packing_is_archive(packing))
		return status;
	bundle = mem_new(sizeof(*bundle));
	if (!bundle)
		return SPOOR_E_NOMEM;
	bundle->spot = *spot;
	bundle->shelf = shelf;
	bundle->packing =
		packing == PACKING_ZIP && is_packed ? PACKING_ZIP_STREAM : packing;
	bundle->is_packed = is_packed;
	status = list_all(bundle);
	if (status != SPOOR_OK)
		bundle_free(&bundle);
	*bundle_r = bundle;
	return status;
}

void bundle_free(struct bundle **bundle)
{
	if (!*bundle)
		return;
	shelf_lock((*bundle)->shelf);
	spool_free(&(*bundle)->spool);
	shelf_unlock((*bundle)->shelf);
	bundle_list_deinit(&(*bundle)->list);
	mem_free(*bundle);
	*bundle = NULL;
}

size_t bundle_count(const struct bundle *bundle)
{
	return bundle->list.count;
}

const struct bundle_member *bundle_at(const struct bundle *bundle, size_t index)
{
	return &bundle->list.at[index];
}

const char *bundle_file(const struct bundle *bundle)
{
	while (bundle->spot.bundle)
		bundle = bundle->spot.bundle;
	return bundle->spot.path;
}

bool bundle_is_inner(const struct bundle *bundle)
{
	return bundle->spot.bundle != NULL;
}

const char *bundle_trouble(const struct bundle *bundle)
{
	return bundle->trouble;
}
