# SPDX-License-Identifier: ISC
# What cannot be read is said; the rest is printed, and the exit code is 2.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" cut -f host.name,spoor.log.line nothing.log mail.log
echo "exit $?"
