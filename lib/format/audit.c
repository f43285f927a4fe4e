/* SPDX-License-Identifier: ISC */
/*
 * Audit records of Exchange 2010 to Exchange Online, of Microsoft 365 and of Entra, whatever they
 * were exported as: the properties are kept until all are there, and then the operation says what
 * they mean.
 */
#include "format/audit_parts.h"
#include "format/secret.h"

void audit_begin(struct audit *audit, struct scene *scene, struct spoor_event *event)
{
	*audit = (struct audit){.scene = scene, .event = event};
	for (size_t i = 0; i < AUDIT_SLOTS; i++)
		audit->at[i] = (struct audit_pair){view_of("", 0), view_of("", 0)};
}

/* ------------------------------------------------------------------ taking */

static void add_extra(struct audit *audit, spoor_view name, spoor_view value)
{
	event_add_extra(
		audit->event, name, secret_mask(audit->scene->site, audit->event, value));
}

/* Messages and folders come in lists; of all else the first counts. */
static void take_slot(struct audit *audit, const struct audit_pair *pair, uint8_t slot)
{
	struct audit_pair *kept = &audit->at[slot];

	if (slot == AUDIT_FOLDER)
		event_add_text(audit->event, FIELD_MAILBOX_FOLDERS, pair->value);
	if (kept->value.len == 0)
		*kept = *pair;
	else if (slot != AUDIT_FOLDER && !view_eq(kept->value, pair->value))
		add_extra(audit, pair->name, pair->value);
}

static void take_field(struct audit *audit, const struct audit_pair *pair, uint8_t where)
{
	enum field field = (enum field)where;

	if (!event_has(audit->event, field))
		event_set_text(audit->event, field, pair->value);
	else if (!view_eq(event_text(audit->event, field), pair->value))
		add_extra(audit, pair->name, pair->value);
}

static void take_message(struct audit *audit, spoor_view id)
{
	id = view_unwrap(view_trim(id), '<', '>');
	if (id.len == 0)
		return;
	audit->messages++;
	event_add_text(audit->event, FIELD_MAIL_MESSAGE_IDS, id);
}

/* "NAME (SIZE); NAME (SIZE)". */
static void take_files(struct audit *audit, spoor_view text)
{
	while (text.len) {
		spoor_view file = view_trim(view_split(&text, ';'));
		size_t open = view_find_last(file, '(');

		if (view_ends(file, VIEW(")")) && open < file.len)
			file = view_trim(view_head(file, open));
		event_add_text(audit->event, FIELD_EMAIL_ATTACHMENT_NAME, file);
	}
}

void audit_param(struct audit *audit, spoor_view name, spoor_view value)
{
	if (name.len == 0)
		return;
	if (view_ends(name, VIEW("Password")))
		value = secret_password(audit->scene->site, audit->event, value);
	if (audit->param_count < AUDIT_PARAMS)
		audit->params[audit->param_count++] = (struct audit_pair){name, value};
	else
		add_extra(audit, name, value);
}

static void take_bytes(struct audit *audit, spoor_view text)
{
	int64_t bytes;

	if (view_number(text, &bytes) && audit->bytes < INT64_MAX - bytes)
		audit->bytes += bytes;
}

void audit_take(struct audit *audit, spoor_view name, spoor_view value)
{
	const struct audit_name *row = audit_name_find(name);
	struct audit_pair pair = {name, value};

	if (value.len == 0)
		return;
	switch (row ? row->how : AUDIT_INSIDE) {
	case AUDIT_SLOT:
		take_slot(audit, &pair, row->where);
		break;
	case AUDIT_FIELD:
		take_field(audit, &pair, row->where);
		break;
	case AUDIT_ADD:
		event_add_text(audit->event, (enum field)row->where, value);
		break;
	case AUDIT_MESSAGE:
		take_message(audit, value);
		break;
	case AUDIT_BYTES:
		take_bytes(audit, value);
		break;
	case AUDIT_FILES:
		take_files(audit, value);
		break;
	case AUDIT_HANDLE:
		break;
	default:
		add_extra(audit, name, value);
	}
}

/* ------------------------------------------------------------------ finishing */

spoor_view audit_use(struct audit *audit, enum audit_slot slot)
{
	spoor_view text = audit->at[slot].value;

	audit->at[slot].value = view_of("", 0);
	return text;
}

bool audit_get_param(const struct audit *audit, spoor_view name, spoor_view *value_r)
{
	for (size_t i = 0; i < audit->param_count; i++)
		if (view_eq_nocase(audit->params[i].name, name)) {
			*value_r = audit->params[i].value;
			return true;
		}
	return false;
}

/* "192.0.2.1", "192.0.2.1:4711", "[2001:db8::1]:4711". */
static bool set_client(struct audit *audit, enum audit_slot slot)
{
	spoor_view text = audit_text(audit, slot);
	size_t colon = view_find_last(text, ':');
	spoor_view address = view_head(text, colon);
	bool has_port = colon < text.len &&
			(view_find(text, ':') == colon || view_ends(address, VIEW("]")));

	if (event_set_address(audit->event, FIELD_SOURCE_IP, has_port ? address : text)) {
		if (has_port)
			event_set_digits(audit->event, FIELD_SOURCE_PORT,
				view_skip(text, colon + 1));
		audit_use(audit, slot);
		return true;
	}
	return false;
}

