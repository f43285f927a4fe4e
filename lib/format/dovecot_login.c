/* SPDX-License-Identifier: ISC */
/*
 * What imap-login, pop3-login, managesieve-login and submission-login say:
 *
 *	Login: ELEMENTS                                  2.2, 2.3; "Logged in: " in 2.4
 *	Disconnected: REASON (DETAIL): ELEMENTS          "Aborted login (DETAIL): …" before 2.3.15
 *	Login aborted: REASON (DETAIL) (CODE): ELEMENTS  2.4
 *	proxy(USER,HOST:PORT): …                         front ends
 *	ID sent: name=…, version=…: ELEMENTS             imap_id_log
 *
 * The message is the server's, the elements are taken apart in dovecot_elements.c.
 */
#include "dovecot_verdict.h"

#include "base/scan.h"

#define SECOND INT64_C(1000000000)

/* The text in the last pair of brackets, which must end the message; takes it away. */
static bool take_bracket(spoor_view *message, spoor_view *inside_r)
{
	size_t open;

	if (!view_ends(*message, VIEW(")")))
		return false;
	open = view_find_last(*message, '(');
	if (open == message->len || (open && message->ptr[open - 1] != ' '))
		return false;
	*inside_r = view_of(message->ptr + open + 1, message->len - open - 2);
	*message = view_head(*message, open ? open - 1 : 0);
	return true;
}

/* The number before a word: "3" of "auth failed, 3 attempts in 16 secs". */
static bool number_before(spoor_view text, spoor_view word, int64_t *number_r)
{
	size_t end = view_search(text, word);
	size_t start = end;

	if (end == text.len)
		return false;
	while (start && is_digit(text.ptr[start - 1]))
		start--;
	return view_number(view_of(text.ptr + start, end - start), number_r);
}

/* "N attempts in S secs", "N/M successful auths", "waited S secs". */
static void set_detail(struct spoor_event *event, spoor_view detail)
{
	int64_t number;

	if (number_before(detail, VIEW(" attempts"), &number) ||
		number_before(detail, VIEW(" authentication attempts"), &number) ||
		number_before(detail, VIEW(" successful auths"), &number))
		event_set_number(event, FIELD_AUTH_ATTEMPTS, number);
	if (number_before(detail, VIEW(" secs"), &number) && number < INT64_MAX / SECOND)
		event_set_number(event, FIELD_EVENT_DURATION, number * SECOND);
	if (number_before(detail, VIEW("/"), &number) && number > 0 &&
		view_holds(detail, VIEW(" successful auths")))
		event_set_flag(event, FIELD_AUTH_RIGHT_PASSWORD, true);
}

/* By the code, else by the message or the words in brackets, the plainer first. */
static const struct dovecot_verdict *judge(
	spoor_view message, spoor_view *code_r, spoor_view *detail_r)
{
	const struct dovecot_verdict *cause = dovecot_verdict_of_cause(message);
	const struct dovecot_verdict *found;
	spoor_view rest = message;

	*code_r = *detail_r = view_of("", 0);
	if (!take_bracket(&rest, detail_r))
		return cause ? cause : dovecot_verdict_of_message(message);
	found = dovecot_verdict_of_code(*detail_r);
	if (found) {
		*code_r = *detail_r;
		if (!take_bracket(&rest, detail_r))
			*detail_r = view_of("", 0);
		return found;
	}
	found = cause ? cause : dovecot_verdict_of_detail(*detail_r);
	return found ? found : dovecot_verdict_of_message(message);
}

/* Words alone do not tell whether an account was named, the elements do; and a handshake that
 * never ended says more than that nobody tried to log in. */
static void refine(struct spoor_event *event, const struct dovecot_verdict *verdict)
{
	const union value *tls = event_get(event, FIELD_TLS_ESTABLISHED);

	if (verdict->action != ACTION_CONNECT)
		return;
	if (strcmp(verdict->reason, "other") == 0 && event_has(event, FIELD_USER_NAME))
		event_set_action(event, ACTION_LOGIN);
	else if (strcmp(verdict->reason, "no-attempt") == 0 && tls && !tls->flag)
		event_set_constant(event, FIELD_SPOOR_REASON, VIEW("tls-failure"));
}

static bool read_failure(struct dovecot_line *line)
{
	struct spoor_event *event = line->event;
	size_t at = dovecot_find_elements(line->text, false);
	spoor_view message = view_head(line->text, at);
	spoor_view code;
	spoor_view detail;
	const struct dovecot_verdict *verdict = judge(message, &code, &detail);

	if (at < line->text.len)
		dovecot_read_elements(event, view_skip(line->text, at + 2));
	if (!verdict)
		return false;
	event_set_text(event, FIELD_EVENT_REASON, message);
	event_set_text(event, FIELD_EVENT_CODE, code);
	dovecot_set_verdict(event, verdict);
	set_detail(event, detail);
	refine(event, verdict);
	return true;
}

static bool read_success(struct dovecot_line *line, spoor_view elements)
{
	event_set_action(line->event, ACTION_LOGIN);
	event_set_outcome(line->event, true);
	dovecot_read_elements(line->event, elements);
	return true;
}

/* The last place where elements may begin: an ID is the client's text. */
static bool read_id(struct dovecot_line *line, spoor_view rest)
{
	size_t at = dovecot_find_elements(rest, true);

	if (at < rest.len)
		dovecot_read_elements(line->event, view_skip(rest, at + 2));
	dovecot_read_id(line->scene->site, line->event, view_head(rest, at));
	return true;
}

struct login_row {
	const char *head;
	bool (*read)(struct dovecot_line *line, spoor_view rest);
};

/* clang-format off */
static const struct login_row rows[] = {
	{"Login: ",             read_success},
	{"Logged in: ",         read_success},
	{"proxy(",              dovecot_read_proxy},
	{"ID sent: ",           read_id},
	{"Pre-login ID sent: ", read_id},
};
/* clang-format on */

/* "SSL failed: where=0x2002: … [192.0.2.7]" (verbose_ssl of 2.2). */
static void set_bracket_address(struct dovecot_line *line)
{
	size_t open = view_find_last(line->text, '[');

	if (open < line->text.len && view_ends(line->text, VIEW("]")))
		event_set_address(line->event, FIELD_SOURCE_IP,
			view_unwrap(view_skip(line->text, open), '[', ']'));
}

bool dovecot_read_login(struct dovecot_line *line)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(line->text, rows[i].head))
			return rows[i].read(
				line, view_skip(line->text, strlen(rows[i].head)));
	if (dovecot_starts(line->text, "SSL"))
		set_bracket_address(line);
	return read_failure(line);
}
