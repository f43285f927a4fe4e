/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_CODE_H
#define FILTER_KQL_CODE_H

/*
 * Tests are laid out in the order of the expression; `and`, `or` and `not` are nothing but where
 * a test goes on. Places to go on with that are not known yet are kept as lists, threaded through
 * the very members that will hold them.
 */

#include "filter/kql.h"

/* Ways on that all wait for the same place: 2 × the test's number, + 1 for "true". */
struct kql_ways {
	uint32_t first; /* UINT32_MAX: none */
	uint32_t last;
};

/* A finished part of the expression: the ways out of it, when it is false, when it is true. */
struct kql_part {
	struct kql_ways out[2];
};

/* What is known between two parentheses, or of the whole. */
struct kql_chain {
	struct kql_part part; /* the last operand */
	struct kql_ways
		and_false;       /* of the operands before it that are joined by `and` */
	struct kql_ways or_true; /* of those before them, joined by `or` */
	bool negate;             /* the next operand */
};

void kql_chain_begin(struct kql_chain *chain);

/* A test as a part. False: it does not fit any more. */
bool kql_code_test(
	struct buf *tests, const struct kql_test *test, struct kql_part *part_r);

/* The next operand, and what follows it. */
void kql_chain_operand(struct kql_chain *chain, struct kql_part part);
void kql_chain_and(struct buf *tests, struct kql_chain *chain);
void kql_chain_or(struct buf *tests, struct kql_chain *chain);
struct kql_part kql_chain_end(struct buf *tests, struct kql_chain *chain);

/* The whole expression is complete. */
void kql_code_finish(struct buf *tests, struct kql_part part);

#endif
