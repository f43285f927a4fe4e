/* SPDX-License-Identifier: ISC */
/* One function a member of the operator's formats: checks it and puts it into the rule. */
#include "base/addr.h"
#include "base/mem.h"
#include "base/scan.h"
#include "format/custom_loader.h"

enum { NAME_MOST = 64 };

/* ------------------------------------------------------------------ fields */

/* Set by spoor itself, or by a member of their own. */
static const enum field reserved[] = {FIELD_EVENT_ACTION, FIELD_EVENT_OUTCOME,
	FIELD_EVENT_DATASET, FIELD_EVENT_TIMEZONE, FIELD_TIME_YEAR, FIELD_TIME_ZONE,
	FIELD_SOURCE_ROLE, FIELD_LOGGED_SOURCE_IP, FIELD_NETWORK_FORWARDED_IP,
	FIELD_ACT_ID, FIELD_TRACE_ID, FIELD_JOINED, FIELD_LATE, FIELD_SECRET,
	FIELD_LOG_PATH, FIELD_LOG_LINE, FIELD_LOG_OFFSET, FIELD_LOG_LENGTH,
	FIELD_LOG_LINES, FIELD_LOG_CUT, FIELD_EVENT_ORIGINAL, FIELD_EVENT_START,
	FIELD_EVENT_END};

static bool is_reserved(enum field field)
{
	for (size_t i = 0; i < COUNT(reserved); i++)
		if (reserved[i] == field)
			return true;
	return field_row(field)->info.derived;
}

/* The field of a name that the file gives; FIELD_COUNT: said why not. */
static enum field field_named(const struct loader *loader, spoor_view name)
{
	enum field field = field_find(name);

	if (field == FIELD_COUNT)
		COMPLAIN(loader, "no field '", name.ptr, "' (spoor-event(5) lists them)");
	else if (is_reserved(field))
		COMPLAIN(loader, "'", name.ptr,
			"' is not for formats to set (action, outcome and dataset are members)");
	else
		return field;
	return FIELD_COUNT;
}

/* "source_ip" is source.ip. */
static bool is_flat_name(const char *group, const char *field)
{
	for (; *group && *field; group++, field++)
		if (*group != *field && !(*group == '_' && *field == '.'))
			return false;
	return *group == *field;
}

enum field custom_field_of_group(const char *group)
{
	if (strcmp(group, "time") == 0 || strcmp(group, "timestamp") == 0)
		return FIELD_TIMESTAMP;
	for (int field = 0; field < FIELD_COUNT; field++)
		if (is_flat_name(group, field_row((enum field)field)->info.name) &&
			!is_reserved((enum field)field))
			return (enum field)field;
	return FIELD_COUNT;
}

/* ------------------------------------------------------------------ members */

static bool read_name(struct loader *loader, const struct node *node)
{
	spoor_view name = node_text(node);

	for (size_t i = 0; i < name.len; i++)
		if (!is_alpha(name.ptr[i]) && !is_digit(name.ptr[i]) &&
			!memchr("._-", name.ptr[i], 3))
			name.len = 0;
	if (name.len == 0 || name.len > NAME_MOST)
		return COMPLAIN(loader, "'", node_text(node).ptr,
			"' is no name: use letters, digits, '.', '_' and '-'");
	loader->rule->name = name;
	loader->name = name.ptr;
	return true;
}

static bool read_pattern(struct loader *loader, const struct node *node)
{
	struct spoor_error error = {.status = SPOOR_OK};
	char column[ERR_NUMBER_MAX];

	loader->rule->regex = regex_new(node_text(node), false, &error);
	if (!loader->rule->regex) {
		if (error.status == SPOOR_E_NOMEM)
			return custom_no_memory(loader);
		err_number(column, error.column);
		return COMPLAIN(loader, "pattern, column ", column, ": ", error.text);
	}
	loader->rule->group_count = regex_group_count(loader->rule->regex);
	if (loader->rule->group_count > CUSTOM_GROUPS)
		return COMPLAIN(loader, "pattern: more than 64 named groups");
	return true;
}

static bool read_time(struct loader *loader, const struct node *node)
{
	loader->rule->time = custom_time_find(node_text(node));
	if (loader->rule->time)
		return true;
	return COMPLAIN(loader, "time '", node_text(node).ptr,
		"' is not one of " CUSTOM_TIME_NAMES);
}

static bool read_action(struct loader *loader, const struct node *node)
{
	enum action action = action_find(node_text(node));

	if (action == ACTION_COUNT || action == ACTION_FINDING ||
		action == ACTION_SESSION || action == ACTION_UNPARSED)
		return COMPLAIN(loader, "action '", node_text(node).ptr,
			"' is not one that a line can have (spoor-event(5) lists them)");
	loader->rule->action = action;
	return true;
}

