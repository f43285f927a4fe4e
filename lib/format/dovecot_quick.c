/* SPDX-License-Identifier: ISC */
/*
 * The texts that make up most of Dovecot's log, as 2.2 to 2.4 write them by default:
 *
 *	imap-login: Login: user=<U>, method=M, rip=A, lip=A, mpid=N, TLS, session=<S>
 *	imap-login: Disconnected: Connection closed (auth failed, N attempts in N secs): user=<U>, …
 *	imap(U)<N><S>: Disconnected: Logged out in=N out=N … body_bytes=N
 *	imap(U)<N><S>: expunge: box=B, uid=N, msgid=<I>, size=N
 *	lmtp(U)<N><S>: sieve: msgid=<I>: stored mail into mailbox 'B'
 *	auth: sql(U,A,<S>): Password mismatch
 */
#include "dovecot.h"

#include "base/addr.h"
#include "format/quick.h"

#define SECOND INT64_C(1000000000)

struct quick_line {
	struct spoor_event *event;
	struct quick rest;
	spoor_view process;
	spoor_view protocol; /* empty: none */
};

/* ------------------------------------------------------------------ login processes */

struct login {
	spoor_view user;
	spoor_view method;
	spoor_view peer;
	spoor_view local;
	spoor_view session;
	int64_t mpid; /* -1: none */
	bool tls;
};

/* Behind "user=<". */
static bool scan_elements(struct quick *rest, struct login *login)
{
	if (!quick_word(rest, '>', &login->user) || !QUICK_SKIP(rest, ", method=") ||
		!quick_word(rest, ',', &login->method) || !QUICK_SKIP(rest, " rip=") ||
		!quick_word(rest, ',', &login->peer) || !QUICK_SKIP(rest, " lip=") ||
		!quick_word(rest, ',', &login->local))
		return false;
	login->mpid = -1;
	if (QUICK_SKIP(rest, " mpid=") &&
		(!quick_number(rest, &login->mpid) || !QUICK_SKIP(rest, ",")))
		return false;
	login->tls = QUICK_SKIP(rest, " TLS,");
	return QUICK_SKIP(rest, " session=<") && quick_word(rest, '>', &login->session) &&
	       quick_ended(rest);
}

static void set_process(const struct quick_line *line)
{
	event_set_dataset(line->event, VIEW("dovecot.log"));
	event_set_constant(line->event, FIELD_PROCESS_NAME, line->process);
	event_set_constant(line->event, FIELD_NETWORK_PROTOCOL, line->protocol);
}

static void set_elements(const struct quick_line *line, const struct login *login)
{
	struct spoor_event *event = line->event;

	set_process(line);
	event_set_action(event, ACTION_LOGIN);
	event_set_text(event, FIELD_USER_NAME, login->user);
	event_set_text(event, FIELD_AUTH_METHOD, login->method);
	event_set_address(event, FIELD_SOURCE_IP, login->peer);
	event_set_address(event, FIELD_DESTINATION_IP, login->local);
	if (login->mpid >= 0)
		event_set_number(event, FIELD_DOVECOT_MPID, login->mpid);
	if (login->tls)
		event_set_flag(event, FIELD_TLS_ESTABLISHED, true);
	event_set_text(event, FIELD_SESSION_ID, login->session);
}

static bool read_success(struct quick_line *line)
{
	struct login login;

	if (!scan_elements(&line->rest, &login))
		return false;
	set_elements(line, &login);
	event_set_outcome(line->event, true);
	return true;
}

/* Behind "auth failed, ". */
static bool read_failure(struct quick_line *line, const char *start)
{
	struct quick *rest = &line->rest;
	struct login login;
	int64_t attempts;
	int64_t seconds;
	spoor_view reason;

	if (!quick_number(rest, &attempts) || !QUICK_SKIP(rest, " attempts in ") ||
		!quick_number(rest, &seconds) || seconds > INT32_MAX ||
		!QUICK_SKIP(rest, " secs)"))
		return false;
	reason = view_of(start, (size_t)(rest->at - start));
	if (!QUICK_SKIP(rest, ": user=<") || !scan_elements(rest, &login))
		return false;
	set_elements(line, &login);
	event_set_outcome(line->event, false);
	event_set_text(line->event, FIELD_EVENT_REASON, reason);
	event_set_constant(line->event, FIELD_SPOOR_REASON, VIEW("bad-password"));
	event_set_number(line->event, FIELD_AUTH_ATTEMPTS, attempts);
	event_set_number(line->event, FIELD_EVENT_DURATION, seconds * SECOND);
	return true;
}

