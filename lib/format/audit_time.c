/* SPDX-License-Identifier: ISC */
/* When it was. The records have it in UTC without saying so; .NET before 2016 wrote
 * "\/Date(MILLISECONDS)\/" into JSON. */
#include "base/scan.h"
#include "format/audit_parts.h"
#include "format/wrap.h"

enum { MILLI_DIGITS = 3, NANOS_OF_MILLI = 1000000 };

/* "/Date(1766994617377)/". */
static bool scan_date(spoor_view text, struct stamp *stamp_r)
{
	int64_t millis;

	if (!scan_literal(&text, VIEW("/Date(")) || !scan_number(&text, &millis) ||
		millis > INT64_MAX / NANOS_OF_MILLI || !view_ends(text, VIEW(")/")))
		return false;
	*stamp_r = wrap_stamp(millis * NANOS_OF_MILLI, MILLI_DIGITS);
	return true;
}

static bool scan_stamp(spoor_view text, struct stamp *stamp_r)
{
	text = view_trim(text);
	return scan_date(text, stamp_r) ||
	       (stamp_scan_iso(&text, stamp_r) && text.len == 0);
}

static bool set_time(struct audit *audit, enum audit_slot slot, bool is_utc)
{
	struct stamp stamp;

	if (!scan_stamp(audit_text(audit, slot), &stamp))
		return false;
	if (is_utc && !stamp.zoned) {
		stamp.zoned = true;
		stamp.offset = 0;
	}
	scene_set_stamp(audit->scene, audit->event, &stamp);
	audit_use(audit, slot);
	return true;
}

void audit_set_time(struct audit *audit)
{
	if (!set_time(audit, AUDIT_UTC, true))
		set_time(audit, AUDIT_LOCAL, false);
}
