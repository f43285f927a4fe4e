/* SPDX-License-Identifier: ISC */
/*
 * From the operator's file to rules. Everything is checked here, so that a mistake is said at
 * once, with the format's name and what to do, and not by wrong events.
 */
#include "base/mem.h"
#include "format/custom.h"
#include "format/custom_loader.h"

bool custom_complain(const struct loader *loader, const char *const *pieces)
{
	char what[sizeof(loader->error->text)];

	err_join(what, sizeof(what), pieces);
	if (*loader->name)
		ERR_SET(loader->error, SPOOR_E_USAGE, loader->path, ": format '",
			loader->name, "': ", what);
	else
		ERR_SET(loader->error, SPOOR_E_USAGE, loader->path, ": ", what);
	return false;
}

bool custom_no_memory(const struct loader *loader)
{
	ERR_SET(loader->error, SPOOR_E_NOMEM, "out of memory");
	return false;
}

/* ------------------------------------------------------------------ one format */

static size_t find_member(const char *key)
{
	size_t i = 0;

	while (custom_member_at(i) && strcmp(custom_member_at(i)->name, key) != 0)
		i++;
	return i;
}

/* Every member is of the table, once. */
static bool check_members(const struct loader *loader)
{
	uint32_t seen = 0;

	for (const struct node *node = node_first(loader->table); node;
		node = node_next(node)) {
		size_t i = find_member(node_key(node));

		if (!custom_member_at(i))
			return COMPLAIN(loader, "no member '", node_key(node),
				"' (name, pattern, action, fields, time, outcome, "
				"dataset, set, sample, about)");
		if (seen >> i & 1)
			return COMPLAIN(loader, "'", node_key(node), "' stands twice");
		seen |= UINT32_C(1) << i;
	}
	return true;
}

static bool read_members(struct loader *loader)
{
	const struct custom_member *member;

	for (size_t i = 0; (member = custom_member_at(i)) != NULL; i++) {
		const struct node *node = node_find(loader->table, member->name);

		if (!node && member->needed)
			return COMPLAIN(loader, "'", member->name, "' is missing");
		if (!node)
			continue;
		if (node_kind(node) != member->kind)
			return COMPLAIN(loader, "'", member->name, "' must be ",
				member->kind == NODE_TEXT ? "a text" : "an object");
		if (member->read && !member->read(loader, node))
			return false;
	}
	return true;
}

/* The groups that "fields" does not name; and no group may be without a use. */
static bool map_groups(struct loader *loader)
{
	struct custom_rule *rule = loader->rule;

	for (size_t i = 0; i < rule->group_count; i++) {
		const char *group = regex_group_name(rule->regex, i);

		if (rule->fields[i] == FIELD_COUNT)
			rule->fields[i] = custom_field_of_group(group);
		if (rule->fields[i] == FIELD_COUNT)
			return COMPLAIN(loader, "no field for the group (?<", group,
				">…): name one in fields, or make it (?:…)");
		if (rule->fields[i] == FIELD_EVENT_TYPE)
			return COMPLAIN(
				loader, "event.type is for 'set', not for a group");
	}
	if (rule->group_count || rule->action == ACTION_OTHER ||
		rule->action == ACTION_LOG_NOTICE)
		return true;
	return COMPLAIN(loader,
		"the pattern has no named group: nothing would be known of such a line");
}

static bool check_time(const struct loader *loader)
{
	const struct custom_rule *rule = loader->rule;
	bool timed = false;

	for (size_t i = 0; i < rule->group_count; i++)
		timed |= rule->fields[i] == FIELD_TIMESTAMP;
	if (timed && !rule->time)
		return COMPLAIN(loader,
			"'time' must say how @timestamp is written: " CUSTOM_TIME_NAMES);
	if (!timed && rule->time)
		return COMPLAIN(loader, "'time' is given, but no group is @timestamp");
	return true;
}

/* "creation|change|deletion user" has four words. */
static bool has_type(const char *types, spoor_view type)
{
	spoor_view rest = view_string(types);

	while (rest.len) {
		spoor_view words = view_split(&rest, ' ');

		while (words.len)
			if (view_eq(view_split(&words, '|'), type))
				return true;
	}
	return false;
}

