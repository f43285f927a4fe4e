/* SPDX-License-Identifier: ISC */
/* The words. A row more makes a sentence better, and needs no other change. */
#include "sentence.h"

/* clang-format off */
static const struct fragment fragments[] = {
	{"who",    "[{user.name}|A client at {source.domain} ({source.ip}){@role}|A client at {source.ip}{@role}"
		   "|A client at {source.domain}{@role}|A client][ as {user.effective.name}]"},
	{"client", "[{source.domain} ({source.ip})|{source.ip}|{source.domain}|A client]"},
	{"role",   "[ ({spoor.source.role})]"},
	{"from",   "[ from {source.ip}{@role}| from {source.domain}{@role}]{@behind}"},
	/* Behind {@who}, which says it where the user is not known. */
	{"whence", "[ from {?user.name!source.ip}{source.ip}{@role}| from {?user.name!source.domain}{source.domain}{@role}]{@behind}"},
	{"behind", "[ on behalf of {?network.forwarded_ip!source.ip}{network.forwarded_ip}]"
		   "[ (logged as {spoor.logged.source.ip})]"},
	{"via",    "[ over {network.protocol}][ ({network.application})]"},
	{"owner",  "[ of {user.target.name}]"},
	{"in",     "[ in {spoor.mailbox.folder}][ of {user.target.name}]"},
	{"mail",   "[message {spoor.mail.uid}[ ({email.message_id})]|message {email.message_id}"
		   "|message {email.local_id}|a message][ {email.subject:quoted}]"},
	{"mails",  "[{+spoor.mail.count message}|{@mail}][ ({spoor.mail.bytes:size})]"},
	{"part",   "[attachment {email.attachments.file.name}|part {spoor.attachment.part}|an attachment]"
		   " of {@mail}{@in}{@whence}{@answer}"},
	{"letter", "[Message {email.local_id}[ ({email.message_id})]|Message {email.message_id}"
		   "|A message][ {email.subject:quoted}]"},
	{"route",  "[ from {email.sender.address}][ to {email.to.address}]"
		   "[ (addressed to {spoor.smtp.orig_to})]"},
	{"reply",  "[ with {spoor.smtp.code}[ {spoor.smtp.enhanced}]| with {spoor.smtp.enhanced}]"},
	{"answer", "[, {http.response.body.bytes:size}|, {http.response.bytes:size}]"},
	{"rule",   "[an inbox rule{?spoor.rule.kind=inbox}|a {spoor.rule.kind} rule|a rule][ {spoor.rule.name}]"},
	{"acting", "[An inbox rule{?spoor.rule.kind=inbox}|A {spoor.rule.kind} rule|A rule]"
		   "[ {spoor.rule.name}][ of {user.name}]"},
	{"aims",   "[, to {spoor.rule.ops}][, naming {spoor.rule.targets}]"
		   "[, when {spoor.rule.conditions:quoted}]"},
	{"targets", "[ to {spoor.rule.targets}]"},
	{"command", "[ with {process.command_line:quoted}| with {event.code}]"},
	{"why",    "[: {?spoor.reason=other}{event.reason:quoted}|: status {?spoor.reason=other}{http.response.status_code}"
		   "|: {spoor.reason}[ ({event.reason:quoted})]|: {event.reason:quoted}"
		   "|: status {?event.outcome=failure}{http.response.status_code}]"},
	{NULL, NULL},
};

#define ALWAYS FIELD_COUNT, NULL

