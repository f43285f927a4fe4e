/* SPDX-License-Identifier: ISC */
/*
 * The mail_log plugin: what was done to messages and folders.
 *
 *	expunge: box=INBOX, uid=7, msgid=<a@example.org>, size=905, vsize=929, from=…,
 *	    subject=…, flags=(\Seen)
 *	copy from INBOX: box=Trash, uid=1, …
 *	Mailbox renamed: Old -> Older
 *
 * 2.4 has "Mailbox INBOX: " before each and leaves the name out behind "Mailbox created". The
 * order of the fields is fixed. From and subject are the sender's text and may look like other
 * fields: so the fields before them are read from the left, the flags from the right.
 */
#include "dovecot.h"

#include "base/scan.h"

struct mail_row {
	const char *head;
	enum action action;
	const char *kind; /* event.type, spoor.delete.kind or event.code, by the action */
	bool (*read)(struct dovecot_line *line, const struct mail_row *row,
		spoor_view box, spoor_view rest);
};

static void set_from(struct spoor_event *event, spoor_view from)
{
	size_t open = view_find_last(from, '<');
	spoor_view address = from;

	if (open < from.len && view_ends(from, VIEW(">"))) {
		address = view_unwrap(view_skip(from, open), '<', '>');
		if (open > 0)
			event_add_extra(event, VIEW("from"), from);
	}
	event_add_text(event, FIELD_EMAIL_FROM, address);
}

void dovecot_set_message_id(struct spoor_event *event, spoor_view id)
{
	event_set_text(
		event, FIELD_EMAIL_MESSAGE_ID, view_unwrap(view_trim(id), '<', '>'));
}

/* clang-format off */
static const char *const behind_box[]   = {"uid=", "msgid=", "size=", "vsize=", "from=", "subject=", NULL};
static const char *const behind_msgid[] = {"size=", "vsize=", "from=", "subject=", NULL};
static const char *const behind_from[]  = {"subject=", NULL};
static const char *const anything[]     = {"", NULL};
static const char *const nothing[]      = {NULL};
/* clang-format on */

static bool begins_with_one(spoor_view text, const char *const heads[])
{
	for (size_t i = 0; heads[i]; i++)
		if (heads[i][0] == '\0' || dovecot_starts(text, heads[i]))
			return true;
	return false;
}

/* The value behind `key` at the front of the list, up to a ", " with one of `nexts` behind. */
static bool take(
	spoor_view *list, spoor_view key, const char *const nexts[], spoor_view *value_r)
{
	spoor_view rest = *list;
	size_t at = 0;

	if (!scan_literal(&rest, key))
		return false;
	for (;;) {
		at += view_find(view_skip(rest, at), ',');
		if (at + 1 >= rest.len) {
			at = rest.len;
			break;
		}
		if (rest.ptr[at + 1] == ' ' &&
			begins_with_one(view_skip(rest, at + 2), nexts))
			break;
		at++;
	}
	*value_r = view_head(rest, at);
	*list = view_skip(rest, at < rest.len ? at + 2 : at);
	return true;
}

/* "flags=(\Seen \Recent)" at the end of the list; no flag holds a bracket. */
static void take_flags(struct spoor_event *event, spoor_view *list)
{
	size_t open = view_find_last(*list, '(');
	spoor_view before = view_head(*list, open);
	spoor_view flags;

	if (!view_ends(*list, VIEW(")")) || !view_ends(before, VIEW("flags=")))
		return;
	flags = view_of(list->ptr + open + 1, list->len - open - 2);
	before.len -= strlen("flags=");
	if (before.len && !view_ends(before, VIEW(", ")))
		return;
	*list = view_head(before, before.len ? before.len - 2 : 0);
	while (flags.len)
		event_add_text(event, FIELD_MAIL_FLAGS, view_split(&flags, ' '));
}

static void set_fields(struct spoor_event *event, spoor_view list)
{
	spoor_view value;

	take_flags(event, &list);
	if (take(&list, VIEW("box="), behind_box, &value))
		event_set_text(event, FIELD_MAILBOX_FOLDER, value);
	if (take(&list, VIEW("uid="), anything, &value) && !view_eq(value, VIEW("error")))
		event_set_text(event, FIELD_MAIL_UID, value);
	if (take(&list, VIEW("msgid="), behind_msgid, &value))
		dovecot_set_message_id(event, value);
	if (take(&list, VIEW("size="), anything, &value))
		event_set_digits(event, FIELD_MAIL_BYTES, value);
	if (take(&list, VIEW("vsize="), anything, &value) &&
		!view_eq(value, VIEW("error")))
		event_add_extra(event, VIEW("vsize"), value);
	if (take(&list, VIEW("from="), behind_from, &value))
		set_from(event, value);
	if (take(&list, VIEW("subject="), nothing, &value))
		event_set_text(event, FIELD_EMAIL_SUBJECT, value);
}

/* Whether the list begins like one. */
static bool is_fields(spoor_view list)
{
	static const char *const keys[] = {"box=", "uid=", "msgid=", "size=", "vsize=",
		"from=", "subject=", "flags=("};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (dovecot_starts(list, keys[i]))
			return true;
	return list.len == 0;
}

