/* SPDX-License-Identifier: ISC */
/*
 * Lines are read as they will be later, with a clock that knows nothing; of each event the stamp
 * is looked at as the line has it, and, where the server itself wrote one, the id.
 */
#include "base/mem.h"
#include "codec/ndjson.h"
#include "input/records.h"
#include "input/source.h"
#include "stream/claim.h"
#include "stream/place.h"
#include "stream/survey.h"

enum { MAX_ARENA = 16 * 1024 * 1024 };

/* ------------------------------------------------------------------ ids */

static int host_index(struct survey *survey, spoor_view host)
{
	int index = 0;

	if (host.len >= sizeof(survey->hosts[0]))
		host.len = sizeof(survey->hosts[0]) - 1;
	while (index < survey->host_count &&
		!view_eq(host, view_string(survey->hosts[index])))
		index++;
	if (index == SURVEY_HOSTS)
		return -1;
	if (index == survey->host_count) {
		memcpy(survey->hosts[index], host.ptr, host.len);
		survey->hosts[index][host.len] = '\0';
		survey->host_count++;
	}
	return index;
}

static void add_vote(struct survey *survey, const struct vote *vote)
{
	if (vote->host < 0)
		return;
	for (int i = 0; i < survey->vote_count; i++) {
		struct vote *known = &survey->votes[i];

		if (known->host == vote->host && known->year == vote->year &&
			known->offset == vote->offset && known->proof == vote->proof) {
			known->count++;
			return;
		}
	}
	if (survey->vote_count < VOTES_MOST)
		survey->votes[survey->vote_count++] = *vote;
}

/* Lets an id vote: the year and offset in which its line makes sense. */
static void vote(
	struct survey *survey, const struct spoor_event *event, const struct stamp *stamp)
{
	struct claim claim;
	struct claim_sense sense;

	if (!claim_of(event, &claim) || !claim_sense(&claim, stamp, &sense))
		return;
	add_vote(survey,
		&(struct vote){
			.proof = claim.proof,
			.host = host_index(survey, event_text(event, FIELD_HOST_NAME)),
			.year = stamp->year ? 0 : sense.year - survey->years,
			.offset = sense.offset,
			.instant = sense.instant,
			.count = 1,
		});
}

/* ------------------------------------------------------------------ stamps */

/* Seconds of a stamp in a made-up leap year, `years` New Years later. */
static int64_t made_up_seconds(const struct stamp *stamp, int years)
{
	return stamp_seconds(stamp, 2000 + years);
}

/* Follows a yearless stamp: has a New Year passed since the last one? */
static void follow(struct survey *survey, const struct stamp *stamp)
{
	enum { HALF_YEAR = 183 * 86400 };
	int64_t apart = made_up_seconds(stamp, survey->years) -
			made_up_seconds(&survey->last, survey->years);

	if (apart < -HALF_YEAR)
		survey->years++;
	else if (apart > HALF_YEAR)
		survey->years--;
}

static void see_stamp(struct survey *survey, const struct stamp *stamp)
{
	if (!survey->timed) {
		survey->timed = true;
		survey->first = *stamp;
	} else if (stamp->year == 0) {
		follow(survey, stamp);
	}
	survey->last = *stamp;
	survey->yearless |= stamp->year == 0;
	survey->zoneless |= !stamp->zoned;
	if (stamp->order == ORDER_DAY_FIRST || stamp->order == ORDER_MONTH_FIRST)
		survey->order = (enum stamp_order)stamp->order;
	if (stamp->year)
		return;
	if (stamp->month == 2 && stamp->day == 29 && !survey->leap_day) {
		survey->leap_day = true;
		survey->leap_years = survey->years;
	}
	if (stamp->weekday && survey->weekday.month == 0) {
		survey->weekday = *stamp;
		survey->weekday_years = survey->years;
	}
}

