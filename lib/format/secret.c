/* SPDX-License-Identifier: ISC */
/*
 * A text is searched for the words that stand before secrets; each has its row. What follows
 * such a word is the secret, as far as its shape goes. The text may be that of a JSON line, with
 * its quotes escaped.
 *
 * One pass, and no byte is looked at more than a few times, whatever an attacker writes: words
 * are recognised at their last byte, which few bytes of a text are, and what is looked at in
 * vain behind a word holds no other word or is short.
 */
#include "secret.h"

#include "input/digest.h"

/* What stands in the secret's place: stars, or a mark that tells equal ones. */
enum secret_kind { SECRET_PASSWORD, SECRET_TOKEN };

/* How far a secret goes. */
enum secret_shape {
	SHAPE_WORD, /* to a blank, a quote, or what ends a value; in quotes: to their end */
	SHAPE_STRING, /* to the end of the string of JSON that it begins in */
	SHAPE_BASE64, /* all of the word, perhaps in quotes, which is base 64 */
	SHAPE_ANSWER, /* all of the line, which is base 64 and no command */
	SHAPE_SERIAL, /* PHP's LENGTH:"SECRET" */
	SHAPE_INSIDE, /* to the line's last closing parenthesis */
	SHAPE_COOKIE, /* the word behind a session's id and ": " */
	SHAPE_FIELD,  /* to a TAB, as rsyslog's #011 too, or "<hidden>" */
	SHAPE_LINE,   /* to the line's end, or a remark in brackets */
};

/* clang-format off */
#define WORD(text) {"" text, sizeof(text) - 1}
/* clang-format on */

struct secret_row {
	spoor_view word; /* lower case; found without case */
	enum secret_kind kind;
	enum secret_shape shape;
};

enum { MIN_BASE64 = 8, MIN_ANSWER = 4, MIN_SESSION = 40, MAX_ID = 300 };

/* clang-format off */
static const struct secret_row equals_rows[] = {
	{WORD("password="),      SECRET_PASSWORD, SHAPE_WORD},
	{WORD("passwd="),        SECRET_PASSWORD, SHAPE_WORD},
	{WORD("_pass="),         SECRET_PASSWORD, SHAPE_WORD},
	{WORD("pwd="),           SECRET_PASSWORD, SHAPE_WORD},
	{WORD("client_secret="), SECRET_PASSWORD, SHAPE_WORD},
	{WORD("token="),         SECRET_TOKEN,    SHAPE_WORD},
	{WORD("canary="),        SECRET_TOKEN,    SHAPE_WORD},
	{WORD("x-rps-cat="),     SECRET_TOKEN,    SHAPE_WORD},
	{WORD("sessauth="),      SECRET_TOKEN,    SHAPE_WORD},
	{WORD("\tpass="),        SECRET_PASSWORD, SHAPE_FIELD},
	{WORD("#011pass="),      SECRET_PASSWORD, SHAPE_FIELD},
	{WORD("\tresp="),        SECRET_PASSWORD, SHAPE_FIELD},
	{WORD("#011resp="),      SECRET_PASSWORD, SHAPE_FIELD},
};

static const struct secret_row blank_rows[] = {
	{WORD("(given password: "),             SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("identified by "),                SECRET_PASSWORD, SHAPE_WORD},
	{WORD("authorization: basic "),         SECRET_PASSWORD, SHAPE_WORD},
	{WORD("authorization: bearer "),        SECRET_TOKEN,    SHAPE_WORD},
	{WORD("auth cookie for "),              SECRET_TOKEN,    SHAPE_COOKIE},
	{WORD("auth plain "),                   SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("auth login "),                   SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("auth xoauth2 "),                 SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("auth oauthbearer "),             SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate plain "),           SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate login "),           SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate xoauth2 "),         SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate oauthbearer "),     SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate \"plain\" "),       SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate \"login\" "),       SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate \"xoauth2\" "),     SECRET_PASSWORD, SHAPE_BASE64},
	{WORD("authenticate \"oauthbearer\" "), SECRET_PASSWORD, SHAPE_BASE64},
	{WORD(" send: "),                       SECRET_PASSWORD, SHAPE_ANSWER},
	{WORD("[pass: "),                       SECRET_PASSWORD, SHAPE_WORD},
};

/* What Dovecot's auth process is sent, with auth_debug_passwords. */
static const struct secret_row cont_rows[] = {
	{WORD("client in: cont"), SECRET_PASSWORD, SHAPE_LINE},
};

