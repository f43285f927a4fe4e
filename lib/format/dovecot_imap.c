/* SPDX-License-Identifier: ISC */
/*
 * IMAP commands of the event export: here a server says which messages were read and what was
 * searched for.
 *
 *	cmd_name "UID FETCH", cmd_args "7 (BODY.PEEK[1.2])", mailbox "INBOX"
 */
#include "dovecot_export.h"

#include "base/scan.h"
#include "format/secret.h"

struct imap_row {
	const char *name; /* without "UID " */
	enum action action;
	const char *type; /* event.type; NULL: the action says it */
	void (*read)(struct dovecot_export *export, spoor_view args, bool uid);
};

/* An atom or a quoted string. */
static spoor_view take_word(spoor_view *args)
{
	spoor_view word;
	size_t at = 1;

	if (!view_starts(*args, VIEW("\"")))
		return scan_word(args, &word) ? word : view_of("", 0);
	while (at < args->len && args->ptr[at] != '"')
		at += args->ptr[at] == '\\' ? 2 : 1;
	if (at >= args->len)
		at = args->len;
	word = view_of(args->ptr + 1, at - 1);
	*args = view_skip(*args, at < args->len ? at + 1 : at);
	scan_blanks(args);
	return word;
}

/* The messages that a command names: UIDs, or numbers of the session. */
static spoor_view take_set(struct dovecot_export *export, spoor_view *args, bool uid)
{
	spoor_view set = take_word(args);

	if (uid)
		event_set_text(export->event, FIELD_MAIL_UID, set);
	else if (set.len)
		event_add_extra(export->event, VIEW("sequence"), set);
	return set;
}

static void read_search(struct dovecot_export *export, spoor_view args, bool uid)
{
	(void)uid;
	event_set_text(export->event, FIELD_SEARCH_QUERY,
		secret_mask(export->site, export->event, args));
	event_set_text(export->event, FIELD_SEARCH_SCOPE, export->at[KEY_MAILBOX]);
}

/* What is behind "BODY[": "", "TEXT", "1.2" are content; "HEADER…" and "1.MIME" are not. */
static bool is_content(spoor_view section)
{
	spoor_view last = view_skip(section, 0);
	size_t point = view_find_last(section, '.');

	if (view_starts_nocase(section, VIEW("HEADER")))
		return false;
	if (point < section.len)
		last = view_skip(section, point + 1);
	return !view_eq_nocase(last, VIEW("MIME")) &&
	       !view_eq_nocase(last, VIEW("HEADER"));
}

static bool is_part(spoor_view section)
{
	if (section.len == 0)
		return false;
	for (size_t i = 0; i < section.len; i++)
		if (!is_digit(section.ptr[i]) && section.ptr[i] != '.')
			return false;
	return true;
}

/* One item of FETCH; true: it gives a message's content. */
static bool is_content_item(spoor_view item, spoor_view *part_r)
{
	static const char *const heads[] = {
		"BODY[", "BODY.PEEK[", "BINARY[", "BINARY.PEEK["};
	static const char *const whole[] = {"RFC822", "RFC822.TEXT", "RFC822.PEEK"};

	for (size_t i = 0; i < COUNT(heads); i++) {
		spoor_view section;

		if (!view_starts_nocase(item, view_string(heads[i])))
			continue;
		section = view_skip(item, strlen(heads[i]));
		section = view_head(section, view_find(section, ']'));
		section = view_head(section, view_find(section, ' '));
		if (is_part(section))
			*part_r = section;
		return is_content(section);
	}
	for (size_t i = 0; i < COUNT(whole); i++)
		if (view_eq_nocase(item, view_string(whole[i])))
			return true;
	return false;
}

