/* SPDX-License-Identifier: ISC */
/*
 * OWA. A logon is a POST to auth.owa that is answered with 302 in any case: the user's name, or
 * what newer builds append to the query, says how it went. Operations are named in the query
 * ("action=FindItem") or at the path's end (GetFileAttachment); the id in the latter names mailbox
 * and message.
 */
#include "base/decode.h"
#include "base/scan.h"
#include "format/exchange_web.h"
#include "format/owa_id.h"

/* clang-format off */
#define WITH(name_, action_, type_, field_, value_) {(name_), ACTION_##action_, (type_), FIELD_##field_, (value_)}
#define TYPED(name_, action_, type_)                {(name_), ACTION_##action_, (type_), FIELD_COUNT, NULL}

static const struct exchange_verb verbs[] = {
	EXCHANGE_PLAIN("FindItem",                    MAIL_LIST),
	EXCHANGE_PLAIN("FindConversation",            MAIL_LIST),
	EXCHANGE_PLAIN("FindMailFolderItem",          MAIL_LIST),
	EXCHANGE_PLAIN("GetFolder",                   MAIL_LIST),
	EXCHANGE_PLAIN("FindFolder",                  MAIL_LIST),
	EXCHANGE_PLAIN("SyncFolderHierarchy",         MAIL_LIST),
	EXCHANGE_PLAIN("SyncConversation",            MAIL_LIST),
	EXCHANGE_PLAIN("SyncFolderItems",             MAIL_FETCH),
	EXCHANGE_PLAIN("GetItem",                     MAIL_OPEN),
	EXCHANGE_PLAIN("GetConversationItems",        MAIL_OPEN),
	EXCHANGE_PLAIN("SearchFolder",                MAIL_SEARCH),
	EXCHANGE_PLAIN("ExecuteSearch",               MAIL_SEARCH),
	EXCHANGE_PLAIN("StartSearchSession",          MAIL_SEARCH),
	WITH("FindPeople",           CONTACTS_READ, NULL, CONTACTS_MODE, "search"),
	WITH("ResolveNames",         CONTACTS_READ, NULL, CONTACTS_MODE, "search"),
	WITH("GetPersona",           CONTACTS_READ, NULL, CONTACTS_MODE, "show"),
	WITH("GetPeopleFilters",     CONTACTS_READ, NULL, CONTACTS_MODE, "list"),
	EXCHANGE_PLAIN("CreateItem",                  MAIL_COMPOSE),
	EXCHANGE_PLAIN("UpdateItem",                  MAIL_COMPOSE),
	EXCHANGE_PLAIN("CreateAttachment",            MAIL_COMPOSE),
	EXCHANGE_PLAIN("CreateAttachmentFromForm",    MAIL_COMPOSE),
	EXCHANGE_PLAIN("SendItem",                    MAIL_SEND),
	EXCHANGE_PLAIN("DeleteItem",                  MAIL_DELETE),
	EXCHANGE_PLAIN("EmptyFolder",                 MAIL_DELETE),
	EXCHANGE_PLAIN("MoveItem",                    MAIL_MOVE),
	EXCHANGE_PLAIN("CopyItem",                    MAIL_MOVE),
	EXCHANGE_PLAIN("ArchiveItem",                 MAIL_MOVE),
	EXCHANGE_PLAIN("ApplyConversationAction",     MAIL_MOVE),
	EXCHANGE_PLAIN("MarkAllItemsAsRead",          MAIL_FLAG),
	EXCHANGE_PLAIN("MarkAsJunk",                  MAIL_FLAG),
	TYPED("CreateFolder",        FOLDER_CHANGE, "creation"),
	TYPED("UpdateFolder",        FOLDER_CHANGE, "change"),
	TYPED("DeleteFolder",        FOLDER_CHANGE, "deletion"),
	WITH("NewInboxRule",         RULE_CHANGE, "creation", RULE_KIND, "inbox"),
	WITH("SetInboxRule",         RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("UpdateInboxRules",     RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("EnableInboxRule",      RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("DisableInboxRule",     RULE_CHANGE, "change",   RULE_KIND, "inbox"),
	WITH("RemoveInboxRule",      RULE_CHANGE, "deletion", RULE_KIND, "inbox"),
	EXCHANGE_PLAIN("GetInboxRule",                SETTINGS_VIEW),
	WITH("SetMailboxAutoReplyConfiguration", RULE_CHANGE, "change", RULE_KIND, "vacation"),
	EXCHANGE_PLAIN("GetMailboxAutoReplyConfiguration", SETTINGS_VIEW),
	WITH("SetMailbox",           SETTINGS_CHANGE, NULL, SETTINGS_KIND, "mailbox"),
	WITH("SetMailboxMessageConfiguration", SETTINGS_CHANGE, NULL, SETTINGS_KIND, "signature"),
	TYPED("SetFolderPermission", PERMISSION_CHANGE, "change"),
	TYPED("AddDelegate",         PERMISSION_CHANGE, "creation"),
	TYPED("UpdateDelegate",      PERMISSION_CHANGE, "change"),
	TYPED("RemoveDelegate",      PERMISSION_CHANGE, "deletion"),
	WITH("GetWacAttachmentInfo", ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "view"),
	EXCHANGE_PLAIN("GetAttachmentDownloadToken",  OTHER),
	EXCHANGE_PLAIN("SubscribeToNotification",     OTHER),
	EXCHANGE_PLAIN("UnsubscribeToNotification",   OTHER),
	EXCHANGE_PLAIN("LogDatapoint",                OTHER),
	EXCHANGE_PLAIN("ProcessSuiteStorage",         OTHER),
	EXCHANGE_PLAIN("GetOwaUserConfiguration",     OTHER),
	EXCHANGE_PLAIN("GetUserConfiguration",        OTHER),
	EXCHANGE_PLAIN("GetTimeZoneOffsets",          OTHER),
	EXCHANGE_PLAIN("GetReminders",                OTHER),
	EXCHANGE_PLAIN("GetPersonaModernGroupMembership", OTHER),
	EXCHANGE_PLAIN("PendingRequest",              OTHER),
};

/* What stands behind "service.svc/s/", or is a page of its own. */
static const struct exchange_verb downloads[] = {
	WITH("GetFileAttachment",      ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "download"),
	WITH("GetAllAttachmentsAsZip", ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "zip"),
	WITH("GetAttachmentThumbnail", ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "thumbnail"),
	WITH("attachment.ashx",        ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "download"),
	WITH("WebReadyView.aspx",      ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "view"),
	EXCHANGE_PLAIN("GetPersonaPhoto", OTHER),
	EXCHANGE_PLAIN("ev.owa2",         OTHER),
	EXCHANGE_PLAIN("plt1.ashx",       OTHER),
	EXCHANGE_PLAIN("sessiondata.ashx", OTHER),
	EXCHANGE_PLAIN("keepalive.owa",   OTHER),
	EXCHANGE_PLAIN("logoff.owa",      LOGOUT),
	EXCHANGE_PLAIN("signout.aspx",    LOGOUT),
};

/* The pages of 2007 and 2010: "?ae=Item&t=IPM.Note&id=…". */
static const struct exchange_verb pages[] = {
	EXCHANGE_PLAIN("Item",    MAIL_OPEN),
	EXCHANGE_PLAIN("Folder",  MAIL_LIST),
	EXCHANGE_PLAIN("PreFormAction", MAIL_COMPOSE),
};
/* clang-format on */

bool exchange_set_verb(struct spoor_event *event, const struct exchange_verb *verb,
	size_t count, spoor_view name)
{
	event_set_text(event, FIELD_EVENT_CODE, name);
	for (; count && !view_eq_nocase(name, view_string(verb->name)); count--)
		verb++;
	if (count == 0)
		return false;
	event_set_action(event, verb->action);
	if (verb->type)
		event_add_text(event, FIELD_EVENT_TYPE, view_string(verb->type));
	if (verb->field != FIELD_COUNT)
		event_set_constant(event, verb->field, view_string(verb->value));
	return true;
}

/* The outcome of the form: 302 says nothing. */
static bool read_logon(const struct exchange_request *request)
{
	struct spoor_event *event = request->event;
	spoor_view reason = exchange_param(request->query, VIEW("LogoffReason"));

	event_set_action(event, ACTION_LOGIN);
	event_set_constant(event, FIELD_AUTH_METHOD, VIEW("FBA"));
	if (view_starts(reason, VIEW("NoCookies"))) {
		event_set_outcome(event, false);
		event_set_constant(event, FIELD_SPOOR_REASON, VIEW("bad-password"));
	} else if (event_has(event, FIELD_USER_NAME) && request->status < 400) {
		event_set_outcome(event, true);
	} else if (request->status < 400) {
		event_set_constant(event, FIELD_EVENT_OUTCOME, VIEW("unknown"));
	}
	return true;
}

/* The last part of the path. */
static spoor_view page_of(spoor_view path)
{
	size_t slash = view_find_last(path, '/');

	return slash < path.len ? view_skip(path, slash + 1) : path;
}

static void set_item(const struct exchange_request *request)
{
	struct spoor_event *event = request->event;
	spoor_view id = exchange_param(request->query, VIEW("id"));
	struct owa_id decoded;

	if (!owa_id_decode(event->arena, id, &decoded))
		return;
	event_set_text(event, FIELD_MAILBOX_GUID, decoded.mailbox);
	event_set_text(event, FIELD_MAIL_ENTRY_ID, decoded.entry);
	event_set_text(event, FIELD_ATTACHMENT_ID, decoded.attachment);
}

static bool read_page(const struct exchange_request *request)
{
	struct spoor_event *event = request->event;
	spoor_view words = exchange_param(request->query, VIEW("sch"));
	spoor_view kind = exchange_param(request->query, VIEW("ae"));

	if (kind.len == 0 || !exchange_set_verb(event, pages, COUNT(pages), kind))
		return false;
	if (words.len) {
		event_set_action(event, ACTION_MAIL_SEARCH);
		event_set_text(event, FIELD_SEARCH_QUERY,
			decode_percent(event->arena, words, true));
	}
	set_item(request);
	return true;
}

static bool is_download(spoor_view page)
{
	for (size_t i = 0; i < COUNT(downloads); i++)
		if (view_eq_nocase(page, view_string(downloads[i].name)))
			return true;
	return false;
}

bool exchange_owa_act(const struct exchange_request *request)
{
	struct spoor_event *event = request->event;
	spoor_view page = page_of(request->rest);

	if (view_eq_nocase(request->rest, VIEW("/auth.owa")) ||
		view_eq_nocase(request->rest, VIEW("/auth/owaauth.dll")))
		return view_eq(request->method, VIEW("POST")) && read_logon(request);
	if (view_eq_nocase(request->rest, VIEW("/service.svc"))) {
		spoor_view verb = exchange_param(request->query, VIEW("action"));

		return verb.len && exchange_set_verb(event, verbs, COUNT(verbs), verb);
	}
	if (is_download(page)) {
		exchange_set_verb(event, downloads, COUNT(downloads), page);
		event_unset(event, FIELD_EVENT_CODE);
		set_item(request);
		return true;
	}
	if (view_eq_nocase(page, VIEW("logon.aspx")) &&
		view_eq(exchange_param(request->query, VIEW("reason")), VIEW("2")))
		event_set_constant(event, FIELD_SPOOR_REASON, VIEW("bad-password"));
	return page.len == 0 && read_page(request);
}
