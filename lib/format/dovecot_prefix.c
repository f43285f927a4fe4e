/* SPDX-License-Identifier: ISC */
/*
 * What stands before the text of a Dovecot line:
 *
 *	imap-login: Info: …
 *	lmtp(3119): …
 *	imap(alice@example.org)<3123><HUA6Ix5O+9l/CgAK>: Info: …
 *	auth(alice@example.org,192.0.2.7,sasl:plain)<d9vAMfZgldt/CgAK>: Info: …
 *
 * The brackets end at the first ')' with a ':' or '<' behind it: accounts that have a session
 * hold none, and Dovecot refuses names with one before it logs them (auth_username_chars).
 */
#include "dovecot.h"

#include "base/addr.h"
#include "base/scan.h"

/* clang-format off */
static const struct dovecot_process processes[] = {
	{"imap-login",           DOVECOT_LOGIN,    "imap",        NULL},
	{"imap",                 DOVECOT_SESSION,  "imap",        NULL},
	{"lmtp",                 DOVECOT_DELIVERY, "lmtp",        NULL},
	{"auth",                 DOVECOT_AUTH,     NULL,          NULL},
	{"auth-worker",          DOVECOT_AUTH,     NULL,          NULL},
	{"pop3-login",           DOVECOT_LOGIN,    "pop3",        NULL},
	{"pop3",                 DOVECOT_SESSION,  "pop3",        NULL},
	{"managesieve-login",    DOVECOT_LOGIN,    "managesieve", NULL},
	{"managesieve",          DOVECOT_SESSION,  "managesieve", NULL},
	{"sieve",                DOVECOT_SESSION,  "managesieve", NULL},
	{"submission-login",     DOVECOT_LOGIN,    "smtp",        "submission"},
	{"submission",           DOVECOT_SESSION,  "smtp",        "submission"},
	{"imap-hibernate",       DOVECOT_SESSION,  "imap",        NULL},
	{"imap-urlauth-login",   DOVECOT_LOGIN,    "imap",        NULL},
	{"imap-urlauth",         DOVECOT_SESSION,  "imap",        NULL},
	{"imap-urlauth-worker",  DOVECOT_SESSION,  "imap",        NULL},
	{"dovecot-auth",         DOVECOT_AUTH,     NULL,          NULL},
	{"lda",                  DOVECOT_DELIVERY, NULL,          NULL},
	{"dovecot-lda",          DOVECOT_DELIVERY, NULL,          NULL},
	{"deliver",              DOVECOT_DELIVERY, NULL,          NULL},
	{"doveadm",              DOVECOT_ADMIN,    NULL,          NULL},
	{"doveadm-server",       DOVECOT_ADMIN,    NULL,          NULL},
	{"dsync",                DOVECOT_ADMIN,    NULL,          NULL},
	{"dsync-local",          DOVECOT_ADMIN,    NULL,          NULL},
	{"dsync-remote",         DOVECOT_ADMIN,    NULL,          NULL},
	{"dsync-server",         DOVECOT_ADMIN,    NULL,          NULL},
	{"master",               DOVECOT_SERVICE,  NULL,          NULL},
	{"stats",                DOVECOT_SERVICE,  NULL,          NULL},
	{"anvil",                DOVECOT_SERVICE,  NULL,          NULL},
	{"log",                  DOVECOT_SERVICE,  NULL,          NULL},
	{"config",               DOVECOT_SERVICE,  NULL,          NULL},
	{"indexer",              DOVECOT_SERVICE,  NULL,          NULL},
	{"indexer-worker",       DOVECOT_SERVICE,  NULL,          NULL},
	{"dict",                 DOVECOT_SERVICE,  NULL,          NULL},
	{"dict-async",           DOVECOT_SERVICE,  NULL,          NULL},
	{"dict-expire",          DOVECOT_SERVICE,  NULL,          NULL},
	{"director",             DOVECOT_SERVICE,  NULL,          NULL},
	{"replicator",           DOVECOT_SERVICE,  NULL,          NULL},
	{"aggregator",           DOVECOT_SERVICE,  NULL,          NULL},
	{"ipc",                  DOVECOT_SERVICE,  NULL,          NULL},
	{"dns-client",           DOVECOT_SERVICE,  NULL,          NULL},
	{"dns_client",           DOVECOT_SERVICE,  NULL,          NULL},
	{"old-stats",            DOVECOT_SERVICE,  NULL,          NULL},
	{"quota-status",         DOVECOT_SERVICE,  NULL,          NULL},
	{"ssl-params",           DOVECOT_SERVICE,  NULL,          NULL},
	{"ssl-build-param",      DOVECOT_SERVICE,  NULL,          NULL},
	{"script",               DOVECOT_SERVICE,  NULL,          NULL},
	{"script-login",         DOVECOT_SERVICE,  NULL,          NULL},
};

