# SPDX-License-Identifier: ISC
# A NUL is a byte like any other: nothing behind it is lost.
printf '2025-12-09T08:50:17+00:00 mx1 cron[12]: before\000behind\n' | "$SPOOR" parse
