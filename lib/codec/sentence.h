/* SPDX-License-Identifier: ISC */
#ifndef CODEC_SENTENCE_H
#define CODEC_SENTENCE_H

/*
 * An event in plain English: who did what to which object, from where, how much, and why it
 * failed. A sentence says no more than the event does; every value in it is made safe
 * (codec/escape.h), and long ones are cut with a "…".
 *
 * The words are in a table of templates, one or more an action, first match first:
 *
 *	{field}            the value, quoted where it could be mistaken for a part of the sentence;
 *	                   several are joined by ", "
 *	{field:quoted}     always quoted        {field:line}      quoted, as a whole log line
 *	{field:size}       "22 kB"              {field:duration}  "1.2 s"
 *	{field noun}       "3 nouns", "1 noun", "no nouns"; "{field noun was}" with its verb
 *	{+field noun}      the same, absent when it is zero
 *	{?field=value}     writes nothing; absent when the field has another value or none
 *	{?field!other}     writes nothing; absent when one of the two fields is, or they are equal
 *	{@name}            another template, by its name
 *	[one|other]        the first of them in which nothing is absent; none: nothing
 *	<opened/open>      by the outcome: "opened", "failed to open", "tried to open"
 */

#include "base/buf.h"
#include "event/event.h"

/* The templates, made ready at the first sentence; zero it before. */
struct sentences {
	struct buf steps;       /* struct step */
	struct arena texts;     /* of the steps */
	const uint32_t *starts; /* a sentence's first step, by its row */
	const uint16_t *rows;   /* an action's first row */
};

void sentences_deinit(struct sentences *sentences);

/* Appends the event's sentence; never empty, without a line end. */
void sentence_write(
	struct sentences *sentences, struct buf *out, const struct spoor_event *event);

/* What the time of such an event is the time of, as Timesketch wants it: "Login Time". */
const char *sentence_time_name(enum action action);

/* One row of the table. */
struct sentence {
	enum action action;
	enum field field;  /* FIELD_COUNT: always; else when it has the value, … */
	const char *value; /* … or any value, if NULL */
	const char *text;
};

struct fragment {
	const char *name;
	const char *text;
};

/* The rows of an action stand together; NULL behind the last. */
const struct sentence *sentence_at(size_t index);
const struct fragment *sentence_fragment_at(size_t index);

#endif
