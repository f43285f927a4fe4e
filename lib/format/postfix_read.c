/* SPDX-License-Identifier: ISC */
/* Readers that several tables name. */
#include "format/postfix_scan.h"
#include "format/secret.h"

bool postfix_read_source(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	struct postfix_peer peer;

	(void)line;
	if (!postfix_scan_peer(&rest, &peer) || rest.len)
		return false;
	postfix_set_source(event, &peer);
	return true;
}

bool postfix_read_text(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)rest;
	event_set_text(
		event, FIELD_EVENT_REASON, secret_mask(line->site, event, line->text));
	return true;
}

bool postfix_read_silent(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)line;
	(void)rest;
	(void)event;
	return true;
}

bool postfix_read_error(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)rest;
	event_set_text(
		event, FIELD_ERROR_MESSAGE, secret_mask(line->site, event, line->text));
	return true;
}
