/* SPDX-License-Identifier: ISC */
/*
 * Commands of Roundcube's ManageSieve client, and what an uploaded script does. The script is in
 * the record in files; over syslog its lines are records of their own.
 *
 *	PUTSCRIPT "roundcube" {106+}
 *	require ["copy"];
 *	redirect :copy "drop@example.org";
 */
#include "base/scan.h"
#include "format/roundcube.h"

/* ------------------------------------------------------------------ the script */

/* Actions of Sieve that do something to a message, and whether their string is a target. */
static const struct sieve_action {
	spoor_view name;
	bool has_target;
} actions[] = {
	{ROUNDCUBE_START("redirect"), true},
	{ROUNDCUBE_START("fileinto"), true},
	{ROUNDCUBE_START("discard"), false},
	{ROUNDCUBE_START("reject"), false},
	{ROUNDCUBE_START("ereject"), false},
	{ROUNDCUBE_START("vacation"), false},
	{ROUNDCUBE_START("notify"), true},
	{ROUNDCUBE_START("pipe"), true},
	{ROUNDCUBE_START("execute"), true},
	{ROUNDCUBE_START("keep"), false},
};

static const struct sieve_action *find_action(spoor_view word)
{
	for (size_t i = 0; i < COUNT(actions); i++)
		if (view_eq_nocase(word, actions[i].name))
			return &actions[i];
	return NULL;
}

/* Behind a comment that begins with '#' or "/" "*"; without one: nothing is taken. */
static bool skip_comment(spoor_view *cursor)
{
	if (view_starts(*cursor, VIEW("#"))) {
		*cursor = view_skip(*cursor, view_find(*cursor, '\n'));
		return true;
	}
	if (view_starts(*cursor, VIEW("/*"))) {
		size_t end = view_search(*cursor, VIEW("*/"));

		*cursor = view_skip(*cursor, end < cursor->len ? end + 2 : end);
		return true;
	}
	return false;
}

/* "text:" up to a line with a point only. */
static bool skip_text(spoor_view *cursor)
{
	size_t end;

	if (!view_starts_nocase(*cursor, VIEW("text:")))
		return false;
	end = view_search(*cursor, VIEW("\n.\r\n"));
	if (end == cursor->len)
		end = view_search(*cursor, VIEW("\n.\n"));
	*cursor = view_skip(*cursor, end);
	return true;
}

static bool is_word_char(char c)
{
	return is_alpha(c) || is_digit(c) || c == '_';
}

static spoor_view take_word(spoor_view *cursor)
{
	size_t len = 0;
	spoor_view word;

	while (len < cursor->len && is_word_char(cursor->ptr[len]))
		len++;
	word = view_head(*cursor, len);
	*cursor = view_skip(*cursor, len);
	return word;
}

/* Actions begin a statement; their last string is the target. */
void roundcube_read_script(spoor_view script, struct spoor_event *event)
{
	const struct sieve_action *action = NULL;
	spoor_view target = view_of("", 0);
	bool starts = true;

	while (script.len) {
		char c = script.ptr[0];

		if (skip_comment(&script) || skip_text(&script))
			continue;
		if (c == '"') {
			if (!roundcube_scan_quoted(event->arena, &script, &target))
				return;
			starts = false;
		} else if (is_alpha(c)) {
			spoor_view word = take_word(&script);

			if (starts && (action = find_action(word)))
				event_add_text(event, FIELD_RULE_OPS, action->name);
			starts = false;
		} else {
			if (c == ';' && action && action->has_target)
				event_add_text(event, FIELD_RULE_TARGETS, target);
			starts |= c == ';' || c == '{' || c == '}';
			if (c == ';')
				action = NULL;
			script = view_skip(script, 1);
		}
	}
}

/* ------------------------------------------------------------------ commands */

static void set_rule(struct spoor_event *event, spoor_view type, spoor_view name)
{
	event_set_action(event, ACTION_RULE_CHANGE);
	event_add_text(event, FIELD_EVENT_TYPE, type);
	event_set_constant(event, FIELD_RULE_KIND, VIEW("sieve"));
	event_set_text(event, FIELD_RULE_NAME, name);
}

static void read_put(spoor_view rest, spoor_view name, struct spoor_event *event)
{
	spoor_view before;

	set_rule(event, VIEW("change"), name);
	if (scan_until(&rest, '\n', &before))
		roundcube_read_script(rest, event);
}

/* The script that is in force; without a name none is any more. */
static void read_activate(spoor_view rest, spoor_view name, struct spoor_event *event)
{
	(void)rest;
	set_rule(event, VIEW("change"), name);
}

static void read_delete(spoor_view rest, spoor_view name, struct spoor_event *event)
{
	(void)rest;
	set_rule(event, VIEW("deletion"), name);
}

static void read_rename(spoor_view rest, spoor_view name, struct spoor_event *event)
{
	spoor_view to;

	if (!roundcube_scan_string(event->arena, &rest, &to))
		return;
	set_rule(event, VIEW("change"), to);
	event_add_extra(event, VIEW("renamed_from"), name);
}

/* clang-format off */
static const struct sieve_command {
	spoor_view verb;
	void (*read)(spoor_view rest, spoor_view name, struct spoor_event *event);
} commands[] = {
	{ROUNDCUBE_START("PUTSCRIPT "),    read_put},
	{ROUNDCUBE_START("SETACTIVE "),    read_activate},
	{ROUNDCUBE_START("DELETESCRIPT "), read_delete},
	{ROUNDCUBE_START("RENAMESCRIPT "), read_rename},
};
/* clang-format on */

void roundcube_read_sieve(spoor_view command, struct spoor_event *event)
{
	for (size_t i = 0; i < COUNT(commands); i++) {
		spoor_view name = view_of("", 0);

		if (!scan_literal(&command, commands[i].verb))
			continue;
		roundcube_scan_string(event->arena, &command, &name);
		event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("managesieve"));
		event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
		event_add_extra(event, VIEW("command"), view_trim(commands[i].verb));
		commands[i].read(command, name, event);
		return;
	}
}
