/* SPDX-License-Identifier: ISC */
/*
 * Lines are read as they will be later, with a clock that knows nothing; of each event the stamp
 * is looked at as the line has it, and, where the server itself wrote one, the id.
 */
#include "base/mem.h"
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

void survey_lines(struct survey *survey, struct scene *scene, spoor_view lines)
{
	struct spoor_event *event = mem_new(sizeof(*event));
	struct arena arena;

	if (!event)
		return;
	arena_init(&arena, MAX_ARENA);
	while (lines.len) {
		spoor_view line = view_split(&lines, '\n');

		arena_reset(&arena);
		event_clear(event, &arena);
		format_read(scene, line, event);
		if (!event_has(event, FIELD_TIMESTAMP) || scene->clock.latest.month == 0)
			continue;
		see_stamp(survey, &scene->clock.latest);
		if (!scene->clock.latest.zoned)
			see_host(survey, event_text(event, FIELD_HOST_NAME));
		vote(survey, event, &scene->clock.latest);
	}
	arena_deinit(&arena);
	mem_free(event);
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

/* Up to `room` bytes; less only at the end. */
static size_t read_full(struct source *source, char *out, size_t room)
{
	size_t done = 0;
	size_t got;

	while (done < room &&
		source_read(source, out + done, room - done, &got) == SPOOR_OK)
		done += got;
	return done;
}

/* Without the last line where it is not whole. */
static spoor_view whole_lines(spoor_view bytes)
{
	size_t feed = view_find_last(bytes, '\n');

	return feed < bytes.len ? view_head(bytes, feed + 1) : bytes;
}

/* The lines that follow what was read, up to SURVEY_MOST bytes of the source in all; the whole of
 * a small file. */
static int64_t survey_on(
	struct survey *survey, struct scene *scene, struct source *source, char *room)
{
	int64_t size = source_size(source);
	bool whole = size >= 0 && size <= SURVEY_WHOLE;
	int64_t most = whole ? SURVEY_WHOLE : SURVEY_MOST;
	int64_t done = SURVEY_BYTES;
	size_t kept = 0;
	size_t got;

	while (done < most && (got = read_full(source, room + kept, SURVEY_BYTES)) > 0) {
		spoor_view bytes = view_of(room, kept + got);
		spoor_view lines = whole_lines(bytes);

		done += (int64_t)got;
		survey_lines(survey, scene, lines);
		kept = bytes.len - lines.len;
		memmove(room, room + lines.len, kept);
		if (!whole && survey_is_enough(survey))
			break;
	}
	return done;
}

/* Places spread over the rest of a large plain file: where zones change, and New Years pass. */
static void survey_samples(struct survey *survey, struct scene *scene,
	struct source *source, int64_t done, char *room)
{
	int64_t size = source_size(source);
	int64_t step = (size - done) / SURVEY_SAMPLES;

	for (int i = 1; i <= SURVEY_SAMPLES; i++) {
		spoor_view bytes;

		if (!source_seek(source, done + step * i - SURVEY_BYTES))
			return;
		bytes = view_of(room, read_full(source, room, SURVEY_BYTES));
		view_split(&bytes, '\n');
		survey_lines(survey, scene, whole_lines(bytes));
	}
}

static void survey_source(
	struct survey *survey, struct scene *scene, struct source *source, char *room)
{
	size_t got = read_full(source, room, SURVEY_BYTES);
	int64_t done;

	survey->size = source_stored_size(source);
	survey->mtime = source_mtime(source);
	survey->gz_time = source_gz_time(source);
	survey_lines(survey, scene, whole_lines(view_of(room, got)));
	if (got < SURVEY_BYTES ||
		(survey->timed && !survey->yearless && !survey->zoneless))
		return;
	done = survey_on(survey, scene, source, room);
	if (source_size(source) > done + SURVEY_BYTES * SURVEY_SAMPLES)
		survey_samples(survey, scene, source, done, room);
}

void survey_end(struct survey *survey, struct scene *scene, const char *path)
{
	struct spoor_error error;
	struct source *source = source_open(path, &error);
	char *room = source ? mem_alloc(SURVEY_BYTES) : NULL;
	spoor_view bytes;
	int64_t start;

	/* The first bytes tell whether it is plain. */
	if (room && read_full(source, room, SURVEY_BYTES)) {
		start = source_size(source) - SURVEY_BYTES;
		if (source_size(source) >= 0 &&
			source_seek(source, start > 0 ? start : 0)) {
			bytes = view_of(room, read_full(source, room, SURVEY_BYTES));
			if (start > 0)
				view_split(&bytes, '\n');
			survey_lines(survey, scene, whole_lines(bytes));
		}
	}
	mem_free(room);
	source_free(&source);
}

void survey_file(struct survey *survey, struct scene *scene, const char *path)
{
	struct spoor_error error;
	struct source *source = source_open(path, &error);
	char *room = source ? mem_alloc(2 * SURVEY_BYTES) : NULL;

	if (room)
		survey_source(survey, scene, source, room);
	mem_free(room);
	source_free(&source);
}
