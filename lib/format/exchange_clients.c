/* SPDX-License-Identifier: ISC */
/*
 * IMAP4 and POP3, as front end and back end log them: a command a row, with the server's answer
 * in the context, "R=OK" or "R="2 NO AUTHENTICATE failed.";Msg="AuthFailed:LogonDenied,User: x"".
 * The logs of both have the same columns: the server's port tells, else the file's name, else the
 * command. A back end sees the front end as its client.
 */
#include "base/scan.h"
#include "format/log_kinds.h"
#include "format/roundcube.h"
#include "format/weblog.h"

/* clang-format off */
enum {
	TIME, SESSION, SEQUENCE, SERVER, CLIENT, USER, TAKEN, RECEIVED, SENT, COMMAND,
	PARAMETERS, CONTEXT, PUID
};

static const struct log_column columns[] = {
	{"dateTime",   COLUMN_STAMP,        0},
	{"sessionId",  COLUMN_TEXT,         FIELD_SESSION_ID},
	{"seqNumber",  COLUMN_NUMBER,       FIELD_EVENT_SEQUENCE},
	{"sIp",        COLUMN_KEEP,         0},
	{"cIp",        COLUMN_KEEP,         0},
	{"user",       COLUMN_TEXT,         FIELD_USER_NAME},
	{"duration",   COLUMN_MILLISECONDS, 0},
	{"rqsize",     COLUMN_NUMBER,       FIELD_SOURCE_BYTES},
	{"rpsize",     COLUMN_NUMBER,       FIELD_DESTINATION_BYTES},
	{"command",    COLUMN_TEXT,         FIELD_EVENT_CODE},
	{"parameters", COLUMN_KEEP,         0},
	{"context",    COLUMN_KEEP,         0},
	{"puid",       COLUMN_IGNORE,       0},
};

static const struct kind_version versions[] = {{{0, 0}, COUNT(columns)}};

/* What each command is; for those that name mail, see read_imap. */
static const struct verb {
	const char *name;
	enum action action;
} imap_verbs[] = {
	{"OpenSession",  ACTION_CONNECT},
	{"CloseSession", ACTION_DISCONNECT},
	{"login",        ACTION_LOGIN},
	{"authenticate", ACTION_LOGIN},
	{"logout",       ACTION_LOGOUT},
	{"capability",   ACTION_OTHER},
	{"starttls",     ACTION_OTHER},
	{"noop",         ACTION_OTHER},
	{"idle",         ACTION_OTHER},
	{"done",         ACTION_OTHER},
	{"id",           ACTION_OTHER},
	{"namespace",    ACTION_OTHER},
	{"list",         ACTION_OTHER},
	{"lsub",         ACTION_OTHER},
	{"xlist",        ACTION_OTHER},
	{"status",       ACTION_OTHER},
	{"check",        ACTION_OTHER},
	{"close",        ACTION_OTHER},
	{"unselect",     ACTION_OTHER},
	{"enable",       ACTION_OTHER},
	{"getquotaroot", ACTION_OTHER},
}, pop_verbs[] = {
	{"OpenSession",  ACTION_CONNECT},
	{"CloseSession", ACTION_DISCONNECT},
	{"pass",         ACTION_LOGIN},
	{"auth",         ACTION_LOGIN},
	{"apop",         ACTION_LOGIN},
	{"quit",         ACTION_LOGOUT},
	{"retr",         ACTION_MAIL_FETCH},
	{"top",          ACTION_MAIL_FETCH},
	{"dele",         ACTION_MAIL_DELETE},
	{"user",         ACTION_OTHER},
	{"stat",         ACTION_OTHER},
	{"list",         ACTION_OTHER},
	{"uidl",         ACTION_OTHER},
	{"noop",         ACTION_OTHER},
	{"rset",         ACTION_OTHER},
	{"capa",         ACTION_OTHER},
	{"stls",         ACTION_OTHER},
	{"xprx",         ACTION_OTHER},
};

/* Reasons of a refused logon, as .NET names them. */
static const struct {
	const char *word;
	const char *class;
} refusals[] = {
	{"LogonDenied",     "bad-password"},
	{"AccountDisabled", "disabled"},
	{"AccountLocked",   "locked"},
	{"PasswordExpired", "expired"},
	{"unknown user",    "bad-password"},
};
/* clang-format on */

