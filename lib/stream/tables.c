/* SPDX-License-Identifier: ISC */
/* The tables and single values of events, as the public header shows them. */
#include <spoor.h>

#include "codec/output.h"
#include "event/print.h"
#include "format/format.h"

const struct spoor_field_info *spoor_field_at(size_t index)
{
	return index < FIELD_COUNT ? &field_row((enum field)index)->info : NULL;
}

const struct spoor_action_info *spoor_action_at(size_t index)
{
	return index < ACTION_COUNT ? action_info((enum action)index) : NULL;
}

const struct spoor_format_info *spoor_format_at(size_t index)
{
	return index < format_count() ? &format_at(index)->info : NULL;
}

const struct spoor_output_info *spoor_output_at(size_t index)
{
	return index < output_count() ? &output_at(index)->info : NULL;
}

const char *spoor_version(void)
{
	return SPOOR_VERSION;
}

const char *spoor_event_action(const struct spoor_event *event)
{
	return event->action < ACTION_COUNT ? action_info(event->action)->name : "";
}

bool spoor_event_text(const struct spoor_event *event, const char *field, size_t index,
	spoor_view *text_r)
{
	enum field found = field_find(view_string(field));
	struct derived derived;
	char room[PRINT_ROOM];

	if (found == FIELD_COUNT || index >= print_count(event, found, &derived))
		return false;
	*text_r = arena_copy(
		event->arena, print_value(event, found, &derived, index, room));
	return true;
}
