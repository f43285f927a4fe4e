/* SPDX-License-Identifier: ISC */
/*
 * What imap, pop3, managesieve and submission say of a user's session. Its end carries what it
 * moved:
 *
 *	Disconnected: Logged out in=281 out=8530 deleted=1 … body_count=1 body_bytes=6453
 *	Disconnected: Logged out top=0/0, retr=1/6470, del=1/1, size=6453
 *	Disconnected: Logged out bytes=100/95
 *
 * The counters are read from the right (imap_logout_format and its like are the operator's);
 * what stands before them is the reason. 2.2 leaves "Disconnected: " out.
 */
#include "dovecot.h"

#include "base/scan.h"

struct counter_row {
	const char *key;
	enum field first;
	enum field second; /* behind a '/'; FIELD_COUNT: there is none */
};

/* clang-format off */
static const struct counter_row counters[] = {
	{"in",          FIELD_SOURCE_BYTES,     FIELD_COUNT},
	{"out",         FIELD_DESTINATION_BYTES, FIELD_COUNT},
	{"deleted",     FIELD_IMAP_DELETED,     FIELD_COUNT},
	{"expunged",    FIELD_IMAP_EXPUNGED,    FIELD_COUNT},
	{"trashed",     FIELD_IMAP_TRASHED,     FIELD_COUNT},
	{"hdr_count",   FIELD_IMAP_HDR_COUNT,   FIELD_COUNT},
	{"hdr_bytes",   FIELD_IMAP_HDR_BYTES,   FIELD_COUNT},
	{"body_count",  FIELD_IMAP_BODY_COUNT,  FIELD_COUNT},
	{"body_bytes",  FIELD_IMAP_BODY_BYTES,  FIELD_COUNT},
	{"top",         FIELD_POP3_TOP_COUNT,   FIELD_POP3_TOP_BYTES},
	{"retr",        FIELD_POP3_RETR_COUNT,  FIELD_POP3_RETR_BYTES},
	{"del",         FIELD_POP3_DEL,         FIELD_POP3_MESSAGES},
	{"size",        FIELD_POP3_SIZE,        FIELD_COUNT},
	{"bytes",       FIELD_SOURCE_BYTES,     FIELD_DESTINATION_BYTES},
};

/* Without counters, that a session ended. */
static const char *const ends[] = {
	"Logged out", "Disconnected", "Connection closed", "Server shutting down",
	"Inactivity", "Too many invalid", "Too many bad commands", "IMAP session state is",
	"Mailbox UIDVALIDITY changed", "FETCH failed", "Selected mailbox was deleted",
	"Client has not read server output", "Client state initialization failed",
	"Couldn't lock POP3", "Remote closed connection", "Client has quit",
};

struct copy_row {
	enum field from;
	enum field to;
};

/* So that volumes of all protocols add up. */
static const struct copy_row volumes[] = {
	{FIELD_IMAP_BODY_COUNT, FIELD_MAIL_COUNT},
	{FIELD_IMAP_BODY_BYTES, FIELD_MAIL_BYTES},
	{FIELD_POP3_RETR_COUNT, FIELD_MAIL_COUNT},
	{FIELD_POP3_RETR_BYTES, FIELD_MAIL_BYTES},
};
/* clang-format on */

/* The row of a key; `hint` is where it is, unless the operator chose another order. */
static size_t find_counter(spoor_view key, size_t hint)
{
	if (hint < COUNT(counters) && dovecot_is(key, counters[hint].key))
		return hint;
	for (size_t i = 0; i < COUNT(counters); i++)
		if (dovecot_is(key, counters[i].key))
			return i;
	return COUNT(counters);
}

/* "KEY=NUMBER" or "KEY=NUMBER/NUMBER". The hint becomes the row in front of it. */
static bool take_counter(struct spoor_event *event, spoor_view word, size_t *hint)
{
	spoor_view value = word;
	size_t at = find_counter(view_split(&value, '='), *hint);
	const struct counter_row *row = &counters[at];
	int64_t first;
	int64_t second = 0;
	bool pair;

	if (at == COUNT(counters) || !scan_number(&value, &first))
		return false;
	pair = scan_char(&value, '/') && scan_number(&value, &second);
	if (value.len || pair != (row->second != FIELD_COUNT))
		return false;
	event_set_number(event, row->first, first);
	if (pair)
		event_set_number(event, row->second, second);
	*hint = at - 1;
	return true;
}

/* Another "KEY=NUMBER" of the operator's. */
static bool keep_counter(struct spoor_event *event, spoor_view word)
{
	spoor_view value = word;
	spoor_view key = view_split(&value, '=');

	if (key.len == 0 || value.len == 0)
		return false;
	for (size_t i = 0; i < key.len; i++)
		if (!is_alpha(key.ptr[i]) && key.ptr[i] != '_')
			return false;
	for (size_t i = 0; i < value.len; i++)
		if (!is_digit(value.ptr[i]) && value.ptr[i] != '/')
			return false;
	event_add_extra(event, key, value);
	return true;
}

/* Takes counters from the end of the text as long as there are any; gives what is left, and how
 * many of them were ours. */
static spoor_view take_counters(struct spoor_event *event, spoor_view text, int *count_r)
{
	size_t hint = COUNT(counters);

	*count_r = 0;
	while (text.len) {
		size_t blank = view_find_last(text, ' ');
		spoor_view word = blank < text.len ? view_skip(text, blank + 1) : text;

		if (view_ends(word, VIEW(",")))
			word.len--;
		if (take_counter(event, word, &hint))
			(*count_r)++;
		else if (!keep_counter(event, word))
			break;
		text = view_head(text, blank < text.len ? blank : 0);
	}
	return text;
}

