/* SPDX-License-Identifier: ISC */
/*
 * Lines are read as they will be later, with a clock that knows nothing; of each event the stamp
 * is looked at as the line has it, and, where the server itself wrote one, the id.
 */
#include "base/mem.h"
#include "format/ids.h"
#include "input/source.h"
#include "stream/survey.h"

enum {
	MAX_ARENA = 16 * 1024 * 1024,
	QUARTER = 15 * 60, /* zones are whole quarters of an hour from UTC */
	LOGIN_LIMIT = 180, /* seconds a client may take to log in (Dovecot's limit) */
	QUEUE_LIMIT = 10,  /* seconds between a queue file and its first line */
	SLACK = 2,
	EAST_MOST = 14 * 3600,
	WEST_MOST = -12 * 3600,
	WRAPS = 14 /* periods of a Dovecot id that lie between 1970 and 2095 */
};

/* ------------------------------------------------------------------ ids */

/* What an id says about the time of its line. */
struct claim {
	const char *proof;
	int64_t seconds[WRAPS]; /* the instants that it can mean */
	int count;
	int limit; /* how many seconds later the line can be */
};

/* A login line's session id, when it holds the address that the line itself shows: then it is
 * Dovecot's own and not a proxy's or client's text. */
static bool claim_of_session(const struct spoor_event *event, struct claim *claim)
{
	struct dovecot_id id;
	struct addr addr;
	spoor_view process = event_text(event, FIELD_PROCESS_NAME);

	if (!view_ends(process, VIEW("-login")) ||
		!ids_read_dovecot(event_text(event, FIELD_SESSION_ID), &id) ||
		!addr_parse(event_text(event, FIELD_SOURCE_IP), &addr) ||
		memcmp(addr.bytes, id.addr.bytes, sizeof(addr.bytes)) != 0)
		return false;
	claim->proof = "session-id";
	claim->limit = LOGIN_LIMIT;
	for (claim->count = 0; claim->count < WRAPS; claim->count++)
		claim->seconds[claim->count] =
			(id.micros + claim->count * DOVECOT_ID_WRAP) / 1000000;
	return true;
}

/* The long queue id of the line that opens a message. */
static bool claim_of_queue(const struct spoor_event *event, struct claim *claim)
{
	int64_t ns;

	if (event->action != ACTION_MAIL_RECEIVE && event->action != ACTION_MAIL_SEND)
		return false;
	if (!ids_read_postfix(event_text(event, FIELD_EMAIL_LOCAL_ID), &ns))
		return false;
	claim->proof = "queue-id";
	claim->limit = QUEUE_LIMIT;
	claim->seconds[0] = ns / STAMP_NANOS;
	claim->count = 1;
	return true;
}

static bool claim_of(const struct spoor_event *event, struct claim *claim)
{
	spoor_view dataset = event_text(event, FIELD_EVENT_DATASET);

	if (view_eq(dataset, VIEW("dovecot.log")))
		return claim_of_session(event, claim);
	return view_eq(dataset, VIEW("postfix.mail")) && claim_of_queue(event, claim);
}

/* The offset that makes a line's local time follow an instant by at most `limit` seconds. */
static bool offset_of(int64_t local, int64_t instant, int limit, int *offset_r)
{
	int64_t apart = local - instant + SLACK;
	int64_t offset;

	if (apart > EAST_MOST + limit || apart < WEST_MOST)
		return false;
	offset = (apart - (apart < 0 ? QUARTER - 1 : 0)) / QUARTER * QUARTER;
	*offset_r = (int)offset;
	return apart - offset <= limit + SLACK;
}

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

	if (!claim_of(event, &claim))
		return;
	for (int i = 0; i < claim.count; i++) {
		int year = stamp_year(claim.seconds[i]);

		for (int try = year - 1; try <= year + 1; try++) {
			struct vote found = {.proof = claim.proof,
				.instant = claim.seconds[i],
				.count = 1};
			int stated = stamp->year;

			if ((stated && stated != try) || !stamp_fits_year(stamp, try) ||
				!offset_of(stamp_seconds(stamp, try), claim.seconds[i],
					claim.limit, &found.offset))
				continue;
			found.year = stated ? 0 : try - survey->years;
			found.host =
				host_index(survey, event_text(event, FIELD_HOST_NAME));
			add_vote(survey, &found);
			return;
		}
	}
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

void survey_file(struct survey *survey, struct scene *scene, const struct walk_item *item)
{
	struct spoor_error error;
	struct source *source = walk_open(item, &error);
	char *room = source ? mem_alloc(2 * SURVEY_BYTES) : NULL;

	if (room)
		survey_source(survey, scene, source, room);
	mem_free(room);
	source_free(&source);
}
