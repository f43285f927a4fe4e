/* SPDX-License-Identifier: ISC */
/* Requests to Roundcube and what they mean. */
#include "event/derive.h"
#include "format/webacts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

static const struct site open_site = {.show_secrets = true};
static const struct site masking_site = {.show_secrets = false};

static void print_missing(
	const char *url, const char *field, spoor_view got, const char *want)
{
	print_message(
		"%s: %s is '%.*s', not '%s'\n", url, field, (int)got.len, got.ptr, want);
	fail();
}

/* `want` is "field=value field=value …"; a blank in a value is written '~'. */
static void expect_fields(
	const char *url, const struct spoor_event *event, const char *want)
{
	spoor_view rest = view_string(want);

	while (rest.len) {
		spoor_view value = view_split(&rest, ' ');
		spoor_view name = view_split(&value, '=');
		struct derived derived;
		char text[80] = "";
		bool found = false;

		assert_true(value.len < sizeof(text));
		for (size_t i = 0; i < value.len; i++)
			text[i] = value.ptr[i] == '~' ? ' ' : value.ptr[i];
		assert_int_not_equal(field_find(name), FIELD_COUNT);
		derive_texts(event, field_find(name), &derived);
		for (size_t i = 0; i < derived.count; i++)
			found |= view_eq(derived.at[i], view_string(text));
		if (!found)
			print_missing(url, field_row(field_find(name))->info.name,
				derived.count ? derived.at[0] : VIEW(""), text);
	}
}

static bool act_of(const struct site *site, struct spoor_event *event,
	struct arena *arena, const char *method, const char *url, const char *referrer,
	int status)
{
	struct web_request request = {.method = view_string(method),
		.url = view_string(url),
		.referrer = view_string(referrer),
		.status = status};

	event_clear(event, arena);
	event_set_outcome(event, status < 400);
	return roundcube_act(site, event, &request);
}

struct fact {
	const char *method;
	const char *url;
	const char *referrer;
	int status;
	enum action want; /* ACTION_COUNT: it is no act */
	const char *fields;
};

