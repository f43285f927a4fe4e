# SPDX-License-Identifier: ISC
# Where standard output or input is closed, using it fails; without standard error the work is done.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" cut -q -f host.name mail.log >&-
echo "exit $?"
"$SPOOR" cut -q -f host.name - <&- > out
echo "exit $?"
"$SPOOR" cut -f host.name mail.log 2>&- > out
echo "exit $?"
