/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_URLMASK_H
#define FORMAT_URLMASK_H

/* The URL with the secrets in its query masked as secret_mask does it; the URL itself when there
 * are none. */

#include "format/site.h"

spoor_view urlmask(const struct site *site, struct spoor_event *event, spoor_view url);

#endif
