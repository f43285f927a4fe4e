/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_H
#define FILTER_KQL_H

/*
 * A compiled filter expression. The language is KQL (Kibana Query Language) on the fields of
 * the event table; spoor-filter(1) describes it whole. Where Kibana leaves a choice or would
 * match nothing in silence, this is what was decided:
 *
 * - A value is compared with the whole text of a field; wildcards (never in quotes) are for
 *   parts. Fields that fold compare A-Z as a-z; other letters, accented ones too, as they are.
 * - A bare term is found anywhere in any text or address, derived fields too, without case;
 *   a number must be all of the term. Times, flags and keys that the table does not know are
 *   not searched. A bare * is every event, an empty expression is an error.
 * - Two values side by side are an error: KQL's "any of the words, in any order" is a trap.
 * - Addresses compare as numbers, IPv4-mapped ones as IPv4; ADDRESS/BITS is a network whatever
 *   its host bits say; a wildcard goes over the canonical text.
 * - A time stands for its whole span: a date for that day in UTC, a time for its last stated
 *   digit. Equal is inside it, below and above are outside, so one of the three always holds.
 * - Numbers are exact: whole ones in 63 bits, fractions in 19 digits.
 * - A field name with wildcards stands for those fields that can hold the value; one at least
 *   must. A multi-valued field matches if any of its values does; `not` means none does.
 * - What can never match is an error: unknown fields (with the nearest name), values that are
 *   not of the field's type, actions outside the vocabulary, empty values, null.
 * - Keywords are whole words in any case; quoted or behind a backslash they are text. `not`
 *   may repeat and needs no blank before a parenthesis.
 * - A backslash escapes signs in a word (\: \( \* \\ …), and \" \\ \t \n \r \uXXXX are the
 *   escapes in quotes. Any other is an error: "DOM\alice" asks for "DOM\\alice", so that
 *   "DOM\tom" is no surprise.
 * - A regular expression stands in its quotes as it is: PCRE2 undoes the escapes, \" too.
 * - Columns count characters, not bytes.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "event/event.h"
#include "filter/kql_value.h"

enum {
	KQL_LENGTH = 64 * 1024, /* bytes of an expression */
	KQL_DEPTH = 64,         /* open parentheses */
	KQL_TESTS = 4096,
};

/* The fields that a name of the expression stands for. */
struct kql_fields {
	spoor_view name;               /* as written */
	enum field one;                /* FIELD_COUNT: those of the two sets */
	uint64_t logged[EVENT_WORDS];  /* bits as in an event's `has` */
	uint64_t derived[EVENT_WORDS]; /* what derive() must be asked for */
};

/* Where a test may go on instead of to another test. */
#define KQL_NO (UINT32_MAX - 1)
#define KQL_YES UINT32_MAX

/* One comparison, and the test to go on with when it is false and when it is true: always a
 * later one, so that every run ends. */
struct kql_test {
	uint32_t go[2];
	struct kql_fields fields;
	struct kql_value value;
};

struct spoor_filter {
	struct arena arena; /* texts of the values */
	struct buf tests;   /* struct kql_test */
};

/* Compiles into a zeroed filter; false with the error filled. End it with kql_deinit anyway. */
bool kql_compile(
	struct spoor_filter *filter, spoor_view expression, struct spoor_error *error);
void kql_deinit(struct spoor_filter *filter);

/* Allocates nothing; any number of threads may share the filter. */
bool kql_match(const struct spoor_filter *filter, const struct spoor_event *event);

#endif