static const struct fact facts[] = {
	/* sessions */
	{"GET", "/?_task=login", "", 200, ACTION_COUNT, "network.application=roundcube"},
	{"GET", "/", "", 200, ACTION_COUNT, ""},
	{"POST", "/?_task=login", "", 302, ACTION_LOGIN, "event.outcome=success"},
	{"POST", "/?_task=login", "", 401, ACTION_LOGIN,
		"event.outcome=failure spoor.reason=other"},
	{"POST", "/?_task=login", "", 200, ACTION_LOGIN, "event.outcome=failure"},
	{"POST", "/?_task=login", "", 403, ACTION_LOGIN, "spoor.reason=invalid-request"},
	{"POST", "/?_task=login", "", 429, ACTION_LOGIN, "spoor.reason=rate-limit"},
	{"POST", "/mail/?_task=login&_action=login", "", 302, ACTION_LOGIN, ""},
	{"POST", "/", "https://mail.example.org/?_task=login", 302, ACTION_LOGIN,
		"event.outcome=success"},
	{"POST", "/", "https://mail.example.org/?_task=logout&_token=x", 401,
		ACTION_LOGIN, "event.outcome=failure"},
	{"GET", "/?_task=login&_action=oauth", "", 302, ACTION_COUNT, ""},
	{"GET", "/?_task=login&_action=oauth&code=x&state=y", "", 302, ACTION_LOGIN,
		"event.outcome=success spoor.auth.method=oauth"},
	{"GET", "/?_task=logout&_token=x", "", 200, ACTION_LOGOUT, "spoor.web.token=x"},
	/* folders and messages */
	{"GET", "/?_task=mail", "", 200, ACTION_MAIL_LIST, ""},
	{"GET", "/?_task=mail&_mbox=INBOX%2FA+B", "", 200, ACTION_MAIL_LIST,
		"spoor.mailbox.folder=INBOX/A~B"},
	{"GET", "/?_task=mail&_uid=7&_mbox=INBOX&_action=show", "", 200, ACTION_MAIL_OPEN,
		"spoor.mail.uid=7 spoor.mailbox.folder=INBOX"},
	{"GET", "/?_task=mail&_uid=7-Sent&_mbox=INBOX&_action=show", "", 200,
		ACTION_MAIL_OPEN, "spoor.mail.uid=7 spoor.mailbox.folder=Sent"},
	{"GET", "/?_task=mail&_uid=*&_mbox=INBOX&_action=show", "", 200, ACTION_MAIL_OPEN,
		"spoor.mail.uid=*"},
	{"GET", "/?_task=mail&_uid=1,2-3&_mbox=INBOX&_action=show", "", 200,
		ACTION_MAIL_OPEN, "spoor.mail.uid=1,2-3 spoor.mailbox.folder=INBOX"},
	{"GET", "/?_task=mail&_uid=8&_mbox=Envoy%26AOk-s&_action=preview", "", 200,
		ACTION_MAIL_OPEN, "spoor.mailbox.folder=Envoy&AOk-s"},
	{"GET", "/?_action=show&_uid=1", "", 200, ACTION_MAIL_OPEN, "spoor.mail.uid=1"},
	{"GET", "/?_action=buy&_uid=1", "", 200, ACTION_COUNT, ""},
	{"GET", "/?_task=mail&_action=plugin.unknown", "", 200, ACTION_COUNT,
		"network.application=roundcube"},
	/* as PHP reads it */
	{"GET", "/?_task=mail&_action=list&_action=show&_uid=1&_uid=2", "", 200,
		ACTION_MAIL_OPEN, "spoor.mail.uid=2"},
	{"GET", "/?%5Ftask=mail&.action=sh%6fw", "", 200, ACTION_MAIL_OPEN, ""},
	{"GET", "/?_task=mail&_action=s!h%00o w", "", 200, ACTION_MAIL_OPEN, ""},
	{"GET", "/?_task&_action=&&=&show", "", 200, ACTION_COUNT, ""},
	/* taking */
	{"GET", "/?_task=mail&_action=search&_q=mot%20de%20passe&_scope=all&_mbox=INBOX",
		"", 200, ACTION_MAIL_SEARCH,
		"spoor.search.query=mot~de~passe spoor.search.scope=all "
		"spoor.mailbox.folder=INBOX"},
	{"GET", "/?_task=mail&_action=get&_mbox=INBOX&_uid=4&_part=1.2&_download=1", "",
		200, ACTION_ATTACHMENT_DOWNLOAD,
		"spoor.attachment.part=1.2 spoor.attachment.mode=download spoor.mail.uid=4"},
	{"GET", "/?_task=mail&_action=get&_uid=4&_part=2&_frame=1", "", 200,
		ACTION_ATTACHMENT_DOWNLOAD, "spoor.attachment.mode=view"},
	{"GET", "/?_task=mail&_action=get&_uid=4&_part=2", "", 404,
		ACTION_ATTACHMENT_DOWNLOAD,
		"spoor.attachment.mode=view event.outcome=failure"},
	{"GET", "/?_task=mail&_action=get&_uid=4&_part=2&_embed=1", "", 200,
		ACTION_ATTACHMENT_DOWNLOAD, "spoor.attachment.mode=inline"},
	{"GET", "/?_task=mail&_action=get&_uid=4&_part=2&_thumb=1", "", 200,
		ACTION_ATTACHMENT_DOWNLOAD, "spoor.attachment.mode=thumbnail"},
	{"GET", "/?_task=mail&_action=get&_file=rcmfile1&_id=9", "", 200,
		ACTION_MAIL_COMPOSE, "spoor.extra=compose_id=9"},
	/* writing */
	{"POST", "/?_task=mail&_unlock=loading1&_framed=1",
		"https://h/?_action=compose&_id=9", 200, ACTION_MAIL_SEND, ""},
	{"POST", "/?_task=mail&_unlock=1", "https://h/?_task=mail&_action=compose&_id=9",
		200, ACTION_MAIL_SEND, "spoor.extra=compose_id=9"},
	{"POST", "/?_task=mail&_unlock=1&_draft=1", "", 200, ACTION_MAIL_COMPOSE, ""},
	{"POST", "/?_task=mail", "", 200, ACTION_COUNT, ""},
	{"POST", "/", "https://h/?_task=mail&_action=compose&_id=9", 200,
		ACTION_MAIL_SEND, ""},
	{"GET", "/?_task=mail&_action=compose&_reply_uid=4&_mbox=A", "", 302,
		ACTION_MAIL_COMPOSE,
		"spoor.mail.uid=4 spoor.mailbox.folder=A spoor.extra=compose=reply"},
	{"GET", "/?_task=mail&_action=compose&_forward_uid=4", "", 302,
		ACTION_MAIL_COMPOSE, "spoor.extra=compose=forward"},
	{"GET", "/?_task=mail&_action=bounce&_uid=4", "", 200, ACTION_MAIL_COMPOSE, ""},
	{"POST", "/?_task=mail&_action=bounce", "", 200, ACTION_MAIL_SEND, ""},
	/* changing */
	{"POST", "/?_task=mail&_action=move&_mbox=A&_target_mbox=B", "", 200,
		ACTION_MAIL_MOVE, "spoor.mailbox.folder_from=A spoor.mailbox.folder=B"},
	{"POST", "/?_task=mail&_action=move&_mbox=A&_target_mbox=INBOX%2Ftrash", "", 200,
		ACTION_MAIL_DELETE, "spoor.delete.kind=trash"},
	{"POST", "/?_task=mail&_action=mark&_flag=delete", "", 200, ACTION_MAIL_DELETE,
		"spoor.delete.kind=flag"},
	{"POST", "/?_task=mail&_action=mark&_flag=read", "", 200, ACTION_MAIL_FLAG,
		"spoor.mail.flags=read"},
	{"POST", "/?_task=mail&_action=delete", "", 200, ACTION_MAIL_DELETE,
		"spoor.delete.kind=hard"},
	/* forms, known by the page that they were on */
	{"POST", "/?_task=settings", "https://h/?_task=settings&_action=add-identity",
		200, ACTION_SETTINGS_CHANGE, "spoor.settings.kind=identity"},
	{"POST", "/?_task=settings", "https://h/?_task=settings&_action=prefs-edit", 200,
		ACTION_SETTINGS_CHANGE, "spoor.settings.kind=preferences"},
	{"POST", "/?_task=settings", "https://h/?_task=settings&_action=edit-response",
		200, ACTION_SETTINGS_CHANGE, "spoor.settings.kind=response"},
	{"POST", "/?_task=settings", "https://h/?_task=settings&_action=edit-folder", 200,
		ACTION_FOLDER_CHANGE, "event.type=change"},
	{"POST", "/?_task=settings", "https://h/?_task=mail", 200, ACTION_SETTINGS_CHANGE,
		""},
	{"POST", "/",
		"https://h/?_task=settings&_action=plugin.managesieve-action&_framed=1",
		200, ACTION_RULE_CHANGE, "spoor.rule.kind=sieve event.type=change"},
	{"POST", "/rc/index.php",
		"https://h/rc/?_task=settings&_action=plugin.managesieve-forward", 200,
		ACTION_RULE_CHANGE, "spoor.rule.kind=forward"},
	{"POST", "/other.php",
		"https://h/?_task=settings&_action=plugin.managesieve-action", 200,
		ACTION_COUNT, ""},
	{"GET", "/", "https://h/?_task=settings&_action=plugin.managesieve-action", 200,
		ACTION_COUNT, ""},
	{"POST", "/?_task=settings&_action=plugin.managesieve-action&_act=delete", "",
		200, ACTION_RULE_CHANGE, "event.type=deletion"},
	{"POST", "/?_task=settings", "https://h/?_task=settings&_action=plugin.password",
		200, ACTION_CREDENTIAL_CHANGE, "spoor.credential.kind=password"},
	{"POST", "/?_from=edit-%21xxx&_task=settings&_action=upload", "", 200,
		ACTION_SETTINGS_CHANGE, "spoor.extra=from=edit-!xxx"},
	{"POST", "/?_task=addressbook", "https://h/?_task=addressbook&_action=edit", 200,
		ACTION_CONTACTS_CHANGE, "event.type=change"},
	{"GET", "/?_task=addressbook&_action=export&_source=0", "", 200,
		ACTION_CONTACTS_READ, "spoor.contacts.mode=export spoor.extra=source=0"},
};

