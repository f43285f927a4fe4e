/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_PARSE_H
#define FILTER_KQL_PARSE_H

/* The state of the parser, which the two halves of the grammar share. */

#include "filter/kql_code.h"
#include "filter/kql_lex.h"

/* An open parenthesis, or the whole expression. */
struct kql_level {
	struct kql_chain chain;
	const char *where; /* its "(" */
	bool list;         /* of values of `fields` */
	struct kql_fields fields;
};

struct kql_parser {
	struct kql_source source;
	struct kql_lexer lexer;
	struct kql_token token; /* the one to look at */
	struct kql_token last;  /* the last value or bare term */
	struct buf *tests;
	unsigned depth;
	struct kql_level levels[KQL_DEPTH + 1];
};

bool kql_advance(struct kql_parser *parser);

/* Goes into a parenthesis, the current token. `fields`: it is a list of their values; NULL: of
 * what is around it. */
bool kql_open(struct kql_parser *parser, const struct kql_fields *fields);

/* Reads a term from the current token, a word or quoted text: a comparison or a bare one.
 * `opened_r`: it began a list of values, whose operands are to be read. */
bool kql_parse_term(struct kql_parser *parser, bool *opened_r);

/* Reads the current token as a value in a list. */
bool kql_parse_listed(struct kql_parser *parser);

/* The current token cannot begin a term, be a value, follow a complete term: each says why and
 * gives false. */
bool kql_fail_term(const struct kql_parser *parser);
bool kql_fail_value(const struct kql_parser *parser);
bool kql_fail_joint(const struct kql_parser *parser);

#endif