/* Whether FETCH's items, "(UID BODY.PEEK[1])" or "RFC822", hold content. */
static bool has_content(spoor_view items, spoor_view *part_r)
{
	bool found = false;

	while (items.len) {
		size_t end = 0;
		bool section = false;

		while (end < items.len &&
			(section || !memchr(" ()", items.ptr[end], 3))) {
			if (items.ptr[end] == '[')
				section = true;
			else if (items.ptr[end] == ']')
				section = false;
			end++;
		}
		found |= is_content_item(view_head(items, end), part_r);
		items = view_skip(items, end < items.len ? end + 1 : end);
	}
	return found;
}

/* Content of one message is an opening, of several a fetch; all else is a list. */
static void read_fetch(struct dovecot_export *export, spoor_view args, bool uid)
{
	spoor_view set = take_set(export, &args, uid);
	spoor_view part = view_of("", 0);
	int64_t number;

	if (!has_content(args, &part)) {
		event_set_action(export->event, ACTION_MAIL_LIST);
		return;
	}
	if (!view_number(set, &number))
		return;
	event_set_action(export->event, ACTION_MAIL_OPEN);
	event_set_text(export->event, FIELD_ATTACHMENT_PART, part);
}

/* "7 +FLAGS.SILENT (\Deleted)". */
static void read_store(struct dovecot_export *export, spoor_view args, bool uid)
{
	struct spoor_event *event = export->event;
	size_t open;
	bool removes;

	take_set(export, &args, uid);
	removes = view_holds(args, VIEW("-FLAGS")) || view_holds(args, VIEW("-flags"));
	open = view_find_last(args, '(');
	if (open == args.len)
		open = view_find_last(args, ' ');
	if (open == args.len)
		return;
	args = view_skip(args, open + 1);
	args = view_head(args, view_find(args, ')'));
	while (args.len) {
		spoor_view flag = view_split(&args, ' ');

		event_add_text(event, FIELD_MAIL_FLAGS, flag);
		if (!removes && view_eq_nocase(flag, VIEW("\\Deleted"))) {
			event_set_action(event, ACTION_MAIL_DELETE);
			event_set_constant(event, FIELD_DELETE_KIND, VIEW("flag"));
		}
	}
	if (removes)
		event_add_extra(event, VIEW("flags"), VIEW("removed"));
}

static void read_copy(struct dovecot_export *export, spoor_view args, bool uid)
{
	take_set(export, &args, uid);
	event_set_text(export->event, FIELD_MAILBOX_FOLDER_FROM, export->at[KEY_MAILBOX]);
	event_set_text(export->event, FIELD_MAILBOX_FOLDER, take_word(&args));
}

static void read_expunge(struct dovecot_export *export, spoor_view args, bool uid)
{
	take_set(export, &args, uid);
	event_set_constant(export->event, FIELD_DELETE_KIND, VIEW("hard"));
}

/* The folder is the first word. */
static void read_folder(struct dovecot_export *export, spoor_view args, bool uid)
{
	(void)uid;
	if (!export_has(export, KEY_MAILBOX))
		event_set_text(export->event, FIELD_MAILBOX_FOLDER, take_word(&args));
}

static void read_rename(struct dovecot_export *export, spoor_view args, bool uid)
{
	spoor_view from = take_word(&args);
	spoor_view to = take_word(&args);

	(void)uid;
	event_set_text(export->event, FIELD_MAILBOX_FOLDER_FROM,
		export_has(export, KEY_OLD_MAILBOX) ? export->at[KEY_OLD_MAILBOX] : from);
	event_set_text(export->event, FIELD_MAILBOX_FOLDER,
		export_has(export, KEY_NEW_MAILBOX) ? export->at[KEY_NEW_MAILBOX] : to);
}

/* "INBOX bob lr". */
static void read_acl(struct dovecot_export *export, spoor_view args, bool uid)
{
	read_folder(export, args, uid);
	take_word(&args);
	event_set_text(export->event, FIELD_PERM_GRANTEE, take_word(&args));
	event_add_text(export->event, FIELD_PERM_RIGHTS, take_word(&args));
}

