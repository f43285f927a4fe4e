/* SPDX-License-Identifier: ISC */
/*
 * The suite itself: its start and end, its counters, the operator's commands on the
 * queue, and the programs that local users run:
 *
 *	daemon started -- version 3.7.11, configuration /etc/postfix
 *	statistics: max connection rate 3/60s for (smtpd:192.0.2.1) at Dec 29 08:50:17
 *	Deleted: 120 messages
 */
#include "base/scan.h"
#include "format/postfix_scan.h"

/* "V, configuration DIRECTORY"; "V" before 2.3. */
static bool read_version(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view version;

	(void)line;
	if (scan_until_text(&rest, VIEW(", configuration "), &version))
		event_add_extra(event, VIEW("configuration"), rest);
	else
		version = rest;
	event_add_extra(event, VIEW("version"), version);
	return true;
}

/* Splits "SERVICE:ADDRESS". The service may be an address with a port itself, as
 * "127.0.0.1:587:192.0.2.1" or "[::1]:25:2001:db8::1". */
static spoor_view split_service(spoor_view *text)
{
	spoor_view whole = *text;
	size_t at = view_find_last(whole, ':');
	size_t from = 0;

	if (at < whole.len && view_has(view_skip(whole, at), '.')) {
		*text = view_skip(whole, at + 1);
		return view_head(whole, at);
	}
	if (whole.len && whole.ptr[0] == '[')
		from = view_find(whole, ']');
	at = from + view_find(view_skip(whole, from), ':');
	if (at < whole.len && (from || view_has(view_head(whole, at), '.')))
		at += 1 + view_find(view_skip(whole, at + 1), ':');
	*text = view_skip(whole, at < whole.len ? at + 1 : at);
	return view_head(whole, at);
}

/* "WHAT N for (SERVICE:ADDRESS) at TIME", "WHAT N at TIME"; the time has no year. */
static bool read_statistics(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view value;
	spoor_view client;

	(void)line;
	if (!scan_word(&rest, &value))
		return false;
	if (scan_literal(&rest, VIEW("for (")) && scan_until(&rest, ')', &client)) {
		event_add_extra(event, VIEW("service"), split_service(&client));
		event_set_address(event, FIELD_SOURCE_IP, client);
		scan_char(&rest, ' ');
	}
	if (!scan_literal(&rest, VIEW("at ")))
		return false;
	event_add_extra(event, VIEW("max"), value);
	event_add_extra(event, VIEW("at"), rest);
	return true;
}

/* "N messages". */
static bool read_total(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	int64_t count;

	(void)line;
	if (!scan_number(&rest, &count) || !scan_literal(&rest, VIEW(" message")))
		return false;
	event_set_number(event, FIELD_MAIL_COUNT, count);
	return true;
}

/* "uid=N: TEXT". */
static bool read_uid(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view uid;

	if (!scan_until_text(&rest, VIEW(": "), &uid))
		return false;
	event_set_text(event, FIELD_USER_ID, uid);
	return postfix_read_error(line, rest, event);
}

/* "NAME(UID)": who it is. */
static bool take_account(spoor_view *cursor, struct spoor_event *event)
{
	spoor_view rest = *cursor;
	spoor_view name;
	spoor_view uid;

	if (!scan_until(&rest, '(', &name) || name.len == 0 || view_has(name, ' ') ||
		!scan_until(&rest, ')', &uid) || !uid.len || !is_digit(uid.ptr[0]))
		return false;
	event_set_text(event, FIELD_USER_NAME, name);
	event_set_text(event, FIELD_USER_ID, uid);
	*cursor = rest;
	return true;
}

/* "NAME(UID) is not allowed to submit mail". */
static bool read_forbidden(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	return take_account(&rest, event) && postfix_read_text(line, rest, event);
}

/* "NAME(UID): TEXT". */
static bool read_account(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	return take_account(&rest, event) && postfix_read_error(line, rest, event);
}

/* "<ADDRESS> to transport=NAME". */
static bool read_passing(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	spoor_view recipient;

	(void)line;
	if (!postfix_scan_path(&rest, &recipient) ||
		!scan_literal(&rest, VIEW(" to transport=")))
		return false;
	event_add_text(event, FIELD_EMAIL_TO, recipient);
	event_add_extra(event, VIEW("transport"), rest);
	return true;
}

/* "TABLE has changed -- restarting", "TABLE full cleanup: retained=…". */
static bool read_table(
	const struct postfix_line *line, spoor_view rest, struct spoor_event *event)
{
	(void)line;
	(void)event;
	return view_holds(rest, VIEW(" has changed -")) ||
	       view_holds(rest, VIEW(" cleanup: "));
}

/* clang-format off */
static const struct postfix_message master_messages[] = {
	{HEAD("daemon started -- version "),  ACTION_SERVICE_START, .read = read_version, .why = "daemon started"},
	{HEAD("reload -- version "),          ACTION_SERVICE_START, .read = read_version, .why = "reload"},
	{HEAD("reload configuration "),       ACTION_SERVICE_START, .read = postfix_read_text},
	{HEAD("terminating on signal "),      ACTION_SERVICE_STOP,  .read = postfix_read_text},
	{HEAD("master exit time has arrived"), ACTION_SERVICE_STOP, .why = "master exit time has arrived"},
	{HEAD("ignoring status update from child "), ACTION_OTHER,  .read = postfix_read_silent},
};

