# SPDX-License-Identifier: ISC
# A write that fails is trouble, not success.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" parse mail.log > /dev/full
echo "exit $?"
"$SPOOR" parse --help > /dev/full
echo "exit $?"
