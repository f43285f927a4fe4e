/* SPDX-License-Identifier: ISC */
/*
 * Roundcube's own logs, 0.2 … 1.7: files of log driver "file", lines of "stdout", PHP's lines
 * among them, and the texts that come over syslog.
 *
 *	[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> Failed login for bob from 192.0.2.1 in session …
 *	errors: <0lsbgpvv> PHP Error: Invalid compose ID (GET /?_task=mail&_action=compose)
 *
 * Over syslog a text does not say of which log it is: the text decides everywhere, and the name
 * of log or file only where the text does not. In files a record may have several lines; what
 * they are, its kind knows.
 */
#include "base/scan.h"
#include "format/roundcube.h"
#include "format/secret.h"
#include "format/table.h"

static const struct roundcube_kinds *const parts[] = {&roundcube_login_kinds,
	&roundcube_log_kinds, &roundcube_error_kinds, &roundcube_debug_kinds};

/* The kind of a text; NULL: none of ours. */
static const struct roundcube_kind *find_kind(spoor_view text)
{
	for (size_t part = 0; part < COUNT(parts); part++)
		for (size_t i = 0; i < parts[part]->count; i++) {
			const struct roundcube_kind *kind = &parts[part]->at[i];

			if (view_starts(text, kind->start) &&
				(!kind->is || kind->is(text)))
				return kind;
		}
	return NULL;
}

/* ------------------------------------------------------------------ names of logs */

/* What a text of a log is that no kind knows. */
enum log_text { TEXT_UNKNOWN, TEXT_ERROR, TEXT_DEBUG };

static const struct log_row {
	const char *name;
	const char *dataset;
	enum log_text text;
} logs[] = {
	{"userlogins", "roundcube.userlogins", TEXT_UNKNOWN},
	{"errors", "roundcube.errors", TEXT_ERROR},
	{"session", "roundcube.session", TEXT_UNKNOWN},
	{"sendmail", "roundcube.sendmail", TEXT_UNKNOWN},
	{"password", "roundcube.password", TEXT_UNKNOWN},
	{"imap", "roundcube.imap", TEXT_DEBUG},
	{"imap_session", "roundcube.imap_session", TEXT_DEBUG},
	{"smtp", "roundcube.smtp", TEXT_DEBUG},
	{"sieve", "roundcube.sieve", TEXT_DEBUG},
	{"sql", "roundcube.sql", TEXT_DEBUG},
	{"ldap", "roundcube.ldap", TEXT_DEBUG},
	{"memcache", "roundcube.memcache", TEXT_DEBUG},
	{"redis", "roundcube.redis", TEXT_DEBUG},
	{"apc", "roundcube.apc", TEXT_DEBUG},
	{"console", "roundcube.console", TEXT_DEBUG},
	{"oauth", "roundcube.oauth", TEXT_DEBUG},
	{"enigma", "roundcube.enigma", TEXT_DEBUG},
	{"markasjunk", "roundcube.markasjunk", TEXT_DEBUG},
	{"markasjunk2", "roundcube.markasjunk", TEXT_DEBUG},
};

static const struct log_row *find_log(spoor_view name)
{
	for (size_t i = 0; i < COUNT(logs); i++)
		if (view_eq(name, view_string(logs[i].name)))
			return &logs[i];
	return NULL;
}

/* The log of a file: "…/errors", "errors.log", "x.zip!userlogins.log.1", "errors-20251229". */
static const struct log_row *find_log_of_path(spoor_view path)
{
	size_t start = path.len;
	size_t len = 0;

	while (start && path.ptr[start - 1] != '/' && path.ptr[start - 1] != '!')
		start--;
	path = view_skip(path, start);
	while (len < path.len && path.ptr[len] != '.' && path.ptr[len] != '-')
		len++;
	return find_log(view_head(path, len));
}

/* ------------------------------------------------------------------ a text */

static void set_by_log(const struct scene *scene, const struct log_row *log,
	spoor_view text, struct spoor_event *event)
{
	event_set_dataset(event, log ? view_string(log->dataset) : VIEW("roundcube.log"));
	if (!log || log->text == TEXT_UNKNOWN) {
		format_unknown_message(event);
	} else if (log->text == TEXT_DEBUG) {
		event_set_action(event, ACTION_OTHER);
	} else {
		event_set_action(event, ACTION_SERVICE_ERROR);
		event_set_constant(event, FIELD_LOG_LEVEL, VIEW("error"));
		event_set_text(event, FIELD_ERROR_MESSAGE,
			secret_mask(scene->site, event, text));
	}
}

