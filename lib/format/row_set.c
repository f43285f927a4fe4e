/* SPDX-License-Identifier: ISC */
/* Values as Exchange and IIS write them, set as the event has them. */
#include "base/scan.h"
#include "format/pairs.h"
#include "format/row.h"
#include "format/weblog.h"

bool row_set_address(struct spoor_event *event, enum field field, spoor_view text)
{
	return event_set_address(event, field, view_head(text, view_find(text, '%')));
}

void row_set_endpoint(
	struct spoor_event *event, spoor_view text, enum field address, enum field port)
{
	spoor_view digits;

	if (row_set_address(event, address, text))
		return;
	digits = web_cut_port(&text);
	if (row_set_address(event, address, view_unwrap(text, '[', ']')))
		event_set_digits(event, port, digits);
}

void row_set_milliseconds(struct spoor_event *event, spoor_view text)
{
	enum { A_YEAR = 366 * 86400 };
	int64_t number;

	if (view_number(text, &number) && number / 1000 < A_YEAR)
		event_set_number(event, FIELD_EVENT_DURATION, number * 1000000);
}

void row_add_list(struct spoor_event *event, enum field field, spoor_view text)
{
	spoor_view member;

	while (pairs_member(&text, event->arena, &member))
		event_add_text(event, field, member);
}

spoor_view row_bare_id(spoor_view text)
{
	return view_unwrap(text, '<', '>');
}

spoor_view row_url(const struct row *row, spoor_view path, spoor_view query)
{
	char *room;

	if (query.len && query.ptr[0] == '?')
		query = view_skip(query, 1);
	if (query.len == 0)
		return path;
	room = arena_room(row->event->arena, path.len + 1 + query.len);
	if (!room)
		return path;
	if (path.len)
		memcpy(room, path.ptr, path.len);
	room[path.len] = '?';
	memcpy(room + path.len + 1, query.ptr, query.len);
	arena_keep(row->event->arena, path.len + 1 + query.len);
	return view_of(room, path.len + 1 + query.len);
}

int row_status(spoor_view text)
{
	int64_t number;

	return view_number(text, &number) && number < 1000 ? (int)number : 0;
}
