/* SPDX-License-Identifier: ISC */
/*
 * EWS, ActiveSync and the offline address book. EWS has its operation in a column, or, up to 2010,
 * in IIS's query; ActiveSync in "Cmd=" or, packed, in base 64 without a name.
 */
#include "base/decode.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "format/exchange_web.h"

/* clang-format off */
#define WITH(name_, action_, type_, field_, value_) {(name_), ACTION_##action_, (type_), FIELD_##field_, (value_)}
#define TYPED(name_, action_, type_)                {(name_), ACTION_##action_, (type_), FIELD_COUNT, NULL}

static const struct exchange_verb ews_verbs[] = {
	EXCHANGE_PLAIN("GetItem",             MAIL_OPEN),
	EXCHANGE_PLAIN("FindItem",            MAIL_LIST),
	EXCHANGE_PLAIN("FindFolder",          MAIL_LIST),
	EXCHANGE_PLAIN("GetFolder",           MAIL_LIST),
	EXCHANGE_PLAIN("SyncFolderHierarchy", MAIL_LIST),
	EXCHANGE_PLAIN("FindConversation",    MAIL_LIST),
	EXCHANGE_PLAIN("GetConversationItems", MAIL_OPEN),
	EXCHANGE_PLAIN("SyncFolderItems",     MAIL_FETCH),
	WITH("GetAttachment",    ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "download"),
	WITH("ExportItems",      MAIL_EXPORT, NULL, EXPORT_SCOPE, "selection"),
	EXCHANGE_PLAIN("SearchMailboxes",     MAIL_SEARCH),
	EXCHANGE_PLAIN("UploadItems",         MAIL_APPEND),
	EXCHANGE_PLAIN("CreateItem",          MAIL_COMPOSE),
	EXCHANGE_PLAIN("CreateAttachment",    MAIL_COMPOSE),
	EXCHANGE_PLAIN("UpdateItem",          MAIL_COMPOSE),
	EXCHANGE_PLAIN("SendItem",            MAIL_SEND),
	EXCHANGE_PLAIN("MoveItem",            MAIL_MOVE),
	EXCHANGE_PLAIN("CopyItem",            MAIL_MOVE),
	EXCHANGE_PLAIN("ArchiveItem",         MAIL_MOVE),
	EXCHANGE_PLAIN("DeleteItem",          MAIL_DELETE),
	EXCHANGE_PLAIN("EmptyFolder",         MAIL_DELETE),
	EXCHANGE_PLAIN("MarkAllItemsAsRead",  MAIL_FLAG),
	EXCHANGE_PLAIN("MarkAsJunk",          MAIL_FLAG),
	TYPED("CreateFolder",    FOLDER_CHANGE, "creation"),
	TYPED("UpdateFolder",    FOLDER_CHANGE, "change"),
	TYPED("MoveFolder",      FOLDER_CHANGE, "change"),
	TYPED("DeleteFolder",    FOLDER_CHANGE, "deletion"),
	WITH("UpdateInboxRules", RULE_CHANGE, "change", RULE_KIND, "inbox"),
	WITH("SetUserOofSettings", RULE_CHANGE, "change", RULE_KIND, "vacation"),
	EXCHANGE_PLAIN("GetInboxRules",       SETTINGS_VIEW),
	EXCHANGE_PLAIN("GetUserOofSettings",  SETTINGS_VIEW),
	EXCHANGE_PLAIN("GetDelegate",         SETTINGS_VIEW),
	TYPED("AddDelegate",     PERMISSION_CHANGE, "creation"),
	TYPED("UpdateDelegate",  PERMISSION_CHANGE, "change"),
	TYPED("RemoveDelegate",  PERMISSION_CHANGE, "deletion"),
	WITH("ResolveNames",     CONTACTS_READ, NULL, CONTACTS_MODE, "search"),
	WITH("FindPeople",       CONTACTS_READ, NULL, CONTACTS_MODE, "search"),
	WITH("ExpandDL",         CONTACTS_READ, NULL, CONTACTS_MODE, "list"),
	WITH("GetUserPhoto",     CONTACTS_READ, NULL, CONTACTS_MODE, "show"),
	WITH("GetPersona",       CONTACTS_READ, NULL, CONTACTS_MODE, "show"),
	EXCHANGE_PLAIN("Subscribe",           CONFIG_CHANGE),
	EXCHANGE_PLAIN("InstallApp",          CONFIG_CHANGE),
	EXCHANGE_PLAIN("Unsubscribe",         OTHER),
	EXCHANGE_PLAIN("GetStreamingEvents",  OTHER),
	EXCHANGE_PLAIN("GetEvents",           OTHER),
	EXCHANGE_PLAIN("SendNotification",    OTHER),
	EXCHANGE_PLAIN("ConvertId",           OTHER),
	EXCHANGE_PLAIN("GetServerTimeZones",  OTHER),
	EXCHANGE_PLAIN("GetUserAvailability", OTHER),
	EXCHANGE_PLAIN("GetUserConfiguration", OTHER),
	EXCHANGE_PLAIN("UpdateUserConfiguration", OTHER),
	EXCHANGE_PLAIN("CreateUserConfiguration", OTHER),
	EXCHANGE_PLAIN("GetServiceConfiguration", OTHER),
	EXCHANGE_PLAIN("GetMailTips",         OTHER),
	EXCHANGE_PLAIN("GetRoomLists",        OTHER),
	EXCHANGE_PLAIN("GetRooms",            OTHER),
	EXCHANGE_PLAIN("GetReminders",        OTHER),
	EXCHANGE_PLAIN("GetAppManifests",     OTHER),
	EXCHANGE_PLAIN("GetClientAccessToken", OTHER),
	EXCHANGE_PLAIN("GetUserRetentionPolicyTags", OTHER),
	EXCHANGE_PLAIN("GetSharingMetadata",  OTHER),
	EXCHANGE_PLAIN("GetNonIndexableItemStatistics", OTHER),
	EXCHANGE_PLAIN("GetSearchableMailboxes", OTHER),
	EXCHANGE_PLAIN("GetUserOofSettingsResponse", SETTINGS_VIEW),
};

