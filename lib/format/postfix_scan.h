/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_POSTFIX_SCAN_H
#define FORMAT_POSTFIX_SCAN_H

/* Pieces of text that many messages of Postfix share. Scanners move the cursor on success
 * only. */

#include "format/postfix.h"

/* A peer as Postfix writes it. */
struct postfix_peer {
	spoor_view text; /* all of it, without the port */
	spoor_view host;
	spoor_view address; /* or the path of a socket */
	spoor_view port;
};

/* What stands in the place of the id where a message has none yet. It joins nothing. */
#define POSTFIX_NOQUEUE VIEW("NOQUEUE")

/* "ID: " or "NOQUEUE: " in front of a message. */
bool postfix_scan_id(spoor_view *cursor, spoor_view *id_r);

/* A queue id: short (hexadecimal) or long (in base 52, then a 'z' and the inode). */
bool postfix_is_id(spoor_view word);

/* "HOST[ADDRESS]", "HOST[ADDRESS]:PORT", "[ADDRESS]:PORT". */
bool postfix_scan_peer(spoor_view *cursor, struct postfix_peer *peer_r);

/* "<ADDRESS>"; a bracket in a quoted local part or a domain literal does not end it. */
bool postfix_scan_path(spoor_view *cursor, spoor_view *address_r);

/* Takes "550 5.1.1 ", "550-5.1.1 ", "550 " or "5.1.1 " off the front, as far as it is
 * there, and sets reply code and enhanced status. */
void postfix_take_reply(spoor_view *cursor, struct spoor_event *event);

/* source.*, destination.*; "unknown" is no name. */
void postfix_set_source(struct spoor_event *event, const struct postfix_peer *peer);
void postfix_set_destination(struct spoor_event *event, const struct postfix_peer *peer);

/* A text that a client or a remote server wrote, as one more spoor.extra; secrets
 * masked. */
void postfix_add_words(const struct postfix_line *line, struct spoor_event *event,
	spoor_view key, spoor_view words);

#endif
