/* SPDX-License-Identifier: ISC */
#ifndef SPOOR_H
#define SPOOR_H

/*
 * spoor reads mail-server logs as one stream of events.
 *
 * A reader pulls events out of logs and event streams, a filter keeps some of them, a writer
 * prints them; <spoor_order.h>, part of this header, sorts and counts them:
 *
 *	struct spoor_reader_options options = {.paths = {paths, n}};
 *	struct spoor_reader *reader = spoor_reader_new(&options, &error);
 *	const struct spoor_event *event;
 *	enum spoor_status status;
 *
 *	while ((status = spoor_reader_next(reader, &event)) == SPOOR_OK)
 *		spoor_writer_write(writer, event);
 *
 * Handles are opaque, events are const. The library has no state of its own: two handles
 * never meet. It never prints, never exits and reads no environment variable but TZDIR and
 * TMPDIR. Every option struct may be zeroed: zero means the default. Functions that end a
 * handle take its address, accept NULL in it and clear it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SPOOR_API __attribute__((visibility("default")))

/* Bytes that somebody else owns; not NUL-ended. Who and how long: said by the function. */
typedef struct spoor_view {
	const char *ptr;
	size_t len;
} spoor_view;

/* What a call came to: below zero are failures. */
enum spoor_status {
	SPOOR_OK = 0,
	SPOOR_END = 1,       /* no more events */
	SPOOR_E_NOMEM = -1,  /* out of memory */
	SPOOR_E_USAGE = -2,  /* an option or expression is wrong: tell the user */
	SPOOR_E_IO = -3,     /* reading or writing failed */
	SPOOR_E_DAMAGE = -4, /* the input is not what it claims to be */
	SPOOR_E_LIMIT = -5,  /* a stated maximum is reached */
	SPOOR_E_CLOSED = -6, /* the reader of our pipe is gone */
};

/* Why a call failed, in words for the user; filled only on failure. */
struct spoor_error {
	enum spoor_status status;
	size_t column; /* of an expression, counted from 1; 0: none */
	char text[480];
};

struct spoor_event;
struct spoor_filter;
struct spoor_original;
struct spoor_reader;
struct spoor_writer;

/* ------------------------------------------------------------------ the vocabulary */

/* How a field's value is written and compared. */
enum spoor_field_type {
	SPOOR_TEXT,    /* UTF-8 */
	SPOOR_ADDRESS, /* an IPv4 or IPv6 address in its canonical form */
	SPOOR_INTEGER, /* 0 … 2^63 - 1 */
	SPOOR_DECIMAL, /* a decimal fraction, kept as it was logged */
	SPOOR_FLAG,    /* true or false */
	SPOOR_TIME,    /* an instant in UTC */
};

/* One row of the field table; the rows live as long as the library. */
struct spoor_field_info {
	const char *name;
	enum spoor_field_type type;
	bool multi;   /* an array in the stream */
	bool derived; /* follows from other fields: the stream leaves it out */
	const char *about;
};

/* One action of the closed vocabulary, with its ECS categories and types. */
struct spoor_action_info {
	const char *name;
	const char *categories; /* separated by blanks */
	const char *types;      /* separated by blanks; of "a|b" the event says which */
	const char *about;
};

/* One kind of log that spoor reads. */
struct spoor_format_info {
	const char *name;
	const char *about;
	const char *sample; /* one line of it, invented */
};

/* One way to print events. */
struct spoor_output_info {
	const char *name;
	const char *about;
};

/* Row `index` of a table, NULL behind its end. */
SPOOR_API const struct spoor_field_info *spoor_field_at(size_t index);
SPOOR_API const struct spoor_action_info *spoor_action_at(size_t index);
SPOOR_API const struct spoor_format_info *spoor_format_at(size_t index);
SPOOR_API const struct spoor_output_info *spoor_output_at(size_t index);

/* The version of the library that runs, as "1.2.3". */
SPOOR_API const char *spoor_version(void);

/* ------------------------------------------------------------------ events */

/*
 * The value of `field` (a name of the field table, derived ones too) as text; of a
 * multi-valued field its value `index`. False when the event does not carry it. The view is
 * valid until the event is, or until the next call on this event.
 */
SPOOR_API bool spoor_event_text(const struct spoor_event *event, const char *field,
	size_t index, spoor_view *text_r);

/* The action's name, valid as long as the library; "" of events that arrive rendered. */
SPOOR_API const char *spoor_event_action(const struct spoor_event *event);

/* ------------------------------------------------------------------ the filter */

/*
 * Compiles a KQL expression (the language is in spoor-filter(1)). NULL on failure, with the
 * column in `error`. The filter does not change and may be shared.
 */
SPOOR_API struct spoor_filter *spoor_filter_new(
	const char *expression, struct spoor_error *error);
