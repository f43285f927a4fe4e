/* SPDX-License-Identifier: ISC */
/*
 * Dovecot 1.x … 2.4: behind syslog (ident `dovecot` or the name of the instance), in its own
 * files (log_path) with any usual log_timestamp, and bare, as on a container's stderr or behind
 * a TAI64N stamp.
 *
 *	Dec 29 08:50:17 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, …
 *	2025-12-29 08:50:17 imap(alice)<77><HUA6Ix5O+9l/CgAK>: Info: Disconnected: Logged out …
 *
 * Here: which lines are Dovecot's, and who reads them. The prefix is dovecot_prefix.c's, the
 * texts belong to the file that bears their subject.
 *
 * Deviations we accept:
 * - The program's name twice ("dovecot[1]: dovecot: auth(default): …"), the level before the
 *   process (1.x), "Warn" for "Warning", IMAP and POP3 in capitals (1.x).
 * - "dovecot: Dec 29 08:50:17 Info: imap-login: …", 1.x's own file.
 * - An own file's line in a syslog file ("Dec 29 08:50:17 pop3-login: Info: …").
 * - The process id behind a syslog ident is the log process's and is dropped; the one in the
 *   text ("lmtp(3119)", "<3123>") is the process's own.
 * - Elements of login_log_format_elements in any order, ", " or ","; each is taken once, from
 *   the left up to the user and from the right down to him. An element that we do not know and
 *   that ends in '>' counts as part of the user.
 * - mail_log_prefix in another order: the user and an address in the brackets are found, what
 *   stands behind them up to ": " only if it is "<…>".
 * - Pigeonhole before 0.5.10 does not name the action: its fileinto reads as a delivery.
 * - "del=N/M" of POP3: M is the messages in the box, in 2.4 the bytes of the deleted ones; what
 *   cannot be a number of messages goes to spoor.extra.
 * - "internal failure, N successful auths" reads as a disabled account: that is what 2.3 says of
 *   the passdb field `nologin`.
 * - A line longer than 4096 bytes comes in pieces (PIPE_BUF); the pieces behind the first are
 *   `unparsed`.
 */
#include "dovecot.h"

#include "base/scan.h"
#include "format/table.h"

enum { BID_OLD = 90, BID_STAMPED = 80, BID_BARE = 30 };

static bool read_text(struct dovecot_line *line)
{
	if (line->level == DOVECOT_DEBUG)
		return dovecot_read_debug(line);
	if (line->process) {
		switch (line->process->role) {
		case DOVECOT_LOGIN:
			if (dovecot_read_login(line))
				return true;
			break;
		case DOVECOT_AUTH:
			if (dovecot_read_auth(line))
				return true;
			break;
		case DOVECOT_SESSION:
			if (dovecot_read_session(line))
				return true;
			break;
		case DOVECOT_DELIVERY:
			if (dovecot_read_delivery(line))
				return true;
			break;
		default:
			break;
		}
	}
	return dovecot_read_service(line);
}

static void read_line(struct dovecot_line *line)
{
	event_set_dataset(line->event, VIEW("dovecot.log"));
	dovecot_set_prefix(line);
	if (!read_text(line))
		format_unknown_message(line->event);
}

/* ------------------------------------------------------------------ behind syslog */

/* What a syslog reader takes for the program in an own file's line: only names that no other
 * software has. */
static bool is_inner_name(spoor_view ident)
{
	static const char *const names[] = {"imap-login", "pop3-login",
		"managesieve-login", "submission-login", "auth-worker", "auth", "Info",
		"Warn", "Warning", "Error", "Fatal", "Panic"};
	static const char *const bracketed[] = {"imap(", "pop3(", "lmtp(", "lda(",
		"deliver(", "managesieve(", "sieve(", "submission(", "auth(",
		"auth-worker(", "dovecot-lda("};

	for (size_t i = 0; i < COUNT(names); i++)
		if (dovecot_is(ident, names[i]))
			return true;
	for (size_t i = 0; i < COUNT(bracketed); i++)
		if (dovecot_starts(ident, bracketed[i]))
			return true;
	return false;
}

static const void *claims(spoor_view ident)
{
	return view_starts(ident, VIEW("dovecot")) || is_inner_name(ident)
		       ? &format_dovecot
		       : NULL;
}

/* An own file's line that was read as syslog: the ident and the text as they stand in it. The
 * text alone when a wrapper brought them from two places. */
static spoor_view whole_text(const struct envelope *envelope)
{
	enum { MOST_BETWEEN = 4 }; /* "[", "]", ":", " " */
	uintptr_t start = (uintptr_t)envelope->ident.ptr;
	uintptr_t text = (uintptr_t)envelope->text.ptr;
	size_t between = envelope->ident.len + envelope->pid.len + MOST_BETWEEN;

	if (text < start || text - start > between)
		return envelope->text;
	return view_of(envelope->ident.ptr, text - start + envelope->text.len);
}

/* "imap(alice)<77><S>: Info: …", "Info: imap-login: …". A level word alone is some other
 * program's. */
