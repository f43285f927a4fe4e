/* SPDX-License-Identifier: ISC */
/* The grammar of one term: a bare one, or a field, how it is compared, and a value. */
#include "filter/kql_fields.h"
#include "filter/kql_parse.h"

/* Appends the test as the next operand; it owns the value's regular expressions only then. */
static bool add_test(struct kql_parser *parser, struct kql_test *test)
{
	struct kql_part part;

	if (parser->tests->len == KQL_TESTS * sizeof(*test))
		return KQL_FAIL(&parser->source, parser->last.raw.ptr,
			"the expression has more than 4096 values");
	if (!kql_code_test(parser->tests, test, &part))
		return kql_fail_memory(&parser->source);
	kql_chain_operand(&parser->levels[parser->depth].chain, part);
	return true;
}

/* Binds the value, the last token, to the fields and appends the test. */
static bool finish_test(struct kql_parser *parser, struct kql_test *test)
{
	if (kql_fields_bind(&parser->source, &parser->last, test) &&
		add_test(parser, test))
		return true;
	regex_free(&test->value.regexes[FOLD_NONE]);
	regex_free(&test->value.regexes[FOLD_CASE]);
	return false;
}

static unsigned orders_of(enum kql_kind kind)
{
	switch (kind) {
	case KQL_LESS:
		return KQL_BELOW;
	case KQL_LESS_EQUAL:
		return KQL_BELOW | KQL_EQUAL;
	case KQL_GREATER:
		return KQL_ABOVE;
	case KQL_GREATER_EQUAL:
		return KQL_ABOVE | KQL_EQUAL;
	default:
		return 0;
	}
}

static bool is_sign(enum kql_kind kind)
{
	return kind == KQL_COLON || kind == KQL_TILDE || orders_of(kind);
}

/* The current token as a value to compare with. What follows is looked at first: of
 * 2001:db8::1 it is the ":" that is wrong, not the 2001. */
static bool parse_value(
	struct kql_parser *parser, const struct kql_fields *fields, unsigned orders)
{
	struct kql_test test = {.fields = *fields};

	if (parser->token.kind != KQL_WORD && parser->token.kind != KQL_QUOTED)
		return kql_fail_value(parser);
	parser->last = parser->token;
	if (!kql_advance(parser))
		return false;
	if (is_sign(parser->token.kind))
		return kql_fail_joint(parser);
	return kql_value_compared(&parser->source, &parser->last, orders, &test.value) &&
	       finish_test(parser, &test);
}

bool kql_parse_listed(struct kql_parser *parser)
{
	return parse_value(parser, &parser->levels[parser->depth].fields, KQL_EQUAL);
}

/* The token behind "~", which is read in its own way. */
static bool parse_regex(struct kql_parser *parser, const struct kql_fields *fields)
{
	struct kql_test test = {.fields = *fields};

	if (!kql_lex_regex(&parser->lexer, &parser->last))
		return false;
	kql_value_regex(&test.value);
	return finish_test(parser, &test) && kql_advance(parser);
}

/* "user.name=alice" is a text to search for, but hardly ever meant so. */
static bool check_equals(struct kql_parser *parser)
{
	const struct kql_token *term = &parser->last;
	spoor_view name = view_head(term->text, view_find(term->text, '='));

	if (term->kind != KQL_WORD || name.len == term->text.len ||
		field_find(name) == FIELD_COUNT)
		return true;
	return KQL_FAIL(&parser->source, term->raw.ptr,
		"fields are compared with ':' (or quote this to search for the text)");
}

/* The last token is a bare term; the current one stands behind it. */
static bool parse_bare(struct kql_parser *parser)
{
	struct kql_test test;

	kql_fields_all(&test.fields);
	return check_equals(parser) &&
	       kql_value_bare(&parser->source, &parser->last, &test.value) &&
	       finish_test(parser, &test);
}

/* Behind "FIELD:" stands a value or a list of them. */
static bool parse_colon(
	struct kql_parser *parser, const struct kql_fields *fields, bool *opened_r)
{
	if (!kql_advance(parser))
		return false;
	*opened_r = parser->token.kind == KQL_OPEN;
	return *opened_r ? kql_open(parser, fields)
			 : parse_value(parser, fields, KQL_EQUAL);
}

bool kql_parse_term(struct kql_parser *parser, bool *opened_r)
{
	struct kql_token first = parser->token;
	enum kql_kind sign;
	struct kql_fields fields;

	parser->last = first;
	if (!kql_advance(parser))
		return false;
	sign = parser->token.kind;
	if (!is_sign(sign))
		return parse_bare(parser);
	if (!kql_fields_find(&parser->source, &first, &fields))
		return false;
	if (sign == KQL_COLON)
		return parse_colon(parser, &fields, opened_r);
	if (sign == KQL_TILDE)
		return parse_regex(parser, &fields);
	return kql_advance(parser) && parse_value(parser, &fields, orders_of(sign));
}
