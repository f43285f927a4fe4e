/* SPDX-License-Identifier: ISC */
/* Reading lines with the operator's formats; how they are made is in custom_load.c. */
#include "base/mem.h"
#include "base/scan.h"
#include "format/custom.h"
#include "format/custom_rule.h"
#include "format/secret.h"

void custom_free(struct custom **custom)
{
	if (!*custom)
		return;
	for (size_t i = 0; i < (*custom)->count; i++) {
		struct custom_rule *rule = &(*custom)->rules[i];

		regex_free(&rule->regex);
		mem_free(rule->constants);
		mem_free(rule->made_dataset);
	}
	mem_free((*custom)->rules);
	document_free(&(*custom)->document);
	mem_free(*custom);
	*custom = NULL;
}

bool custom_rule_match(const struct custom_rule *rule, spoor_view line,
	spoor_view groups_r[CUSTOM_GROUPS], struct stamp *stamp_r, bool *timed_r)
{
	*timed_r = false;
	if (!regex_groups(rule->regex, line, groups_r))
		return false;
	for (size_t i = 0; i < rule->group_count; i++) {
		if (rule->fields[i] != FIELD_TIMESTAMP || groups_r[i].len == 0)
			continue;
		if (!custom_time_parse(rule->time, groups_r[i], stamp_r))
			return false;
		*timed_r = true;
	}
	return true;
}

static bool parse_flag(spoor_view text, bool *flag_r)
{
	static const char *const words[] = {
		"false", "true", "no", "yes", "0", "1", "off", "on"};

	for (size_t i = 0; i < COUNT(words); i++)
		if (view_eq_nocase(text, view_string(words[i]))) {
			*flag_r = i % 2;
			return true;
		}
	return false;
}

/* Sets a field that holds no text. False: the text is not of its type. */
static bool set_typed(struct spoor_event *event, enum field field, spoor_view text)
{
	spoor_view rest = text;
	spoor_view decimal;
	int64_t number;
	bool flag;

	switch (field_row(field)->info.type) {
	case SPOOR_ADDRESS:
		return event_set_address(event, field, text);
	case SPOOR_INTEGER:
		if (!view_number(text, &number))
			return false;
		event_set_number(event, field, number);
		return true;
	case SPOOR_DECIMAL:
		if (!scan_decimal(&rest, &decimal) || rest.len)
			return false;
		event_set_text(event, field, decimal);
		return true;
	case SPOOR_FLAG:
		if (!parse_flag(text, &flag))
			return false;
		event_set_flag(event, field, flag);
		return true;
	default:
		return false;
	}
}

static void set_text(
	struct spoor_event *event, enum field field, const char *group, spoor_view text)
{
	if (field == FIELD_EXTRA)
		event_add_extra(event, view_string(group), text);
	else if (field_row(field)->info.multi)
		event_add_text(event, field, text);
	else
		event_set_text(event, field, text);
}

static void set_group(const struct site *site, struct spoor_event *event,
	enum field field, const char *group, spoor_view value)
{
	spoor_view text = secret_mask(site, event, value);

	if (field_row(field)->info.type == SPOOR_TEXT)
		set_text(event, field, group, text);
	else if (!view_eq(value, VIEW("-")) && !set_typed(event, field, value))
		event_add_extra(event, view_string(group), text);
}

static void set_groups(const struct custom_rule *rule, const struct site *site,
	struct spoor_event *event, const spoor_view *groups)
{
	spoor_view peer = view_of("", 0);
	spoor_view forwarded = view_of("", 0);

	for (size_t i = 0; i < rule->group_count; i++) {
		if (groups[i].len == 0 || rule->fields[i] == FIELD_TIMESTAMP)
			continue;
		if (rule->fields[i] == FIELD_SOURCE_IP)
			peer = groups[i];
		if (rule->fields[i] == FIELD_HTTP_FORWARDED_FOR)
			forwarded = groups[i];
		else
			set_group(site, event, rule->fields[i],
				regex_group_name(rule->regex, i), groups[i]);
	}
	if (peer.len || forwarded.len)
		site_set_client(site, event, peer, forwarded);
}

static void set_constant(
	struct spoor_event *event, const struct custom_constant *constant)
{
	const struct spoor_field_info *info = &field_row(constant->field)->info;

	if (info->type == SPOOR_INTEGER)
		event_set_number(event, constant->field, constant->number);
	else if (info->type == SPOOR_FLAG)
		event_set_flag(event, constant->field, constant->number);
	else if (info->multi)
		event_add_text(event, constant->field, constant->text);
	else
		event_set_text(event, constant->field, constant->text);
}

static bool read_rule(const struct custom_rule *rule, struct scene *scene,
	spoor_view line, struct spoor_event *event)
{
	spoor_view groups[CUSTOM_GROUPS];
	struct stamp stamp;
	bool timed;

	if (!custom_rule_match(rule, line, groups, &stamp, &timed))
		return false;
	event_set_action(event, rule->action);
	event_set_text(event, FIELD_EVENT_OUTCOME, rule->outcome);
	event_set_dataset(event, rule->dataset);
	event_set_text(event, FIELD_HOST_NAME, scene->host);
	for (size_t i = 0; i < rule->constant_count; i++)
		set_constant(event, &rule->constants[i]);
	set_groups(rule, scene->site, event, groups);
	if (timed)
		scene_set_stamp(scene, event, &stamp);
	return true;
}

bool custom_read(const struct custom *custom, struct scene *scene, spoor_view line,
	struct spoor_event *event)
{
	for (size_t i = 0; i < custom->count; i++)
		if (read_rule(&custom->rules[i], scene, line, event))
			return true;
	return false;
}
