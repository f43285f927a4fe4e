# SPDX-License-Identifier: ISC
# A wrong option is said with what to do; nothing is read or printed.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" count -b host.name --no-such-option mail.log
echo "exit $?"
"$SPOOR" count -b host.name -Z mail.log
echo "exit $?"
"$SPOOR" count -b host.name --no-header=yes mail.log
echo "exit $?"
"$SPOOR" count -b host.name mail.log --year
echo "exit $?"
"$SPOOR" count -b host.name mail.log --year 99999999999999999999
echo "exit $?"
"$SPOOR" count -b host.name --since yesterday mail.log
echo "exit $?"
"$SPOOR" count -b host.name --format morse mail.log
echo "exit $?"
"$SPOOR" count -b host.name --tz Mars/Olympus mail.log
echo "exit $?"
"$SPOOR" count --top few mail.log
echo "exit $?"
"$SPOOR" count --top -1 mail.log
echo "exit $?"
"$SPOOR" count --max-mem much mail.log
echo "exit $?"
"$SPOOR" count --raw mail.log
echo "exit $?"
