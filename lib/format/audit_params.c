/* SPDX-License-Identifier: ISC */
/* What the parameters of a command say: whom a rule sends mail to, who gets which right. */
#include "format/audit_parts.h"

#define OF(text)                                                                         \
	{                                                                                \
		"" text, sizeof(text) - 1                                                \
	}

/* What a parameter is to a rule or right. */
enum part {
	PART_OP,        /* the rule does `word`, the value is whom or where */
	PART_SWITCH,    /* the rule does `word` when the value is true */
	PART_CONDITION, /* when it does it */
	PART_FIELD,     /* one text */
	PART_LIST,      /* several, with commas between */
};

struct parameter {
	spoor_view name;
	enum part part;
	enum field field; /* of PART_FIELD and PART_LIST */
	spoor_view word;
};

/* clang-format off */
static const struct parameter rule_parameters[] = {
	{OF("Name"),                       PART_FIELD,     FIELD_RULE_NAME, OF("")},
	{OF("ForwardTo"),                  PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("ForwardAsAttachmentTo"),      PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("RedirectTo"),                 PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("RedirectMessageTo"),          PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("BlindCopyTo"),                PART_OP,        FIELD_COUNT, OF("copy")},
	{OF("CopyTo"),                     PART_OP,        FIELD_COUNT, OF("copy")},
	{OF("AddToRecipients"),            PART_OP,        FIELD_COUNT, OF("copy")},
	{OF("JournalEmailAddress"),        PART_OP,        FIELD_COUNT, OF("copy")},
	{OF("ForwardingSmtpAddress"),      PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("ForwardingAddress"),          PART_OP,        FIELD_COUNT, OF("redirect")},
	{OF("MoveToFolder"),               PART_OP,        FIELD_COUNT, OF("fileinto")},
	{OF("CopyToFolder"),               PART_OP,        FIELD_COUNT, OF("fileinto")},
	{OF("DeliverToMailboxAndForward"), PART_SWITCH,    FIELD_COUNT, OF("keep")},
	{OF("DeleteMessage"),              PART_SWITCH,    FIELD_COUNT, OF("discard")},
	{OF("SoftDeleteMessage"),          PART_SWITCH,    FIELD_COUNT, OF("discard")},
	{OF("MarkAsRead"),                 PART_SWITCH,    FIELD_COUNT, OF("mark-read")},
	{OF("StopProcessingRules"),        PART_SWITCH,    FIELD_COUNT, OF("stop")},
	{OF("Quarantine"),                 PART_SWITCH,    FIELD_COUNT, OF("hold")},
	{OF("AutoReplyState"),             PART_OP,        FIELD_COUNT, OF("vacation")},
	{OF("From"),                       PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("SentTo"),                     PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("SentToScope"),                PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("FromScope"),                  PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("Recipient"),                  PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("SubjectContainsWords"),       PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("BodyContainsWords"),          PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("SubjectOrBodyContainsWords"), PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("FromAddressContainsWords"),   PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("RecipientAddressContainsWords"), PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("HeaderContainsWords"),        PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("HasAttachment"),              PART_CONDITION, FIELD_COUNT, OF("")},
	{OF("MyNameInToBox"),              PART_CONDITION, FIELD_COUNT, OF("")},
};