static bool read_outcome(struct loader *loader, const struct node *node)
{
	spoor_view text = node_text(node);

	if (!view_eq(text, VIEW("success")) && !view_eq(text, VIEW("failure")) &&
		!view_eq(text, VIEW("unknown")))
		return COMPLAIN(loader, "outcome '", text.ptr,
			"' is not success, failure or unknown");
	loader->rule->outcome = text;
	return true;
}

static bool read_dataset(struct loader *loader, const struct node *node)
{
	loader->rule->dataset = node_text(node);
	return loader->rule->dataset.len ||
	       COMPLAIN(loader, "dataset is empty: leave it out");
}

/* Gives a field to the group, or to all of that name: (?J) allows several. */
static bool map_group(struct loader *loader, const char *name, enum field field)
{
	struct custom_rule *rule = loader->rule;
	bool found = false;

	for (size_t i = 0; i < rule->group_count; i++) {
		if (strcmp(regex_group_name(rule->regex, i), name) != 0)
			continue;
		if (!found && rule->fields[i] != FIELD_COUNT)
			return COMPLAIN(loader, "fields: '", name, "' stands twice");
		rule->fields[i] = field;
		found = true;
	}
	return found ||
	       COMPLAIN(loader, "fields: the pattern has no group (?<", name, ">…)");
}

static bool read_fields(struct loader *loader, const struct node *node)
{
	for (const struct node *entry = node_first(node); entry;
		entry = node_next(entry)) {
		enum field field;

		if (node_kind(entry) != NODE_TEXT)
			return COMPLAIN(loader, "fields: '", node_key(entry),
				"' must be the name of a field");
		field = field_named(loader, node_text(entry));
		if (field == FIELD_COUNT || !map_group(loader, node_key(entry), field))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ constants */

/* The constant's value, of the field's type. */
static bool read_value(struct custom_constant *constant, const struct node *node)
{
	spoor_view rest = node_text(node);
	spoor_view decimal;
	struct addr addr;

	constant->text = node_text(node);
	switch (field_row(constant->field)->info.type) {
	case SPOOR_TEXT:
		return constant->text.len > 0;
	case SPOOR_ADDRESS:
		return addr_parse(constant->text, &addr);
	case SPOOR_DECIMAL:
		return scan_decimal(&rest, &decimal) && rest.len == 0;
	case SPOOR_INTEGER:
		return node_number(node, &constant->number);
	case SPOOR_FLAG:
		constant->number = node_flag(node);
		return node_kind(node) == NODE_FLAG;
	default:
		return false;
	}
}

static bool add_constant(
	struct loader *loader, enum field field, const char *key, const struct node *node)
{
	struct custom_rule *rule = loader->rule;
	struct custom_constant *constant = &rule->constants[rule->constant_count];

	constant->field = field;
	if (!read_value(constant, node))
		return COMPLAIN(loader, "set: the value of '", key,
			"' is not of the field's type (numbers, true and false without "
			"quotes, all else with)");
	rule->constant_count++;
	return true;
}

/* One value, or for a multi-valued field a list. */
static bool add_constants(struct loader *loader, const struct node *entry)
{
	const char *key = node_key(entry);
	enum field field = field_named(loader, view_string(key));

	if (field == FIELD_COUNT)
		return false;
	if (field == FIELD_TIMESTAMP)
		return COMPLAIN(loader, "set: @timestamp comes from a group");
	if (node_kind(entry) != NODE_LIST || !field_row(field)->info.multi)
		return add_constant(loader, field, key, entry);
	for (const struct node *item = node_first(entry); item; item = node_next(item))
		if (!add_constant(loader, field, key, item))
			return false;
	return true;
}

static bool read_set(struct loader *loader, const struct node *node)
{
	size_t count = 1;

	for (const struct node *entry = node_first(node); entry; entry = node_next(entry))
		count += node_kind(entry) == NODE_LIST ? node_count(entry) : 1;
	loader->rule->constants = mem_new(count * sizeof(*loader->rule->constants));
	if (!loader->rule->constants)
		return custom_no_memory(loader);
	for (const struct node *entry = node_first(node); entry; entry = node_next(entry))
		if (!add_constants(loader, entry))
			return false;
	return true;
}

/* ------------------------------------------------------------------ the table */

/* clang-format off */
static const struct custom_member rows[] = {
	{"name",    NODE_TEXT,  true,  read_name},
	{"pattern", NODE_TEXT,  true,  read_pattern},
	{"action",  NODE_TEXT,  true,  read_action},
	{"fields",  NODE_TABLE, false, read_fields},
	{"time",    NODE_TEXT,  false, read_time},
	{"outcome", NODE_TEXT,  false, read_outcome},
	{"dataset", NODE_TEXT,  false, read_dataset},
	{"set",     NODE_TABLE, false, read_set},
	{"sample",  NODE_TEXT,  false, NULL},
	{"about",   NODE_TEXT,  false, NULL},
};
/* clang-format on */

const struct custom_member *custom_member_at(size_t index)
{
	return index < COUNT(rows) ? &rows[index] : NULL;
}
