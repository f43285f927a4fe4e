# SPDX-License-Identifier: ISC
# Where standard output or input is closed, using it fails, and nothing is written elsewhere; without
# standard error the work is done.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" count -q -b host.name mail.log >&-
echo "exit $?"
"$SPOOR" count -q -b host.name - <&- > out
echo "exit $?"
"$SPOOR" count -b host.name mail.log 2>&- > out
echo "exit $?"
awk 'BEGIN {
	for (i = 0; i < 60000; i++)
		printf "2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (%d)\n", i
}' | "$SPOOR" count -q --max-mem 1 -b spoor.log.line >&-
echo "exit $?"
