/* SPDX-License-Identifier: ISC */
/*
 * Writes a mail server's syslog of any size: Postfix and Dovecot lines of interleaved sessions,
 * users and clients by a Zipf law, ids at random. The same arguments give the same bytes.
 *
 *	generate MIB [SEED [iso]]
 *
 * Times are RFC 3164 (seconds, no year), or RFC 3339 with microseconds when `iso` is given.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLOWS = 96, USERS = 4000, CLIENTS = 20000, LINE_MOST = 1024 };

struct rng {
	uint64_t state;
};

static uint64_t rng_next(struct rng *rng)
{
	uint64_t z = (rng->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static unsigned rng_below(struct rng *rng, unsigned most)
{
	return (unsigned)(rng_next(rng) % most);
}

/* Small numbers are likely: about a Zipf law. */
static unsigned rng_zipf(struct rng *rng, unsigned most)
{
	double u = (double)(rng_next(rng) >> 11) / 9007199254740992.0;
	double x = 1.0;

	for (int i = 0; i < 3; i++)
		x *= u;
	return (unsigned)(x * most);
}

enum flow_kind {
	IMAP,
	POP3,
	WRONG_PASSWORD,
	INBOUND,
	SUBMISSION,
	REJECT,
	SASL_FAILURE,
	SCANNER,
	KINDS
};

struct flow {
	enum flow_kind kind;
	int step;
	int steps;
	unsigned user;
	unsigned client;
	unsigned pid;
	unsigned size;
	char session[20];
	char queue[16];
	char message[48];
};

struct generator {
	struct rng rng;
	bool iso;
	uint64_t micros; /* since the first of January 2025 */
	uint64_t written;
	uint64_t want;
	char stamp[48];
	struct flow flows[FLOWS];
};

/* ------------------------------------------------------------------ lines */

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
	"Aug", "Sep", "Oct", "Nov", "Dec"};
static const unsigned month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static void set_stamp(struct generator *gen)
{
	uint64_t seconds = gen->micros / 1000000;
	unsigned day = (unsigned)(seconds / 86400 % 365);
	unsigned rest = (unsigned)(seconds % 86400);
	unsigned month = 0;

	while (day >= month_days[month])
		day -= month_days[month++];
	if (gen->iso)
		snprintf(gen->stamp, sizeof(gen->stamp),
			"2025-%02u-%02uT%02u:%02u:%02u.%06u+01:00", month + 1, day + 1,
			rest / 3600, rest / 60 % 60, rest % 60,
			(unsigned)(gen->micros % 1000000));
	else
		snprintf(gen->stamp, sizeof(gen->stamp), "%s %2u %02u:%02u:%02u",
			months[month], day + 1, rest / 3600, rest / 60 % 60, rest % 60);
}

__attribute__((format(printf, 2, 3))) static void say(
	struct generator *gen, const char *format, ...)
{
	char line[LINE_MOST];
	va_list list;
	int len;

	va_start(list, format);
	len = vsnprintf(line, sizeof(line), format, list);
	va_end(list);
	gen->written += (uint64_t)fprintf(stdout, "%s mx1 %.*s\n", gen->stamp, len, line);
}

static const char *client_ip(unsigned client, char *room, size_t size)
{
	snprintf(room, size, "%u.%u.%u.%u", 11 + client % 180, client / 180 % 256,
		client * 7 % 256, 1 + client % 254);
	return room;
}

static void fill(struct generator *gen, char *out, int len, const char *alphabet)
{
	size_t letters = strlen(alphabet);

	for (int i = 0; i < len; i++)
		out[i] = alphabet[rng_below(&gen->rng, (unsigned)letters)];
	out[len] = '\0';
}

/* ------------------------------------------------------------------ the kinds of sessions */

