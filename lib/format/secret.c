/* SPDX-License-Identifier: ISC */
/*
 * A text is searched for the words that stand before secrets; each has its row. What follows
 * such a word, up to one of the row's stop bytes, is the secret.
 */
#include "secret.h"

#include "base/buf.h"
#include "input/digest.h"

enum secret_kind { SECRET_PASSWORD, SECRET_TOKEN, SECRET_BASE64 };

struct secret_row {
	const char *word; /* lower case; found without case */
	enum secret_kind kind;
	const char *stops; /* bytes that end the secret */
	bool quoted;       /* the secret may be in quotes of its own */
};

enum { MIN_BASE64 = 8, MIN_SESSION = 40, MAX_MASKED = 16 * 1024 * 1024 };

/* clang-format off */
static const struct secret_row rows[] = {
	{"password=",               SECRET_PASSWORD, "& ,;)\"'<>\t\n", true},
	{"passwd=",                 SECRET_PASSWORD, "& ,;)\"'<>\t\n", true},
	{"_pass=",                  SECRET_PASSWORD, "& ,;)\"'<>\t\n", true},
	{"pwd=",                    SECRET_PASSWORD, "& ,;)\"'<>\t\n", true},
	{"(given password: ",       SECRET_PASSWORD, "\n",             false},
	{"client in: cont",         SECRET_PASSWORD, "<(\n",           false},
	{"\tpass=",                 SECRET_PASSWORD, "\t<\n",          false},
	{"#011pass=",               SECRET_PASSWORD, "#<\n",           false},
	{"\tresp=",                 SECRET_BASE64,   "\t< \n",         false},
	{"#011resp=",               SECRET_BASE64,   "#< \n",          false},
	{"\"password\":\"",         SECRET_PASSWORD, "\"\n",           false},
	{"identified by ",          SECRET_PASSWORD, " ,;)\n",         true},
	{"authorization: basic ",   SECRET_PASSWORD, " ,;\"'\n",       false},
	{"auth cookie for ",        SECRET_TOKEN,    "\n",             false},
	{"_token=",                 SECRET_TOKEN,    "& ,;)\"'<>\t\n", false},
	{"canary=",                 SECRET_TOKEN,    "& ,;)\"'<>\t\n", false},
	{"x-rps-cat=",              SECRET_TOKEN,    "& ,;)\"'<>\t\n", false},
	{"securitytoken=",          SECRET_TOKEN,    "& ,;)\"'<>\t\n", false},
	{"auth plain ",             SECRET_BASE64,   " \"\n\r",        true},
	{"auth login ",             SECRET_BASE64,   " \"\n\r",        true},
	{"auth xoauth2 ",           SECRET_BASE64,   " \"\n\r",        true},
	{"authenticate plain ",     SECRET_BASE64,   " \"\n\r",        true},
	{"authenticate login ",     SECRET_BASE64,   " \"\n\r",        true},
	{"authenticate xoauth2 ",   SECRET_BASE64,   " \"\n\r",        true},
	{"authenticate \"plain\" ", SECRET_BASE64,   " \"\n\r",        true},
	{"authenticate \"login\" ", SECRET_BASE64,   " \"\n\r",        true},
};
/* clang-format on */

/* A secret in a text: what stands in its place. */
struct masked {
	size_t start;
	size_t end;
	enum secret_kind kind;
};

static bool is_base64(spoor_view text, size_t least)
{
	if (text.len < least)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!is_alpha(c) && !is_digit(c) && !memchr("+/=", c, 3))
			return false;
	}
	return true;
}

static size_t until_stop(spoor_view text, size_t from, const char *stops)
{
	while (from < text.len &&
		(text.ptr[from] == '\0' || !strchr(stops, text.ptr[from])))
		from++;
	return from;
}

/* The secret behind a row's word that ends at `from`; false: there is none. */
static bool secret_at(const struct secret_row *row, spoor_view text, size_t from,
	struct masked *masked_r)
{
	const char *stops = row->stops;
	const char quote[2] = {from < text.len ? text.ptr[from] : '\0', '\0'};

	if (row->quoted && (quote[0] == '"' || quote[0] == '\'')) {
		stops = quote;
		from++;
	}
	if (strcmp(row->word, "auth cookie for ") == 0)
		from += view_search(view_skip(text, from), VIEW(": ")) + 2;
	if (from >= text.len)
		return false;
	*masked_r = (struct masked){from, until_stop(text, from, stops), row->kind};
	if (row->kind == SECRET_BASE64 &&
		!is_base64(view_of(text.ptr + from, masked_r->end - from), MIN_BASE64))
		return false;
	return masked_r->end > from && text.ptr[from] != '*';
}

/* A row whose word begins at `at`. */
static const struct secret_row *row_at(spoor_view text, size_t at)
{
	spoor_view rest = view_skip(text, at);

	for (size_t i = 0; i < COUNT(rows); i++)
		if (to_lower(rest.ptr[0]) == rows[i].word[0] &&
			view_starts_nocase(rest, view_string(rows[i].word)))
			return &rows[i];
	return NULL;
}

/* A PHP session in a quoted SQL literal: long base 64. */
static bool session_at(spoor_view text, size_t at, struct masked *masked_r)
{
	size_t end;

	if (text.ptr[at] != '\'')
		return false;
	end = until_stop(text, at + 1, "'");
	if (!is_base64(view_of(text.ptr + at + 1, end - at - 1), MIN_SESSION))
		return false;
	*masked_r = (struct masked){at + 1, end, SECRET_PASSWORD};
	return true;
}

/* The first secret at or behind `from`. */
static bool next_secret(spoor_view text, size_t from, struct masked *masked_r)
{
	for (size_t at = from; at < text.len; at++) {
		const struct secret_row *row;

		if (text.ptr[at] == '\'') {
			if (session_at(text, at, masked_r))
				return true;
			continue;
		}
		row = row_at(text, at);
		if (row && secret_at(row, text, at + strlen(row->word), masked_r))
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
	if (site->show_secrets || token.len == 0)
		return token;
	event_set_flag(event, FIELD_SECRET, true);
	return digest_mark(event->arena, token);
}

spoor_view secret_mask(
	const struct site *site, struct spoor_event *event, spoor_view text)
{
	struct masked masked;
	struct buf out;
	size_t from = 0;
	spoor_view copy;

	if (site->show_secrets || !next_secret(text, 0, &masked))
		return text;
	buf_init(&out, MAX_MASKED);
	do {
		spoor_view secret =
			view_of(text.ptr + masked.start, masked.end - masked.start);

		buf_add(&out, view_of(text.ptr + from, masked.start - from));
		buf_add(&out, masked.kind == SECRET_TOKEN
				      ? secret_token(site, event, secret)
				      : secret_password(site, event, secret));
		from = masked.end;
	} while (next_secret(text, from, &masked));
	buf_add(&out, view_skip(text, from));
	copy = arena_copy(event->arena, out.failed ? SECRET_STARS : buf_view(&out));
	buf_deinit(&out);
	return copy;
}
