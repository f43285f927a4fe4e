# SPDX-License-Identifier: ISC
# Where there is no place for what does not fit in memory, the run fails and says so.
awk 'BEGIN {
	for (i = 0; i < 60000; i++)
		printf "2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (%d)\n", i
}' > mail.log
TMPDIR=nowhere "$SPOOR" count -q --max-mem 1 -b spoor.log.line mail.log > rows 2> said
echo "exit $?"
sed 's/spoor-[A-Za-z0-9]*/spoor-X/' said