static void set_clients(struct audit *audit)
{
	static const enum audit_slot slots[] = {
		AUDIT_IP_ACTOR, AUDIT_IP_MAILBOX, AUDIT_IP, AUDIT_IP_OTHER};
	size_t i = 0;

	while (i < COUNT(slots) && !set_client(audit, slots[i]))
		i++;
	while (++i < COUNT(slots))
		if (view_eq(audit_text(audit, slots[i]),
			    event_text(audit->event, FIELD_SOURCE_IP)))
			audit_use(audit, slots[i]);
}

/* The first of some slots that has a text, which is used up. */
static spoor_view use_first(
	struct audit *audit, const enum audit_slot *slots, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (audit_text(audit, slots[i]).len)
			return audit_use(audit, slots[i]);
	return view_of("", 0);
}

static void set_users(struct audit *audit)
{
	static const enum audit_slot slots[] = {
		AUDIT_USER, AUDIT_USER_OUTER, AUDIT_CALLER};
	struct spoor_event *event = audit->event;
	static const enum audit_slot owners[] = {AUDIT_OWNER, AUDIT_OWNER_NAME};
	spoor_view owner = use_first(audit, owners, COUNT(owners));

	event_set_text(event, FIELD_USER_NAME, use_first(audit, slots, COUNT(slots)));
	if (view_eq(audit_text(audit, AUDIT_USER_OUTER),
		    event_text(event, FIELD_USER_NAME)))
		audit_use(audit, AUDIT_USER_OUTER);
	if (!view_eq_nocase(owner, event_text(event, FIELD_USER_NAME)))
		event_set_text(event, FIELD_USER_TARGET_NAME, owner);
	event_set_text(
		event, FIELD_USER_EFFECTIVE_NAME, audit_use(audit, AUDIT_EFFECTIVE));
	if (view_eq(event_text(event, FIELD_USER_ID), event_text(event, FIELD_USER_NAME)))
		event_unset(event, FIELD_USER_ID);
}

/* How a client of a mailbox names itself, and what it is to us. */
struct client_kind {
	spoor_view head;
	spoor_view application;
	spoor_view protocol;
};

#define CLIENT(head_, application_, protocol_)                                           \
	{                                                                                \
		{"Client=" head_, sizeof("Client=" head_) - 1},                          \
			{"" application_, sizeof(application_) - 1},                     \
			{"" protocol_, sizeof(protocol_) - 1},                           \
	}

#define APP(name_, application_, protocol_)                                              \
	{                                                                                \
		{"" name_, sizeof(name_) - 1},                                           \
			{"" application_, sizeof(application_) - 1},                     \
			{"" protocol_, sizeof(protocol_) - 1},                           \
	}

/* clang-format off */
static const struct client_kind client_kinds[] = {
	CLIENT("OWA",                      "owa",        "http"),
	CLIENT("Outlook",                  "outlook",    ""),
	CLIENT("MSExchangeRPC",            "mapi",       ""),
	CLIENT("Microsoft.Exchange.RPC",   "mapi",       ""),
	CLIENT("WebServices",              "ews",        "http"),
	CLIENT("ActiveSync",               "eas",        "http"),
	CLIENT("AirSync",                  "eas",        "http"),
	CLIENT("REST",                     "rest",       "http"),
	CLIENT("POP3/IMAP4;Protocol=IMAP4", "",          "imap"),
	CLIENT("POP3/IMAP4;Protocol=POP3", "",           "pop3"),
	CLIENT("IMAP4",                    "",           "imap"),
	CLIENT("POP3",                     "",           "pop3"),
	CLIENT("eDiscoverySearch",         "ediscovery", ""),
	CLIENT("Management",               "management", ""),
	CLIENT("Hub Transport",            "transport",  ""),
};

/* How Entra names what signed in. */
static const struct client_kind entra_kinds[] = {
	APP("IMAP",                  "",             "imap"),
	APP("POP",                   "",             "pop3"),
	APP("Authenticated SMTP",    "submission",   "smtp"),
	APP("SMTP",                  "submission",   "smtp"),
	APP("Exchange ActiveSync",   "eas",          "http"),
	APP("Exchange Web Services", "ews",          "http"),
	APP("Exchange Online PowerShell", "powershell", "http"),
	APP("Autodiscover",          "autodiscover", "http"),
	APP("MAPI Over HTTP",        "mapi",         "http"),
	APP("Outlook Anywhere (RPC over HTTP)", "rpc", "http"),
	APP("Offline Address Book",  "oab",          "http"),
};
/* clang-format on */

static void set_client_kind(struct spoor_event *event, const struct client_kind *kinds,
	size_t count, spoor_view text)
{
	for (size_t i = 0; i < count; i++)
		if (view_starts_nocase(text, kinds[i].head)) {
			event_set_constant(
				event, FIELD_NETWORK_APPLICATION, kinds[i].application);
			event_set_constant(
				event, FIELD_NETWORK_PROTOCOL, kinds[i].protocol);
			return;
		}
}

