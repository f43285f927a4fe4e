# SPDX-License-Identifier: ISC
# A byte-order mark is a record of its own, on the first line.
printf '\357\273\2772025-12-09T08:50:17+00:00 mx1 cron[12]: one\n2025-12-09T08:50:18+00:00 mx1 cron[12]: two\n' |
	"$SPOOR" parse
printf '\357\273\277' | "$SPOOR" parse
printf '\357\273\277\n' | "$SPOOR" parse
