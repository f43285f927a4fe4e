/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_IDS_H
#define FORMAT_IDS_H

/*
 * Ids in which servers hide the full date (formats/detections.md §7): what a zoneless, yearless
 * stamp lacks, can be read from them.
 */

#include "base/addr.h"

/* A Dovecot login session id: when the connection was accepted, and from where. */
struct dovecot_id {
	int64_t micros; /* since 1970, the lowest 48 bits: the same again every 8.9 years */
	int port;
	struct addr addr;
};

/* The wrap of the microseconds in a Dovecot id. */
#define DOVECOT_ID_WRAP (INT64_C(1) << 48)

/* Base 64 of 6 bytes of time, 2 of port, and 4 or 16 of address, all little endian; false: it
 * is no such id (LMTP ids and ids that a proxy made up are not). */
bool ids_read_dovecot(spoor_view id, struct dovecot_id *id_r);

/* A Postfix long queue id: when the queue file was made, in nanoseconds since 1970. False: it
 * is a short id or none. */
bool ids_read_postfix(spoor_view id, int64_t *ns_r);

#endif