static const struct postfix_message script_messages[] = {
	{HEAD("starting the Postfix mail system"),   ACTION_SERVICE_START, .read = postfix_read_text},
	{HEAD("refreshing the Postfix mail system"), ACTION_SERVICE_START, .read = postfix_read_text},
	{HEAD("stopping the Postfix mail system"),   ACTION_SERVICE_STOP,  .read = postfix_read_text},
	{HEAD("aborting the Postfix mail system"),   ACTION_SERVICE_STOP,  .read = postfix_read_text},
	{HEAD("waiting for the Postfix mail system to terminate"), ACTION_OTHER, .read = NULL},
	{HEAD("the Postfix mail system is running: PID: "), ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("the Postfix mail system is not running"), ACTION_OTHER,   .read = NULL},
};

static const struct postfix_message anvil_messages[] = {
	{HEAD("statistics: max connection rate "),  ACTION_OTHER, .read = read_statistics, .why = "max connection rate"},
	{HEAD("statistics: max connection count "), ACTION_OTHER, .read = read_statistics, .why = "max connection count"},
	{HEAD("statistics: max cache size "),       ACTION_OTHER, .read = read_statistics, .why = "max cache size"},
	{HEAD("statistics: max message rate "),     ACTION_OTHER, .read = read_statistics, .why = "max message rate"},
	{HEAD("statistics: max recipient rate "),   ACTION_OTHER, .read = read_statistics, .why = "max recipient rate"},
	{HEAD("statistics: max newtls rate "),      ACTION_OTHER, .read = read_statistics, .why = "max newtls rate"},
	{HEAD("statistics: max auth rate "),        ACTION_OTHER, .read = read_statistics, .why = "max auth rate"},
};

static const struct postfix_message scache_messages[] = {
	{HEAD("statistics: start interval "),           ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("statistics: domain lookup hits="),       ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("statistics: address lookup hits="),      ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("statistics: max simultaneous domains="), ACTION_OTHER, .read = postfix_read_silent},
};

static const struct postfix_message postsuper_messages[] = {
	{HEAD("removed"),              ACTION_ADMIN_COMMAND, .why = "removed"},
	{HEAD("requeued"),             ACTION_ADMIN_COMMAND, .why = "requeued"},
	{HEAD("placed on hold"),       ACTION_ADMIN_COMMAND, .why = "placed on hold"},
	{HEAD("released from hold"),   ACTION_ADMIN_COMMAND, .why = "released from hold"},
	{HEAD("expired"),              ACTION_ADMIN_COMMAND, .why = "expired"},
	{HEAD("Deleted: "),            ACTION_ADMIN_COMMAND, .read = read_total, .why = "Deleted"},
	{HEAD("Requeued: "),           ACTION_ADMIN_COMMAND, .read = read_total, .why = "Requeued"},
	{HEAD("Placed on hold: "),     ACTION_ADMIN_COMMAND, .read = read_total, .why = "Placed on hold"},
	{HEAD("Released from hold: "), ACTION_ADMIN_COMMAND, .read = read_total, .why = "Released from hold"},
	{HEAD("Force-expired: "),      ACTION_ADMIN_COMMAND, .read = read_total, .why = "Force-expired"},
	{HEAD("Renamed to match inode number: "), ACTION_ADMIN_COMMAND, .read = read_total, .why = "Renamed to match inode number"},
};

/* postlog(1) writes what a script wants written. */
static const struct postfix_message postlog_messages[] = {
	{HEAD(""),                     ACTION_OTHER,         .read = postfix_read_silent},
};

static const struct postfix_message submit_warnings[] = {
	{HEAD("uid="),                 ACTION_SERVICE_ERROR, .read = read_uid},
	{HEAD("User "),                ACTION_MAIL_REJECT,   .read = read_forbidden, .class = "policy"},
	{HEAD(""),                     ACTION_SERVICE_ERROR, .read = read_account},
};

static const struct postfix_message any_messages[] = {
	{HEAD("table "),               ACTION_OTHER,         .read = read_table},
	{HEAD("cache "),               ACTION_OTHER,         .read = read_table},
	{HEAD("using backwards-compatible default setting "), ACTION_OTHER, .read = postfix_read_silent},
	{HEAD("passing "),             ACTION_MAIL_QUEUE,    .read = read_passing},
	{HEAD("status=deferred (bounce failed)"), ACTION_MAIL_QUEUE, .why = "bounce failed"},
};

/* A warning without a row is trouble of the service. */
static const struct postfix_message any_warnings[] = {
	{HEAD("TLS library problem: "), ACTION_SERVICE_ERROR, .read = postfix_read_error, .class = "tls-failure"},
	{HEAD(""),                      ACTION_SERVICE_ERROR, .read = postfix_read_error},
};
/* clang-format on */

const struct postfix_table postfix_master = POSTFIX_TABLE(master_messages);
const struct postfix_table postfix_script = POSTFIX_TABLE(script_messages);
const struct postfix_table postfix_anvil = POSTFIX_TABLE(anvil_messages);
const struct postfix_table postfix_scache = POSTFIX_TABLE(scache_messages);
const struct postfix_table postfix_postsuper = POSTFIX_TABLE(postsuper_messages);
const struct postfix_table postfix_postlog = POSTFIX_TABLE(postlog_messages);
const struct postfix_table postfix_submit_warnings = POSTFIX_TABLE(submit_warnings);
const struct postfix_table postfix_any = POSTFIX_TABLE(any_messages);
const struct postfix_table postfix_any_warnings = POSTFIX_TABLE(any_warnings);
