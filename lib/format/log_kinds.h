/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_LOG_KINDS_H
#define FORMAT_LOG_KINDS_H

/* The kinds of logs with named columns, one object each, defined where their rows are read. */

#include "format/row.h"

extern const struct log_kind log_kind_iis;
extern const struct log_kind log_kind_tracking;

#endif
