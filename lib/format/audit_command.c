/* SPDX-License-Identifier: ISC */
/* Commands of Exchange's shell. Some are one act or another by their parameters; what has no row
 * is an administrator's command. */
#include "format/audit_parts.h"

#define OF(text)                                                                         \
	{                                                                                \
		"" text, sizeof(text) - 1                                                \
	}

struct command {
	spoor_view name;
	spoor_view parameter; /* it must have; empty: none */
	enum action action;
	spoor_view type;
	enum field field; /* FIELD_COUNT: none */
	spoor_view value;
};

#define CMD(name_, action_, type_)                                                       \
	{                                                                                \
		OF(name_), OF(""), ACTION_##action_, OF(type_), FIELD_COUNT, OF("")      \
	}
#define WITH(name_, action_, type_, field_, value_)                                      \
	{                                                                                \
		OF(name_), OF(""), ACTION_##action_, OF(type_), FIELD_##field_,          \
			OF(value_)                                                       \
	}
#define IF(name_, parameter_, action_, type_, field_, value_)                            \
	{                                                                                \
		OF(name_), OF(parameter_), ACTION_##action_, OF(type_), FIELD_##field_,  \
			OF(value_)                                                       \
	}
#define IF_ONLY(name_, parameter_, action_, type_)                                       \
	{                                                                                \
		OF(name_), OF(parameter_), ACTION_##action_, OF(type_), FIELD_COUNT,     \
			OF("")                                                           \
	}

