/* SPDX-License-Identifier: ISC */
/* Rounded to what a reader keeps in mind: one decimal below ten, none above. */
#include "amount.h"

struct unit {
	int64_t size;
	const char *name;
};

/* The largest unit first. */
static const struct unit sizes[] = {
	{INT64_C(1000000000000), " TB"},
	{INT64_C(1000000000), " GB"},
	{INT64_C(1000000), " MB"},
	{INT64_C(1000), " kB"},
};

static const struct unit times[] = {
	{INT64_C(3600000000000), " h"},
	{INT64_C(60000000000), " min"},
	{INT64_C(1000000000), " s"},
	{INT64_C(1000000), " ms"},
	{INT64_C(1000), " us"},
	{INT64_C(1), " ns"},
};

static void add_units(struct buf *out, int64_t number, const struct unit *unit)
{
	int64_t whole = number / unit->size;
	int64_t tenth = unit->size < 10 ? 0 : number % unit->size / (unit->size / 10);

	buf_add_number(out, whole);
	if (whole < 10 && tenth > 0) {
		buf_add_char(out, '.');
		buf_add_number(out, tenth);
	}
	buf_add_string(out, unit->name);
}

void amount_add_size(struct buf *out, int64_t bytes)
{
	for (size_t i = 0; i < COUNT(sizes); i++)
		if (bytes >= sizes[i].size) {
			add_units(out, bytes, &sizes[i]);
			return;
		}
	buf_add_number(out, bytes);
	buf_add(out, bytes == 1 ? VIEW(" byte") : VIEW(" bytes"));
}

void amount_add_duration(struct buf *out, int64_t ns)
{
	size_t i = 0;

	while (i + 1 < COUNT(times) && ns < times[i].size)
		i++;
	add_units(out, ns, &times[i]);
}

void amount_add_count(struct buf *out, int64_t number, spoor_view noun)
{
	bool verb = view_ends(noun, VIEW(" was"));

	if (number == 0)
		buf_add(out, VIEW("no"));
	else
		buf_add_number(out, number);
	buf_add_char(out, ' ');
	buf_add(out, verb ? view_head(noun, noun.len - 4) : noun);
	if (number != 1)
		buf_add_char(out, 's');
	if (verb)
		buf_add(out, number == 1 ? VIEW(" was") : VIEW(" were"));
}
