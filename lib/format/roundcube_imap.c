/* SPDX-License-Identifier: ISC */
/*
 * Commands of Roundcube's IMAP client: what a user's session reads, searches, moves, deletes.
 * Nothing else at Roundcube logs that. The answers are other records; so these have no outcome.
 *
 *	UID FETCH 99 (UID BODY.PEEK[2])
 *	UID SEARCH RETURN (ALL) CHARSET UTF-8 OR SUBJECT invoice TEXT invoice
 *	UID MOVE 12:14 Trash
 */
#include "base/decode.h"
#include "base/scan.h"
#include "format/roundcube.h"

bool roundcube_scan_quoted(struct arena *arena, spoor_view *cursor, spoor_view *string_r)
{
	spoor_view rest = *cursor;
	size_t end = 0;

	if (!scan_char(&rest, '"'))
		return false;
	for (; end < rest.len && rest.ptr[end] != '"'; end++)
		if (rest.ptr[end] == '\\')
			end++;
	if (end >= rest.len)
		return false;
	*string_r = decode_backslash(arena, view_head(rest, end));
	*cursor = view_skip(rest, end + 1);
	return true;
}

bool roundcube_scan_string(struct arena *arena, spoor_view *cursor, spoor_view *string_r)
{
	size_t end = 0;

	if (!roundcube_scan_quoted(arena, cursor, string_r)) {
		while (end < cursor->len && !memchr(" \r\n", cursor->ptr[end], 3))
			end++;
		if (end == 0 || memchr("{\"", cursor->ptr[0], 2))
			return false;
		*string_r = view_head(*cursor, end);
		*cursor = view_skip(*cursor, end);
	}
	scan_char(cursor, ' ');
	return true;
}

static void set_folder(spoor_view *rest, struct spoor_event *event, enum field field)
{
	spoor_view folder;

	if (roundcube_scan_string(event->arena, rest, &folder))
		event_set_text(event, field, folder);
}

/* "(…)" at the front, without quotes or parentheses in it; takes the blank too. */
static bool scan_list(spoor_view *cursor, spoor_view *list_r)
{
	spoor_view rest = *cursor;

	if (!scan_between(&rest, '(', ')', list_r))
		return false;
	scan_char(&rest, ' ');
	*cursor = rest;
	return true;
}

static void set_type(struct spoor_event *event, spoor_view type)
{
	event_add_text(event, FIELD_EVENT_TYPE, type);
}

/* ------------------------------------------------------------------ reading */

/* A section of a message that is more than its head. */
static bool is_content(spoor_view section)
{
	return !view_holds(section, VIEW("HEADER")) && !view_holds(section, VIEW("MIME"));
}

/* "BODY[2]", "BODY.PEEK[]<0.1024>", "BINARY[1]": one of them with content. */
static bool find_content(spoor_view items, spoor_view *section_r)
{
	spoor_view before;

	while (scan_until(&items, '[', &before)) {
		size_t end = view_find(items, ']');

		*section_r = view_head(items, end);
		if (is_content(*section_r))
			return true;
		items = view_skip(items, end);
	}
	return false;
}

/* The whole structure or a part is read when a message is opened, heads only for a list. */
static void read_fetch(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view section = view_of("", 0);
	spoor_view set;

	if (!scan_word(&rest, &set))
		return;
	if (find_content(rest, &section) || view_holds(rest, VIEW("BODYSTRUCTURE")))
		event_set_action(event, ACTION_MAIL_OPEN);
	else if (view_holds(rest, VIEW("HEADER")))
		event_set_action(event, ACTION_MAIL_LIST);
	if (is_uid)
		event_set_text(event, FIELD_MAIL_UID, set);
	if (event->action == ACTION_MAIL_OPEN && section.len && is_digit(section.ptr[0]))
		event_set_text(event, FIELD_ATTACHMENT_PART, section);
}

/* Keys that search for something; the others (ALL, UNDELETED, UNSEEN …) make lists. */
static bool is_search_key(spoor_view word)
{
	static const char *const keys[] = {"SUBJECT", "FROM", "TO", "CC", "BCC", "BODY",
		"TEXT", "HEADER", "SINCE", "BEFORE", "ON", "SENTSINCE", "SENTBEFORE",
		"SENTON", "LARGER", "SMALLER", "OLDER", "YOUNGER", "KEYWORD", "X-GM-RAW",
		"FUZZY"};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (view_eq_nocase(word, view_string(keys[i])))
			return true;
	return false;
}

