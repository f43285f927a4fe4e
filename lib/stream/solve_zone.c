/* SPDX-License-Identifier: ISC */
/*
 * Ids prove offsets at instants. One offset is a fixed zone; two that are an hour apart are a
 * zone with summer time, and the dates tell by whose rule.
 */
#include "base/buf.h"
#include "base/mem.h"
#include "stream/solve_set.h"

/* The rules of summer time in force since 2007, for standard offsets between two hours. Where
 * the change is at one instant everywhere (Europe), the local hours depend on the offset. */
struct summer_rule {
	int least; /* standard offset, hours east of UTC */
	int most;
	const char *text;
	bool at_one_utc; /* the hours are those of one o'clock UTC */
};

/* clang-format off */
static const struct summer_rule summer_rules[] = {
	{ -1,  3, ",M3.5.0/%,M10.5.0/%", true},   /* European Union, EU directive 2000/84 */
	{-10, -3, ",M3.2.0,M11.1.0",     false},  /* United States and Canada, since 2007 */
	{  9, 11, ",M10.1.0,M4.1.0/3",   false},  /* Australia, since 2008 */
	{ 12, 12, ",M9.5.0,M4.1.0/3",    false},  /* New Zealand, since 2007 */
};
/* clang-format on */

enum { HOUR = 3600 };

/* "<+01>-1", the sign as POSIX wants it: west is plus. */
static void add_offset(struct buf *out, int offset)
{
	int size = offset < 0 ? -offset : offset;

	buf_add_char(out, '<');
	buf_add_char(out, offset < 0 ? '-' : '+');
	buf_add_padded(out, size / HOUR, 2);
	if (size % HOUR)
		buf_add_padded(out, size % HOUR / 60, 2);
	buf_add_string(out, ">");
	if (offset > 0)
		buf_add_char(out, '-');
	buf_add_number(out, size / HOUR);
	if (size % HOUR) {
		buf_add_char(out, ':');
		buf_add_padded(out, size % HOUR / 60, 2);
	}
}

/* The rule's text with its hours: the first is of standard time, the second of summer time. */
static void add_rule(struct buf *out, const struct summer_rule *rule, int standard)
{
	int hour = standard / HOUR + 1;

	for (const char *at = rule->text; *at; at++) {
		if (*at == '%')
			buf_add_number(out, hour++);
		else
			buf_add_char(out, *at);
	}
}

static struct zone *summer_zone(const struct summer_rule *rule, int standard)
{
	struct buf text;
	struct zone *zone = NULL;

	buf_init(&text, 128);
	add_offset(&text, standard);
	add_offset(&text, standard + HOUR);
	add_rule(&text, rule, standard);
	if (!text.failed)
		zone = zone_load(buf_view(&text), NULL);
	buf_deinit(&text);
	return zone;
}

static struct zone *fixed_zone(int offset)
{
	int size = offset < 0 ? -offset : offset;
	char text[7] = {offset < 0 ? '-' : '+', (char)('0' + size / HOUR / 10),
		(char)('0' + size / HOUR % 10), ':', (char)('0' + size % HOUR / 600),
		(char)('0' + size % HOUR / 60 % 10), '\0'};

	return zone_load(offset ? view_of(text, 6) : VIEW("UTC"), NULL);
}

static bool explains(
	const struct zone *zone, const struct zone_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (zone_offset(zone, points[i].instant) != points[i].offset)
			return false;
	return true;
}

bool solve_zone(const struct zone_point *points, size_t count, struct zone **zone_r)
{
	int least = points[0].offset;
	int most = points[0].offset;

	for (size_t i = 1; i < count; i++) {
		least = points[i].offset < least ? points[i].offset : least;
		most = points[i].offset > most ? points[i].offset : most;
	}
	*zone_r = NULL;
	if (least == most) {
		*zone_r = fixed_zone(least);
		return *zone_r != NULL;
	}
	for (size_t i = 0; i < COUNT(summer_rules); i++) {
		const struct summer_rule *rule = &summer_rules[i];
		struct zone *zone;

		if (most - least != HOUR || least < rule->least * HOUR ||
			least > rule->most * HOUR)
			continue;
		zone = summer_zone(rule, least);
		if (!zone)
			return false;
		if (explains(zone, points, count)) {
			*zone_r = zone;
			return true;
		}
		zone_free(&zone);
	}
	return true;
}
