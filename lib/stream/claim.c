/* SPDX-License-Identifier: ISC */
/*
 * A session id is made when the connection is accepted, a queue id when the queue file is: the
 * line comes a little later. So the line's local time is the id's, plus the offset, plus that
 * little; and offsets are whole quarters of an hour.
 */
#include "claim.h"

#include "format/ids.h"

enum {
	QUARTER = 15 * 60,
	LOGIN_LIMIT = 180, /* seconds a client may take to log in (Dovecot's limit) */
	QUEUE_LIMIT = 10,  /* seconds between a queue file and its first line */
	SLACK = 2,
	EAST_MOST = 14 * 3600,
	WEST_MOST = -12 * 3600
};

/* A login line's session id, when it holds the address that the line itself shows: then it is
 * Dovecot's own and not a proxy's or client's text. */
static bool claim_of_session(const struct spoor_event *event, struct claim *claim)
{
	struct dovecot_id id;
	struct addr addr;
	spoor_view process = event_text(event, FIELD_PROCESS_NAME);

	if (!view_ends(process, VIEW("-login")) ||
		!ids_read_dovecot(event_text(event, FIELD_SESSION_ID), &id) ||
		!addr_parse(event_text(event, FIELD_SOURCE_IP), &addr) ||
		memcmp(addr.bytes, id.addr.bytes, sizeof(addr.bytes)) != 0)
		return false;
	claim->proof = "session-id";
	claim->limit = LOGIN_LIMIT;
	for (claim->count = 0; claim->count < CLAIM_WRAPS; claim->count++)
		claim->seconds[claim->count] =
			(id.micros + claim->count * DOVECOT_ID_WRAP) / 1000000;
	return true;
}

/* The long queue id of the line that opens a message. */
static bool claim_of_queue(const struct spoor_event *event, struct claim *claim)
{
	int64_t ns;

	if (event->action != ACTION_MAIL_RECEIVE && event->action != ACTION_MAIL_SEND)
		return false;
	if (!ids_read_postfix(event_text(event, FIELD_EMAIL_LOCAL_ID), &ns))
		return false;
	claim->proof = "queue-id";
	claim->limit = QUEUE_LIMIT;
	claim->seconds[0] = ns / STAMP_NANOS;
	claim->count = 1;
	return true;
}

bool claim_of(const struct spoor_event *event, struct claim *claim_r)
{
	spoor_view dataset = event_text(event, FIELD_EVENT_DATASET);

	if (view_eq(dataset, VIEW("dovecot.log")))
		return claim_of_session(event, claim_r);
	return view_eq(dataset, VIEW("postfix.mail")) && claim_of_queue(event, claim_r);
}

bool claim_allows(const struct claim *claim, int64_t seconds)
{
	for (int i = 0; i < claim->count; i++)
		if (seconds >= claim->seconds[i] - SLACK &&
			seconds <= claim->seconds[i] + claim->limit + SLACK)
			return true;
	return false;
}

/* The offset that makes a line's local time follow an instant by at most `limit` seconds. */
static bool offset_of(int64_t local, int64_t instant, int limit, int *offset_r)
{
	int64_t apart = local - instant + SLACK;
	int64_t offset;

	if (apart > EAST_MOST + limit || apart < WEST_MOST)
		return false;
	offset = (apart - (apart < 0 ? QUARTER - 1 : 0)) / QUARTER * QUARTER;
	*offset_r = (int)offset;
	return apart - offset <= limit + SLACK;
}

/* Tries the years around that of the id. */
static bool sense_of(const struct stamp *stamp, int64_t instant, int limit,
	struct claim_sense *sense_r)
{
	int year = stamp_year(instant);

	for (int try = year - 1; try <= year + 1; try++) {
		int64_t local = stamp_seconds(stamp, try);
		int offset;

		if ((stamp->year && stamp->year != try) || !stamp_fits_year(stamp, try) ||
			!offset_of(local, instant, limit, &offset))
			continue;
		*sense_r = (struct claim_sense){try, offset, local - offset};
		return true;
	}
	return false;
}

bool claim_sense(
	const struct claim *claim, const struct stamp *stamp, struct claim_sense *sense_r)
{
	for (int i = 0; i < claim->count; i++)
		if (sense_of(stamp, claim->seconds[i], claim->limit, sense_r))
			return true;
	return false;
}
