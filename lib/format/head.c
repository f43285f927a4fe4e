/* SPDX-License-Identifier: ISC */
/*
 * Time, host, program, pid, text: parsed from the front, each part bounded by what cannot stand
 * in it. What a client can write comes only in the text.
 */
#include "head.h"

#include "base/addr.h"
#include "base/scan.h"
#include "format/priority.h"
#include "format/wrap.h"

enum { NAME_MOST = 48, FACILITY_MOST = 24 };

/* "<PRI>", at most 191. */
static bool scan_priority(spoor_view *cursor, int64_t *priority_r)
{
	spoor_view rest = *cursor;
	int64_t number;

	if (!scan_char(&rest, '<') || !scan_number(&rest, &number) || number > 191 ||
		!scan_char(&rest, '>'))
		return false;
	*priority_r = number;
	*cursor = rest;
	return true;
}

static void set_priority(struct head *head, int64_t priority)
{
	head->priority = priority;
	head->severity = (int)(priority & 7);
}

/* ------------------------------------------------------------------ the program */

static bool is_number(spoor_view view)
{
	int64_t number;

	return view_number(view, &number);
}

static bool is_name_char(char c)
{
	return is_alpha(c) || is_digit(c) || c == ' ' || memchr("._/@+-", c, 6);
}

/* "Mail Helper[77]:" and "sogod [77]:": digits in brackets and a colon behind them make a name
 * of words with blanks. */
static bool scan_spaced_name(spoor_view *cursor, struct envelope *envelope)
{
	spoor_view rest = *cursor;
	size_t at = view_find(
		view_head(rest, rest.len < NAME_MOST ? rest.len : NAME_MOST), '[');
	spoor_view name = view_trim(view_head(rest, at));
	spoor_view pid;

	rest = view_skip(rest, at);
	if (name.len == 0 || !scan_between(&rest, '[', ']', &pid) || !is_number(pid) ||
		!scan_char(&rest, ':'))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_name_char(name.ptr[i]))
			return false;
	envelope->ident = name;
	envelope->pid = pid;
	*cursor = rest;
	return true;
}

/* Between "[77]" and its colon macOS has a level, " <Notice>", or a unit, " (com.example.x)". */
static void skip_remark(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	spoor_view remark;

	if (!scan_char(&rest, ' '))
		return;
	if (!scan_between(&rest, '<', '>', &remark) &&
		!scan_between(&rest, '(', ')', &remark))
		return;
	if (rest.len == 0 || rest.ptr[0] != ':')
		return;
	*cursor = rest;
	if (priority_severity(remark) >= 0)
		head->severity = priority_severity(remark);
}

/* "smtpd(77)" is a name and a pid, behind a host: at the front of a program's own log it may be
 * a user. */
static void split_parentheses(struct envelope *envelope)
{
	spoor_view name = envelope->ident;
	size_t open = view_find_last(name, '(');
	spoor_view inside;

	if (open == 0 || open == name.len || name.ptr[name.len - 1] != ')')
		return;
	inside = view_of(name.ptr + open + 1, name.len - open - 2);
	if (!is_number(inside))
		return;
	envelope->ident = view_head(name, open);
	envelope->pid = inside;
}

static size_t name_len(spoor_view rest)
{
	size_t len = 0;

	while (len < rest.len && rest.ptr[len] != ' ' && rest.ptr[len] != ':' &&
		rest.ptr[len] != '[')
		len++;
	return len;
}

void head_scan_program(spoor_view rest, struct head *head)
{
	struct envelope *envelope = &head->envelope;
	size_t len = name_len(rest);
	spoor_view tail = view_skip(rest, len);

	envelope->ident = view_of("", 0);
	envelope->pid = view_of("", 0);
	envelope->text = rest;
	if (len == 0 || tail.len == 0)
		return;
	if (tail.ptr[0] == ' ') {
		tail = rest;
		if (!scan_spaced_name(&tail, envelope))
			return;
	} else if (scan_char(&tail, ':')) {
		envelope->ident = view_head(rest, len);
		if (envelope->host.len)
			split_parentheses(envelope);
	} else {
		if (!scan_between(&tail, '[', ']', &envelope->pid))
			return;
		envelope->ident = view_head(rest, len);
		skip_remark(&tail, head);
		scan_char(&tail, ':');
	}
	scan_char(&tail, ' ');
	envelope->text = tail;
}

/* ------------------------------------------------------------------ the host */

/* "[77]:" is next: the word before it is a program, not a host. */
static bool pid_follows(spoor_view rest)
{
	spoor_view pid;

	return scan_between(&rest, '[', ']', &pid) && is_number(pid) &&
	       scan_char(&rest, ':');
}

static bool is_address(spoor_view word)
{
	struct addr addr;

	return addr_parse(word, &addr);
}

/* A word that can be a host: no parentheses, as in the prefix of a program's own log; a bracket
 * only around an address; a colon at its end only in one. */
static bool is_host(spoor_view word)
{
	size_t bracket = view_find(word, '[');

	if (view_has(word, '('))
		return view_eq(word, VIEW("(none)"));
	if (word.ptr[word.len - 1] == ':')
		return is_address(word);
	return (bracket == 0 || bracket == word.len) && !view_starts(word, VIEW("--"));
}

