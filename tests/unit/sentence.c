/* SPDX-License-Identifier: ISC */
#include "codec/sentence.h"
#include "events.h"

/* An action, members as ,"key":value, and the sentence. */
struct told {
	const char *action;
	const char *members;
	const char *want;
};

#define OK ",\"event.outcome\":\"success\""
#define FAIL ",\"event.outcome\":\"failure\""
#define UNKNOWN ",\"event.outcome\":\"unknown\""
#define ALICE ",\"user.name\":\"alice\",\"source.ip\":\"192.0.2.1\""
#define MAIL30 ",\"spoor.mail.uid\":\"30\",\"spoor.mailbox.folder\":\"INBOX\""
#define QUEUED ",\"email.local_id\":\"4bsM5k\""
#define KIND(value) ",\"event.type\":[\"" value "\"]"

/* clang-format off */
static const struct told cases[] = {
	{"login", "", "A client logged in"},
	{"login", OK ALICE ",\"network.protocol\":\"imap\",\"spoor.auth.method\":\"PLAIN\",\"tls.established\":true",
		"alice logged in from 192.0.2.1 over imap, method PLAIN"},
	{"login", FAIL ALICE ",\"network.protocol\":\"smtp\",\"network.application\":\"submission\",\"spoor.auth.attempts\":3,"
		"\"spoor.reason\":\"bad-password\",\"event.reason\":\"auth failed, 3 attempts in 6 secs\",\"tls.established\":false",
		"alice failed to log in from 192.0.2.1 over smtp (submission), 3 attempts, not encrypted: "
		"bad-password (\"auth failed, 3 attempts in 6 secs\")"},
	{"login", FAIL ALICE ",\"spoor.auth.right_password\":true,\"spoor.reason\":\"disabled\"",
		"alice failed to log in from 192.0.2.1, with the right password: disabled"},
	{"login", UNKNOWN ALICE, "alice tried to log in from 192.0.2.1"},
	{"login", OK ",\"user.name\":\"master\",\"user.effective.name\":\"bob\"", "master as bob logged in"},
	{"login", OK ALICE ",\"spoor.source.role\":\"webmail\",\"network.forwarded_ip\":\"198.51.100.7\"",
		"alice logged in from 192.0.2.1 (webmail) on behalf of 198.51.100.7"},
	{"login", OK ALICE ",\"network.forwarded_ip\":\"192.0.2.1\",\"spoor.logged.source.ip\":\"127.0.0.1\"",
		"alice logged in from 192.0.2.1 (logged as 127.0.0.1)"},
	{"login", FAIL ALICE ",\"http.response.status_code\":401", "alice failed to log in from 192.0.2.1: status 401"},
	{"login", FAIL ALICE ",\"http.response.status_code\":401,\"spoor.reason\":\"other\"",
		"alice failed to log in from 192.0.2.1: status 401"},
	{"login", FAIL ALICE ",\"event.reason\":\"no such luck\",\"spoor.reason\":\"other\"",
		"alice failed to log in from 192.0.2.1: \"no such luck\""},
	{"login", FAIL ALICE ",\"spoor.reason\":\"other\"", "alice failed to log in from 192.0.2.1: other"},
	{"login", OK ",\"source.ip\":\"192.0.2.80\",\"spoor.source.role\":\"proxy\",\"network.forwarded_ip\":\"198.51.100.7\"",
		"A client at 192.0.2.80 (proxy) logged in on behalf of 198.51.100.7"},
	{"login", OK ",\"source.ip\":\"192.0.2.1\",\"source.domain\":\"desk1.example.org\"",
		"A client at desk1.example.org (192.0.2.1) logged in"},
	{"login", OK ",\"user.name\":\"alice\",\"source.domain\":\"desk1.example.org\"", "alice logged in from desk1.example.org"},
	{"login", FAIL ",\"user.name\":\"192.0.2.1\",\"source.ip\":\"198.51.100.7\"", "192.0.2.1 failed to log in from 198.51.100.7"},
	{"logout", ALICE ",\"network.protocol\":\"imap\",\"spoor.mail.count\":30,\"spoor.mail.bytes\":22345",
		"alice ended a session over imap from 192.0.2.1 in which 30 messages were fetched (22 kB)"},
	{"logout", ",\"user.name\":\"alice\",\"spoor.mail.count\":1,\"spoor.imap.hdr_count\":9,\"spoor.imap.deleted\":2,"
		"\"spoor.imap.trashed\":1,\"spoor.imap.expunged\":2,\"source.bytes\":120,\"destination.bytes\":35000,"
		"\"event.reason\":\"Logged out\"",
		"alice ended a session in which 1 message was fetched, 9 headers were read, 2 messages were marked as deleted, "
		"1 message was moved to the trash, 2 messages were expunged, 120 bytes in and 35 kB out: \"Logged out\""},
	{"logout", ",\"user.name\":\"alice\",\"spoor.mail.count\":0,\"spoor.mail.bytes\":0,\"spoor.imap.expunged\":0,\"spoor.pop3.del\":0",
		"alice ended a session in which no messages were fetched"},
	{"logout", ",\"user.name\":\"alice\",\"spoor.pop3.top_count\":4,\"spoor.pop3.del\":1",
		"alice ended a session, 4 headers were read, 1 message was deleted"},
	{"connect", ",\"source.ip\":\"192.0.2.1\",\"source.domain\":\"mx.example.net\",\"destination.port\":25",
		"mx.example.net (192.0.2.1) connected to port 25"},
	{"connect", FAIL ",\"source.ip\":\"192.0.2.1\",\"network.protocol\":\"imap\",\"spoor.reason\":\"no-attempt\","
		"\"event.reason\":\"no auth attempts in 2 secs\"",
		"192.0.2.1 connected over imap and came no further: no-attempt (\"no auth attempts in 2 secs\")"},
	{"disconnect", ",\"source.domain\":\"mx.example.net\",\"spoor.smtp.stage\":\"AUTH\",\"spoor.smtp.auth_ok\":0,\"spoor.smtp.auth_total\":3",
		"mx.example.net disconnected after AUTH, 3 login attempts (0 accepted)"},
	{"session-change", FAIL ALICE ",\"spoor.session.id\":\"ab12\"", "The web session of alice ab12 failed its check from 192.0.2.1"},
	{"session-change", ",\"spoor.session.previous\":\"ab12\",\"spoor.session.id\":\"cd34\"", "A web session changed from ab12 to cd34"},
	{"credential-change", OK ALICE ",\"spoor.credential.kind\":\"password\"", "alice changed the password from 192.0.2.1"},
	{"credential-change", FAIL ",\"user.name\":\"root\",\"user.target.name\":\"alice\"", "root failed to change a credential of alice"},
	{"settings-view", ALICE ",\"spoor.settings.kind\":\"identity\"", "alice looked at the identity settings from 192.0.2.1"},
	{"settings-change", ALICE, "alice changed settings from 192.0.2.1"},
	{"account-change", KIND("creation") ",\"user.name\":\"root\",\"user.target.name\":\"eve\",\"spoor.role.name\":\"admin\",\"event.code\":\"New-Mailbox\"",
		"root created account eve with role admin with New-Mailbox"},
	{"account-change", KIND("deletion"), "A client removed an account"},
	{"account-change", KIND("change") ",\"user.target.name\":\"eve\"", "A client changed account eve"},
	{"device-change", KIND("creation") ALICE, "alice added a device from 192.0.2.1"},
	{"device-change", KIND("deletion"), "A client removed a device"},
	{"device-change", KIND("change"), "A client changed a device"},
	{"mail-list", OK ALICE ",\"spoor.mailbox.folder\":\"Sent\"", "alice listed folder Sent from 192.0.2.1"},
	{"mail-search", OK ALICE ",\"spoor.search.query\":\"password\",\"spoor.search.scope\":\"all\"",
		"alice searched mail for \"password\" from 192.0.2.1, scope all"},
	{"mail-open", OK ALICE MAIL30, "alice opened message 30 in INBOX from 192.0.2.1"},
	{"mail-open", FAIL MAIL30 ",\"http.response.status_code\":403", "A client failed to open message 30 in INBOX: status 403"},
	{"mail-open", ",\"email.message_id\":\"a@example.org\",\"email.subject\":\"Re: x\",\"user.target.name\":\"bob\"",
		"A client opened message a@example.org \"Re: x\" of bob"},
	{"mail-fetch", ALICE ",\"spoor.mail.count\":500,\"spoor.mail.bytes\":1234567,\"network.protocol\":\"imap\"",
		"alice fetched 500 messages (1.2 MB) from 192.0.2.1 over imap"},
	{"mail-export", ALICE MAIL30 ",\"spoor.export.scope\":\"message\",\"http.response.bytes\":9802",
		"alice exported message 30 in INBOX from 192.0.2.1, 9.8 kB"},
	{"mail-export", ",\"spoor.export.scope\":\"mailbox\",\"user.target.name\":\"bob\"", "A client exported the mailbox of bob"},
	{"mail-export", ",\"spoor.export.scope\":\"selection\"", "A client exported selected messages"},
	{"attachment-download", ALICE MAIL30 ",\"spoor.attachment.part\":\"2\",\"http.response.body.bytes\":9216",
		"alice downloaded part 2 of message 30 in INBOX from 192.0.2.1, 9.2 kB"},
	{"attachment-download", ",\"spoor.attachment.mode\":\"view\",\"email.attachments.file.name\":[\"a b.doc\"]",
		"A client viewed attachment \"a b.doc\" of a message"},
	{"attachment-download", ",\"spoor.attachment.mode\":\"thumbnail\"", "A client loaded the thumbnail of an attachment of a message"},
	{"attachment-download", ",\"spoor.attachment.mode\":\"inline\",\"spoor.attachment.part\":\"1.2\"",
		"A client loaded for display part 1.2 of a message"},
	{"attachment-download", MAIL30 ",\"spoor.attachment.mode\":\"zip\"",
		"A client downloaded the attachments of message 30 in INBOX as one archive"},
	{"contacts-read", ALICE ",\"spoor.contacts.mode\":\"export\"", "alice exported an address book from 192.0.2.1"},
	{"contacts-read", ",\"spoor.contacts.mode\":\"search\",\"spoor.search.query\":\"bo\"", "A client searched an address book for \"bo\""},
	{"contacts-read", ",\"spoor.contacts.mode\":\"show\"", "A client opened a contact"},
	{"contacts-read", "", "A client read an address book"},
	{"contacts-change", KIND("deletion"), "A client deleted contacts"},
	{"contacts-change", KIND("change"), "A client changed contacts"},
	{"file-open", ALICE, "alice opened a stored file from 192.0.2.1"},
	{"file-download", "", "A client downloaded a stored file"},
	{"file-change", "", "A client changed a stored file"},
	{"file-delete", "", "A client deleted a stored file"},
	{"file-share", ",\"spoor.perm.grantee\":\"eve\"", "A client shared a stored file with eve"},
	{"file-search", ",\"spoor.search.query\":\"vpn\"", "A client searched stored files for \"vpn\""},
	{"mail-append", ALICE ",\"spoor.mailbox.folder\":\"Drafts\"", "alice put a message into Drafts from 192.0.2.1"},
	{"mail-move", UNKNOWN ALICE ",\"spoor.mailbox.folder_from\":\"INBOX\",\"spoor.mailbox.folder\":\"Old\"",
		"alice tried to copy or move a message from INBOX to Old from 192.0.2.1"},
	{"mail-flag", MAIL30 ",\"spoor.mail.flags\":[\"\\\\Seen\",\"\\\\Recent\"]",
		"A client changed the flags of message 30 in INBOX, now \\Seen, \\Recent"},
	{"mail-delete", MAIL30 ",\"spoor.delete.kind\":\"flag\"", "A client marked message 30 in INBOX as deleted"},
	{"mail-delete", ",\"spoor.delete.kind\":\"trash\",\"spoor.mailbox.folder\":\"Trash\",\"spoor.mail.count\":3",
		"A client moved 3 messages to the trash (Trash)"},
	{"mail-delete", MAIL30 ",\"spoor.delete.kind\":\"hard\"", "A client deleted message 30 in INBOX for good"},
	{"mail-delete", ",\"spoor.mailbox.folder\":\"Trash\",\"spoor.delete.kind\":\"purge\"", "A client emptied folder Trash"},
	{"mail-delete", ",\"spoor.delete.kind\":\"soft\"", "A client deleted a message"},
	{"folder-change", KIND("creation") ",\"spoor.mailbox.folder\":\"Old\"", "A client created folder Old"},
	{"folder-change", KIND("deletion") ",\"spoor.mailbox.folder\":\"Old\"", "A client deleted folder Old"},
	{"folder-change", KIND("change") ",\"spoor.mailbox.folder\":\"Older\",\"spoor.mailbox.folder_from\":\"Old\"",
		"A client renamed folder Old to Older"},
	{"folder-change", KIND("change"), "A client changed a folder"},
	{"rule-change", KIND("creation") ALICE ",\"spoor.rule.kind\":\"inbox\",\"spoor.rule.name\":\".\",\"spoor.rule.ops\":[\"redirect\"],"
		"\"spoor.rule.targets\":[\"eve@example.net\"],\"spoor.rule.conditions\":\"subject has invoice\"",
		"alice created an inbox rule \".\", to redirect, naming eve@example.net, when \"subject has invoice\" from 192.0.2.1"},
	{"rule-change", KIND("deletion") ",\"spoor.rule.kind\":\"sieve\"", "A client deleted a sieve rule"},
	{"rule-change", KIND("change"), "A client changed a rule"},
	{"rule-apply", OK ",\"user.name\":\"alice\",\"spoor.rule.op\":\"redirect\",\"email.message_id\":\"a@example.org\","
		"\"spoor.rule.targets\":[\"eve@example.net\"]",
		"A rule of alice redirected message a@example.org to eve@example.net"},
	{"rule-apply", FAIL ",\"spoor.rule.op\":\"redirect\",\"event.reason\":\"mail loop\"", "A rule failed to redirect a message: \"mail loop\""},
	{"rule-apply", ",\"spoor.rule.op\":\"discard\",\"spoor.rule.kind\":\"sieve\"", "A sieve rule discarded a message"},
	{"rule-apply", ",\"spoor.rule.op\":\"fileinto\",\"spoor.rule.kind\":\"inbox\",\"spoor.mailbox.folder\":\"RSS\"",
		"An inbox rule filed a message into RSS"},
	{"rule-apply", ",\"spoor.rule.op\":\"reject\",\"email.sender.address\":\"bob@example.net\"", "A rule rejected a message from bob@example.net"},
	{"rule-apply", ",\"spoor.rule.op\":\"vacation\"", "A rule answered a message with a vacation notice"},
	{"rule-apply", ",\"spoor.rule.op\":\"notify\"", "A rule sent a notice of a message"},
	{"rule-apply", ",\"spoor.rule.op\":\"pipe\",\"spoor.rule.targets\":[\"sh\"]", "A rule gave a message to program sh"},
	{"rule-apply", ",\"spoor.rule.op\":\"report\"", "A rule reported a message"},
	{"rule-apply", ",\"spoor.rule.op\":\"keep\",\"spoor.mailbox.folder\":\"INBOX\"", "A rule kept a message in INBOX"},
	{"rule-apply", ",\"spoor.rule.op\":\"hold\",\"spoor.rule.kind\":\"server\"", "A server rule held a message"},
	{"rule-apply", ",\"spoor.rule.op\":\"bcc\"", "A rule copied a message"},
	{"rule-apply", ",\"spoor.rule.op\":\"prepend\"", "A rule did prepend with a message"},
	{"rule-apply", "", "A rule acted on a message"},
	{"permission-change", KIND("creation") ",\"user.name\":\"root\",\"spoor.perm.grantee\":\"eve\",\"spoor.perm.rights\":[\"FullAccess\"],"
		"\"user.target.name\":\"bob\"",
		"root gave eve the rights FullAccess of bob"},
	{"permission-change", KIND("deletion") ",\"spoor.perm.grantee\":\"eve\"", "A client took rights from eve"},
	{"permission-change", KIND("change") ",\"spoor.perm.grantee\":\"Default\",\"spoor.perm.rights\":[\"Owner\"],\"spoor.mailbox.folder\":\"INBOX\"",
		"A client changed the rights of Default to Owner, folder INBOX"},
	{"mail-compose", ALICE, "alice worked on a new message from 192.0.2.1"},
	{"mail-send", OK ALICE QUEUED ",\"email.sender.address\":\"ceo@example.org\",\"spoor.auth.method\":\"LOGIN\"",
		"alice handed in message 4bsM5k as ceo@example.org from 192.0.2.1, method LOGIN"},
	{"mail-send", QUEUED ",\"user.id\":\"33\",\"email.to.address\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]",
		"Local user 33 handed in message 4bsM5k to a, b, c, d, e and 2 more"},
	{"mail-receive", QUEUED ",\"source.domain\":\"mx.example.net\",\"source.ip\":\"192.0.2.1\"",
		"Message 4bsM5k came in from mx.example.net (192.0.2.1)"},
	{"mail-queue", QUEUED ",\"event.reason\":\"removed\"", "Message 4bsM5k left the queue: \"removed\""},
	{"mail-queue", QUEUED ",\"email.message_id\":\"a@example.org\"", "Message 4bsM5k (a@example.org) in the queue"},
	{"mail-queue", QUEUED ",\"email.sender.address\":\"bob@example.net\",\"spoor.mail.bytes\":2300,\"spoor.smtp.nrcpt\":1",
		"Message 4bsM5k in the queue, sender bob@example.net, 2.3 kB, 1 recipient"},
	{"mail-deliver", OK QUEUED ",\"email.to.address\":[\"bob@example.net\"],\"spoor.smtp.orig_to\":\"info@example.net\",\"spoor.smtp.relay\":\"local\"",
		"Message 4bsM5k was delivered to bob@example.net (addressed to info@example.net) by local"},
	{"mail-deliver", OK ",\"user.name\":\"alice\",\"spoor.mailbox.folder\":\"INBOX\",\"email.message_id\":\"a@example.org\"",
		"Message a@example.org was delivered into INBOX of alice"},
	{"mail-deliver", FAIL QUEUED ",\"spoor.smtp.enhanced\":\"5.2.2\",\"spoor.smtp.status\":\"bounced\",\"event.reason\":\"Quota exceeded\"",
		"Message 4bsM5k was not delivered with 5.2.2, status bounced: \"Quota exceeded\""},
	{"mail-deliver", UNKNOWN QUEUED ",\"spoor.smtp.status\":\"deferred\"", "Message 4bsM5k was deferred"},
	{"mail-deliver", UNKNOWN QUEUED, "Message 4bsM5k was up for delivery"},
	{"mail-relay", OK QUEUED ",\"email.to.address\":[\"bob@example.net\"],\"spoor.smtp.relay\":\"mx.example.net[192.0.2.7]:25\","
		"\"spoor.mail.related_id\":[\"9FA3\"]",
		"Message 4bsM5k was passed on to bob@example.net, next hop mx.example.net[192.0.2.7]:25, tied to 9FA3"},
	{"mail-relay", UNKNOWN QUEUED ",\"spoor.smtp.status\":\"deferred\",\"spoor.smtp.code\":450,\"spoor.smtp.enhanced\":\"4.7.1\"",
		"Message 4bsM5k was deferred with 450 4.7.1"},
	{"mail-relay", FAIL QUEUED, "Message 4bsM5k was not passed on"},
	{"mail-relay", UNKNOWN QUEUED, "Message 4bsM5k was up for passing on"},
	{"mail-reject", FAIL ",\"source.ip\":\"192.0.2.1\",\"spoor.smtp.stage\":\"RCPT\",\"spoor.smtp.code\":554,\"spoor.smtp.enhanced\":\"5.7.1\","
		"\"email.sender.address\":\"a@example.net\",\"email.to.address\":[\"b@example.com\"],\"spoor.smtp.helo\":\"x\",\"event.reason\":\"Relay access denied\"",
		"Mail from 192.0.2.1 was refused at RCPT with 554 5.7.1, sender a@example.net, recipient b@example.com, HELO x: \"Relay access denied\""},
	{"http-request", OK ",\"source.ip\":\"192.0.2.1\",\"http.request.method\":\"GET\",\"url.original\":\"/a?b=c\",\"http.response.status_code\":200,"
		"\"http.response.body.bytes\":512",
		"A client at 192.0.2.1 sent GET /a?b=c, answered with status 200, 512 bytes"},
	{"http-request", "", "A client sent a request"},
	{"config-change", ",\"user.name\":\"root\",\"process.command_line\":\"Set-OwaVirtualDirectory -X\"",
		"root changed the server's configuration with \"Set-OwaVirtualDirectory -X\""},
	{"audit-change", KIND("deletion") ",\"user.name\":\"root\"", "root turned off auditing"},
	{"audit-change", KIND("change") ",\"user.target.name\":\"bob\"", "A client changed auditing of bob"},
	{"admin-command", ",\"user.name\":\"root\",\"event.code\":\"Get-Mailbox\",\"user.target.name\":\"bob\"", "root ran Get-Mailbox on bob"},
	{"admin-command", "", "A client ran an administrative command"},
	{"service-start", ",\"process.name\":\"dovecot\"", "dovecot started or reloaded"},
	{"service-stop", ",\"process.name\":\"dovecot\",\"event.reason\":\"signal 15\"", "dovecot stopped: \"signal 15\""},
	{"service-error", ",\"event.dataset\":\"roundcube.errors\",\"error.message\":\"it broke\"", "roundcube reported trouble: \"it broke\""},
	{"service-error", ",\"process.name\":\"imap\",\"log.level\":\"error\",\"error.message\":\"it broke\"", "imap reported trouble (error): \"it broke\""},
	{"log-notice", ",\"spoor.log.repeat\":3", "The last message was repeated 3 times"},
	{"log-notice", ",\"spoor.log.lost\":12,\"error.message\":\"rate-limit\"", "The logger lost 12 messages: \"rate-limit\""},
	{"log-notice", ",\"error.message\":\"-- MARK --\"", "The log about itself: \"-- MARK --\""},
	{"log-notice", "", "A line of the log about itself"},
	{"finding", ",\"user.name\":\"alice\",\"event.code\":\"spray-ip\"", "A detection spray-ip fired on alice"},
	{"session", ALICE ",\"network.protocol\":\"imap\",\"spoor.mail.count\":4,\"event.duration\":90000000000",
		"The session of alice over imap from 192.0.2.1 in one line, 4 messages were fetched, 1.5 min long"},
	{"other", ",\"event.original\":\"cron: x\"", "No bearing on security: \"cron: x\""},
	{"other", "", "No bearing on security"},
	{"unparsed", ",\"event.original\":\"a \\u001b[31m \\\"b\\\"\",\"event.reason\":\"unknown message\"",
		"Not understood: \"a \\x1b[31m \\\"b\\\"\": \"unknown message\""},
};
/* clang-format on */