/* In the order of the packed query's command codes. */
static const struct exchange_verb eas_verbs[] = {
	EXCHANGE_PLAIN("Sync",              MAIL_FETCH),
	EXCHANGE_PLAIN("SendMail",          MAIL_SEND),
	EXCHANGE_PLAIN("SmartForward",      MAIL_SEND),
	EXCHANGE_PLAIN("SmartReply",        MAIL_SEND),
	WITH("GetAttachment", ATTACHMENT_DOWNLOAD, NULL, ATTACHMENT_MODE, "download"),
	EXCHANGE_PLAIN("GetHierarchy",      MAIL_LIST),
	TYPED("CreateCollection", FOLDER_CHANGE, "creation"),
	TYPED("DeleteCollection", FOLDER_CHANGE, "deletion"),
	TYPED("MoveCollection",   FOLDER_CHANGE, "change"),
	EXCHANGE_PLAIN("FolderSync",        MAIL_LIST),
	TYPED("FolderCreate",     FOLDER_CHANGE, "creation"),
	TYPED("FolderDelete",     FOLDER_CHANGE, "deletion"),
	TYPED("FolderUpdate",     FOLDER_CHANGE, "change"),
	EXCHANGE_PLAIN("MoveItems",         MAIL_MOVE),
	EXCHANGE_PLAIN("GetItemEstimate",   OTHER),
	EXCHANGE_PLAIN("MeetingResponse",   OTHER),
	EXCHANGE_PLAIN("Search",            MAIL_SEARCH),
	EXCHANGE_PLAIN("Settings",          OTHER),
	EXCHANGE_PLAIN("Ping",              OTHER),
	EXCHANGE_PLAIN("ItemOperations",    MAIL_FETCH),
	EXCHANGE_PLAIN("Provision",         OTHER),
	WITH("ResolveRecipients", CONTACTS_READ, NULL, CONTACTS_MODE, "search"),
	EXCHANGE_PLAIN("ValidateCert",      OTHER),
	EXCHANGE_PLAIN("Find",              MAIL_SEARCH),
	EXCHANGE_PLAIN("Options",           OTHER),
};
/* clang-format on */

