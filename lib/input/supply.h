/* SPDX-License-Identifier: ISC */
#ifndef INPUT_SUPPLY_H
#define INPUT_SUPPLY_H

/* Packed bytes, for what unpacks them. Who has one must outlive who reads it. */

#include "base/view.h"

struct supply {
	/* Up to `room` bytes, SPOOR_END when there are no more. With SPOOR_E_DAMAGE and
	 * SPOOR_E_IO they end too; the supply's owner knows why. */
	enum spoor_status (*read)(void *self, char *out, size_t room, size_t *got_r);

	/* Moves to a byte; NULL: the bytes come once, in order. */
	bool (*seek)(void *self, int64_t offset);

	void *self;
	int64_t size; /* where there is seek */
};

#endif
