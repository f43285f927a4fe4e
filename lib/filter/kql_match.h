/* SPDX-License-Identifier: ISC */
#ifndef FILTER_KQL_MATCH_H
#define FILTER_KQL_MATCH_H

#include "filter/kql.h"

/* A text of a field that folds so against the value. */
bool kql_match_text(const struct kql_value *value, enum field_fold fold, spoor_view text);

#endif