bool exchange_ews_verb(struct spoor_event *event, spoor_view name)
{
	if (view_ends(name, VIEW("Response")))
		name.len -= VIEW("Response").len;
	return exchange_set_verb(event, ews_verbs, COUNT(ews_verbs), name);
}

bool exchange_ews_act(const struct exchange_request *request)
{
	spoor_view query = request->query;
	spoor_view verb;

	if (view_starts_nocase(request->rest, VIEW("/mrsproxy.svc"))) {
		event_set_action(request->event, ACTION_MAIL_EXPORT);
		event_set_constant(request->event, FIELD_EXPORT_SCOPE, VIEW("mailbox"));
		return true;
	}
	if (!view_starts_nocase(request->rest, VIEW("/exchange.asmx")))
		return false;
	if (view_starts_nocase(request->rest, VIEW("/exchange.asmx/s/")))
		verb = view_skip(request->rest, VIEW("/exchange.asmx/s/").len);
	else if (scan_literal(&query, VIEW("SoapAction=")))
		verb = view_head(query, view_find_either(query, ';', '&'));
	else
		return false;
	return exchange_ews_verb(request->event, verb);
}

/* ------------------------------------------------------------------ ActiveSync */

enum { PACKED_MOST = 1024 };

/* A text behind a length of one byte. */
static bool take_text(spoor_view *rest, spoor_view *text_r)
{
	size_t len = rest->len ? (unsigned char)rest->ptr[0] : 0;

	if (rest->len < len + 1)
		return false;
	*text_r = view_head(view_skip(*rest, 1), len);
	*rest = view_skip(*rest, len + 1);
	return true;
}

/* Version, command, two bytes of locale, device id, policy key, device type. */
static bool read_packed(const struct exchange_request *request)
{
	struct spoor_event *event = request->event;
	spoor_view text = view_head(request->query, view_find(request->query, '&'));
	spoor_view bytes;
	spoor_view device;
	spoor_view policy;
	spoor_view model;
	size_t code;

	if (text.len < 8 || text.len > PACKED_MOST)
		return false;
	bytes = decode_base64(event->arena, text);
	if (bytes.len < 6)
		return false;
	code = (unsigned char)bytes.ptr[1];
	bytes = view_skip(bytes, 4);
	if (code >= COUNT(eas_verbs) - 1 || !take_text(&bytes, &device) ||
		!take_text(&bytes, &policy) || !take_text(&bytes, &model) ||
		utf8_valid_len(device) != device.len ||
		utf8_valid_len(model) != model.len)
		return false;
	event_set_text(event, FIELD_DEVICE_ID, device);
	event_set_text(event, FIELD_DEVICE_MODEL, model);
	return exchange_set_verb(
		event, eas_verbs, COUNT(eas_verbs), view_string(eas_verbs[code].name));
}

bool exchange_eas_act(const struct exchange_request *request)
{
	spoor_view command = exchange_param(request->query, VIEW("Cmd"));
	spoor_view log = exchange_param(request->query, VIEW("Log"));

	if (log.len)
		event_add_extra(request->event, VIEW("Log"), log);
	if (command.len)
		return exchange_set_verb(
			request->event, eas_verbs, COUNT(eas_verbs), command);
	return read_packed(request);
}

bool exchange_oab_act(const struct exchange_request *request)
{
	if (!view_ends(request->rest, VIEW(".xml")) &&
		!view_ends(request->rest, VIEW(".lzx")))
		return false;
	event_set_action(request->event, ACTION_CONTACTS_READ);
	event_set_constant(request->event, FIELD_CONTACTS_MODE, VIEW("export"));
	return true;
}