static bool read_login(struct quick_line *line)
{
	const char *start = line->rest.at;

	if (QUICK_SKIP(&line->rest, "Login: user=<") ||
		QUICK_SKIP(&line->rest, "Logged in: user=<"))
		return read_success(line);
	return (QUICK_SKIP(
			&line->rest, "Disconnected: Connection closed (auth failed, ") ||
		       QUICK_SKIP(&line->rest, "Disconnected (auth failed, ") ||
		       QUICK_SKIP(&line->rest, "Aborted login (auth failed, ")) &&
	       read_failure(line, start);
}

/* ------------------------------------------------------------------ sessions */

struct session {
	spoor_view user;
	int64_t pid;
	spoor_view id;
};

/* "U)<N><S>: " */
static bool scan_session(struct quick *rest, struct session *session)
{
	return quick_word(rest, ')', &session->user) && QUICK_SKIP(rest, "<") &&
	       quick_number(rest, &session->pid) && QUICK_SKIP(rest, "><") &&
	       quick_word(rest, '>', &session->id) && QUICK_SKIP(rest, ": ");
}

static void set_session(const struct quick_line *line, const struct session *session)
{
	set_process(line);
	event_set_text(line->event, FIELD_USER_NAME, session->user);
	event_set_number(line->event, FIELD_PROCESS_PID, session->pid);
	event_set_text(line->event, FIELD_SESSION_ID, session->id);
}

enum { COUNTERS = 9 };

/* " in=N out=N deleted=N …" up to the end. */
static bool scan_counters(struct quick *rest, int64_t numbers[COUNTERS])
{
	return QUICK_SKIP(rest, " in=") && quick_number(rest, &numbers[0]) &&
	       QUICK_SKIP(rest, " out=") && quick_number(rest, &numbers[1]) &&
	       QUICK_SKIP(rest, " deleted=") && quick_number(rest, &numbers[2]) &&
	       QUICK_SKIP(rest, " expunged=") && quick_number(rest, &numbers[3]) &&
	       QUICK_SKIP(rest, " trashed=") && quick_number(rest, &numbers[4]) &&
	       QUICK_SKIP(rest, " hdr_count=") && quick_number(rest, &numbers[5]) &&
	       QUICK_SKIP(rest, " hdr_bytes=") && quick_number(rest, &numbers[6]) &&
	       QUICK_SKIP(rest, " body_count=") && quick_number(rest, &numbers[7]) &&
	       QUICK_SKIP(rest, " body_bytes=") && quick_number(rest, &numbers[8]) &&
	       quick_ended(rest);
}

static bool read_logout(struct quick_line *line, const struct session *session)
{
	static const enum field fields[COUNTERS] = {FIELD_SOURCE_BYTES,
		FIELD_DESTINATION_BYTES, FIELD_IMAP_DELETED, FIELD_IMAP_EXPUNGED,
		FIELD_IMAP_TRASHED, FIELD_IMAP_HDR_COUNT, FIELD_IMAP_HDR_BYTES,
		FIELD_IMAP_BODY_COUNT, FIELD_IMAP_BODY_BYTES};
	int64_t numbers[COUNTERS];

	if (!scan_counters(&line->rest, numbers))
		return false;
	set_session(line, session);
	event_set_action(line->event, ACTION_LOGOUT);
	event_set_constant(line->event, FIELD_EVENT_REASON, VIEW("Logged out"));
	for (size_t i = 0; i < COUNTERS; i++)
		event_set_number(line->event, fields[i], numbers[i]);
	event_set_number(line->event, FIELD_MAIL_COUNT, numbers[7]);
	event_set_number(line->event, FIELD_MAIL_BYTES, numbers[8]);
	return true;
}

/* "box=B, uid=N, msgid=<I>, size=N", for an action and, of a deletion, its kind. */
static bool read_act(struct quick_line *line, const struct session *session,
	enum action action, spoor_view kind)
{
	struct quick *rest = &line->rest;
	spoor_view box;
	spoor_view uid;
	spoor_view id;
	int64_t number;
	int64_t size;

	if (!QUICK_SKIP(rest, "box=") || !quick_word(rest, ',', &box) ||
		!QUICK_SKIP(rest, " uid="))
		return false;
	uid = view_of(rest->at, 0);
	if (!quick_number(rest, &number))
		return false;
	uid.len = (size_t)(rest->at - uid.ptr);
	if (!QUICK_SKIP(rest, ", msgid=<") || !quick_word(rest, '>', &id) ||
		!QUICK_SKIP(rest, ", size=") || !quick_number(rest, &size) ||
		!quick_ended(rest))
		return false;
	set_session(line, session);
	event_set_action(line->event, action);
	event_set_constant(line->event, FIELD_DELETE_KIND, kind);
	event_set_text(line->event, FIELD_MAILBOX_FOLDER, box);
	event_set_text(line->event, FIELD_MAIL_UID, uid);
	event_set_text(line->event, FIELD_EMAIL_MESSAGE_ID, id);
	event_set_number(line->event, FIELD_MAIL_BYTES, size);
	return true;
}

