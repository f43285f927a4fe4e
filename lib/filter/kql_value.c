/* SPDX-License-Identifier: ISC */
/* A value is read without knowing its field: `source.*: "10.0.0.0/8"` has fields of all kinds. */
#include "kql_value.h"

#include "base/stamp.h"

#define BIT(type) (1U << (type))

enum { ALL_TYPES = 0xff };

static bool is_all(spoor_view text)
{
	return text.len == 1 && text.ptr[0] == GLOB_STAR;
}

static bool init_globs(
	const struct kql_source *source, struct kql_value *value, spoor_view pattern)
{
	return (glob_init(&value->globs[FOLD_NONE], source->arena, pattern, false) &&
		       glob_init(
			       &value->globs[FOLD_CASE], source->arena, pattern, true)) ||
	       kql_fail_memory(source);
}

/* The span of a time: a day for a date, else one unit of its last digit. */
static bool read_time(spoor_view text, struct kql_value *value)
{
	int64_t span = STAMP_NANOS;
	int digits;

	if (!stamp_parse_instant(text, &value->first_ns, &digits))
		return false;
	for (; digits > 0; digits--)
		span /= 10;
	if (text.len == sizeof("2025-12-31") - 1)
		span = 86400 * STAMP_NANOS;
	value->last_ns = value->first_ns + span - 1;
	return true;
}

static bool read_flag(spoor_view text, bool *flag_r)
{
	*flag_r = view_eq(text, VIEW("true"));
	return *flag_r || view_eq(text, VIEW("false"));
}

/* A network, or one address: then events are compared with its canonical text. */
static bool read_net(
	const struct kql_source *source, spoor_view text, struct kql_value *value)
{
	char canonical[ADDR_TEXT_MAX];

	if (!addr_parse_net(text, &value->net))
		return false;
	if (value->net.bits == 128)
		value->address = arena_copy(source->arena,
			view_of(canonical, addr_format(&value->net.addr, canonical)));
	return true;
}

/* What is ordered: numbers and times. */
static void read_ordered(spoor_view text, struct kql_value *value)
{
	if (view_number(text, &value->number))
		value->types |= BIT(SPOOR_INTEGER);
	if (decimal_parse(text, &value->decimal))
		value->types |= BIT(SPOOR_DECIMAL);
	if (read_time(text, value))
		value->types |= BIT(SPOOR_TIME);
}

static bool read_equal(
	const struct kql_source *source, spoor_view text, struct kql_value *value)
{
	value->types |= BIT(SPOOR_TEXT);
	value->text[FOLD_NONE] = text;
	value->text[FOLD_CASE] = glob_lower(source->arena, text);
	if (value->text[FOLD_CASE].len == 0)
		return kql_fail_memory(source);
	if (read_net(source, text, value))
		value->types |= BIT(SPOOR_ADDRESS);
	if (read_flag(text, &value->flag))
		value->types |= BIT(SPOOR_FLAG);
	return true;
}

static bool read_pattern(
	const struct kql_source *source, spoor_view text, struct kql_value *value)
{
	if (is_all(text)) {
		value->op = KQL_EXISTS;
		value->types = ALL_TYPES;
		return true;
	}
	value->op = KQL_LIKE;
	value->types = BIT(SPOOR_TEXT) | BIT(SPOOR_ADDRESS);
	return init_globs(source, value, text);
}

bool kql_value_compared(const struct kql_source *source, const struct kql_token *token,
	unsigned orders, struct kql_value *value_r)
{
	*value_r = (struct kql_value){.op = KQL_COMPARE, .orders = orders};
	if (token->text.len == 0)
		return KQL_FAIL(source, token->raw.ptr,
			"no value is empty: to find events without a field write not "
			"FIELD: *");
	if (view_has(token->text, GLOB_STAR)) {
		if (orders != KQL_EQUAL)
			return KQL_FAIL(source, token->raw.ptr,
				"a wildcard cannot be compared with <, <=, > or >=");
		return read_pattern(source, token->text, value_r);
	}
	if (token->kind == KQL_WORD && view_eq(token->text, VIEW("null")))
		return KQL_FAIL(source, token->raw.ptr,
			"no field is null: to find events without a field write not "
			"FIELD: *");
	read_ordered(token->text, value_r);
	return orders != KQL_EQUAL || read_equal(source, token->text, value_r);
}

/* Digits, points and wildcards: what the text of a number can be. */
static bool is_numeric(spoor_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.ptr[i]) && text.ptr[i] != '.' &&
			text.ptr[i] != GLOB_STAR)
			return false;
	return true;
}

bool kql_value_bare(const struct kql_source *source, const struct kql_token *token,
	struct kql_value *value_r)
{
	*value_r = (struct kql_value){.op = KQL_HOLDS};
	value_r->types = BIT(SPOOR_TEXT) | BIT(SPOOR_ADDRESS);
	if (token->text.len == 0)
		return KQL_FAIL(source, token->raw.ptr,
			"an empty text is in every event: * keeps every event");
	if (is_all(token->text)) {
		value_r->op = KQL_ANY;
		return true;
	}
	if (is_numeric(token->text))
		value_r->types |= BIT(SPOOR_INTEGER) | BIT(SPOOR_DECIMAL);
	return init_globs(source, value_r, token->text);
}

void kql_value_regex(struct kql_value *value_r)
{
	*value_r = (struct kql_value){.op = KQL_REGEX};
	value_r->types = BIT(SPOOR_TEXT) | BIT(SPOOR_ADDRESS);
}

bool kql_value_compile(const struct kql_source *source, const struct kql_token *token,
	enum field_fold fold, struct kql_value *value)
{
	struct spoor_error error = {0};

	if (value->regexes[fold])
		return true;
	value->regexes[fold] = regex_new(token->text, fold == FOLD_CASE, &error);
	if (value->regexes[fold])
		return true;
	if (error.status == SPOOR_E_NOMEM)
		return kql_fail_memory(source);
	return KQL_FAIL(source, token->text.ptr + (error.column ? error.column - 1 : 0),
		error.text);
}
