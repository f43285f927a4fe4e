/* SPDX-License-Identifier: ISC */
/*
 * Dovecot's event export as JSON, one object a line: 2.4's `file` and `unix` transports, and
 * "stats: {…}" in the normal log (2.3's and 2.4's `log`).
 *
 *	{"event":"auth_request_finished","hostname":"mx1","start_time":"2025-12-29T07:50:17.1Z",
 *	 "end_time":"…","categories":["service:auth","auth"],"fields":{"user":"alice",…}}
 *
 * Deviations we accept: times as RFC 3339, as seconds with six decimals and as microseconds; an
 * absent hostname, time or list of categories; keys that we do not know (kept in spoor.extra).
 */
#include "dovecot_export.h"

#include "base/scan.h"
#include "dovecot_verdict.h"
#include "format/table.h"

struct export_event {
	const char *name; /* a beginning, if it ends in '_' */
	void (*read)(struct dovecot_export *export);
};

static void set_success(struct dovecot_export *export)
{
	if (export->has_fields)
		event_set_outcome(export->event, !export_has(export, KEY_ERROR));
}

static void read_other(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_OTHER);
}

/* A failed request has no "success" at all, not "no". */
static void read_auth(struct dovecot_export *export)
{
	bool success = view_eq(export->at[KEY_SUCCESS], VIEW("yes"));
	spoor_view policy = export->at[KEY_POLICY_RESULT];

	event_set_action(export->event, ACTION_LOGIN);
	if (!export->has_fields)
		return;
	event_set_outcome(export->event, success);
	if (policy.len && !view_eq(policy, VIEW("ok")))
		export_add_extra(export, VIEW("policy_result"), policy);
	if (!success)
		event_set_text(export->event, FIELD_SPOOR_REASON,
			!policy.len || view_eq(policy, VIEW("ok")) ? VIEW("other")
								   : VIEW("policy"));
}

static void read_aborted(struct dovecot_export *export)
{
	spoor_view code = export->at[KEY_REASON];
	const struct dovecot_verdict *verdict = dovecot_verdict_of_code(code);
	int64_t successes;

	event_set_action(export->event, ACTION_CONNECT);
	event_set_outcome(export->event, false);
	if (verdict)
		dovecot_set_verdict(export->event, verdict);
	if (view_number(export->at[KEY_SUCCESSES], &successes) && successes > 0)
		event_set_flag(export->event, FIELD_AUTH_RIGHT_PASSWORD, true);
}

static void read_delivery(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_MAIL_DELIVER);
	set_success(export);
}

static spoor_view fileinto_folder(const struct dovecot_export *export)
{
	if (export_has(export, KEY_FILEINTO_NAME))
		return export->at[KEY_FILEINTO_NAME];
	return view_unwrap(export->at[KEY_FILEINTO], '\'', '\'');
}

static void read_sieve_action(struct dovecot_export *export)
{
	struct spoor_event *event = export->event;
	spoor_view name = export->at[KEY_ACTION_NAME];
	spoor_view folder = fileinto_folder(export);

	set_success(export);
	event_set_text(event, FIELD_MAILBOX_FOLDER, folder);
	if (view_eq(name, VIEW("keep")) || view_eq(name, VIEW("store")) ||
		name.len == 0) {
		event_set_action(event, ACTION_MAIL_DELIVER);
		return;
	}
	event_set_action(event, ACTION_RULE_APPLY);
	event_set_constant(event, FIELD_RULE_KIND, VIEW("sieve"));
	event_set_text(event, FIELD_RULE_OP, name);
	event_add_text(event, FIELD_RULE_TARGETS, folder);
	event_add_text(event, FIELD_RULE_TARGETS, export->at[KEY_REDIRECT_TARGET]);
}

static void set_script(struct dovecot_export *export, spoor_view type)
{
	event_set_action(export->event, ACTION_RULE_CHANGE);
	event_add_text(export->event, FIELD_EVENT_TYPE, type);
	event_set_constant(export->event, FIELD_RULE_KIND, VIEW("sieve"));
	set_success(export);
	if (export_has(export, KEY_CMD_NAME))
		export_add_extra(export, VIEW("cmd_name"), export->at[KEY_CMD_NAME]);
	if (export_has(export, KEY_CMD_ARGS))
		export_add_extra(export, VIEW("cmd_args"), export->at[KEY_CMD_ARGS]);
}

static void read_script_change(struct dovecot_export *export)
{
	set_script(export, VIEW("change"));
}

static void read_script_deletion(struct dovecot_export *export)
{
	set_script(export, VIEW("deletion"));
}

static void read_managesieve(struct dovecot_export *export)
{
	static const char *const changes[] = {"PUTSCRIPT", "SETACTIVE", "RENAMESCRIPT"};
	spoor_view name = export->at[KEY_CMD_NAME];

	for (size_t i = 0; i < COUNT(changes); i++)
		if (view_eq_nocase(name, view_string(changes[i]))) {
			set_script(export, VIEW("change"));
			return;
		}
	if (view_eq_nocase(name, VIEW("DELETESCRIPT")))
		set_script(export, VIEW("deletion"));
	else
		read_other(export);
}

static void read_submit(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_MAIL_SEND);
	set_success(export);
}

static void read_proxy_start(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_LOGIN);
	set_success(export);
}

static void read_proxy_end(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_LOGOUT);
}

/* True when a user's client is at the other end. */
static bool is_session(const struct dovecot_export *export)
{
	const struct dovecot_process *process = dovecot_find_process(export->service);

	return process && process->role == DOVECOT_SESSION;
}

static bool has_reason(const struct dovecot_export *export, spoor_view reason)
{
	for (size_t i = 0; i < export->other_count; i++)
		if (view_eq(export->others[i].key, VIEW("reason_code")) &&
			view_eq(export->others[i].value, reason))
			return true;
	return false;
}

