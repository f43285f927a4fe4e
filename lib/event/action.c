/* SPDX-License-Identifier: ISC */
/* The vocabulary table: each action with its ECS categories and types. */
#include "action.h"

#define ROW(name_, categories_, types_, about_)                                          \
	{                                                                                \
		.member = ",\"event.action\":\"" name_ "\"",                             \
		.member_len = sizeof(",\"event.action\":\"" name_ "\"") - 1,             \
		.name_len = sizeof(name_) - 1,                                           \
		.info = {.name = (name_),                                                \
			.categories = (categories_),                                     \
			.types = (types_),                                               \
			.about = (about_)},                                              \
	}

/* clang-format off */
const struct action_row action_rows[ACTION_COUNT] = {
	[ACTION_LOGIN]               = ROW("login", "authentication", "start", "an account authenticates, or fails to"),
	[ACTION_LOGOUT]              = ROW("logout", "authentication", "end", "an account's session ends, with its counters"),
	[ACTION_CONNECT]             = ROW("connect", "network", "connection start", "a client connects, or fails before it names an account"),
	[ACTION_DISCONNECT]          = ROW("disconnect", "network", "end", "a client is gone"),
	[ACTION_SESSION_CHANGE]      = ROW("session-change", "authentication", "change", "a web session gets a new id, is destroyed or fails its check"),
	[ACTION_CREDENTIAL_CHANGE]   = ROW("credential-change", "iam", "change user", "a password, token or second factor changes"),
	[ACTION_SETTINGS_VIEW]       = ROW("settings-view", "configuration", "access", "a user's settings are looked at"),
	[ACTION_SETTINGS_CHANGE]     = ROW("settings-change", "configuration", "change", "a user's settings change: identity, preferences, signature"),
	[ACTION_ACCOUNT_CHANGE]      = ROW("account-change", "iam", "creation|change|deletion user", "an account or role changes"),
	[ACTION_DEVICE_CHANGE]       = ROW("device-change", "iam", "creation|change|deletion", "a device is added, allowed, wiped or removed"),
	[ACTION_MAIL_LIST]           = ROW("mail-list", "email file", "info access", "a folder's messages are listed"),
	[ACTION_MAIL_SEARCH]         = ROW("mail-search", "email file", "info access", "mail is searched"),
	[ACTION_MAIL_OPEN]           = ROW("mail-open", "email file", "info access", "one message is opened"),
	[ACTION_MAIL_FETCH]          = ROW("mail-fetch", "email file", "info access", "messages are fetched by a program"),
	[ACTION_MAIL_EXPORT]         = ROW("mail-export", "email file", "info access", "messages leave as files: source, .eml, zip, mailbox export"),
	[ACTION_ATTACHMENT_DOWNLOAD] = ROW("attachment-download", "email file", "info access", "an attachment is read or saved"),
	[ACTION_CONTACTS_READ]       = ROW("contacts-read", "email file", "info access", "an address book is read"),
	[ACTION_CONTACTS_CHANGE]     = ROW("contacts-change", "email file", "change|deletion", "an address book changes"),
	[ACTION_FILE_OPEN]           = ROW("file-open", "file", "access", "a file of a file store is opened"),
	[ACTION_FILE_DOWNLOAD]       = ROW("file-download", "file", "access", "a file of a file store is downloaded"),
	[ACTION_FILE_CHANGE]         = ROW("file-change", "file", "change", "a file of a file store changes"),
	[ACTION_FILE_DELETE]         = ROW("file-delete", "file", "deletion", "a file of a file store is deleted"),
	[ACTION_FILE_SHARE]          = ROW("file-share", "file", "change", "a file of a file store is shared"),
	[ACTION_FILE_SEARCH]         = ROW("file-search", "file", "access", "a file store is searched"),
	[ACTION_MAIL_APPEND]         = ROW("mail-append", "email file", "creation", "a client puts a message into a folder"),
	[ACTION_MAIL_MOVE]           = ROW("mail-move", "email file", "change", "messages are moved or copied"),
	[ACTION_MAIL_FLAG]           = ROW("mail-flag", "email file", "change", "a message's flags change; the first reading sets \\Seen"),
	[ACTION_MAIL_DELETE]         = ROW("mail-delete", "email file", "deletion", "messages are deleted; spoor.delete.kind says how far"),
	[ACTION_FOLDER_CHANGE]       = ROW("folder-change", "email file", "creation|change|deletion", "a folder is made, renamed or deleted"),
	[ACTION_RULE_CHANGE]         = ROW("rule-change", "configuration", "creation|change|deletion", "a filter, forward or vacation rule changes"),
	[ACTION_RULE_APPLY]          = ROW("rule-apply", "email", "info", "a rule acts on a message"),
	[ACTION_PERMISSION_CHANGE]   = ROW("permission-change", "iam", "creation|change|deletion", "rights on a mailbox, folder or application change"),
	[ACTION_MAIL_COMPOSE]        = ROW("mail-compose", "email", "info", "a message is being written: compose opened, attachment uploaded, draft saved"),
	[ACTION_MAIL_SEND]           = ROW("mail-send", "email", "info", "a user or a local program hands in a message"),
	[ACTION_MAIL_RECEIVE]        = ROW("mail-receive", "email", "info", "a message comes in from another server"),
	[ACTION_MAIL_QUEUE]          = ROW("mail-queue", "email", "info", "a step of a message inside the server"),
	[ACTION_MAIL_DELIVER]        = ROW("mail-deliver", "email", "info", "a message goes into a local mailbox, or fails to"),
	[ACTION_MAIL_RELAY]          = ROW("mail-relay", "email", "info", "a message goes to another server, or fails to"),
	[ACTION_MAIL_REJECT]         = ROW("mail-reject", "email", "info", "the server refuses a message, sender or recipient"),
	[ACTION_HTTP_REQUEST]        = ROW("http-request", "web", "access error", "a web request that is no mail act we know"),
	[ACTION_CONFIG_CHANGE]       = ROW("config-change", "configuration", "change", "the server's configuration changes"),
	[ACTION_AUDIT_CHANGE]        = ROW("audit-change", "configuration", "change|deletion", "auditing is changed or turned off"),
	[ACTION_ADMIN_COMMAND]       = ROW("admin-command", "iam", "admin", "an administrator's command"),
	[ACTION_SERVICE_START]       = ROW("service-start", "process", "start", "a service starts or reloads"),
	[ACTION_SERVICE_STOP]        = ROW("service-stop", "process", "end", "a service stops"),
	[ACTION_SERVICE_ERROR]       = ROW("service-error", "process", "info", "a warning or error of a service"),
	[ACTION_LOG_NOTICE]          = ROW("log-notice", "host", "info", "the log about itself: headers, blank lines, repeats, losses"),
	[ACTION_FINDING]             = ROW("finding", "threat", "indicator", "a detection's result"),
	[ACTION_SESSION]             = ROW("session", "session", "info", "a summary of one session"),
	[ACTION_OTHER]               = ROW("other", "", "info", "known, without bearing on security"),
	[ACTION_UNPARSED]            = ROW("unparsed", "", "", "no parser knows it"),
};
/* clang-format on */

enum action action_find(spoor_view name)
{
	for (size_t i = 0; i < ACTION_COUNT; i++)
		if (view_eq(name, action_name((enum action)i)))
			return (enum action)i;
	return ACTION_COUNT;
}

bool action_has_types(enum action action)
{
	return strchr(action_info(action)->types, '|') != NULL;
}
