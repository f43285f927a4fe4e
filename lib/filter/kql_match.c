/* SPDX-License-Identifier: ISC */
/*
 * The hot path: this runs on every event. Most tests are of one field that is logged, and end
 * at its bit.
 */
#include "kql_match.h"

#include "event/derive.h"
#include "event/print.h"

bool kql_match_text(const struct kql_value *value, enum field_fold fold, spoor_view text)
{
	switch (value->op) {
	case KQL_COMPARE:
		if (text.len != value->text[fold].len)
			return false;
		return fold == FOLD_CASE ? view_eq_nocase(text, value->text[fold])
					 : view_eq(text, value->text[fold]);
	case KQL_LIKE:
		return glob_is(&value->globs[fold], text);
	case KQL_HOLDS:
		return glob_in(&value->globs[FOLD_CASE], text);
	case KQL_REGEX:
		return regex_match(value->regexes[fold], text);
	default:
		return true;
	}
}

/* Events hold addresses in their canonical form. */
static bool match_address(const struct kql_value *value, spoor_view text)
{
	struct addr addr;

	if (value->op != KQL_COMPARE)
		return kql_match_text(value, FOLD_CASE, text);
	if (value->address.len)
		return view_eq(text, value->address);
	return addr_parse(text, &addr) && addr_in(&addr, &value->net);
}

static bool match_order(const struct kql_value *value, int order)
{
	unsigned bit = order < 0 ? KQL_BELOW : order > 0 ? KQL_ABOVE : KQL_EQUAL;

	return (value->orders & bit) != 0;
}

static bool match_number(
	const struct kql_value *value, const struct spoor_event *event, enum field field)
{
	int64_t number = event_get(event, field)->number;
	char room[PRINT_ROOM];

	if (value->op == KQL_HOLDS)
		return glob_is(&value->globs[FOLD_NONE],
			print_value(event, field, NULL, 0, room));
	return match_order(value, (number > value->number) - (number < value->number));
}

static bool match_decimal(const struct kql_value *value, spoor_view text)
{
	struct decimal decimal;

	if (value->op == KQL_HOLDS)
		return glob_is(&value->globs[FOLD_NONE], text);
	return decimal_parse(text, &decimal) &&
	       match_order(value, decimal_order(&decimal, &value->decimal));
}

static bool match_time(const struct kql_value *value, int64_t ns)
{
	return match_order(value, (ns > value->last_ns) - (ns < value->first_ns));
}

/* One text of a field that holds texts or addresses. */
static bool match_one(
	const struct kql_value *value, const struct field_row *row, spoor_view text)
{
	if (row->info.type == SPOOR_ADDRESS)
		return match_address(value, text);
	return kql_match_text(value, row->fold, text);
}

static bool match_list(const struct kql_value *value, const struct field_row *row,
	const spoor_view *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (match_one(value, row, texts[i]))
			return true;
	return false;
}

/* The event has the field. */
static bool match_logged(
	const struct kql_value *value, const struct spoor_event *event, enum field field)
{
	const struct field_row *row = field_row(field);
	const union value *logged = event_get(event, field);

	if (value->op == KQL_EXISTS)
		return true;
	if (row->info.multi)
		return match_list(value, row, logged->list.at, logged->list.count);
	switch (row->info.type) {
	case SPOOR_INTEGER:
		return match_number(value, event, field);
	case SPOOR_DECIMAL:
		return match_decimal(value, logged->text);
	case SPOOR_FLAG:
		return logged->flag == value->flag;
	case SPOOR_TIME:
		return match_time(value, logged->time.ns);
	default:
		return match_one(value, row, logged->text);
	}
}

/* What an event carries itself stands; of event.type it carries a part. */
static bool match_derived(
	const struct kql_value *value, const struct spoor_event *event, enum field field)
{
	struct derived derived;

	if (event_has(event, field) && field != FIELD_EVENT_TYPE)
		return match_logged(value, event, field);
	derive(event, field, &derived);
	return match_list(value, field_row(field), derived.at, derived.count);
}

/* Takes the lowest field out of a word of a set. */
static enum field take_field(uint64_t *bits, unsigned word)
{
	unsigned bit = (unsigned)__builtin_ctzll(*bits);

	*bits &= *bits - 1;
	return (enum field)(word * 64 + bit);
}

static bool match_any_field(const struct kql_test *test, const struct spoor_event *event)
{
	for (unsigned word = 0; word < EVENT_WORDS; word++) {
		uint64_t bits = event->bits.has[word] & test->fields.logged[word];

		while (bits)
			if (match_logged(&test->value, event, take_field(&bits, word)))
				return true;
	}
	for (unsigned word = 0; word < EVENT_WORDS; word++) {
		uint64_t bits = test->fields.derived[word];

		while (bits)
			if (match_derived(&test->value, event, take_field(&bits, word)))
				return true;
	}
	return false;
}

static bool match_test(const struct kql_test *test, const struct spoor_event *event)
{
	enum field field = test->fields.one;

	if (test->value.op == KQL_ANY)
		return true;
	if (field == FIELD_COUNT)
		return match_any_field(test, event);
	if (test->fields.logged[field / 64] >> (field % 64) & 1)
		return event_has(event, field) &&
		       match_logged(&test->value, event, field);
	return match_derived(&test->value, event, field);
}

bool kql_match(const struct spoor_filter *filter, const struct spoor_event *event)
{
	const struct kql_test *tests = (const void *)filter->tests.ptr;
	uint32_t at = 0;

	do
		at = tests[at].go[match_test(&tests[at], event)];
	while (at < KQL_NO);
	return at == KQL_YES;
}
