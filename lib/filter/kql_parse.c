/* SPDX-License-Identifier: ISC */
/* The grammar of whole expressions: operands, and what joins them. */
#include "kql_parse.h"

#include "base/utf8.h"

enum {
	TEXT_MOST = 4 * 1024 * 1024
}; /* bytes that values take, several times an expression */

bool kql_advance(struct kql_parser *parser)
{
	return kql_lex(&parser->lexer, &parser->token);
}

bool kql_open(struct kql_parser *parser, const struct kql_fields *fields)
{
	struct kql_level *around = &parser->levels[parser->depth];
	struct kql_level *level = around + 1;

	if (parser->depth == KQL_DEPTH)
		return KQL_FAIL(&parser->source, parser->token.raw.ptr,
			"too many parentheses are open: 64 at most");
	parser->depth++;
	kql_chain_begin(&level->chain);
	level->where = parser->token.raw.ptr;
	level->list = fields || around->list;
	level->fields = fields ? *fields : around->fields;
	return kql_advance(parser);
}

/* Any number of `not` and opening parentheses, and the term behind them. */
static bool parse_operand(struct kql_parser *parser)
{
	for (;;) {
		struct kql_level *level = &parser->levels[parser->depth];
		bool opened = false;

		switch (parser->token.kind) {
		case KQL_NOT:
			level->chain.negate = !level->chain.negate;
			if (!kql_advance(parser))
				return false;
			break;
		case KQL_OPEN:
			if (!kql_open(parser, NULL))
				return false;
			break;
		case KQL_WORD:
		case KQL_QUOTED:
			if (level->list)
				return kql_parse_listed(parser);
			if (!kql_parse_term(parser, &opened))
				return false;
			if (!opened)
				return true;
			break;
		default:
			return kql_fail_term(parser);
		}
	}
}

static bool close_level(struct kql_parser *parser)
{
	struct kql_level *level = &parser->levels[parser->depth];

	if (parser->depth == 0)
		return KQL_FAIL(&parser->source, parser->token.raw.ptr,
			"this ) closes nothing: take it away, or quote the text it is "
			"in");
	parser->depth--;
	kql_chain_operand(&parser->levels[parser->depth].chain,
		kql_chain_end(parser->tests, &level->chain));
	return kql_advance(parser);
}

/* Closing parentheses, and what joins the operand to the next. `more_r`: there is a next one. */
static bool parse_joint(struct kql_parser *parser, bool *more_r)
{
	struct kql_level *level;

	while (parser->token.kind == KQL_CLOSE)
		if (!close_level(parser))
			return false;
	level = &parser->levels[parser->depth];
	*more_r = parser->token.kind != KQL_END;
	switch (parser->token.kind) {
	case KQL_AND:
		kql_chain_and(parser->tests, &level->chain);
		return kql_advance(parser);
	case KQL_OR:
		kql_chain_or(parser->tests, &level->chain);
		return kql_advance(parser);
	case KQL_END:
		if (parser->depth == 0)
			return true;
		return KQL_FAIL(&parser->source, level->where,
			"this ( is not closed: write ) where it ends, or quote the text "
			"it is in");
	default:
		return kql_fail_joint(parser);
	}
}

static bool parse(struct kql_parser *parser)
{
	struct kql_chain *whole = &parser->levels[0].chain;
	bool more = true;

	kql_chain_begin(whole);
	if (!kql_advance(parser))
		return false;
	while (more)
		if (!parse_operand(parser) || !parse_joint(parser, &more))
			return false;
	kql_code_finish(parser->tests, kql_chain_end(parser->tests, whole));
	return true;
}

static bool check_text(const struct kql_source *source)
{
	size_t valid = utf8_valid_len(source->text);

	if (source->text.len > KQL_LENGTH)
		return KQL_FAIL(
			source, source->text.ptr, "the expression is longer than 64 KiB");
	if (valid < source->text.len)
		return KQL_FAIL(source, source->text.ptr + valid,
			"the expression is not UTF-8 from here");
	return true;
}

bool kql_compile(
	struct spoor_filter *filter, spoor_view expression, struct spoor_error *error)
{
	struct kql_parser parser = {.depth = 0};

	arena_init(&filter->arena, TEXT_MOST);
	buf_init(&filter->tests, KQL_TESTS * sizeof(struct kql_test));
	parser.source = (struct kql_source){expression, &filter->arena, error};
	parser.lexer = (struct kql_lexer){&parser.source, expression};
	parser.tests = &filter->tests;
	return check_text(&parser.source) && parse(&parser);
}

void kql_deinit(struct spoor_filter *filter)
{
	struct kql_test *tests = (void *)filter->tests.ptr;

	for (size_t i = 0; i < filter->tests.len / sizeof(*tests); i++) {
		regex_free(&tests[i].value.regexes[FOLD_NONE]);
		regex_free(&tests[i].value.regexes[FOLD_CASE]);
	}
	buf_deinit(&filter->tests);
	arena_deinit(&filter->arena);
}
