/* SPDX-License-Identifier: ISC */
/*
 * Debug lines. Most say how Dovecot works; these say what a user did and no other line does:
 *
 *	sieve: file storage: script `NAME': save: Finished saving script
 *	Stored script `NAME' successfully (0 warnings)
 *	Master user logging in as alice
 *
 * All others are `other`: their level says that they have no bearing. "Opened mail because:
 * prefetch" is one of them: it stands there for a message's head as well as for its text.
 */
#include "dovecot.h"

#include "base/scan.h"

struct script_row {
	const char *head;
	const char *type; /* event.type */
	const char *outcome;
};

/* clang-format off */
/* Behind "script `NAME': ". */
static const struct script_row storage_rows[] = {
	{"save: Finished saving script", "change",   "success"},
	{"save: Canceled saving script", "change",   "failure"},
	{"Script activated",             "change",   "success"},
	{"Script deactivated",           "change",   "success"},
	{"Script renamed",               "change",   "success"},
	{"Script deleted",               "deletion", "success"},
};

/* Before "NAME' …". */
static const struct script_row command_rows[] = {
	{"Stored script `",    "change",   "success"},
	{"Activated script `", "change",   "success"},
	{"Renamed script `",   "change",   "success"},
	{"Deleted script `",   "deletion", "success"},
	{"Failed to store script `",    "change",   "failure"},
	{"Failed to activate script `", "change",   "failure"},
	{"Failed to rename script `",   "change",   "failure"},
	{"Failed to delete script `",   "deletion", "failure"},
};
/* clang-format on */

static bool set_script(
	struct dovecot_line *line, const struct script_row *row, spoor_view name)
{
	struct spoor_event *event = line->event;

	event_set_action(event, ACTION_RULE_CHANGE);
	event_add_text(event, FIELD_EVENT_TYPE, view_string(row->type));
	event_set_constant(event, FIELD_EVENT_OUTCOME, view_string(row->outcome));
	event_set_constant(event, FIELD_RULE_KIND, VIEW("sieve"));
	event_set_text(event, FIELD_RULE_NAME, name);
	event_set_text(event, FIELD_EVENT_REASON, line->text);
	return true;
}

/* "sieve: file storage: script `NAME': TEXT". */
static bool read_storage(struct dovecot_line *line)
{
	spoor_view rest = line->text;
	spoor_view skipped;
	spoor_view name;

	if (!scan_literal(&rest, VIEW("sieve: ")) ||
		!scan_until_text(&rest, VIEW("storage: script `"), &skipped) ||
		skipped.len > 24 || !scan_until_text(&rest, VIEW("': "), &name))
		return false;
	for (size_t i = 0; i < COUNT(storage_rows); i++)
		if (dovecot_starts(rest, storage_rows[i].head))
			return set_script(line, &storage_rows[i], name);
	return false;
}

/* "Stored script `NAME' successfully (0 warnings)". */
static bool read_command(struct dovecot_line *line)
{
	for (size_t i = 0; i < COUNT(command_rows); i++) {
		spoor_view rest = line->text;
		spoor_view name;

		if (scan_literal(&rest, view_string(command_rows[i].head)) &&
			scan_until_text(&rest, VIEW("'"), &name))
			return set_script(line, &command_rows[i], name);
	}
	return false;
}

/* "passwd-file(admin,192.0.2.7,master,<S>): Master user logging in as alice": its password was
 * right; whether the login is done, the login process says. */
static bool read_master(struct dovecot_line *line)
{
	spoor_view account = line->text;
	spoor_view before;
	spoor_view database;

	if (!scan_until_last(&account, VIEW("Master user logging in as "), &before))
		return false;
	if (scan_until_text(&before, VIEW("("), &database) &&
		view_ends(before, VIEW("): ")))
		dovecot_set_auth_args(line->event, view_head(before, before.len - 3));
	event_set_action(line->event, ACTION_LOGIN);
	event_set_constant(line->event, FIELD_EVENT_OUTCOME, VIEW("unknown"));
	event_set_text(line->event, FIELD_USER_EFFECTIVE_NAME, account);
	return true;
}

static bool read_known(struct dovecot_line *line)
{
	if (!line->process)
		return false;
	if (line->process->role == DOVECOT_AUTH)
		return read_master(line);
	if (line->process->role != DOVECOT_SESSION)
		return false;
	return read_storage(line) || read_command(line);
}

bool dovecot_read_debug(struct dovecot_line *line)
{
	if (!read_known(line))
		event_set_action(line->event, ACTION_OTHER);
	return true;
}
