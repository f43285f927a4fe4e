/* SPDX-License-Identifier: ISC */
#ifndef CODEC_NDJSON_H
#define CODEC_NDJSON_H

/*
 * The event stream: one flat JSON object a line, keys in table order. Writing appends to a
 * buffer; reading is strict (a duplicate key, a nested object, bad UTF-8, a number that does
 * not fit or bytes behind the object make the line no event).
 */

#include "base/buf.h"
#include "event/event.h"

struct ndjson_plan;

/* Texts that repeat from one event to the next; zero it before the first. Events whose shape is
 * not 0 must be of one block. */
struct ndjson_cache {
	int64_t second;
	char time[20]; /* "2025-12-29T08:50:17", set when second_known */
	bool second_known;
	struct ndjson_plan *plans; /* by shape; made at the first need */
	uint32_t turn;             /* whose place the next plan takes */
};

void ndjson_cache_deinit(struct ndjson_cache *cache);

/* Appends one event and a line feed. */
void ndjson_write(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache);

/* Appends the value of a field that the event carries. */
void ndjson_write_value(struct buf *out, const struct field_row *row,
	const union value *value, struct ndjson_cache *cache);

/* Appends what is between a text's quotes. */
void ndjson_write_inner(struct buf *out, spoor_view text);

/* Appends a text with its quotes; also what is no UTF-8 becomes U+FFFD. */
void ndjson_write_text(struct buf *out, spoor_view text);

/* Why a line of a stream is no event. */
enum ndjson_fault {
	NDJSON_FINE,
	NDJSON_NOT_JSON,
	NDJSON_NESTED, /* a value is an object, or an array of anything but texts or numbers */
	NDJSON_TWICE,        /* a key stands twice */
	NDJSON_BAD_VALUE,    /* a field's value is not of its type */
	NDJSON_NOT_AN_EVENT, /* no event.action of the vocabulary, or no spoor.log.line */
	NDJSON_NOMEM,
};

/* Reads one line (without its line feed) into a cleared event; its texts are in the line or in
 * the event's arena. Keys that the table does not know go to `members`, as they stand. */
enum ndjson_fault ndjson_read(spoor_view line, struct spoor_event *event);

enum { NDJSON_HINTS = 64 };

/* What lines of a stream have in common with those before them; zero it before the first. */
struct ndjson_hint {
	uint8_t next[FIELD_COUNT + 1][2]; /* the fields that came behind each */
	uint8_t actions[NDJSON_HINTS];    /* by a hash of the name */
	char second[20];                  /* "2025-12-29T08:50:17", when known */
	int64_t second_ns;
	bool second_known;
};

/* The same for a line as our writer writes most. False: ndjson_read must read it; the event has
 * to be cleared before. */
bool ndjson_read_quick(
	spoor_view line, struct spoor_event *event, struct ndjson_hint *hint);

/* The fault in words. */
const char *ndjson_fault_text(enum ndjson_fault fault);

/* True when the line is an event: an action of the vocabulary and an integer line number. */
bool ndjson_is_event(spoor_view line, struct arena *arena);

#endif