static const struct verb *find_verb(
	const struct verb *verbs, size_t count, spoor_view name)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(name, view_string(verbs[i].name)))
			return &verbs[i];
	return NULL;
}

/* ------------------------------------------------------------------ which of the two */

static bool is_pop_port(int64_t port)
{
	return port == 110 || port == 995 || port == 1110 || port == 1995;
}

static bool is_imap_port(int64_t port)
{
	return port == 143 || port == 993 || port == 1143 || port == 1993;
}

static bool is_pop(const struct row *row)
{
	spoor_view server = row->cells[SERVER];
	int64_t port;

	if (view_number(web_cut_port(&server), &port)) {
		if (is_pop_port(port))
			return true;
		if (is_imap_port(port))
			return false;
	}
	if (row->kind == &log_kind_pop || row->header)
		return row->kind == &log_kind_pop;
	return find_verb(pop_verbs, COUNT(pop_verbs), row->cells[COMMAND]) &&
	       !find_verb(imap_verbs, COUNT(imap_verbs), row->cells[COMMAND]);
}

/* ------------------------------------------------------------------ the server's answer */

/* The next NAME=VALUE before a ';' that is in no quotes. */
static bool next_answer(spoor_view *rest, spoor_view *name_r, spoor_view *value_r)
{
	size_t end = 0;
	bool quoted = false;

	if (rest->len == 0)
		return false;
	while (end < rest->len && (quoted || rest->ptr[end] != ';'))
		quoted ^= rest->ptr[end++] == '"';
	*value_r = view_head(*rest, end);
	*rest = view_skip(*rest, end < rest->len ? end + 1 : end);
	*name_r = view_split(value_r, '=');
	*value_r = view_unwrap(*value_r, '"', '"');
	return true;
}

/* "OK", "2 NO AUTHENTICATE failed.", "-ERR …". */
static bool is_refusal(spoor_view answer)
{
	spoor_view rest = answer;
	spoor_view word;

	if (view_starts(answer, VIEW("-ERR")))
		return true;
	while (scan_word(&rest, &word))
		if (view_eq_nocase(word, VIEW("NO")) || view_eq_nocase(word, VIEW("BAD")))
			return true;
	return false;
}

static void set_refusal(struct spoor_event *event, spoor_view text)
{
	spoor_view user;
	spoor_view before;

	event_set_text(event, FIELD_EVENT_REASON, text);
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (view_holds(text, view_string(refusals[i].word)))
			event_set_constant(event, FIELD_SPOOR_REASON,
				view_string(refusals[i].class));
	user = text;
	if (scan_until_text(&user, VIEW(",User: "), &before) &&
		!event_has(event, FIELD_USER_NAME))
		event_set_text(event, FIELD_USER_NAME, view_trim(user));
}

static void set_answer(const struct row *row, bool is_login)
{
	struct spoor_event *event = row->event;
	spoor_view rest = row->cells[CONTEXT];
	spoor_view name;
	spoor_view value;

	while (next_answer(&rest, &name, &value)) {
		if (view_eq(name, VIEW("R"))) {
			event_set_outcome(event, !is_refusal(value));
			if (is_refusal(value))
				set_refusal(event, value);
		} else if (view_eq(name, VIEW("Msg")) &&
			   view_starts(value, VIEW("AuthFailed:"))) {
			set_refusal(event, value);
			event_set_outcome(event, false);
		} else if (view_eq(name, VIEW("ErrMsg")) && is_login) {
			event_set_outcome(event, false);
			event_set_text(event, FIELD_ERROR_MESSAGE, value);
		} else if (value.len) {
			event_add_extra(event, name, value);
		}
	}
}

/* ------------------------------------------------------------------ commands */

static size_t put_upper(char *out, spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		out[i] = text.ptr[i] >= 'a' && text.ptr[i] <= 'z'
				 ? (char)(text.ptr[i] - ('a' - 'A'))
				 : text.ptr[i];
	return text.len;
}

