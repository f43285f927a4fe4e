# SPDX-License-Identifier: ISC
# A stream streams: an event is printed when its line is there, not when the input ends.
mkfifo seen
{
	echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: one'
	read -r answer < seen
	echo "2025-12-09T08:50:18+00:00 mx1 cron[12]: $answer"
} | "$SPOOR" parse -q | {
	read -r first
	echo two > seen
	echo "$first"
	cat
}
