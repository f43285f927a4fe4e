/* SPDX-License-Identifier: ISC */
/* One small function a derived field. */
#include "derive.h"

#include "base/addr.h"

static void give(struct derived *derived, spoor_view text)
{
	if (text.len == 0 || derived->count == DERIVE_MAX)
		return;
	for (size_t i = 0; i < derived->count; i++)
		if (view_eq(derived->at[i], text))
			return;
	derived->at[derived->count++] = text;
}

/* A text in lower case, in the room of `derived`. */
static spoor_view lower(struct derived *derived, spoor_view text)
{
	size_t len = sizeof(derived->room) - derived->used;
	char *out = derived->room + derived->used;

	if (text.len < len)
		len = text.len;
	for (size_t i = 0; i < len; i++)
		out[i] = to_lower(text.ptr[i]);
	derived->used += len;
	return view_of(out, len);
}

static void give_words(struct derived *derived, const char *words)
{
	spoor_view rest = view_string(words);

	while (rest.len)
		give(derived, view_split(&rest, ' '));
}

static void derive_kind(const struct spoor_event *event, struct derived *derived)
{
	give(derived, event->action == ACTION_FINDING ? VIEW("alert") : VIEW("event"));
}

static void derive_category(const struct spoor_event *event, struct derived *derived)
{
	if (event->action < ACTION_COUNT)
		give_words(derived, action_info(event->action)->categories);
}

/* The types that the event states, then those that the action always has. */
static void derive_type(const struct spoor_event *event, struct derived *derived)
{
	const union value *stated = event_get(event, FIELD_EVENT_TYPE);
	const union value *status = event_get(event, FIELD_HTTP_STATUS);
	spoor_view rest;

	for (uint32_t i = 0; stated && i < stated->list.count; i++)
		give(derived, stated->list.at[i]);
	if (event->action >= ACTION_COUNT)
		return;
	rest = view_string(action_info(event->action)->types);
	while (rest.len) {
		spoor_view word = view_split(&rest, ' ');

		if (event->action == ACTION_HTTP_REQUEST &&
			view_eq(word, VIEW("error")) != (status && status->number >= 500))
			continue;
		if (!view_has(word, '|'))
			give(derived, word);
	}
}

static void derive_module(const struct spoor_event *event, struct derived *derived)
{
	spoor_view dataset = event_text(event, FIELD_EVENT_DATASET);

	give(derived, view_head(dataset, view_find(dataset, '.')));
}

static void derive_email(const struct spoor_event *event, struct derived *derived)
{
	spoor_view name = event_text(event, FIELD_USER_NAME);
	size_t at = view_find(name, '@');

	if (at > 0 && at + 1 < name.len)
		give(derived, name);
}

/* Lower case, without <>, quotes and a +tag (detections.md §3, rule 1). */
static void derive_user_key(const struct spoor_event *event, struct derived *derived)
{
	spoor_view name = event_text(event, FIELD_USER_NAME);
	spoor_view domain;
	size_t plus;
	size_t at;

	name = view_unwrap(view_unwrap(view_trim(name), '<', '>'), '"', '"');
	if (name.len == 0)
		return;
	name = lower(derived, name);
	at = view_find(name, '@');
	plus = view_find(view_head(name, at), '+');
	if (plus == 0 || plus == at || at == name.len) {
		give(derived, name);
		return;
	}
	domain = view_skip(name, at);
	memmove(derived->room + plus, domain.ptr, domain.len);
	give(derived, view_of(derived->room, plus + domain.len));
}

static void derive_network(const struct spoor_event *event, struct derived *derived)
{
	struct addr addr;
	size_t len;

	if (!addr_parse(event_text(event, FIELD_SOURCE_IP), &addr))
		return;
	len = addr_format_network(&addr, derived->room);
	derived->used = len;
	give(derived, view_of(derived->room, len));
}

static void derive_path(const struct spoor_event *event, struct derived *derived)
{
	spoor_view url = event_text(event, FIELD_URL_ORIGINAL);

	give(derived, view_head(url, view_find(url, '?')));
}

static void derive_query(const struct spoor_event *event, struct derived *derived)
{
	spoor_view url = event_text(event, FIELD_URL_ORIGINAL);
	size_t mark = view_find(url, '?');

	if (mark < url.len)
		give(derived, view_skip(url, mark + 1));
}

static void give_fields(const struct spoor_event *event, const enum field *fields,
	size_t count, struct derived *derived)
{
	for (size_t i = 0; i < count; i++) {
		const union value *value = event_get(event, fields[i]);

		if (!value)
			continue;
		if (!field_row(fields[i])->info.multi) {
			give(derived, value->text);
			continue;
		}
		for (uint32_t n = 0; n < value->list.count; n++)
			give(derived, value->list.at[n]);
	}
}

static void derive_related_user(const struct spoor_event *event, struct derived *derived)
{
	static const enum field fields[] = {FIELD_USER_NAME, FIELD_USER_EFFECTIVE_NAME,
		FIELD_USER_TARGET_NAME, FIELD_PERM_GRANTEE};

	give_fields(event, fields, COUNT(fields), derived);
}

static void derive_related_ip(const struct spoor_event *event, struct derived *derived)
{
	static const enum field fields[] = {FIELD_SOURCE_IP, FIELD_NETWORK_FORWARDED_IP,
		FIELD_LOGGED_SOURCE_IP, FIELD_DESTINATION_IP};

	give_fields(event, fields, COUNT(fields), derived);
}

static void derive_related_hosts(const struct spoor_event *event, struct derived *derived)
{
	static const enum field fields[] = {FIELD_HOST_NAME, FIELD_SOURCE_DOMAIN,
		FIELD_DESTINATION_DOMAIN, FIELD_URL_DOMAIN, FIELD_SMTP_HELO};

	give_fields(event, fields, COUNT(fields), derived);
}

typedef void derive_function(const struct spoor_event *event, struct derived *derived);

static derive_function *const functions[FIELD_COUNT] = {
	[FIELD_EVENT_KIND] = derive_kind,
	[FIELD_EVENT_CATEGORY] = derive_category,
	[FIELD_EVENT_TYPE] = derive_type,
	[FIELD_EVENT_MODULE] = derive_module,
	[FIELD_USER_EMAIL] = derive_email,
	[FIELD_USER_KEY] = derive_user_key,
	[FIELD_RELATED_USER] = derive_related_user,
	[FIELD_SOURCE_NETWORK] = derive_network,
	[FIELD_RELATED_IP] = derive_related_ip,
	[FIELD_RELATED_HOSTS] = derive_related_hosts,
	[FIELD_URL_PATH] = derive_path,
	[FIELD_URL_QUERY] = derive_query,
};

void derive(const struct spoor_event *event, enum field field, struct derived *derived)
{
	derived->count = 0;
	derived->used = 0;
	if (event_has(event, field) && field != FIELD_EVENT_TYPE)
		give_fields(event, &field, 1, derived);
	else if (functions[field])
		functions[field](event, derived);
}

void derive_texts(
	const struct spoor_event *event, enum field field, struct derived *derived)
{
	if (functions[field]) {
		derive(event, field, derived);
		return;
	}
	derived->count = 0;
	derived->used = 0;
	give_fields(event, &field, 1, derived);
}