/* The command as a client of IMAP sends it: "UID FETCH 1:* (FLAGS)". */
static spoor_view imap_command(const struct row *row)
{
	spoor_view command = row->cells[COMMAND];
	spoor_view rest = view_trim(row->cells[PARAMETERS]);
	size_t len = 0;
	char *room = arena_room(row->event->arena, command.len + 1 + rest.len);

	if (!room)
		return view_of("", 0);
	len += put_upper(room, command);
	room[len++] = ' ';
	if (view_eq_nocase(command, VIEW("uid"))) {
		size_t verb = view_find(rest, ' ');

		len += put_upper(room + len, view_head(rest, verb));
		rest = view_skip(rest, verb);
	}
	if (rest.len)
		memcpy(room + len, rest.ptr, rest.len);
	len += rest.len;
	arena_keep(row->event->arena, len);
	return view_of(room, len);
}

/* What the webmail's IMAP log has too. */
static void read_mail_command(const struct row *row)
{
	roundcube_read_imap(imap_command(row), row->event);
	event_unset(row->event, FIELD_NETWORK_APPLICATION);
	if (row->event->action == ACTION_COUNT &&
		event_has(row->event, FIELD_MAILBOX_FOLDER))
		event_set_action(row->event, ACTION_OTHER);
}

static void read_verb(const struct row *row, const struct verb *verb)
{
	struct spoor_event *event = row->event;
	spoor_view parameters = view_trim(row->cells[PARAMETERS]);
	spoor_view word;

	event_set_action(event, verb->action);
	if (verb->action == ACTION_LOGIN) {
		bool names_method =
			view_eq_nocase(row->cells[COMMAND], VIEW("authenticate")) ||
			view_eq_nocase(row->cells[COMMAND], VIEW("auth"));

		if (names_method)
			event_set_text(event, FIELD_AUTH_METHOD, parameters);
		else if (view_eq_nocase(row->cells[COMMAND], VIEW("login")) &&
			 !event_has(event, FIELD_USER_NAME) &&
			 scan_word(&parameters, &word) && word.ptr[0] != '*')
			event_set_text(
				event, FIELD_USER_NAME, view_unwrap(word, '"', '"'));
	} else if (verb->action == ACTION_MAIL_DELETE) {
		event_set_constant(event, FIELD_DELETE_KIND, VIEW("hard"));
		event_set_text(event, FIELD_MAIL_UID, parameters);
	} else if (parameters.len) {
		event_add_extra(event, VIEW("parameters"), parameters);
	}
}

static void read_row(const struct row *row)
{
	struct spoor_event *event = row->event;
	bool pop = is_pop(row);
	const struct verb *verb =
		pop ? find_verb(pop_verbs, COUNT(pop_verbs), row->cells[COMMAND])
		    : find_verb(imap_verbs, COUNT(imap_verbs), row->cells[COMMAND]);

	event_set_constant(event, FIELD_EVENT_DATASET,
		pop ? VIEW("exchange.pop3") : VIEW("exchange.imap4"));
	event_set_constant(
		event, FIELD_NETWORK_PROTOCOL, pop ? VIEW("pop3") : VIEW("imap"));
	row_set_endpoint(
		event, row->cells[SERVER], FIELD_DESTINATION_IP, FIELD_DESTINATION_PORT);
	row_set_endpoint(event, row->cells[CLIENT], FIELD_SOURCE_IP, FIELD_SOURCE_PORT);
	if (verb)
		read_verb(row, verb);
	else if (!pop)
		read_mail_command(row);
	set_answer(row, verb && verb->action == ACTION_LOGIN);
	if (event->action == ACTION_COUNT)
		format_unknown_message(event);
}

/* The endpoints leave no doubt. */
static bool fits(const struct row *row)
{
	spoor_view server = row->cells[SERVER];
	spoor_view client = row->cells[CLIENT];
	int64_t port;

	if (!view_number(web_cut_port(&server), &port) || !web_cut_port(&client).len)
		return false;
	if (is_pop_port(port) || is_imap_port(port))
		return is_pop_port(port) == (row->kind == &log_kind_pop);
	return log_kind_has_name(row->kind, row->scene->path);
}

const struct log_kind log_kind_imap = {
	.dataset = "exchange.imap4",
	.log_type = "IMAP4",
	.file_name = "IMAP4",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"sIp", "cIp", "rqsize"},
	.versions = versions,
	.version_count = COUNT(versions),
	.fits = fits,
	.read = read_row,
};

const struct log_kind log_kind_pop = {
	.dataset = "exchange.pop3",
	.log_type = "POP3",
	.file_name = "POP3",
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"sIp", "cIp", "rqsize"},
	.versions = versions,
	.version_count = COUNT(versions),
	.fits = fits,
	.read = read_row,
};
