/* SPDX-License-Identifier: ISC */
/*
 * The debug logs imap, smtp, sieve, sql, ldap, memcache, redis, apc and enigma. They hold
 * protocols line by line; records have line breaks where a literal, a script, a message or a
 * query has some.
 *
 *	[AB52] C: A0004 UID FETCH 99 (UID RFC822.SIZE FLAGS …)
 *	Send: MAIL FROM:<bob@example.org>
 *	C: PUTSCRIPT "roundcube" {106+}
 *	[3] SELECT * FROM "users" WHERE "user_id" = '1';
 */
#include "base/scan.h"
#include "format/roundcube.h"

static bool is_always_open(spoor_view record, spoor_view line)
{
	(void)record;
	(void)line;
	return true;
}

static bool read_other(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	(void)text;
	event_set_action(event, ACTION_OTHER);
	return true;
}

/* ------------------------------------------------------------------ IMAP */

/* "[AB52] ", four hexadecimal digits of the connection. */
static bool scan_connection(spoor_view *cursor, spoor_view *connection_r)
{
	spoor_view rest = *cursor;

	if (!scan_between(&rest, '[', ']', connection_r) || connection_r->len != 4 ||
		!scan_char(&rest, ' '))
		return false;
	for (size_t i = 0; i < 4; i++)
		if (hex_value(connection_r->ptr[i]) < 0)
			return false;
	*cursor = rest;
	return true;
}

/* "A0004 ", the tag of a command or its answer. */
static bool scan_tag(spoor_view *cursor)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (!scan_char(&rest, 'A') || !scan_number(&rest, &number) ||
		!scan_char(&rest, ' '))
		return false;
	*cursor = rest;
	return true;
}

/* Without a connection (old versions) only what no other protocol writes. */
static bool is_imap(spoor_view text)
{
	spoor_view connection;
	bool named = scan_connection(&text, &connection);

	if (!view_starts(text, VIEW("C:")) && !view_starts(text, VIEW("S:")))
		return named && view_starts(text, VIEW("Connecting to "));
	if (named)
		return true;
	text = view_trim(view_skip(text, 2));
	return view_starts(text, VIEW("* ")) || scan_tag(&text);
}

/* ID ("name" "Roundcube" … "command" "/?_task=mail"): the request that this connection serves. */
static void set_request(
	const struct scene *scene, spoor_view command, struct spoor_event *event)
{
	spoor_view before;
	spoor_view uri;

	if (scan_literal(&command, VIEW("ID (")) &&
		scan_until_text(&command, VIEW("\"command\" "), &before) &&
		roundcube_scan_string(event->arena, &command, &uri))
		roundcube_set_url(scene, uri, event);
}

static bool read_imap(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	spoor_view connection;

	event_set_action(event, ACTION_OTHER);
	if (scan_connection(&text, &connection))
		event_add_extra(event, VIEW("connection"), connection);
	if (!scan_literal(&text, VIEW("C: ")) || !scan_tag(&text))
		return true;
	roundcube_read_imap(text, event);
	set_request(scene, text, event);
	return true;
}

/* ------------------------------------------------------------------ Sieve, LDAP */

static bool read_sieve(struct scene *scene, spoor_view text, struct spoor_event *event)
{
	(void)scene;
	event_set_action(event, ACTION_OTHER);
	roundcube_read_sieve(text, event);
	return true;
}

/* LDAP's log has words where ManageSieve has commands in capitals. */
static bool is_ldap(spoor_view text)
{
	if (view_eq(text, VIEW("S: OK")) || view_ends(text, VIEW(" record(s)")))
		return view_starts(text, VIEW("S: "));
	return scan_literal(&text, VIEW("C: ")) && text.len > 1 && text.ptr[0] >= 'A' &&
	       text.ptr[0] <= 'Z' && text.ptr[1] >= 'a' && text.ptr[1] <= 'z';
}

/* ------------------------------------------------------------------ databases */

/* "[3] ", the number of the query in its request. */
static bool scan_count(spoor_view *cursor)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (!scan_char(&rest, '[') || !scan_number(&rest, &number) ||
		!scan_literal(&rest, VIEW("] ")))
		return false;
	*cursor = rest;
	return true;
}

static bool has_verb(spoor_view text, const spoor_view *verbs, size_t count)
{
	if (!scan_count(&text))
		return false;
	for (size_t i = 0; i < count; i++)
		if (view_starts_nocase(text, verbs[i]))
			return true;
	return false;
}

static bool is_sql(spoor_view text)
{
	static const spoor_view verbs[] = {ROUNDCUBE_START("SELECT "),
		ROUNDCUBE_START("INSERT "), ROUNDCUBE_START("UPDATE "),
		ROUNDCUBE_START("DELETE FROM "), ROUNDCUBE_START("REPLACE "),
		ROUNDCUBE_START("BEGIN"), ROUNDCUBE_START("COMMIT"),
		ROUNDCUBE_START("ROLLBACK"), ROUNDCUBE_START("START TRANSACTION"),
		ROUNDCUBE_START("SAVEPOINT "), ROUNDCUBE_START("SET NAMES "),
		ROUNDCUBE_START("SET SESSION "), ROUNDCUBE_START("SET sql_mode"),
		ROUNDCUBE_START("SHOW "), ROUNDCUBE_START("WITH "),
		ROUNDCUBE_START("PRAGMA "), ROUNDCUBE_START("LOCK "),
		ROUNDCUBE_START("UNLOCK "), ROUNDCUBE_START("CREATE "),
		ROUNDCUBE_START("ALTER "), ROUNDCUBE_START("DROP "),
		ROUNDCUBE_START("TRUNCATE ")};

	return has_verb(text, verbs, COUNT(verbs));
}