/* A protocol may hold any text, such as a mail that has lines like a log's: in a log that holds
 * protocols only, no text is a login. */
static bool is_quoted_text(const struct roundcube_kind *kind, const struct log_row *log)
{
	return log && log->text == TEXT_DEBUG && !kind->is_protocol;
}

/* The text decides; where it does not, the log does. */
static void read_text(struct scene *scene, spoor_view text, const struct log_row *log,
	struct spoor_event *event)
{
	const struct roundcube_kind *kind = find_kind(text);

	if (!kind || is_quoted_text(kind, log)) {
		set_by_log(scene, log, text, event);
		return;
	}
	if (kind->dataset)
		event_set_dataset(event, view_string(kind->dataset));
	else
		event_set_dataset(
			event, log ? view_string(log->dataset) : VIEW("roundcube.cache"));
	if (!kind->read(scene, view_skip(text, kind->start.len), event))
		format_unknown_message(event);
}

/* ------------------------------------------------------------------ files and stdout */

/* A head that only Roundcube writes, or any of its heads before a text that only it writes. */
static bool is_ours(const struct roundcube_head *head)
{
	if (head->log.len && !find_log(head->log))
		return false;
	return head->usual || head->session.len || find_kind(head->text);
}

static int bid(spoor_view line)
{
	struct roundcube_head head;

	if (!roundcube_scan_head(line, &head) || !is_ours(&head))
		return 0;
	return head.session.len ? 90 : 70;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	struct roundcube_head head;

	if (!roundcube_scan_head(record, &head) || !is_ours(&head))
		return false;
	roundcube_set_head(scene, &head, event);
	read_text(scene, head.text,
		head.log.len ? find_log(head.log) : find_log_of_path(scene->path), event);
	return true;
}

/* In a file of Roundcube all that has no head goes on with what is before it; but where a kind
 * knows that its record is complete, the line is somebody else's. */
static bool continues(spoor_view record, spoor_view line)
{
	const struct roundcube_kind *kind;
	struct roundcube_head head;

	if (bid(line) || !roundcube_scan_head(record, &head))
		return false;
	kind = find_kind(head.text);
	return !kind || (kind->is_open && kind->is_open(record, line));
}

/* ------------------------------------------------------------------ syslog */

static const void *claims(spoor_view ident)
{
	return view_starts_nocase(ident, VIEW("roundcube")) ? &format_roundcube : NULL;
}

/* PHP's syslog() makes a line of each line of a text; only the first has the session. */
static void payload(
	struct scene *scene, const struct envelope *envelope, struct spoor_event *event)
{
	struct roundcube_head head;

	roundcube_scan_payload(envelope->text, &head);
	roundcube_set_head(scene, &head, event);
	if (head.session.len || head.stamped || !roundcube_is_piece(head.text)) {
		read_text(scene, head.text, NULL, event);
		return;
	}
	event_set_dataset(event, VIEW("roundcube.log"));
	event_set_action(event, ACTION_OTHER);
}

bool roundcube_read_stray(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	const struct roundcube_kind *kind;
	struct roundcube_head head;

	roundcube_scan_payload(text, &head);
	kind = head.session.len ? find_kind(head.text) : NULL;
	if (!kind || !kind->is_protocol)
		return false;
	roundcube_set_head(scene, &head, event);
	read_text(scene, head.text, NULL, event);
	return true;
}

const struct format format_roundcube = {
	/* clang-format off */
	.info = {.name = "roundcube",
		.about = "Roundcube's logs: logins, errors, sessions, sent mail, protocols",
		.sample = "[29-Dec-2025 07:50:12 +0000]: <0lsbgpvv> Failed login for bob from 192.0.2.1 in session 0lsbgpvvshg6ora3 (error: 0)"},
	/* clang-format on */
	.bid = bid,
	.parse = parse,
	.continues = continues,
	.claims = claims,
	.retimes = true,
	.payload = payload,
};
