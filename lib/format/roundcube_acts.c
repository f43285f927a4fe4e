/* SPDX-License-Identifier: ISC */
/*
 * Roundcube 0.9 … 1.7: which request is which act. A URL names a task ("mail", "settings") and an
 * action ("show"); forms are posted to URLs that name only the task or nothing, and then the
 * page that they were on, in the Referer, tells the act (the body, which names it, is in no log).
 *
 *	GET /?_task=mail&_uid=7&_mbox=INBOX&_action=show		opens message 7
 *	POST /?_task=mail&_unlock=loading1767003301924&_framed=1	sends, or saves a draft
 *	POST /, from ?_task=settings&_action=plugin.managesieve-action	saves a filter
 *
 * Since 1.5 many actions have two names; both are accepted in a URL, and both have a row here.
 */
#include "format/roundcube_take.h"
#include "format/secret.h"
#include "format/webacts.h"

enum verb { VERB_ANY, VERB_READ, VERB_WRITE };

struct row {
	spoor_view action;
	spoor_view task; /* empty: any */
	enum verb verb;
	enum action act;
	enum field field; /* set to `value`; FIELD_COUNT: none */
	const char *value;
	const char *type;     /* event.type; NULL: follows from the act */
	roundcube_take *take; /* NULL: nothing else to take */
};

#define ROW(action_, task_, verb_, act_, field_, value_, type_, take_)                   \
	{                                                                                \
		.action = {"" action_, sizeof(action_) - 1},                             \
		.task = {"" task_, sizeof(task_) - 1}, .verb = (verb_), .act = (act_),   \
		.field = (field_), .value = (value_), .type = (type_), .take = (take_)   \
	}

