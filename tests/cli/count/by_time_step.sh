# SPDX-License-Identifier: ISC
# A time is grouped in steps, from 1970 on, also before it; events without a time are in the group "-".
cat > mail.log <<'END'
2025-12-29T08:44:59.999+00:00 mx1 cron[1]: a
2025-12-29T08:45:00+00:00 mx1 cron[1]: b
2025-12-29T09:59:59+01:00 mx1 cron[1]: c
2025-12-29T09:00:00+00:00 mx2 cron[1]: d
1969-12-31T23:59:59+00:00 mx1 cron[1]: e
no time at all
END
"$SPOOR" count -q -k -b @timestamp/15m mail.log
"$SPOOR" count -q -k -b @timestamp/1d,host.name mail.log
"$SPOOR" count -q -k -H -b @timestamp/90s mail.log | head -n 1