/* ("name" "Roundcube" … "command" "/?_task=mail"). */
static void read_id(struct dovecot_export *export, spoor_view args, bool uid)
{
	struct export_id id;

	(void)uid;
	export_id_begin(&id, export, args.len);
	args = view_unwrap(args, '(', ')');
	while (args.len) {
		spoor_view key = take_word(&args);

		export_id_add(&id, key, take_word(&args));
	}
	export_id_end(&id, export);
}

/* clang-format off */
static const struct imap_row rows[] = {
	{"FETCH",     ACTION_MAIL_FETCH,        NULL,       read_fetch},
	{"SEARCH",    ACTION_MAIL_SEARCH,       NULL,       read_search},
	{"SORT",      ACTION_MAIL_SEARCH,       NULL,       read_search},
	{"THREAD",    ACTION_MAIL_SEARCH,       NULL,       read_search},
	{"ESEARCH",   ACTION_MAIL_SEARCH,       NULL,       read_search},
	{"SELECT",    ACTION_MAIL_LIST,         NULL,       read_folder},
	{"EXAMINE",   ACTION_MAIL_LIST,         NULL,       read_folder},
	{"STORE",     ACTION_MAIL_FLAG,         NULL,       read_store},
	{"COPY",      ACTION_MAIL_MOVE,         NULL,       read_copy},
	{"MOVE",      ACTION_MAIL_MOVE,         NULL,       read_copy},
	{"EXPUNGE",   ACTION_MAIL_DELETE,       NULL,       read_expunge},
	{"APPEND",    ACTION_MAIL_APPEND,       NULL,       read_folder},
	{"CREATE",    ACTION_FOLDER_CHANGE,     "creation", read_folder},
	{"DELETE",    ACTION_FOLDER_CHANGE,     "deletion", read_folder},
	{"RENAME",    ACTION_FOLDER_CHANGE,     "change",   read_rename},
	{"SETACL",    ACTION_PERMISSION_CHANGE, "change",   read_acl},
	{"DELETEACL", ACTION_PERMISSION_CHANGE, "deletion", read_acl},
	{"ID",        ACTION_CONNECT,           NULL,       read_id},
};
/* clang-format on */

static const struct imap_row *find_row(spoor_view name)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (view_eq_nocase(name, view_string(rows[i].name)))
			return &rows[i];
	return NULL;
}

/* "UID FETCH 7 (BODY[])". */
static void set_command(struct dovecot_export *export, spoor_view name, spoor_view args)
{
	struct arena *arena = export->event->arena;
	char *text = arena_room(arena, name.len + 1 + args.len);
	size_t used = name.len;

	if (!text)
		return;
	memcpy(text, name.ptr, name.len);
	if (args.len) {
		text[used++] = ' ';
		memcpy(text + used, args.ptr, args.len);
		used += args.len;
	}
	arena_keep(arena, used);
	event_set_text(export->event, FIELD_PROCESS_COMMAND_LINE,
		secret_mask(export->site, export->event, view_of(text, used)));
}

void export_read_imap(struct dovecot_export *export)
{
	spoor_view state = export->at[KEY_REPLY_STATE];
	spoor_view name = export->at[KEY_CMD_NAME];
	spoor_view args = export->at[KEY_CMD_ARGS];
	spoor_view bare = name;
	const struct imap_row *row;
	bool uid;

	if (state.len)
		event_set_outcome(export->event, view_eq(state, VIEW("OK")));
	uid = view_starts_nocase(bare, VIEW("UID "));
	if (uid)
		bare = view_skip(bare, 4);
	row = find_row(bare);
	event_set_action(export->event, row ? row->action : ACTION_OTHER);
	set_command(export, name, args);
	if (!row)
		return;
	if (row->type)
		event_add_text(export->event, FIELD_EVENT_TYPE, view_string(row->type));
	row->read(export, args, uid);
}