static struct arena arena;
static struct buf out;
static struct spoor_event event;

/* The sentence of `event`, NUL-ended, until the next. */
static const char *tell(void)
{
	buf_clear(&out);
	sentence_write(&out, &event);
	buf_add_char(&out, '\0');
	return out.ptr;
}

static void each_case_is_told_as_wanted(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char line[2048];

		snprintf(line, sizeof(line), EVENT("%s", "%s"), cases[i].action,
			cases[i].members);
		read_event(line, &event, &arena);
		assert_string_equal(tell(), cases[i].want);
	}
}

static void every_row_of_the_table_has_a_case(void **state)
{
	bool told[256] = {false};
	const struct sentence *row;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char line[2048];
		spoor_view value;

		snprintf(line, sizeof(line), EVENT("%s", "%s"), cases[i].action,
			cases[i].members);
		read_event(line, &event, &arena);
		for (size_t j = 0; (row = sentence_at(j)); j++) {
			if (row->action != event.action)
				continue;
			if (row->field != FIELD_COUNT &&
				(!spoor_event_text(&event,
					 field_row(row->field)->info.name, 0, &value) ||
					(row->value && !view_eq(value,
							       view_string(row->value)))))
				continue;
			told[j] = true;
			break;
		}
	}
	for (size_t j = 0; (row = sentence_at(j)); j++)
		if (row->action != ACTION_COUNT && !told[j])
			fail_msg("no case for: %s", row->text);
}