/* An action that allows several types wants to be told which. */
static bool check_type(const struct loader *loader)
{
	const struct custom_rule *rule = loader->rule;
	const char *types = action_info(rule->action)->types;
	bool typed = !action_has_types(rule->action);

	for (size_t i = 0; i < rule->constant_count; i++) {
		if (rule->constants[i].field != FIELD_EVENT_TYPE)
			continue;
		typed = true;
		if (!has_type(types, rule->constants[i].text))
			return COMPLAIN(
				loader, "event.type of this action is one of: ", types);
	}
	return typed ||
	       COMPLAIN(loader, "this action wants event.type in 'set', one of: ", types);
}

static bool default_dataset(struct loader *loader)
{
	struct custom_rule *rule = loader->rule;
	spoor_view head = VIEW("custom.");

	if (rule->dataset.len)
		return true;
	rule->made_dataset = mem_alloc(head.len + rule->name.len);
	if (!rule->made_dataset)
		return custom_no_memory(loader);
	memcpy(rule->made_dataset, head.ptr, head.len);
	memcpy(rule->made_dataset + head.len, rule->name.ptr, rule->name.len);
	rule->dataset = view_of(rule->made_dataset, head.len + rule->name.len);
	return true;
}

static bool check_sample(const struct loader *loader)
{
	const struct node *sample = node_find(loader->table, "sample");
	spoor_view groups[CUSTOM_GROUPS];
	struct stamp stamp;
	bool timed;

	if (!sample || custom_rule_match(
			       loader->rule, node_text(sample), groups, &stamp, &timed))
		return true;
	return COMPLAIN(loader, "the pattern (or 'time') does not match the sample");
}

static void init_rule(struct custom_rule *rule)
{
	for (size_t i = 0; i < CUSTOM_GROUPS; i++)
		rule->fields[i] = FIELD_COUNT;
	rule->name = view_of("", 0);
	rule->outcome = view_of("", 0);
	rule->dataset = view_of("", 0);
}

static bool load_rule(struct loader *loader)
{
	const struct node *name = node_find(loader->table, "name");

	init_rule(loader->rule);
	if (node_kind(loader->table) != NODE_TABLE)
		return COMPLAIN(loader, "a format must be an object");
	loader->name = name ? node_text(name).ptr : "";
	return check_members(loader) && read_members(loader) && map_groups(loader) &&
	       check_time(loader) && check_type(loader) && default_dataset(loader) &&
	       check_sample(loader);
}

/* ------------------------------------------------------------------ the file */

static bool is_new_name(const struct custom *custom, const struct loader *loader)
{
	for (size_t i = 0; i + 1 < custom->count; i++)
		if (view_eq(custom->rules[i].name, loader->rule->name))
			return COMPLAIN(loader, "the name stands twice");
	return true;
}

static bool load_rules(struct custom *custom, struct loader *loader)
{
	const struct node *root = document_root(custom->document);
	const struct node *list = node_kind(root) == NODE_TABLE ? node_first(root) : NULL;

	if (!list || node_next(list) || strcmp(node_key(list), "formats") != 0 ||
		node_kind(list) != NODE_LIST || node_count(list) == 0)
		return COMPLAIN(loader, "must be {\"formats\": [{…}, …]}");
	custom->rules = mem_new(node_count(list) * sizeof(*custom->rules));
	if (!custom->rules)
		return custom_no_memory(loader);
	for (list = node_first(list); list; list = node_next(list)) {
		loader->name = "";
		loader->table = list;
		loader->rule = &custom->rules[custom->count++];
		if (!load_rule(loader) || !is_new_name(custom, loader))
			return false;
	}
	return true;
}

struct custom *custom_load(const char *path, struct spoor_error *error)
{
	struct loader loader = {.path = path, .name = "", .error = error};
	struct custom *custom = mem_new(sizeof(*custom));

	if (!custom) {
		custom_no_memory(&loader);
		return NULL;
	}
	custom->document = document_load(path, error);
	if (!custom->document || !load_rules(custom, &loader))
		custom_free(&custom);
	return custom;
}
