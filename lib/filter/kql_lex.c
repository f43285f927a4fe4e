/* SPDX-License-Identifier: ISC */
/*
 * A word ends at a blank or at a character with a meaning. "~" has one only as a word of its
 * own or before a quote: paths such as /~user are words.
 */
#include "kql_lex.h"

#include "base/scan.h"
#include "filter/kql_escape.h"

static const char specials[] = "():<>\"{}";

static bool is_in(const char *set, char c)
{
	return c && strchr(set, c) != NULL;
}

/* How long the blank at the front is; 0: there is none. The last is U+00A0, as pasted. */
static size_t blank_len(spoor_view view)
{
	if (view.len && is_in(" \t\r\n", view.ptr[0]))
		return 1;
	return view_starts(view, VIEW("\xc2\xa0")) ? 2 : 0;
}

static spoor_view skip_blanks(spoor_view view)
{
	size_t len;

	while ((len = blank_len(view)))
		view = view_skip(view, len);
	return view;
}

/* A "~" at the front compares: a quote follows it. */
static bool is_tilde(spoor_view view)
{
	if (!scan_char(&view, '~'))
		return false;
	view = skip_blanks(view);
	return view.len && view.ptr[0] == '"';
}

static size_t word_len(spoor_view view)
{
	size_t at = 0;

	while (at < view.len) {
		spoor_view rest = view_skip(view, at);

		if (is_in(specials, rest.ptr[0]) || blank_len(rest) || is_tilde(rest))
			break;
		at += rest.ptr[0] == '\\' && rest.len > 1 ? 2 : 1;
	}
	return at;
}

/* The quoted text at the front, with its quotes. */
static bool scan_quotes(struct kql_lexer *lexer, spoor_view *raw_r)
{
	spoor_view rest = lexer->rest;
	size_t at = 1;

	while (at < rest.len && rest.ptr[at] != '"')
		at += rest.ptr[at] == '\\' && at + 1 < rest.len ? 2 : 1;
	if (at >= rest.len)
		return KQL_FAIL(lexer->source, rest.ptr,
			"this quote has no end: write \" behind the text");
	*raw_r = view_head(rest, at + 1);
	lexer->rest = view_skip(rest, at + 1);
	return true;
}

static bool lex_quoted(struct kql_lexer *lexer, struct kql_token *token)
{
	token->kind = KQL_QUOTED;
	if (!scan_quotes(lexer, &token->raw))
		return false;
	return kql_unescape_quoted(lexer->source,
		view_of(token->raw.ptr + 1, token->raw.len - 2), &token->text);
}

struct keyword {
	spoor_view word;
	spoor_view escaped;
	enum kql_kind kind;
};

/* clang-format off */
static const struct keyword keywords[] = {
	{{"and", 3}, {"\\and", 4}, KQL_AND},
	{{"or", 2},  {"\\or", 3},  KQL_OR},
	{{"not", 3}, {"\\not", 4}, KQL_NOT},
};
/* clang-format on */

/* True when the word is a keyword, or one made text by a backslash. */
static bool lex_keyword(struct kql_token *token)
{
	for (size_t i = 0; i < COUNT(keywords); i++) {
		if (view_eq_nocase(token->raw, keywords[i].word)) {
			token->kind = keywords[i].kind;
			return true;
		}
		if (view_eq_nocase(token->raw, keywords[i].escaped)) {
			token->text = view_skip(token->raw, 1);
			return true;
		}
	}
	return false;
}

/* Quotes as word processors write them. */
static bool has_curly_quote(spoor_view raw)
{
	return view_holds(raw, VIEW("\xe2\x80\x9c")) ||
	       view_holds(raw, VIEW("\xe2\x80\x9d"));
}

static bool lex_word(struct kql_lexer *lexer, struct kql_token *token)
{
	token->kind = KQL_WORD;
	token->raw = view_head(lexer->rest, word_len(lexer->rest));
	lexer->rest = view_skip(lexer->rest, token->raw.len);
	if (view_eq(token->raw, VIEW("~"))) {
		token->kind = KQL_TILDE;
		return true;
	}
	if (has_curly_quote(token->raw))
		return KQL_FAIL(lexer->source, token->raw.ptr,
			"these are typographic quotes: write straight ones (\")");
	if (lex_keyword(token))
		return true;
	return kql_unescape_word(lexer->source, token->raw, &token->text);
}

struct sign {
	spoor_view text;
	enum kql_kind kind;
};

/* clang-format off */
static const struct sign signs[] = {
	{{"(", 1},  KQL_OPEN},       {{")", 1},  KQL_CLOSE},
	{{"{", 1},  KQL_BRACE},      {{"}", 1},  KQL_BRACE},
	{{":", 1},  KQL_COLON},
	{{"<=", 2}, KQL_LESS_EQUAL}, {{"<", 1},  KQL_LESS},
	{{">=", 2}, KQL_GREATER_EQUAL}, {{">", 1}, KQL_GREATER},
};
/* clang-format on */

static bool lex_sign(struct kql_lexer *lexer, struct kql_token *token)
{
	const char *start = lexer->rest.ptr;

	for (size_t i = 0; i < COUNT(signs); i++)
		if (scan_literal(&lexer->rest, signs[i].text)) {
			token->kind = signs[i].kind;
			token->raw = view_of(start, signs[i].text.len);
			return true;
		}
	if (!is_tilde(lexer->rest))
		return false;
	token->kind = KQL_TILDE;
	token->raw = view_of(start, 1);
	lexer->rest = view_skip(lexer->rest, 1);
	return true;
}

bool kql_lex(struct kql_lexer *lexer, struct kql_token *token_r)
{
	lexer->rest = skip_blanks(lexer->rest);
	*token_r = (struct kql_token){KQL_END, lexer->rest, view_of("", 0)};
	if (lexer->rest.len == 0 || lex_sign(lexer, token_r))
		return true;
	if (lexer->rest.ptr[0] == '"')
		return lex_quoted(lexer, token_r);
	return lex_word(lexer, token_r);
}

bool kql_lex_regex(struct kql_lexer *lexer, struct kql_token *token_r)
{
	lexer->rest = skip_blanks(lexer->rest);
	if (lexer->rest.len == 0 || lexer->rest.ptr[0] != '"')
		return KQL_FAIL(lexer->source, lexer->rest.ptr,
			"a regular expression must be quoted, as in user.name ~ "
			"\"^adm\"");
	token_r->kind = KQL_QUOTED;
	if (!scan_quotes(lexer, &token_r->raw))
		return false;
	token_r->text = view_of(token_r->raw.ptr + 1, token_r->raw.len - 2);
	return true;
}
