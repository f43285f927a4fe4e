# SPDX-License-Identifier: ISC
# Of an event stream the same is told, from what the events say.
printf 'Mar  1 10:00:00 mx cron[7]: one\n' | "$SPOOR" parse -q --year 2025 --tz +02:00 > events
"$SPOOR" info -q events | sed 's/^  sha256 .*/  sha256/'
"$SPOOR" info -q < events