/* The host, unless the word is the program already, or a word of the daemon's own. */
static void scan_host(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	spoor_view word;

	if (!scan_word(&rest, &word) || !is_host(word) || pid_follows(rest) ||
		view_starts(*cursor, VIEW("last message repeated ")))
		return;
	*cursor = rest;
	if (!view_eq(word, VIEW("-")))
		head->envelope.host = view_unwrap(word, '[', ']');
}

/* A level in capitals stands where the host should. */
static bool scan_level(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	spoor_view word;
	int severity;

	if (rest.len == 0 || rest.ptr[0] < 'A' || rest.ptr[0] > 'Z' ||
		!scan_word(&rest, &word))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
			return false;
	severity = priority_severity(word);
	if (severity < 0)
		return false;
	head->severity = severity;
	*cursor = rest;
	return true;
}

/* ------------------------------------------------------------------ daemons' additions */

/* BSD's "<4.6>" or "<auth.info>" behind the time. */
static void skip_facility(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	spoor_view facility;
	int64_t priority;

	if (!scan_between(&rest, '<', '>', &facility) || facility.len > FACILITY_MOST ||
		!scan_char(&rest, ' ') || !priority_parse(facility, &priority))
		return;
	set_priority(head, priority);
	*cursor = rest;
}

/* AIX has "mail:info" between host and program, and "Message forwarded from HOST: " in lines
 * that it passes on. */
static void skip_aix(spoor_view *cursor, struct head *head)
{
	spoor_view rest = *cursor;
	spoor_view near =
		view_head(rest, rest.len < FACILITY_MOST ? rest.len : FACILITY_MOST);
	size_t colon = view_find(near, ':');
	spoor_view word;
	int64_t priority;

	if (colon + 1 < near.len && is_alpha(near.ptr[colon + 1]) &&
		scan_word(&rest, &word) && priority_parse(word, &priority)) {
		set_priority(head, priority);
		*cursor = rest;
	}
	rest = *cursor;
	if (!scan_literal(&rest, VIEW("Message forwarded from ")) ||
		!scan_until_text(&rest, VIEW(": "), &word))
		return;
	head->relay = head->envelope.host;
	head->envelope.host = word;
	*cursor = rest;
}

/* Solaris begins the text with "[ID 197553 mail.info] ". */
static void skip_solaris(struct head *head)
{
	spoor_view rest = head->envelope.text;
	spoor_view remark;
	spoor_view number;
	int64_t priority;

	if (!view_starts(rest, VIEW("[ID ")) || !scan_between(&rest, '[', ']', &remark))
		return;
	remark = view_skip(remark, 3);
	number = view_split(&remark, ' ');
	if (!is_number(number) || !priority_parse(remark, &priority))
		return;
	scan_char(&rest, ' ');
	set_priority(head, priority);
	head->code = number;
	head->envelope.text = rest;
}

/* journalctl -o with-unit has "dovecot.service[77]:" and "postfix@-.service[77]:". */
static void take_unit(struct head *head)
{
	spoor_view unit = head->envelope.ident;

	if (!view_ends(unit, VIEW(".service")))
		return;
	head->unit = unit;
	unit.len -= VIEW(".service").len;
	head->envelope.ident = view_head(unit, view_find(unit, '@'));
}

/* ------------------------------------------------------------------ the line */

static void scan_3164(spoor_view rest, struct head *head)
{
	skip_facility(&rest, head);
	if (!scan_level(&rest, head))
		scan_host(&rest, head);
	skip_aix(&rest, head);
	head_scan_program(rest, head);
	skip_solaris(head);
	if (head->full)
		take_unit(head);
}

static bool has_needed(const struct head *head, enum head_need need)
{
	if (need == NEED_PID)
		return head->envelope.host.len && head->envelope.pid.len;
	return need == NEED_NOTHING ||
	       (head->envelope.host.len && head->envelope.ident.len);
}

/* Behind "<PRI>1 ": a time or "-", then the fields. */
static bool scan_5424(struct clock *clock, spoor_view rest, struct head *head)
{
	if (!scan_literal(&rest, VIEW("- "))) {
		if (!clock_scan_iso(clock, &rest, &head->moment) ||
			!scan_char(&rest, ' '))
			return false;
		head->timed = true;
	}
	return head_scan_5424(rest, head);
}

bool head_scan(struct clock *clock, spoor_view line, struct head *head_r)
{
	enum head_need need;
	bool iso;
	int64_t priority;
	spoor_view stream;
	bool partial;

	*head_r = (struct head){.priority = -1, .severity = -1};
	head_r->envelope.host = head_r->envelope.ident = head_r->envelope.pid =
		view_of("", 0);
	if (scan_priority(&line, &priority)) {
		set_priority(head_r, priority);
		if (scan_literal(&line, VIEW("1 ")))
			return scan_5424(clock, line, head_r);
	}
	iso = line.len && is_digit(line.ptr[0]);
	if (!head_scan_time(clock, &line, head_r, &need))
		return false;
	head_r->timed = true;
	if (scan_literal(&line, VIEW(": "))) {
		head_scan_program(line, head_r);
		return has_needed(head_r, need);
	}
	if (!scan_char(&line, ' ') || wrap_scan_stream(&line, &stream, &partial))
		return false;
	scan_3164(line, head_r);
	if (iso && head_r->envelope.ident.len == 0 && head_looks_5424(line))
		return head_scan_5424(line, head_r);
	return has_needed(head_r, need);
}
