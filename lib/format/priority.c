/* SPDX-License-Identifier: ISC */
#include "priority.h"

struct word {
	const char *name; /* lower case */
	int number;
};

/* clang-format off */
static const struct word severities[] = {
	{"emerg", 0},  {"emergency", 0}, {"panic", 0},   {"alert", 1}, {"crit", 2},
	{"critical", 2}, {"err", 3},     {"error", 3},   {"warning", 4}, {"warn", 4},
	{"notice", 5}, {"info", 6},      {"debug", 7},
};

static const struct word facilities[] = {
	{"kern", 0},    {"user", 1},    {"mail", 2},    {"daemon", 3},  {"auth", 4},
	{"security", 4}, {"syslog", 5}, {"lpr", 6},     {"news", 7},    {"uucp", 8},
	{"cron", 9},    {"authpriv", 10}, {"ftp", 11},  {"ntp", 12},    {"audit", 13},
	{"console", 14}, {"local0", 16}, {"local1", 17}, {"local2", 18}, {"local3", 19},
	{"local4", 20}, {"local5", 21}, {"local6", 22}, {"local7", 23},
};
/* clang-format on */

static int find_word(const struct word *words, size_t count, spoor_view text)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(text, view_string(words[i].name)))
			return words[i].number;
	return -1;
}

int priority_severity(spoor_view word)
{
	return find_word(severities, COUNT(severities), word);
}

/* The number that a word or its digits stand for, -1 beyond `max`. */
static int64_t number_of(
	const struct word *words, size_t count, spoor_view text, int64_t max)
{
	int64_t number;

	if (view_number(text, &number))
		return number <= max ? number : -1;
	return find_word(words, count, text);
}

bool priority_parse(spoor_view text, int64_t *priority_r)
{
	size_t point = view_find(text, view_has(text, '.') ? '.' : ':');
	int64_t facility;
	int64_t severity;

	if (point == text.len)
		return false;
	facility = number_of(facilities, COUNT(facilities), view_head(text, point), 23);
	severity =
		number_of(severities, COUNT(severities), view_skip(text, point + 1), 7);
	if (facility < 0 || severity < 0)
		return false;
	*priority_r = facility * 8 + severity;
	return true;
}
