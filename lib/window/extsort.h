/* SPDX-License-Identifier: ISC */
#ifndef WINDOW_EXTSORT_H
#define WINDOW_EXTSORT_H

/*
 * A sort of byte records by a key, among equal keys by an order, and among those by their
 * bytes, in bounded memory: what does not fit is
 * written to temporary files as sorted runs, which are merged at the end.
 */

#include "base/view.h"

struct extsort;

/* `max_memory`: bytes of records held before they become a run (at least 1 MiB). */
struct extsort *extsort_new(size_t max_memory);
void extsort_free(struct extsort **sort);

/* Takes a copy. SPOOR_E_IO: no room in the temporary folder; extsort_error says more. */
enum spoor_status extsort_add(
	struct extsort *sort, int64_t key, uint64_t order, spoor_view bytes);

/* The next record in order; the first call ends the adding. Valid until the next call. */
enum spoor_status extsort_next(struct extsort *sort, spoor_view *bytes_r);

const struct spoor_error *extsort_error(const struct extsort *sort);

#endif