static void step_imap(struct generator *gen, const struct flow *flow, const char *ip)
{
	unsigned bodies = rng_below(&gen->rng, 12);

	if (flow->step == 0)
		say(gen,
			"dovecot: imap-login: Login: user=<user%u@example.org>, method=PLAIN, rip=%s, "
			"lip=192.0.2.25, mpid=%u, TLS, session=<%s>",
			flow->user, ip, flow->pid, flow->session);
	else if (flow->step + 1 == flow->steps)
		say(gen,
			"dovecot: imap(user%u@example.org)<%u><%s>: Disconnected: Logged out in=%u "
			"out=%u deleted=0 expunged=%u trashed=0 hdr_count=%u hdr_bytes=%u "
			"body_count=%u body_bytes=%u",
			flow->user, flow->pid, flow->session, 100 + flow->size % 900,
			flow->size * 3, flow->step % 3, bodies * 3, bodies * 900, bodies,
			bodies * flow->size);
	else
		say(gen,
			"dovecot: imap(user%u@example.org)<%u><%s>: %s: box=INBOX, uid=%u, "
			"msgid=<%s@example.net>, size=%u",
			flow->user, flow->pid, flow->session,
			flow->step % 3 == 0 ? "expunge" : "flag_change",
			flow->size % 5000, flow->message, flow->size);
}

static void step_pop3(struct generator *gen, const struct flow *flow, const char *ip)
{
	if (flow->step == 0)
		say(gen,
			"dovecot: pop3-login: Login: user=<user%u@example.org>, method=PLAIN, rip=%s, "
			"lip=192.0.2.25, mpid=%u, TLS, session=<%s>",
			flow->user, ip, flow->pid, flow->session);
	else
		say(gen,
			"dovecot: pop3(user%u@example.org)<%u><%s>: Disconnected: Logged out top=0/0, "
			"retr=%u/%u, del=0/%u, size=%u",
			flow->user, flow->pid, flow->session, flow->size % 5, flow->size,
			flow->size % 90, flow->size * 7);
}

static void step_wrong_password(
	struct generator *gen, const struct flow *flow, const char *ip)
{
	if (flow->step == 0)
		say(gen,
			"dovecot: auth: passwd-file(user%u@example.org,%s,<%s>): Password mismatch",
			flow->user, ip, flow->session);
	else
		say(gen,
			"dovecot: imap-login: Disconnected: Connection closed (auth failed, %u "
			"attempts in %u secs): user=<user%u@example.org>, method=PLAIN, rip=%s, "
			"lip=192.0.2.25, TLS, session=<%s>",
			1 + flow->size % 3, 2 + flow->size % 9, flow->user, ip,
			flow->session);
}

/* What happens to a message behind the queue manager. */
static void say_delivery(struct generator *gen, const struct flow *flow)
{
	switch (flow->step) {
	case 5:
		say(gen,
			"dovecot: lmtp(user%u@example.org)<%u><%s>: msgid=<%s@example.net>: saved mail "
			"to INBOX",
			flow->user, flow->pid + 3, flow->session, flow->message);
		break;
	case 6:
		say(gen,
			"postfix/lmtp[%u]: %s: to=<user%u@example.org>, "
			"relay=mx1.example.org[private/dovecot-lmtp], delay=0.%02u, "
			"delays=0.2/0.01/0.02/0.1, dsn=2.0.0, status=sent (250 2.0.0 "
			"<user%u@example.org> %s Saved)",
			flow->pid + 2, flow->queue, flow->user, flow->size % 100,
			flow->user, flow->session);
		break;
	default:
		say(gen, "postfix/qmgr[901]: %s: removed", flow->queue);
	}
}

