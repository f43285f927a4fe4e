# SPDX-License-Identifier: ISC
# CR LF ends a line; offsets count both bytes, the text has neither.
printf '2025-12-09T08:50:17+00:00 mx1 cron[12]: one\r\n\r\n2025-12-09T08:50:18+00:00 mx1 cron[12]: two\r\n' |
	"$SPOOR" parse
