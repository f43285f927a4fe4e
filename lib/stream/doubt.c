/* SPDX-License-Identifier: ISC */
#include "doubt.h"

#include "base/err.h"
#include "stream/claim.h"
#include "stream/place.h"

enum { HOUR = 3600, NAME_MOST = 48 };

/* What was taken for a line, and what its id says. */
struct answer {
	uint64_t line;
	uint64_t host;        /* a hash of the name */
	char name[NAME_MOST]; /* … perhaps cut */
	const char *proof;    /* of the id */
	const char *year_proof;
	const char *zone_proof;
	int year; /* taken */
	int offset;
	struct claim_sense sense; /* the id's */
	bool agrees;
};

/* ------------------------------------------------------------------ asking */

/* The line's local time, with the year and the zone that it states. */
static struct stamp stamp_of(
	const struct spoor_event *event, const struct scene *scene, struct answer *answer)
{
	int64_t seconds = event_get(event, FIELD_TIMESTAMP)->time.ns / STAMP_NANOS;
	struct stamp stamp = {.zone = view_of("", 0)};

	if (event_has(event, FIELD_TIME_ZONE) && scene->clock.setup.zone)
		answer->offset = zone_offset(scene->clock.setup.zone, seconds);
	stamp_from_seconds(&stamp, seconds + answer->offset);
	answer->year = stamp.year;
	if (event_has(event, FIELD_TIME_YEAR))
		stamp.year = 0;
	return stamp;
}

static void set_host(struct answer *answer, spoor_view host)
{
	answer->host = place_hash(host);
	memcpy(answer->name, host.ptr, host.len < NAME_MOST ? host.len : NAME_MOST - 1);
}

void doubt_ask(struct buf *answers, const struct scene *scene,
	const struct spoor_event *event, uint64_t line)
{
	const union value *time = event_get(event, FIELD_TIMESTAMP);
	struct answer answer = {.line = line};
	struct claim claim;
	struct stamp stamp;

	if (!time ||
		!(event_has(event, FIELD_TIME_YEAR) ||
			event_has(event, FIELD_TIME_ZONE)) ||
		!claim_of(event, &claim))
		return;
	answer.agrees = claim_allows(&claim, time->time.ns / STAMP_NANOS);
	if (!answer.agrees) {
		stamp = stamp_of(event, scene, &answer);
		if (!claim_sense(&claim, &stamp, &answer.sense) ||
			(!event_has(event, FIELD_TIME_ZONE) && answer.sense.offset))
			return;
		answer.proof = claim.proof;
		answer.year_proof = scene->clock.setup.year_proof;
		answer.zone_proof = scene->clock.setup.zone_proof;
	}
	set_host(&answer, event_text(event, FIELD_HOST_NAME));
	buf_add(answers, view_of((const char *)&answer, sizeof(answer)));
}

/* ------------------------------------------------------------------ hearing */

enum { WORD_MOST = 48 };

/* "2025" */
static void put_year(char text[WORD_MOST], int year)
{
	text[4] = '\0';
	for (int i = 3; i >= 0; i--, year /= 10)
		text[i] = (char)('0' + year % 10);
}

/* "+02:00" */
static void put_offset(char text[WORD_MOST], int offset)
{
	int size = offset < 0 ? -offset : offset;
	const int digits[] = {size / HOUR / 10, size / HOUR % 10, size % HOUR / 600,
		size % HOUR / 60 % 10};

	text[0] = offset < 0 ? '-' : '+';
	for (int i = 0; i < 4; i++)
		text[1 + i + i / 2] = (char)('0' + digits[i]);
	text[3] = ':';
	text[6] = '\0';
}

static void say(
	const struct answer *answer, uint64_t line, spoor_view path, struct messages *to)
{
	bool of_year = answer->sense.year != answer->year;
	const char *taken_by = of_year ? answer->year_proof : answer->zone_proof;
	char theirs[WORD_MOST];
	char ours[WORD_MOST];

	if (of_year) {
		put_year(theirs, answer->sense.year);
		put_year(ours, answer->year);
	} else {
		put_offset(theirs, answer->sense.offset);
		put_offset(ours, answer->offset);
	}
	MESSAGES_ADD(to, SPOOR_NOTE, path.ptr, line, UINT64_MAX, "from here on each ",
		answer->proof, answer->name[0] ? " of " : "", answer->name,
		" says that the ", of_year ? "year" : "zone", " is ", theirs, ", but ",
		ours, " was taken (", taken_by, "); events keep it (",
		of_year ? "--year" : "--tz", " corrects it)");
}

/* The host's entry; NULL: there are too many hosts. */
static struct doubt_host *find_host(struct doubt *doubt, uint64_t host)
{
	for (size_t i = 0; i < doubt->host_count; i++)
		if (doubt->hosts[i].host == host)
			return &doubt->hosts[i];
	if (doubt->host_count == DOUBT_HOSTS)
		return NULL;
	doubt->hosts[doubt->host_count] = (struct doubt_host){.host = host};
	return &doubt->hosts[doubt->host_count++];
}

static void hear(struct doubt *doubt, const struct answer *answer, spoor_view path,
	struct messages *messages)
{
	struct doubt_host *host = find_host(doubt, answer->host);
	const struct claim_sense *sense = &answer->sense;

	if (!host)
		return;
	if (answer->agrees) {
		host->count = 0;
		return;
	}
	if (host->count == 0 || host->year != sense->year ||
		host->offset != sense->offset)
		*host = (struct doubt_host){.host = answer->host,
			.year = sense->year,
			.offset = sense->offset,
			.line = answer->line};
	host->count++;
	if (host->count < DOUBT_NEEDED)
		return;
	doubt->count += host->count == DOUBT_NEEDED ? DOUBT_NEEDED : 1;
	if (!doubt->said)
		say(answer, host->line, path, messages);
	doubt->said = true;
}

void doubt_hear(struct doubt *doubt, const struct buf *answers, spoor_view path,
	struct messages *messages)
{
	const struct answer *answer = (const struct answer *)(const void *)answers->ptr;

	for (size_t i = 0; i < answers->len / sizeof(*answer); i++)
		hear(doubt, &answer[i], path, messages);
}
