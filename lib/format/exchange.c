/* SPDX-License-Identifier: ISC */
/*
 * The text logs of Exchange Server 2010, 2013, 2016, 2019 and Subscription Edition: message
 * tracking, SMTP, connectivity, agents, the front end's proxy, EWS, OWA, ECP, MAPI, cmdlets, IMAP
 * and POP. All are CSV with the names of their columns in front:
 *
 *	#Software: Microsoft Exchange Server
 *	#Fields: date-time,session,source,Destination,direction,description
 *	2025-12-29T07:50:17.377Z,08DE4695E8B0A001,SMTP,example.net,+,DnsConnectorDelivery
 *
 * Accepted: a byte-order mark anywhere, headers anywhere and as often as they come, headers without
 * '#', rows shorter or longer than their header, quoted cells over several lines, and rows without a
 * header where the number of their cells, their looks and the file's name leave no doubt.
 */
#include "format/cells.h"
#include "format/row.h"
#include "format/table.h"

enum { SURE = 95, STAMP_LEN = 24 };

/* "2025-12-29T07:50:17.377Z,": no other log's lines begin so. */
static bool begins_row(spoor_view line)
{
	static const char shape[] = "0000-00-00T00:00:00.000Z,";

	if (line.len <= STAMP_LEN)
		return false;
	for (size_t i = 0; i <= STAMP_LEN; i++)
		if (shape[i] == '0' ? !is_digit(line.ptr[i]) : line.ptr[i] != shape[i])
			return false;
	return true;
}

static bool binds(spoor_view line)
{
	struct header header = {.kind = NULL};

	return header_take(&header, view_of("", 0), line) == HEADER_BARE;
}

static int bid(spoor_view line)
{
	switch (header_look(line)) {
	case HEADER_REMARK:
	case HEADER_FIELDS:
		return header_is_w3c(line) ? 0 : SURE;
	case HEADER_BARE:
		return binds(line) ? SURE : 0;
	default:
		return begins_row(header_skip_bom(line)) ? SURE : 0;
	}
}

static bool parse(struct scene *scene, spoor_view record, struct spoor_event *event)
{
	return row_read(scene, false, record, event);
}

/* A quoted cell goes on, unless a row begins: then the quote was never closed. */
static bool continues(spoor_view record, spoor_view line)
{
	(void)line;
	return begins_row(header_skip_bom(record)) && cells_open(record);
}

const struct format format_exchange = {
	.info = {.name = "exchange",
		.about =
			"Exchange Server: message tracking, protocol, proxy and cmdlet logs",
		.sample = "2025-12-29T07:50:17.377Z,08DE4695E8B0A001,SMTP,example.net,+,"
			  "DnsConnectorDelivery"},
	.bid = bid,
	.parse = parse,
	.continues = continues,
};
