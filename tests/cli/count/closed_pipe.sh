# SPDX-License-Identifier: ISC
# A reader that has enough ends the run quietly.
awk 'BEGIN {
	for (i = 0; i < 30000; i++)
		printf "2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (%d)\n", i
}' > mail.log
{
	"$SPOOR" count -b spoor.log.line mail.log
	echo "exit $?" > code
} | head -n 1
cat code
