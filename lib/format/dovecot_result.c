/* SPDX-License-Identifier: ISC */
/*
 * What became of a message, by lmtp or lda themselves or by Sieve:
 *
 *	msgid=<a@example.org>: saved mail to INBOX
 *	sieve: msgid=<a@example.org>: redirect action: forwarded to <b@example.net>
 *
 * A Message-ID may hold anything, even "x: forwarded to <y>": so the last ": " with a result of
 * the table behind it counts. Pigeonhole before 0.5.10 leaves "NAME action: " out; then a
 * fileinto looks like a keep.
 */
#include "dovecot.h"

#include "base/scan.h"

enum result_target {
	TARGET_NONE,
	TARGET_FOLDER,
	TARGET_FOLDER_END,
	TARGET_ADDRESS,
	TARGET_PROGRAM
};

/* Without an `op` it is a delivery, unless "NAME action: " says more. */
struct result_row {
	const char *text;
	const char *op; /* spoor.rule.op */
	const char *outcome;
	enum result_target target;
	bool weak; /* other servers use the word too, in the reason of a failure */
};

/* clang-format off */
static const struct result_row results[] = {
	{"saved mail to ",                      NULL,       "success", TARGET_FOLDER_END, false},
	{"save failed to open mailbox ",        NULL,       "failure", TARGET_FOLDER,     false},
	{"save failed to ",                     NULL,       "failure", TARGET_FOLDER,     false},
	{"stored mail into mailbox ",           NULL,       "success", TARGET_FOLDER,     false},
	{"left message in mailbox ",            NULL,       "success", TARGET_FOLDER,     false},
	{"store into mailbox ",                 NULL,       "unknown", TARGET_FOLDER,     false},
	{"failed to store into mailbox ",       NULL,       "failure", TARGET_FOLDER,     false},
	{"rejected: ",                          NULL,       "failure", TARGET_NONE,       true},
	{"forwarded to ",                       "redirect", "success", TARGET_ADDRESS,    false},
	{"discarded duplicate forward to ",     "redirect", "failure", TARGET_ADDRESS,    false},
	{"not forwarding message to ",          "redirect", "failure", TARGET_ADDRESS,    false},
	{"failed to redirect message to ",      "redirect", "failure", TARGET_ADDRESS,    false},
	{"failed to forward message to ",       "redirect", "failure", TARGET_ADDRESS,    false},
	{"Marked message to be discarded",      "discard",  "success", TARGET_NONE,       false},
	{"marked message to be discarded",      "discard",  "success", TARGET_NONE,       false},
	{"discarded mail",                      "discard",  "success", TARGET_NONE,       true},
	{"rejected message from ",              "reject",   "success", TARGET_ADDRESS,    false},
	{"rejected",                            "reject",   "success", TARGET_NONE,       true},
	{"discarding reject",                   "reject",   "failure", TARGET_ADDRESS,    false},
	{"not sending reject",                  "reject",   "failure", TARGET_ADDRESS,    false},
	{"failed to reject",                    "reject",   "failure", TARGET_NONE,       false},
	{"sent vacation response to ",          "vacation", "success", TARGET_ADDRESS,    false},
	{"discarded duplicate vacation",        "vacation", "failure", TARGET_ADDRESS,    false},
	{"discarding vacation response",        "vacation", "failure", TARGET_ADDRESS,    false},
	{"not sending vacation",                "vacation", "failure", TARGET_ADDRESS,    false},
	{"failed to send vacation",             "vacation", "failure", TARGET_ADDRESS,    false},
	{"sent mail notification to ",          "notify",   "success", TARGET_ADDRESS,    false},
	{"not sending notification",            "notify",   "failure", TARGET_NONE,       false},
	{"failed to send mail notification",    "notify",   "failure", TARGET_ADDRESS,    false},
	{"piped message to program ",           "pipe",     "success", TARGET_PROGRAM,    false},
	{"failed to pipe message to program ",  "pipe",     "failure", TARGET_PROGRAM,    false},
	{"sent ",                               "report",   "success", TARGET_ADDRESS,    true},
	{"failed to send ",                     "report",   "failure", TARGET_ADDRESS,    true},
};

static const char *const actions[] = {
	"fileinto", "redirect", "discard", "reject", "ereject", "vacation", "notify", "enotify",
	"pipe", "report", "keep", "store",
};
/* clang-format on */

/* What stands behind the message's ids. */
struct result {
	spoor_view action; /* "fileinto" of "fileinto action: "; perhaps empty */
	const struct result_row *row;
	spoor_view rest;
};

/* "NAME action: " */
static spoor_view scan_action(spoor_view *text)
{
	for (size_t i = 0; i < COUNT(actions); i++) {
		spoor_view rest = *text;
		spoor_view name = view_string(actions[i]);

		if (dovecot_starts(rest, actions[i]) && scan_literal(&rest, name) &&
			scan_literal(&rest, VIEW(" action: "))) {
			*text = rest;
			return name;
		}
	}
	return view_of("", 0);
}

static bool scan_result(spoor_view text, struct result *result_r)
{
	result_r->action = scan_action(&text);
	for (size_t i = 0; i < COUNT(results); i++)
		if (dovecot_starts(text, results[i].text)) {
			result_r->row = &results[i];
			result_r->rest = view_skip(text, strlen(results[i].text));
			return true;
		}
	return false;
}

/* Whether a result is within the one before it: the same behind its "NAME action: ", or a word
 * of its reason. */
