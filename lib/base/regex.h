/* SPDX-License-Identifier: ISC */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

/* The door to PCRE2. Patterns come from the operator, subjects from an attacker: matching has
 * limits in steps and depth, and a subject that reaches them does not match. */

#include "base/view.h"

struct regex;

/* Compiles UTF-8 `pattern`; NULL on failure, with the column in `error`. */
struct regex *regex_new(spoor_view pattern, bool nocase, struct spoor_error *error);
void regex_free(struct regex **regex);

/* True when the pattern is found anywhere in the subject. Safe from several threads. */
bool regex_match(const struct regex *regex, spoor_view subject);

/* The named groups of the pattern. */
size_t regex_group_count(const struct regex *regex);
const char *regex_group_name(const struct regex *regex, size_t index);

/* Matches and gives the text of each named group, in the order of the names; an unset group is
 * empty. `groups_r` has room for regex_group_count views into the subject. */
bool regex_groups(const struct regex *regex, spoor_view subject, spoor_view *groups_r);

#endif
