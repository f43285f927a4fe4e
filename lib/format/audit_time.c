/* SPDX-License-Identifier: ISC */
/* When it was. The records have it in UTC without saying so; .NET before 2016 wrote
 * "\/Date(MILLISECONDS)\/" into JSON; what was exported as text is in the exporter's zone and
 * way. */
#include "base/scan.h"
#include "format/audit_parts.h"
#include "format/export_time.h"
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

bool export_scan_time(
	const struct scene *scene, spoor_view text, bool is_utc, struct stamp *stamp_r)
{
	spoor_view rest = view_trim(text);

	if (!scan_date(rest, stamp_r)) {
		if (!stamp_scan_iso(&rest, stamp_r) &&
			!stamp_scan_culture(&rest, scene->clock.setup.order, stamp_r))
			return false;
		if (rest.len)
			return false;
	}
	if (is_utc && !stamp_r->zoned) {
		stamp_r->zoned = true;
		stamp_r->offset = 0;
	}
	return true;
}

static bool is_order_guessed(const struct stamp *stamp)
{
	return stamp->order == ORDER_DAY_GUESSED || stamp->order == ORDER_MONTH_GUESSED;
}

void export_set_stamp(
	struct scene *scene, struct spoor_event *event, const struct stamp *stamp)
{
	bool is_told = scene->clock.setup.order != ORDER_NONE;

	scene_set_stamp(scene, event, stamp);
	if (!is_order_guessed(stamp))
		return;
	event_set_constant(
		event, FIELD_TIME_ORDER, is_told ? VIEW("source") : VIEW("assumed"));
	if (scene->site->strict_time && !is_told)
		event_unset(event, FIELD_TIMESTAMP);
}

static bool set_time(struct audit *audit, enum audit_slot slot, bool is_utc)
{
	struct stamp stamp;

	if (!export_scan_time(audit->scene, audit_text(audit, slot), is_utc, &stamp))
		return false;
	export_set_stamp(audit->scene, audit->event, &stamp);
	audit_use(audit, slot);
	return true;
}

/* What a container says of its record was UTC too, and counts where the record is broken. */
void audit_set_time(struct audit *audit)
{
	if (!set_time(audit, AUDIT_UTC, true) && !set_time(audit, AUDIT_UTC_OUTER, true))
		set_time(audit, AUDIT_LOCAL, false);
}