SPOOR_API void spoor_filter_free(struct spoor_filter **filter);
SPOOR_API bool spoor_filter_match(
	const struct spoor_filter *filter, const struct spoor_event *event);

/* ------------------------------------------------------------------ the reader */

/* A list of texts; not owned. */
struct spoor_list {
	const char *const *at;
	size_t count;
};

struct spoor_reader_options {
	struct spoor_list paths; /* files and folders, "-" is stdin; none: stdin */
	const char *format;      /* a format's name for all sources; NULL: by bids */
	const char *format_file; /* JSON file of the operator's own patterns */
	struct spoor_list zones; /* "[HOST@][GLOB=]NAME": of zoneless stamps */
	struct spoor_list
		skews; /* "[GLOB=]±N": seconds that the times of logs are moved by */
	int year;      /* of the newest line of the set; 0: from evidence */
	struct spoor_list hosts;    /* "GLOB=NAME": the host that wrote these logs */
	struct spoor_list proxies;  /* addresses and CIDRs whose X-Forwarded-For counts */
	struct spoor_list webmails; /* addresses and CIDRs of webmail hosts */
	const struct spoor_filter *filter; /* only events that match */
	const char *since; /* RFC 3339 or a date: only events at or after it */
	const char *until; /* … and before it */
	bool raw;          /* event.original on every event */
	bool show_secrets; /* do not mask */
	bool strict_time;  /* a guessed year or zone: no time at all */
	/*
	 * The events go to a writer of NDJSON and nowhere else: they arrive rendered, several
	 * at a time, and only spoor_writer_write may be used on them. Much faster.
	 */
	bool encoded;
	bool ordered; /* events by time over all sources, copies dropped; not with encoded */
	bool keep_copies; /* … but not dropped */
	bool unique;      /* … nor what one file says twice; not with keep_copies */
	bool exact; /* … standard input too, though nothing comes before its end */
	uint64_t
		max_memory; /* bytes of a sort before it uses temporary files; 0: 64 MiB */
	size_t workers; /* threads that read and parse; 0: one. The events are the same */
	bool describe; /* struct spoor_description of every source; not with encoded, nor ordered */
	bool digest; /* SHA-256 of every file, taken while it is read; of archives, once more */
};

/* How much a message matters. */
enum spoor_level {
	SPOOR_NOTE,    /* said, not a failure: an assumed year */
	SPOOR_TROUBLE, /* a damaged or unreadable input: exit 2 */
};

/* Something the user must know about an input. */
struct spoor_message {
	enum spoor_level level;
	const char *path; /* NULL: of the whole run */
	uint64_t line;    /* 0: of the whole source */
	uint64_t offset;  /* in the uncompressed stream; UINT64_MAX: none */
	const char *text;
};

/* What was read so far. */
struct spoor_counts {
	uint64_t sources; /* opened */
	uint64_t skipped; /* not opened: all before `since`, or all after `until` */
	uint64_t bytes;   /* uncompressed */
	uint64_t lines;
	uint64_t events; /* parsed, before the filter */
	uint64_t kept;   /* handed out */
	uint64_t other;
	uint64_t unparsed;
	uint64_t copies;   /* dropped: the same record in another file */
	uint64_t assumed;  /* events whose year or zone is a guess */
	uint64_t troubles; /* messages of level SPOOR_TROUBLE */
};

/* A name, and in how many events it is. */
struct spoor_tally {
	const char *name;
	uint64_t count;
};

/* More than a day without an event. */
struct spoor_gap {
	const char *from, *to; /* RFC 3339 */
	uint64_t line;         /* of the event behind it */
};

/* What the events of a source come to; lists of names have the most frequent first, and those
 * beyond the 64th as "…". */
struct spoor_description {
	const char *first, *last; /* times, RFC 3339; NULL: no event has one */
	uint64_t untimed;         /* events without a time */
	const struct spoor_tally *kinds, *hosts; /* event.dataset, host.name */
	size_t kind_count, host_count;
	/* spoor.time.year and spoor.time.zone, "stated" where they are in the line, and
	 * event.timezone: of events with a time. */
	const struct spoor_tally *years, *zones, *offsets;
	size_t year_count, zone_count, offset_count;
	uint64_t votes, year_votes, zone_votes; /* ids looked at, and those that agree */
	uint64_t back_events;                   /* earlier than one before them … */
	uint64_t back_ms;             /* … by so many milliseconds at most … */
	uint64_t back_line;           /* … in this line */
	const struct spoor_gap *gaps; /* up to 100, in order */
	uint64_t gap_count;
};

