/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_AUDIT_WALK_H
#define FORMAT_AUDIT_WALK_H

/* An audit record in JSON: each value is taken by the path of its keys. */

#include "format/audit.h"

enum audit_fault { AUDIT_FINE, AUDIT_NOT_JSON, AUDIT_TWICE, AUDIT_DEEP };

/* Takes all of an object, which is the whole text. JSON inside a string is read too, where the
 * name says that it is a record or a list. On a fault what stands before it is taken. */
enum audit_fault audit_walk(struct audit *audit, spoor_view text);

/* The fault in words. */
spoor_view audit_fault_text(enum audit_fault fault);

#endif