/* No bracket without its partner, no name that is none, no format that does not fit. */
static void assert_template(const char *text)
{
	int depth = 0;

	for (const char *at = text; *at; at++) {
		spoor_view name;
		spoor_view tail;
		enum field field;
		size_t len;

		depth += (*at == '[') - (*at == ']');
		assert_true(depth >= 0);
		if (*at == '<')
			assert_true(strchr(at, '/') < strchr(at, '>'));
		if (*at != '{')
			continue;
		name = view_of(at + 1, strcspn(at + 1, "}"));
		assert_int_equal(name.ptr[name.len], '}');
		if (name.ptr[0] == '@') {
			bool found = false;

			for (size_t i = 0; sentence_fragment_at(i); i++)
				found |= view_eq(view_skip(name, 1),
					view_string(sentence_fragment_at(i)->name));
			assert_true(found);
			continue;
		}
		if (name.ptr[0] == '?' || name.ptr[0] == '+')
			name = view_skip(name, 1);
		len = 0;
		while (len < name.len && !strchr(" :=!", name.ptr[len]))
			len++;
		tail = view_skip(name, len);
		field = field_find(view_head(name, len));
		if (field == FIELD_COUNT)
			fail_msg("no such field in: %s", text);
		if (tail.len && tail.ptr[0] == '!')
			assert_int_not_equal(field_find(view_skip(tail, 1)), FIELD_COUNT);
		if (tail.len && (tail.ptr[0] == ' ' || view_eq(tail, VIEW(":size")) ||
					view_eq(tail, VIEW(":duration"))))
			assert_int_equal(field_row(field)->info.type, SPOOR_INTEGER);
	}
	assert_int_equal(depth, 0);
}

