/* SPDX-License-Identifier: ISC */
/*
 * The JSON of the event export (event_exporter_format = json): one flat object "fields" inside
 * one object. The reader is strict: a key twice, a value that is no scalar or list of scalars
 * make the record no export.
 */
#include "dovecot_export.h"

#include "base/json.h"
#include "base/scan.h"
#include "base/stamp.h"
#include "format/secret.h"

enum export_use {
	USE_KEEP, /* the event's reader knows what it means */
	USE_TEXT,
	USE_NUMBER,
	USE_ADDRESS,
	USE_ADD,     /* of a multi-valued field */
	USE_DIFFERS, /* only if it is not what `other` says: to spoor.extra */
};

struct export_row {
	const char *key;
	enum export_use use;
	enum field field;
	enum export_key other;
};

/* clang-format off */
static const struct export_row rows[] = {
	[KEY_USER]             = {"user",             USE_TEXT,    FIELD_USER_NAME,         KEY_COUNT},
	[KEY_ORIGINAL_USER]    = {"original_user",    USE_DIFFERS, FIELD_EXTRA,             KEY_USER},
	[KEY_TRANSLATED_USER]  = {"translated_user",  USE_DIFFERS, FIELD_EXTRA,             KEY_USER},
	[KEY_LOGIN_USER]       = {"login_user",       USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_MASTER_USER]      = {"master_user",      USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_SESSION]          = {"session",          USE_TEXT,    FIELD_SESSION_ID,        KEY_COUNT},
	[KEY_REMOTE_IP]        = {"remote_ip",        USE_ADDRESS, FIELD_SOURCE_IP,         KEY_COUNT},
	[KEY_REMOTE_PORT]      = {"remote_port",      USE_NUMBER,  FIELD_SOURCE_PORT,       KEY_COUNT},
	[KEY_LOCAL_IP]         = {"local_ip",         USE_ADDRESS, FIELD_DESTINATION_IP,    KEY_COUNT},
	[KEY_LOCAL_PORT]       = {"local_port",       USE_NUMBER,  FIELD_DESTINATION_PORT,  KEY_COUNT},
	[KEY_REAL_REMOTE_IP]   = {"real_remote_ip",   USE_DIFFERS, FIELD_EXTRA,             KEY_REMOTE_IP},
	[KEY_REAL_REMOTE_PORT] = {"real_remote_port", USE_DIFFERS, FIELD_EXTRA,             KEY_REMOTE_PORT},
	[KEY_REAL_LOCAL_IP]    = {"real_local_ip",    USE_DIFFERS, FIELD_EXTRA,             KEY_LOCAL_IP},
	[KEY_REAL_LOCAL_PORT]  = {"real_local_port",  USE_DIFFERS, FIELD_EXTRA,             KEY_LOCAL_PORT},
	[KEY_MECHANISM]        = {"mechanism",        USE_TEXT,    FIELD_AUTH_METHOD,       KEY_COUNT},
	[KEY_TRANSPORT]        = {"transport",        USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_SERVICE]          = {"service",          USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_PROTOCOL]         = {"protocol",         USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_SUCCESS]          = {"success",          USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_ERROR]            = {"error",            USE_TEXT,    FIELD_ERROR_MESSAGE,     KEY_COUNT},
	[KEY_POLICY_RESULT]    = {"policy_result",    USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_DURATION]         = {"duration",         USE_KEEP,    FIELD_EVENT_DURATION,    KEY_COUNT},
	[KEY_CMD_NAME]         = {"cmd_name",         USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_CMD_INPUT_NAME]   = {"cmd_input_name",   USE_DIFFERS, FIELD_EXTRA,             KEY_CMD_NAME},
	[KEY_CMD_ARGS]         = {"cmd_args",         USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_CMD_HUMAN_ARGS]   = {"cmd_human_args",   USE_DIFFERS, FIELD_EXTRA,             KEY_CMD_ARGS},
	[KEY_REPLY_STATE]      = {"tagged_reply_state", USE_KEEP,  FIELD_EXTRA,             KEY_COUNT},
	[KEY_REPLY]            = {"tagged_reply",     USE_TEXT,    FIELD_EVENT_REASON,      KEY_COUNT},
	[KEY_MAILBOX]          = {"mailbox",          USE_TEXT,    FIELD_MAILBOX_FOLDER,    KEY_COUNT},
	[KEY_OLD_MAILBOX]      = {"old_mailbox",      USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_NEW_MAILBOX]      = {"new_mailbox",      USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_UID]              = {"uid",              USE_TEXT,    FIELD_MAIL_UID,          KEY_COUNT},
	[KEY_BYTES_IN]         = {"bytes_in",         USE_NUMBER,  FIELD_SOURCE_BYTES,      KEY_COUNT},
	[KEY_BYTES_OUT]        = {"bytes_out",        USE_NUMBER,  FIELD_DESTINATION_BYTES, KEY_COUNT},
	[KEY_NET_IN_BYTES]     = {"net_in_bytes",     USE_NUMBER,  FIELD_SOURCE_BYTES,      KEY_COUNT},
	[KEY_NET_OUT_BYTES]    = {"net_out_bytes",    USE_NUMBER,  FIELD_DESTINATION_BYTES, KEY_COUNT},
	[KEY_MAIL_FROM]        = {"mail_from",        USE_TEXT,    FIELD_EMAIL_SENDER,      KEY_COUNT},
	[KEY_MAIL_FROM_RAW]    = {"mail_from_raw",    USE_DIFFERS, FIELD_EXTRA,             KEY_MAIL_FROM},
	[KEY_RCPT_TO]          = {"rcpt_to",          USE_ADD,     FIELD_EMAIL_TO,          KEY_COUNT},
	[KEY_RECIPIENTS]       = {"recipients",       USE_NUMBER,  FIELD_SMTP_NRCPT,        KEY_COUNT},
	[KEY_DATA_SIZE]        = {"data_size",        USE_NUMBER,  FIELD_MAIL_BYTES,        KEY_COUNT},
	[KEY_STATUS_CODE]      = {"status_code",      USE_NUMBER,  FIELD_SMTP_CODE,         KEY_COUNT},
	[KEY_MESSAGE_ID]       = {"message_id",       USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_MESSAGE_SUBJECT]  = {"message_subject",  USE_TEXT,    FIELD_EMAIL_SUBJECT,     KEY_COUNT},
	[KEY_MESSAGE_FROM]     = {"message_from",     USE_ADD,     FIELD_EMAIL_FROM,        KEY_COUNT},
	[KEY_MESSAGE_SIZE]     = {"message_size",     USE_NUMBER,  FIELD_MAIL_BYTES,        KEY_COUNT},
	[KEY_ACTION_NAME]      = {"action_name",      USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_REDIRECT_TARGET]  = {"redirect_target",  USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_FILEINTO_NAME]    = {"fileinto_mailbox_name", USE_KEEP, FIELD_EXTRA,           KEY_COUNT},
	[KEY_FILEINTO]         = {"fileinto_mailbox", USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
	[KEY_SCRIPT_NAME]      = {"script_name",      USE_TEXT,    FIELD_RULE_NAME,         KEY_COUNT},
	[KEY_REASON]           = {"reason",           USE_TEXT,    FIELD_EVENT_REASON,      KEY_COUNT},
	[KEY_ATTEMPTS]         = {"auth_attempts",    USE_NUMBER,  FIELD_AUTH_ATTEMPTS,     KEY_COUNT},
	[KEY_SUCCESSES]        = {"auth_successes",   USE_KEEP,    FIELD_EXTRA,             KEY_COUNT},
};
/* clang-format on */

_Static_assert(COUNT(rows) == KEY_COUNT, "every key has its row");

/* ------------------------------------------------------------------ reading */

/* The reader and the keys of the object that it is in. */
struct object {
	struct json json;
	spoor_view keys[EXPORT_MOST_KEYS];
	size_t count;
};

/* The current key; false: it was there before, or there are too many. */
static bool take_key(struct object *object, struct arena *arena, spoor_view *key_r)
{
	if (object->count == EXPORT_MOST_KEYS || !json_text(&object->json, arena, key_r))
		return false;
	for (size_t i = 0; i < object->count; i++)
		if (view_eq(object->keys[i], *key_r))
			return false;
	object->keys[object->count++] = *key_r;
	return true;
}

static bool is_scalar(enum json_token token)
{
	return token >= JSON_STRING;
}

static bool scalar_text(
	struct json *json, enum json_token token, struct arena *arena, spoor_view *text_r)
{
	switch (token) {
	case JSON_STRING:
		return json_text(json, arena, text_r);
	case JSON_NUMBER:
		*text_r = json->text;
		return true;
	case JSON_TRUE:
		*text_r = VIEW("true");
		return true;
	case JSON_FALSE:
		*text_r = VIEW("false");
		return true;
	default:
		*text_r = view_of("", 0);
		return true;
	}
}

static bool add_other(struct dovecot_export *export, spoor_view key, spoor_view value)
{
	if (export->other_count == EXPORT_MOST_KEYS)
		return false;
	export->others[export->other_count++] = (struct export_pair){key, value};
	return true;
}

static bool give(struct dovecot_export *export, spoor_view key, spoor_view value)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (dovecot_is(key, rows[i].key)) {
			export->at[i] = value;
			return true;
		}
	return add_other(export, key, value);
}

