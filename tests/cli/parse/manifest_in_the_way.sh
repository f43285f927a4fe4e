# SPDX-License-Identifier: ISC
# A manifest replaces an older one, but no other file: a log that was named by mistake is not lost.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: x' > mail.log
cp mail.log copy
"$SPOOR" parse -q --manifest mail.log copy > events
echo "exit $?"
cmp mail.log copy
"$SPOOR" parse -q --manifest out.json copy mail.log > events
"$SPOOR" parse -q --manifest out.json copy > events
echo "exit $?, $(grep -c '"path"' out.json) input"
"$SPOOR" parse -q --manifest nowhere/out.json copy > events
echo "exit $?"
