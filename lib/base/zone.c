/* SPDX-License-Identifier: ISC */
/*
 * A zone is a list of changes and, behind the last, a rule for ever (the POSIX string at a TZif
 * file's end). Names are checked: no "..", no leading slash, so that an option cannot read any
 * file.
 */
#include "zone.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/scan.h"
#include "base/stamp.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_CHANGES = 4096, MAX_FILE = 256 * 1024 };

struct change {
	int64_t at; /* seconds since 1970, UTC */
	int offset; /* from then on */
};

/* A day of the year as a POSIX rule names it, and the second of that day (local time). */
struct rule_day {
	char kind; /* 'M': month, week, day · 'J': 1…365 without Feb 29 · 'n': 0…365 */
	int month;
	int week;
	int day;
	int second;
};

struct rule {
	bool there;
	bool summer; /* has a second offset */
	int standard;
	int daylight;
	struct rule_day start;
	struct rule_day end;
};

struct zone {
	char *name;
	int first; /* offset before the first change */
	size_t count;
	struct change *changes;
	struct rule rule;
};

/* ------------------------------------------------------------------ POSIX TZ strings */

static bool skip_rule_name(spoor_view *cursor)
{
	spoor_view name;
	size_t len = 0;

	if (scan_between(cursor, '<', '>', &name))
		return true;
	while (len < cursor->len && is_alpha(cursor->ptr[len]))
		len++;
	*cursor = view_skip(*cursor, len);
	return len >= 3;
}

static bool scan_small(spoor_view *cursor, int max, int *number_r)
{
	int64_t number;

	if (!scan_number(cursor, &number) || number > max)
		return false;
	*number_r = (int)number;
	return true;
}

/* [+-]h[h[h]][:mm[:ss]] */
static bool scan_rule_time(spoor_view *cursor, int *seconds_r)
{
	int sign = 1;
	int part;

	if (scan_char(cursor, '-'))
		sign = -1;
	else
		scan_char(cursor, '+');
	if (!scan_small(cursor, 167, &part))
		return false;
	*seconds_r = part * 3600;
	if (scan_char(cursor, ':')) {
		if (!scan_small(cursor, 59, &part))
			return false;
		*seconds_r += part * 60;
		if (scan_char(cursor, ':')) {
			if (!scan_small(cursor, 59, &part))
				return false;
			*seconds_r += part;
		}
	}
	*seconds_r *= sign;
	return true;
}

static bool scan_rule_day(spoor_view *cursor, struct rule_day *day)
{
	*day = (struct rule_day){.kind = 'n', .second = 2 * 3600};
	if (!scan_char(cursor, ','))
		return false;
	if (scan_char(cursor, 'M')) {
		day->kind = 'M';
		if (!scan_small(cursor, 12, &day->month) || !scan_char(cursor, '.') ||
			!scan_small(cursor, 5, &day->week) || !scan_char(cursor, '.') ||
			!scan_small(cursor, 6, &day->day))
			return false;
		if (day->month < 1 || day->week < 1)
			return false;
	} else {
		if (scan_char(cursor, 'J'))
			day->kind = 'J';
		if (!scan_small(cursor, 365, &day->day))
			return false;
	}
	return !scan_char(cursor, '/') || scan_rule_time(cursor, &day->second);
}

static bool parse_rule(spoor_view text, struct rule *rule)
{
	*rule = (struct rule){.there = true};
	if (!skip_rule_name(&text) || !scan_rule_time(&text, &rule->standard))
		return false;
	rule->standard = -rule->standard;
	if (text.len == 0)
		return true;
	rule->summer = true;
	rule->daylight = rule->standard + 3600;
	if (!skip_rule_name(&text))
		return false;
	if (text.len && text.ptr[0] != ',') {
		if (!scan_rule_time(&text, &rule->daylight))
			return false;
		rule->daylight = -rule->daylight;
	}
	return scan_rule_day(&text, &rule->start) && scan_rule_day(&text, &rule->end) &&
	       text.len == 0;
}

