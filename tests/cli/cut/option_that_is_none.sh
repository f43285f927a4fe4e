# SPDX-License-Identifier: ISC
# A wrong option is said with what to do; nothing is read or printed.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" cut -f host.name --no-such-option mail.log
echo "exit $?"
"$SPOOR" cut -f host.name -Z mail.log
echo "exit $?"
"$SPOOR" cut -f host.name --no-header=yes mail.log
echo "exit $?"
"$SPOOR" cut -f host.name mail.log --year
echo "exit $?"
"$SPOOR" cut -f host.name mail.log --year 99999999999999999999
echo "exit $?"
"$SPOOR" cut -f host.name --since yesterday mail.log
echo "exit $?"
"$SPOOR" cut -f host.name --format morse mail.log
echo "exit $?"
"$SPOOR" cut -f host.name --tz Mars/Olympus mail.log
echo "exit $?"
