/* SPDX-License-Identifier: ISC */
#include "errorlog.h"

static bool fits(const struct error_row *row, spoor_view message)
{
	spoor_view start = view_string(row->start);

	return view_starts(message, start) &&
	       (!row->later || view_holds(view_skip(message, start.len),
				       view_string(row->later)));
}

bool error_rows_apply(const struct error_row *rows, size_t count,
	struct spoor_event *event, spoor_view message)
{
	for (size_t i = 0; i < count; i++) {
		const struct error_row *row = &rows[i];

		if (!fits(row, message))
			continue;
		if (row->take &&
			!row->take(event, view_skip(message, strlen(row->start))))
			continue;
		event_set_action(event, row->act);
		event_set_constant(event, FIELD_EVENT_OUTCOME, view_string(row->outcome));
		if (!event_has(event, FIELD_SPOOR_REASON))
			event_set_constant(
				event, FIELD_SPOOR_REASON, view_string(row->reason));
		return true;
	}
	return false;
}

/* Both servers use syslog's short words; Apache has eight levels of trace below debug. */
static const struct {
	const char *word;
	const char *level;
	bool trouble;
} levels[] = {
	{"error", "error", true},
	{"warn", "warning", true},
	{"notice", "notice", false},
	{"info", "info", false},
	{"crit", "critical", true},
	{"alert", "alert", true},
	{"emerg", "emergency", true},
	{"debug", "debug", false},
};

spoor_view error_level(spoor_view word)
{
	if (word.len == 6 && view_starts(word, VIEW("trace")) && is_digit(word.ptr[5]))
		return VIEW("debug");
	for (size_t i = 0; i < COUNT(levels); i++)
		if (view_eq(word, view_string(levels[i].word)))
			return view_string(levels[i].level);
	return view_of("", 0);
}

bool error_level_is_trouble(spoor_view level)
{
	for (size_t i = 0; i < COUNT(levels); i++)
		if (view_eq(level, view_string(levels[i].level)))
			return levels[i].trouble;
	return false;
}
