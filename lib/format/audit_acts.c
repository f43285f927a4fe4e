/* SPDX-License-Identifier: ISC */
/* Operations and the acts that they are. Entra's end with a point, which does not count. */
#include "format/audit_parts.h"

struct act {
	spoor_view name;
	enum action action;
	spoor_view type;  /* event.type, where the action has several */
	enum field field; /* FIELD_COUNT: none */
	spoor_view value; /* … of it */
};

#define OF(text)                                                                         \
	{                                                                                \
		"" text, sizeof(text) - 1                                                \
	}
#define ACT(name_, action_)                                                              \
	{                                                                                \
		OF(name_), ACTION_##action_, OF(""), FIELD_COUNT, OF("")                 \
	}
#define TYPED(name_, action_, type_)                                                     \
	{                                                                                \
		OF(name_), ACTION_##action_, OF(type_), FIELD_COUNT, OF("")              \
	}
#define WITH(name_, action_, field_, value_)                                             \
	{                                                                                \
		OF(name_), ACTION_##action_, OF(""), FIELD_##field_, OF(value_)          \
	}
#define FULL(name_, action_, type_, field_, value_)                                      \
	{                                                                                \
		OF(name_), ACTION_##action_, OF(type_), FIELD_##field_, OF(value_)       \
	}

