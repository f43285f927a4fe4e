/* SPDX-License-Identifier: ISC */
#ifndef EVENT_ACTION_H
#define EVENT_ACTION_H

/* The closed vocabulary of event.action: what was done, not by which product. */

#include "base/view.h"

enum action {
	ACTION_LOGIN,
	ACTION_LOGOUT,
	ACTION_CONNECT,
	ACTION_DISCONNECT,
	ACTION_SESSION_CHANGE,
	ACTION_CREDENTIAL_CHANGE,
	ACTION_SETTINGS_VIEW,
	ACTION_SETTINGS_CHANGE,
	ACTION_ACCOUNT_CHANGE,
	ACTION_DEVICE_CHANGE,
	ACTION_MAIL_LIST,
	ACTION_MAIL_SEARCH,
	ACTION_MAIL_OPEN,
	ACTION_MAIL_FETCH,
	ACTION_MAIL_EXPORT,
	ACTION_ATTACHMENT_DOWNLOAD,
	ACTION_CONTACTS_READ,
	ACTION_CONTACTS_CHANGE,
	ACTION_FILE_OPEN,
	ACTION_FILE_DOWNLOAD,
	ACTION_FILE_CHANGE,
	ACTION_FILE_DELETE,
	ACTION_FILE_SHARE,
	ACTION_FILE_SEARCH,
	ACTION_MAIL_APPEND,
	ACTION_MAIL_MOVE,
	ACTION_MAIL_FLAG,
	ACTION_MAIL_DELETE,
	ACTION_FOLDER_CHANGE,
	ACTION_RULE_CHANGE,
	ACTION_RULE_APPLY,
	ACTION_PERMISSION_CHANGE,
	ACTION_MAIL_COMPOSE,
	ACTION_MAIL_SEND,
	ACTION_MAIL_RECEIVE,
	ACTION_MAIL_QUEUE,
	ACTION_MAIL_DELIVER,
	ACTION_MAIL_RELAY,
	ACTION_MAIL_REJECT,
	ACTION_HTTP_REQUEST,
	ACTION_CONFIG_CHANGE,
	ACTION_AUDIT_CHANGE,
	ACTION_ADMIN_COMMAND,
	ACTION_SERVICE_START,
	ACTION_SERVICE_STOP,
	ACTION_SERVICE_ERROR,
	ACTION_LOG_NOTICE,
	ACTION_FINDING,
	ACTION_SESSION,
	ACTION_OTHER,
	ACTION_UNPARSED,
	ACTION_COUNT,
};

enum { ACTION_MEMBER_ROOM = 48 };

struct action_row {
	char member[ACTION_MEMBER_ROOM]; /* ,"event.action":"login" as NDJSON wants it */
	uint8_t member_len;
	uint8_t name_len;
	struct spoor_action_info info;
};

extern const struct action_row action_rows[ACTION_COUNT];

static inline const struct spoor_action_info *action_info(enum action action)
{
	return &action_rows[action].info;
}

static inline spoor_view action_name(enum action action)
{
	return view_of(action_rows[action].info.name, action_rows[action].name_len);
}

/* The action of a name; ACTION_COUNT when there is none. */
enum action action_find(spoor_view name);

/* True when the action allows more than one event.type, so that the event must say which. */
bool action_has_types(enum action action);

#endif