static void read_inner(const struct envelope *envelope, struct dovecot_line *line)
{
	dovecot_scan_prefix(whole_text(envelope), line);
	if (line->process) {
		read_line(line);
		return;
	}
	event_set_dataset(line->event, VIEW("syslog.log"));
	event_set_action(line->event, ACTION_OTHER);
}

/* The ident is the instance's name; its process id is the log process's. */
static void read_instance(const struct envelope *envelope, struct dovecot_line *line)
{
	spoor_view text = envelope->text;

	event_unset(line->event, FIELD_PROCESS_PID);
	if (!view_eq(envelope->ident, VIEW("dovecot")))
		event_add_extra(line->event, VIEW("instance"), envelope->ident);
	scan_literal(&text, VIEW("dovecot: "));
	dovecot_scan_prefix(text, line);
	read_line(line);
}

static void payload(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event)
{
	struct dovecot_line line = {.scene = scene, .event = event};

	if (scene->memo && envelope->pid.len == 0 &&
		view_eq(envelope->ident, VIEW("dovecot")) &&
		dovecot_read_quick(envelope->text, event))
		return;
	if (view_eq(envelope->ident, VIEW("dovecot")))
		read_instance(envelope, &line);
	else if (dovecot_take_process(&line, envelope->ident, envelope->text))
		read_line(&line);
	else if (is_inner_name(envelope->ident))
		read_inner(envelope, &line);
	else
		read_instance(envelope, &line);
}

/* ------------------------------------------------------------------ own files */

/* The stamp of log_timestamp; gives the moment when `clock` is not NULL. */
static bool scan_stamp(struct clock *clock, spoor_view *cursor, struct moment *moment_r)
{
	spoor_view rest = *cursor;
	bool bracketed = scan_char(&rest, '[');
	struct stamp stamp;

	if (!stamp_scan_ctime(&rest, &stamp) && !stamp_scan_bsd(&rest, &stamp) &&
		!stamp_scan_iso(&rest, &stamp) && !stamp_scan_slash(&rest, &stamp) &&
		!stamp_scan_access(&rest, &stamp))
		return false;
	if ((bracketed && !scan_char(&rest, ']')) || !scan_char(&rest, ' '))
		return false;
	if (clock)
		clock_solve(clock, &stamp, moment_r);
	*cursor = rest;
	return true;
}

/* "Mon Dec …": a weekday before the month. */
static bool begins_with_two_words(spoor_view text)
{
	return text.len > 4 && text.ptr[3] == ' ' && is_alpha(text.ptr[4]);
}

/* The two common ones fast. */
static bool scan_moment(struct clock *clock, spoor_view *cursor, struct moment *moment_r)
{
	spoor_view rest = *cursor;

	if (rest.len == 0)
		return false;
	if (!begins_with_two_words(rest) &&
		(is_digit(rest.ptr[0]) ? clock_scan_iso(clock, &rest, moment_r)
				       : clock_scan_bsd(clock, &rest, moment_r)) &&
		scan_char(&rest, ' ')) {
		*cursor = rest;
		return true;
	}
	return scan_stamp(clock, cursor, moment_r);
}

/* "PROCESS…: Level: ", a process that we know. */
static bool is_own(const struct dovecot_line *line)
{
	return line->process && line->level != DOVECOT_UNSAID;
}

/* Without a stamp PAM's lines have no level. */
static bool is_bare(const struct dovecot_line *line)
{
	return is_own(line) || (line->process && line->process->role == DOVECOT_AUTH &&
				       view_starts(line->text, VIEW("pam_")));
}

static int bid(spoor_view text)
{
	struct dovecot_line line;
	spoor_view rest = text;
	bool old = scan_literal(&rest, VIEW("dovecot: "));
	bool stamped = scan_stamp(NULL, &rest, NULL);

	dovecot_scan_prefix(rest, &line);
	if (old)
		return stamped && line.level != DOVECOT_UNSAID ? BID_OLD : 0;
	if (stamped)
		return is_own(&line) ? BID_STAMPED : 0;
	return is_bare(&line) ? BID_BARE : 0;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct dovecot_line line = {.scene = scene, .event = event};
	spoor_view rest = record;
	bool old = scan_literal(&rest, VIEW("dovecot: "));
	struct moment moment;
	bool stamped = scan_moment(&scene->clock, &rest, &moment);

	dovecot_scan_prefix(rest, &line);
	if (old ? !stamped || line.level == DOVECOT_UNSAID
		: !(stamped ? is_own(&line) : is_bare(&line)))
		return false;
	if (stamped)
		scene_set_time(scene, event, &moment);
	event_set_text(event, FIELD_HOST_NAME, scene->host);
	read_line(&line);
	return true;
}

const struct format format_dovecot = {
	.info = {.name = "dovecot",
		.about = "Dovecot 1.x to 2.4: its own files, and its lines in syslog",
		.sample =
			"2025-12-29 08:50:17 imap-login: Info: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1, mpid=77, TLS, session=<HUA6Ix5O+9l/CgAK>"},
	.bid = bid,
	.parse = parse,
	.claims = claims,
	.payload = payload,
};