static bool has_search_key(struct arena *arena, spoor_view criteria)
{
	spoor_view word;

	while (criteria.len) {
		if (memchr(" ()\r\n", criteria.ptr[0], 5)) {
			criteria = view_skip(criteria, 1);
			continue;
		}
		if (!roundcube_scan_string(arena, &criteria, &word))
			return false;
		if (is_search_key(word))
			return true;
	}
	return false;
}

static void set_search(spoor_view criteria, struct spoor_event *event)
{
	event_set_action(event, ACTION_MAIL_LIST);
	if (!has_search_key(event->arena, criteria))
		return;
	event_set_action(event, ACTION_MAIL_SEARCH);
	event_set_text(event, FIELD_SEARCH_QUERY, view_trim(criteria));
}

/* SEARCH [RETURN (…)] [CHARSET …] CRITERIA */
static void read_search(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view skipped;

	(void)is_uid;
	if (scan_literal(&rest, VIEW("RETURN ")))
		scan_list(&rest, &skipped);
	if (scan_literal(&rest, VIEW("CHARSET ")))
		scan_word(&rest, &skipped);
	set_search(rest, event);
}

/* SORT [RETURN (…)] (ORDER) CHARSET CRITERIA, THREAD ALGORITHM CHARSET CRITERIA */
static void read_sort(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view skipped;

	(void)is_uid;
	if (scan_literal(&rest, VIEW("RETURN ")))
		scan_list(&rest, &skipped);
	if (!scan_list(&rest, &skipped))
		scan_word(&rest, &skipped);
	scan_word(&rest, &skipped);
	set_search(rest, event);
}

/* ------------------------------------------------------------------ changing */

static bool add_flags(spoor_view list, struct spoor_event *event)
{
	bool deleted = false;

	while (list.len) {
		spoor_view flag = view_split(&list, ' ');

		event_add_text(event, FIELD_MAIL_FLAGS, flag);
		deleted |= view_eq_nocase(flag, VIEW("\\Deleted"));
	}
	return deleted;
}

static void set_delete(struct spoor_event *event, spoor_view kind)
{
	event_set_action(event, ACTION_MAIL_DELETE);
	event_set_text(event, FIELD_DELETE_KIND, kind);
}

/* STORE SET +FLAGS.SILENT (\Seen) */
static void read_store(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view set;
	spoor_view item;
	spoor_view flags;

	if (!scan_word(&rest, &set) || !scan_word(&rest, &item))
		return;
	event_set_action(event, ACTION_MAIL_FLAG);
	if (is_uid)
		event_set_text(event, FIELD_MAIL_UID, set);
	if (!scan_list(&rest, &flags))
		flags = rest;
	if (item.ptr[0] == '-')
		event_add_extra(event, VIEW("flags"), VIEW("removed"));
	if (add_flags(flags, event) && item.ptr[0] != '-')
		set_delete(event, VIEW("flag"));
}

/* The last part of a folder's name is what mail programs call their trash. */
static bool is_trash(spoor_view folder)
{
	size_t slash = view_find_last(folder, '/');
	size_t point;

	if (slash < folder.len)
		folder = view_skip(folder, slash + 1);
	point = view_find_last(folder, '.');
	if (point < folder.len)
		folder = view_skip(folder, point + 1);
	return view_eq_nocase(folder, VIEW("Trash")) ||
	       view_starts_nocase(folder, VIEW("Deleted "));
}

/* COPY SET FOLDER, MOVE SET FOLDER */
static void read_move(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view set;

	if (!scan_word(&rest, &set))
		return;
	event_set_action(event, ACTION_MAIL_MOVE);
	if (is_uid)
		event_set_text(event, FIELD_MAIL_UID, set);
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER);
	if (is_trash(event_text(event, FIELD_MAILBOX_FOLDER)))
		set_delete(event, VIEW("trash"));
}

/* EXPUNGE [SET] */
static void read_expunge(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	set_delete(event, VIEW("hard"));
	if (is_uid)
		event_set_text(event, FIELD_MAIL_UID, view_trim(rest));
}