static void step_inbound(struct generator *gen, const struct flow *flow, const char *ip)
{
	switch (flow->step) {
	case 0:
		say(gen, "postfix/smtpd[%u]: connect from mail%u.example.com[%s]",
			flow->pid, flow->client, ip);
		break;
	case 1:
		say(gen, "postfix/smtpd[%u]: %s: client=mail%u.example.com[%s]",
			flow->pid, flow->queue, flow->client, ip);
		break;
	case 2:
		say(gen, "postfix/cleanup[%u]: %s: message-id=<%s@example.net>",
			flow->pid + 1, flow->queue, flow->message);
		break;
	case 3:
		say(gen,
			"postfix/qmgr[901]: %s: from=<sender%u@example.com>, size=%u, nrcpt=1 (queue "
			"active)",
			flow->queue, flow->client % 700, flow->size);
		break;
	case 4:
		say(gen,
			"postfix/smtpd[%u]: disconnect from mail%u.example.com[%s] ehlo=2 starttls=1 "
			"mail=1 rcpt=1 data=1 quit=1 commands=7",
			flow->pid, flow->client, ip);
		break;
	default:
		say_delivery(gen, flow);
	}
}

static void step_submission(
	struct generator *gen, const struct flow *flow, const char *ip)
{
	switch (flow->step) {
	case 0:
		say(gen, "postfix/submission/smtpd[%u]: connect from unknown[%s]",
			flow->pid, ip);
		break;
	case 1:
		say(gen,
			"postfix/submission/smtpd[%u]: Anonymous TLS connection established from "
			"unknown[%s]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
			flow->pid, ip);
		break;
	case 2:
		say(gen,
			"postfix/submission/smtpd[%u]: %s: client=unknown[%s], sasl_method=PLAIN, "
			"sasl_username=user%u@example.org",
			flow->pid, flow->queue, ip, flow->user);
		break;
	case 3:
		say(gen, "postfix/cleanup[%u]: %s: message-id=<%s@example.org>",
			flow->pid + 1, flow->queue, flow->message);
		break;
	case 4:
		say(gen,
			"postfix/qmgr[901]: %s: from=<user%u@example.org>, size=%u, nrcpt=1 (queue "
			"active)",
			flow->queue, flow->user, flow->size);
		break;
	case 5:
		say(gen,
			"postfix/smtp[%u]: %s: to=<partner%u@example.net>, "
			"relay=mx.example.net[198.51.100.7]:25, delay=1.%u, delays=0.1/0/0.9/0.3, "
			"dsn=2.0.0, status=%s (%s)",
			flow->pid + 2, flow->queue, flow->client % 3000, flow->size % 10,
			flow->size % 20 ? "sent" : "deferred",
			flow->size % 20
				? "250 2.0.0 Ok: queued as 4F5C64474F"
				: "host mx.example.net[198.51.100.7] said: 451 4.7.1 "
				  "Greylisted (in reply to RCPT TO command)");
		break;
	default:
		say(gen, "postfix/qmgr[901]: %s: removed", flow->queue);
	}
}

static void step_reject(struct generator *gen, const struct flow *flow, const char *ip)
{
	if (flow->step == 0)
		say(gen, "postfix/smtpd[%u]: connect from unknown[%s]", flow->pid, ip);
	else if (flow->step == 1)
		say(gen,
			"postfix/smtpd[%u]: NOQUEUE: reject: RCPT from unknown[%s]: 550 5.1.1 "
			"<info%u@example.org>: Recipient address rejected: User unknown in virtual "
			"mailbox table; from=<x%u@example.com> to=<info%u@example.org> proto=ESMTP "
			"helo=<host%u>",
			flow->pid, ip, flow->user, flow->client, flow->user,
			flow->client);
	else
		say(gen,
			"postfix/smtpd[%u]: disconnect from unknown[%s] ehlo=1 mail=1 rcpt=0/1 quit=1 "
			"commands=3/4",
			flow->pid, ip);
}

