/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_VALUE_H
#define FILTER_KQL_VALUE_H

/*
 * What a value of an expression means for each type of field: all computed once, so that a
 * test has nothing left to do but compare.
 */

#include "base/addr.h"
#include "base/regex.h"
#include "event/event.h"
#include "filter/decimal.h"
#include "filter/glob.h"
#include "filter/kql_lex.h"

enum kql_op {
	KQL_ANY,     /* a bare *: every event */
	KQL_EXISTS,  /* field: * */
	KQL_COMPARE, /* field: value, field < value … */
	KQL_LIKE,    /* field: val*e */
	KQL_HOLDS,   /* a bare term */
	KQL_REGEX,   /* field ~ "value" */
};

/* How what an event has may stand to the value. */
enum {
	KQL_BELOW = 1,
	KQL_EQUAL = 2,
	KQL_ABOVE = 4,
};

/* The indexes of two are an enum field_fold. */
struct kql_value {
	enum kql_op op;
	unsigned types;  /* bit 1 << T: it can be compared with fields of type T */
	unsigned orders; /* which of below, equal, above are wanted */
	spoor_view text[2];
	struct glob globs[2];
	struct regex *regexes[2]; /* NULL where no field needs it */
	struct addr_net net;
	spoor_view address; /* its text when the network is one address, else empty */
	int64_t number;
	struct decimal decimal;
	int64_t first_ns; /* of the time's span */
	int64_t last_ns;
	bool flag;
};

/* How texts of the field are compared: also addresses have letters. */
static inline enum field_fold kql_fold(const struct field_row *row)
{
	return row->info.type == SPOOR_ADDRESS ? FOLD_CASE : row->fold;
}

/* Each reads a word or quoted text; false: the error is filled. */

/* The value of `field: value`; `orders` other than KQL_EQUAL make it one of `field < value`. */
bool kql_value_compared(const struct kql_source *source, const struct kql_token *token,
	unsigned orders, struct kql_value *value_r);

/* A bare term. */
bool kql_value_bare(const struct kql_source *source, const struct kql_token *token,
	struct kql_value *value_r);

/* A regular expression, not compiled yet. */
void kql_value_regex(struct kql_value *value_r);

/* Compiles the regular expression for fields that fold so. */
bool kql_value_compile(const struct kql_source *source, const struct kql_token *token,
	enum field_fold fold, struct kql_value *value);

#endif
