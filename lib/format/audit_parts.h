/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_AUDIT_PARTS_H
#define FORMAT_AUDIT_PARTS_H

/* What audit_finish is made of. */

#include "format/audit.h"

/* The text of a slot; empty when it was not taken. */
static inline spoor_view audit_text(const struct audit *audit, enum audit_slot slot)
{
	return audit->at[slot].value;
}

/* The text of a slot, which is used up: what is left of the slots goes to spoor.extra. */
spoor_view audit_use(struct audit *audit, enum audit_slot slot);

/* The value of a command's parameter; false: it has none of the name. */
bool audit_get_param(const struct audit *audit, spoor_view name, spoor_view *value_r);

/* Sets the act of an operation, and what it alone says; false: nobody knows it. */
bool audit_set_act(struct audit *audit, spoor_view operation);

/* The same for a command of Exchange's shell; false: it is none. */
bool audit_set_command(struct audit *audit, spoor_view command);

/* Sets what a command's parameters say to the act that it is. */
void audit_read_params(struct audit *audit);

/* Sets the outcome, and of a failure the reason. */
void audit_set_outcome(struct audit *audit, spoor_view operation);

/* Sets @timestamp. */
void audit_set_time(struct audit *audit);

#endif