static const struct sentence sentences[] = {
	{ACTION_LOGIN, ALWAYS, "{@who} <logged in/log in>{@whence}{@via}[, method {spoor.auth.method}]"
		"[, {+spoor.auth.attempts attempt}][, with the right password{?spoor.auth.right_password=true}]"
		"[, not encrypted{?tls.established=false}]"},
	{ACTION_LOGOUT, ALWAYS, "{@who} <ended/end> a session{@via}{@whence}"
		"[ in which {spoor.mail.count message was} fetched[ ({+spoor.mail.bytes:size})]]"
		"[, {+spoor.imap.hdr_count header was} read][, {+spoor.pop3.top_count header was} read]"
		"[, {+spoor.imap.deleted message was} marked as deleted]"
		"[, {+spoor.imap.trashed message was} moved to the trash]"
		"[, {+spoor.imap.expunged message was} expunged][, {+spoor.pop3.del message was} deleted]"
		"[, {source.bytes:size} in and {destination.bytes:size} out]"},
	{ACTION_CONNECT, FIELD_EVENT_OUTCOME, "failure", "{@client} connected{@via} and came no further"},
	{ACTION_CONNECT, ALWAYS, "{@client} connected[ to port {destination.port}]{@via}"},
	{ACTION_DISCONNECT, ALWAYS, "{@client} disconnected[ after {spoor.smtp.stage}]{@via}"
		"[, {spoor.smtp.auth_total login attempt}[ ({spoor.smtp.auth_ok} accepted)]]"},
	{ACTION_SESSION_CHANGE, FIELD_EVENT_OUTCOME, "failure",
		"[The web session of {user.name}|A web session][ {spoor.session.id}] failed its check{@from}"},
	{ACTION_SESSION_CHANGE, ALWAYS, "[The web session of {user.name}|A web session] changed"
		"[ from {spoor.session.previous}][ to {spoor.session.id}]{@from}"},
	{ACTION_CREDENTIAL_CHANGE, ALWAYS, "{@who} <changed/change>"
		" [the {spoor.credential.kind}|a credential]{@owner}{@whence}{@via}"},
	{ACTION_SETTINGS_VIEW, ALWAYS, "{@who} <looked at/look at> [the {spoor.settings.kind} settings|settings]{@owner}{@whence}"},
	{ACTION_SETTINGS_CHANGE, ALWAYS, "{@who} <changed/change> [the {spoor.settings.kind} settings|settings]{@owner}{@whence}"},
	{ACTION_ACCOUNT_CHANGE, FIELD_EVENT_TYPE, "creation", "{@who} <created/create>"
		" [account {user.target.name}|an account][ with role {spoor.role.name}]{@command}{@whence}"},
	{ACTION_ACCOUNT_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <removed/remove>"
		" [account {user.target.name}|an account][ with role {spoor.role.name}]{@command}{@whence}"},
	{ACTION_ACCOUNT_CHANGE, ALWAYS, "{@who} <changed/change>"
		" [account {user.target.name}|an account][, role {spoor.role.name}]{@command}{@whence}"},
	{ACTION_DEVICE_CHANGE, FIELD_EVENT_TYPE, "creation", "{@who} <added/add> a device{@owner}{@command}{@whence}"},
	{ACTION_DEVICE_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <removed/remove> a device{@owner}{@command}{@whence}"},
	{ACTION_DEVICE_CHANGE, ALWAYS, "{@who} <changed/change> a device{@owner}{@command}{@whence}"},

	{ACTION_MAIL_LIST, ALWAYS, "{@who} <listed/list> [folder {spoor.mailbox.folder}|messages]{@owner}{@whence}"},
	{ACTION_MAIL_SEARCH, ALWAYS, "{@who} <searched/search> [{spoor.mailbox.folder}|mail]{@owner}"
		"[ for {spoor.search.query:quoted}]{@whence}[, scope {spoor.search.scope}]"},
	{ACTION_MAIL_OPEN, ALWAYS, "{@who} <opened/open> {@mail}{@in}{@whence}"},
	{ACTION_MAIL_FETCH, ALWAYS, "{@who} <fetched/fetch> {@mails}{@in}{@whence}{@via}"},
	{ACTION_MAIL_EXPORT, FIELD_EXPORT_SCOPE, "mailbox",
		"{@who} <exported/export> the mailbox{@owner}{@command}{@whence}{@answer}"},
	{ACTION_MAIL_EXPORT, FIELD_EXPORT_SCOPE, "selection", "{@who} <exported/export>"
		" [{+spoor.mail.count message}|selected messages]{@in}{@command}{@whence}{@answer}"},
	{ACTION_MAIL_EXPORT, ALWAYS, "{@who} <exported/export> {@mails}{@in}{@command}{@whence}{@answer}"},
	{ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "view", "{@who} <viewed/view> {@part}"},
	{ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "thumbnail", "{@who} <loaded/load> the thumbnail of {@part}"},
	{ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "inline", "{@who} <loaded/load> for display {@part}"},
	{ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "zip",
		"{@who} <downloaded/download> the attachments of {@mail}{@in} as one archive{@whence}{@answer}"},
	{ACTION_ATTACHMENT_DOWNLOAD, ALWAYS, "{@who} <downloaded/download> {@part}"},
	{ACTION_CONTACTS_READ, FIELD_CONTACTS_MODE, "export", "{@who} <exported/export> an address book{@owner}{@whence}{@answer}"},
	{ACTION_CONTACTS_READ, FIELD_CONTACTS_MODE, "search", "{@who} <searched/search> an address book{@owner}"
		"[ for {spoor.search.query:quoted}]{@whence}{@answer}"},
	{ACTION_CONTACTS_READ, FIELD_CONTACTS_MODE, "show", "{@who} <opened/open> a contact{@owner}{@whence}{@answer}"},
	{ACTION_CONTACTS_READ, ALWAYS, "{@who} <read/read> an address book{@owner}{@whence}{@answer}"},
	{ACTION_CONTACTS_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <deleted/delete> contacts{@owner}{@whence}"},
	{ACTION_CONTACTS_CHANGE, ALWAYS, "{@who} <changed/change> contacts{@owner}{@whence}"},

	{ACTION_FILE_OPEN, ALWAYS, "{@who} <opened/open> a stored file[ {file.path}| {url.original}]{@owner}{@whence}"},
	{ACTION_FILE_DOWNLOAD, ALWAYS, "{@who} <downloaded/download> a stored file[ {file.path}| {url.original}]{@owner}{@whence}{@answer}"},
	{ACTION_FILE_CHANGE, ALWAYS, "{@who} <changed/change> a stored file[ {file.path}| {url.original}]{@owner}{@whence}"},
	{ACTION_FILE_DELETE, ALWAYS, "{@who} <deleted/delete> a stored file[ {file.path}| {url.original}]{@owner}{@whence}"},
	{ACTION_FILE_SHARE, ALWAYS, "{@who} <shared/share> a stored file[ {file.path}| {url.original}]{@owner}"
		"[ with {spoor.perm.grantee}]{@whence}"},
	{ACTION_FILE_SEARCH, ALWAYS, "{@who} <searched/search> stored files[ for {spoor.search.query:quoted}]{@owner}{@whence}"},

	{ACTION_MAIL_APPEND, ALWAYS, "{@who} <put/put> {@mails} into [{spoor.mailbox.folder}|a folder]{@owner}{@whence}"},
	{ACTION_MAIL_MOVE, ALWAYS, "{@who} <copied or moved/copy or move> {@mails}[ from {spoor.mailbox.folder_from}]"
		"[ to {spoor.mailbox.folder}]{@owner}{@whence}"},
	{ACTION_MAIL_FLAG, ALWAYS, "{@who} <changed/change> the flags of {@mail}{@in}[, now {spoor.mail.flags}]{@whence}"},
	{ACTION_MAIL_DELETE, FIELD_DELETE_KIND, "flag", "{@who} <marked/mark> {@mails}{@in} as deleted{@whence}"},
	{ACTION_MAIL_DELETE, FIELD_DELETE_KIND, "trash", "{@who} <moved/move> {@mails}"
		"[ from {spoor.mailbox.folder_from}] to the trash[ ({spoor.mailbox.folder})]{@owner}{@whence}"},
	{ACTION_MAIL_DELETE, FIELD_DELETE_KIND, "hard", "{@who} <deleted/delete> {@mails}{@in} for good{@whence}"},
	{ACTION_MAIL_DELETE, FIELD_DELETE_KIND, "purge", "{@who} <emptied/empty> [folder {spoor.mailbox.folder}|a folder]{@owner}{@whence}"},
	{ACTION_MAIL_DELETE, ALWAYS, "{@who} <deleted/delete> {@mails}{@in}{@whence}"},
	{ACTION_FOLDER_CHANGE, FIELD_EVENT_TYPE, "creation", "{@who} <created/create> [folder {spoor.mailbox.folder}|a folder]{@owner}{@whence}"},
	{ACTION_FOLDER_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <deleted/delete> [folder {spoor.mailbox.folder}|a folder]{@owner}{@whence}"},
	{ACTION_FOLDER_CHANGE, FIELD_MAILBOX_FOLDER_FROM, NULL, "{@who} <renamed/rename> folder {spoor.mailbox.folder_from}"
		"[ to {spoor.mailbox.folder}]{@owner}{@whence}"},
	{ACTION_FOLDER_CHANGE, ALWAYS, "{@who} <changed/change> [folder {spoor.mailbox.folder}|a folder]{@owner}{@whence}"},
	{ACTION_RULE_CHANGE, FIELD_EVENT_TYPE, "creation", "{@who} <created/create> {@rule}{@owner}{@aims}{@command}{@whence}"},
	{ACTION_RULE_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <deleted/delete> {@rule}{@owner}{@aims}{@command}{@whence}"},
	{ACTION_RULE_CHANGE, ALWAYS, "{@who} <changed/change> {@rule}{@owner}{@aims}{@command}{@whence}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "redirect", "{@acting} <redirected/redirect> {@mail}{@targets}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "discard", "{@acting} <discarded/discard> {@mail}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "fileinto", "{@acting} <filed/file> {@mail} into [{spoor.mailbox.folder}|{spoor.rule.targets}|a folder]"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "reject", "{@acting} <rejected/reject> {@mail}[ from {email.sender.address}]"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "vacation", "{@acting} <answered/answer> {@mail} with a vacation notice{@targets}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "notify", "{@acting} <sent/send> a notice of {@mail}{@targets}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "pipe", "{@acting} <gave/give> {@mail} to [program {spoor.rule.targets}|a program]"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "report", "{@acting} <reported/report> {@mail}{@targets}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "keep", "{@acting} <kept/keep> {@mail}{@in}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "hold", "{@acting} <held/hold> {@mail}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, "bcc", "{@acting} <copied/copy> {@mail}{@targets}"},
	{ACTION_RULE_APPLY, FIELD_RULE_OP, NULL, "{@acting} <did/do> {spoor.rule.op} with {@mail}{@targets}"},
	{ACTION_RULE_APPLY, ALWAYS, "{@acting} <acted/act> on {@mail}{@targets}"},
	{ACTION_PERMISSION_CHANGE, FIELD_EVENT_TYPE, "creation", "{@who} <gave/give> [{spoor.perm.grantee}|somebody]"
		" [the rights {spoor.perm.rights}|rights][ on {spoor.mailbox.folder}]{@owner}{@command}{@whence}"},
	{ACTION_PERMISSION_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <took/take> [the rights {spoor.perm.rights}|rights]"
		"[ on {spoor.mailbox.folder}]{@owner} from [{spoor.perm.grantee}|somebody]{@command}{@whence}"},
	{ACTION_PERMISSION_CHANGE, ALWAYS, "{@who} <changed/change> the rights[ of {spoor.perm.grantee}]"
		"[ to {spoor.perm.rights}][, folder {spoor.mailbox.folder}][, mailbox {user.target.name}]{@command}{@whence}"},

	{ACTION_MAIL_COMPOSE, ALWAYS, "{@who} <worked on/work on> a new message[ to {email.to.address}]"
		"[ {email.subject:quoted}][ with attachment {email.attachments.file.name}]{@whence}{@answer}"},
	{ACTION_MAIL_SEND, ALWAYS, "[{user.name}|Local user {user.id}|A client at {source.ip}|A client] <handed in/hand in> {@mail}"
		"[ as {email.sender.address}][ to {email.to.address}][, {spoor.mail.bytes:size}]{@whence}{@via}[, method {spoor.auth.method}]"},
	{ACTION_MAIL_RECEIVE, ALWAYS, "{@letter} came in from {@client}[, sender {email.sender.address}]"
		"[, recipient {email.to.address}][, {spoor.mail.bytes:size}]{@via}"},
	{ACTION_MAIL_QUEUE, FIELD_EVENT_REASON, "removed", "{@letter} left the queue"},
	{ACTION_MAIL_QUEUE, ALWAYS, "{@letter} in the queue[, sender {email.sender.address}][, recipient {email.to.address}]"
		"[, {spoor.mail.bytes:size}][, {spoor.smtp.nrcpt recipient}][, status {spoor.smtp.status}]"
		"[, tied to {spoor.mail.related_id}]"},
	{ACTION_MAIL_DELIVER, FIELD_SMTP_STATUS, "deferred", "{@letter} was deferred{@route}{@reply}"},
	{ACTION_MAIL_DELIVER, FIELD_EVENT_OUTCOME, "failure", "{@letter} was not delivered{@route}"
		"[ into {spoor.mailbox.folder}][ by {spoor.smtp.relay}]{@reply}[, status {spoor.smtp.status}]"},
	{ACTION_MAIL_DELIVER, FIELD_EVENT_OUTCOME, "unknown", "{@letter} was up for delivery{@route}"
		"[ into {spoor.mailbox.folder}][ by {spoor.smtp.relay}]{@reply}[, status {spoor.smtp.status}]"},
	{ACTION_MAIL_DELIVER, ALWAYS, "{@letter} was delivered{@route}[ into {spoor.mailbox.folder}[ of {user.name}]| for {user.name}]"
		"[ by {spoor.smtp.relay}][, {spoor.mail.bytes:size}][, tied to {spoor.mail.related_id}]"},
	{ACTION_MAIL_RELAY, FIELD_SMTP_STATUS, "deferred", "{@letter} was deferred{@route}[, next hop {spoor.smtp.relay}]{@reply}"},
	{ACTION_MAIL_RELAY, FIELD_EVENT_OUTCOME, "failure", "{@letter} was not passed on{@route}"
		"[, next hop {spoor.smtp.relay}]{@reply}[, status {spoor.smtp.status}]"},
	{ACTION_MAIL_RELAY, FIELD_EVENT_OUTCOME, "unknown", "{@letter} was up for passing on{@route}"
		"[, next hop {spoor.smtp.relay}]{@reply}[, status {spoor.smtp.status}]"},
	{ACTION_MAIL_RELAY, ALWAYS, "{@letter} was passed on{@route}[, next hop {spoor.smtp.relay}]"
		"[, {spoor.mail.bytes:size}][, tied to {spoor.mail.related_id}]"},
	{ACTION_MAIL_REJECT, ALWAYS, "[Message {email.local_id}|Mail] from {@client} was refused[ at {spoor.smtp.stage}]{@reply}"
		"[, sender {email.sender.address}][, recipient {email.to.address}][, HELO {spoor.smtp.helo}]"},

	{ACTION_HTTP_REQUEST, ALWAYS, "{@who} sent [{http.request.method} {url.original}|a request for {url.original}|a request]"
		"[ to {url.domain}]{@whence}[, answered with status {http.response.status_code}]{@answer}"},
	{ACTION_CONFIG_CHANGE, ALWAYS, "{@who} <changed/change> the server's configuration{@command}{@owner}{@whence}"},
	{ACTION_AUDIT_CHANGE, FIELD_EVENT_TYPE, "deletion", "{@who} <turned off/turn off> auditing{@owner}{@command}{@whence}"},
	{ACTION_AUDIT_CHANGE, ALWAYS, "{@who} <changed/change> auditing{@owner}{@command}{@whence}"},
	{ACTION_ADMIN_COMMAND, ALWAYS, "{@who} <ran/run> [{process.command_line:quoted}|{event.code}|an administrative command]"
		"[ on {user.target.name}][, {+spoor.mail.count message}]{@whence}"},
	{ACTION_SERVICE_START, ALWAYS, "[{process.name}|{event.module}|A service] <started or reloaded/start or reload>[: {error.message:quoted}]"},
	{ACTION_SERVICE_STOP, ALWAYS, "[{process.name}|{event.module}|A service] <stopped/stop>[: {error.message:quoted}]"},
	{ACTION_SERVICE_ERROR, ALWAYS, "[{process.name}|{event.module}|A service] reported trouble[ ({log.level})][ about {user.name}]{@from}"
		"[: {error.message:line}|: {event.original:line}]"},
	{ACTION_LOG_NOTICE, FIELD_LOG_REPEAT, NULL, "The last message was repeated {spoor.log.repeat time}"},
	{ACTION_LOG_NOTICE, FIELD_LOG_LOST, NULL, "The logger lost {spoor.log.lost message}[: {error.message:line}]"},
	{ACTION_LOG_NOTICE, ALWAYS, "[The log about itself: {error.message:line}|The log about itself: {event.original:line}"
		"|A line of the log about itself]"},
	{ACTION_FINDING, ALWAYS, "A detection[ {event.code}] fired[ on {user.name}]{@from}[: {error.message:quoted}]"},
	{ACTION_SESSION, ALWAYS, "[The session of {user.name}|A session]{@via}{@from} in one line"
		"[, {spoor.mail.count message was} fetched[ ({+spoor.mail.bytes:size})]][, {event.duration:duration} long]"},
	{ACTION_OTHER, ALWAYS, "No bearing on security[: {event.original:line}|: {error.message:line}]"},
	{ACTION_UNPARSED, ALWAYS, "Not understood[: {event.original:line}|: {error.message:line}]"},
	{ACTION_COUNT, ALWAYS, "An event without an action"},
};

/* What happened at the time, in the manner of Timesketch and Plaso. */
static const char *const time_names[] = {
	[ACTION_LOGIN]               = "Login Time",
	[ACTION_LOGOUT]              = "Logout Time",
	[ACTION_CONNECT]             = "Connection Time",
	[ACTION_DISCONNECT]          = "Disconnection Time",
	[ACTION_SESSION_CHANGE]      = "Session Change Time",
	[ACTION_CREDENTIAL_CHANGE]   = "Credential Change Time",
	[ACTION_SETTINGS_VIEW]       = "Settings View Time",
	[ACTION_SETTINGS_CHANGE]     = "Settings Change Time",
	[ACTION_ACCOUNT_CHANGE]      = "Account Change Time",
	[ACTION_DEVICE_CHANGE]       = "Device Change Time",
	[ACTION_MAIL_LIST]           = "Mail List Time",
	[ACTION_MAIL_SEARCH]         = "Mail Search Time",
	[ACTION_MAIL_OPEN]           = "Mail Open Time",
	[ACTION_MAIL_FETCH]          = "Mail Fetch Time",
	[ACTION_MAIL_EXPORT]         = "Mail Export Time",
	[ACTION_ATTACHMENT_DOWNLOAD] = "Attachment Download Time",
	[ACTION_CONTACTS_READ]       = "Contacts Read Time",
	[ACTION_CONTACTS_CHANGE]     = "Contacts Change Time",
	[ACTION_FILE_OPEN]           = "File Open Time",
	[ACTION_FILE_DOWNLOAD]       = "File Download Time",
	[ACTION_FILE_CHANGE]         = "File Change Time",
	[ACTION_FILE_DELETE]         = "File Deletion Time",
	[ACTION_FILE_SHARE]          = "File Share Time",
	[ACTION_FILE_SEARCH]         = "File Search Time",
	[ACTION_MAIL_APPEND]         = "Mail Append Time",
	[ACTION_MAIL_MOVE]           = "Mail Move Time",
	[ACTION_MAIL_FLAG]           = "Mail Flag Time",
	[ACTION_MAIL_DELETE]         = "Mail Deletion Time",
	[ACTION_FOLDER_CHANGE]       = "Folder Change Time",
	[ACTION_RULE_CHANGE]         = "Rule Change Time",
	[ACTION_RULE_APPLY]          = "Rule Execution Time",
	[ACTION_PERMISSION_CHANGE]   = "Permission Change Time",
	[ACTION_MAIL_COMPOSE]        = "Mail Composition Time",
	[ACTION_MAIL_SEND]           = "Mail Submission Time",
	[ACTION_MAIL_RECEIVE]        = "Mail Reception Time",
	[ACTION_MAIL_QUEUE]          = "Mail Queue Time",
	[ACTION_MAIL_DELIVER]        = "Mail Delivery Time",
	[ACTION_MAIL_RELAY]          = "Mail Relay Time",
	[ACTION_MAIL_REJECT]         = "Mail Rejection Time",
	[ACTION_HTTP_REQUEST]        = "Web Request Time",
	[ACTION_CONFIG_CHANGE]       = "Configuration Change Time",
	[ACTION_AUDIT_CHANGE]        = "Audit Change Time",
	[ACTION_ADMIN_COMMAND]       = "Command Execution Time",
	[ACTION_SERVICE_START]       = "Service Start Time",
	[ACTION_SERVICE_STOP]        = "Service Stop Time",
	[ACTION_SERVICE_ERROR]       = "Error Time",
	[ACTION_LOG_NOTICE]          = "Log Notice Time",
	[ACTION_FINDING]             = "Detection Time",
	[ACTION_SESSION]             = "Session Time",
	[ACTION_OTHER]               = "Event Time",
	[ACTION_UNPARSED]            = "Event Time",
};
/* clang-format on */

_Static_assert(COUNT(time_names) == ACTION_COUNT, "every action's time has a name");

const struct sentence *sentence_at(size_t index)
{
	return index < COUNT(sentences) ? &sentences[index] : NULL;
}

const struct fragment *sentence_fragment_at(size_t index)
{
	return index < COUNT(fragments) - 1 ? &fragments[index] : NULL;
}

const char *sentence_time_name(enum action action)
{
	return action < ACTION_COUNT ? time_names[action] : "Event Time";
}