static const struct parameter right_parameters[] = {
	{OF("User"),                PART_FIELD, FIELD_PERM_GRANTEE,     OF("")},
	{OF("Trustee"),             PART_FIELD, FIELD_PERM_GRANTEE,     OF("")},
	{OF("GrantSendOnBehalfTo"), PART_FIELD, FIELD_PERM_GRANTEE,     OF("")},
	{OF("AccessRights"),        PART_LIST,  FIELD_PERM_RIGHTS,      OF("")},
	{OF("ExtendedRights"),      PART_LIST,  FIELD_PERM_RIGHTS,      OF("")},
	{OF("Identity"),            PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
};

static const struct parameter account_parameters[] = {
	{OF("Role"),          PART_FIELD, FIELD_ROLE_NAME,        OF("")},
	{OF("User"),          PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
	{OF("Member"),        PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
	{OF("SecurityGroup"), PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
	{OF("UserPrincipalName"), PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
};

static const struct parameter mail_parameters[] = {
	{OF("Mailbox"),             PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
	{OF("SourceMailboxes"),     PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
	{OF("ExchangeLocation"),    PART_FIELD, FIELD_SEARCH_SCOPE,     OF("")},
	{OF("FilePath"),            PART_FIELD, FIELD_FILE_PATH,        OF("")},
	{OF("SearchQuery"),         PART_FIELD, FIELD_SEARCH_QUERY,     OF("")},
	{OF("ContentMatchQuery"),   PART_FIELD, FIELD_SEARCH_QUERY,     OF("")},
	{OF("ContentFilter"),       PART_FIELD, FIELD_SEARCH_QUERY,     OF("")},
};

static const struct parameter other_parameters[] = {
	{OF("RequestFile"),         PART_FIELD, FIELD_FILE_PATH,        OF("")},
	{OF("DeviceId"),            PART_FIELD, FIELD_DEVICE_ID,        OF("")},
	{OF("ActiveSyncAllowedDeviceIDs"), PART_FIELD, FIELD_DEVICE_ID, OF("")},
	{OF("ActiveSyncBlockedDeviceIDs"), PART_FIELD, FIELD_DEVICE_ID, OF("")},
	{OF("Mailbox"),             PART_FIELD, FIELD_USER_TARGET_NAME, OF("")},
};
/* clang-format on */

/* "smtp:drop@example.org" is an address too; several have semicolons between. */
static void add_targets(struct spoor_event *event, spoor_view value)
{
	while (value.len) {
		spoor_view target = view_trim(view_split(&value, ';'));

		if (view_starts_nocase(target, VIEW("smtp:")))
			target = view_skip(target, 5);
		event_add_text(event, FIELD_RULE_TARGETS, target);
	}
}

static bool is_true(spoor_view value)
{
	return view_eq_nocase(value, VIEW("True")) || view_eq(value, VIEW("$true"));
}

static void take(struct spoor_event *event, const struct parameter *row,
	const struct audit_pair *param)
{
	spoor_view value = param->value;

	if (value.len == 0)
		return;
	switch (row->part) {
	case PART_OP:
		event_add_text(event, FIELD_RULE_OPS, row->word);
		if (!view_eq(row->word, VIEW("vacation")))
			add_targets(event, value);
		break;
	case PART_SWITCH:
		if (is_true(value))
			event_add_text(event, FIELD_RULE_OPS, row->word);
		break;
	case PART_CONDITION:
		break;
	case PART_FIELD:
		if (!event_has(event, row->field))
			event_set_text(event, row->field, value);
		break;
	case PART_LIST:
		while (value.len)
			event_add_text(
				event, row->field, view_trim(view_split(&value, ',')));
		break;
	}
}

static const struct parameter *find_row(
	const struct parameter *rows, size_t count, spoor_view name)
{
	for (size_t i = 0; i < count; i++)
		if (view_eq_nocase(name, rows[i].name))
			return &rows[i];
	return NULL;
}

/* "From=…; SubjectContainsWords=…". */
static void set_conditions(
	struct audit *audit, const struct parameter *rows, size_t count)
{
	const struct parameter *row;
	size_t most = 0;
	size_t used = 0;
	char *room;

	for (size_t i = 0; i < audit->param_count; i++)
		most += audit->params[i].name.len + audit->params[i].value.len + 3;
	room = arena_room(audit->event->arena, most);
	for (size_t i = 0; room && i < audit->param_count; i++) {
		const struct audit_pair *param = &audit->params[i];

		row = find_row(rows, count, param->name);
		if (!row || row->part != PART_CONDITION || param->value.len == 0)
			continue;
		memcpy(room + used, "; ", used ? 2 : 0);
		used += used ? 2 : 0;
		memcpy(room + used, param->name.ptr, param->name.len);
		used += param->name.len;
		room[used++] = '=';
		memcpy(room + used, param->value.ptr, param->value.len);
		used += param->value.len;
	}
	if (used == 0)
		return;
	arena_keep(audit->event->arena, used);
	event_set_text(audit->event, FIELD_RULE_CONDITIONS, view_of(room, used));
}

static void take_all(struct audit *audit, const struct parameter *rows, size_t count)
{
	for (size_t i = 0; i < audit->param_count; i++) {
		const struct parameter *row =
			find_row(rows, count, audit->params[i].name);

		if (row)
			take(audit->event, row, &audit->params[i]);
	}
}

/* Forwards and vacations are a mailbox's, and have no name. */
static bool has_name(const struct spoor_event *event)
{
	spoor_view kind = event_text(event, FIELD_RULE_KIND);

	return !event_has(event, FIELD_RULE_NAME) && !view_eq(kind, VIEW("forward")) &&
	       !view_eq(kind, VIEW("vacation"));
}

/* A rule of the server is no mailbox's. */
static bool is_server_rule(const struct spoor_event *event)
{
	spoor_view kind = event_text(event, FIELD_RULE_KIND);

	return view_eq(kind, VIEW("transport")) || view_eq(kind, VIEW("journal"));
}

/* The object of a rule's command is MAILBOX\RULE, else what is changed. */
static void take_object(struct audit *audit)
{
	struct spoor_event *event = audit->event;
	spoor_view object = audit_text(audit, AUDIT_OBJECT);
	spoor_view identity;
	size_t slash;

	if (!audit_get_param(audit, VIEW("Identity"), &identity))
		identity = view_of("", 0);
	if (event->action == ACTION_RULE_CHANGE && has_name(event)) {
		spoor_view name = identity.len ? identity : object;

		slash = view_find_last(name, '\\');
		event_set_text(event, FIELD_RULE_NAME,
			slash < name.len ? view_skip(name, slash + 1) : name);
	}
	if (event_has(event, FIELD_USER_TARGET_NAME) || is_server_rule(event))
		return;
	if (object.len == 0)
		object = identity;
	else
		audit_use(audit, AUDIT_OBJECT);
	slash = view_find_last(object, '\\');
	if (event->action == ACTION_RULE_CHANGE && slash < object.len)
		object = view_head(object, slash);
	if (!view_eq_nocase(object, event_text(event, FIELD_USER_NAME)))
		event_set_text(event, FIELD_USER_TARGET_NAME, object);
}

void audit_read_params(struct audit *audit)
{
	switch (audit->event->action) {
	case ACTION_RULE_CHANGE:
		take_all(audit, rule_parameters, COUNT(rule_parameters));
		set_conditions(audit, rule_parameters, COUNT(rule_parameters));
		take_object(audit);
		break;
	case ACTION_PERMISSION_CHANGE:
		take_all(audit, right_parameters, COUNT(right_parameters));
		take_object(audit);
		break;
	case ACTION_ACCOUNT_CHANGE:
	case ACTION_CREDENTIAL_CHANGE:
		take_all(audit, account_parameters, COUNT(account_parameters));
		take_object(audit);
		break;
	case ACTION_MAIL_EXPORT:
	case ACTION_MAIL_SEARCH:
	case ACTION_MAIL_DELETE:
		take_all(audit, mail_parameters, COUNT(mail_parameters));
		take_object(audit);
		break;
	case ACTION_AUDIT_CHANGE:
	case ACTION_DEVICE_CHANGE:
		take_all(audit, other_parameters, COUNT(other_parameters));
		take_object(audit);
		break;
	default:
		take_all(audit, other_parameters, COUNT(other_parameters));
		break;
	}
}
