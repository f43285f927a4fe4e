# SPDX-License-Identifier: ISC
# A wrong option is said with what to do; nothing is read.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
"$SPOOR" parse --no-such-option mail.log
echo "exit $?"
"$SPOOR" parse -Z mail.log
echo "exit $?"
"$SPOOR" parse --quiet=yes mail.log
echo "exit $?"
"$SPOOR" parse mail.log --year
echo "exit $?"
"$SPOOR" parse --year twelve mail.log
echo "exit $?"
"$SPOOR" parse --since yesterday mail.log
echo "exit $?"
"$SPOOR" parse --tz Mars/Olympus mail.log
echo "exit $?"
"$SPOOR" parse --format morse mail.log
echo "exit $?"
"$SPOOR" parse --proxy 300.1.2.3 mail.log
echo "exit $?"
"$SPOOR" parse -o morse mail.log
echo "exit $?"