/* A message's file is opened for its head alone, too. */
static void read_opened(struct dovecot_export *export)
{
	bool head = has_reason(export, VIEW("imap:fetch_header")) &&
		    !has_reason(export, VIEW("imap:fetch_body"));

	if (is_session(export))
		event_set_action(
			export->event, head ? ACTION_MAIL_LIST : ACTION_MAIL_OPEN);
	else
		read_other(export);
}

static void read_expunged(struct dovecot_export *export)
{
	event_set_action(export->event, ACTION_MAIL_DELETE);
	event_set_constant(export->event, FIELD_DELETE_KIND, VIEW("hard"));
}

static void read_session_end(struct dovecot_export *export)
{
	event_set_action(
		export->event, is_session(export) ? ACTION_LOGOUT : ACTION_OTHER);
}

/* "id_param_name", "id_param_version" … */
static void read_id(struct dovecot_export *export)
{
	struct export_id id;
	size_t room = 0;

	for (size_t i = 0; i < export->other_count; i++)
		room += export->others[i].key.len + export->others[i].value.len;
	export_id_begin(&id, export, room);
	for (size_t i = 0; i < export->other_count; i++) {
		spoor_view key = export->others[i].key;

		if (scan_literal(&key, VIEW("id_param_")))
			export_id_add(&id, key, export->others[i].value);
	}
	export_id_end(&id, export);
}

/* clang-format off */
static const struct export_event events[] = {
	{"imap_command_finished",        export_read_imap},
	{"auth_request_finished",        read_auth},
	{"login_aborted",                read_aborted},
	{"mail_delivery_finished",       read_delivery},
	{"sieve_action_finished",        read_sieve_action},
	{"managesieve_command_finished", read_managesieve},
	{"sieve_script_activated",       read_script_change},
	{"sieve_script_renamed",         read_script_change},
	{"sieve_script_deleted",         read_script_deletion},
	{"sieve_storage_save_finished",  read_script_change},
	{"smtp_submit_finished",         read_submit},
	{"proxy_session_established",    read_proxy_start},
	{"proxy_session_finished",       read_proxy_end},
	{"mail_opened",                  read_opened},
	{"mail_expunged",                read_expunged},
	{"mail_user_session_finished",   read_session_end},
	{"imap_id_received",             read_id},
	{"auth_",                        read_other},
	{"cassandra_",                   read_other},
	{"client_connection_",           read_other},
	{"dict_",                        read_other},
	{"dns_",                         read_other},
	{"dsync_",                       read_other},
	{"fs_",                          read_other},
	{"fts_",                         read_other},
	{"http_",                        read_other},
	{"imap_",                        read_other},
	{"indexer_",                     read_other},
	{"ldap_",                        read_other},
	{"login_",                       read_other},
	{"lua_",                         read_other},
	{"mail_",                        read_other},
	{"mailbox_",                     read_other},
	{"managesieve_",                 read_other},
	{"oauth2_",                      read_other},
	{"pop3_",                        read_other},
	{"proxy_",                       read_other},
	{"push_notification_",           read_other},
	{"quota_",                       read_other},
	{"redis_",                       read_other},
	{"server_connection_",           read_other},
	{"service_",                     read_other},
	{"sieve_",                       read_other},
	{"smtp_",                        read_other},
	{"sql_",                         read_other},
	{"submission_",                  read_other},
	{"tcp_",                         read_other},
};
/* clang-format on */

static const struct export_event *find_event(spoor_view name)
{
	for (size_t i = 0; i < COUNT(events); i++) {
		spoor_view row = view_string(events[i].name);

		if (row.ptr[row.len - 1] == '_' ? view_starts(name, row)
						: view_eq(name, row))
			return &events[i];
	}
	return NULL;
}

bool dovecot_read_export(
	const struct site *site, spoor_view json, struct spoor_event *event)
{
	struct dovecot_export export = {.site = site, .event = event};
	const struct export_event *row;

	if (!export_scan(&export, json))
		return false;
	event_set_dataset(event, VIEW("dovecot.events"));
	export_set_common(&export);
	row = find_event(export.name);
	if (!row)
		return false;
	row->read(&export);
	return true;
}

/* {"event":"NAME","hostname":… */
static bool looks_like_export(spoor_view line)
{
	static const char *const seconds[] = {"hostname\":\"",
		"start_time\":", "end_time\":", "categories\":[", "fields\":{"};
	spoor_view name;

	if (!scan_literal(&line, VIEW("{\"event\":\"")) ||
		!scan_until_text(&line, VIEW("\",\""), &name) || view_has(name, '"'))
		return false;
	for (size_t i = 0; i < COUNT(seconds); i++)
		if (dovecot_starts(line, seconds[i]))
			return true;
	return false;
}

static int bid(spoor_view line)
{
	return looks_like_export(line) ? 80 : 0;
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	if (!looks_like_export(record))
		return false;
	event_set_dataset(event, VIEW("dovecot.events"));
	if (!dovecot_read_export(scene->site, record, event))
		format_unknown_message(event);
	event_set_text(event, FIELD_HOST_NAME, scene->host);
	return true;
}

const struct format format_dovecot_events = {
	.info = {.name = "dovecot-events",
		.about = "Dovecot's event export as JSON lines",
		.sample =
			"{\"event\":\"auth_request_finished\",\"hostname\":\"mx1\",\"end_time\":\"2025-12-29T07:50:17.100000Z\",\"categories\":[\"auth\"],\"fields\":{\"user\":\"alice\",\"success\":\"yes\"}}"},
	.bid = bid,
	.parse = parse,
};
