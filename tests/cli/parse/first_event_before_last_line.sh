# SPDX-License-Identifier: ISC
# A stream streams: events are printed when their lines are there, not when the input ends.
mkfifo seen
{
	awk 'BEGIN { for (i = 0; i < 4000; i++) print "2025-12-09T08:50:17+00:00 mx1 cron[12]: one" }'
	answer=$(timeout 60 cat seen)
	echo "2025-12-09T08:50:18+00:00 mx1 cron[12]: $answer"
} | "$SPOOR" parse -q | {
	read -r first
	echo two > seen &
	echo "$first"
	tail -n 1
}