/* A scalar, or a list of them: each under the list's key. */
static bool read_value(struct dovecot_export *export, struct json *json, spoor_view key)
{
	struct arena *arena = export->event->arena;
	enum json_token token = json_next(json);
	spoor_view value;

	if (is_scalar(token))
		return scalar_text(json, token, arena, &value) &&
		       give(export, key, value);
	if (token != JSON_ARRAY)
		return false;
	while ((token = json_next(json)) != JSON_ARRAY_END)
		if (!is_scalar(token) || !scalar_text(json, token, arena, &value) ||
			!add_other(export, key, value))
			return false;
	return true;
}

static bool read_fields(struct dovecot_export *export, struct object *outer)
{
	struct object inner = {.json = outer->json};
	enum json_token token;
	spoor_view key;

	if (json_next(&inner.json) != JSON_OBJECT)
		return false;
	while ((token = json_next(&inner.json)) == JSON_KEY)
		if (!take_key(&inner, export->event->arena, &key) ||
			!read_value(export, &inner.json, key))
			return false;
	outer->json = inner.json;
	export->has_fields = true;
	return token == JSON_OBJECT_END;
}

/* A category is a word; "service:imap" names the process. */
static bool read_categories(struct dovecot_export *export, struct json *json)
{
	enum json_token token;

	if (json_next(json) != JSON_ARRAY)
		return false;
	while ((token = json_next(json)) == JSON_STRING) {
		spoor_view word;

		if (!json_text(json, export->event->arena, &word))
			return false;
		if (scan_literal(&word, VIEW("service:")))
			export->service = word;
	}
	return token == JSON_ARRAY_END;
}

