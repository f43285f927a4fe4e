/* SPDX-License-Identifier: ISC */
/*
 *	last message repeated 3 times
 *	dovecot: message repeated 2 times: [ imap-login: Disconnected …]
 *	--- last message repeated 5 times ---
 *	Last message 'connect from …' repeated 4 times, suppressed by syslog-ng on mx1
 *	rsyslogd: imuxsock lost 12 messages from pid 77 due to rate-limiting
 *	-- MARK --
 */
#include "notice.h"

#include "base/scan.h"
#include "format/secret.h"

/* What stands right before and behind the number of lost messages. */
struct loss {
	const char *before;
	const char *behind;
};

static const struct loss losses[] = {
	{"lost ", " messages"},
	{"Suppressed ", " messages"},
	{"issed ", " messages"},
	{"issed ", " kernel messages"},
	{"dropped ", " messages"},
	{"", " messages lost"},
};

static const char *const loggers[] = {"rsyslogd", "rsyslogd0", "syslogd", "syslog-ng",
	"metalog", "systemd-journald", "systemd-journal", "journal", "newsyslog",
	"logrotate"};

/* Daemons that write their first and last lines without naming themselves before a colon. */
static const char *const nameless[] = {
	"-- MARK --", "exiting on signal ", "syslogd ", "klogd "};

enum { SHORTEST_LOGGER = 7 };

static bool scan_repeat(spoor_view text, int64_t *times_r)
{
	spoor_view quoted;

	if (text.len == 0 || (text.ptr[0] != 'L' && text.ptr[0] != 'l' &&
				     text.ptr[0] != 'm' && text.ptr[0] != '-'))
		return false;
	if (scan_literal(&text, VIEW("Last message '")))
		return scan_until_last(&text, VIEW("' repeated "), &quoted) &&
		       scan_number(&text, times_r) && view_starts(text, VIEW(" times"));
	scan_literal(&text, VIEW("--- "));
	scan_literal(&text, VIEW("last "));
	return scan_literal(&text, VIEW("message repeated ")) &&
	       scan_number(&text, times_r) && view_starts(text, VIEW(" time"));
}

/* The number between the two texts of a row, wherever it stands. */
static bool scan_loss(const struct loss *loss, spoor_view text, int64_t *lost_r)
{
	spoor_view before;
	size_t digits = 0;

	if (!scan_until_text(&text, view_string(loss->behind), &before))
		return false;
	while (digits < before.len && is_digit(before.ptr[before.len - digits - 1]))
		digits++;
	return view_number(view_skip(before, before.len - digits), lost_r) &&
	       view_ends(
		       view_head(before, before.len - digits), view_string(loss->before));
}

static bool scan_losses(spoor_view text, int64_t *lost_r)
{
	for (size_t i = 0; i < COUNT(losses); i++)
		if (scan_loss(&losses[i], text, lost_r))
			return true;
	return false;
}

bool notice_is_logger(spoor_view ident)
{
	for (size_t i = 0; i < COUNT(loggers) && ident.len >= SHORTEST_LOGGER; i++)
		if (ident.ptr[0] == loggers[i][0] &&
			view_eq(ident, view_string(loggers[i])))
			return true;
	return false;
}

bool notice_is_nameless(const struct envelope *envelope)
{
	int64_t times;

	if (envelope->ident.len)
		return false;
	for (size_t i = 0; i < COUNT(nameless); i++)
		if (view_starts(envelope->text, view_string(nameless[i])))
			return true;
	return scan_repeat(envelope->text, &times);
}

bool notice_read(const struct scene *scene, const struct envelope *envelope,
	struct spoor_event *event)
{
	spoor_view text = view_trim(envelope->text);
	int64_t number;

	if (scan_repeat(text, &number)) {
		event_set_number(event, FIELD_LOG_REPEAT, number);
	} else if (notice_is_logger(envelope->ident)) {
		if (scan_losses(text, &number))
			event_set_number(event, FIELD_LOG_LOST, number);
	} else if (!notice_is_nameless(envelope)) {
		return false;
	}
	event_set_action(event, ACTION_LOG_NOTICE);
	event_set_dataset(event, VIEW("syslog.log"));
	event_set_text(event, FIELD_ERROR_MESSAGE, secret_mask(scene->site, event, text));
	return true;
}