/* Sorted by action. */
/* clang-format off */
static const struct row rows[] = {
	ROW("",                                          "addressbook", VERB_READ,  ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "list",        NULL,       NULL),
	ROW("",                                          "addressbook", VERB_WRITE, ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("",                                          "login",       VERB_WRITE, ACTION_LOGIN,               FIELD_COUNT,           NULL,          NULL,       roundcube_take_login),
	ROW("",                                          "logout",      VERB_ANY,   ACTION_LOGOUT,              FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("",                                          "mail",        VERB_READ,  ACTION_MAIL_LIST,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("",                                          "mail",        VERB_WRITE, ACTION_MAIL_SEND,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_form),
	ROW("",                                          "settings",    VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("",                                          "settings",    VERB_WRITE, ACTION_SETTINGS_CHANGE,     FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("about",                                     "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "about",       NULL,       NULL),
	ROW("add",                                       "addressbook", VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("add-folder",                                "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "folder",      NULL,       NULL),
	ROW("add-identity",                              "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("add-response",                              "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("addcontact",                                "mail",        VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("attachment-delete",                         "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("attachment-display",                        "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("attachment-rename",                         "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("attachment-upload",                         "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("attachment-upload",                         "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_COUNT,           NULL,          NULL,       roundcube_take_settings_upload),
	ROW("autocomplete",                              "mail",        VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("bounce",                                    "mail",        VERB_READ,  ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("bounce",                                    "mail",        VERB_WRITE, ACTION_MAIL_SEND,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("check-recent",                              "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("compose",                                   "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_compose),
	ROW("copy",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("copy",                                      "mail",        VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_move),
	ROW("delete",                                    "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "deletion", roundcube_take_contacts),
	ROW("delete",                                    "mail",        VERB_ANY,   ACTION_MAIL_DELETE,         FIELD_DELETE_KIND,     "hard",        NULL,       NULL),
	ROW("delete-folder",                             "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "deletion", NULL),
	ROW("delete-identity",                           "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("delete-response",                           "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("display-attachment",                        "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("display-attachment",                        "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_COUNT,           NULL,          NULL,       roundcube_take_settings_upload),
	ROW("edit",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "show",        NULL,       roundcube_take_contacts),
	ROW("edit-folder",                               "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "folder",      NULL,       NULL),
	ROW("edit-identity",                             "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("edit-prefs",                                "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "preferences", NULL,       NULL),
	ROW("edit-response",                             "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("error",                                     "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("export",                                    "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "export",      NULL,       roundcube_take_contacts),
	ROW("expunge",                                   "mail",        VERB_ANY,   ACTION_MAIL_DELETE,         FIELD_DELETE_KIND,     "hard",        NULL,       NULL),
	ROW("folder-create",                             "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "folder",      NULL,       NULL),
	ROW("folder-delete",                             "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "deletion", NULL),
	ROW("folder-edit",                               "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "folder",      NULL,       NULL),
	ROW("folder-expunge",                            "mail",        VERB_ANY,   ACTION_MAIL_DELETE,         FIELD_DELETE_KIND,     "hard",        NULL,       NULL),
	ROW("folder-purge",                              "",            VERB_ANY,   ACTION_MAIL_DELETE,         FIELD_DELETE_KIND,     "purge",       NULL,       NULL),
	ROW("folder-rename",                             "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("folder-save",                               "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("folder-size",                               "settings",    VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("folder-subscribe",                          "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("folder-unsubscribe",                        "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("folders",                                   "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "folder",      NULL,       NULL),
	ROW("get",                                       "mail",        VERB_ANY,   ACTION_ATTACHMENT_DOWNLOAD, FIELD_COUNT,           NULL,          NULL,       roundcube_take_part),
	ROW("getunread",                                 "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("group-addmembers",                          "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("group-create",                              "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("group-delete",                              "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "deletion", roundcube_take_contacts),
	ROW("group-delmembers",                          "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("group-expand",                              "mail",        VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("group-rename",                              "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("headers",                                   "mail",        VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("html2text",                                 "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("identities",                                "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("identity-create",                           "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("identity-delete",                           "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("identity-edit",                             "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("identity-save",                             "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("import",                                    "addressbook", VERB_READ,  ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("import",                                    "addressbook", VERB_WRITE, ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("import",                                    "mail",        VERB_ANY,   ACTION_MAIL_APPEND,         FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("keep-alive",                                "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("killcache",                                 "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("list",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "list",        NULL,       roundcube_take_contacts),
	ROW("list",                                      "mail",        VERB_ANY,   ACTION_MAIL_LIST,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("list-contacts",                             "mail",        VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "list",        NULL,       roundcube_take_contacts),
	ROW("login",                                     "login",       VERB_WRITE, ACTION_LOGIN,               FIELD_COUNT,           NULL,          NULL,       roundcube_take_login),
	ROW("mailto",                                    "addressbook", VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("mark",                                      "mail",        VERB_ANY,   ACTION_MAIL_FLAG,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_flag),
	ROW("modcss",                                    "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("move",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("move",                                      "mail",        VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_move),
	ROW("oauth",                                     "login",       VERB_ANY,   ACTION_LOGIN,               FIELD_COUNT,           NULL,          NULL,       roundcube_take_oauth),
	ROW("pagenav",                                   "mail",        VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("photo",                                     "addressbook", VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.acl",                                "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "acl",         NULL,       NULL),
	ROW("plugin.acl",                                "",            VERB_WRITE, ACTION_PERMISSION_CHANGE,   FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("plugin.acl-autocomplete",                   "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.enigma",                             "",            VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "pgp",         NULL,       NULL),
	ROW("plugin.enigmaimport",                       "",            VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "pgp",         NULL,       NULL),
	ROW("plugin.enigmakeys",                         "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "pgp",         NULL,       NULL),
	ROW("plugin.enigmakeys",                         "",            VERB_WRITE, ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "pgp",         NULL,       NULL),
	ROW("plugin.kolab-2fa",                          "",            VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "mfa",         NULL,       NULL),
	ROW("plugin.kolab-2fa-data",                     "",            VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "mfa",         NULL,       NULL),
	ROW("plugin.kolab-2fa-save",                     "",            VERB_ANY,   ACTION_CREDENTIAL_CHANGE,   FIELD_CREDENTIAL_KIND, "mfa",         NULL,       NULL),
	ROW("plugin.managesieve",                        "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "filter",      NULL,       NULL),
	ROW("plugin.managesieve",                        "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "sieve",       "change",   NULL),
	ROW("plugin.managesieve-action",                 "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "filter",      NULL,       NULL),
	ROW("plugin.managesieve-action",                 "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "sieve",       "change",   NULL),
	ROW("plugin.managesieve-editraw",                "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "filter",      NULL,       NULL),
	ROW("plugin.managesieve-forward",                "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "forward",     NULL,       NULL),
	ROW("plugin.managesieve-forward",                "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "forward",     "change",   NULL),
	ROW("plugin.managesieve-save",                   "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "filter",      NULL,       NULL),
	ROW("plugin.managesieve-save",                   "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "sieve",       "change",   NULL),
	ROW("plugin.managesieve-saveraw",                "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "filter",      NULL,       NULL),
	ROW("plugin.managesieve-saveraw",                "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "sieve",       "change",   NULL),
	ROW("plugin.managesieve-vacation",               "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "vacation",    NULL,       NULL),
	ROW("plugin.managesieve-vacation",               "",            VERB_WRITE, ACTION_RULE_CHANGE,         FIELD_RULE_KIND,       "vacation",    "change",   NULL),
	ROW("plugin.markasjunk",                         "",            VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.markasjunk.junk",                    "",            VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.markasjunk.not_junk",                "",            VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.move2archive",                       "",            VERB_ANY,   ACTION_MAIL_MOVE,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.password",                           "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "password",    NULL,       NULL),
	ROW("plugin.password",                           "",            VERB_WRITE, ACTION_CREDENTIAL_CHANGE,   FIELD_CREDENTIAL_KIND, "password",    NULL,       NULL),
	ROW("plugin.password-save",                      "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "password",    NULL,       NULL),
	ROW("plugin.password-save",                      "",            VERB_WRITE, ACTION_CREDENTIAL_CHANGE,   FIELD_CREDENTIAL_KIND, "password",    NULL,       NULL),
	ROW("plugin.savevcard",                          "",            VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("plugin.twofactor_gauthenticator",           "",            VERB_READ,  ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "mfa",         NULL,       NULL),
	ROW("plugin.twofactor_gauthenticator",           "",            VERB_WRITE, ACTION_CREDENTIAL_CHANGE,   FIELD_CREDENTIAL_KIND, "mfa",         NULL,       NULL),
	ROW("plugin.twofactor_gauthenticator-checkcode", "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("plugin.twofactor_gauthenticator-save",      "",            VERB_ANY,   ACTION_CREDENTIAL_CHANGE,   FIELD_CREDENTIAL_KIND, "mfa",         NULL,       NULL),
	ROW("plugin.zipdownload.attachments",            "",            VERB_ANY,   ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "zip",         NULL,       NULL),
	ROW("plugin.zipdownload.messages",               "",            VERB_ANY,   ACTION_MAIL_EXPORT,         FIELD_EXPORT_SCOPE,    "selection",   NULL,       NULL),
	ROW("plugin.zipdownload.zip_attachments",        "",            VERB_ANY,   ACTION_ATTACHMENT_DOWNLOAD, FIELD_ATTACHMENT_MODE, "zip",         NULL,       NULL),
	ROW("plugin.zipdownload.zip_folder",             "",            VERB_ANY,   ACTION_MAIL_EXPORT,         FIELD_EXPORT_SCOPE,    "mailbox",     NULL,       NULL),
	ROW("plugin.zipdownload.zip_messages",           "",            VERB_ANY,   ACTION_MAIL_EXPORT,         FIELD_EXPORT_SCOPE,    "selection",   NULL,       NULL),
	ROW("preferences",                               "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "preferences", NULL,       NULL),
	ROW("prefs-edit",                                "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "preferences", NULL,       NULL),
	ROW("prefs-save",                                "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "preferences", NULL,       NULL),
	ROW("preview",                                   "mail",        VERB_ANY,   ACTION_MAIL_OPEN,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("print",                                     "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "show",        NULL,       roundcube_take_contacts),
	ROW("print",                                     "mail",        VERB_ANY,   ACTION_MAIL_OPEN,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("purge",                                     "",            VERB_ANY,   ACTION_MAIL_DELETE,         FIELD_DELETE_KIND,     "purge",       NULL,       NULL),
	ROW("qrcode",                                    "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "show",        NULL,       roundcube_take_contacts),
	ROW("refresh",                                   "",            VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("remove-attachment",                         "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("rename-attachment",                         "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("rename-folder",                             "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("response-create",                           "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("response-delete",                           "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("response-edit",                             "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("response-get",                              "settings",    VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("response-save",                             "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("responses",                                 "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("save",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("save-folder",                               "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("save-identity",                             "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "identity",    NULL,       NULL),
	ROW("save-pref",                                 "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("save-prefs",                                "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "preferences", NULL,       NULL),
	ROW("save-response",                             "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_SETTINGS_KIND,   "response",    NULL,       NULL),
	ROW("save_pref",                                 "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("search",                                    "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "search",      NULL,       roundcube_take_contacts),
	ROW("search",                                    "mail",        VERB_ANY,   ACTION_MAIL_SEARCH,         FIELD_COUNT,           NULL,          NULL,       roundcube_take_search),
	ROW("search-contacts",                           "mail",        VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "search",      NULL,       roundcube_take_contacts),
	ROW("search-create",                             "addressbook", VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("search-delete",                             "addressbook", VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("send",                                      "mail",        VERB_WRITE, ACTION_MAIL_SEND,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("sendmdn",                                   "mail",        VERB_ANY,   ACTION_MAIL_SEND,           FIELD_COUNT,           NULL,          NULL,       roundcube_take_receipt),
	ROW("show",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_READ,       FIELD_CONTACTS_MODE,   "show",        NULL,       roundcube_take_contacts),
	ROW("show",                                      "mail",        VERB_ANY,   ACTION_MAIL_OPEN,           FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("spell",                                     "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("spell-html",                                "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("spell_html",                                "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("subscribe",                                 "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("text2html",                                 "utils",       VERB_ANY,   ACTION_OTHER,               FIELD_COUNT,           NULL,          NULL,       NULL),
	ROW("undo",                                      "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("unsubscribe",                               "settings",    VERB_ANY,   ACTION_FOLDER_CHANGE,       FIELD_COUNT,           NULL,          "change",   NULL),
	ROW("upload",                                    "mail",        VERB_ANY,   ACTION_MAIL_COMPOSE,        FIELD_COUNT,           NULL,          NULL,       roundcube_take_upload),
	ROW("upload",                                    "settings",    VERB_ANY,   ACTION_SETTINGS_CHANGE,     FIELD_COUNT,           NULL,          NULL,       roundcube_take_settings_upload),
	ROW("upload-display",                            "settings",    VERB_ANY,   ACTION_SETTINGS_VIEW,       FIELD_COUNT,           NULL,          NULL,       roundcube_take_settings_upload),
	ROW("upload-photo",                              "addressbook", VERB_ANY,   ACTION_CONTACTS_CHANGE,     FIELD_COUNT,           NULL,          "change",   roundcube_take_contacts),
	ROW("viewsource",                                "mail",        VERB_ANY,   ACTION_MAIL_EXPORT,         FIELD_EXPORT_SCOPE,    "message",     NULL,       NULL),
};
/* clang-format on */

/* A form that is posted without its action: the page that it was on, and what it does. */
static const struct {
	const char *task;
	const char *page;
	const char *action;
} forms[] = {
	{"addressbook", "add", "save"},
	{"addressbook", "edit", "save"},
	{"addressbook", "import", "import"},
	{"mail", "compose", ""},
	{"settings", "add-folder", "save-folder"},
	{"settings", "add-identity", "save-identity"},
	{"settings", "add-response", "save-response"},
	{"settings", "edit-folder", "save-folder"},
	{"settings", "edit-identity", "save-identity"},
	{"settings", "edit-prefs", "save-prefs"},
	{"settings", "edit-response", "save-response"},
	{"settings", "folder-create", "save-folder"},
	{"settings", "folder-edit", "save-folder"},
	{"settings", "identity-create", "save-identity"},
	{"settings", "identity-edit", "save-identity"},
	{"settings", "plugin.managesieve", "plugin.managesieve-save"},
	{"settings", "plugin.managesieve-action", "plugin.managesieve-save"},
	{"settings", "plugin.managesieve-editraw", "plugin.managesieve-saveraw"},
	{"settings", "plugin.managesieve-forward", "plugin.managesieve-forward"},
	{"settings", "plugin.managesieve-vacation", "plugin.managesieve-vacation"},
	{"settings", "plugin.password", "plugin.password-save"},
	{"settings", "prefs-edit", "save-prefs"},
	{"settings", "response-create", "save-response"},
	{"settings", "response-edit", "save-response"},
};

/* The first row at or behind which no action is smaller. */
static size_t first_row(spoor_view action)
{
	size_t low = 0;
	size_t high = COUNT(rows);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (view_order(rows[middle].action, action) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct row *find_row(spoor_view task, spoor_view action, bool post)
{
	for (size_t i = first_row(action); i < COUNT(rows); i++) {
		const struct row *row = &rows[i];

		if (!view_eq(row->action, action))
			return NULL;
		if ((row->task.len == 0 || view_eq(row->task, task)) &&
			(row->verb == VERB_ANY || (row->verb == VERB_WRITE) == post))
			return row;
	}
	return NULL;
}

static spoor_view form_action(spoor_view task, spoor_view page)
{
	for (size_t i = 0; i < COUNT(forms); i++)
		if (view_eq(task, view_string(forms[i].task)) &&
			view_eq(page, view_string(forms[i].page)))
			return view_string(forms[i].action);
	return view_of("", 0);
}

/* Folder and UID. In a search over several folders the UID is "123-INBOX". */
static void set_message(struct roundcube_request *request)
{
	struct arena *arena = request->event->arena;
	spoor_view folder = roundcube_query_text(&request->query, arena, KEY_MBOX);
	spoor_view uid = roundcube_query_text(&request->query, arena, KEY_UID);
	size_t digits = 0;

	while (digits < uid.len && is_digit(uid.ptr[digits]))
		digits++;
	if (digits && digits + 1 < uid.len && uid.ptr[digits] == '-' &&
		!view_has(uid, ',')) {
		folder = view_skip(uid, digits + 1);
		uid = view_head(uid, digits);
	}
	event_set_text(request->event, FIELD_MAILBOX_FOLDER, folder);
	event_set_text(request->event, FIELD_MAIL_UID, uid);
}

/* A filter's or an access list's form says in `_act` what it does to it. */
static spoor_view type_of(struct roundcube_request *request, const struct row *row)
{
	spoor_view act =
		roundcube_query_text(&request->query, request->event->arena, KEY_ACT);

	if (view_eq(act, VIEW("delete")) || view_eq(act, VIEW("setdel")))
		return VIEW("deletion");
	return view_string(row->type);
}

static bool apply(struct roundcube_request *request, const struct row *row)
{
	struct spoor_event *event = request->event;

	event_set_action(event, row->act);
	set_message(request);
	if (row->field != FIELD_COUNT)
		event_set_text(event, row->field, view_string(row->value));
	if (row->take && !row->take(request))
		return false;
	if (row->type)
		event_add_text(event, FIELD_EVENT_TYPE, type_of(request, row));
	return true;
}

static spoor_view query_of(spoor_view url)
{
	view_split(&url, '?');
	return url;
}

/* The page of a form: where it is posted to "/" or "/index.php", its task stands for ours. */
static void read_referrer(
	struct roundcube_request *request, spoor_view *task, spoor_view *action)
{
	struct arena *arena = request->event->arena;
	spoor_view page_task;

	roundcube_query_read(&request->referrer, arena, query_of(request->web->referrer));
	page_task = roundcube_query_word(&request->referrer, arena, KEY_TASK);
	if (task->len == 0)
		*task = view_eq(page_task, VIEW("logout")) ? VIEW("login") : page_task;
	if (view_eq(*task, page_task))
		*action = form_action(*task,
			roundcube_query_word(&request->referrer, arena, KEY_ACTION));
}

static bool is_start_page(spoor_view url)
{
	return view_ends(url, VIEW("/")) || view_ends(url, VIEW("/index.php"));
}

/* Names the request's task and action; false: it is none of Roundcube's. */
static bool name_act(struct roundcube_request *request, bool post, spoor_view *task,
	spoor_view *action)
{
	struct arena *arena = request->event->arena;
	spoor_view query = query_of(request->web->url);

	if (query.len == 0 && !(post && is_start_page(request->web->url)))
		return false;
	request->referrer = (struct roundcube_query){0};
	roundcube_query_read(&request->query, arena, query);
	*task = roundcube_query_word(&request->query, arena, KEY_TASK);
	*action = roundcube_query_word(&request->query, arena, KEY_ACTION);
	if (action->len == 0 && post && (query.len == 0 || task->len))
		read_referrer(request, task, action);
	if (task->len)
		return true;
	*task = VIEW("mail"); /* as Roundcube has it */
	return action->len && find_row(*task, *action, post);
}

bool roundcube_act(
	const struct site *site, struct spoor_event *event, const struct web_request *web)
{
	struct roundcube_request request;
	bool post = view_eq(web->method, VIEW("POST"));
	const struct row *row;
	spoor_view action;
	spoor_view task;

	request.site = site;
	request.event = event;
	request.web = web;
	if (!name_act(&request, post, &task, &action))
		return false;
	event_set_constant(event, FIELD_NETWORK_APPLICATION, VIEW("roundcube"));
	event_set_text(event, FIELD_WEB_TOKEN,
		secret_token(site, event,
			roundcube_query_text(&request.query, event->arena, KEY_TOKEN)));
	row = find_row(task, action, post);
	return row && apply(&request, row);
}