static void templates_are_well_formed(void **state)
{
	(void)state;
	for (size_t i = 0; sentence_at(i); i++)
		assert_template(sentence_at(i)->text);
	for (size_t i = 0; sentence_fragment_at(i); i++)
		assert_template(sentence_fragment_at(i)->text);
}

/* A sentence is never empty and keeps no trace of its template or of a missing part. */
static void assert_sound(const char *text)
{
	static const char *const faults[] = {
		"  ", " ,", " :", "{", "}", "|", "@", "<", ">", "( ", "()", " )"};
	size_t len = strlen(text);

	assert_true(len > 0);
	assert_true(text[0] != ' ' && text[len - 1] != ' ');
	for (size_t i = 0; i < COUNT(faults); i++)
		if (strstr(text, faults[i]))
			fail_msg("'%s' in: %s", faults[i], text);
	for (size_t i = 0; i < len; i++)
		assert_true((unsigned char)text[i] >= 0x20 && text[i] != 0x7f);
}

static void set_fields(enum action action, int only, spoor_view outcome, spoor_view value)
{
	event_clear(&event, &arena);
	for (int field = 0; field < FIELD_COUNT; field++)
		if (only == FIELD_COUNT || field == only)
			set_any(&event, (enum field)field, value);
	event_set_action(&event, action);
	event_unset(&event, FIELD_EVENT_OUTCOME);
	event_set_text(&event, FIELD_EVENT_OUTCOME, outcome);
}

