/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_EXCHANGE_SMTP_H
#define FORMAT_EXCHANGE_SMTP_H

/* What the parts of Exchange's SMTP logs share. */

#include "format/row.h"

/* A row '*': what the server remarks about the session. Always sets an action. */
void smtp_read_remark(const struct row *row, spoor_view data, spoor_view context);

#endif
