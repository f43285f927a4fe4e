# SPDX-License-Identifier: ISC
# The last line counts without its line feed, too.
printf '2025-12-09T08:50:17+00:00 mx1 cron[12]: one\n2025-12-09T08:50:18+00:00 mx1 cron[12]: two' |
	"$SPOOR" parse
