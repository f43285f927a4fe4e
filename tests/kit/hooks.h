/* SPDX-License-Identifier: ISC */
#ifndef KIT_HOOKS_H
#define KIT_HOOKS_H

/*
 * What a law changes under the library, by the linker's --wrap: the size of stretches, how many
 * bytes a read gives, and which allocation fails. Nothing is changed until a law says so.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hooks {
	size_t stretch;         /* bytes of a stretch; 0: what the library asks for */
	size_t read_most;       /* bytes of one read(); 0: what is asked for */
	uint64_t fail_at;       /* this allocation fails; 0: none does */
	bool fail_for_good;     /* … and all behind it */
	_Atomic uint64_t asked; /* allocations since hooks_reset */
	_Atomic int64_t held;   /* … and not given back */
};

extern struct hooks hooks;

/* Everything as the library wants it, counters at zero. */
void hooks_reset(void);

#endif