static void step_sasl_failure(
	struct generator *gen, const struct flow *flow, const char *ip)
{
	if (flow->step == 0)
		say(gen, "postfix/smtpd[%u]: connect from unknown[%s]", flow->pid, ip);
	else if (flow->step == 1)
		say(gen,
			"postfix/smtpd[%u]: warning: unknown[%s]: SASL LOGIN authentication failed: "
			"(reason unavailable), sasl_username=user%u@example.org",
			flow->pid, ip, flow->user);
	else
		say(gen,
			"postfix/smtpd[%u]: disconnect from unknown[%s] ehlo=1 auth=0/1 commands=1/2",
			flow->pid, ip);
}

static void step_scanner(struct generator *gen, const struct flow *flow, const char *ip)
{
	if (flow->step == 0)
		say(gen,
			"dovecot: imap-login: Disconnected: Connection closed (no auth attempts in %u "
			"secs): user=<>, rip=%s, lip=192.0.2.25, TLS handshaking, session=<%s>",
			flow->size % 60, ip, flow->session);
	else
		say(gen,
			"postfix/postscreen[902]: CONNECT from [%s]:%u to [192.0.2.25]:25",
			ip, 1024 + flow->size % 60000);
}

typedef void step_function(
	struct generator *gen, const struct flow *flow, const char *ip);

struct flow_row {
	step_function *step;
	int least;
	int most;
	unsigned weight; /* of a hundred */
};

/* clang-format off */
static const struct flow_row flow_rows[KINDS] = {
	[IMAP]           = {step_imap,           2, 5, 38},
	[POP3]           = {step_pop3,           2, 2,  8},
	[WRONG_PASSWORD] = {step_wrong_password, 2, 2, 14},
	[INBOUND]        = {step_inbound,        8, 8, 18},
	[SUBMISSION]     = {step_submission,     7, 7,  8},
	[REJECT]         = {step_reject,         3, 3,  6},
	[SASL_FAILURE]   = {step_sasl_failure,   3, 3,  6},
	[SCANNER]        = {step_scanner,        1, 2,  2},
};
/* clang-format on */

static void begin_flow(struct generator *gen, struct flow *flow)
{
	unsigned dice = rng_below(&gen->rng, 100);
	int kind = 0;

	while (dice >= flow_rows[kind].weight)
		dice -= flow_rows[kind++].weight;
	flow->kind = (enum flow_kind)kind;
	flow->step = 0;
	flow->steps = flow_rows[kind].least +
		      (int)rng_below(&gen->rng, (unsigned)(flow_rows[kind].most -
							   flow_rows[kind].least + 1));
	flow->user = rng_zipf(&gen->rng, USERS);
	flow->client = rng_zipf(&gen->rng, CLIENTS);
	flow->pid = 1000 + rng_below(&gen->rng, 60000);
	flow->size = 600 + rng_zipf(&gen->rng, 400000);
	fill(gen, flow->session, 16,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
	fill(gen, flow->queue, 10, "0123456789ABCDEF");
	fill(gen, flow->message, 24, "0123456789abcdef");
}

static void run(struct generator *gen)
{
	for (int i = 0; i < FLOWS; i++)
		begin_flow(gen, &gen->flows[i]);
	while (gen->written < gen->want) {
		struct flow *flow = &gen->flows[rng_below(&gen->rng, FLOWS)];
		char ip[24];

		gen->micros += rng_below(&gen->rng, 90000);
		set_stamp(gen);
		flow_rows[flow->kind].step(
			gen, flow, client_ip(flow->client, ip, sizeof(ip)));
		if (++flow->step >= flow->steps)
			begin_flow(gen, flow);
	}
}

int main(int argc, char **argv)
{
	static struct generator gen;
	char *end;

	gen.want = argc > 1 ? strtoull(argv[1], &end, 10) << 20 : 0;
	if (gen.want == 0) {
		fprintf(stderr, "usage: generate MIB [SEED [iso]]\n");
		return 2;
	}
	gen.rng.state = argc > 2 ? strtoull(argv[2], &end, 10) : 1;
	gen.iso = argc > 3 && strcmp(argv[3], "iso") == 0;
	run(&gen);
	return fflush(stdout) == 0 ? 0 : 2;
}