/* Seconds since 1970, read as local time, of a rule's day in a year. */
static int64_t rule_second(const struct rule_day *day, int year)
{
	int64_t days = stamp_days(year, 1, 1);

	if (day->kind == 'M') {
		int64_t first = stamp_days(year, day->month, 1);
		int64_t next = day->month == 12 ? stamp_days(year + 1, 1, 1)
						: stamp_days(year, day->month + 1, 1);
		int64_t weekday =
			((first + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */

		days = first + (day->day - weekday + 7) % 7 + 7 * (day->week - 1);
		while (days >= next)
			days -= 7;
	} else if (day->kind == 'J') {
		days += day->day - 1 + (stamp_is_leap(year) && day->day >= 60);
	} else {
		days += day->day;
	}
	return days * 86400 + day->second;
}

static int rule_offset(const struct rule *rule, int64_t seconds)
{
	int year;
	int64_t start;
	int64_t end;
	bool daylight;

	if (!rule->summer)
		return rule->standard;
	year = stamp_year(seconds + rule->standard);
	start = rule_second(&rule->start, year) - rule->standard;
	end = rule_second(&rule->end, year) - rule->daylight;
	if (start < end)
		daylight = seconds >= start && seconds < end;
	else
		daylight = seconds >= start || seconds < end;
	return daylight ? rule->daylight : rule->standard;
}

/* ------------------------------------------------------------------ TZif files */

static int64_t big_endian(const unsigned char *p, int bytes)
{
	uint64_t number = p[0] & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < bytes; i++)
		number = number << 8 | p[i];
	return (int64_t)number;
}

/* The six counts of a TZif header, and how long its data block is. */
struct tzif_head {
	int64_t isut, isstd, leap, time, type, chars;
};

static bool read_head(spoor_view *file, struct tzif_head *head)
{
	const unsigned char *p = (const unsigned char *)file->ptr;

	if (file->len < 44 || !view_starts(*file, VIEW("TZif")))
		return false;
	head->isut = big_endian(p + 20, 4);
	head->isstd = big_endian(p + 24, 4);
	head->leap = big_endian(p + 28, 4);
	head->time = big_endian(p + 32, 4);
	head->type = big_endian(p + 36, 4);
	head->chars = big_endian(p + 40, 4);
	*file = view_skip(*file, 44);
	return head->time >= 0 && head->time <= MAX_CHANGES && head->type >= 1 &&
	       head->type <= 256 && head->chars >= 0 && head->chars <= 1024 &&
	       head->leap >= 0 && head->leap <= 256 && head->isut >= 0 &&
	       head->isut <= 256 && head->isstd >= 0 && head->isstd <= 256;
}

static size_t block_size(const struct tzif_head *head, int time_size)
{
	return (size_t)(head->time * (time_size + 1) + head->type * 6 + head->chars +
			head->leap * (time_size + 4) + head->isstd + head->isut);
}

static bool read_changes(struct zone *zone, spoor_view block,
	const struct tzif_head *head, enum spoor_status *status_r)
{
	const unsigned char *times = (const unsigned char *)block.ptr;
	const unsigned char *kinds = times + head->time * 8;
	const unsigned char *types = kinds + head->time;

	zone->first = (int)big_endian(types, 4);
	zone->count = (size_t)head->time;
	if (zone->count == 0)
		return true;
	zone->changes = mem_new(zone->count * sizeof(*zone->changes));
	if (!zone->changes) {
		*status_r = SPOOR_E_NOMEM;
		return false;
	}
	for (size_t i = 0; i < zone->count; i++) {
		if (kinds[i] >= head->type)
			return false;
		zone->changes[i].at = big_endian(times + i * 8, 8);
		zone->changes[i].offset = (int)big_endian(types + kinds[i] * 6, 4);
	}
	return true;
}

static bool parse_tzif(struct zone *zone, spoor_view file, enum spoor_status *status_r)
{
	struct tzif_head head;
	spoor_view footer;

	if (!read_head(&file, &head) || file.len < block_size(&head, 4))
		return false;
	file = view_skip(file, block_size(&head, 4));
	if (!read_head(&file, &head) || file.len < block_size(&head, 8))
		return false;
	if (!read_changes(zone, view_head(file, block_size(&head, 8)), &head, status_r))
		return false;
	file = view_skip(file, block_size(&head, 8));
	if (scan_between(&file, '\n', '\n', &footer) && footer.len)
		return parse_rule(footer, &zone->rule);
	return true;
}

static bool safe_name(spoor_view name)
{
	if (name.len == 0 || name.len > 100 || name.ptr[0] == '/' ||
		view_holds(name, VIEW("..")))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_alpha(name.ptr[i]) && !is_digit(name.ptr[i]) &&
			!memchr("/_-+", name.ptr[i], 4))
			return false;
	return true;
}

