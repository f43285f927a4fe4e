/* SPDX-License-Identifier: ISC */
/* The field table. A new field is one name in the enum and one row here. */
#include "field.h"

#define HOLDS(type_)                                                                     \
	((type_) == SPOOR_INTEGER          ? HOLDS_NUMBER                                \
		: (type_) == SPOOR_FLAG    ? HOLDS_FLAG                                  \
		: (type_) == SPOOR_TIME    ? HOLDS_TIME                                  \
		: (type_) == SPOOR_DECIMAL ? HOLDS_DECIMAL                               \
					   : HOLDS_TEXT)

#define ROW(name_, type_, multi_, derived_, fold_, about_)                               \
	ROW_OF((multi_) ? HOLDS_LIST : HOLDS(type_), name_, type_, multi_, derived_,     \
		fold_, about_)

#define ROW_OF(holds_, name_, type_, multi_, derived_, fold_, about_)                    \
	{                                                                                \
		.key = ",\"" name_ "\":\"", .key_len = sizeof(",\"" name_ "\":") - 1,    \
		.holds = (holds_), .fold = (fold_),                                      \
		.info = {.name = (name_),                                                \
			.type = (type_),                                                 \
			.multi = (multi_),                                               \
			.derived = (derived_),                                           \
			.about = (about_)},                                              \
	}

