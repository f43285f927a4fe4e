/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_LEX_H
#define FILTER_KQL_LEX_H

/* Cuts an expression into tokens, with the escapes of values undone. */

#include "filter/kql_source.h"

enum kql_kind {
	KQL_END,
	KQL_OPEN,
	KQL_CLOSE,
	KQL_BRACE, /* { or } */
	KQL_COLON,
	KQL_LESS,
	KQL_LESS_EQUAL,
	KQL_GREATER,
	KQL_GREATER_EQUAL,
	KQL_TILDE,
	KQL_AND,
	KQL_OR,
	KQL_NOT,
	KQL_WORD,
	KQL_QUOTED,
};

struct kql_token {
	enum kql_kind kind;
	spoor_view raw;  /* as it stands in the expression */
	spoor_view text; /* of a word or quoted text; a wildcard is GLOB_STAR */
};

struct kql_lexer {
	const struct kql_source *source;
	spoor_view rest;
};

/* The next token. False: the error is filled. */
bool kql_lex(struct kql_lexer *lexer, struct kql_token *token_r);

/* A quoted regular expression, whose text is what stands between the quotes. */
bool kql_lex_regex(struct kql_lexer *lexer, struct kql_token *token_r);

#endif
