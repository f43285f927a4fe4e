/* SPDX-License-Identifier: ISC */
#ifndef STREAM_SURVEY_H
#define STREAM_SURVEY_H

/*
 * What a source's first lines show about the year and the zone that they do not state. Nothing
 * here decides: solve.h does, over all sources.
 */

#include "format/format.h"

enum {
	SURVEY_BYTES = 64 * 1024,  /* looked at first, and the most of stdin and pipes */
	SURVEY_MOST = 1024 * 1024, /* looked at where that shows too few ids */
	SURVEY_WHOLE = 4 * 1024 * 1024, /* a file up to this size is looked at whole */
	SURVEY_SAMPLES = 16, /* places of a large plain file looked at beside the start */
	SURVEY_HOSTS = 8,    /* whose ids are counted */
	SURVEY_SEEN = 16,    /* whose lines are */
	VOTES_MOST = 24,     /* different votes kept of one source */
	VOTES_NEEDED = 3     /* ids that must agree */
};

/* Ids that say the same: in which year their lines were written, how far from UTC. */
struct vote {
	const char *proof; /* "session-id" or "queue-id" */
	int host;          /* index into the survey's hosts */
	int year; /* of the source's first stamp, if the vote is right; 0: it is stated */
	int offset;      /* seconds east of UTC */
	int64_t instant; /* of the first such id, seconds since 1970 */
	int count;
};

struct survey {
	bool timed;    /* a stamp was seen */
	bool yearless; /* … that does not state its year */
	bool zoneless; /* … its zone */
	enum stamp_order
		order; /* of day and month, where a stamp that could have either tells */
	struct stamp first; /* the first stamp */
	struct stamp last;  /* the last one that was looked at */
	int years; /* how many New Years lie between the two, where the year is not stated */
	bool leap_day;        /* a 29 February was seen … */
	int leap_years;       /* … so many New Years behind the first stamp */
	struct stamp weekday; /* a stamp with a weekday; month 0: none */
	int weekday_years;
	int64_t size;    /* of the file as it is stored; -1: not known */
	int64_t mtime;   /* -1: none */
	int64_t gz_time; /* 0: none */
	char hosts[SURVEY_HOSTS][64];
	int host_count;
	uint64_t seen
		[SURVEY_SEEN]; /* hashes of the names of hosts whose lines state no zone */
	int seen_count;        /* SURVEY_SEEN + 1: more */
	struct vote votes[VOTES_MOST];
	int vote_count;
};

/* Looks at the lines from a source's start, or from a later place behind what was looked at; the
 * last of them is left out where it is not whole and others are. False without memory. */
bool survey_lines(struct survey *survey, struct scene *scene, spoor_view lines);

/* Opens the file and looks at its first lines, and at samples where it is large. An unreadable
 * file leaves the survey empty: reading it later will say so. False without memory. */
bool survey_file(struct survey *survey, struct scene *scene, const char *path);

/* Looks at the last lines of a plain file; of any other the survey is left empty. */
void survey_end(struct survey *survey, struct scene *scene, const char *path);

/* True when the lines state year and zone, or when there are ids enough. */
bool survey_is_enough(const struct survey *survey);

#endif
