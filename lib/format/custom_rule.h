/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CUSTOM_RULE_H
#define FORMAT_CUSTOM_RULE_H

/* One of the operator's formats, checked and ready: filled by custom_load.c, used by custom.c. */

#include "base/document.h"
#include "base/regex.h"
#include "format/format.h"

enum { CUSTOM_GROUPS = 64 };

/* How a time is written. */
struct custom_time {
	const char *name;
	bool (*scan)(spoor_view *cursor, struct stamp *stamp_r);
	int64_t unit; /* nanoseconds of a number since 1970; 0: `scan` reads it */
};

/* NULL: no such way. */
const struct custom_time *custom_time_find(spoor_view name);

/* The names of all ways, for messages. */
#define CUSTOM_TIME_NAMES                                                                \
	"iso, bsd, access, ctime, slash, php, tai64, epoch, epoch-ms, epoch-us, "        \
	"epoch-ns"

/* The whole text. */
bool custom_time_parse(
	const struct custom_time *time, spoor_view text, struct stamp *stamp_r);

/* A field that is the same on every line. */
struct custom_constant {
	enum field field;
	spoor_view text;
	int64_t number; /* of INTEGER; of FLAG 0 or 1 */
};

struct custom_rule {
	spoor_view name;
	struct regex *regex;
	size_t group_count;
	enum field fields[CUSTOM_GROUPS]; /* of each named group, in the regex's order */
	const struct custom_time *time;   /* NULL: the lines have none */
	enum action action;
	spoor_view outcome;
	spoor_view dataset;
	struct custom_constant *constants;
	size_t constant_count;
	char *made_dataset; /* "custom.NAME", when the file does not say */
};

struct custom {
	struct document *document; /* whose texts the rules use */
	struct custom_rule *rules;
	size_t count;
};

/* The pattern on a line: the groups, and the time where a group has one. False: no match. */
bool custom_rule_match(const struct custom_rule *rule, spoor_view line,
	spoor_view groups_r[CUSTOM_GROUPS], struct stamp *stamp_r, bool *timed_r);

#endif