static void requests_mean_acts(void **state)
{
	struct arena arena;
	struct spoor_event event;

	(void)state;
	arena_init(&arena, 1 << 20);
	for (size_t i = 0; i < COUNT(facts); i++) {
		const struct fact *fact = &facts[i];
		bool act = act_of(&open_site, &event, &arena, fact->method, fact->url,
			fact->referrer, fact->status);
		enum action got = act ? event.action : ACTION_COUNT;

		if (got != fact->want)
			print_missing(fact->url, "the act",
				act ? action_name(got) : VIEW("none"),
				fact->want == ACTION_COUNT
					? "none"
					: action_info(fact->want)->name);
		expect_fields(fact->url, &event, fact->fields);
	}
	arena_deinit(&arena);
}

/* Every action of a task that means the same. */
static const struct {
	const char *method;
	const char *task;
	const char *actions;
	enum action want;
	const char *fields;
} groups[] = {
	{"GET", "mail", "show preview print", ACTION_MAIL_OPEN, ""},
	{"GET", "mail", "list", ACTION_MAIL_LIST, ""},
	{"GET", "mail", "viewsource", ACTION_MAIL_EXPORT, "spoor.export.scope=message"},
	{"POST", "mail", "plugin.zipdownload.messages plugin.zipdownload.zip_messages",
		ACTION_MAIL_EXPORT, "spoor.export.scope=selection"},
	{"GET", "mail", "plugin.zipdownload.zip_folder", ACTION_MAIL_EXPORT,
		"spoor.export.scope=mailbox"},
	{"GET", "mail",
		"plugin.zipdownload.attachments plugin.zipdownload.zip_attachments",
		ACTION_ATTACHMENT_DOWNLOAD, "spoor.attachment.mode=zip"},
	{"POST", "mail",
		"move copy plugin.markasjunk plugin.markasjunk.junk "
		"plugin.markasjunk.not_junk plugin.move2archive",
		ACTION_MAIL_MOVE, ""},
	{"POST", "mail", "delete expunge folder-expunge", ACTION_MAIL_DELETE,
		"spoor.delete.kind=hard"},
	{"POST", "mail", "purge folder-purge", ACTION_MAIL_DELETE,
		"spoor.delete.kind=purge"},
	{"POST", "settings", "purge folder-purge", ACTION_MAIL_DELETE,
		"spoor.delete.kind=purge"},
	{"POST", "mail", "import", ACTION_MAIL_APPEND, ""},
	{"POST", "mail",
		"upload attachment-upload display-attachment attachment-display "
		"remove-attachment attachment-delete rename-attachment attachment-rename",
		ACTION_MAIL_COMPOSE, ""},
	{"POST", "mail", "send sendmdn", ACTION_MAIL_SEND, ""},
	{"GET", "mail", "list-contacts", ACTION_CONTACTS_READ,
		"spoor.contacts.mode=list"},
	{"GET", "mail", "search-contacts", ACTION_CONTACTS_READ,
		"spoor.contacts.mode=search"},
	{"POST", "mail", "addcontact plugin.savevcard", ACTION_CONTACTS_CHANGE,
		"event.type=change"},
	{"POST", "mail",
		"autocomplete group-expand check-recent getunread headers keep-alive "
		"pagenav refresh",
		ACTION_OTHER, ""},
	{"POST", "settings", "keep-alive refresh check-recent getunread", ACTION_OTHER,
		""},
	{"POST", "addressbook", "keep-alive refresh", ACTION_OTHER, ""},
	{"GET", "addressbook", "list", ACTION_CONTACTS_READ, "spoor.contacts.mode=list"},
	{"GET", "addressbook", "show print edit qrcode", ACTION_CONTACTS_READ,
		"spoor.contacts.mode=show"},
	{"GET", "addressbook", "search", ACTION_CONTACTS_READ,
		"spoor.contacts.mode=search"},
	{"POST", "addressbook",
		"save move copy undo import upload-photo group-create "
		"group-rename group-addmembers group-delmembers",
		ACTION_CONTACTS_CHANGE, "event.type=change"},
	{"POST", "addressbook", "delete group-delete", ACTION_CONTACTS_CHANGE,
		"event.type=deletion"},
	{"GET", "addressbook", "add import mailto photo search-create search-delete",
		ACTION_OTHER, ""},
	{"GET", "settings", "about", ACTION_SETTINGS_VIEW, "spoor.settings.kind=about"},
	{"GET", "settings", "preferences edit-prefs prefs-edit", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=preferences"},
	{"POST", "settings", "save-prefs prefs-save", ACTION_SETTINGS_CHANGE,
		"spoor.settings.kind=preferences"},
	{"GET", "settings",
		"identities add-identity edit-identity identity-create identity-edit",
		ACTION_SETTINGS_VIEW, "spoor.settings.kind=identity"},
	{"POST", "settings",
		"save-identity identity-save delete-identity identity-delete",
		ACTION_SETTINGS_CHANGE, "spoor.settings.kind=identity"},
	{"GET", "settings",
		"responses add-response edit-response response-create response-edit",
		ACTION_SETTINGS_VIEW, "spoor.settings.kind=response"},
	{"POST", "settings",
		"save-response response-save delete-response response-delete",
		ACTION_SETTINGS_CHANGE, "spoor.settings.kind=response"},
	{"GET", "settings", "folders edit-folder folder-edit add-folder folder-create",
		ACTION_SETTINGS_VIEW, "spoor.settings.kind=folder"},
	{"POST", "settings",
		"save-folder folder-save rename-folder folder-rename subscribe "
		"folder-subscribe unsubscribe folder-unsubscribe",
		ACTION_FOLDER_CHANGE, "event.type=change"},
	{"POST", "settings", "delete-folder folder-delete", ACTION_FOLDER_CHANGE,
		"event.type=deletion"},
	{"GET", "settings", "folder-size response-get plugin.acl-autocomplete",
		ACTION_OTHER, ""},
	{"POST", "settings", "upload attachment-upload", ACTION_SETTINGS_CHANGE, ""},
	{"GET", "settings", "display-attachment upload-display", ACTION_SETTINGS_VIEW,
		""},
	{"GET", "settings",
		"plugin.managesieve plugin.managesieve-action "
		"plugin.managesieve-save plugin.managesieve-editraw "
		"plugin.managesieve-saveraw",
		ACTION_SETTINGS_VIEW, "spoor.settings.kind=filter"},
	{"POST", "settings",
		"plugin.managesieve plugin.managesieve-action "
		"plugin.managesieve-save plugin.managesieve-saveraw",
		ACTION_RULE_CHANGE, "spoor.rule.kind=sieve event.type=change"},
	{"POST", "mail", "plugin.managesieve-action", ACTION_RULE_CHANGE,
		"spoor.rule.kind=sieve"},
	{"GET", "settings", "plugin.managesieve-vacation", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=vacation"},
	{"POST", "settings", "plugin.managesieve-vacation", ACTION_RULE_CHANGE,
		"spoor.rule.kind=vacation"},
	{"GET", "settings", "plugin.managesieve-forward", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=forward"},
	{"POST", "settings", "plugin.managesieve-forward", ACTION_RULE_CHANGE,
		"spoor.rule.kind=forward"},
	{"GET", "settings", "plugin.password plugin.password-save", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=password"},
	{"POST", "settings", "plugin.password plugin.password-save",
		ACTION_CREDENTIAL_CHANGE, "spoor.credential.kind=password"},
	{"GET", "settings",
		"plugin.twofactor_gauthenticator plugin.kolab-2fa "
		"plugin.kolab-2fa-data",
		ACTION_SETTINGS_VIEW, "spoor.settings.kind=mfa"},
	{"POST", "settings",
		"plugin.twofactor_gauthenticator "
		"plugin.twofactor_gauthenticator-save plugin.kolab-2fa-save",
		ACTION_CREDENTIAL_CHANGE, "spoor.credential.kind=mfa"},
	{"POST", "settings", "plugin.twofactor_gauthenticator-checkcode", ACTION_OTHER,
		""},
	{"GET", "settings", "plugin.acl", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=acl"},
	{"POST", "settings", "plugin.acl", ACTION_PERMISSION_CHANGE, "event.type=change"},
	{"GET", "settings", "plugin.enigma plugin.enigmakeys", ACTION_SETTINGS_VIEW,
		"spoor.settings.kind=pgp"},
	{"POST", "settings", "plugin.enigmakeys plugin.enigmaimport",
		ACTION_SETTINGS_CHANGE, "spoor.settings.kind=pgp"},
	{"POST", "utils",
		"save-pref save_pref modcss html2text text2html killcache error spell "
		"spell_html spell-html",
		ACTION_OTHER, ""},
};

static void expect_group(size_t index, spoor_view action)
{
	struct arena arena;
	struct spoor_event event;
	char url[160];

	arena_init(&arena, 1 << 20);
	snprintf(url, sizeof(url), "/?_task=%s&_action=%.*s", groups[index].task,
		(int)action.len, action.ptr);
	if (!act_of(&open_site, &event, &arena, groups[index].method, url, "", 200) ||
		event.action != groups[index].want)
		print_missing(url, "the act", VIEW("another"),
			action_info(groups[index].want)->name);
	expect_fields(url, &event, groups[index].fields);
	arena_deinit(&arena);
}

static void every_action_has_its_act(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(groups); i++) {
		spoor_view rest = view_string(groups[i].actions);

		while (rest.len)
			expect_group(i, view_split(&rest, ' '));
	}
}

static void tokens_are_masked_but_still_tie(void **state)
{
	static const char *const urls[] = {
		"/?_task=mail&_token=abc", "/?_task=logout&_token=abc"};
	struct arena arena;
	struct spoor_event event;

	(void)state;
	arena_init(&arena, 1 << 20);
	for (size_t i = 0; i < COUNT(urls); i++) {
		assert_true(
			act_of(&masking_site, &event, &arena, "GET", urls[i], "", 200));
		expect_fields(urls[i], &event, "spoor.web.token=#ba7816bf8f01");
		assert_true(event_has(&event, FIELD_SECRET));
	}
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_mean_acts),
		cmocka_unit_test(every_action_has_its_act),
		cmocka_unit_test(tokens_are_masked_but_still_tie),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