/* clang-format off */
static const struct act acts[] = {
	/* a mailbox */
	ACT("MailItemsAccessed",                     MAIL_FETCH),
	ACT("MessageBind",                           MAIL_OPEN),
	ACT("FolderBind",                            MAIL_LIST),
	ACT("MailboxLogin",                          LOGIN),
	ACT("Send",                                  MAIL_SEND),
	ACT("SendAs",                                MAIL_SEND),
	ACT("SendOnBehalf",                          MAIL_SEND),
	ACT("Create",                                MAIL_APPEND),
	ACT("Update",                                MAIL_APPEND),
	ACT("Copy",                                  MAIL_MOVE),
	ACT("Move",                                  MAIL_MOVE),
	WITH("MoveToDeletedItems",                   MAIL_DELETE, DELETE_KIND, "trash"),
	WITH("SoftDelete",                           MAIL_DELETE, DELETE_KIND, "soft"),
	WITH("HardDelete",                           MAIL_DELETE, DELETE_KIND, "hard"),
	WITH("RecordDelete",                         MAIL_DELETE, DELETE_KIND, "soft"),
	WITH("AttachmentAccess",                     ATTACHMENT_DOWNLOAD, ATTACHMENT_MODE, "view"),
	FULL("UpdateInboxRules",                     RULE_CHANGE, "change", RULE_KIND, "inbox"),
	TYPED("AddFolderPermissions",                PERMISSION_CHANGE, "creation"),
	TYPED("ModifyFolderPermissions",             PERMISSION_CHANGE, "change"),
	TYPED("UpdateFolderPermissions",             PERMISSION_CHANGE, "change"),
	TYPED("RemoveFolderPermissions",             PERMISSION_CHANGE, "deletion"),
	TYPED("UpdateCalendarDelegation",            PERMISSION_CHANGE, "change"),
	ACT("SearchQueryInitiatedExchange",          MAIL_SEARCH),
	ACT("ApplyRecord",                           OTHER),
	ACT("ApplyRecordLabel",                      OTHER),
	ACT("UpdateComplianceTag",                   OTHER),
	ACT("ApplyPriorityCleanup",                  OTHER),
	ACT("ApplyPersistentProtection",             OTHER),

	/* quarantine, searches, cases */
	WITH("QuarantineRelease",                    MAIL_EXPORT, EXPORT_SCOPE, "message"),
	WITH("QuarantineReleaseMessage",             MAIL_EXPORT, EXPORT_SCOPE, "message"),
	WITH("QuarantineExport",                     MAIL_EXPORT, EXPORT_SCOPE, "message"),
	ACT("QuarantinePreview",                     MAIL_OPEN),
	ACT("QuarantineViewHeader",                  MAIL_OPEN),
	WITH("QuarantineDelete",                     MAIL_DELETE, DELETE_KIND, "hard"),
	ACT("QuarantineReleaseRequest",              OTHER),
	ACT("QuarantineReleaseRequestDeny",          OTHER),
	ACT("SearchCreated",                         MAIL_SEARCH),
	ACT("SearchUpdated",                         MAIL_SEARCH),
	ACT("SearchStarted",                         MAIL_SEARCH),
	ACT("SearchStopped",                         ADMIN_COMMAND),
	ACT("SearchRemoved",                         ADMIN_COMMAND),
	ACT("SearchReport",                          ADMIN_COMMAND),
	ACT("SearchReportDownloaded",                ADMIN_COMMAND),
	ACT("SearchPreviewed",                       MAIL_SEARCH),
	ACT("SearchViewed",                          ADMIN_COMMAND),
	ACT("ViewedSearchPreviewed",                 MAIL_SEARCH),
	ACT("ViewedSearchExported",                  ADMIN_COMMAND),
	ACT("PreviewItemListed",                     MAIL_LIST),
	ACT("PreviewItemRendered",                   MAIL_OPEN),
	ACT("PreviewItemDownloaded",                 MAIL_EXPORT),
	WITH("SearchExported",                       MAIL_EXPORT, EXPORT_SCOPE, "selection"),
	WITH("SearchResultExported",                 MAIL_EXPORT, EXPORT_SCOPE, "selection"),
	WITH("SearchExportDownloaded",               MAIL_EXPORT, EXPORT_SCOPE, "selection"),
	WITH("SearchResultsPurged",                  MAIL_DELETE, DELETE_KIND, "hard"),
	TYPED("SearchPermissionCreated",             PERMISSION_CHANGE, "creation"),
	TYPED("SearchPermissionUpdated",             PERMISSION_CHANGE, "change"),
	TYPED("SearchPermissionRemoved",             PERMISSION_CHANGE, "deletion"),
	TYPED("CaseAdminAdded",                      PERMISSION_CHANGE, "creation"),
	TYPED("CaseAdminUpdated",                    PERMISSION_CHANGE, "change"),
	TYPED("CaseAdminRemoved",                    PERMISSION_CHANGE, "deletion"),
	TYPED("CaseMemberAdded",                     PERMISSION_CHANGE, "creation"),
	TYPED("CaseMemberUpdated",                   PERMISSION_CHANGE, "change"),
	TYPED("CaseMemberRemoved",                   PERMISSION_CHANGE, "deletion"),
	ACT("CaseAdded",                             ADMIN_COMMAND),
	ACT("CaseUpdated",                           ADMIN_COMMAND),
	ACT("CaseRemoved",                           ADMIN_COMMAND),
	ACT("CaseViewed",                            ADMIN_COMMAND),
	ACT("HoldCreated",                           ADMIN_COMMAND),
	ACT("HoldUpdated",                           ADMIN_COMMAND),
	ACT("HoldRemoved",                           ADMIN_COMMAND),
	ACT("AuditSearchCreated",                    ADMIN_COMMAND),
	ACT("AuditSearchCompleted",                  ADMIN_COMMAND),
	ACT("AuditSearchExportJobCreated",           ADMIN_COMMAND),
	ACT("AuditSearchExportJobCompleted",         ADMIN_COMMAND),
	ACT("AuditSearchExportResultsDownloaded",    ADMIN_COMMAND),
	ACT("AuditSearchDeleted",                    ADMIN_COMMAND),

	/* Entra: signing in, accounts, rights */
	ACT("UserLoggedIn",                          LOGIN),
	ACT("UserLoginFailed",                       LOGIN),
	ACT("PasswordLogonInitialAuthUsingPassword", LOGIN),
	ACT("ForeignRealmIndexLogonInitialAuthUsingADFSFederatedToken", LOGIN),
	ACT("Sign-in activity",                      LOGIN),
	ACT("SignInEvent",                           LOGIN),
	ACT("UserLoggedOff",                         LOGOUT),
	WITH("Change user password",                 CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("Reset user password",                  CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("Set force change user password",       CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("Set user password",                    CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("Reset password (self-service)",        CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("Change password (self-service)",       CREDENTIAL_CHANGE, CREDENTIAL_KIND, "password"),
	WITH("User registered security info",        CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("User registered all required security info", CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("User deleted security info",           CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("User changed default security info",   CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Admin registered security info",       CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Admin deleted security info",          CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Admin updated security info",          CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Disable Strong Authentication",        CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Enable Strong Authentication",         CREDENTIAL_CHANGE, CREDENTIAL_KIND, "mfa"),
	WITH("Create app password for user",         CREDENTIAL_CHANGE, CREDENTIAL_KIND, "app-password"),
	WITH("Delete application password for user", CREDENTIAL_CHANGE, CREDENTIAL_KIND, "app-password"),
	WITH("Update StsRefreshTokenValidFrom Timestamp", CREDENTIAL_CHANGE, CREDENTIAL_KIND, "token"),
	WITH("Add service principal credentials",    CREDENTIAL_CHANGE, CREDENTIAL_KIND, "token"),
	WITH("Remove service principal credentials", CREDENTIAL_CHANGE, CREDENTIAL_KIND, "token"),
	WITH("Update application \xe2\x80\x93 Certificates and secrets management", CREDENTIAL_CHANGE, CREDENTIAL_KIND, "token"),
	TYPED("Add user",                            ACCOUNT_CHANGE, "creation"),
	TYPED("Update user",                         ACCOUNT_CHANGE, "change"),
	TYPED("Delete user",                         ACCOUNT_CHANGE, "deletion"),
	TYPED("Hard Delete user",                    ACCOUNT_CHANGE, "deletion"),
	TYPED("Restore user",                        ACCOUNT_CHANGE, "creation"),
	TYPED("Invite external user",                ACCOUNT_CHANGE, "creation"),
	TYPED("Redeem external user invite",         ACCOUNT_CHANGE, "change"),
	TYPED("Disable account",                     ACCOUNT_CHANGE, "change"),
	TYPED("Enable account",                      ACCOUNT_CHANGE, "change"),
	TYPED("Change user license",                 ACCOUNT_CHANGE, "change"),
	TYPED("Set license properties",              ACCOUNT_CHANGE, "change"),
	TYPED("Add group",                           ACCOUNT_CHANGE, "creation"),
	TYPED("Update group",                        ACCOUNT_CHANGE, "change"),
	TYPED("Delete group",                        ACCOUNT_CHANGE, "deletion"),
	TYPED("Add member to group",                 ACCOUNT_CHANGE, "change"),
	TYPED("Add owner to group",                  ACCOUNT_CHANGE, "change"),
	TYPED("Remove member from group",            ACCOUNT_CHANGE, "change"),
	TYPED("Remove owner from group",             ACCOUNT_CHANGE, "change"),
	TYPED("Add member to role",                  PERMISSION_CHANGE, "creation"),
	TYPED("Add eligible member to role",         PERMISSION_CHANGE, "creation"),
	TYPED("Add scoped member to role",           PERMISSION_CHANGE, "creation"),
	TYPED("Remove member from role",             PERMISSION_CHANGE, "deletion"),
	TYPED("Remove eligible member from role",    PERMISSION_CHANGE, "deletion"),
	TYPED("Remove scoped member from role",      PERMISSION_CHANGE, "deletion"),
	TYPED("Consent to application",              PERMISSION_CHANGE, "creation"),
	TYPED("Add delegated permission grant",      PERMISSION_CHANGE, "creation"),
	TYPED("Remove delegated permission grant",   PERMISSION_CHANGE, "deletion"),
	TYPED("Add OAuth2PermissionGrant",           PERMISSION_CHANGE, "creation"),
	TYPED("Remove OAuth2PermissionGrant",        PERMISSION_CHANGE, "deletion"),
	TYPED("Add app role assignment to service principal", PERMISSION_CHANGE, "creation"),
	TYPED("Add app role assignment grant to user", PERMISSION_CHANGE, "creation"),
	TYPED("Add app role assignment to group",    PERMISSION_CHANGE, "creation"),
	TYPED("Remove app role assignment from service principal", PERMISSION_CHANGE, "deletion"),
	TYPED("Remove app role assignment from user", PERMISSION_CHANGE, "deletion"),
	TYPED("Add service principal",               PERMISSION_CHANGE, "creation"),
	TYPED("Update service principal",            PERMISSION_CHANGE, "change"),
	TYPED("Remove service principal",            PERMISSION_CHANGE, "deletion"),
	TYPED("Add delegation entry",                PERMISSION_CHANGE, "creation"),
	TYPED("Set delegation entry",                PERMISSION_CHANGE, "change"),
	TYPED("Remove delegation entry",             PERMISSION_CHANGE, "deletion"),
	TYPED("Add application",                     PERMISSION_CHANGE, "creation"),
	TYPED("Update application",                  PERMISSION_CHANGE, "change"),
	TYPED("Delete application",                  PERMISSION_CHANGE, "deletion"),
	TYPED("Add owner to application",            PERMISSION_CHANGE, "creation"),
	TYPED("Add owner to service principal",      PERMISSION_CHANGE, "creation"),
	TYPED("Add device",                          DEVICE_CHANGE, "creation"),
	TYPED("Register device",                     DEVICE_CHANGE, "creation"),
	TYPED("Add registered owner to device",      DEVICE_CHANGE, "change"),
	TYPED("Add registered users to device",      DEVICE_CHANGE, "change"),
	TYPED("Update device",                       DEVICE_CHANGE, "change"),
	TYPED("Delete device",                       DEVICE_CHANGE, "deletion"),
	TYPED("Unregister device",                   DEVICE_CHANGE, "deletion"),
	ACT("Set domain authentication",             CONFIG_CHANGE),
	ACT("Set federation settings on domain",     CONFIG_CHANGE),
	ACT("Set Company Information",               CONFIG_CHANGE),
	ACT("Set company allowed data location",     CONFIG_CHANGE),
	ACT("Set Partnership",                       CONFIG_CHANGE),
	ACT("Set DirSyncEnabled flag",               CONFIG_CHANGE),
	ACT("Set password policy",                   CONFIG_CHANGE),
	ACT("Add domain to company",                 CONFIG_CHANGE),
	ACT("Add unverified domain",                 CONFIG_CHANGE),
	ACT("Add verified domain",                   CONFIG_CHANGE),
	ACT("Verify domain",                         CONFIG_CHANGE),
	ACT("Update domain",                         CONFIG_CHANGE),
	ACT("Remove domain from company",            CONFIG_CHANGE),
	ACT("Remove unverified domain",              CONFIG_CHANGE),
	ACT("Remove verified domain",                CONFIG_CHANGE),
	ACT("Add partner to company",                CONFIG_CHANGE),
	ACT("Remove partner from company",           CONFIG_CHANGE),
	ACT("Add policy",                            CONFIG_CHANGE),
	ACT("Update policy",                         CONFIG_CHANGE),
	ACT("Delete policy",                         CONFIG_CHANGE),
	ACT("Add conditional access policy",         CONFIG_CHANGE),
	ACT("Update conditional access policy",      CONFIG_CHANGE),
	ACT("Delete conditional access policy",      CONFIG_CHANGE),

	/* SharePoint and OneDrive */
	ACT("FileAccessed",                          FILE_OPEN),
	ACT("FileAccessedExtended",                  FILE_OPEN),
	ACT("FilePreviewed",                         FILE_OPEN),
	ACT("FileDownloaded",                        FILE_DOWNLOAD),
	ACT("FileSyncDownloadedFull",                FILE_DOWNLOAD),
	ACT("FileSyncDownloadedPartial",             FILE_DOWNLOAD),
	ACT("FileSyncUploadedFull",                  FILE_CHANGE),
	ACT("FileSyncUploadedPartial",               FILE_CHANGE),
	ACT("FileUploaded",                          FILE_CHANGE),
	ACT("FileUploadedPartial",                   FILE_CHANGE),
	ACT("FileModified",                          FILE_CHANGE),
	ACT("FileModifiedExtended",                  FILE_CHANGE),
	ACT("FileCopied",                            FILE_CHANGE),
	ACT("FileMoved",                             FILE_CHANGE),
	ACT("FileRenamed",                           FILE_CHANGE),
	ACT("FileRestored",                          FILE_CHANGE),
	ACT("FileCheckedIn",                         FILE_CHANGE),
	ACT("FileCheckedOut",                        FILE_CHANGE),
	ACT("FileCheckOutDiscarded",                 FILE_CHANGE),
	ACT("FileVersionsAllDeleted",                FILE_DELETE),
	ACT("FileVersionRecycled",                   FILE_DELETE),
	ACT("FileVersionsAllRecycled",               FILE_DELETE),
	ACT("FileVersionsAllMinorsRecycled",         FILE_DELETE),
	ACT("FileDeleted",                           FILE_DELETE),
	ACT("FileRecycled",                          FILE_DELETE),
	ACT("FileDeletedFirstStageRecycleBin",       FILE_DELETE),
	ACT("FileDeletedSecondStageRecycleBin",      FILE_DELETE),
	ACT("FolderDeletedFirstStageRecycleBin",     FILE_DELETE),
	ACT("FolderDeletedSecondStageRecycleBin",    FILE_DELETE),
	ACT("FolderCreated",                         FILE_CHANGE),
	ACT("FolderModified",                        FILE_CHANGE),
	ACT("FolderCopied",                          FILE_CHANGE),
	ACT("FolderMoved",                           FILE_CHANGE),
	ACT("FolderRenamed",                         FILE_CHANGE),
	ACT("FolderRestored",                        FILE_CHANGE),
	ACT("FolderDeleted",                         FILE_DELETE),
	ACT("FolderRecycled",                        FILE_DELETE),
	ACT("SharingSet",                            FILE_SHARE),
	ACT("SharingRevoked",                        FILE_SHARE),
	ACT("SharingInheritanceBroken",              FILE_SHARE),
	ACT("SharingInheritanceReset",               FILE_SHARE),
	ACT("SharingInvitationCreated",              FILE_SHARE),
	ACT("SharingInvitationAccepted",             FILE_SHARE),
	ACT("SharingInvitationBlocked",              FILE_SHARE),
	ACT("SharingInvitationRevoked",              FILE_SHARE),
	ACT("SharingInvitationUpdated",              FILE_SHARE),
	ACT("AccessInvitationCreated",               FILE_SHARE),
	ACT("AccessInvitationUpdated",               FILE_SHARE),
	ACT("AccessInvitationExpired",               FILE_SHARE),
	ACT("AccessInvitationRevoked",               FILE_SHARE),
	ACT("AccessInvitationAccepted",              FILE_SHARE),
	ACT("AccessRequestCreated",                  FILE_SHARE),
	ACT("AccessRequestUpdated",                  FILE_SHARE),
	ACT("AccessRequestApproved",                 FILE_SHARE),
	ACT("AccessRequestAccepted",                 FILE_SHARE),
	ACT("AccessRequestDenied",                   FILE_SHARE),
	ACT("AccessRequestRejected",                 FILE_SHARE),
	ACT("SharedLinkCreated",                     FILE_SHARE),
	ACT("SharedLinkDisabled",                    FILE_SHARE),
	ACT("AnonymousLinkCreated",                  FILE_SHARE),
	ACT("AnonymousLinkUpdated",                  FILE_SHARE),
	ACT("AnonymousLinkRemoved",                  FILE_SHARE),
	ACT("AnonymousLinkUsed",                     FILE_OPEN),
	ACT("CompanyLinkCreated",                    FILE_SHARE),
	ACT("CompanyLinkRemoved",                    FILE_SHARE),
	ACT("CompanyLinkUsed",                       FILE_OPEN),
	ACT("SecureLinkCreated",                     FILE_SHARE),
	ACT("SecureLinkUpdated",                     FILE_SHARE),
	ACT("SecureLinkDeleted",                     FILE_SHARE),
	ACT("SecureLinkUsed",                        FILE_OPEN),
	ACT("AddedToSecureLink",                     FILE_SHARE),
	ACT("RemovedFromSecureLink",                 FILE_SHARE),
	ACT("AddedToSharingLink",                    FILE_SHARE),
	ACT("SharingLinkCreated",                    FILE_SHARE),
	ACT("SharingLinkUsed",                       FILE_OPEN),
	ACT("SearchQueryPerformed",                  FILE_SEARCH),
	ACT("SearchQueryInitiatedSharePoint",        FILE_SEARCH),
	ACT("FileMalwareDetected",                   FILE_CHANGE),
	ACT("DocumentSensitivityMismatchDetected",   FILE_CHANGE),
	ACT("FileSensitivityLabelApplied",           FILE_CHANGE),
	ACT("FileSensitivityLabelChanged",           FILE_CHANGE),
	ACT("FileSensitivityLabelRemoved",           FILE_CHANGE),
	ACT("PageViewed",                            FILE_OPEN),
	ACT("PageViewedExtended",                    FILE_OPEN),
	ACT("PagePrefetched",                        OTHER),
	ACT("ClientViewSignaled",                    OTHER),
	ACT("SyncGetChanges",                        OTHER),
	TYPED("ManagedSyncClientAllowed",            DEVICE_CHANGE, "change"),
	TYPED("UnmanagedSyncClientBlocked",          DEVICE_CHANGE, "change"),
	TYPED("SiteCollectionAdminAdded",            PERMISSION_CHANGE, "creation"),
	TYPED("SiteCollectionAdminRemoved",          PERMISSION_CHANGE, "deletion"),
	TYPED("UserAddedToGroup",                    PERMISSION_CHANGE, "creation"),
	TYPED("AddedToGroup",                        PERMISSION_CHANGE, "creation"),
	TYPED("UserRemovedFromGroup",                PERMISSION_CHANGE, "deletion"),
	TYPED("RemovedFromGroup",                    PERMISSION_CHANGE, "deletion"),
	TYPED("GroupAdded",                          PERMISSION_CHANGE, "creation"),
	TYPED("GroupUpdated",                        PERMISSION_CHANGE, "change"),
	TYPED("GroupRemoved",                        PERMISSION_CHANGE, "deletion"),
	TYPED("PermissionLevelAdded",                PERMISSION_CHANGE, "creation"),
	TYPED("PermissionLevelModified",             PERMISSION_CHANGE, "change"),
	TYPED("PermissionLevelRemoved",              PERMISSION_CHANGE, "deletion"),
	TYPED("PermissionLevelsInheritanceBroken",   PERMISSION_CHANGE, "change"),
	TYPED("WebMembersCanShareModified",          PERMISSION_CHANGE, "change"),
	ACT("SharingPolicyChanged",                  CONFIG_CHANGE),
	ACT("NetworkAccessPolicyChanged",            CONFIG_CHANGE),
	ACT("DeviceAccessPolicyChanged",             CONFIG_CHANGE),
	ACT("SiteCollectionCreated",                 CONFIG_CHANGE),
	ACT("SiteDeleted",                           CONFIG_CHANGE),
};
/* clang-format on */

static spoor_view bare(spoor_view operation)
{
	operation = view_trim(operation);
	if (view_ends(operation, VIEW(".")))
		operation.len--;
	return view_trim(operation);
}

static const struct act *find_act(spoor_view operation)
{
	operation = bare(operation);
	for (size_t i = 0; i < COUNT(acts); i++)
		if (view_eq_nocase(acts[i].name, operation))
			return &acts[i];
	return NULL;
}

/* Services without mail and files, by the names and numbers of their record types. */
/* clang-format off */
static const spoor_view elsewhere[] = {
	OF("20"), OF("PowerBIAudit"), OF("21"), OF("CRM"), OF("22"), OF("Yammer"),
	OF("23"), OF("SkypeForBusinessCmdlets"), OF("25"), OF("MicrosoftTeams"),
	OF("26"), OF("SkypeForBusinessUsersBlocked"), OF("27"), OF("SkypeForBusinessPSTNUsage"),
	OF("30"), OF("MicrosoftFlow"), OF("31"), OF("AeD"), OF("32"), OF("MicrosoftStream"),
	OF("34"), OF("35"), OF("Project"), OF("45"), OF("PowerAppsApp"), OF("46"), OF("PowerAppsPlan"),
	OF("36"), OF("SharePointListOperation"), OF("37"), OF("SharePointCommentOperation"),
	OF("48"), OF("49"), OF("51"), OF("HygieneEvent"), OF("52"), OF("DataInsightsRestApiAudit"),
	OF("54"), OF("SharePointListItemOperation"), OF("55"), OF("SharePointContentTypeOperation"),
	OF("56"), OF("SharePointFieldOperation"), OF("57"), OF("MicrosoftTeamsAdmin"),
	OF("64"), OF("AirInvestigation"), OF("66"), OF("MicrosoftForms"), OF("261"), OF("CopilotInteraction"),
};
/* clang-format on */

static bool is_elsewhere(const struct audit *audit)
{
	spoor_view type = audit_text(audit, AUDIT_RECORD_TYPE);

	for (size_t i = 0; i < COUNT(elsewhere); i++)
		if (view_eq_nocase(elsewhere[i], type))
			return true;
	return false;
}

/* ------------------------------------------------------------------ what an act needs */

static void set_access(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view type = audit_use(audit, AUDIT_ACCESS_TYPE);
	bool is_bind = view_eq_nocase(type, VIEW("Bind"));

	if (view_eq_nocase(audit_use(audit, AUDIT_THROTTLED), VIEW("True")))
		event_set_flag(event, FIELD_AUDIT_THROTTLED, true);
	if (is_bind || view_eq_nocase(type, VIEW("Sync")))
		event_set_constant(event, FIELD_M365_ACCESS_TYPE,
			is_bind ? VIEW("bind") : VIEW("sync"));
	if (is_bind && audit->items <= 1)
		event_set_action(event, ACTION_MAIL_OPEN);
}

/* A file is named whole, or as a site, a folder in it and a name. */
static void set_file(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view parts[] = {audit_text(audit, AUDIT_SITE),
		audit_text(audit, AUDIT_SITE_FOLDER), event_text(event, FIELD_FILE_NAME)};
	spoor_view object = audit_use(audit, AUDIT_OBJECT);
	size_t used = 0;
	char *room;

	if (object.len) {
		event_set_text(event, FIELD_FILE_PATH, object);
		return;
	}
	room = arena_room(event->arena, parts[0].len + parts[1].len + parts[2].len + 2);
	for (size_t i = 0; room && i < COUNT(parts); i++) {
		if (parts[i].len == 0)
			continue;
		if (used && room[used - 1] != '/')
			room[used++] = '/';
		memcpy(room + used, parts[i].ptr, parts[i].len);
		used += parts[i].len;
	}
	if (!room)
		return;
	arena_keep(event->arena, used);
	event_set_text(event, FIELD_FILE_PATH, view_of(room, used));
}

static void set_rights(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view rights = audit_use(audit, AUDIT_RIGHTS);

	event_set_text(event, FIELD_PERM_GRANTEE, audit_use(audit, AUDIT_MEMBER));
	while (rights.len)
		event_add_text(
			event, FIELD_PERM_RIGHTS, view_trim(view_split(&rights, ',')));
}

/* The account that an act of administration is done to. */
static void set_target(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view object = audit_text(audit, AUDIT_OBJECT);

	if (event_has(event, FIELD_USER_TARGET_NAME) || !view_has(object, '@') ||
		view_eq_nocase(object, event_text(event, FIELD_USER_NAME)))
		return;
	event_set_text(event, FIELD_USER_TARGET_NAME, audit_use(audit, AUDIT_OBJECT));
}

/* Sending as another account is acting with its rights, whether the record repeats it or not. */
static void set_assumed(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view code = event_text(event, FIELD_EVENT_CODE);

	if (!view_eq(code, VIEW("Send")) && !event_has(event, FIELD_USER_EFFECTIVE_NAME))
		event_set_text(event, FIELD_USER_EFFECTIVE_NAME,
			event_text(event, FIELD_USER_TARGET_NAME));
}

static void set_details(struct audit *audit, enum action action)
{
	switch (action) {
	case ACTION_MAIL_FETCH:
		set_access(audit);
		break;
	case ACTION_MAIL_SEND:
		set_assumed(audit);
		break;
	case ACTION_FILE_SHARE:
		set_rights(audit);
		set_file(audit);
		break;
	case ACTION_FILE_OPEN:
	case ACTION_FILE_DOWNLOAD:
	case ACTION_FILE_CHANGE:
	case ACTION_FILE_DELETE:
		set_file(audit);
		break;
	case ACTION_PERMISSION_CHANGE:
		set_rights(audit);
		set_target(audit);
		break;
	case ACTION_ACCOUNT_CHANGE:
	case ACTION_CREDENTIAL_CHANGE:
		set_target(audit);
		break;
	default:
		break;
	}
}

bool audit_set_act(struct audit *audit, spoor_view operation)
{
	const struct act *act = find_act(operation);
	struct spoor_event *event = audit->event;

	audit_set_outcome(audit, operation);
	if (!act) {
		if (audit_set_command(audit, operation))
			return true;
		event_set_action(event, ACTION_OTHER);
		return operation.len == 0 || is_elsewhere(audit);
	}
	event_set_action(event, act->action);
	event_add_text(event, FIELD_EVENT_TYPE, act->type);
	if (act->field != FIELD_COUNT)
		event_set_constant(event, act->field, act->value);
	set_details(audit, act->action);
	return true;
}
