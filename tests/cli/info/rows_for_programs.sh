# SPDX-License-Identifier: ISC
# The same as JSON objects, and as rows.
printf '%s\n' '2025-03-01T10:00:00Z mx cron[7]: one' '2025-03-04T10:00:00Z mx2 cron[7]: two' \
	'2025-03-04T09:59:58.5Z mx cron[7]: three' 'no log at all' > a.log
: > empty.log
"$SPOOR" info -q -o json a.log empty.log
"$SPOOR" info -q -o tsv a.log | tr '\t' '\n' | paste -s -d ' ' | fold -w 400