/* A key-value store: memcache, redis, apc. */
static bool is_cache(spoor_view text)
{
	static const spoor_view verbs[] = {ROUNDCUBE_START("GET "),
		ROUNDCUBE_START("SET "), ROUNDCUBE_START("ADD "),
		ROUNDCUBE_START("DELETE "), ROUNDCUBE_START("FLUSH")};

	return has_verb(text, verbs, COUNT(verbs));
}

/* ------------------------------------------------------------------ pieces */

/* The start of a line in a Sieve script, a message's head or a stack trace. */
static const spoor_view pieces[] = {ROUNDCUBE_START("require "),
	ROUNDCUBE_START("# rule:["), ROUNDCUBE_START("if "), ROUNDCUBE_START("elsif "),
	ROUNDCUBE_START("else"), ROUNDCUBE_START("redirect "),
	ROUNDCUBE_START("fileinto "), ROUNDCUBE_START("vacation "),
	ROUNDCUBE_START("reject "), ROUNDCUBE_START("addflag "),
	ROUNDCUBE_START("setflag "), ROUNDCUBE_START("notify "),
	ROUNDCUBE_START("discard;"), ROUNDCUBE_START("keep;"), ROUNDCUBE_START("stop;"),
	ROUNDCUBE_START("--=_"), ROUNDCUBE_START("Date: "), ROUNDCUBE_START("From: "),
	ROUNDCUBE_START("To: "), ROUNDCUBE_START("Cc: "), ROUNDCUBE_START("Bcc: "),
	ROUNDCUBE_START("Reply-To: "), ROUNDCUBE_START("Subject: "),
	ROUNDCUBE_START("Message-ID: "), ROUNDCUBE_START("In-Reply-To: "),
	ROUNDCUBE_START("References: "), ROUNDCUBE_START("MIME-Version: "),
	ROUNDCUBE_START("User-Agent: "), ROUNDCUBE_START("Organization: "),
	ROUNDCUBE_START("Content-"), ROUNDCUBE_START("X-"),
	ROUNDCUBE_START("Stack trace:"), ROUNDCUBE_START("#0 "),
	ROUNDCUBE_START("thrown in ")};

static const spoor_view whole_pieces[] = {ROUNDCUBE_START("{"), ROUNDCUBE_START("}"),
	ROUNDCUBE_START("."), ROUNDCUBE_START("")};

/* A carriage return at the end, raw or as PHP and syslog daemons escape it: no message of one
 * line has it. */
static bool has_return(spoor_view text)
{
	return view_ends(text, VIEW("\r")) || view_ends(text, VIEW("\\x0d")) ||
	       view_ends(text, VIEW("#015")) || view_ends(text, VIEW("\\r"));
}

/* "#12 /usr/…/x.php(3): z()" */
static bool is_frame(spoor_view text)
{
	int64_t number;

	return scan_char(&text, '#') && scan_number(&text, &number) &&
	       scan_char(&text, ' ');
}

bool roundcube_is_piece(spoor_view text)
{
	if (has_return(text))
		return true;
	text = view_trim(text);
	for (size_t i = 0; i < COUNT(pieces); i++)
		if (view_starts(text, pieces[i]))
			return true;
	for (size_t i = 0; i < COUNT(whole_pieces); i++)
		if (view_eq(text, whole_pieces[i]))
			return true;
	return is_frame(text);
}

/* clang-format off */
static const struct roundcube_kind kinds[] = {
	{ROUNDCUBE_START(""),               is_imap,  "roundcube.imap",   read_imap,  is_always_open, true},
	{ROUNDCUBE_START(""),               is_sql,   "roundcube.sql",    read_other, is_always_open, true},
	{ROUNDCUBE_START(""),               is_cache, NULL,               read_other, is_always_open, true},
	{ROUNDCUBE_START(""),               is_ldap,  "roundcube.ldap",   read_other, is_always_open, true},
	{ROUNDCUBE_START("Connecting to "), NULL,     "roundcube.smtp",   read_other, is_always_open, true},
	{ROUNDCUBE_START("Send:"),          NULL,     "roundcube.smtp",   read_other, is_always_open, true},
	{ROUNDCUBE_START("Recv:"),          NULL,     "roundcube.smtp",   read_other, is_always_open, true},
	{ROUNDCUBE_START("C: "),            NULL,     "roundcube.sieve",  read_sieve, is_always_open, true},
	{ROUNDCUBE_START("S: "),            NULL,     "roundcube.sieve",  read_other, is_always_open, true},
	{ROUNDCUBE_START("GPG: "),          NULL,     "roundcube.enigma", read_other, is_always_open, true},
};
/* clang-format on */

const struct roundcube_kinds roundcube_debug_kinds = {kinds, COUNT(kinds)};