struct level_row {
	const char *word;
	enum dovecot_level level;
	const char *name; /* log.level */
};

static const struct level_row levels[] = {
	{"Info: ",    DOVECOT_INFO,    "info"},
	{"Debug: ",   DOVECOT_DEBUG,   "debug"},
	{"Warning: ", DOVECOT_WARNING, "warning"},
	{"Warn: ",    DOVECOT_WARNING, "warning"},
	{"Error: ",   DOVECOT_ERROR,   "error"},
	{"Fatal: ",   DOVECOT_FATAL,   "fatal"},
	{"Panic: ",   DOVECOT_PANIC,   "panic"},
};
/* clang-format on */

enum { NAME_MAX_LEN = 24 };

/* 1.x wrote IMAP and POP3. */
const struct dovecot_process *dovecot_find_process(spoor_view name)
{
	for (size_t i = 0; i < COUNT(processes); i++)
		if (dovecot_is(name, processes[i].name))
			return &processes[i];
	if (name.len == 0 || to_lower(name.ptr[0]) == name.ptr[0])
		return NULL;
	for (size_t i = 0; i < COUNT(processes); i++)
		if (view_eq_nocase(name, view_string(processes[i].name)))
			return &processes[i];
	return NULL;
}

static bool scan_level(spoor_view *cursor, enum dovecot_level *level_r)
{
	if (cursor->len == 0 || !memchr("DIWEFP", cursor->ptr[0], 6))
		return false;
	for (size_t i = 0; i < COUNT(levels); i++)
		if (dovecot_starts(*cursor, levels[i].word)) {
			*cursor = view_skip(*cursor, strlen(levels[i].word));
			*level_r = levels[i].level;
			return true;
		}
	return false;
}

static size_t name_len(spoor_view text)
{
	size_t len = 0;

	while (len < text.len && len <= NAME_MAX_LEN &&
		(is_alpha(text.ptr[len]) || is_digit(text.ptr[len]) ||
			text.ptr[len] == '-' || text.ptr[len] == '_'))
		len++;
	return len <= NAME_MAX_LEN ? len : 0;
}

/* The ')' that ends the brackets: see above. */
static bool scan_args(spoor_view *cursor, spoor_view *args_r)
{
	size_t at = 0;

	for (;;) {
		at += view_find(view_skip(*cursor, at), ')');
		if (at + 1 >= cursor->len)
			return false;
		if (cursor->ptr[at + 1] == ':' || cursor->ptr[at + 1] == '<')
			break;
		at++;
	}
	*args_r = view_head(*cursor, at);
	*cursor = view_skip(*cursor, at + 1);
	return true;
}

/* "<PID><SESSION>", any number of them. */
static spoor_view scan_marks(spoor_view *cursor)
{
	const char *start = cursor->ptr;
	spoor_view mark;

	while (scan_between(cursor, '<', '>', &mark))
		;
	return view_of(start, (size_t)(cursor->ptr - start));
}

/* "NAME: " or "NAME(ARGS)<MARK>: ". */
static bool scan_name(spoor_view *cursor, struct dovecot_line *line)
{
	spoor_view rest = *cursor;
	size_t len = name_len(rest);

	line->name = view_head(rest, len);
	line->args = line->marks = view_of("", 0);
	rest = view_skip(rest, len);
	if (len == 0)
		return false;
	if (scan_char(&rest, '(')) {
		if (!scan_args(&rest, &line->args))
			return false;
		line->marks = scan_marks(&rest);
	}
	if (!scan_literal(&rest, VIEW(": ")))
		return false;
	*cursor = rest;
	return true;
}

bool dovecot_scan_prefix(spoor_view text, struct dovecot_line *line_r)
{
	bool named;

	line_r->level = DOVECOT_UNSAID;
	line_r->process = NULL;
	scan_level(&text, &line_r->level);
	named = scan_name(&text, line_r);
	if (named)
		line_r->process = dovecot_find_process(line_r->name);
	else
		line_r->name = line_r->args = line_r->marks = view_of("", 0);
	if (line_r->level == DOVECOT_UNSAID)
		scan_level(&text, &line_r->level);
	line_r->text = text;
	return named;
}

bool dovecot_take_process(struct dovecot_line *line_r, spoor_view name, spoor_view text)
{
	line_r->process = dovecot_find_process(name);
	if (!line_r->process)
		return false;
	line_r->name = name;
	line_r->args = line_r->marks = view_of("", 0);
	line_r->level = DOVECOT_UNSAID;
	scan_level(&text, &line_r->level);
	line_r->text = text;
	return true;
}