static spoor_view *top_place(struct dovecot_export *export, spoor_view key)
{
	if (view_eq(key, VIEW("event")))
		return &export->name;
	if (view_eq(key, VIEW("hostname")))
		return &export->host;
	if (view_eq(key, VIEW("start_time")))
		return &export->start;
	if (view_eq(key, VIEW("end_time")))
		return &export->end;
	return NULL;
}

static bool read_top(struct dovecot_export *export, struct object *object, spoor_view key)
{
	spoor_view *place = top_place(export, key);
	enum json_token token;
	spoor_view value;

	if (view_eq(key, VIEW("fields")))
		return read_fields(export, object);
	if (view_eq(key, VIEW("categories")))
		return read_categories(export, &object->json);
	token = json_next(&object->json);
	if (!is_scalar(token) ||
		!scalar_text(&object->json, token, export->event->arena, &value))
		return false;
	if (!place)
		return add_other(export, key, value);
	*place = value;
	return true;
}

bool export_scan(struct dovecot_export *export_r, spoor_view json)
{
	struct object object = {.count = 0};
	enum json_token token;
	spoor_view key;

	export_r->name = export_r->host = export_r->service = view_of("", 0);
	export_r->start = export_r->end = view_of("", 0);
	for (size_t i = 0; i < KEY_COUNT; i++)
		export_r->at[i] = view_of("", 0);
	json_init(&object.json, json);
	if (json_next(&object.json) != JSON_OBJECT)
		return false;
	while ((token = json_next(&object.json)) == JSON_KEY)
		if (!take_key(&object, export_r->event->arena, &key) ||
			!read_top(export_r, &object, key))
			return false;
	return token == JSON_OBJECT_END && json_next(&object.json) == JSON_END &&
	       export_r->name.len;
}

