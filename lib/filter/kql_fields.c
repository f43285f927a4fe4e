/* SPDX-License-Identifier: ISC */
/* A name or value that can match nothing is a typing error, and is said. */
#include "kql_fields.h"

#include "filter/kql_match.h"

static void add(uint64_t *set, enum field field)
{
	set[field / 64] |= UINT64_C(1) << (field % 64);
}

static void drop(uint64_t *set, enum field field)
{
	set[field / 64] &= ~(UINT64_C(1) << (field % 64));
}

static bool has(const uint64_t *set, enum field field)
{
	return set[field / 64] >> (field % 64) & 1;
}

/* event.type is in the stream and derived: both make its values. */
static void add_field(struct kql_fields *fields, enum field field)
{
	bool derived = field_row(field)->info.derived || field == FIELD_EVENT_TYPE;

	add(derived ? fields->derived : fields->logged, field);
}

static bool fail_unknown(const struct kql_source *source, const struct kql_token *name)
{
	struct kql_nearest nearest = {.wanted = name->text};
	const char *shown = kql_show(source, name->raw);

	for (int field = 0; field < FIELD_COUNT; field++)
		kql_nearest_offer(&nearest, field_row((enum field)field)->info.name);
	if (nearest.name)
		return KQL_FAIL(source, name->raw.ptr, "no field ", shown,
			"; did you mean ", nearest.name, "?");
	return KQL_FAIL(source, name->raw.ptr, "no field ", shown,
		" (spoor-event(5) lists them; a text with : < > or ~ in it must be "
		"quoted)");
}

bool kql_fields_find(const struct kql_source *source, const struct kql_token *name,
	struct kql_fields *fields_r)
{
	struct glob glob;
	int count = 0;

	*fields_r = (struct kql_fields){.name = name->raw, .one = FIELD_COUNT};
	if (!glob_init(&glob, source->arena, name->text, false))
		return kql_fail_memory(source);
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field field = (enum field)i;

		if (!glob_is(&glob, view_string(field_row(field)->info.name)))
			continue;
		add_field(fields_r, field);
		fields_r->one = count++ ? FIELD_COUNT : field;
	}
	return count || fail_unknown(source, name);
}

/* Derived fields that repeat a part of a logged one: what is searched for there is found there,
 * unless the event carries its own. */
static const enum field repeated[] = {FIELD_EVENT_MODULE, FIELD_USER_EMAIL,
	FIELD_RELATED_USER, FIELD_RELATED_IP, FIELD_RELATED_HOSTS, FIELD_URL_PATH,
	FIELD_URL_QUERY};

void kql_fields_all(struct kql_fields *fields_r)
{
	*fields_r = (struct kql_fields){.name = view_of("", 0), .one = FIELD_COUNT};
	for (int field = 0; field < FIELD_COUNT; field++)
		add_field(fields_r, (enum field)field);
	for (size_t i = 0; i < COUNT(repeated); i++) {
		drop(fields_r->derived, repeated[i]);
		add(fields_r->logged, repeated[i]);
	}
}

/* ------------------------------------------------------------------ values */

static bool can_hold(enum field field, const struct kql_value *value)
{
	return value->types >> field_row(field)->info.type & 1;
}

/* What to say of a field's type, and how its values are written. */
struct type_words {
	const char *what;
	const char *hint;
};

/* clang-format off */
static const struct type_words type_words[] = {
	[SPOOR_TEXT]    = {"text", ""},
	[SPOOR_ADDRESS] = {"an address", " (as 192.0.2.1, 192.0.2.0/24, 192.0.2.* or \"2001:db8::/32\")"},
	[SPOOR_INTEGER] = {"a whole number", ""},
	[SPOOR_DECIMAL] = {"a number", ""},
	[SPOOR_FLAG]    = {"true or false", ""},
	[SPOOR_TIME]    = {"a time", " (as 2025-12-31 or \"2025-12-31T23:00:00Z\")"},
};
/* clang-format on */

static bool is_ordered(enum field field)
{
	enum spoor_field_type type = field_row(field)->info.type;

	return type == SPOOR_INTEGER || type == SPOOR_DECIMAL || type == SPOOR_TIME;
}

static bool fail_value(const struct kql_source *source, const struct kql_token *token,
	const struct kql_test *test)
{
	const char *name = kql_show(source, test->fields.name);
	const char *shown = kql_show(source, token->raw);
	const struct type_words *words;

	if (test->fields.one == FIELD_COUNT)
		return KQL_FAIL(source, token->raw.ptr, "none of the fields ", name,
			" can be compared so with ", shown);
	words = &type_words[field_row(test->fields.one)->info.type];
	if (test->value.op == KQL_REGEX)
		return KQL_FAIL(source, token->raw.ptr,
			"~ is for texts and addresses, but ", name, " holds ",
			words->what);
	if (test->value.orders & (KQL_BELOW | KQL_ABOVE) && !is_ordered(test->fields.one))
		return KQL_FAIL(source, token->raw.ptr,
			"<, <=, > and >= are for numbers and times, but ", name,
			" holds ", words->what, words->hint);
	return KQL_FAIL(source, token->raw.ptr, name, " holds ", words->what, ", and ",
		shown, " is none", words->hint);
}

/* The vocabulary is closed: an action that is not in it is in no event. */
static bool check_action(const struct kql_source *source, const struct kql_token *token,
	const struct kql_value *value)
{
	struct kql_nearest nearest = {.wanted = token->text};

	if (value->op == KQL_EXISTS)
		return true;
	for (int i = 0; i < ACTION_COUNT; i++) {
		spoor_view name = action_name((enum action)i);

		if (kql_match_text(value, FOLD_NONE, name))
			return true;
		kql_nearest_offer(&nearest, name.ptr);
	}
	if (nearest.name)
		return KQL_FAIL(source, token->raw.ptr, "no event.action is ",
			kql_show(source, token->raw), "; did you mean ", nearest.name,
			"?");
	return KQL_FAIL(source, token->raw.ptr, "no event.action is ",
		kql_show(source, token->raw), " (spoor-event(5) lists them)");
}

static bool bind_field(const struct kql_source *source, const struct kql_token *token,
	struct kql_test *test, enum field field)
{
	if (test->value.op != KQL_REGEX)
		return true;
	return kql_value_compile(source, token, kql_fold(field_row(field)), &test->value);
}

bool kql_fields_bind(const struct kql_source *source, const struct kql_token *token,
	struct kql_test *test)
{
	struct kql_fields *fields = &test->fields;
	bool any = false;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field field = (enum field)i;

		if (!has(fields->logged, field) && !has(fields->derived, field))
			continue;
		if (can_hold(field, &test->value)) {
			any = true;
			if (!bind_field(source, token, test, field))
				return false;
			continue;
		}
		drop(fields->logged, field);
		drop(fields->derived, field);
	}
	if (!any)
		return fail_value(source, token, test);
	return fields->one != FIELD_EVENT_ACTION ||
	       check_action(source, token, &test->value);
}