/* One input, and what was read of it so far. */
struct spoor_source_info {
	const char *path; /* as in log.file.path; an archive stands before its members */
	const char *archive; /* of a member: the file that it is in; else NULL */
	uint64_t size;       /* of a file as it is stored, where there is a … */
	const char *sha256;  /* … 64 digits; NULL: not asked for, not read to its end */
	const char *format;  /* of the first line; "events" of a stream; NULL: none */
	uint64_t bytes;      /* uncompressed; known at its end */
	uint64_t lines, events, other, unparsed;
	const char *damage;  /* the troubles that were said of it; NULL: none */
	const char *notes;   /* … and what is doubtful, as a contradicted year */
	const char *packing; /* "gzip", "tar", …; NULL: none, or not read */
	const char *copy_of; /* an earlier file with the same bytes; NULL: none */
	const struct spoor_description *description; /* NULL: not asked for, none read */
};

/* NULL on failure: wrong options, no memory. Unreadable paths are messages, not failures. */
SPOOR_API struct spoor_reader *spoor_reader_new(
	const struct spoor_reader_options *options, struct spoor_error *error);
SPOOR_API void spoor_reader_free(struct spoor_reader **reader);

/* The next event, valid until the next call on this reader. SPOOR_END after the last one. */
SPOOR_API enum spoor_status spoor_reader_next(
	struct spoor_reader *reader, const struct spoor_event **event_r);

/* Why spoor_reader_next failed, in words; valid until the next call. */
SPOOR_API const char *spoor_reader_trouble(const struct spoor_reader *reader);

/* True when a record may come twice, from two files: there are several sources, or a stream.
 * Known after the first event. */
SPOOR_API bool spoor_reader_may_repeat(const struct spoor_reader *reader);

/* False when spoor_reader_next would wait for the input: the moment to flush an output. */
SPOOR_API bool spoor_reader_ready(const struct spoor_reader *reader);

/* The oldest message not yet taken, NULL when there is none. Valid until the next call. */
SPOOR_API const struct spoor_message *spoor_reader_message(struct spoor_reader *reader);

SPOOR_API struct spoor_counts spoor_reader_counts(const struct spoor_reader *reader);

/* How far the reading is, in bytes of the inputs as they are stored. */
struct spoor_progress {
	uint64_t done;
	uint64_t total; /* 0: not known (a pipe) */
};

/* May be asked by another thread, while spoor_reader_next runs. */
SPOOR_API struct spoor_progress spoor_reader_progress(const struct spoor_reader *reader);

/* Input `index`, NULL behind the last; for when no more is to be read. Valid until the next call
 * on the reader. */
SPOOR_API const struct spoor_source_info *spoor_reader_source_at(
	struct spoor_reader *reader, size_t index);

/* Writes version, command line, inputs and counts to a file, as JSON, in the same bytes for the
 * same inputs. What is there and is no manifest is not overwritten. */
SPOOR_API enum spoor_status spoor_manifest_write(struct spoor_reader *reader,
	const char *path, const struct spoor_list *command, struct spoor_error *error);

/* ------------------------------------------------------------------ the writer */

/* A column of rows, and what its cells hold. */
struct spoor_column {
	const char *name;
	enum spoor_field_type type;
	bool multi; /* several values, with a line feed between them */
};

struct spoor_writer_options {
	int descriptor;           /* where to write; 0: standard output */
	const char *output;       /* a name of the output table; NULL: "json" */
	struct spoor_list fields; /* columns of csv, tsv and table; none: the default */
	const char *zone;         /* a second, local time column in this zone */
	bool colour;              /* terminal colours (text) */
	bool no_header;           /* leave out the header line of csv, tsv and table */
	bool terminal; /* raw goes to a terminal: control characters are made visible */
	/* Not events, but rows of so many cells, in json, csv, tsv, table or text: spoor_writer_row
	 * writes them. None: events, and spoor_writer_write. */
	const struct spoor_column *columns;
	size_t column_count;
};

SPOOR_API struct spoor_writer *spoor_writer_new(
	const struct spoor_writer_options *options, struct spoor_error *error);
SPOOR_API enum spoor_status spoor_writer_write(
	struct spoor_writer *writer, const struct spoor_event *event);

/* One row: a text for each column, as an event's field of that type has it; empty: there is none. */
SPOOR_API enum spoor_status spoor_writer_row(
	struct spoor_writer *writer, const spoor_view *cells);

/* Original bytes, in raw or text. */
SPOOR_API enum spoor_status spoor_writer_original(
	struct spoor_writer *writer, const struct spoor_original *original);
SPOOR_API enum spoor_status spoor_writer_flush(struct spoor_writer *writer);

/* Writes what is left and ends the writer. The status is that of the whole output. */
SPOOR_API enum spoor_status spoor_writer_close(struct spoor_writer **writer);

#ifdef __cplusplus
}
#endif

#include <spoor_order.h>
#include <spoor_original.h>

#endif