/* Without the last line where it is not whole. */
static spoor_view whole_lines(spoor_view bytes)
{
	size_t feed = view_find_last(bytes, '\n');

	return feed < bytes.len ? view_head(bytes, feed + 1) : bytes;
}

static void see_host(struct survey *survey, spoor_view host)
{
	uint64_t hash = place_hash(host);

	for (int i = 0; i < survey->seen_count && i < SURVEY_SEEN; i++)
		if (survey->seen[i] == hash)
			return;
	if (survey->seen_count < SURVEY_SEEN)
		survey->seen[survey->seen_count] = hash;
	if (survey->seen_count <= SURVEY_SEEN)
		survey->seen_count++;
}

static void see_line(struct survey *survey, struct scene *scene,
	struct spoor_event *event, spoor_view line)
{
	format_read(scene, line, event);
	if (!event_has(event, FIELD_TIMESTAMP) || scene->clock.latest.month == 0)
		return;
	see_stamp(survey, &scene->clock.latest);
	if (!scene->clock.latest.zoned)
		see_host(survey, event_text(event, FIELD_HOST_NAME));
	vote(survey, event, &scene->clock.latest);
}

/* The record at the front; the rest moves behind it. */
static spoor_view take_record(spoor_view *rest, enum records_kind kind, size_t *skip)
{
	size_t len = kind == RECORDS_LINES ? 0 : record_next(*rest, kind, *skip);
	spoor_view record = view_head(*rest, len);

	if (kind == RECORDS_LINES)
		return view_split(rest, '\n');
	*rest = view_skip(*rest, len);
	record = record_inside(record, kind, *skip);
	*skip = 0;
	return record;
}

bool survey_lines(struct survey *survey, struct scene *scene, spoor_view lines)
{
	struct spoor_event *event = mem_new(sizeof(*event));
	struct arena arena;
	bool good = event != NULL;
	enum records_kind kind;
	size_t skip;

	arena_init(&arena, MAX_ARENA);
	records_begin(lines, &kind, &skip);
	lines = whole_lines(lines);
	while (good && lines.len) {
		arena_reset(&arena);
		event_clear(event, &arena);
		see_line(survey, scene, event, take_record(&lines, kind, &skip));
		good = !arena.failed;
	}
	arena_deinit(&arena);
	mem_free(event);
	return good;
}

bool survey_is_enough(const struct survey *survey)
{
	if (survey->timed && !survey->yearless && !survey->zoneless)
		return true;
	for (int i = 0; i < survey->vote_count; i++)
		if (survey->votes[i].count >= VOTES_NEEDED)
			return true;
	return false;
}

/* ------------------------------------------------------------------ files */

/* A file while it is looked at. */
struct look {
	struct survey *survey;
	struct scene *scene;
	struct source *source;
	char *room; /* of 2 * SURVEY_BYTES */
	int64_t done;
};

/* Up to SURVEY_BYTES behind what the room keeps; less only at the end. */
static enum spoor_status read_full(const struct look *look, size_t kept, size_t *got_r)
{
	enum spoor_status status = SPOOR_OK;
	size_t got;

	*got_r = 0;
	while (status == SPOOR_OK && *got_r < SURVEY_BYTES) {
		status = source_read(look->source, look->room + kept + *got_r,
			SURVEY_BYTES - *got_r, &got);
		*got_r += got;
	}
	return status == SPOOR_E_NOMEM ? status : SPOOR_OK;
}

/* The lines that follow what was read, up to SURVEY_MOST bytes of the source in all; the whole of
 * a small file. */
static bool survey_on(struct look *look)
{
	int64_t size = source_size(look->source);
	bool whole = size >= 0 && size <= SURVEY_WHOLE;
	int64_t most = whole ? SURVEY_WHOLE : SURVEY_MOST;
	size_t kept = 0;
	size_t got;

	while (look->done < most) {
		spoor_view bytes;
		spoor_view lines;

		if (read_full(look, kept, &got) != SPOOR_OK)
			return false;
		bytes = view_of(look->room, kept + got);
		lines = whole_lines(bytes);
		look->done += (int64_t)got;
		if (got && !survey_lines(look->survey, look->scene, lines))
			return false;
		kept = bytes.len - lines.len;
		memmove(look->room, look->room + lines.len, kept);
		if (got == 0 || (!whole && survey_is_enough(look->survey)))
			break;
	}
	return true;
}