static const struct secret_row quote_rows[] = {
	{WORD("\"password\":\""),              SECRET_PASSWORD, SHAPE_STRING},
	{WORD("\"client_secret\":\""),         SECRET_PASSWORD, SHAPE_STRING},
	{WORD("token\":\""),                   SECRET_TOKEN,    SHAPE_STRING},
	{WORD(" c: \""),                       SECRET_PASSWORD, SHAPE_ANSWER},
};

/* A PHP session, or what a cache holds. */
static const struct secret_row colon_rows[] = {
	{WORD("password|s:"),    SECRET_PASSWORD, SHAPE_SERIAL},
	{WORD("password\";s:"),  SECRET_PASSWORD, SHAPE_SERIAL},
	{WORD("token|s:"),       SECRET_TOKEN,    SHAPE_SERIAL},
	{WORD("token\";s:"),     SECRET_TOKEN,    SHAPE_SERIAL},
	{WORD("auth_secret|s:"), SECRET_TOKEN,    SHAPE_SERIAL},
};

/* Calls in a PHP stack trace, whose arguments may be passwords. */
static const struct secret_row call_rows[] = {
	{WORD("->login("),           SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->connect("),         SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->authenticate("),    SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->auth("),            SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->bind("),            SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->encrypt("),         SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("->decrypt("),         SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("password->save("),    SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("password->_save("),   SECRET_PASSWORD, SHAPE_INSIDE},
	{WORD("pdo->__construct("),  SECRET_PASSWORD, SHAPE_INSIDE},
};

/* The rows by the last byte of their words. */
static const struct secret_group {
	const struct secret_row *rows;
	size_t count;
} groups[128] = {
	['='] = {equals_rows, COUNT(equals_rows)},
	[' '] = {blank_rows,  COUNT(blank_rows)},
	['"'] = {quote_rows,  COUNT(quote_rows)},
	[':'] = {colon_rows,  COUNT(colon_rows)},
	['('] = {call_rows,   COUNT(call_rows)},
	['t'] = {cont_rows,   COUNT(cont_rows)},
	['T'] = {cont_rows,   COUNT(cont_rows)},
};
/* clang-format on */

/* A secret in a text. */
struct masked {
	size_t start;
	size_t end;
	enum secret_kind kind;
};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* How many bytes of base 64 begin at `from`; all capitals among them: `command_r`. */
static size_t base64_len(spoor_view text, size_t from, bool *capital_r, bool *command_r)
{
	size_t at = from;

	*capital_r = false;
	*command_r = true;
	for (; at < text.len; at++) {
		char c = text.ptr[at];

		if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '/' && c != '=')
			break;
		*capital_r |= is_capital(c);
		*command_r &= is_capital(c);
	}
	return at - from;
}

/* A quote at `*at`, perhaps behind a backslash: moves behind it. '\0': there is none. */
static char skip_quote(spoor_view text, size_t *at, bool *escaped_r)
{
	size_t quote = *at;

	*escaped_r = quote < text.len && text.ptr[quote] == '\\';
	quote += *escaped_r;
	if (quote >= text.len || (text.ptr[quote] != '"' && text.ptr[quote] != '\''))
		return '\0';
	*at = quote + 1;
	return text.ptr[quote];
}

/* Where a string ends that a quote opened: at the same quote, escaped as the first one was. */
static size_t string_end(spoor_view text, size_t at, char quote, bool escaped)
{
	for (; at < text.len && text.ptr[at] != quote; at++) {
		if (text.ptr[at] != '\\' || at + 1 == text.len)
			continue;
		if (escaped && text.ptr[at + 1] == quote)
			return at;
		at++;
	}
	return at;
}

static bool set_word(spoor_view text, struct masked *masked)
{
	static const char stops[] = "& ,;)\"'<>\t\r\n";
	bool escaped;
	char quote = skip_quote(text, &masked->start, &escaped);
	size_t end = masked->start;

	if (quote) {
		masked->end = string_end(text, end, quote, escaped);
		return true;
	}
	while (end < text.len && !memchr(stops, text.ptr[end], sizeof(stops) - 1))
		end++;
	if (end > masked->start && end < text.len && text.ptr[end] == '"' &&
		text.ptr[end - 1] == '\\')
		end--;
	masked->end = end;
	return true;
}

static bool set_string(spoor_view text, struct masked *masked)
{
	bool escaped = text.ptr[masked->start - 2] == '\\';

	masked->end = string_end(text, masked->start, '"', escaped);
	return true;
}

/* A line's end as text has it, as PHP, syslog daemons and JSON write it. */
static bool is_line_end(spoor_view text, size_t at)
{
	static const spoor_view ends[] = {
		WORD("\n"), WORD("\r"), WORD("\""), WORD("\\"), WORD("#015")};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (view_starts(view_skip(text, at), ends[i]))
			return true;
	return at == text.len;
}

static bool set_base64(spoor_view text, struct masked *masked)
{
	bool ignored;
	size_t len;

	skip_quote(text, &masked->start, &ignored);
	len = base64_len(text, masked->start, &ignored, &ignored);
	masked->end = masked->start + len;
	return len >= MIN_BASE64 && (is_line_end(text, masked->end) ||
					    memchr(" \t'", text.ptr[masked->end], 3));
}

/* A command of SMTP is in capital letters only, an answer to a challenge hardly ever. */
static bool set_answer(spoor_view text, struct masked *masked)
{
	bool capital;
	bool command;
	size_t len = base64_len(text, masked->start, &capital, &command);

	masked->end = masked->start + len;
	return len >= MIN_ANSWER && len % 4 == 0 && !command &&
	       is_line_end(text, masked->end);
}

static bool set_serial(spoor_view text, struct masked *masked)
{
	size_t at = masked->start;
	bool escaped;

	while (at < text.len && is_digit(text.ptr[at]))
		at++;
	if (at == text.len || text.ptr[at++] != ':')
		return false;
	if (skip_quote(text, &at, &escaped) != '"')
		return false;
	masked->start = at;
	masked->end = string_end(text, at, '"', escaped);
	return true;
}

static bool set_inside(spoor_view text, struct masked *masked)
{
	spoor_view rest = view_skip(text, masked->start);

	rest = view_head(rest, view_find(rest, '\n'));
	masked->end = masked->start + view_find_last(rest, ')');
	return true;
}

static bool set_cookie(spoor_view text, struct masked *masked)
{
	spoor_view rest = view_skip(text, masked->start);
	size_t at = view_search(
		view_head(rest, rest.len < MAX_ID ? rest.len : MAX_ID), VIEW(": "));

	masked->start += at + 2;
	if (masked->start >= text.len)
		return false;
	for (masked->end = masked->start; masked->end < text.len; masked->end++) {
		char c = text.ptr[masked->end];

		if (!is_alpha(c) && !is_digit(c) && c != '-')
			break;
	}
	return true;
}

static bool set_until(spoor_view text, struct masked *masked, const char *stops)
{
	masked->end = masked->start;
	while (masked->end < text.len &&
		!memchr(stops, text.ptr[masked->end], strlen(stops)))
		masked->end++;
	return masked->end > masked->start;
}

/* Sets the bounds of the secret that begins, in this shape, at masked->start. False: none does. */
static bool set_bounds(enum secret_shape shape, spoor_view text, struct masked *masked)
{
	switch (shape) {
	case SHAPE_WORD:
		return set_word(text, masked);
	case SHAPE_STRING:
		return set_string(text, masked);
	case SHAPE_BASE64:
		return set_base64(text, masked);
	case SHAPE_ANSWER:
		return set_answer(text, masked);
	case SHAPE_SERIAL:
		return set_serial(text, masked);
	case SHAPE_INSIDE:
		return set_inside(text, masked);
	case SHAPE_COOKIE:
		return set_cookie(text, masked);
	case SHAPE_FIELD:
		return set_until(text, masked, "\t#< \n");
	case SHAPE_LINE:
		return set_until(text, masked, "<(\n");
	}
	return false;
}

/* Nothing, or what the server masked itself. */
static bool is_masked_already(spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '*')
			return false;
	return true;
}

/* True when the text up to `end` ends with the word; its quotes may be escaped. */
static bool ends_with_word(spoor_view text, size_t end, spoor_view word)
{
	while (word.len && end) {
		char last = word.ptr[--word.len];

		if (to_lower(text.ptr[--end]) != last)
			return false;
		if (last == '"' && end && text.ptr[end - 1] == '\\')
			end--;
	}
	return word.len == 0;
}

/* A secret whose word ends with the byte at `at`. */
static bool secret_behind(const struct secret_group *group, spoor_view text, size_t at,
	struct masked *masked_r)
{
	for (size_t i = 0; i < group->count; i++) {
		const struct secret_row *row = &group->rows[i];

		if (!ends_with_word(text, at + 1, row->word))
			continue;
		*masked_r = (struct masked){
			.start = at + 1, .end = at + 1, .kind = row->kind};
		return set_bounds(row->shape, text, masked_r) &&
		       !is_masked_already(view_of(text.ptr + masked_r->start,
			       masked_r->end - masked_r->start));
	}
	return false;
}

/* A PHP session in a quoted SQL literal, perhaps cut off: long base 64, with capital letters as
 * session ids have none. */
static bool session_at(spoor_view text, size_t at, struct masked *masked_r)
{
	bool capital;
	bool command;
	size_t len = base64_len(text, at + 1, &capital, &command);

	*masked_r = (struct masked){at + 1, at + 1 + len, SECRET_PASSWORD};
	return len >= MIN_SESSION && capital;
}

/* The first secret whose word ends at or behind `from`. */
static bool next_secret(spoor_view text, size_t from, struct masked *masked_r)
{
	for (size_t at = from; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];

		if (c == '\'' && session_at(text, at, masked_r))
			return true;
		if (c < COUNT(groups) && groups[c].count &&
			secret_behind(&groups[c], text, at, masked_r))
			return true;
	}
	return false;
}

spoor_view secret_password(
	const struct site *site, struct spoor_event *event, spoor_view password)
{
	if (site->show_secrets || password.len == 0)
		return password;
	event_set_flag(event, FIELD_SECRET, true);
	return SECRET_STARS;
}

spoor_view secret_token(
	const struct site *site, struct spoor_event *event, spoor_view token)
{
	char mark[DIGEST_MARK_LEN];

	if (site->show_secrets || token.len == 0)
		return token;
	event_set_flag(event, FIELD_SECRET, true);
	digest_mark(token, mark);
	return arena_copy(event->arena, view_of(mark, sizeof(mark)));
}

static char *put(char *out, spoor_view text)
{
	memcpy(out, text.ptr, text.len);
	return out + text.len;
}

static char *put_masked(char *out, enum secret_kind kind, spoor_view secret)
{
	if (kind == SECRET_PASSWORD)
		return put(out, SECRET_STARS);
	digest_mark(secret, out);
	return out + DIGEST_MARK_LEN;
}

/* How long the text is once it is masked. `masked` is its first secret. */
static size_t masked_len(spoor_view text, struct masked masked)
{
	size_t len = text.len;

	do {
		len -= masked.end - masked.start;
		len += masked.kind == SECRET_PASSWORD ? SECRET_STARS.len
						      : DIGEST_MARK_LEN;
	} while (next_secret(text, masked.end, &masked));
	return len;
}

spoor_view secret_mask(
	const struct site *site, struct spoor_event *event, spoor_view text)
{
	struct masked masked;
	size_t from = 0;
	char *room;
	char *out;

	if (site->show_secrets || !next_secret(text, 0, &masked))
		return text;
	event_set_flag(event, FIELD_SECRET, true);
	room = arena_room(event->arena, masked_len(text, masked));
	if (!room)
		return SECRET_STARS;
	out = room;
	do {
		out = put(out, view_of(text.ptr + from, masked.start - from));
		out = put_masked(out, masked.kind,
			view_of(text.ptr + masked.start, masked.end - masked.start));
		from = masked.end;
	} while (next_secret(text, from, &masked));
	out = put(out, view_skip(text, from));
	arena_keep(event->arena, (size_t)(out - room));
	return view_of(room, (size_t)(out - room));
}

/* The row whose word, without its '=', ends the key; NULL: the key names no secret. */
static const struct secret_row *row_of_key(spoor_view key)
{
	for (size_t i = 0; i < COUNT(equals_rows); i++) {
		const struct secret_row *row = &equals_rows[i];

		if (ends_with_word(key, key.len, view_head(row->word, row->word.len - 1)))
			return row;
	}
	return NULL;
}

spoor_view secret_value(const struct site *site, struct spoor_event *event,
	spoor_view key, spoor_view value)
{
	const struct secret_row *row = row_of_key(key);

	if (!row)
		return secret_mask(site, event, value);
	return row->kind == SECRET_PASSWORD ? secret_password(site, event, value)
					    : secret_token(site, event, value);
}
