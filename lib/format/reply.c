/* SPDX-License-Identifier: ISC */
#include "reply.h"

#include "base/scan.h"

/* "5.7.1" at the front. */
static spoor_view enhanced_code(spoor_view text)
{
	size_t end = 0;
	int points = 0;

	while (end < text.len && (is_digit(text.ptr[end]) || text.ptr[end] == '.'))
		points += text.ptr[end++] == '.';
	return points == 2 && end >= 5 && end <= 11 && is_digit(text.ptr[0]) &&
			       (end == text.len || text.ptr[end] == ' ')
		       ? view_head(text, end)
		       : view_of("", 0);
}

bool reply_set(struct spoor_event *event, spoor_view text)
{
	int code;

	if (!scan_digits(&text, 3, &code) || code < 200 || code > 599 ||
		(text.len && text.ptr[0] != ' ' && text.ptr[0] != '-'))
		return false;
	event_set_number(event, FIELD_SMTP_CODE, code);
	if (text.len)
		event_set_text(
			event, FIELD_SMTP_ENHANCED, enhanced_code(view_skip(text, 1)));
	return true;
}