/* ------------------------------------------------------------------ common fields */

void export_add_extra(struct dovecot_export *export, spoor_view key, spoor_view value)
{
	event_add_extra(export->event, key,
		secret_value(export->site, export->event, key, value));
}

/* "1774741206.310474" or microseconds (event_exporter_format_args = time-unix). */
static bool scan_unix(spoor_view text, int64_t *ns_r)
{
	spoor_view fraction = text;
	int64_t whole;
	int64_t micros = 0;

	if (!view_number(view_split(&fraction, '.'), &whole))
		return false;
	if (fraction.ptr == text.ptr + text.len) {
		if (whole > INT64_MAX / 1000)
			return false;
		*ns_r = whole * 1000;
		return true;
	}
	if (fraction.len != 6 || !view_number(fraction, &micros) ||
		whole > INT64_MAX / STAMP_NANOS - 1)
		return false;
	*ns_r = whole * STAMP_NANOS + micros * 1000;
	return true;
}

static bool scan_time(spoor_view text, int64_t *ns_r, int *digits_r)
{
	*digits_r = 6;
	return text.len &&
	       (stamp_parse_instant(text, ns_r, digits_r) || scan_unix(text, ns_r));
}

/* The end is when it is logged; what a stamp in front of the record left out is stated here. */
static void set_times(struct dovecot_export *export)
{
	struct spoor_event *event = export->event;
	int64_t ns;
	int digits;

	if (scan_time(export->start, &ns, &digits))
		event_set_time(event, FIELD_EVENT_START, ns, digits);
	else if (export->start.len)
		export_add_extra(export, VIEW("start_time"), export->start);
	if (!scan_time(export->end, &ns, &digits)) {
		if (export->end.len)
			export_add_extra(export, VIEW("end_time"), export->end);
		return;
	}
	event_set_time(event, FIELD_EVENT_END, ns, digits);
	event_set_time(event, FIELD_TIMESTAMP, ns, digits);
	event_unset(event, FIELD_TIME_YEAR);
	event_unset(event, FIELD_TIME_ZONE);
	event_unset(event, FIELD_EVENT_TIMEZONE);
}

/* "imap", "sieve", "smtp" …; what names no protocol is kept as it is. */
static void set_protocol(struct dovecot_export *export)
{
	enum export_key key =
		export_has(export, KEY_PROTOCOL) ? KEY_PROTOCOL : KEY_SERVICE;
	spoor_view name = export_has(export, key) ? export->at[key] : export->service;
	const struct dovecot_process *process = dovecot_find_process(name);

	if (view_eq(name, VIEW("smtp")))
		event_set_text(export->event, FIELD_NETWORK_PROTOCOL, name);
	else if (process && process->protocol)
		event_set_constant(export->event, FIELD_NETWORK_PROTOCOL,
			view_string(process->protocol));
	else if (export_has(export, key))
		export_add_extra(export, VIEW("service"), name);
	if (process && process->application)
		event_set_constant(export->event, FIELD_NETWORK_APPLICATION,
			view_string(process->application));
}