/* APPEND FOLDER (FLAGS) ["DATE"] {BYTES+} */
static void read_append(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	spoor_view flags;
	spoor_view before;
	int64_t bytes;

	(void)is_uid;
	event_set_action(event, ACTION_MAIL_APPEND);
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER);
	if (scan_list(&rest, &flags))
		add_flags(flags, event);
	if (scan_until(&rest, '{', &before) && scan_number(&rest, &bytes))
		event_set_number(event, FIELD_MAIL_BYTES, bytes);
}

static void set_folder_change(
	spoor_view *rest, struct spoor_event *event, spoor_view type)
{
	event_set_action(event, ACTION_FOLDER_CHANGE);
	set_type(event, type);
	set_folder(rest, event, FIELD_MAILBOX_FOLDER);
}

static void read_create(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_folder_change(&rest, event, VIEW("creation"));
}

static void read_delete(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_folder_change(&rest, event, VIEW("deletion"));
}

static void read_subscribe(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_folder_change(&rest, event, VIEW("change"));
}

/* RENAME FROM TO */
static void read_rename(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	event_set_action(event, ACTION_FOLDER_CHANGE);
	set_type(event, VIEW("change"));
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER_FROM);
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER);
}

/* SETACL FOLDER USER RIGHTS, DELETEACL FOLDER USER */
static void set_rights(spoor_view rest, struct spoor_event *event, spoor_view type)
{
	spoor_view text;

	event_set_action(event, ACTION_PERMISSION_CHANGE);
	set_type(event, type);
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER);
	set_folder(&rest, event, FIELD_PERM_GRANTEE);
	if (roundcube_scan_string(event->arena, &rest, &text))
		event_add_text(event, FIELD_PERM_RIGHTS, text);
}

static void read_setacl(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_rights(rest, event, VIEW("change"));
}

static void read_deleteacl(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_rights(rest, event, VIEW("deletion"));
}

/* Without bearing, but the folder of what follows on this connection. */
static void read_select(spoor_view rest, bool is_uid, struct spoor_event *event)
{
	(void)is_uid;
	set_folder(&rest, event, FIELD_MAILBOX_FOLDER);
}

/* clang-format off */
static const struct imap_verb {
	spoor_view name;
	void (*read)(spoor_view rest, bool is_uid, struct spoor_event *event);
} verbs[] = {
	{ROUNDCUBE_START("FETCH "),       read_fetch},
	{ROUNDCUBE_START("SEARCH "),      read_search},
	{ROUNDCUBE_START("ESEARCH "),     read_search},
	{ROUNDCUBE_START("SORT "),        read_sort},
	{ROUNDCUBE_START("THREAD "),      read_sort},
	{ROUNDCUBE_START("STORE "),       read_store},
	{ROUNDCUBE_START("COPY "),        read_move},
	{ROUNDCUBE_START("MOVE "),        read_move},
	{ROUNDCUBE_START("EXPUNGE"),      read_expunge},
	{ROUNDCUBE_START("APPEND "),      read_append},
	{ROUNDCUBE_START("CREATE "),      read_create},
	{ROUNDCUBE_START("DELETE "),      read_delete},
	{ROUNDCUBE_START("RENAME "),      read_rename},
	{ROUNDCUBE_START("SUBSCRIBE "),   read_subscribe},
	{ROUNDCUBE_START("UNSUBSCRIBE "), read_subscribe},
	{ROUNDCUBE_START("SETACL "),      read_setacl},
	{ROUNDCUBE_START("DELETEACL "),   read_deleteacl},
	{ROUNDCUBE_START("SELECT "),      read_select},
	{ROUNDCUBE_START("EXAMINE "),     read_select},
};
/* clang-format on */

void roundcube_read_imap(spoor_view command, struct spoor_event *event)
{
	bool is_uid = scan_literal(&command, VIEW("UID "));

	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (!scan_literal(&command, verbs[i].name))
			continue;
		event_set_constant(event, FIELD_NETWORK_PROTOCOL, VIEW("imap"));
		event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
		scan_char(&command, ' ');
		verbs[i].read(command, is_uid, event);
		return;
	}
}
