/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_FIELDS_H
#define FILTER_KQL_FIELDS_H

/* Names of an expression, and the values that can stand with them. */

#include "filter/kql.h"

/* The fields of a name, which may have wildcards. False: no field has it. */
bool kql_fields_find(const struct kql_source *source, const struct kql_token *name,
	struct kql_fields *fields_r);

/* The fields of a bare term: all in which it can be found. */
void kql_fields_all(struct kql_fields *fields_r);

/* Leaves of the test's fields those that can hold its value, and compiles a regular expression
 * for them. False: none can. `token` is the value. */
bool kql_fields_bind(const struct kql_source *source, const struct kql_token *token,
	struct kql_test *test);

#endif
