/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_OWA_ID_H
#define FORMAT_OWA_ID_H

/* Ids in URLs of Exchange that say more than they show. */

#include "base/arena.h"

/* The id of an item or attachment, as OWA and EWS write it in base 64. */
struct owa_id {
	spoor_view mailbox;    /* the mailbox's GUID */
	spoor_view entry;      /* the message's entry id, in hexadecimal digits */
	spoor_view attachment; /* the (first) attachment's id likewise; empty: of none */
};

/* False: it is another kind of id, or none; nothing was set. Texts are in the arena. */
bool owa_id_decode(struct arena *arena, spoor_view text, struct owa_id *id_r);

/* The identity in a token "X-Rps-CAT", with which one server tells the next who asks. */
struct rps_token {
	spoor_view method; /* "Kerberos", "Basic" */
	spoor_view user;
	spoor_view sid;
};

bool rps_token_decode(struct arena *arena, spoor_view text, struct rps_token *token_r);

#endif
