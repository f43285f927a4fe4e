/* SPDX-License-Identifier: ISC */
/* Short circuits come for free: no operator is left when the expression is compiled. */
#include "kql_code.h"

#define NO_WAY UINT32_MAX

static const struct kql_ways no_ways = {NO_WAY, NO_WAY};

static uint32_t *way_at(struct buf *tests, uint32_t way)
{
	return &((struct kql_test *)(void *)tests->ptr)[way / 2].go[way % 2];
}

static struct kql_ways join(struct buf *tests, struct kql_ways a, struct kql_ways b)
{
	if (a.first == NO_WAY)
		return b;
	if (b.first == NO_WAY)
		return a;
	*way_at(tests, a.last) = b.first;
	return (struct kql_ways){a.first, b.last};
}

static void lead(struct buf *tests, struct kql_ways ways, uint32_t to)
{
	uint32_t way = ways.first;

	while (way != NO_WAY) {
		uint32_t *go = way_at(tests, way);

		way = *go;
		*go = to;
	}
}

static uint32_t next_test(const struct buf *tests)
{
	return (uint32_t)(tests->len / sizeof(struct kql_test));
}

void kql_chain_begin(struct kql_chain *chain)
{
	*chain = (struct kql_chain){{{no_ways, no_ways}}, no_ways, no_ways, false};
}

bool kql_code_test(
	struct buf *tests, const struct kql_test *test, struct kql_part *part_r)
{
	uint32_t number = next_test(tests);
	struct kql_test copy = *test;

	copy.go[false] = NO_WAY;
	copy.go[true] = NO_WAY;
	buf_add(tests, view_of((const char *)&copy, sizeof(copy)));
	part_r->out[false] = (struct kql_ways){2 * number, 2 * number};
	part_r->out[true] = (struct kql_ways){2 * number + 1, 2 * number + 1};
	return !tests->failed;
}

void kql_chain_operand(struct kql_chain *chain, struct kql_part part)
{
	chain->part.out[false] = part.out[chain->negate];
	chain->part.out[true] = part.out[!chain->negate];
	chain->negate = false;
}

void kql_chain_and(struct buf *tests, struct kql_chain *chain)
{
	lead(tests, chain->part.out[true], next_test(tests));
	chain->and_false = join(tests, chain->and_false, chain->part.out[false]);
}

/* The operands joined by `and` are one operand. */
static void end_and(struct buf *tests, struct kql_chain *chain)
{
	chain->part.out[false] = join(tests, chain->and_false, chain->part.out[false]);
	chain->and_false = no_ways;
}

void kql_chain_or(struct buf *tests, struct kql_chain *chain)
{
	end_and(tests, chain);
	lead(tests, chain->part.out[false], next_test(tests));
	chain->or_true = join(tests, chain->or_true, chain->part.out[true]);
}

struct kql_part kql_chain_end(struct buf *tests, struct kql_chain *chain)
{
	end_and(tests, chain);
	chain->part.out[true] = join(tests, chain->or_true, chain->part.out[true]);
	return chain->part;
}

void kql_code_finish(struct buf *tests, struct kql_part part)
{
	lead(tests, part.out[false], KQL_NO);
	lead(tests, part.out[true], KQL_YES);
}
