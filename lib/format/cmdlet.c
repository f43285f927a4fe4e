/* SPDX-License-Identifier: ISC */
/*
 * Most commands are an administrator's, no more; those that change rules, rights, accounts or
 * auditing, or take mail out, are acts of their own.
 */
#include "cmdlet.h"

#include "base/scan.h"
#include "format/secret.h"

struct cmdlet {
	const char *name;
	const char *parameter; /* it must have; NULL: none */
	enum action action;
	enum field field; /* of `value` */
	const char *value;
};

/* clang-format off */
static const struct cmdlet cmdlets[] = {
	{"InboxRule",                        NULL, ACTION_RULE_CHANGE,       FIELD_RULE_KIND,    "inbox"},
	{"TransportRule",                    NULL, ACTION_RULE_CHANGE,       FIELD_RULE_KIND,    "transport"},
	{"JournalRule",                      NULL, ACTION_RULE_CHANGE,       FIELD_RULE_KIND,    "journal"},
	{"MailboxAutoReplyConfiguration",    NULL, ACTION_RULE_CHANGE,       FIELD_RULE_KIND,    "vacation"},
	{"Mailbox",                          "Forwarding", ACTION_RULE_CHANGE, FIELD_RULE_KIND,  "forward"},
	{"Mailbox",                          "DeliverToMailboxAndForward", ACTION_RULE_CHANGE, FIELD_RULE_KIND, "forward"},
	{"Mailbox",                          "Audit", ACTION_AUDIT_CHANGE,   FIELD_COUNT,        NULL},
	{"Mailbox",                          "GrantSendOnBehalfTo", ACTION_PERMISSION_CHANGE, FIELD_COUNT, NULL},
	{"Mailbox",                          "Password", ACTION_CREDENTIAL_CHANGE, FIELD_CREDENTIAL_KIND, "password"},
	{"Mailbox",                          NULL, ACTION_ACCOUNT_CHANGE,    FIELD_COUNT,        NULL},
	{"AdminAuditLogConfig",              NULL, ACTION_AUDIT_CHANGE,      FIELD_COUNT,        NULL},
	{"MailboxAuditBypassAssociation",    NULL, ACTION_AUDIT_CHANGE,      FIELD_COUNT,        NULL},
	{"MailboxPermission",                NULL, ACTION_PERMISSION_CHANGE, FIELD_COUNT,        NULL},
	{"MailboxFolderPermission",          NULL, ACTION_PERMISSION_CHANGE, FIELD_COUNT,        NULL},
	{"RecipientPermission",              NULL, ACTION_PERMISSION_CHANGE, FIELD_COUNT,        NULL},
	{"ADPermission",                     NULL, ACTION_PERMISSION_CHANGE, FIELD_COUNT,        NULL},
	{"ManagementRoleAssignment",         NULL, ACTION_ACCOUNT_CHANGE,    FIELD_COUNT,        NULL},
	{"RoleGroup",                        NULL, ACTION_ACCOUNT_CHANGE,    FIELD_COUNT,        NULL},
	{"RoleGroupMember",                  NULL, ACTION_ACCOUNT_CHANGE,    FIELD_COUNT,        NULL},
	{"MobileDevice",                     NULL, ACTION_DEVICE_CHANGE,     FIELD_COUNT,        NULL},
	{"ActiveSyncDevice",                 NULL, ACTION_DEVICE_CHANGE,     FIELD_COUNT,        NULL},
	{"ActiveSyncDeviceAccessRule",       NULL, ACTION_DEVICE_CHANGE,     FIELD_COUNT,        NULL},
	{"MailboxExportRequest",             NULL, ACTION_MAIL_EXPORT,       FIELD_EXPORT_SCOPE, "mailbox"},
	{"ExchangeCertificate",              NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
	{"TransportAgent",                   NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
	{"CASMailbox",                       NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
	{"ReceiveConnector",                 NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
	{"SendConnector",                    NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
	{"App",                              NULL, ACTION_CONFIG_CHANGE,     FIELD_COUNT,        NULL},
};

/* Verbs that make, change or take away. */
static const struct {
	const char *verb;
	const char *type;
} verbs[] = {
	{"New", "creation"}, {"Add", "creation"}, {"Install", "creation"}, {"Set", "change"},
	{"Enable", "change"}, {"Disable", "change"}, {"Update", "change"}, {"Clear", "change"},
	{"Remove", "deletion"}, {"Uninstall", "deletion"},
};
/* clang-format on */

static bool is_name(spoor_view noun, spoor_view verb)
{
	for (size_t i = 0; i < noun.len; i++)
		if (!is_alpha(noun.ptr[i]) && !is_digit(noun.ptr[i]))
			return false;
	for (size_t i = 0; i < verb.len; i++)
		if (!is_alpha(verb.ptr[i]))
			return false;
	return noun.len && verb.len;
}

static const char *type_of(spoor_view verb)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (view_eq_nocase(verb, view_string(verbs[i].verb)))
			return verbs[i].type;
	return NULL;
}

static const struct cmdlet *find_cmdlet(spoor_view noun, spoor_view parameters)
{
	for (size_t i = 0; i < COUNT(cmdlets); i++)
		if (view_eq_nocase(noun, view_string(cmdlets[i].name)) &&
			(!cmdlets[i].parameter ||
				view_holds(
					parameters, view_string(cmdlets[i].parameter))))
			return &cmdlets[i];
	return NULL;
}

bool cmdlet_set_act(struct spoor_event *event, spoor_view name, spoor_view parameters)
{
	spoor_view noun = name;
	spoor_view verb = view_split(&noun, '-');
	const struct cmdlet *cmdlet;
	const char *type;

	if (!is_name(noun, verb))
		return false;
	event_set_text(event, FIELD_EVENT_CODE, name);
	event_set_action(event, ACTION_ADMIN_COMMAND);
	type = type_of(verb);
	if (!type)
		return true;
	cmdlet = find_cmdlet(noun, parameters);
	if (view_ends(noun, VIEW("VirtualDirectory")))
		event_set_action(event, ACTION_CONFIG_CHANGE);
	if (!cmdlet)
		return true;
	event_set_action(event, cmdlet->action);
	if (cmdlet->field != FIELD_COUNT)
		event_set_constant(event, cmdlet->field, view_string(cmdlet->value));
	if (action_has_types(cmdlet->action))
		event_add_text(event, FIELD_EVENT_TYPE, view_string(type));
	return true;
}

/* One `-Name "value"` or `-Name value`; the value may hold anything but a quote. */
static bool next_parameter(spoor_view *rest, spoor_view *name_r, spoor_view *value_r)
{
	spoor_view before;

	scan_blanks(rest);
	if (!scan_char(rest, '-'))
		return false;
	before = *rest;
	if (!scan_word(rest, name_r)) {
		*rest = view_of("", 0);
		return false;
	}
	name_r->len -= name_r->ptr[name_r->len - 1] == ':';
	*value_r = view_of("", 0);
	scan_blanks(rest);
	if (rest->len && rest->ptr[0] == '-')
		return true;
	if (!scan_between(rest, '"', '"', value_r) &&
		!scan_between(rest, '\'', '\'', value_r))
		scan_word(rest, value_r);
	return rest->ptr >= before.ptr;
}

static void add_param(struct spoor_event *event, spoor_view name, spoor_view value)
{
	char *room = arena_room(event->arena, name.len + 1 + value.len);

	if (!room)
		return;
	memcpy(room, name.ptr, name.len);
	room[name.len] = '=';
	if (value.len)
		memcpy(room + name.len + 1, value.ptr, value.len);
	arena_keep(event->arena, name.len + 1 + value.len);
	event_add_text(
		event, FIELD_ADMIN_PARAMS, view_of(room, name.len + 1 + value.len));
}

void cmdlet_set_parameters(const struct site *site, struct spoor_event *event,
	spoor_view name, spoor_view parameters)
{
	char *room = arena_room(event->arena, name.len + 1 + parameters.len);
	spoor_view line = name;
	spoor_view rest;
	spoor_view param;
	spoor_view value;

	if (room && parameters.len) {
		memcpy(room, name.ptr, name.len);
		room[name.len] = ' ';
		memcpy(room + name.len + 1, parameters.ptr, parameters.len);
		arena_keep(event->arena, name.len + 1 + parameters.len);
		line = view_of(room, name.len + 1 + parameters.len);
	}
	line = secret_mask(site, event, line);
	event_set_text(event, FIELD_PROCESS_COMMAND_LINE, line);
	rest = view_skip(line, name.len <= line.len ? name.len : line.len);
	while (next_parameter(&rest, &param, &value)) {
		if (view_eq_nocase(param, VIEW("Identity")))
			event_set_text(event, FIELD_USER_TARGET_NAME, value);
		add_param(event, param, value);
	}
}
