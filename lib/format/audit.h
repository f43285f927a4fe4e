/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_AUDIT_H
#define FORMAT_AUDIT_H

/*
 * The audit records of Exchange and Microsoft 365: the same properties in JSON, as columns of a
 * CSV export and as attributes in XML. A container's reader hands in what it finds by the name it
 * has there; the table in audit_names.c says what the name means, and audit_finish makes the act
 * of it. What no row takes is in spoor.extra.
 */

#include "format/format.h"

/* What is decided only when the record is complete. */
enum audit_slot {
	AUDIT_OPERATION,
	AUDIT_OPERATION_OUTER, /* what the container says of the record in it */
	AUDIT_RECORD_TYPE,
	AUDIT_RESULT,
	AUDIT_UTC, /* a time that the format has in UTC, whatever it states */
	AUDIT_UTC_OUTER,
	AUDIT_LOCAL, /* a time in the exporter's zone, in the exporter's way */
	AUDIT_USER,
	AUDIT_USER_OUTER,
	AUDIT_CALLER,
	AUDIT_OWNER,
	AUDIT_OWNER_NAME,
	AUDIT_IP_ACTOR, /* the addresses in the order of their worth */
	AUDIT_IP_MAILBOX,
	AUDIT_IP,
	AUDIT_IP_OTHER,
	AUDIT_CLIENT_APP,
	AUDIT_APP,
	AUDIT_CLIENT_INFO,
	AUDIT_CLIENT_USED,
	AUDIT_LOGON_TYPE,
	AUDIT_SESSION,
	AUDIT_ERROR_CODE,
	AUDIT_ERROR,
	AUDIT_OBJECT,
	AUDIT_FOLDER,
	AUDIT_FOLDER_TO,
	AUDIT_ACCESS_TYPE,
	AUDIT_THROTTLED,
	AUDIT_SERVER,
	AUDIT_EFFECTIVE,
	AUDIT_MEMBER, /* who gets a right */
	AUDIT_RIGHTS,
	AUDIT_SITE,
	AUDIT_SITE_FOLDER,
	AUDIT_COUNT,
	AUDIT_SLOTS
};

/* How a name's value is taken. */
enum audit_how {
	AUDIT_SLOT,    /* to a slot */
	AUDIT_FIELD,   /* to a field; of two that mean the same the first counts */
	AUDIT_ADD,     /* to a field of several values */
	AUDIT_MESSAGE, /* a Message-ID */
	AUDIT_BYTES,   /* added up */
	AUDIT_FILES,   /* attachments, "NAME (SIZE); NAME …" */
	AUDIT_PARAM,   /* a parameter of a command */
	AUDIT_HANDLE, /* the store's own handle of what is named otherwise too: left out */
	AUDIT_INSIDE, /* an object, or a list of them, whose members have names of their own */
	AUDIT_ITEM,     /* the same, and each object is a message */
	AUDIT_ROOT,     /* an object that is the record itself */
	AUDIT_PAIRS,    /* a list of names and values */
	AUDIT_SETTINGS, /* the same: a command's parameters */
};

enum { AUDIT_NAMES_MOST = 512 };

struct audit_name {
	spoor_view name; /* members of members with points between */
	uint8_t how;
	uint8_t where; /* a slot or field */
};

/* NULL: no row has the name. */
const struct audit_name *audit_name_find(spoor_view name);

/* The same by place: for tests. */
const struct audit_name *audit_name_at(size_t index);

struct audit_pair {
	spoor_view name;
	spoor_view value;
};

enum { AUDIT_PARAMS = 64 };

struct audit {
	struct scene *scene;
	struct spoor_event *event;
	struct audit_pair at[AUDIT_SLOTS]; /* with the name that each came by */
	struct audit_pair params[AUDIT_PARAMS];
	size_t param_count;
	int64_t items;
	int64_t messages; /* … with a Message-ID */
	int64_t bytes;
};

void audit_begin(struct audit *audit, struct scene *scene, struct spoor_event *event);

/* One property. The texts live as long as the event. */
void audit_take(struct audit *audit, spoor_view name, spoor_view value);

/* A command's parameter. */
void audit_param(struct audit *audit, spoor_view name, spoor_view value);

/* Makes the act of all that was taken. */
void audit_finish(struct audit *audit, spoor_view dataset);

#endif
