# SPDX-License-Identifier: ISC
# Without a list there is nothing to print.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" cut mail.log
echo "exit $?"
"$SPOOR" cut -f '' mail.log
echo "exit $?"
"$SPOOR" cut mail.log -f
echo "exit $?"