static bool read_session(struct quick_line *line)
{
	struct session session;

	if (!scan_session(&line->rest, &session))
		return false;
	if (QUICK_SKIP(&line->rest, "flag_change: "))
		return read_act(line, &session, ACTION_MAIL_FLAG, VIEW(""));
	if (QUICK_SKIP(&line->rest, "expunge: "))
		return read_act(line, &session, ACTION_MAIL_DELETE, VIEW("hard"));
	if (QUICK_SKIP(&line->rest, "delete: "))
		return read_act(line, &session, ACTION_MAIL_DELETE, VIEW("flag"));
	return QUICK_SKIP(&line->rest, "Disconnected: Logged out") &&
	       read_logout(line, &session);
}

/* "saved mail to B", "stored mail into mailbox 'B'" up to the end. */
static bool scan_folder(struct quick *rest, spoor_view *folder_r)
{
	if (QUICK_SKIP(rest, "saved mail to ") && quick_last_word(rest, folder_r))
		return !view_has(*folder_r, ':');
	return QUICK_SKIP(rest, "stored mail into mailbox '") &&
	       quick_word(rest, '\'', folder_r) && quick_ended(rest) &&
	       !view_has(*folder_r, ':');
}

static bool read_delivery(struct quick_line *line)
{
	struct session session;
	spoor_view id;
	spoor_view folder;

	if (!scan_session(&line->rest, &session))
		return false;
	QUICK_SKIP(&line->rest, "sieve: ");
	if (!QUICK_SKIP(&line->rest, "msgid=<") || !quick_word(&line->rest, '>', &id) ||
		view_has(id, ':') || !QUICK_SKIP(&line->rest, ": ") ||
		!scan_folder(&line->rest, &folder))
		return false;
	set_session(line, &session);
	event_set_action(line->event, ACTION_MAIL_DELIVER);
	event_set_outcome(line->event, true);
	event_set_text(line->event, FIELD_EMAIL_MESSAGE_ID, id);
	event_set_text(line->event, FIELD_MAILBOX_FOLDER, folder);
	return true;
}

/* ------------------------------------------------------------------ auth */

/* "DB(U,A,<S>): Password mismatch". */
static bool read_auth(struct quick_line *line)
{
	struct quick *rest = &line->rest;
	struct spoor_event *event = line->event;
	spoor_view db;
	spoor_view user;
	spoor_view peer;
	spoor_view session;
	struct addr addr;

	if (!quick_word(rest, '(', &db) || view_has(db, ':') || view_has(db, '/') ||
		!quick_word(rest, ',', &user) || !quick_word(rest, ',', &peer) ||
		!QUICK_SKIP(rest, "<") || !quick_word(rest, '>', &session) ||
		!QUICK_SKIP(rest, "): Password mismatch") || !quick_ended(rest) ||
		!addr_parse(peer, &addr))
		return false;
	set_process(line);
	event_set_action(event, ACTION_LOGIN);
	event_set_outcome(event, false);
	event_set_constant(event, FIELD_EVENT_REASON, VIEW("Password mismatch"));
	event_set_constant(event, FIELD_SPOOR_REASON, VIEW("bad-password"));
	event_set_text(event, FIELD_USER_NAME, user);
	event_set_address(event, FIELD_SOURCE_IP, peer);
	event_set_text(event, FIELD_SESSION_ID, session);
	return true;
}

/* ------------------------------------------------------------------ all */

struct quick_process {
	spoor_view head; /* how its lines begin */
	spoor_view name;
	spoor_view protocol;
	bool (*read)(struct quick_line *line);
};

#define PIECE(literal)                                                                   \
	{                                                                                \
		"" literal, sizeof(literal) - 1                                          \
	}

/* clang-format off */
static const struct quick_process processes[] = {
	{PIECE("imap("),        PIECE("imap"),       PIECE("imap"), read_session},
	{PIECE("imap-login: "), PIECE("imap-login"), PIECE("imap"), read_login},
	{PIECE("lmtp("),        PIECE("lmtp"),       PIECE("lmtp"), read_delivery},
	{PIECE("auth: "),       PIECE("auth"),       PIECE(""),     read_auth},
	{PIECE("pop3-login: "), PIECE("pop3-login"), PIECE("pop3"), read_login},
};
/* clang-format on */

bool dovecot_read_quick(spoor_view text, struct spoor_event *event)
{
	struct quick_line line = {.event = event, .rest = quick_of(text)};

	for (size_t i = 0; i < COUNT(processes) && text.len >= CHUNK; i++) {
		const struct quick_process *process = &processes[i];

		if (!quick_skip(&line.rest, process->head.ptr, process->head.len))
			continue;
		line.process = process->name;
		line.protocol = process->protocol;
		return process->read(&line);
	}
	return false;
}