/* Places spread over the rest of a large plain file: where zones change, and New Years pass. */
static bool survey_samples(const struct look *look)
{
	int64_t step = (source_size(look->source) - look->done) / SURVEY_SAMPLES;

	for (int i = 1; i <= SURVEY_SAMPLES; i++) {
		spoor_view bytes;
		size_t got;

		if (!source_seek(look->source, look->done + step * i - SURVEY_BYTES))
			break;
		if (read_full(look, 0, &got) != SPOOR_OK)
			return false;
		bytes = view_of(look->room, got);
		view_split(&bytes, '\n');
		if (!survey_lines(look->survey, look->scene, bytes))
			return false;
	}
	return true;
}

/* Events say their times: there is nothing to find in a stream of them. */
static bool is_stream(const struct look *look, spoor_view bytes)
{
	struct arena arena;
	bool is;

	if (look->scene->forced)
		return false;
	arena_init(&arena, MAX_ARENA);
	is = ndjson_is_event(view_head(bytes, view_find(bytes, '\n')), &arena);
	arena_deinit(&arena);
	return is;
}

static bool survey_source(struct look *look)
{
	struct survey *survey = look->survey;
	size_t got;

	survey->size = source_stored_size(look->source);
	survey->mtime = source_mtime(look->source);
	if (read_full(look, 0, &got) != SPOOR_OK)
		return false;
	survey->gz_time = source_gz_time(look->source);
	if (is_stream(look, view_of(look->room, got)))
		return true;
	if (!survey_lines(survey, look->scene, view_of(look->room, got)))
		return false;
	if (got < SURVEY_BYTES ||
		(survey->timed && !survey->yearless && !survey->zoneless))
		return true;
	look->done = SURVEY_BYTES;
	if (!survey_on(look))
		return false;
	return source_size(look->source) <= look->done + SURVEY_BYTES * SURVEY_SAMPLES ||
	       survey_samples(look);
}

bool survey_file(struct survey *survey, struct scene *scene, const struct walk_item *item)
{
	struct spoor_error error = {.status = SPOOR_OK};
	struct look look = {
		.survey = survey,
		.scene = scene,
		.source = walk_open(item, &error),
	};
	bool good = error.status != SPOOR_E_NOMEM;

	if (look.source) {
		look.room = mem_alloc(2 * SURVEY_BYTES);
		good = look.room && survey_source(&look);
	}
	mem_free(look.room);
	source_free(&look.source);
	return good;
}

/* The last SURVEY_BYTES of the file, if it is plain: its first bytes tell. */
static bool read_end(const struct look *look, spoor_view *bytes_r)
{
	int64_t start;
	size_t got;

	if (read_full(look, 0, &got) != SPOOR_OK || got == 0)
		return false;
	start = source_size(look->source) - SURVEY_BYTES;
	if (source_size(look->source) < 0 ||
		!source_seek(look->source, start > 0 ? start : 0) ||
		read_full(look, 0, &got) != SPOOR_OK)
		return false;
	*bytes_r = view_of(look->room, got);
	if (start > 0)
		view_split(bytes_r, '\n');
	return true;
}

void survey_end(struct survey *survey, struct scene *scene, const struct walk_item *item)
{
	struct spoor_error error;
	struct look look = {.source = walk_open(item, &error)};
	spoor_view bytes;

	look.room = look.source ? mem_alloc(SURVEY_BYTES) : NULL;
	if (look.room && read_end(&look, &bytes))
		survey_lines(survey, scene, bytes);
	mem_free(look.room);
	source_free(&look.source);
}
