/* SPDX-License-Identifier: ISC */
#ifndef BASE_CHARS_H
#define BASE_CHARS_H

/* Bytes of log text are ASCII where we look at them one by one; the locale has no say. */

#include <stdbool.h>

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool is_alpha(char c)
{
	return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

/* The value of a hexadecimal digit, -1 for anything else. */
static inline int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