static void set_volumes(struct spoor_event *event)
{
	for (size_t i = 0; i < COUNT(volumes); i++) {
		const union value *value = event_get(event, volumes[i].from);

		if (value)
			event_set_number(event, volumes[i].to, value->number);
	}
}

/* "del=N/M": M is the number of messages in the box, in 2.4 the bytes of the deleted. No box has
 * messages of fewer bytes than their heads, and none without messages has bytes. */
static void check_messages(struct spoor_event *event, spoor_view text)
{
	enum { LEAST_MESSAGE = 200 };
	const union value *messages = event_get(event, FIELD_POP3_MESSAGES);
	const union value *size = event_get(event, FIELD_POP3_SIZE);

	if (!messages || !size)
		return;
	if (messages->number <= size->number / LEAST_MESSAGE &&
		(messages->number > 0 || size->number == 0))
		return;
	event_unset(event, FIELD_POP3_MESSAGES);
	text = view_skip(text, view_search(text, VIEW("del=")));
	text = view_skip(text, view_find(text, '/') + 1);
	event_add_extra(event, VIEW("del_bytes"), view_head(text, view_find(text, ',')));
}

static bool is_end(spoor_view text)
{
	for (size_t i = 0; i < COUNT(ends); i++)
		if (dovecot_starts(text, ends[i]))
			return true;
	return false;
}

/* Cheap, and true of every end whose words we do not know. */
static bool ends_in_counter(spoor_view text)
{
	return text.len && is_digit(text.ptr[text.len - 1]) &&
	       (view_holds(text, VIEW(" out=")) || view_holds(text, VIEW("in=")) ||
		       view_holds(text, VIEW("retr=")));
}

static bool read_end(struct dovecot_line *line)
{
	struct spoor_event *event = line->event;
	spoor_view reason = line->text;
	int count;

	if (line->level >= DOVECOT_ERROR || !(is_end(reason) || ends_in_counter(reason)))
		return false;
	reason = take_counters(event, reason, &count);
	if (count < 2 && !is_end(line->text))
		return false;
	scan_literal(&reason, VIEW("Disconnected: "));
	event_set_action(event, ACTION_LOGOUT);
	event_set_text(event, FIELD_EVENT_REASON, reason);
	set_volumes(event);
	check_messages(event, line->text);
	return true;
}

static bool read_id(struct dovecot_line *line, spoor_view rest)
{
	dovecot_read_id(line->scene->site, line->event, rest);
	return true;
}

/* "KEY=VALUE, " from the front of a list; empty when it begins otherwise. */
static spoor_view take_pair(spoor_view *list, spoor_view key)
{
	spoor_view rest = *list;
	spoor_view value;

	if (!scan_literal(&rest, key))
		return view_of("", 0);
	value = view_head(rest, view_search(rest, VIEW(", ")));
	*list = view_skip(rest, value.len < rest.len ? value.len + 2 : value.len);
	return value;
}

/* "from=<a@example.org>, size=77, id=…, nrcpt=1, reply=`250 …'" (submission). */
static bool read_relay(struct dovecot_line *line, spoor_view rest, bool success)
{
	struct spoor_event *event = line->event;

	event_set_action(event, ACTION_MAIL_SEND);
	event_set_outcome(event, success);
	event_set_text(event, FIELD_EMAIL_SENDER,
		view_unwrap(take_pair(&rest, VIEW("from=")), '<', '>'));
	event_set_digits(event, FIELD_MAIL_BYTES, take_pair(&rest, VIEW("size=")));
	event_set_text(event, FIELD_EMAIL_LOCAL_ID, take_pair(&rest, VIEW("id=")));
	event_set_digits(event, FIELD_SMTP_NRCPT, take_pair(&rest, VIEW("nrcpt=")));
	if (scan_literal(&rest, VIEW("reply=")))
		event_set_text(event, FIELD_EVENT_REASON, view_unwrap(rest, '`', '\''));
	return true;
}

static bool read_relayed(struct dovecot_line *line, spoor_view rest)
{
	return read_relay(line, rest, true);
}

static bool read_not_relayed(struct dovecot_line *line, spoor_view rest)
{
	return read_relay(line, rest, false);
}

/* "Failed to open script `X' for activation: …" (managesieve). */
static bool read_script_failure(struct dovecot_line *line, spoor_view rest)
{
	spoor_view name;

	event_set_action(line->event, ACTION_RULE_CHANGE);
	event_add_text(line->event, FIELD_EVENT_TYPE, VIEW("change"));
	event_set_outcome(line->event, false);
	event_set_constant(line->event, FIELD_RULE_KIND, VIEW("sieve"));
	event_set_text(line->event, FIELD_EVENT_REASON, line->text);
	if (scan_until_last(&rest, VIEW("' for activation"), &name))
		event_set_text(line->event, FIELD_RULE_NAME, name);
	return true;
}

struct session_row {
	const char *head;
	bool (*read)(struct dovecot_line *line, spoor_view rest);
};

/* clang-format off */
static const struct session_row rows[] = {
	{"ID sent: ",                        read_id},
	{"Successfully relayed message: ",   read_relayed},
	{"Failed to relay message: ",        read_not_relayed},
	{"Failed to open script `",          read_script_failure},
};
/* clang-format on */

bool dovecot_read_session(struct dovecot_line *line)
{
	if (dovecot_read_mail_log(line) || read_end(line))
		return true;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(line->text, rows[i].head))
			return rows[i].read(
				line, view_skip(line->text, strlen(rows[i].head)));
	return false;
}
