/* SPDX-License-Identifier: ISC */
#include "setup.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/scan.h"
#include "base/stamp.h"

#include <fnmatch.h>

static bool no_memory(struct spoor_error *error)
{
	ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	return false;
}

static bool copy_part(char **part_r, spoor_view part)
{
	*part_r = mem_copy_string(part.ptr, part.len);
	return *part_r != NULL;
}

/* Cuts "HOST@" off the front of a rule for zones. */
static bool split_host(struct glob_rule *rule, spoor_view *rest)
{
	size_t at = view_find(*rest, '@');

	if (at == rest->len)
		return true;
	if (!copy_part(&rule->host, view_head(*rest, at)))
		return false;
	*rest = view_skip(*rest, at + 1);
	return true;
}

/* "VALUE" or "GLOB=VALUE". */
static bool split_rule(struct glob_rule *rule, spoor_view rest)
{
	size_t equals = view_find_last(rest, '=');

	if (equals == rest.len)
		return copy_part(&rule->value, rest);
	return copy_part(&rule->glob, view_head(rest, equals)) &&
	       copy_part(&rule->value, view_skip(rest, equals + 1));
}

static bool read_rules(struct glob_rules *rules, const struct spoor_list *list,
	bool of_hosts, struct spoor_error *error)
{
	if (list->count == 0)
		return true;
	rules->at = mem_new(list->count * sizeof(*rules->at));
	if (!rules->at)
		return no_memory(error);
	rules->count = list->count;
	for (size_t i = 0; i < list->count; i++) {
		spoor_view rest = view_string(list->at[i]);

		if ((of_hosts && !split_host(&rules->at[i], &rest)) ||
			!split_rule(&rules->at[i], rest))
			return no_memory(error);
	}
	return true;
}

static bool load_zones(struct glob_rules *rules, struct spoor_error *error)
{
	for (size_t i = 0; i < rules->count; i++) {
		rules->at[i].zone = zone_load(view_string(rules->at[i].value), error);
		if (!rules->at[i].zone)
			return false;
	}
	return true;
}

/* "-37", "+12", "12"; at most some years. */
static bool read_seconds(spoor_view text, int64_t *seconds_r)
{
	enum { SECONDS_MOST = 1000000000 };
	bool back = view_starts(text, VIEW("-"));

	if (back || view_starts(text, VIEW("+")))
		text = view_skip(text, 1);
	if (!scan_number(&text, seconds_r) || text.len || *seconds_r > SECONDS_MOST)
		return false;
	if (back)
		*seconds_r = -*seconds_r;
	return true;
}

static bool read_skews(struct glob_rules *rules, struct spoor_error *error)
{
	for (size_t i = 0; i < rules->count; i++)
		if (!read_seconds(
			    view_string(rules->at[i].value), &rules->at[i].seconds)) {
			ERR_SET(error, SPOOR_E_USAGE, "'", rules->at[i].value,
				"': a skew is a number of seconds, as in 'mx2/*=-37'");
			return false;
		}
	return true;
}

static bool need_globs(const struct glob_rules *rules, struct spoor_error *error)
{
	for (size_t i = 0; i < rules->count; i++)
		if (!rules->at[i].glob) {
			ERR_SET(error, SPOOR_E_USAGE, "'", rules->at[i].value,
				"': a host is given as GLOB=NAME, as in 'mx2/*=mx2'");
			return false;
		}
	return true;
}

static bool read_nets(struct addr_net **nets_r, struct net_list *list_r,
	const struct spoor_list *list, struct spoor_error *error)
{
	if (list->count == 0)
		return true;
	*nets_r = mem_new(list->count * sizeof(**nets_r));
	if (!*nets_r)
		return no_memory(error);
	for (size_t i = 0; i < list->count; i++)
		if (!addr_parse_net(view_string(list->at[i]), &(*nets_r)[i])) {
			ERR_SET(error, SPOOR_E_USAGE, "'", list->at[i],
				"' is no address (192.0.2.1) and no network "
				"(192.0.2.0/24)");
			return false;
		}
	*list_r = (struct net_list){*nets_r, list->count};
	return true;
}

static bool read_instant(
	const char *text, int64_t otherwise, int64_t *ns_r, struct spoor_error *error)
{
	int digits;

	*ns_r = otherwise;
	if (!text || stamp_parse_instant(view_string(text), ns_r, &digits))
		return true;
	ERR_SET(error, SPOOR_E_USAGE, "'", text,
		"' is no time (use 2025-12-31 or 2025-12-31T23:00:00Z)");
	return false;
}

static bool find_format(struct setup *setup, const char *name, struct spoor_error *error)
{
	if (!name)
		return true;
	setup->forced = format_find(view_string(name));
	if (setup->forced)
		return true;
	ERR_SET(error, SPOOR_E_USAGE, "no format '", name,
		"' (spoor formats lists them)");
	return false;
}

static bool load_custom(struct setup *setup, const char *path, struct spoor_error *error)
{
	if (!path)
		return true;
	setup->custom = custom_load(path, error);
	setup->site.custom = setup->custom;
	return setup->custom != NULL;
}

bool setup_init(struct setup *setup, const struct spoor_reader_options *options,
	struct spoor_error *error)
{
	*setup = (struct setup){
		.plan = {.filter = options->filter,
			.raw = options->raw,
			.encoded = options->encoded},
		.site = {.show_secrets = options->show_secrets,
			.strict_time = options->strict_time},
		.year = options->year,
	};
	if (options->year && (options->year < 1970 || options->year > 2261)) {
		ERR_SET(error, SPOOR_E_USAGE, "a year is between 1970 and 2261");
		return false;
	}
	return find_format(setup, options->format, error) &&
	       load_custom(setup, options->format_file, error) &&
	       read_rules(&setup->zones, &options->zones, true, error) &&
	       load_zones(&setup->zones, error) &&
	       read_rules(&setup->skews, &options->skews, false, error) &&
	       read_skews(&setup->skews, error) &&
	       read_rules(&setup->hosts, &options->hosts, false, error) &&
	       need_globs(&setup->hosts, error) &&
	       read_nets(
		       &setup->proxies, &setup->site.proxies, &options->proxies, error) &&
	       read_nets(&setup->webmails, &setup->site.webmails, &options->webmails,
		       error) &&
	       read_instant(options->since, INT64_MIN, &setup->plan.since, error) &&
	       read_instant(options->until, INT64_MAX, &setup->plan.until, error);
}

static void free_rules(struct glob_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		mem_free(rules->at[i].host);
		mem_free(rules->at[i].glob);
		mem_free(rules->at[i].value);
		zone_free(&rules->at[i].zone);
	}
	mem_free(rules->at);
}

void setup_deinit(struct setup *setup)
{
	free_rules(&setup->zones);
	free_rules(&setup->skews);
	free_rules(&setup->hosts);
	mem_free(setup->proxies);
	mem_free(setup->webmails);
	custom_free(&setup->custom);
	*setup = (struct setup){0};
}

bool glob_rule_matches(const struct glob_rule *rule, const char *path)
{
	const char *slash = strrchr(path, '/');

	return !rule->glob || fnmatch(rule->glob, path, 0) == 0 ||
	       (slash && fnmatch(rule->glob, slash + 1, 0) == 0);
}

const struct glob_rule *glob_rules_find(const struct glob_rules *rules, const char *path)
{
	for (size_t i = 0; i < rules->count; i++)
		if (!rules->at[i].host && glob_rule_matches(&rules->at[i], path))
			return &rules->at[i];
	return NULL;
}
