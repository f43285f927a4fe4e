# SPDX-License-Identifier: ISC
# A time that cannot be is none; the line is still an event.
"$SPOOR" parse -q > events <<'END'
9999-12-31T23:59:59Z mx1 cron[12]: far
2262-04-12T00:00:00Z mx1 cron[12]: one day too far
1601-01-01T00:00:00Z mx1 cron[12]: long ago
1969-12-31T23:59:59.5Z mx1 cron[12]: before the first second
END
echo "exit $?, $(wc -l < events) events"
grep -o '"@timestamp":"[^"]*"' events