void dovecot_set_user(struct spoor_event *event, spoor_view user)
{
	size_t star = view_find(user, '*');

	if (view_eq(user, VIEW("?")))
		return;
	if (star > 0 && star + 1 < user.len) {
		event_set_text(event, FIELD_USER_EFFECTIVE_NAME, view_head(user, star));
		user = view_skip(user, star + 1);
	}
	event_set_text(event, FIELD_USER_NAME, user);
}

/* One part behind the user; false: it belongs to the user. */
static bool set_auth_part(struct spoor_event *event, spoor_view part)
{
	if (part.len == 0)
		return true;
	if (view_eq(part, VIEW("master"))) {
		event_add_extra(event, VIEW("master"), VIEW("yes"));
		return true;
	}
	if (part.ptr[0] == '<' && part.ptr[part.len - 1] == '>') {
		event_set_text(event, FIELD_SESSION_ID, view_unwrap(part, '<', '>'));
		return true;
	}
	if (scan_literal(&part, VIEW("sasl:"))) {
		event_set_text(event, FIELD_AUTH_METHOD, part);
		return true;
	}
	return !event_has(event, FIELD_SOURCE_IP) &&
	       event_set_address(event, FIELD_SOURCE_IP, part);
}

void dovecot_set_auth_args(struct spoor_event *event, spoor_view args)
{
	for (;;) {
		size_t comma = view_find_last(args, ',');

		if (comma == args.len ||
			!set_auth_part(event, view_skip(args, comma + 1)))
			break;
		args = view_head(args, comma);
	}
	dovecot_set_user(event, args);
}

/* "USER", "USER,ADDRESS", "ADDRESS,USER", "PID", or "PID, USER" as lmtp of 2.2 has it. */
static void set_account(const struct dovecot_line *line, enum field field)
{
	struct spoor_event *event = line->event;
	spoor_view user = line->args;
	size_t comma = view_find(user, ',');
	spoor_view first = view_head(user, comma);
	spoor_view last;

	if (comma < user.len) {
		last = view_trim(view_skip(user, comma + 1));
		if (event_set_address(event, FIELD_SOURCE_IP, last)) {
			user = first;
		} else if (event_set_address(event, FIELD_SOURCE_IP, first)) {
			user = last;
		} else if (user.ptr[comma + 1] == ' ') {
			event_set_digits(event, FIELD_PROCESS_PID, first);
			user = last;
		}
	}
	if (field == FIELD_USER_NAME)
		dovecot_set_user(event, user);
	else
		event_set_text(event, field, user);
}

/* A number alone is a process id where a user is not yet known. */
static bool is_pid(const struct dovecot_line *line)
{
	int64_t number;
	bool session = line->process && line->process->role == DOVECOT_SESSION;

	return line->marks.len == 0 && (!session || line->level >= DOVECOT_ERROR) &&
	       view_number(line->args, &number);
}

static void set_args(const struct dovecot_line *line)
{
	struct spoor_event *event = line->event;
	bool admin = line->process && line->process->role == DOVECOT_ADMIN;

	if (is_pid(line))
		event_set_digits(event, FIELD_PROCESS_PID, line->args);
	else if (!line->process || line->process->role != DOVECOT_AUTH)
		set_account(line, admin ? FIELD_USER_TARGET_NAME : FIELD_USER_NAME);
	else if (!view_eq(line->args, VIEW("default")))
		dovecot_set_auth_args(event, line->args);
}

/* "<PID><SESSION>"; of a single mark only a number is a process id. */
static void set_marks(const struct dovecot_line *line)
{
	spoor_view rest = line->marks;
	spoor_view mark;
	int64_t pid;

	while (scan_between(&rest, '<', '>', &mark)) {
		if (!event_has(line->event, FIELD_PROCESS_PID) && view_number(mark, &pid))
			event_set_number(line->event, FIELD_PROCESS_PID, pid);
		else
			event_set_text(line->event, FIELD_SESSION_ID, mark);
	}
}

static void set_level(const struct dovecot_line *line)
{
	for (size_t i = 0; i < COUNT(levels); i++)
		if (levels[i].level == line->level) {
			event_set_text(line->event, FIELD_LOG_LEVEL,
				view_string(levels[i].name));
			return;
		}
}

void dovecot_set_prefix(const struct dovecot_line *line)
{
	const struct dovecot_process *process = line->process;

	if (line->level != DOVECOT_UNSAID)
		set_level(line);
	if (line->name.len == 0)
		return;
	event_set_text(line->event, FIELD_PROCESS_NAME,
		process ? view_string(process->name) : line->name);
	if (process && process->protocol)
		event_set_constant(line->event, FIELD_NETWORK_PROTOCOL,
			view_string(process->protocol));
	if (process && process->application)
		event_set_constant(line->event, FIELD_NETWORK_APPLICATION,
			view_string(process->application));
	if (line->args.len)
		set_args(line);
	set_marks(line);
}
