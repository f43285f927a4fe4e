/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_ESCAPE_H
#define FILTER_KQL_ESCAPE_H

/* Undoing the escapes of values, into the arena. False: the error is filled. */

#include "filter/kql_source.h"

/* A word: a backslash takes the meaning of \ ( ) : < > " * { }; any other * becomes GLOB_STAR,
 * a row of them one. */
bool kql_unescape_word(
	const struct kql_source *source, spoor_view raw, spoor_view *text_r);

/* What stands between quotes: \" \\ \t \n \r \uXXXX (two surrogates are one character). */
bool kql_unescape_quoted(
	const struct kql_source *source, spoor_view inner, spoor_view *text_r);

#endif
