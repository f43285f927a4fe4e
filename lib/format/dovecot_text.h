/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_DOVECOT_TEXT_H
#define FORMAT_DOVECOT_TEXT_H

/* Comparing texts with the words of tables, fast where most differ. */

#include "base/view.h"

/* How much of `head` the text begins with. */
static inline size_t dovecot_common(spoor_view text, const char *head)
{
	size_t at = 0;

	while (at < text.len && head[at] != '\0' && text.ptr[at] == head[at])
		at++;
	return at;
}

/* True when the text begins with `head` (at least one byte); when it is `word`. For tables:
 * most rows differ in their first byte. */
static inline bool dovecot_starts(spoor_view text, const char *head)
{
	return text.len && text.ptr[0] == head[0] &&
	       head[dovecot_common(text, head)] == '\0';
}

static inline bool dovecot_is(spoor_view text, const char *word)
{
	size_t at = dovecot_common(text, word);

	return at == text.len && word[at] == '\0';
}

/* Where the first ": " at or behind `from` is; text.len if nowhere. */
static inline size_t dovecot_colon(spoor_view text, size_t from)
{
	while (from < text.len) {
		from += view_find(view_skip(text, from), ':');
		if (from + 1 < text.len && text.ptr[from + 1] == ' ')
			return from;
		from += from < text.len;
	}
	return text.len;
}

#endif