/* The file's bytes; the caller frees. */
static char *read_zone_file(spoor_view name, size_t *len_r, enum spoor_status *status_r)
{
	const char *folder = getenv("TZDIR");
	char path[512];
	char text[128];
	char *bytes = NULL;
	FILE *file;

	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	err_join(path, sizeof(path),
		(const char *const[]){folder && *folder ? folder : "/usr/share/zoneinfo",
			"/", text, NULL});
	file = fopen(path, "rb");
	if (!file)
		return NULL;
	bytes = mem_alloc(MAX_FILE);
	if (!bytes)
		*status_r = SPOOR_E_NOMEM;
	*len_r = bytes ? fread(bytes, 1, MAX_FILE, file) : 0;
	fclose(file);
	return bytes;
}

static bool load_file(struct zone *zone, spoor_view name, enum spoor_status *status_r)
{
	size_t len;
	char *bytes = safe_name(name) ? read_zone_file(name, &len, status_r) : NULL;
	bool good = bytes && parse_tzif(zone, view_of(bytes, len), status_r);

	mem_free(bytes);
	return good;
}

static bool load_offset(struct zone *zone, spoor_view name)
{
	if (view_eq(name, VIEW("UTC")) || view_eq(name, VIEW("GMT")))
		return true;
	return stamp_scan_offset(&name, &zone->first) && name.len == 0;
}

/* Reads what the name means; else the status says whether there is no such zone. */
static bool load(struct zone *zone, spoor_view name, enum spoor_status *status_r)
{
	*status_r = SPOOR_E_USAGE;
	if (load_offset(zone, name) || load_file(zone, name, status_r))
		return true;
	return *status_r == SPOOR_E_USAGE && view_has(name, ',') &&
	       parse_rule(name, &zone->rule);
}

struct zone *zone_load(spoor_view name, struct spoor_error *error)
{
	struct zone *zone = mem_new(sizeof(*zone));
	enum spoor_status status = SPOOR_E_NOMEM;

	if (zone)
		zone->name = mem_copy_string(name.ptr, name.len);
	if (zone && zone->name && load(zone, name, &status))
		return zone;
	if (status == SPOOR_E_NOMEM)
		ERR_SET(error, status, "out of memory");
	else
		ERR_SET(error, status, "no time zone '", zone->name,
			"' (use a name such as Europe/Paris, or an offset such as "
			"+02:00)");
	zone_free(&zone);
	return NULL;
}

void zone_free(struct zone **zone)
{
	if (!*zone)
		return;
	mem_free((*zone)->changes);
	mem_free((*zone)->name);
	mem_free(*zone);
	*zone = NULL;
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

/* ------------------------------------------------------------------ asking */

int zone_offset(const struct zone *zone, int64_t seconds)
{
	size_t low = 0;
	size_t high = zone->count;

	if (zone->rule.there &&
		(zone->count == 0 || seconds >= zone->changes[high - 1].at))
		return rule_offset(&zone->rule, seconds);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->changes[middle].at <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? zone->changes[low - 1].offset : zone->first;
}

struct zone_local zone_local(const struct zone *zone, int64_t seconds)
{
	int before = zone_offset(zone, seconds - 86400);
	int after = zone_offset(zone, seconds + 86400);
	bool by_before = zone_offset(zone, seconds - before) == before;
	bool by_after = zone_offset(zone, seconds - after) == after;

	if (by_before && by_after && before != after)
		return before > after ? (struct zone_local){before, after, false}
				      : (struct zone_local){after, before, false};
	if (by_after)
		return (struct zone_local){after, after, false};
	return (struct zone_local){before, before, !by_before};
}