/* The master is the actor, the account is whose rights he took. */
static void set_users(struct dovecot_export *export)
{
	spoor_view account = export->at[KEY_LOGIN_USER].len ? export->at[KEY_LOGIN_USER]
							    : export->at[KEY_USER];

	if (!export_has(export, KEY_MASTER_USER))
		return;
	event_set_text(export->event, FIELD_USER_NAME, export->at[KEY_MASTER_USER]);
	event_set_text(export->event, FIELD_USER_EFFECTIVE_NAME, account);
}

static void set_value(
	struct dovecot_export *export, const struct export_row *row, spoor_view value)
{
	switch (row->use) {
	case USE_TEXT:
		event_set_text(export->event, row->field, value);
		break;
	case USE_NUMBER:
		event_set_digits(export->event, row->field, value);
		break;
	case USE_ADDRESS:
		if (value.len && !event_set_address(export->event, row->field, value))
			export_add_extra(export, view_string(row->key), value);
		break;
	case USE_ADD:
		event_add_text(export->event, row->field, value);
		break;
	case USE_DIFFERS:
		if (value.len && !view_eq(value, export->at[row->other]))
			export_add_extra(export, view_string(row->key), value);
		break;
	case USE_KEEP:
		break;
	}
}

void export_set_common(struct dovecot_export *export)
{
	struct spoor_event *event = export->event;
	int64_t micros;

	event_set_text(event, FIELD_EVENT_CODE, export->name);
	event_set_text(event, FIELD_HOST_NAME, export->host);
	event_set_text(event, FIELD_PROCESS_NAME, export->service);
	set_times(export);
	for (size_t i = 0; i < KEY_COUNT; i++)
		set_value(export, &rows[i], export->at[i]);
	set_users(export);
	set_protocol(export);
	if (export_has(export, KEY_MESSAGE_ID))
		dovecot_set_message_id(event, export->at[KEY_MESSAGE_ID]);
	if (view_number(export->at[KEY_DURATION], &micros) && micros < INT64_MAX / 1000)
		event_set_number(event, FIELD_EVENT_DURATION, micros * 1000);
	if (view_eq(export->at[KEY_TRANSPORT], VIEW("TLS")))
		event_set_flag(event, FIELD_TLS_ESTABLISHED, true);
	else if (export_has(export, KEY_TRANSPORT))
		export_add_extra(export, VIEW("transport"), export->at[KEY_TRANSPORT]);
	for (size_t i = 0; i < export->other_count; i++)
		if (export->others[i].value.len)
			export_add_extra(
				export, export->others[i].key, export->others[i].value);
}

/* ------------------------------------------------------------------ IMAP IDs */

static void id_put(struct export_id *id, spoor_view text)
{
	if (text.len)
		memcpy(id->text + id->used, text.ptr, text.len);
	id->used += text.len;
}

/* Each pair takes ", " and "=" beside its texts. */
void export_id_begin(struct export_id *id, struct dovecot_export *export, size_t room)
{
	*id = (struct export_id){.room = room + 3 * EXPORT_MOST_KEYS};
	id->text = arena_room(export->event->arena, id->room);
}

void export_id_add(struct export_id *id, spoor_view key, spoor_view value)
{
	if (!id->text || id->room - id->used < key.len + value.len + 3)
		return;
	if (id->used)
		id_put(id, VIEW(", "));
	id_put(id, key);
	id_put(id, VIEW("="));
	id_put(id, value);
}

void export_id_end(struct export_id *id, struct dovecot_export *export)
{
	if (!id->text)
		return;
	arena_keep(export->event->arena, id->used);
	dovecot_read_id(export->site, export->event, view_of(id->text, id->used));
}
