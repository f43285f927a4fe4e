/* SPDX-License-Identifier: ISC */
#ifndef INPUT_SPOOL_H
#define INPUT_SPOOL_H

/*
 * The unpacked members of an archive in a temporary file, where they can be read in any order.
 * The spools of one walk stand on a shelf, from which those that are not needed are taken when
 * there are too many.
 */

#include "input/origin.h"

struct shelf;
struct spool;

/* NULL without memory. All its spools end with it. */
struct shelf *shelf_new(void);
void shelf_free(struct shelf **shelf);

/* What follows is called with the lock, but for reading. */
void shelf_lock(struct shelf *shelf);
void shelf_unlock(struct shelf *shelf);

/* An empty spool; `*home` is cleared when it is taken off the shelf. NULL: there is no place for
 * a temporary file, or no memory. */
struct spool *spool_new(struct shelf *shelf, struct spool **home);
void spool_free(struct spool **spool);

/* Adds bytes to the last member, or ends it; `trouble` is what it lacks, "" nothing. False: no
 * room, no memory. */
bool spool_add(struct spool *spool, spoor_view bytes);
bool spool_end_member(struct spool *spool, const char *trouble);

size_t spool_count(const struct spool *spool);

/* A member's bytes, in the order in which they were added. False: no memory. */
bool spool_open(struct spool *spool, size_t index, struct origin *origin_r);

#endif