static bool belongs(const struct result *result, const struct result *before)
{
	return result->action.len == 0 &&
	       (result->row->weak || result->rest.ptr == before->rest.ptr);
}

/* The last result in the text; what stands before it in `ids_r`. */
static bool find_result(spoor_view text, spoor_view *ids_r, struct result *result_r)
{
	bool found = scan_result(text, result_r);
	struct result result;
	size_t at = 0;

	*ids_r = view_of("", 0);
	for (;;) {
		at = dovecot_colon(text, at);
		if (at == text.len)
			return found;
		if (scan_result(view_skip(text, at + 2), &result) &&
			!(found && belongs(&result, result_r))) {
			*ids_r = view_head(text, at);
			*result_r = result;
			found = true;
		}
		at += 2;
	}
}

/* The text up to `mark` and its first byte; all of it without one. */
static spoor_view through(spoor_view text, spoor_view mark)
{
	size_t at = view_search(text, mark);

	return view_head(text, at < text.len ? at + 1 : at);
}

/* The text between the last '<' and the '>' behind it. */
static spoor_view last_address(spoor_view text)
{
	size_t close = view_find_last(text, '>');
	size_t open = view_find_last(view_head(text, close), '<');

	if (close == text.len || open == close)
		return view_of("", 0);
	return view_of(text.ptr + open + 1, close - open - 1);
}

/* "'INBOX'", "'INBOX': REASON", "'INBOX' skipped", "INBOX: REASON". */
static spoor_view folder_of(spoor_view text)
{
	size_t close;

	if (!view_starts(text, VIEW("'")))
		return view_head(text, dovecot_colon(text, 0));
	text = through(text, VIEW("': "));
	close = view_find_last(text, '\'');
	return close ? view_of(text.ptr + 1, close - 1) : text;
}

static spoor_view target_of(const struct result *result)
{
	switch (result->row->target) {
	case TARGET_FOLDER:
		return folder_of(result->rest);
	case TARGET_FOLDER_END:
		return result->rest;
	case TARGET_ADDRESS:
		return last_address(through(result->rest, VIEW(">: ")));
	case TARGET_PROGRAM:
		return view_unwrap(through(result->rest, VIEW("': ")), '\'', '\'');
	default:
		return view_of("", 0);
	}
}

/* One "KEY=VALUE" before the result (deliver_log_format). */
static void set_id(struct spoor_event *event, spoor_view key, spoor_view value)
{
	if (view_eq(key, VIEW("msgid")))
		dovecot_set_message_id(event, value);
	else if (view_eq(key, VIEW("from")))
		event_add_text(event, FIELD_EMAIL_FROM, view_unwrap(value, '<', '>'));
	else if (view_eq(key, VIEW("subject")))
		event_set_text(event, FIELD_EMAIL_SUBJECT, value);
	else if (view_eq(key, VIEW("size")))
		event_set_digits(event, FIELD_MAIL_BYTES, value);
	else if (value.len)
		event_add_extra(event, key, value);
}

static bool is_key(spoor_view text)
{
	static const char *const keys[] = {"msgid=", "from=", "subject=", "size=",
		"vsize=", "psize=", "session=", "from_envelope=", "to_envelope=", "time=",
		"delivery_time=", "storage_id=", "rcpt=", "to="};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (dovecot_starts(text, keys[i]))
			return true;
	return false;
}

/* "msgid=<a@example.org>, from=b@example.net, size=77". */
static void set_ids(struct spoor_event *event, spoor_view ids)
{
	while (is_key(ids)) {
		spoor_view value = ids;
		spoor_view key = view_split(&value, '=');
		size_t at = 0;

		for (;;) {
			at += view_search(view_skip(value, at), VIEW(", "));
			if (at == value.len || is_key(view_skip(value, at + 2)))
				break;
			at += 2;
		}
		set_id(event, key, view_head(value, at));
		ids = view_skip(value, at < value.len ? at + 2 : at);
	}
}

/* A delivery, unless a rule named its action. */
static void set_result(struct dovecot_line *line, const struct result *result)
{
	struct spoor_event *event = line->event;
	const struct result_row *row = result->row;
	bool fileinto = view_eq(result->action, VIEW("fileinto"));
	spoor_view target = target_of(result);

	event_set_constant(event, FIELD_EVENT_OUTCOME, view_string(row->outcome));
	if (!row->op)
		event_set_text(event, FIELD_MAILBOX_FOLDER, target);
	if (!row->op && !fileinto) {
		event_set_action(event, ACTION_MAIL_DELIVER);
	} else {
		event_set_action(event, ACTION_RULE_APPLY);
		event_set_constant(event, FIELD_RULE_KIND, VIEW("sieve"));
		event_set_text(event, FIELD_RULE_OP,
			fileinto ? VIEW("fileinto") : view_string(row->op));
		event_add_text(event, FIELD_RULE_TARGETS, target);
	}
	if (strcmp(row->outcome, "success") != 0 || row->target == TARGET_NONE)
		event_set_text(event, FIELD_EVENT_REASON,
			view_of(result->rest.ptr - strlen(row->text),
				result->rest.len + strlen(row->text)));
}

bool dovecot_read_result(struct dovecot_line *line, spoor_view text)
{
	struct result result;
	spoor_view ids;

	if (!find_result(text, &ids, &result))
		return false;
	set_ids(line->event, ids);
	set_result(line, &result);
	return true;
}