static void any_action_with_any_field_is_told(void **state)
{
	static const spoor_view outcomes[] = {
		{"", 0}, {"success", 7}, {"failure", 7}, {"unknown", 7}};
	static const spoor_view values[] = {
		{"value", 5}, {"\x1b[2J \"\n\xc2\x9b\xe2\x80\xae\x7f", 13}};

	(void)state;
	for (int action = 0; action < ACTION_COUNT; action++)
		for (int only = -1; only <= FIELD_COUNT; only++)
			for (size_t i = 0; i < COUNT(outcomes) * COUNT(values); i++) {
				arena_reset(&arena);
				set_fields((enum action)action, only,
					outcomes[i % COUNT(outcomes)],
					values[i / COUNT(outcomes)]);
				assert_sound(tell());
				assert_null(strstr(out.ptr, "\xc2\x9b"));
				assert_null(strstr(out.ptr, "\xe2\x80\xae"));
			}
}

static void an_event_without_an_action_is_told(void **state)
{
	(void)state;
	event_clear(&event, &arena);
	assert_string_equal(tell(), "An event without an action");
	assert_string_equal(sentence_time_name(ACTION_COUNT), "Event Time");
}

static void every_action_has_a_last_row_that_always_fits_and_a_time_name(void **state)
{
	(void)state;
	for (int action = 0; action < ACTION_COUNT; action++) {
		const struct sentence *last = NULL;

		for (size_t i = 0; sentence_at(i); i++)
			if (sentence_at(i)->action == (enum action)action)
				last = sentence_at(i);
		assert_non_null(last);
		assert_int_equal(last->field, FIELD_COUNT);
		assert_non_null(sentence_time_name((enum action)action));
	}
}

static void long_values_are_cut_and_say_so(void **state)
{
	enum { LONG = 5000 };
	char *name = calloc(1, LONG);

	(void)state;
	memset(name, 'x', LONG);
	event_clear(&event, &arena);
	event_set_action(&event, ACTION_LOGIN);
	event_set_text(&event, FIELD_USER_NAME, view_of(name, LONG));
	assert_string_equal(tell() + 1 + 200, "\"… logged in");
	event_set_action(&event, ACTION_OTHER);
	event_set_text(&event, FIELD_EVENT_ORIGINAL, view_of(name, LONG));
	assert_int_equal(strlen(tell()), strlen("No bearing on security: \"\"…") + 300);
	free(name);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 24);
	buf_init(&out, 1 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_deinit(&arena);
	buf_deinit(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_is_told_as_wanted),
		cmocka_unit_test(every_row_of_the_table_has_a_case),
		cmocka_unit_test(templates_are_well_formed),
		cmocka_unit_test(any_action_with_any_field_is_told),
		cmocka_unit_test(an_event_without_an_action_is_told),
		cmocka_unit_test(
			every_action_has_a_last_row_that_always_fits_and_a_time_name),
		cmocka_unit_test(long_values_are_cut_and_say_so),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