/* clang-format off */
/*	 what                    name                      type        multi  derived folds, about */
const struct field_row field_rows[FIELD_COUNT] = {
	[FIELD_TIMESTAMP] = ROW("@timestamp", SPOOR_TIME, false, false, FOLD_NONE,
		"when it happened, as exactly as the log says"),
	[FIELD_EVENT_KIND] = ROW("event.kind", SPOOR_TEXT, false, true, FOLD_NONE,
		"event, or alert for a finding"),
	[FIELD_EVENT_CATEGORY] = ROW("event.category", SPOOR_TEXT, true, true, FOLD_NONE,
		"ECS categories of the action"),
	[FIELD_EVENT_TYPE] = ROW("event.type", SPOOR_TEXT, true, false, FOLD_NONE,
		"ECS type; in the stream only where the action allows several"),
	[FIELD_EVENT_ACTION] = ROW_OF(HOLDS_ACTION, "event.action", SPOOR_TEXT, false, false, FOLD_NONE,
		"what was done: a word of the closed vocabulary"),
	[FIELD_EVENT_OUTCOME] = ROW("event.outcome", SPOOR_TEXT, false, false, FOLD_NONE,
		"success, failure or unknown"),
	[FIELD_EVENT_REASON] = ROW("event.reason", SPOOR_TEXT, false, false, FOLD_NONE,
		"why, in the source's own words"),
	[FIELD_SPOOR_REASON] = ROW("spoor.reason", SPOOR_TEXT, false, false, FOLD_NONE,
		"why, as one of a closed set: bad-password, unknown-user, disabled, locked, expired, policy, rate-limit, tls-required, tls-failure, no-credentials, no-attempt, invalid-request, protocol-error, other"),
	[FIELD_EVENT_MODULE] = ROW("event.module", SPOOR_TEXT, false, true, FOLD_NONE,
		"the product: what stands before the point in event.dataset"),
	[FIELD_EVENT_DATASET] = ROW("event.dataset", SPOOR_TEXT, false, false, FOLD_NONE,
		"the kind of log, as product.kind"),
	[FIELD_EVENT_CODE] = ROW("event.code", SPOOR_TEXT, false, false, FOLD_NONE,
		"the product's own code for what happened"),
	[FIELD_EVENT_ID] = ROW("event.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the record's own id"),
	[FIELD_EVENT_SEQUENCE] = ROW("event.sequence", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the record's number in its source"),
	[FIELD_EVENT_START] = ROW("event.start", SPOOR_TIME, false, false, FOLD_NONE,
		"when it began"),
	[FIELD_EVENT_END] = ROW("event.end", SPOOR_TIME, false, false, FOLD_NONE,
		"when it ended"),
	[FIELD_EVENT_DURATION] = ROW("event.duration", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how long it took, in nanoseconds"),
	[FIELD_EVENT_TIMEZONE] = ROW("event.timezone", SPOOR_TEXT, false, false, FOLD_NONE,
		"the zone in which a zoneless stamp was read"),
	[FIELD_TIME_YEAR] = ROW("spoor.time.year", SPOOR_TEXT, false, false, FOLD_NONE,
		"how the year was known when the line does not state it: option, session-id, queue-id, weekday, leap-day, chain, file-name, gzip-header, mtime, assumed"),
	[FIELD_TIME_ZONE] = ROW("spoor.time.zone", SPOOR_TEXT, false, false, FOLD_NONE,
		"how the zone was known when the line does not state it: the same words"),
	[FIELD_TIME_SKEW] = ROW("spoor.time.skew", SPOOR_TEXT, false, false, FOLD_NONE,
		"by how many seconds --skew moved the times: -37"),
	[FIELD_TIME_ORDER] = ROW("spoor.time.order", SPOOR_TEXT, false, false, FOLD_NONE,
		"how it was known which number is the day, where the stamp could be read both ways: source (its other stamps tell) or assumed"),
	[FIELD_HOST_NAME] = ROW("host.name", SPOOR_TEXT, false, false, FOLD_CASE,
		"the host that logged"),
	[FIELD_CONTAINER_NAME] = ROW("container.name", SPOOR_TEXT, false, false, FOLD_CASE,
		"the container that logged"),
	[FIELD_CONTAINER_ID] = ROW("container.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"its id"),
	[FIELD_LOG_LEVEL] = ROW("log.level", SPOOR_TEXT, false, false, FOLD_NONE,
		"debug, info, notice, warning, error, critical, alert, emergency, fatal or panic"),
	[FIELD_LOG_SYSLOG_PRIORITY] = ROW("log.syslog.priority", SPOOR_INTEGER, false, false, FOLD_NONE,
		"facility times eight plus severity, where the line has it"),
	[FIELD_LOG_SYSLOG_MSGID] = ROW("log.syslog.msgid", SPOOR_TEXT, false, false, FOLD_NONE,
		"the MSGID of RFC 5424"),
	[FIELD_PROCESS_NAME] = ROW("process.name", SPOOR_TEXT, false, false, FOLD_NONE,
		"the program, as it names itself in the line; of web logs in files, as the path names it"),
	[FIELD_PROCESS_PID] = ROW("process.pid", SPOOR_INTEGER, false, false, FOLD_NONE,
		"its process id"),
	[FIELD_PROCESS_COMMAND_LINE] = ROW("process.command_line", SPOOR_TEXT, false, false, FOLD_NONE,
		"a command with its arguments"),
	[FIELD_USER_NAME] = ROW("user.name", SPOOR_TEXT, false, false, FOLD_CASE,
		"the acting account, as logged"),
	[FIELD_USER_DOMAIN] = ROW("user.domain", SPOOR_TEXT, false, false, FOLD_CASE,
		"its domain, where the log keeps it apart"),
	[FIELD_USER_EMAIL] = ROW("user.email", SPOOR_TEXT, false, true, FOLD_CASE,
		"user.name where it is an address"),
	[FIELD_USER_ID] = ROW("user.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"a number or identifier of the account"),
	[FIELD_USER_KEY] = ROW("spoor.user.key", SPOOR_TEXT, false, true, FOLD_CASE,
		"one form of user.name to count and join by: lower case, without brackets, quotes and +tag"),
	[FIELD_USER_EFFECTIVE_NAME] = ROW("user.effective.name", SPOOR_TEXT, false, false, FOLD_CASE,
		"the account whose rights were assumed (master user, send-as)"),
	[FIELD_USER_TARGET_NAME] = ROW("user.target.name", SPOOR_TEXT, false, false, FOLD_CASE,
		"the mailbox or account acted upon, when it is not the actor's"),
	[FIELD_RELATED_USER] = ROW("related.user", SPOOR_TEXT, true, true, FOLD_CASE,
		"every account named in the event"),
	[FIELD_SOURCE_IP] = ROW("source.ip", SPOOR_ADDRESS, false, false, FOLD_NONE,
		"the client's address"),
	[FIELD_SOURCE_NETWORK] = ROW("spoor.source.network", SPOOR_TEXT, false, true, FOLD_NONE,
		"its network: /24 of IPv4, /48 of IPv6"),
	[FIELD_SOURCE_PORT] = ROW("source.port", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the client's port"),
	[FIELD_SOURCE_DOMAIN] = ROW("source.domain", SPOOR_TEXT, false, false, FOLD_CASE,
		"the client's host name, as the server knows it"),
	[FIELD_SOURCE_BYTES] = ROW("source.bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes from the client"),
	[FIELD_SOURCE_ROLE] = ROW("spoor.source.role", SPOOR_TEXT, false, false, FOLD_NONE,
		"webmail or proxy, where source.ip is in one of these lists"),
	[FIELD_NETWORK_FORWARDED_IP] = ROW("network.forwarded_ip", SPOOR_ADDRESS, false, false, FOLD_NONE,
		"the client for whom a proxy or webmail spoke"),
	[FIELD_HTTP_FORWARDED_FOR] = ROW("spoor.http.forwarded_for", SPOOR_TEXT, false, false, FOLD_NONE,
		"the chain of addresses as the request claims it"),
	[FIELD_LOGGED_SOURCE_IP] = ROW("spoor.logged.source.ip", SPOOR_ADDRESS, false, false, FOLD_NONE,
		"source.ip as logged, where a better one is known"),
	[FIELD_DESTINATION_IP] = ROW("destination.ip", SPOOR_ADDRESS, false, false, FOLD_NONE,
		"the server's address, or the next hop's"),
	[FIELD_DESTINATION_PORT] = ROW("destination.port", SPOOR_INTEGER, false, false, FOLD_NONE,
		"its port"),
	[FIELD_DESTINATION_DOMAIN] = ROW("destination.domain", SPOOR_TEXT, false, false, FOLD_CASE,
		"its host name"),
	[FIELD_DESTINATION_BYTES] = ROW("destination.bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes to the client"),
	[FIELD_RELATED_IP] = ROW("related.ip", SPOOR_ADDRESS, true, true, FOLD_NONE,
		"every address in the event"),
	[FIELD_RELATED_HOSTS] = ROW("related.hosts", SPOOR_TEXT, true, true, FOLD_CASE,
		"every host named in the event"),
	[FIELD_NETWORK_PROTOCOL] = ROW("network.protocol", SPOOR_TEXT, false, false, FOLD_NONE,
		"imap, pop3, smtp, lmtp, managesieve or http"),
	[FIELD_NETWORK_APPLICATION] = ROW("network.application", SPOOR_TEXT, false, false, FOLD_NONE,
		"roundcube, submission, smtps …"),
	[FIELD_TLS_ESTABLISHED] = ROW("tls.established", SPOOR_FLAG, false, false, FOLD_NONE,
		"the connection was encrypted"),
	[FIELD_TLS_VERSION] = ROW("tls.version", SPOOR_TEXT, false, false, FOLD_NONE,
		"TLSv1.3 …"),
	[FIELD_TLS_CIPHER] = ROW("tls.cipher", SPOOR_TEXT, false, false, FOLD_NONE,
		"the cipher suite"),
	[FIELD_AUTH_METHOD] = ROW("spoor.auth.method", SPOOR_TEXT, false, false, FOLD_CASE,
		"the SASL mechanism"),
	[FIELD_AUTH_ATTEMPTS] = ROW("spoor.auth.attempts", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how many tries this line stands for"),
	[FIELD_AUTH_PASSWORD_HASH] = ROW("spoor.auth.password_hash", SPOOR_TEXT, false, false, FOLD_NONE,
		"the hash of the password tried, as the server logs it: tells equal guesses"),
	[FIELD_AUTH_RIGHT_PASSWORD] = ROW("spoor.auth.right_password", SPOOR_FLAG, false, false, FOLD_NONE,
		"refused although the password was right"),
	[FIELD_SESSION_ID] = ROW("spoor.session.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the product's session id"),
	[FIELD_SESSION_PREVIOUS] = ROW("spoor.session.previous", SPOOR_TEXT, false, false, FOLD_NONE,
		"the id that this one replaces"),
	[FIELD_ACTIVITY_ID] = ROW("spoor.activity.id", SPOOR_TEXT, false, false, FOLD_CASE,
		"the id that Exchange gives one activity in several logs: ActID, CorrelationGuid, CommandId"),
	[FIELD_DOVECOT_MPID] = ROW("spoor.dovecot.mpid", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the process that serves the session"),
	[FIELD_CLIENT_ID] = ROW("spoor.client.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"what the client says it is (IMAP ID)"),
	[FIELD_DEVICE_ID] = ROW("device.id", SPOOR_TEXT, false, false, FOLD_CASE,
		"the device that the account used, or that is changed"),
	[FIELD_DEVICE_MODEL] = ROW("device.model.name", SPOOR_TEXT, false, false, FOLD_NONE,
		"what it says it is"),
	[FIELD_M365_SESSION_ID] = ROW("spoor.m365.session_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the session that Entra gave: one for the acts in all its services"),
	[FIELD_M365_TOKEN_ID] = ROW("spoor.m365.token_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the token that the request came with"),
	[FIELD_M365_LOGON_TYPE] = ROW("spoor.m365.logon_type", SPOOR_TEXT, false, false, FOLD_NONE,
		"in which part the account acted: owner, delegate, admin, transport, system"),
	[FIELD_M365_ACCESS_TYPE] = ROW("spoor.m365.access_type", SPOOR_TEXT, false, false, FOLD_NONE,
		"how mail was read: bind (the messages named) or sync (all of the folder)"),
	[FIELD_AUDIT_THROTTLED] = ROW("spoor.audit.throttled", SPOOR_FLAG, false, false, FOLD_NONE,
		"so many records that later ones of this kind are missing for a day"),
	[FIELD_WEB_TOKEN] = ROW("spoor.web.token", SPOOR_TEXT, false, false, FOLD_NONE,
		"a web session's request token, hashed"),
	[FIELD_HTTP_REQUEST_METHOD] = ROW("http.request.method", SPOOR_TEXT, false, false, FOLD_CASE,
		"GET, POST …"),
	[FIELD_URL_DOMAIN] = ROW("url.domain", SPOOR_TEXT, false, false, FOLD_CASE,
		"the virtual host asked"),
	[FIELD_URL_ORIGINAL] = ROW("url.original", SPOOR_TEXT, false, false, FOLD_NONE,
		"path and query as logged"),
	[FIELD_URL_PATH] = ROW("url.path", SPOOR_TEXT, false, true, FOLD_NONE,
		"the path in it"),
	[FIELD_URL_QUERY] = ROW("url.query", SPOOR_TEXT, false, true, FOLD_NONE,
		"the query in it"),
	[FIELD_HTTP_VERSION] = ROW("http.version", SPOOR_TEXT, false, false, FOLD_NONE,
		"1.0, 1.1, 2.0"),
	[FIELD_HTTP_STATUS] = ROW("http.response.status_code", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the answer's status"),
	[FIELD_HTTP_RESPONSE_BYTES] = ROW("http.response.bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the answer's size with its head"),
	[FIELD_HTTP_RESPONSE_BODY_BYTES] = ROW("http.response.body.bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the answer's size without its head"),
	[FIELD_HTTP_REFERRER] = ROW("http.request.referrer", SPOOR_TEXT, false, false, FOLD_NONE,
		"the page that the client says it came from"),
	[FIELD_HTTP_REQUEST_ID] = ROW("http.request.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the server's id of the request"),
	[FIELD_HTTP_CLIENT_REQUEST_ID] = ROW("spoor.http.client_request_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the id that the client gave the request"),
	[FIELD_IIS_SUBSTATUS] = ROW("spoor.iis.substatus", SPOOR_INTEGER, false, false, FOLD_NONE,
		"what IIS adds to the status: 401.1, 401.2 …"),
	[FIELD_IIS_WIN32_STATUS] = ROW("spoor.iis.win32_status", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the Windows error behind the status: 1326, 1909 …"),
	[FIELD_USER_AGENT] = ROW("user_agent.original", SPOOR_TEXT, false, false, FOLD_NONE,
		"the client's software, as it says"),
	[FIELD_EMAIL_LOCAL_ID] = ROW("email.local_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the queue id; NOQUEUE, as Postfix writes it, where there was none yet"),
	[FIELD_EMAIL_MESSAGE_ID] = ROW("email.message_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the Message-ID without its angle brackets"),
	[FIELD_EMAIL_SENDER] = ROW("email.sender.address", SPOOR_TEXT, false, false, FOLD_CASE,
		"the envelope sender"),
	[FIELD_EMAIL_FROM] = ROW("email.from.address", SPOOR_TEXT, true, false, FOLD_CASE,
		"the From of the header"),
	[FIELD_EMAIL_TO] = ROW("email.to.address", SPOOR_TEXT, true, false, FOLD_CASE,
		"the envelope recipients"),
	[FIELD_EMAIL_SUBJECT] = ROW("email.subject", SPOOR_TEXT, false, false, FOLD_NONE,
		"the subject"),
	[FIELD_EMAIL_DIRECTION] = ROW("email.direction", SPOOR_TEXT, false, false, FOLD_NONE,
		"inbound, outbound or internal"),
	[FIELD_EMAIL_X_MAILER] = ROW("email.x_mailer", SPOOR_TEXT, false, false, FOLD_NONE,
		"the program that made the mail"),
	[FIELD_EMAIL_ATTACHMENT_NAME] = ROW("email.attachments.file.name", SPOOR_TEXT, true, false, FOLD_NONE,
		"names of attachments"),
	[FIELD_MAIL_RELATED_ID] = ROW("spoor.mail.related_id", SPOOR_TEXT, true, false, FOLD_NONE,
		"queue ids and message ids that this one continues in or comes from"),
	[FIELD_MAIL_MESSAGE_IDS] = ROW("spoor.mail.message_ids", SPOOR_TEXT, true, false, FOLD_NONE,
		"the messages of a record that names several"),
	[FIELD_MAIL_NETWORK_ID] = ROW("spoor.mail.network_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the network message id"),
	[FIELD_MAIL_INTERNAL_ID] = ROW("spoor.mail.internal_id", SPOOR_TEXT, false, false, FOLD_NONE,
		"the internal message id"),
	[FIELD_MAILBOX_GUID] = ROW("spoor.mailbox.guid", SPOOR_TEXT, false, false, FOLD_CASE,
		"the mailbox by its GUID"),
	[FIELD_MAIL_ENTRY_ID] = ROW("spoor.mail.entry_id", SPOOR_TEXT, false, false, FOLD_CASE,
		"a message by its MAPI entry id, in hexadecimal digits"),
	[FIELD_MAILBOX_FOLDER] = ROW("spoor.mailbox.folder", SPOOR_TEXT, false, false, FOLD_NONE,
		"the folder"),
	[FIELD_MAILBOX_FOLDERS] = ROW("spoor.mailbox.folders", SPOOR_TEXT, true, false, FOLD_NONE,
		"the folders of a record that names several"),
	[FIELD_MAILBOX_FOLDER_FROM] = ROW("spoor.mailbox.folder_from", SPOOR_TEXT, false, false, FOLD_NONE,
		"the folder that it comes from"),
	[FIELD_MAIL_UID] = ROW("spoor.mail.uid", SPOOR_TEXT, false, false, FOLD_NONE,
		"the IMAP UID, or a set of them as IMAP writes it"),
	[FIELD_MAIL_FLAGS] = ROW("spoor.mail.flags", SPOOR_TEXT, true, false, FOLD_NONE,
		"the message's flags"),
	[FIELD_MAIL_COUNT] = ROW("spoor.mail.count", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how many messages"),
	[FIELD_MAIL_BYTES] = ROW("spoor.mail.bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how many bytes of them"),
	[FIELD_ATTACHMENT_PART] = ROW("spoor.attachment.part", SPOOR_TEXT, false, false, FOLD_NONE,
		"the MIME part"),
	[FIELD_ATTACHMENT_ID] = ROW("spoor.attachment.id", SPOOR_TEXT, false, false, FOLD_CASE,
		"the attachment by its id, in hexadecimal digits"),
	[FIELD_ATTACHMENT_MODE] = ROW("spoor.attachment.mode", SPOOR_TEXT, false, false, FOLD_NONE,
		"download, view, thumbnail, inline or zip"),
	[FIELD_SEARCH_QUERY] = ROW("spoor.search.query", SPOOR_TEXT, false, false, FOLD_NONE,
		"the words searched for"),
	[FIELD_SEARCH_SCOPE] = ROW("spoor.search.scope", SPOOR_TEXT, false, false, FOLD_NONE,
		"where"),
	[FIELD_EXPORT_SCOPE] = ROW("spoor.export.scope", SPOOR_TEXT, false, false, FOLD_NONE,
		"message, selection or mailbox"),
	[FIELD_FILE_PATH] = ROW("file.path", SPOOR_TEXT, false, false, FOLD_NONE,
		"the stored file, or where an export went"),
	[FIELD_FILE_NAME] = ROW("file.name", SPOOR_TEXT, false, false, FOLD_NONE,
		"its name alone"),
	[FIELD_CONTACTS_MODE] = ROW("spoor.contacts.mode", SPOOR_TEXT, false, false, FOLD_NONE,
		"list, show, search or export"),
	[FIELD_DELETE_KIND] = ROW("spoor.delete.kind", SPOOR_TEXT, false, false, FOLD_NONE,
		"flag, trash, soft, hard or purge"),
	[FIELD_SETTINGS_KIND] = ROW("spoor.settings.kind", SPOOR_TEXT, false, false, FOLD_NONE,
		"identity, signature, preferences, response, folder …"),
	[FIELD_CREDENTIAL_KIND] = ROW("spoor.credential.kind", SPOOR_TEXT, false, false, FOLD_NONE,
		"password, mfa, app-password or token"),
	[FIELD_RULE_KIND] = ROW("spoor.rule.kind", SPOOR_TEXT, false, false, FOLD_NONE,
		"sieve, inbox, forward, vacation, transport, journal or server"),
	[FIELD_RULE_NAME] = ROW("spoor.rule.name", SPOOR_TEXT, false, false, FOLD_NONE,
		"the rule's or script's name"),
	[FIELD_RULE_OP] = ROW("spoor.rule.op", SPOOR_TEXT, false, false, FOLD_NONE,
		"what the rule did: redirect, discard, fileinto, reject, vacation, notify, pipe, report, keep, hold …"),
	[FIELD_RULE_OPS] = ROW("spoor.rule.ops", SPOOR_TEXT, true, false, FOLD_NONE,
		"what the rule is to do"),
	[FIELD_RULE_TARGETS] = ROW("spoor.rule.targets", SPOOR_TEXT, true, false, FOLD_CASE,
		"addresses, folders or programs that it names"),
	[FIELD_RULE_CONDITIONS] = ROW("spoor.rule.conditions", SPOOR_TEXT, false, false, FOLD_NONE,
		"when it is to do it"),
	[FIELD_ADMIN_PARAMS] = ROW("spoor.admin.params", SPOOR_TEXT, true, false, FOLD_NONE,
		"the parameters of a command, as name=value"),
	[FIELD_ROLE_NAME] = ROW("spoor.role.name", SPOOR_TEXT, false, false, FOLD_NONE,
		"the role given"),
	[FIELD_PERM_GRANTEE] = ROW("spoor.perm.grantee", SPOOR_TEXT, false, false, FOLD_CASE,
		"who gets the right"),
	[FIELD_PERM_RIGHTS] = ROW("spoor.perm.rights", SPOOR_TEXT, true, false, FOLD_NONE,
		"the rights"),
	[FIELD_IMAP_DELETED] = ROW("spoor.imap.deleted", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages marked as deleted in the session"),
	[FIELD_IMAP_EXPUNGED] = ROW("spoor.imap.expunged", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages expunged"),
	[FIELD_IMAP_TRASHED] = ROW("spoor.imap.trashed", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages moved to the trash folder"),
	[FIELD_IMAP_HDR_COUNT] = ROW("spoor.imap.hdr_count", SPOOR_INTEGER, false, false, FOLD_NONE,
		"headers fetched"),
	[FIELD_IMAP_HDR_BYTES] = ROW("spoor.imap.hdr_bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes of them"),
	[FIELD_IMAP_BODY_COUNT] = ROW("spoor.imap.body_count", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bodies fetched"),
	[FIELD_IMAP_BODY_BYTES] = ROW("spoor.imap.body_bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes of them"),
	[FIELD_POP3_TOP_COUNT] = ROW("spoor.pop3.top_count", SPOOR_INTEGER, false, false, FOLD_NONE,
		"TOP commands"),
	[FIELD_POP3_TOP_BYTES] = ROW("spoor.pop3.top_bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes given for them"),
	[FIELD_POP3_RETR_COUNT] = ROW("spoor.pop3.retr_count", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages fetched"),
	[FIELD_POP3_RETR_BYTES] = ROW("spoor.pop3.retr_bytes", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes of them"),
	[FIELD_POP3_DEL] = ROW("spoor.pop3.del", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages deleted"),
	[FIELD_POP3_MESSAGES] = ROW("spoor.pop3.messages", SPOOR_INTEGER, false, false, FOLD_NONE,
		"messages in the box"),
	[FIELD_POP3_SIZE] = ROW("spoor.pop3.size", SPOOR_INTEGER, false, false, FOLD_NONE,
		"bytes in the box"),
	[FIELD_SMTP_CONNECTOR] = ROW("spoor.smtp.connector", SPOOR_TEXT, false, false, FOLD_CASE,
		"the connector that took or sent the mail"),
	[FIELD_SMTP_STAGE] = ROW("spoor.smtp.stage", SPOOR_TEXT, false, false, FOLD_CASE,
		"CONNECT, EHLO, MAIL, RCPT, DATA, END-OF-MESSAGE …"),
	[FIELD_SMTP_CODE] = ROW("spoor.smtp.code", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the reply code"),
	[FIELD_SMTP_ENHANCED] = ROW("spoor.smtp.enhanced", SPOOR_TEXT, false, false, FOLD_NONE,
		"the enhanced status code (RFC 3463)"),
	[FIELD_SMTP_STATUS] = ROW("spoor.smtp.status", SPOOR_TEXT, false, false, FOLD_NONE,
		"sent, deferred, bounced, expired, undeliverable, deliverable"),
	[FIELD_SMTP_HELO] = ROW("spoor.smtp.helo", SPOOR_TEXT, false, false, FOLD_CASE,
		"the name in HELO or EHLO"),
	[FIELD_SMTP_RELAY] = ROW("spoor.smtp.relay", SPOOR_TEXT, false, false, FOLD_CASE,
		"the next hop as logged"),
	[FIELD_SMTP_ORIG_TO] = ROW("spoor.smtp.orig_to", SPOOR_TEXT, false, false, FOLD_CASE,
		"the recipient before aliases"),
	[FIELD_SMTP_NRCPT] = ROW("spoor.smtp.nrcpt", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the number of recipients"),
	[FIELD_SMTP_DELAY] = ROW("spoor.smtp.delay", SPOOR_DECIMAL, false, false, FOLD_NONE,
		"seconds since the message came in"),
	[FIELD_SMTP_DELAYS] = ROW("spoor.smtp.delays", SPOOR_TEXT, false, false, FOLD_NONE,
		"the four parts of the delay, in seconds"),
	[FIELD_SMTP_AUTH_OK] = ROW("spoor.smtp.auth_ok", SPOOR_INTEGER, false, false, FOLD_NONE,
		"AUTH commands that succeeded in the session"),
	[FIELD_SMTP_AUTH_TOTAL] = ROW("spoor.smtp.auth_total", SPOOR_INTEGER, false, false, FOLD_NONE,
		"AUTH commands in the session"),
	[FIELD_ERROR_MESSAGE] = ROW("error.message", SPOOR_TEXT, false, false, FOLD_NONE,
		"an error in the source's own words"),
	[FIELD_ACT_ID] = ROW("spoor.act.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"one id for the events of one act that several servers saw"),
	[FIELD_TRACE_ID] = ROW("spoor.trace.id", SPOOR_TEXT, false, false, FOLD_NONE,
		"one id for all that belongs together"),
	[FIELD_JOINED] = ROW("spoor.joined", SPOOR_TEXT, true, false, FOLD_NONE,
		"what proved a joined value: field=reference by key (strength)"),
	[FIELD_LATE] = ROW("spoor.late", SPOOR_FLAG, false, false, FOLD_NONE,
		"came behind later events of its source, beyond the window"),
	[FIELD_LOG_REPEAT] = ROW("spoor.log.repeat", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how often the last message was repeated"),
	[FIELD_LOG_LOST] = ROW("spoor.log.lost", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how many messages the logger says were lost"),
	[FIELD_EXTRA] = ROW("spoor.extra", SPOOR_TEXT, true, false, FOLD_NONE,
		"what the source says and no field takes, as key=value"),
	[FIELD_SECRET] = ROW("spoor.secret", SPOOR_FLAG, false, false, FOLD_NONE,
		"a secret in this record was masked"),
	[FIELD_LOG_PATH] = ROW("log.file.path", SPOOR_TEXT, false, false, FOLD_NONE,
		"the file, with the archive member behind a \"!\""),
	[FIELD_LOG_LINE] = ROW("spoor.log.line", SPOOR_INTEGER, false, false, FOLD_NONE,
		"the record's first line, counted from 1"),
	[FIELD_LOG_OFFSET] = ROW("spoor.log.offset", SPOOR_INTEGER, false, false, FOLD_NONE,
		"its first byte in the uncompressed stream, counted from 0"),
	[FIELD_LOG_LENGTH] = ROW("spoor.log.length", SPOOR_INTEGER, false, false, FOLD_NONE,
		"its length in bytes with the line end, where it is not exactly one line"),
	[FIELD_LOG_LINES] = ROW("spoor.log.lines", SPOOR_INTEGER, false, false, FOLD_NONE,
		"how many lines it has, where that is not 1"),
	[FIELD_LOG_CUT] = ROW("spoor.log.cut", SPOOR_FLAG, false, false, FOLD_NONE,
		"the line is longer than what was kept of it"),
	[FIELD_EVENT_ORIGINAL] = ROW("event.original", SPOOR_TEXT, false, false, FOLD_NONE,
		"the record as it stands in the log"),
};
/* clang-format on */

/* The name inside the key: ,"name": */
static spoor_view row_name(const struct field_row *row)
{
	return view_of(row->key + 2, row->key_len - 4u);
}

enum field field_find(spoor_view name)
{
	for (size_t i = 0; i < COUNT(field_rows); i++)
		if (view_eq(name, row_name(&field_rows[i])))
			return (enum field)i;
	return FIELD_COUNT;
}

enum { NAME_MOST = 64 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters must be put in, taken out or changed; `b` has at most NAME_MOST. */
static size_t distance(spoor_view a, spoor_view b)
{
	size_t row[NAME_MOST + 1];

	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 0; i < a.len; i++) {
		size_t corner = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < b.len; j++) {
			size_t above = row[j + 1];
			size_t change =
				corner + (to_lower(a.ptr[i]) != to_lower(b.ptr[j]));

			row[j + 1] = least(change, least(above, row[j]) + 1);
			corner = above;
		}
	}
	return row[b.len];
}

/* "ip" of "source.ip". */
static bool is_last_part(spoor_view name, spoor_view part)
{
	return part.len && part.len < name.len &&
	       name.ptr[name.len - part.len - 1] == '.' &&
	       view_eq_nocase(view_skip(name, name.len - part.len), part);
}

enum field field_nearest(spoor_view name)
{
	size_t best =
		name.len / 4 < 2 ? 3 : name.len / 4 + 1; /* at that distance: not near */
	enum field nearest = FIELD_COUNT;

	if (name.len > NAME_MOST)
		return FIELD_COUNT;
	for (size_t i = 0; i < COUNT(field_rows); i++) {
		size_t far = distance(row_name(&field_rows[i]), name);

		if (far < best) {
			best = far;
			nearest = (enum field)i;
		}
	}
	for (size_t i = 0; i < COUNT(field_rows) && nearest == FIELD_COUNT; i++)
		if (is_last_part(row_name(&field_rows[i]), name))
			nearest = (enum field)i;
	return nearest;
}