static bool read_act(struct dovecot_line *line, const struct mail_row *row,
	spoor_view box, spoor_view rest)
{
	struct spoor_event *event = line->event;

	if (!is_fields(rest))
		return false;
	event_set_action(event, row->action);
	if (row->kind)
		event_set_text(event,
			row->action == ACTION_MAIL_DELETE ? FIELD_DELETE_KIND
							  : FIELD_EVENT_CODE,
			view_string(row->kind));
	event_set_text(event, FIELD_MAILBOX_FOLDER, box);
	set_fields(event, rest);
	return true;
}

/* By lmtp and lda a delivery, else a client's own. */
static bool read_save(struct dovecot_line *line, const struct mail_row *row,
	spoor_view box, spoor_view rest)
{
	if (!read_act(line, row, box, rest))
		return false;
	if (line->process && line->process->role == DOVECOT_DELIVERY) {
		event_set_action(line->event, ACTION_MAIL_DELIVER);
		event_set_outcome(line->event, true);
	}
	return true;
}

/* "copy from FOLDER: FIELDS". */
static bool read_copy(struct dovecot_line *line, const struct mail_row *row,
	spoor_view box, spoor_view rest)
{
	size_t at = 0;

	for (;;) {
		at = dovecot_colon(rest, at);
		if (at == rest.len)
			return false;
		if (is_fields(view_skip(rest, at + 2)))
			break;
		at += 2;
	}
	event_set_text(line->event, FIELD_MAILBOX_FOLDER_FROM, view_head(rest, at));
	return read_act(line, row, box, view_skip(rest, at + 2));
}

/* "Mailbox created: NAME"; 2.4 has the name in front. */
static bool read_folder(struct dovecot_line *line, const struct mail_row *row,
	spoor_view box, spoor_view rest)
{
	if (!scan_literal(&rest, VIEW(": ")) && rest.len)
		return false;
	event_set_action(line->event, ACTION_FOLDER_CHANGE);
	event_add_text(line->event, FIELD_EVENT_TYPE, view_string(row->kind));
	event_set_text(line->event, FIELD_MAILBOX_FOLDER, rest.len ? rest : box);
	return true;
}

/* "Mailbox renamed: OLD -> NEW". */
static bool read_rename(struct dovecot_line *line, const struct mail_row *row,
	spoor_view box, spoor_view rest)
{
	spoor_view names = rest;
	spoor_view from = box;

	if (!scan_literal(&names, VIEW(": ")))
		return false;
	if (!box.len || !scan_literal(&names, box) ||
		!scan_literal(&names, VIEW(" -> "))) {
		scan_literal(&rest, VIEW(": "));
		names = rest;
		if (!scan_until_text(&names, VIEW(" -> "), &from))
			return false;
	}
	event_set_action(line->event, ACTION_FOLDER_CHANGE);
	event_add_text(line->event, FIELD_EVENT_TYPE, view_string(row->kind));
	event_set_text(line->event, FIELD_MAILBOX_FOLDER_FROM, from);
	event_set_text(line->event, FIELD_MAILBOX_FOLDER, names);
	return true;
}

/* clang-format off */
static const struct mail_row rows[] = {
	{"save: ",           ACTION_MAIL_APPEND,   NULL,       read_save},
	{"flag_change: ",    ACTION_MAIL_FLAG,     NULL,       read_act},
	{"expunge: ",        ACTION_MAIL_DELETE,   "hard",     read_act},
	{"delete: ",         ACTION_MAIL_DELETE,   "flag",     read_act},
	{"undelete: ",       ACTION_MAIL_FLAG,     "undelete", read_act},
	{"copy from ",       ACTION_MAIL_MOVE,     NULL,       read_copy},
	{"Mailbox created",  ACTION_FOLDER_CHANGE, "creation", read_folder},
	{"Mailbox deleted",  ACTION_FOLDER_CHANGE, "deletion", read_folder},
	{"Mailbox renamed",  ACTION_FOLDER_CHANGE, "change",   read_rename},
};
/* clang-format on */

static bool read_event(struct dovecot_line *line, spoor_view box, spoor_view text)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(text, rows[i].head))
			return rows[i].read(line, &rows[i], box,
				view_skip(text, strlen(rows[i].head)));
	return false;
}

/* "Mailbox NAME: EVENT": the first ": " that an event follows ends the name. */
static bool read_named(struct dovecot_line *line, spoor_view text)
{
	enum { MOST_COLONS = 16 };
	size_t at = 0;

	for (int i = 0; i < MOST_COLONS; i++) {
		at = dovecot_colon(text, at);
		if (at == text.len)
			return false;
		if (read_event(line, view_head(text, at), view_skip(text, at + 2)))
			return true;
		at += 2;
	}
	return false;
}

bool dovecot_read_mail_log(struct dovecot_line *line)
{
	spoor_view rest = line->text;

	if (read_event(line, view_of("", 0), line->text))
		return true;
	return scan_literal(&rest, VIEW("Mailbox ")) && read_named(line, rest);
}
