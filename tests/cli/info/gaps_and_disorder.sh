# SPDX-License-Identifier: ISC
# More than a day without an event; times that step back; lines without a time.
printf '%s\n' '2025-03-01T10:00:00Z mx cron[7]: one' '2025-03-02T10:00:00Z mx cron[7]: a day is no gap' \
	'2025-03-04T10:00:00Z mx cron[7]: gap' '2025-03-04T09:59:58.5Z mx cron[7]: back' \
	'2025-03-04T09:00:00Z mx cron[7]: back by an hour' 'no log at all' \
	'2025-06-01T00:00:00Z mx cron[7]: gap' > a.log
"$SPOOR" info a.log
