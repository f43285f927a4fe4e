/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_DOVECOT_EXPORT_H
#define FORMAT_DOVECOT_EXPORT_H

/* A record of Dovecot's event export, taken out of its JSON. */

#include "dovecot.h"

/* The keys inside "fields" that we know. */
enum export_key {
	KEY_USER,
	KEY_ORIGINAL_USER,
	KEY_TRANSLATED_USER,
	KEY_LOGIN_USER,
	KEY_MASTER_USER,
	KEY_SESSION,
	KEY_REMOTE_IP,
	KEY_REMOTE_PORT,
	KEY_LOCAL_IP,
	KEY_LOCAL_PORT,
	KEY_REAL_REMOTE_IP,
	KEY_REAL_REMOTE_PORT,
	KEY_REAL_LOCAL_IP,
	KEY_REAL_LOCAL_PORT,
	KEY_MECHANISM,
	KEY_TRANSPORT,
	KEY_SERVICE,
	KEY_PROTOCOL,
	KEY_SUCCESS,
	KEY_ERROR,
	KEY_POLICY_RESULT,
	KEY_DURATION,
	KEY_CMD_NAME,
	KEY_CMD_INPUT_NAME,
	KEY_CMD_ARGS,
	KEY_CMD_HUMAN_ARGS,
	KEY_REPLY_STATE,
	KEY_REPLY,
	KEY_MAILBOX,
	KEY_OLD_MAILBOX,
	KEY_NEW_MAILBOX,
	KEY_UID,
	KEY_BYTES_IN,
	KEY_BYTES_OUT,
	KEY_NET_IN_BYTES,
	KEY_NET_OUT_BYTES,
	KEY_MAIL_FROM,
	KEY_MAIL_FROM_RAW,
	KEY_RCPT_TO,
	KEY_RECIPIENTS,
	KEY_DATA_SIZE,
	KEY_STATUS_CODE,
	KEY_MESSAGE_ID,
	KEY_MESSAGE_SUBJECT,
	KEY_MESSAGE_FROM,
	KEY_MESSAGE_SIZE,
	KEY_ACTION_NAME,
	KEY_REDIRECT_TARGET,
	KEY_FILEINTO_NAME,
	KEY_FILEINTO,
	KEY_SCRIPT_NAME,
	KEY_REASON,
	KEY_ATTEMPTS,
	KEY_SUCCESSES,
	KEY_COUNT,
};

enum { EXPORT_MOST_KEYS = 128 };

struct export_pair {
	spoor_view key;
	spoor_view value;
};

struct dovecot_export {
	const struct site *site;
	struct spoor_event *event;
	spoor_view name; /* "imap_command_finished" */
	spoor_view host;
	spoor_view service; /* of the category "service:imap" */
	spoor_view start;   /* the two times as they stand */
	spoor_view end;
	spoor_view at[KEY_COUNT];                    /* empty: not there */
	struct export_pair others[EXPORT_MOST_KEYS]; /* in the record's order */
	size_t other_count;
	bool has_fields; /* without, the record says that it happened, not how it ended */
};

/* False: not one JSON object as Dovecot writes it, each key once. Texts are in the record or
 * in the event's arena. */
bool export_scan(struct dovecot_export *export_r, spoor_view json);

/* Sets the fields that mean the same in all records. */
void export_set_common(struct dovecot_export *export);

/* To spoor.extra, without the secrets in it. */
void export_add_extra(struct dovecot_export *export, spoor_view key, spoor_view value);

static inline bool export_has(const struct dovecot_export *export, enum export_key key)
{
	return export->at[key].len != 0;
}

/* An IMAP ID as the log has it, "name=…, version=…", put together from its pairs, whose texts
 * are at most `room` bytes in all. The end reads it. */
struct export_id {
	char *text;
	size_t used;
	size_t room;
};

void export_id_begin(struct export_id *id, struct dovecot_export *export, size_t room);
void export_id_add(struct export_id *id, spoor_view key, spoor_view value);
void export_id_end(struct export_id *id, struct dovecot_export *export);

/* What an imap_command_finished says. */
void export_read_imap(struct dovecot_export *export);

#endif
