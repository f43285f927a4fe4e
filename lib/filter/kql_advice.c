/* SPDX-License-Identifier: ISC */
/* What is said of a token in the wrong place: what it would mean, and how to write what was meant. */
#include "kql_parse.h"

static const char nested[] = "nested queries in { } are not supported: events are flat, "
			     "so join terms with 'and'";

static bool fail(const struct kql_parser *parser, const char *text)
{
	return KQL_FAIL(&parser->source, parser->token.raw.ptr, text);
}

static bool is_blank(spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != ' ' && text.ptr[i] != '\t' && text.ptr[i] != '\n')
			return false;
	return true;
}

bool kql_fail_term(const struct kql_parser *parser)
{
	switch (parser->token.kind) {
	case KQL_END:
		if (is_blank(parser->source.text))
			return fail(
				parser, "the expression is empty: * keeps every event");
		return fail(parser, "the expression ends where a term must follow");
	case KQL_CLOSE:
		return fail(parser, "a term must stand before this )");
	case KQL_AND:
	case KQL_OR:
		return fail(parser,
			"a term must stand on both sides of 'and' and 'or' (quote "
			"the word to search for it)");
	case KQL_BRACE:
		return fail(parser, nested);
	default:
		return fail(parser,
			"the name of a field must stand before this (a text with "
			"it must be quoted)");
	}
}

bool kql_fail_value(const struct kql_parser *parser)
{
	switch (parser->token.kind) {
	case KQL_END:
	case KQL_CLOSE:
		return fail(parser,
			"a value must follow (* is any; a shell needs quotes around "
			"the whole expression)");
	case KQL_AND:
	case KQL_OR:
	case KQL_NOT:
		return fail(parser,
			"a value must follow: quote this word if it is one ('not' "
			"stands before the field, or in a list: FIELD: (not a))");
	case KQL_BRACE:
		return fail(parser, nested);
	case KQL_OPEN:
		return fail(parser, "only FIELD: takes a list of values");
	case KQL_COLON:
		return fail(parser, "a value must follow: quote it if it has ':' in it");
	default:
		return fail(parser,
			"a value must follow: quote it if it has < > or ~ in it (a "
			"range is FIELD >= value, without ':')");
	}
}

/* Words of other languages. */
struct foreign {
	spoor_view word;
	const char *advice;
};

/* clang-format off */
static const struct foreign foreign[] = {
	{{"=", 1},  "fields are compared with ':', as in user.name: alice"},
	{{"==", 2}, "fields are compared with ':', as in user.name: alice"},
	{{"!=", 2}, "write not FIELD: value"},
	{{"&&", 2}, "write 'and'"},
	{{"&", 1},  "write 'and'"},
	{{"||", 2}, "write 'or'"},
	{{"|", 1},  "write 'or'"},
	{{"!", 1},  "write 'not'"},
};
/* clang-format on */

/* A word or quoted text behind another. */
static bool fail_second(const struct kql_parser *parser)
{
	for (size_t i = 0; i < COUNT(foreign); i++)
		if (view_eq(parser->token.raw, foreign[i].word))
			return fail(parser, foreign[i].advice);
	return fail(parser,
		"two values side by side: write 'and' or 'or' between them, or quote "
		"them as one text");
}

/* A sign behind a value most likely belongs to it. */
static bool fail_sign(const struct kql_parser *parser)
{
	const char *end = parser->last.raw.ptr + parser->last.raw.len;
	spoor_view between = view_of(end, (size_t)(parser->token.raw.ptr - end));
	const char *sign = kql_show(&parser->source, parser->token.raw);

	if (view_has(between, ')'))
		return fail(parser,
			"write 'and' or 'or' and the name of a field before this");
	if (parser->levels[parser->depth].list)
		return KQL_FAIL(&parser->source, parser->last.raw.ptr,
			"in this list stand values "
			"only: quote the value if it has ",
			sign, " in it, or close the list before");
	return KQL_FAIL(&parser->source, parser->last.raw.ptr, "quote the value: it has ",
		sign, " in it (or write 'and' or 'or' before the next field)");
}

bool kql_fail_joint(const struct kql_parser *parser)
{
	switch (parser->token.kind) {
	case KQL_WORD:
	case KQL_QUOTED:
		return fail_second(parser);
	case KQL_NOT:
		return fail(parser, "write 'and' or 'or' before 'not'");
	case KQL_OPEN:
		return fail(parser,
			"write 'and' or 'or' before this (, or quote the value it is in");
	case KQL_BRACE:
		return fail(parser, nested);
	default:
		return fail_sign(parser);
	}
}