/* clang-format off */
static const struct command commands[] = {
	WITH("New-InboxRule",                    RULE_CHANGE, "creation", RULE_KIND, "inbox"),
	WITH("Set-InboxRule",                    RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("Enable-InboxRule",                 RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("Disable-InboxRule",                RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("Remove-InboxRule",                 RULE_CHANGE, "deletion", RULE_KIND, "inbox"),
	WITH("New-TransportRule",                RULE_CHANGE, "creation", RULE_KIND, "transport"),
	WITH("Set-TransportRule",                RULE_CHANGE, "change",   RULE_KIND, "transport"),
	WITH("Enable-TransportRule",             RULE_CHANGE, "change",   RULE_KIND, "transport"),
	WITH("Disable-TransportRule",            RULE_CHANGE, "change",   RULE_KIND, "transport"),
	WITH("Remove-TransportRule",             RULE_CHANGE, "deletion", RULE_KIND, "transport"),
	WITH("New-JournalRule",                  RULE_CHANGE, "creation", RULE_KIND, "journal"),
	WITH("Set-JournalRule",                  RULE_CHANGE, "change",   RULE_KIND, "journal"),
	WITH("Remove-JournalRule",               RULE_CHANGE, "deletion", RULE_KIND, "journal"),
	WITH("Set-MailboxAutoReplyConfiguration", RULE_CHANGE, "change",  RULE_KIND, "vacation"),
	IF("Set-Mailbox", "ForwardingSmtpAddress",      RULE_CHANGE, "change", RULE_KIND, "forward"),
	IF("Set-Mailbox", "ForwardingAddress",          RULE_CHANGE, "change", RULE_KIND, "forward"),
	IF("Set-Mailbox", "DeliverToMailboxAndForward", RULE_CHANGE, "change", RULE_KIND, "forward"),
	IF_ONLY("Set-RemoteDomain", "AutoForwardEnabled", CONFIG_CHANGE, ""),
	IF_ONLY("Set-Mailbox", "AuditEnabled",          AUDIT_CHANGE, "change"),
	IF_ONLY("Set-Mailbox", "AuditBypassEnabled",    AUDIT_CHANGE, "change"),
	IF_ONLY("Set-Mailbox", "AuditOwner",            AUDIT_CHANGE, "change"),
	IF_ONLY("Set-Mailbox", "AuditDelegate",         AUDIT_CHANGE, "change"),
	IF_ONLY("Set-Mailbox", "AuditAdmin",            AUDIT_CHANGE, "change"),
	IF("Set-Mailbox", "Password",                   CREDENTIAL_CHANGE, "", CREDENTIAL_KIND, "password"),
	IF("Set-User", "ResetPasswordOnNextLogon",      CREDENTIAL_CHANGE, "", CREDENTIAL_KIND, "password"),
	IF_ONLY("Set-Mailbox", "GrantSendOnBehalfTo",   PERMISSION_CHANGE, "change"),
	IF_ONLY("Set-OrganizationConfig", "AuditDisabled", AUDIT_CHANGE, "change"),
	IF_ONLY("Set-TransportService", "MessageTrackingLogEnabled", AUDIT_CHANGE, "change"),
	IF_ONLY("Set-TransportServer", "MessageTrackingLogEnabled", AUDIT_CHANGE, "change"),
	IF_ONLY("Set-MailboxServer", "MessageTrackingLogEnabled", AUDIT_CHANGE, "change"),
	CMD("Set-AdminAuditLogConfig",           AUDIT_CHANGE, "change"),
	CMD("Set-MailboxAuditBypassAssociation", AUDIT_CHANGE, "change"),
	CMD("Set-UnifiedAuditSetting",           AUDIT_CHANGE, "change"),
	CMD("New-UnifiedAuditLogRetentionPolicy", AUDIT_CHANGE, "change"),
	CMD("Set-UnifiedAuditLogRetentionPolicy", AUDIT_CHANGE, "change"),
	CMD("Remove-UnifiedAuditLogRetentionPolicy", AUDIT_CHANGE, "deletion"),
	CMD("Add-MailboxPermission",             PERMISSION_CHANGE, "creation"),
	CMD("Set-MailboxPermission",             PERMISSION_CHANGE, "change"),
	CMD("Remove-MailboxPermission",          PERMISSION_CHANGE, "deletion"),
	CMD("Add-MailboxFolderPermission",       PERMISSION_CHANGE, "creation"),
	CMD("Set-MailboxFolderPermission",       PERMISSION_CHANGE, "change"),
	CMD("Remove-MailboxFolderPermission",    PERMISSION_CHANGE, "deletion"),
	CMD("Add-RecipientPermission",           PERMISSION_CHANGE, "creation"),
	CMD("Remove-RecipientPermission",        PERMISSION_CHANGE, "deletion"),
	CMD("Add-ADPermission",                  PERMISSION_CHANGE, "creation"),
	CMD("Remove-ADPermission",               PERMISSION_CHANGE, "deletion"),
	CMD("Add-PublicFolderClientPermission",  PERMISSION_CHANGE, "creation"),
	CMD("Remove-PublicFolderClientPermission", PERMISSION_CHANGE, "deletion"),
	CMD("New-ManagementRoleAssignment",      ACCOUNT_CHANGE, "creation"),
	CMD("Set-ManagementRoleAssignment",      ACCOUNT_CHANGE, "change"),
	CMD("Remove-ManagementRoleAssignment",   ACCOUNT_CHANGE, "deletion"),
	CMD("New-RoleGroup",                     ACCOUNT_CHANGE, "creation"),
	CMD("Set-RoleGroup",                     ACCOUNT_CHANGE, "change"),
	CMD("Remove-RoleGroup",                  ACCOUNT_CHANGE, "deletion"),
	CMD("Add-RoleGroupMember",               ACCOUNT_CHANGE, "change"),
	CMD("Update-RoleGroupMember",            ACCOUNT_CHANGE, "change"),
	CMD("Remove-RoleGroupMember",            ACCOUNT_CHANGE, "change"),
	CMD("New-Mailbox",                       ACCOUNT_CHANGE, "creation"),
	CMD("Enable-Mailbox",                    ACCOUNT_CHANGE, "creation"),
	CMD("Connect-Mailbox",                   ACCOUNT_CHANGE, "creation"),
	CMD("Disable-Mailbox",                   ACCOUNT_CHANGE, "deletion"),
	CMD("Remove-Mailbox",                    ACCOUNT_CHANGE, "deletion"),
	CMD("New-MailUser",                      ACCOUNT_CHANGE, "creation"),
	CMD("Remove-MailUser",                   ACCOUNT_CHANGE, "deletion"),
	CMD("New-MobileDevice",                  DEVICE_CHANGE, "creation"),
	CMD("Remove-MobileDevice",               DEVICE_CHANGE, "deletion"),
	CMD("Clear-MobileDevice",                DEVICE_CHANGE, "change"),
	CMD("Clear-ActiveSyncDevice",            DEVICE_CHANGE, "change"),
	CMD("Remove-ActiveSyncDevice",           DEVICE_CHANGE, "deletion"),
	CMD("New-ActiveSyncDeviceAccessRule",    DEVICE_CHANGE, "change"),
	CMD("Set-ActiveSyncDeviceAccessRule",    DEVICE_CHANGE, "change"),
	CMD("Remove-ActiveSyncDeviceAccessRule", DEVICE_CHANGE, "change"),
	IF_ONLY("Set-CASMailbox", "ActiveSyncAllowedDeviceIDs", DEVICE_CHANGE, "change"),
	IF_ONLY("Set-CASMailbox", "ActiveSyncBlockedDeviceIDs", DEVICE_CHANGE, "change"),
	WITH("New-MailboxExportRequest",         MAIL_EXPORT, "", EXPORT_SCOPE, "mailbox"),
	CMD("New-MailboxSearch",                 MAIL_SEARCH, ""),
	WITH("New-ComplianceSearchAction",       MAIL_EXPORT, "", EXPORT_SCOPE, "selection"),
	CMD("New-ComplianceSearch",              MAIL_SEARCH, ""),
	CMD("Start-ComplianceSearch",            MAIL_SEARCH, ""),
	IF("Search-Mailbox", "DeleteContent",    MAIL_DELETE, "", DELETE_KIND, "hard"),
	IF("Search-Mailbox", "TargetMailbox",    MAIL_EXPORT, "", EXPORT_SCOPE, "selection"),
	CMD("Search-Mailbox",                    MAIL_SEARCH, ""),
	CMD("New-ExchangeCertificate",           CONFIG_CHANGE, ""),
	CMD("Install-TransportAgent",            CONFIG_CHANGE, ""),
	CMD("Enable-TransportAgent",             CONFIG_CHANGE, ""),
	CMD("Disable-TransportAgent",            CONFIG_CHANGE, ""),
	CMD("Uninstall-TransportAgent",          CONFIG_CHANGE, ""),
	CMD("Set-CASMailbox",                    CONFIG_CHANGE, ""),
	CMD("New-App",                           CONFIG_CHANGE, ""),
	CMD("Set-OrganizationConfig",            CONFIG_CHANGE, ""),
	CMD("Set-AuthenticationPolicy",          CONFIG_CHANGE, ""),
	CMD("New-AuthenticationPolicy",          CONFIG_CHANGE, ""),
	CMD("Set-TransportConfig",               CONFIG_CHANGE, ""),
	CMD("Set-TransportService",              CONFIG_CHANGE, ""),
	CMD("Set-AcceptedDomain",                CONFIG_CHANGE, ""),
	CMD("New-AcceptedDomain",                CONFIG_CHANGE, ""),
	CMD("New-RemoteDomain",                  CONFIG_CHANGE, ""),
	CMD("Set-RemoteDomain",                  CONFIG_CHANGE, ""),
	CMD("New-InboundConnector",              CONFIG_CHANGE, ""),
	CMD("Set-InboundConnector",              CONFIG_CHANGE, ""),
	CMD("New-OutboundConnector",             CONFIG_CHANGE, ""),
	CMD("Set-OutboundConnector",             CONFIG_CHANGE, ""),
	CMD("New-ReceiveConnector",              CONFIG_CHANGE, ""),
	CMD("Set-ReceiveConnector",              CONFIG_CHANGE, ""),
	CMD("New-SendConnector",                 CONFIG_CHANGE, ""),
	CMD("Set-SendConnector",                 CONFIG_CHANGE, ""),
	CMD("Set-HostedContentFilterPolicy",     CONFIG_CHANGE, ""),
	CMD("Set-HostedConnectionFilterPolicy",  CONFIG_CHANGE, ""),
	CMD("Set-MalwareFilterPolicy",           CONFIG_CHANGE, ""),
	CMD("Set-AntiPhishPolicy",               CONFIG_CHANGE, ""),
	CMD("Disable-AntiPhishRule",             CONFIG_CHANGE, ""),
	CMD("Remove-AntiPhishPolicy",            CONFIG_CHANGE, ""),
	CMD("Set-SafeLinksPolicy",               CONFIG_CHANGE, ""),
	CMD("Set-SafeAttachmentPolicy",          CONFIG_CHANGE, ""),
	CMD("Set-OwaMailboxPolicy",              CONFIG_CHANGE, ""),
	CMD("Set-DkimSigningConfig",             CONFIG_CHANGE, ""),
};

/* Nouns that are the server's configuration, whatever the verb. */
static const spoor_view config_nouns[] = {OF("VirtualDirectory")};

/* Verbs that PowerShell approves and Exchange uses. */
static const spoor_view verbs[] = {
	OF("Add"), OF("Clear"), OF("Complete"), OF("Connect"), OF("Disable"), OF("Disconnect"), OF("Dismount"),
	OF("Enable"), OF("Export"), OF("Get"), OF("Import"), OF("Install"), OF("Invoke"), OF("Merge"), OF("Mount"),
	OF("Move"), OF("New"), OF("Process"), OF("Redirect"), OF("Release"), OF("Remove"), OF("Repair"), OF("Request"),
	OF("Reset"), OF("Restore"), OF("Resume"), OF("Retry"), OF("Run"), OF("Search"), OF("Send"), OF("Set"),
	OF("Start"), OF("Stop"), OF("Suspend"), OF("Test"), OF("Undo"), OF("Uninstall"), OF("Update"), OF("Validate"),
	OF("Write"), OF("Delete"), OF("Upgrade"),
};
/* clang-format on */

static bool is_command(spoor_view name)
{
	spoor_view noun = name;
	spoor_view verb = view_split(&noun, '-');

	if (noun.len == 0)
		return false;
	for (size_t i = 0; i < noun.len; i++)
		if (!is_alpha(noun.ptr[i]) && !is_digit(noun.ptr[i]))
			return false;
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (view_eq_nocase(verb, verbs[i]))
			return true;
	return false;
}

static const struct command *find_command(const struct audit *audit, spoor_view name)
{
	spoor_view value;

	for (size_t i = 0; i < COUNT(commands); i++)
		if (view_eq_nocase(commands[i].name, name) &&
			(commands[i].parameter.len == 0 ||
				audit_get_param(audit, commands[i].parameter, &value)))
			return &commands[i];
	return NULL;
}

static bool is_config(spoor_view name)
{
	if (view_starts_nocase(name, VIEW("Get-")))
		return false;
	for (size_t i = 0; i < COUNT(config_nouns); i++)
		if (view_ends(name, config_nouns[i]))
			return true;
	return false;
}

/* The command as it was typed, or nearly: -Name "value". */
static void set_command_line(struct audit *audit, spoor_view name)
{
	struct spoor_event *event = audit->event;
	size_t most = name.len;
	size_t used = name.len;
	char *room;

	for (size_t i = 0; i < audit->param_count; i++)
		most += audit->params[i].name.len + audit->params[i].value.len + 5;
	room = arena_room(event->arena, most);
	if (!room)
		return;
	memcpy(room, name.ptr, name.len);
	for (size_t i = 0; i < audit->param_count; i++) {
		const struct audit_pair *param = &audit->params[i];

		memcpy(room + used, " -", 2);
		memcpy(room + used + 2, param->name.ptr, param->name.len);
		used += 2 + param->name.len;
		memcpy(room + used, " \"", 2);
		if (param->value.len)
			memcpy(room + used + 2, param->value.ptr, param->value.len);
		used += 2 + param->value.len;
		room[used++] = '"';
	}
	arena_keep(event->arena, used);
	event_set_text(event, FIELD_PROCESS_COMMAND_LINE, view_of(room, used));
}

static void add_param(struct spoor_event *event, const struct audit_pair *param)
{
	size_t len = param->name.len + 1 + param->value.len;
	char *room = arena_room(event->arena, len);

	if (!room)
		return;
	memcpy(room, param->name.ptr, param->name.len);
	room[param->name.len] = '=';
	if (param->value.len)
		memcpy(room + param->name.len + 1, param->value.ptr, param->value.len);
	arena_keep(event->arena, len);
	event_add_text(event, FIELD_ADMIN_PARAMS, view_of(room, len));
}

bool audit_set_command(struct audit *audit, spoor_view name)
{
	const struct command *command = find_command(audit, name);
	struct spoor_event *event = audit->event;

	if (!command && !is_command(name))
		return false;
	set_command_line(audit, name);
	for (size_t i = 0; i < audit->param_count; i++)
		add_param(event, &audit->params[i]);
	if (!command) {
		event_set_action(event,
			is_config(name) ? ACTION_CONFIG_CHANGE : ACTION_ADMIN_COMMAND);
	} else {
		event_set_action(event, command->action);
		event_add_text(event, FIELD_EVENT_TYPE, command->type);
		if (command->field != FIELD_COUNT)
			event_set_constant(event, command->field, command->value);
	}
	audit_read_params(audit);
	return true;
}