static void set_program(struct audit *audit)
{
	static const enum audit_slot slots[] = {AUDIT_CLIENT_APP, AUDIT_APP};
	struct spoor_event *event = audit->event;
	spoor_view info = audit_text(audit, AUDIT_CLIENT_INFO);
	spoor_view used = audit_use(audit, AUDIT_CLIENT_USED);

	event_set_text(event, FIELD_CLIENT_ID, use_first(audit, slots, COUNT(slots)));
	set_client_kind(event, client_kinds, COUNT(client_kinds), info);
	set_client_kind(event, entra_kinds, COUNT(entra_kinds), used);
	if (!event_has(event, FIELD_NETWORK_APPLICATION) &&
		!event_has(event, FIELD_NETWORK_PROTOCOL))
		event_set_text(event, FIELD_NETWORK_APPLICATION, used);
	if (!event_has(event, FIELD_USER_AGENT))
		event_set_text(
			event, FIELD_USER_AGENT, audit_use(audit, AUDIT_CLIENT_INFO));
}

static void set_session(struct audit *audit)
{
	static const char *const types[] = {"owner", "admin", "delegate", "transport",
		"system", "best-access", "delegated-admin", "external"};
	static const char *const names[] = {"Owner", "Admin", "Delegate", "Transport",
		"SystemService", "BestAccess", "DelegatedAdmin", "External"};
	spoor_view session = audit_use(audit, AUDIT_SESSION);
	spoor_view type = audit_text(audit, AUDIT_LOGON_TYPE);
	int64_t number;

	event_set_text(audit->event, FIELD_SESSION_ID, session);
	if (!event_has(audit->event, FIELD_M365_SESSION_ID))
		event_set_text(audit->event, FIELD_M365_SESSION_ID, session);
	for (size_t i = 0; i < COUNT(types); i++)
		if (view_eq_nocase(type, view_string(names[i])) ||
			(view_number(type, &number) && number == (int64_t)i)) {
			event_set_constant(audit->event, FIELD_M365_LOGON_TYPE,
				view_string(types[i]));
			audit_use(audit, AUDIT_LOGON_TYPE);
			return;
		}
}

/* "SERVER (BUILD)". */
static void set_host(struct audit *audit)
{
	spoor_view server = audit_use(audit, AUDIT_SERVER);
	spoor_view name = view_split(&server, ' ');

	event_set_text(audit->event, FIELD_HOST_NAME, view_trim(name));
	server = view_unwrap(view_trim(server), '(', ')');
	if (server.len)
		add_extra(audit, VIEW("build"), server);
}

/* One message by its own field, several by the list. */
static void set_messages(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	const union value *ids = event_get(event, FIELD_MAIL_MESSAGE_IDS);
	const union value *folders = event_get(event, FIELD_MAILBOX_FOLDERS);
	spoor_view count = audit_use(audit, AUDIT_COUNT);
	spoor_view to = audit_use(audit, AUDIT_FOLDER_TO);

	if (audit->items)
		event_set_number(event, FIELD_MAIL_COUNT, audit->items);
	else if (count.len)
		event_set_digits(event, FIELD_MAIL_COUNT, count);
	if (audit->bytes)
		event_set_number(event, FIELD_MAIL_BYTES, audit->bytes);
	if (ids && ids->list.count == 1) {
		event_set_text(event, FIELD_EMAIL_MESSAGE_ID, ids->list.at[0]);
		event_unset(event, FIELD_MAIL_MESSAGE_IDS);
	}
	if (folders && folders->list.count == 1)
		event_unset(event, FIELD_MAILBOX_FOLDERS);
	event_set_text(event, FIELD_MAILBOX_FOLDER,
		to.len ? to : audit_text(audit, AUDIT_FOLDER));
	if (to.len)
		event_set_text(event, FIELD_MAILBOX_FOLDER_FROM,
			audit_text(audit, AUDIT_FOLDER));
	audit_use(audit, AUDIT_FOLDER);
}

static void leave_rest(struct audit *audit)
{
	for (size_t i = 0; i < AUDIT_SLOTS; i++)
		if (audit->at[i].value.len)
			add_extra(audit, audit->at[i].name, audit->at[i].value);
}

void audit_finish(struct audit *audit, spoor_view dataset)
{
	static const enum audit_slot operations[] = {
		AUDIT_OPERATION, AUDIT_OPERATION_OUTER};
	spoor_view operation = use_first(audit, operations, COUNT(operations));
	struct spoor_event *event = audit->event;

	event_set_dataset(event, dataset);
	audit_set_time(audit);
	event_set_text(event, FIELD_EVENT_CODE, operation);
	if (view_eq(audit_text(audit, AUDIT_OPERATION_OUTER), operation))
		audit_use(audit, AUDIT_OPERATION_OUTER);
	set_clients(audit);
	set_users(audit);
	set_program(audit);
	set_session(audit);
	set_host(audit);
	set_messages(audit);
	if (!audit_set_act(audit, operation))
		format_unknown_message(event);
	leave_rest(audit);
}
