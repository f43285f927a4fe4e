/* SPDX-License-Identifier: ISC */
#ifndef FILTER_DECIMAL_H
#define FILTER_DECIMAL_H

/* Decimal fractions as logs and JSON write them, compared without floating point: exact for the
 * first 19 significant digits, what follows is cut. */

#include "base/view.h"

struct decimal {
	bool negative;
	int64_t exponent; /* the value is 0.DIGITS times ten to this */
	uint64_t digits;  /* 19 of them, the first is not 0; or 0 */
};

/* The whole view: "-12", "0.05", "1e-05". */
bool decimal_parse(spoor_view view, struct decimal *decimal_r);

/* Below zero, zero or above it. */
int decimal_order(const struct decimal *a, const struct decimal *b);

#endif
